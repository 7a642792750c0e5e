"""The command that says when new interviews stop bringing new codes, and draws it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from qdatool.analysis.saturation import NotSaturated, StoppingRule
from qdatool.analysis.saturation_data import read_study
from qdatool.analysis.saturation_report import (
    InterviewOrder,
    SaturationChoices,
    SaturationReport,
    report_saturation,
)
from qdatool.cli.opening import AsJson, ProjectFile, open_to_read
from qdatool.cli.output import say_json, say_line, warn
from qdatool.cli.plain_table import table_lines
from qdatool.cli.saturation_document import saturation_document
from qdatool.coding.languages import first_language
from qdatool.coding.levels import find_level
from qdatool.export.figure_formats import write_figure
from qdatool.export.files import require_folder, unknown_format
from qdatool.figures.spec import POINTS_PER_MM, FigureLanguage
from qdatool.figures.style import DEFAULT_WIDTH_MM, Palette, figure_style
from qdatool.wording import interface_language, localized_number, tr
from qdatool.wording.analysis_terms import not_saturated_sentence, percent_text
from qdatool.wording.saturation_sentences import counted_sentence, left_out_sentence, run_text

_CHART_SUFFIXES = (".svg", ".pdf", ".png", ".tiff")
_NARROWEST_MM, _WIDEST_MM = 60.0, 400.0


class TakenBy(StrEnum):
    """In which order the interviews are taken."""

    SEQUENCE = "sequence"
    DATE = "date"


class ChartLanguage(StrEnum):
    """The language of the chart's lettering."""

    FA = "fa"
    EN = "en"


def add_to(application: typer.Typer) -> None:
    """Add the command to the program."""
    application.command("saturation")(saturation)


def saturation(
    file: ProjectFile,
    base: Annotated[int, typer.Option(min=1, help="Interviews whose codes are the base.")] = 4,
    run: Annotated[int, typer.Option(min=1, help="Interviews on end that are looked at together.")] = 2,
    threshold: Annotated[
        float, typer.Option(min=0, max=1, help="Highest share of new codes in a run that counts as saturated.")
    ] = 0.05,
    level: Annotated[
        str | None, typer.Option(metavar="L", help="Count the codes of this level; without it, of the lowest.")
    ] = None,
    coder: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Count this coder; without it, the consensus if there is one, or else all."),
    ] = None,
    order: Annotated[TakenBy, typer.Option(help="How the interviews are ordered.")] = TakenBy.SEQUENCE,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the orders behind the band.")] = 1,
    out: Annotated[
        Path | None,
        typer.Option(metavar="OUT.(svg|pdf|png|tiff)", help="Draw the chart too.", show_default=False, readable=False),
    ] = None,
    language: Annotated[
        ChartLanguage | None, typer.Option(help="The language of the chart.", show_default="the project's first")
    ] = None,
    width_mm: Annotated[
        float, typer.Option(min=_NARROWEST_MM, max=_WIDEST_MM, help="How wide the chart is.")
    ] = DEFAULT_WIDTH_MM,
    grey: Annotated[bool, typer.Option("--grey", help="The chart without colours.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say when new interviews stopped bringing new codes."""
    if out is not None:
        # What can be refused is refused before the work.
        if out.suffix.lower() not in _CHART_SUFFIXES:
            raise unknown_format(out, _CHART_SUFFIXES)
        require_folder(out)
    with open_to_read(file) as project:
        if level is not None:
            find_level(project, level)
        study = read_study(project, coder)
        lettering = language.value if language is not None else first_language(project)
        now = project.now()
    choices = SaturationChoices(level, InterviewOrder(order.value), (), StoppingRule(base, run, threshold), seed)
    found = report_saturation(study, choices, now)
    if found.data.left_out:
        warn(left_out_sentence(found.data.coder, found.data.left_out, interface_language()))
    if out is not None:
        _draw(found, out, FigureLanguage(lettering), width_mm, is_grey=grey)
    if as_json:
        say_json(saturation_document(found))
        return
    _say_saturation(found)
    if out is not None:
        say_line(tr("The figure was written to {file}.", file=out.name))


def _draw(found: SaturationReport, out: Path, language: FigureLanguage, width_mm: float, *, is_grey: bool) -> None:
    from qdatool.figures.qt_text import QtTextMeasurer
    from qdatool.figures.saturation_chart import layout_saturation
    from qdatool.figures.saturation_figure import saturation_spec

    style = figure_style(palette=Palette.GREY if is_grey else Palette.COLOR)
    spec = saturation_spec(found, language)
    write_figure(layout_saturation(spec, style, QtTextMeasurer(style.fonts), width_mm * POINTS_PER_MM), out)


def _say_saturation(found: SaturationReport) -> None:
    language = interface_language()
    data, accumulation = found.data, found.accumulation
    ends = {one.last: one for one in found.result.runs}
    rows = [
        [
            "",
            tr("Interview"),
            tr("Codes used"),
            tr("New codes"),
            tr("Codes so far"),
            tr("Expected in any order"),
            tr("New in the run, of the base"),
        ]
    ]
    for place, name in enumerate(data.interviews):
        ending = ends.get(place + 1)
        ratio = "" if ending is None or ending.ratio is None else percent_text(ending.ratio, language)
        rows.append(
            [
                localized_number(place + 1, language),
                name,
                localized_number(accumulation.used[place], language),
                localized_number(accumulation.new[place], language),
                localized_number(accumulation.cumulative[place], language),
                localized_number(accumulation.expected[place], language, 1),
                ratio,
            ]
        )
    for line in table_lines(rows):
        say_line(line)
    say_line(_sentence(found))
    say_line(counted_sentence(data.coder, language))
    for rise in found.later_rises:
        share = percent_text(rise.ratio or 0.0, language)
        say_line(tr("Above that again: interviews {run}, {ratio}.", run=run_text(rise, language), ratio=share))


def _sentence(found: SaturationReport) -> str:
    result, reached = found.result, found.reached
    if reached is None:
        return not_saturated_sentence(result.reason or NotSaturated.NOT_REACHED, result.rule, interface_language())
    return tr(
        "Saturated at interview {interview}: new codes in the next {run} interviews: {new}, that is {ratio} of the "
        "{codes} in the first {base}.",
        interview=reached.first - 1,
        run=result.rule.run,
        new=reached.new,
        ratio=percent_text(reached.ratio or 0.0, interface_language()),
        codes=result.base_codes or 0,
        base=result.rule.base,
    )
