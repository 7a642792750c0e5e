"""What units, coefficients and the limits of an analysis are called, in Persian and English."""

from __future__ import annotations

from collections.abc import Mapping

from qdatool.analysis.binary import Measure
from qdatool.analysis.coefficient import Reason
from qdatool.analysis.saturation import NotSaturated, StoppingRule
from qdatool.analysis.units import Unit, Universe
from qdatool.wording.catalogue import say
from qdatool.wording.digits import localized_number

_PERCENT_SIGNS = {"fa": "٪", "en": "%"}

UNITS: Mapping[Unit, str] = {
    Unit.PARAGRAPH: "paragraphs",
    Unit.SENTENCE: "sentences",
    Unit.TURN: "turns",
    Unit.QUESTION: "interview questions",
    Unit.CHARACTER: "single characters",
    Unit.SEGMENT: "matched passages",
    Unit.DOCUMENT: "whole documents",
}

UNIVERSES: Mapping[Universe, str] = {
    Universe.ALL: "all of the text",
    Universe.CODED_BY_ANY: "only what one of them coded",
}

MEASURES: Mapping[Measure, str] = {
    Measure.PERCENT_AGREEMENT: "percent agreement",
    Measure.COHEN_KAPPA: "Cohen's kappa",
    Measure.KAPPA_MAX: "highest possible kappa",
    Measure.SCOTT_PI: "Scott's pi",
    Measure.BRENNAN_PREDIGER: "Brennan & Prediger",
    Measure.GWET_AC1: "Gwet's AC1",
    Measure.KRIPPENDORFF_ALPHA: "Krippendorff's alpha",
    Measure.FLEISS_KAPPA: "Fleiss' kappa",
    Measure.HOLSTI: "Holsti",
}

REASONS: Mapping[Reason, str] = {
    Reason.ONE_CODER: "one coder",
    Reason.NO_COMMON_DOCUMENTS: "no common documents",
    Reason.NO_UNITS: "no units",
    Reason.NO_CODES: "no codes",
    Reason.UNUSED: "unused",
    Reason.NO_VARIATION: "no variation",
    Reason.NO_PAIRS: "no pairs",
    Reason.TWO_CODERS_ONLY: "two coders only",
    Reason.NO_NEITHER_CELL: "no uncoded units",
    Reason.ONE_VALUE: "one code only",
    Reason.SINGLE_UNIT: "one unit only",
    Reason.FEW_DOCUMENTS: "few documents",
    Reason.RARE: "too rare",
    Reason.TWO_CODES: "two codes in one unit",
    Reason.NO_INTERVAL: "no interval",
    Reason.NO_STANDARD_ERROR: "no standard error",
}

REASON_SENTENCES: Mapping[Reason, str] = {
    Reason.ONE_CODER: "Only one coder has been named or has coded: agreement needs two, or two rounds of one coder.",
    Reason.NO_COMMON_DOCUMENTS: "There is no document that every coder has coded or finished: "
    "let all of them code the same documents.",
    Reason.NO_CODES: "No code stands there: choose another level.",
    Reason.NO_UNITS: "The compared documents hold no unit of this kind: choose another one.",
    Reason.UNUSED: "A code that no coder used here has no agreement.",
    Reason.NO_VARIATION: "Where every unit got the same, agreement by chance is complete and cannot be corrected for.",
    Reason.NO_PAIRS: "No unit was coded by two coders.",
    Reason.TWO_CODERS_ONLY: "Some coefficients are defined for two coders only.",
    Reason.NO_NEITHER_CELL: "Nobody marks the passages that are not there, so chance has no measure here.",
    Reason.ONE_VALUE: "With one code there are no different codes to agree on.",
    Reason.SINGLE_UNIT: "One unit gives no interval.",
    Reason.FEW_DOCUMENTS: "Fewer than five documents were compared, too few for an interval over documents.",
    Reason.RARE: "Some codes are so rare that an interval over documents would not hold.",
    Reason.TWO_CODES: "One value per unit cannot be compared where a coder gave a unit two codes of the domain: "
    "compare each code by itself, or take one of the two away.",
    Reason.NO_INTERVAL: "Some coefficients have no interval.",
    Reason.NO_STANDARD_ERROR: "An interval over documents comes without a standard error.",
}

NOT_SATURATED: Mapping[NotSaturated, str] = {
    NotSaturated.TOO_FEW_INTERVIEWS: "Saturation cannot be judged yet: the rule needs {base} interviews and then "
    "{run} more.",
    NotSaturated.EMPTY_BASE: "Saturation cannot be judged: the first {base} interviews hold no code, "
    "so nothing can be compared with a run of {run}.",
    NotSaturated.NOT_REACHED: "Not saturated: after the first {base} interviews, every run of {run} brought more new "
    "codes than {threshold} of the base.",
}


def unit_name(unit: Unit, language: str) -> str:
    """Return what the units are called, as it stands after "on"."""
    return say(UNITS[unit], language)


def universe_name(universe: Universe, language: str) -> str:
    """Return which units count."""
    return say(UNIVERSES[universe], language)


def measure_name(measure: Measure, language: str) -> str:
    """Return the name of a coefficient."""
    return say(MEASURES[measure], language)


def reason_name(reason: Reason, language: str) -> str:
    """Return in a few words why something is undefined, to stand in its place."""
    return say(REASONS[reason], language)


def reason_sentence(reason: Reason, language: str) -> str:
    """Return the sentence that says why something is undefined."""
    return say(REASON_SENTENCES[reason], language)


def not_saturated_sentence(reason: NotSaturated, rule: StoppingRule, language: str) -> str:
    """Return the sentence that says why saturation is not there."""
    sentence = NOT_SATURATED[reason]
    facts: dict[str, object] = {
        "base": rule.base,
        "run": rule.run,
        "threshold": percent_text(rule.threshold, language),
    }
    return say(sentence, language, **{name: fact for name, fact in facts.items() if f"{{{name}}}" in sentence})


def percent_text(share: float, language: str, decimals: int = 1) -> str:
    """Return a share of 1 as a percentage."""
    return localized_number(100 * share, language, decimals) + _PERCENT_SIGNS[language]
