"""The command that writes a table for a paper."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from qdatool.analysis.agreement_result import AgreementOptions
from qdatool.analysis.cooccurrence import TogetherUnit
from qdatool.analysis.saturation import StoppingRule
from qdatool.analysis.units import Unit, Universe
from qdatool.cli.opening import ProjectFile, open_to_read
from qdatool.cli.output import say_line, warn
from qdatool.coding.languages import first_language
from qdatool.export.files import require_folder
from qdatool.export.report import TableStyle, TextBlock
from qdatool.export.report_files import require_known, write_report
from qdatool.export.report_kinds import TableChoices, TableKind, make_report
from qdatool.wording import tr


class TableLanguage(StrEnum):
    """The language of headings, captions and digits."""

    FA = "fa"
    EN = "en"


def add_to(application: typer.Typer) -> None:
    """Add the command to the program."""
    application.command("table")(table)


def table(
    file: ProjectFile,
    kind: Annotated[TableKind, typer.Argument(metavar="KIND", help=" | ".join(TableKind), show_default=False)],
    out: Annotated[Path, typer.Option(metavar="OUT.(docx|xlsx|html|md|csv|pdf)", show_default=False, readable=False)],
    language: Annotated[
        TableLanguage | None, typer.Option(help="The language of the words.", show_default="the project's first")
    ] = None,
    style: Annotated[TableStyle, typer.Option(help="How the table is ruled.")] = TableStyle.APA,
    level: Annotated[
        str | None, typer.Option(metavar="L", help="Count the codes of this level with all below them.")
    ] = None,
    coders: Annotated[
        list[str] | None,
        typer.Option("--coder", metavar="A", help="A coder; for agreement two or more, for saturation one."),
    ] = None,
    round_name: Annotated[str | None, typer.Option("--round", metavar="R", help="For agreement: this round.")] = None,
    unit: Annotated[
        str | None,
        typer.Option(help="For agreement what is compared, for co-occurrence where codes must meet."),
    ] = None,
    universe: Annotated[Universe, typer.Option(help="For agreement: which units count.")] = Universe.ALL,
    overlap: Annotated[float, typer.Option(min=0, max=1, help="For agreement on segments: least shared part.")] = 0.5,
    seed: Annotated[int, typer.Option(min=0, help="Seed of intervals and orders.")] = 1,
    has_details: Annotated[
        bool, typer.Option("--details", help="For agreement: unitizing, and the numbers as other programs print them.")
    ] = False,
    domain: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="For agreement: compare the codes below this one as excluding each other."),
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="N", help="For relations and negative-cases: those of this model.")
    ] = None,
    base: Annotated[int, typer.Option(min=1, help="For saturation: interviews in the base.")] = 4,
    run: Annotated[int, typer.Option(min=1, help="For saturation: interviews in a run.")] = 2,
    threshold: Annotated[float, typer.Option(min=0, max=1, help="For saturation: where to stop.")] = 0.05,
) -> None:
    """Write a table of the project for a paper, in Word, Excel, a web page, Markdown, csv or PDF."""
    # Before the work: a wrong name must not cost a minute.
    require_known(out)
    require_folder(out)
    choices = TableChoices(
        level,
        tuple(coders or ()),
        round_name,
        AgreementOptions(_unit(unit, kind), universe, overlap, seed),
        StoppingRule(base, run, threshold),
        coders[0] if coders else None,
        _together(unit, kind),
        has_details,
        domain,
        model,
    )
    with open_to_read(file) as project:
        chosen = language.value if language is not None else first_language(project)
        report = make_report(project, kind, chosen, choices)
    if not report.tables:
        warn(" ".join(block.text for block in report.blocks if isinstance(block, TextBlock)))
    write_report(report, out, style)
    rows = sum(len(each.rows) for each in report.tables)
    say_line(tr("Rows written to {file}: {number}", file=out.name, number=rows))


def _unit(unit: str | None, kind: TableKind) -> Unit:
    if unit is None or kind is not TableKind.AGREEMENT:
        return Unit.PARAGRAPH
    return Unit(_checked(unit, [each.value for each in Unit]))


def _together(unit: str | None, kind: TableKind) -> TogetherUnit:
    if unit is None or kind is not TableKind.CO_OCCURRENCE:
        return TogetherUnit.OVERLAP
    return TogetherUnit(_checked(unit, [each.value for each in TogetherUnit]))


def _checked(unit: str, known: list[str]) -> str:
    if unit not in known:
        raise typer.BadParameter(f"{unit!r}: {', '.join(known)}", param_hint="--unit")
    return unit
