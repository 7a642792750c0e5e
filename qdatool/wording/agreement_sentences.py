"""Whole sentences about agreement: one for the methods section of a paper, and those that explain low kappas.

They say unit, universe, number of units and coders, coefficient and interval, and never how good a number is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qdatool.analysis.agreement_result import Agreement, AgreementOptions, CodeAgreement
from qdatool.analysis.binary import Measure
from qdatool.analysis.coefficient import Coefficient, IntervalMethod
from qdatool.analysis.exclusive import ExclusiveAgreement
from qdatool.analysis.paradox import Paradox, ParadoxCause, find_paradox
from qdatool.analysis.units import Unit
from qdatool.wording.analysis_terms import measure_name, percent_text, reason_sentence, unit_name, universe_name
from qdatool.wording.catalogue import say, without_isolates
from qdatool.wording.digits import localized_number
from qdatool.wording.lists import listed

PARADOX_SENTENCES: Mapping[ParadoxCause, str] = {
    ParadoxCause.RARE: "The coders agree on {percent} of the units, yet kappa is {kappa}: {without} of {units} units "
    "got this code from neither, and where nearly everything is alike, chance alone explains most of the agreement.",
    ParadoxCause.FREQUENT: "The coders agree on {percent} of the units, yet kappa is {kappa}: {with_code} of {units} "
    "units got this code from both, and where nearly everything is alike, chance alone explains most of the agreement.",
    ParadoxCause.BIAS: "One coder gave this code alone to {first} units and the other to {second}: with totals so far "
    "apart kappa could reach {highest} at most.",
}
PARADOX_NOTES: Mapping[ParadoxCause, str] = {
    ParadoxCause.RARE: "Kappa lies far below percent agreement because nearly all units are without the code: {codes}.",
    ParadoxCause.FREQUENT: "Kappa lies far below percent agreement because nearly all units have the code: {codes}.",
    ParadoxCause.BIAS: "Kappa is held down by totals of the two coders that lie far apart: {codes}.",
}
REPORT_TOGETHER = "Report percent agreement, kappa and AC1 ({ac1}) side by side."

_BETWEEN = "Agreement between {number} coders ({coders})"
_RETEST = "Agreement of {coder} in {number} rounds ({rounds})"
_PER_CODE = (
    "{who} was assessed in {documents} on {n} {units} "
    "({universe}); each of {codes} codes was present or absent in a unit."
)
_SEGMENTS = (
    "{who} was assessed in {documents} on the passages they marked "
    "with {codes} codes; two passages match where they share at least {overlap} of the characters of both."
)
_EXCLUSIVE = (
    "{who} was assessed in {documents} on {n} {units} "
    "({universe}); each unit has one of {codes} codes that exclude each other, or none."
)
_RESULT = "Over all codes, {results}."
_INTERVAL = "The interval of {name} was found by drawing documents ({draws} draws, seed {seed})."
_INTERVALS = "The intervals of {name} were found by drawing documents ({draws} draws, seed {seed})."
_DEFAULT_OF_TWO = (Measure.PERCENT_AGREEMENT, Measure.COHEN_KAPPA, Measure.KRIPPENDORFF_ALPHA)
_DEFAULT_OF_MANY = (Measure.PERCENT_AGREEMENT, Measure.FLEISS_KAPPA, Measure.KRIPPENDORFF_ALPHA)
_DEFAULT_OF_SEGMENTS = (Measure.PERCENT_AGREEMENT, Measure.HOLSTI)


def methods_sentence(
    found: Agreement | ExclusiveAgreement,
    options: AgreementOptions,
    language: str,
    measures: Sequence[Measure] | None = None,
) -> str:
    """Return what a methods section says of the comparison, or why nothing can be said."""
    if found.reason is not None:
        return reason_sentence(found.reason, language)
    if isinstance(found, ExclusiveAgreement):
        how_coded, n_units, values = _EXCLUSIVE, found.n_units, found.measures
    else:
        n_units = max((code.n_units for code in found.codes), default=0)
        how_coded, values = _PER_CODE, found.overall.measures
    facts: dict[str, object] = {
        "who": _who(found.coders, language),
        "documents": _documents(len(found.documents), language),
        "codes": len(found.codes),
    }
    if options.unit is Unit.SEGMENT:
        how = say(_SEGMENTS, language, **facts, overlap=percent_text(options.overlap, language, 0))
    else:
        facts |= {"n": n_units, "units": unit_name(options.unit, language)}
        facts["universe"] = universe_name(options.universe, language)
        how = say(how_coded, language, **facts)
    wanted = measures or _usual(options.unit, len(found.coders))
    # Isolates inside an isolate would hide every letter from it, and so turn Persian round.
    results = listed((without_isolates(coefficient_text(values[one], one, language)) for one in wanted), language)
    sentences = [how, say(_RESULT, language, results=results)]
    drawn = [one for one in wanted if values[one].interval_method is IntervalMethod.BOOTSTRAP]
    if drawn:
        names = listed((measure_name(one, language) for one in drawn), language)
        how_found = _INTERVAL if len(drawn) == 1 else _INTERVALS
        sentences.append(say(how_found, language, name=names, draws=options.draws, seed=options.seed))
    return " ".join(sentences)


def _documents(number: int, language: str) -> str:
    return say("1 document", language) if number == 1 else say("{number} documents", language, number=number)


def _who(coders: Sequence[str], language: str) -> str:
    """Return whose agreement it is: of several coders, or of one in several rounds, written as coder@round."""
    names = {label.rpartition("@")[0] for label in coders}
    if len(names) == 1 and "" not in names:
        rounds = listed((label.rpartition("@")[2] for label in coders), language)
        who = say(_RETEST, language, coder=names.pop(), number=len(coders), rounds=rounds)
    else:
        who = say(_BETWEEN, language, number=len(coders), coders=listed(coders, language))
    return without_isolates(who)


def coefficient_text(coefficient: Coefficient, measure: Measure, language: str) -> str:
    """Return name, value and interval of a coefficient, or its name and that it is undefined."""
    name = measure_name(measure, language)
    if coefficient.value is None:
        return say("{name} is undefined", language, name=name)
    value = _written(coefficient.value, measure, language)
    if coefficient.ci95 is None:
        return say("{name} = {value}", language, name=name, value=value)
    low, high = (_written(edge, measure, language) for edge in coefficient.ci95)
    return say("{name} = {value} (95% CI {low} to {high})", language, name=name, value=value, low=low, high=high)


def paradox_sentences(paradox: Paradox, language: str) -> tuple[str, ...]:
    """Return a sentence per cause, and what to report then."""
    facts = {
        "percent": percent_text(paradox.percent, language),
        "kappa": localized_number(paradox.kappa, language, 2),
        "with_code": paradox.with_code,
        "without": paradox.without_code,
        "units": paradox.n_units,
        "first": paradox.first_only,
        "second": paradox.second_only,
        "highest": localized_number(paradox.kappa_max or 0.0, language, 2),
    }
    sentences = [PARADOX_SENTENCES[cause] for cause in paradox.causes]
    told = [say(each, language, **{name: facts[name] for name in facts if f"{{{name}}}" in each}) for each in sentences]
    if paradox.ac1 is not None:
        told.append(say(REPORT_TOGETHER, language, ac1=localized_number(paradox.ac1, language, 2)))
    return tuple(told)


def paradox_notes(codes: Sequence[CodeAgreement], language: str) -> tuple[str, ...]:
    """Return a sentence per cause, with the codes that it explains."""
    found: dict[ParadoxCause, list[str]] = {}
    for code in codes:
        paradox = find_paradox(code)
        for cause in paradox.causes if paradox is not None else ():
            found.setdefault(cause, []).append(code.code)
    return tuple(
        say(PARADOX_NOTES[cause], language, codes=listed(found[cause], language))
        for cause in ParadoxCause
        if cause in found
    )


def _usual(unit: Unit, n_coders: int) -> Sequence[Measure]:
    if unit is Unit.SEGMENT:
        return _DEFAULT_OF_SEGMENTS
    return _DEFAULT_OF_TWO if n_coders == 2 else _DEFAULT_OF_MANY


def _written(value: float, measure: Measure, language: str) -> str:
    is_share = measure is Measure.PERCENT_AGREEMENT
    return percent_text(value, language) if is_share else localized_number(value, language, 3)
