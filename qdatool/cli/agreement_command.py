"""The command that says how far coders agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Annotated

import typer

from qdatool.analysis.agreement import measure_agreement
from qdatool.analysis.agreement_data import AgreementData, gather_agreement
from qdatool.analysis.agreement_result import Agreement, AgreementOptions, CodeAgreement
from qdatool.analysis.binary import Measure
from qdatool.analysis.coefficient import Coefficient, Reason
from qdatool.analysis.document_agreement import agreement_per_document
from qdatool.analysis.exclusive import ExclusiveAgreement, measure_exclusive
from qdatool.analysis.exclusive_data import exclusive_values
from qdatool.analysis.other_programs import atlas_numbers, maxqda_numbers, nvivo_rows
from qdatool.analysis.unitizing_data import code_alphas, domain_alphas
from qdatool.analysis.units import Unit, Universe
from qdatool.cli.agreement_document import (
    agreement_document,
    coefficient_document,
    exclusive_document,
    other_programs_document,
    per_document_rows,
    unitizing_document,
)
from qdatool.cli.opening import AsJson, ProjectFile, open_to_read
from qdatool.cli.output import say_json, say_line, warn
from qdatool.cli.plain_table import table_lines
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.wording import interface_language, localized_number, tr
from qdatool.wording.agreement_sentences import coefficient_text, methods_sentence, paradox_notes
from qdatool.wording.analysis_terms import (
    measure_name,
    percent_text,
    reason_name,
    reason_sentence,
    unit_name,
    universe_name,
)
from qdatool.wording.lists import listed

_SHOWN_OF_SEGMENTS = (Measure.PERCENT_AGREEMENT, Measure.HOLSTI)
_SHOWN_OF_TWO = (
    Measure.PERCENT_AGREEMENT,
    Measure.COHEN_KAPPA,
    Measure.SCOTT_PI,
    Measure.GWET_AC1,
    Measure.KRIPPENDORFF_ALPHA,
)
_SHOWN_OF_MANY = (
    Measure.PERCENT_AGREEMENT,
    Measure.FLEISS_KAPPA,
    Measure.GWET_AC1,
    Measure.KRIPPENDORFF_ALPHA,
)
_SEPARATORS = {"fa": "، ", "en": ", "}
_UNREMARKABLE = frozenset({Reason.NO_INTERVAL, Reason.NO_STANDARD_ERROR, Reason.TWO_CODERS_ONLY})


def add_to(application: typer.Typer) -> None:
    """Add the command to the program."""
    application.command("agreement")(agreement)


def agreement(
    file: ProjectFile,
    coders: Annotated[
        list[str],
        typer.Option("--coder", metavar="A", help="A coder to compare, maybe as A@round; give two or more."),
    ],
    round_name: Annotated[
        str | None, typer.Option("--round", metavar="R", help="Count this round only; without it, every round.")
    ] = None,
    unit: Annotated[Unit, typer.Option(help="What is compared.")] = Unit.PARAGRAPH,
    universe: Annotated[Universe, typer.Option(help="Which units count.")] = Universe.ALL,
    overlap: Annotated[
        float, typer.Option(min=0, max=1, help="Least shared part of two passages that match, for segments.")
    ] = 0.5,
    level: Annotated[
        str | None, typer.Option(metavar="L", help="Count the codes of this level with all below them.")
    ] = None,
    exclusive: Annotated[
        bool, typer.Option("--exclusive", help="One code per unit at most: compare which code each unit got.")
    ] = False,
    domain: Annotated[
        str | None, typer.Option(metavar="CODE", help="Compare the branches right below this code in place of a level.")
    ] = None,
    other_programs: Annotated[
        bool, typer.Option("--other-programs", help="Add the numbers as NVivo, MAXQDA and ATLAS.ti print them (JSON).")
    ] = False,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the intervals over documents.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Say how far coders agree, on every code and on all together."""
    if exclusive and unit is Unit.SEGMENT:
        raise typer.BadParameter(tr("Matched passages are no units that could have one code: choose another unit."))
    options = AgreementOptions(unit, universe, overlap, seed)
    with open_to_read(file) as project:
        data = gather_agreement(project, unit, coders, round_name, level, domain=domain)
    if exclusive:
        _exclusive(data, options, _Asked(round_name, level, domain, other_programs), as_json=as_json)
        return
    found = measure_agreement(data, options)
    if found.reason is not None:
        warn(reason_sentence(found.reason, interface_language()))
    elif found.documents_without_units:
        names = listed(found.documents_without_units, interface_language())
        warn(tr("No unit of this kind is in: {documents}", documents=names))
    if as_json:
        say_json(_document(data, found, options, _Asked(round_name, level, domain, other_programs)))
    elif found.reason is None:
        _say_agreement(found, options)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for beside the options of the comparison."""

    round_name: str | None
    level: str | None
    domain: str | None
    other_programs: bool


def _document(data: AgreementData, found: Agreement, options: AgreementOptions, asked: _Asked) -> dict[str, object]:
    document = agreement_document(found, options, asked.round_name, asked.level)
    if found.reason is not None:
        return document
    rows = agreement_per_document(data, options)
    document["per_document"] = per_document_rows((*rows[0], rows[1])) if rows else None
    if options.unit in (Unit.CHARACTER, Unit.SEGMENT):
        alphas = zip(data.codes, code_alphas(data, options), strict=True)
        document["u_alpha"] = [{"code": code, **coefficient_document(alpha)} for code, alpha in alphas]
    if asked.other_programs:
        document["other_programs"] = _other_programs(data, options)
    return document


def _other_programs(data: AgreementData, options: AgreementOptions) -> dict[str, object] | None:
    if len(data.sides) != 2:
        return None
    return other_programs_document(nvivo_rows(data), maxqda_numbers(data), atlas_numbers(data, options))


def _exclusive(data: AgreementData, options: AgreementOptions, asked: _Asked, *, as_json: bool) -> None:
    """Say how far coders agree on one value per unit; a unit with two codes is refused, all such units being listed."""
    found = measure_exclusive(data, options)
    language = interface_language()
    if as_json:
        document = exclusive_document(found, options, asked.round_name, asked.level, asked.domain)
        on_characters = replace(data, spans=None)
        is_comparable = found.reason is None and not exclusive_values(on_characters, Universe.ALL)[1]
        document["unitizing"] = (
            unitizing_document(domain_alphas(on_characters, options), data.codes) if is_comparable else None
        )
        if asked.other_programs and found.reason is None:
            document["other_programs"] = _other_programs(data, options)
        say_json(document)
    if found.doubles:
        _refuse_doubles(found, language, is_listed=not as_json)
    if found.reason is not None:
        warn(reason_sentence(found.reason, language))
    elif not as_json:
        _say_exclusive(found, options)


def _refuse_doubles(found: ExclusiveAgreement, language: str, *, is_listed: bool) -> None:
    for double in found.doubles if is_listed else ():
        say_line(
            tr(
                "{document}, unit {unit}: {coder} gave {codes}",
                document=double.document,
                unit=double.unit,
                coder=double.coder,
                codes=listed(double.codes, language),
            )
        )
    first = found.doubles[0]
    raise InvalidOperation(
        OperationReason.TWO_CODES_IN_UNIT,
        number=len(found.doubles),
        document=first.document,
        unit=first.unit,
        coder=first.coder,
        codes=first.codes,
    )


def _say_exclusive(found: ExclusiveAgreement, options: AgreementOptions) -> None:
    language = interface_language()
    say_line(methods_sentence(found, options, language))
    for measure, coefficient in found.measures.items():
        if coefficient.value is not None:
            say_line(coefficient_text(coefficient, measure, language))
    if found.confusion is None:
        return
    names = [tr("(no code)"), *found.codes]
    used = [
        place
        for place in range(len(names))
        if any(found.confusion[place]) or any(row[place] for row in found.confusion)
    ]
    header = [tr("{first} down, {second} across", first=found.coders[0], second=found.coders[1])]
    rows = [[*header, *(names[place] for place in used)]]
    for place in used:
        rows.append([names[place], *(localized_number(found.confusion[place][other], language) for other in used)])
    for line in table_lines(rows):
        say_line(line)


def _say_agreement(found: Agreement, options: AgreementOptions) -> None:
    language = interface_language()
    say_line(
        tr(
            "Agreement of {coders} on {units}, counting {universe}",
            coders=listed(found.coders, language),
            units=unit_name(options.unit, language),
            universe=universe_name(options.universe, language),
        )
    )
    say_line(tr("Documents: {documents}", documents=listed(found.documents, language)))
    shown = _shown_measures(options.unit, len(found.coders))
    rows = [[tr("Name of the code"), tr("Units"), *(measure_name(measure, language) for measure in shown)]]
    rows += [[one.code, *_cells(one, shown)] for one in found.codes]
    rows.append([tr("All codes together"), *_cells(found.overall, shown)])
    for line in table_lines(rows):
        say_line(line)
    for reason in _reasons_shown((*found.codes, found.overall), shown):
        say_line(reason_sentence(reason, language))
    for note in paradox_notes(found.codes, language):
        say_line(note)
    say_line(methods_sentence(found, options, language))


def _shown_measures(unit: Unit, n_coders: int) -> tuple[Measure, ...]:
    if unit is Unit.SEGMENT:
        return _SHOWN_OF_SEGMENTS
    return _SHOWN_OF_TWO if n_coders == 2 else _SHOWN_OF_MANY


def _cells(one: CodeAgreement, shown: Iterable[Measure]) -> list[str]:
    language = interface_language()
    return [localized_number(one.n_units, language), *(_cell(one.measures[measure], measure) for measure in shown)]


def _cell(coefficient: Coefficient, measure: Measure) -> str:
    language = interface_language()
    if coefficient.value is None:
        return reason_name(coefficient.reason, language) if coefficient.reason else ""
    value = _written(coefficient.value, measure)
    if coefficient.ci95 is None:
        return value
    low, high = (_written(edge, measure) for edge in coefficient.ci95)
    # Not through tr: its isolates would stand in every cell.
    return f"{value} [{low}{_SEPARATORS[language]}{high}]"


def _written(value: float, measure: Measure) -> str:
    language = interface_language()
    if measure is not Measure.PERCENT_AGREEMENT:
        return localized_number(value, language, 2)
    return percent_text(value, language)


def _reasons_shown(codes: Iterable[CodeAgreement], shown: Iterable[Measure]) -> list[Reason]:
    """Return every reason that stands in the table or leaves an interval out of it, in the order of ``Reason``."""
    wanted = tuple(shown)
    occurring = {one.measures[measure].reason for one in codes for measure in wanted}
    return [reason for reason in Reason if reason in occurring and reason not in _UNREMARKABLE]
