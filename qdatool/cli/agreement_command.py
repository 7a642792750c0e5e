"""The command that says how far coders agree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from qdatool.analysis.agreement import measure_agreement
from qdatool.analysis.agreement_data import gather_agreement
from qdatool.analysis.agreement_result import Agreement, AgreementOptions, CodeAgreement
from qdatool.analysis.binary import Measure
from qdatool.analysis.coefficient import Coefficient, Reason
from qdatool.analysis.units import Unit, Universe
from qdatool.cli.opening import AsJson, ProjectFile, open_to_read
from qdatool.cli.output import say_json, say_line, warn
from qdatool.cli.plain_table import table_lines
from qdatool.wording import interface_language, localized_number, tr
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
    seed: Annotated[int, typer.Option(min=0, help="Seed of the intervals over documents.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Say how far coders agree, on every code and on all together."""
    options = AgreementOptions(unit, universe, overlap, seed)
    with open_to_read(file) as project:
        data = gather_agreement(project, unit, coders, round_name, level)
    found = measure_agreement(data, options)
    if found.reason is not None:
        warn(reason_sentence(found.reason, interface_language()))
    elif found.documents_without_units:
        names = listed(found.documents_without_units, interface_language())
        warn(tr("No unit of this kind is in: {documents}", documents=names))
    if as_json:
        say_json(_agreement_document(found, options, round_name, level))
    elif found.reason is None:
        _say_agreement(found, options)


def _agreement_document(
    found: Agreement, options: AgreementOptions, round_name: str | None, level: str | None
) -> dict[str, object]:
    return {
        "unit": options.unit.value,
        "universe": options.universe.value,
        "round": round_name,
        "level": level,
        "overlap": options.overlap if options.unit is Unit.SEGMENT else None,
        "seed": options.seed,
        "draws": options.draws,
        "coders": list(found.coders),
        "documents": list(found.documents),
        "documents_without_units": list(found.documents_without_units),
        "codes": [{"code": one.code, **_code_document(one)} for one in found.codes],
        "overall": _code_document(found.overall),
        "reason": found.reason.value if found.reason else None,
    }


def _code_document(one: CodeAgreement) -> dict[str, object]:
    return {
        "n_units": one.n_units,
        "table": [list(row) for row in one.table] if one.table else None,
        "prevalence": one.prevalence,
        "bias": one.bias,
        **{measure.value: _coefficient_document(coefficient) for measure, coefficient in one.measures.items()},
    }


def _coefficient_document(coefficient: Coefficient) -> dict[str, object]:
    return {
        "value": coefficient.value,
        "se": coefficient.se,
        "ci95": list(coefficient.ci95) if coefficient.ci95 else None,
        "interval_method": coefficient.interval_method.value if coefficient.interval_method else None,
        "reason": coefficient.reason.value if coefficient.reason else None,
    }


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
