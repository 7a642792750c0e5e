"""The command that draws a model."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qdatool.cli.opening import ProjectFile, open_to_read
from qdatool.cli.output import say_line, warn
from qdatool.coding.languages import first_language
from qdatool.coding.models import find_model
from qdatool.export.figure_formats import FIGURE_SUFFIXES, caption_apart, figure_writer, write_figure
from qdatool.export.figure_options import DEFAULT_DPI, FigureOptions, TextMode
from qdatool.export.files import require_folder
from qdatool.figures.figure import Figure
from qdatool.figures.gather import FigureChoices, empty_roles, spec_for_model
from qdatool.figures.journal_presets import JOURNAL_PRESETS, JournalPreset, journal_preset
from qdatool.figures.layout import layout_figure
from qdatool.figures.spec import POINTS_PER_MM, FigureLanguage, FigureSpec
from qdatool.figures.style import (
    DEFAULT_WIDTH_MM,
    LEAST_LETTERING_PT,
    Palette,
    figure_style,
)
from qdatool.wording import interface_language, listed, tr
from qdatool.wording.terms import role_name

_OUT = f"OUT.({'|'.join(suffix.removeprefix('.') for suffix in FIGURE_SUFFIXES)})"
_MOST_DPI = 2400
_MOST_WIDTH_MM = 3000.0


def add_to(application: typer.Typer) -> None:
    """Add the command to the program."""
    application.command("figure")(figure)


def figure(
    file: ProjectFile,
    model: Annotated[str, typer.Option(metavar="N", help="The model to draw.", show_default=False)],
    out: Annotated[
        Path,
        typer.Option(metavar="OUT.(svg|pdf|png|tiff|pptx|docx|graphml|drawio)", show_default=False, readable=False),
    ],
    language: Annotated[
        FigureLanguage | None,
        typer.Option(help="The language of the lettering.", show_default="the project's first"),
    ] = None,
    width_mm: Annotated[
        float | None, typer.Option(max=_MOST_WIDTH_MM, help="How wide it is.", show_default=f"{DEFAULT_WIDTH_MM:g}")
    ] = None,
    dpi: Annotated[
        int | None,
        typer.Option(
            min=36, max=_MOST_DPI, help="Dots per inch of a png, tiff or docx.", show_default=f"{DEFAULT_DPI}"
        ),
    ] = None,
    preset: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help=f"The width and dots per inch a journal asks for: {', '.join(JOURNAL_PRESETS)}.",
            show_default=False,
        ),
    ] = None,
    grey: Annotated[bool, typer.Option("--grey", help="Without colours: the same as --palette grey.")] = False,
    palette: Annotated[Palette, typer.Option(help="What tells branches apart.")] = Palette.COLOR,
    transparent: Annotated[bool, typer.Option("--transparent", help="A png or svg without a white ground.")] = False,
    text: Annotated[TextMode, typer.Option(help="Letters that can be searched, or their outlines.")] = TextMode.LIVE,
    counts: Annotated[bool, typer.Option("--counts", help="With the numbers of quotations.")] = False,
    caption: Annotated[bool, typer.Option("--caption", help="With the caption below.")] = False,
    title: Annotated[bool, typer.Option("--title", help="With the title above.")] = False,
) -> None:
    """Draw a model as it stands."""
    # What can be refused is refused before Qt is loaded.
    figure_writer(out)
    require_folder(out)
    asked = JournalPreset(DEFAULT_WIDTH_MM)
    if preset is not None:
        asked = journal_preset(preset)
    width = asked.width_mm if width_mm is None else width_mm
    with open_to_read(file) as project:
        lettering = language or FigureLanguage(first_language(project))
        choices = FigureChoices(language=lettering, shows_counts=counts, has_caption=caption, has_title=title)
        spec = spec_for_model(project, find_model(project, model).id, choices)
    from qdatool.figures.qt_text import QtTextMeasurer

    style = figure_style(palette=Palette.GREY if grey else palette)
    shown, own_caption = caption_apart(spec, out.suffix)
    options = FigureOptions(
        dpi=dpi or asked.dpi or DEFAULT_DPI, text=text, is_transparent=transparent, caption=own_caption
    )
    drawn = layout_figure(shown, style, QtTextMeasurer(style.fonts), width)
    write_figure(drawn, out, options)
    _warn_of_empty_roles(spec)
    _warn_of_small_letters(drawn)
    _warn_of_height(drawn, asked)
    _warn_of_format(preset, asked, out.suffix)
    say_line(tr("The figure was written to {file}.", file=out.name))


def _warn_of_empty_roles(spec: FigureSpec) -> None:
    roles = empty_roles(spec)
    if roles:
        language = interface_language()
        named = listed((role_name(role, language) for role in roles), language)
        warn(tr("The figure has empty boxes: {roles}.", roles=named))


def _warn_of_small_letters(drawn: Figure) -> None:
    """Say when journals would find the lettering too small."""
    smallest = drawn.smallest_lettering_pt
    if 0 < smallest < LEAST_LETTERING_PT:
        warn(
            tr(
                "The smallest letters are {size} pt, and journals ask for {least} pt: make the figure wider.",
                size=round(smallest, 1),
                least=LEAST_LETTERING_PT,
            )
        )


def _warn_of_height(drawn: Figure, asked: JournalPreset) -> None:
    """Say when a figure is higher than a page of the journal."""
    height_mm = drawn.height / POINTS_PER_MM
    if asked.most_height_mm is not None and height_mm > asked.most_height_mm:
        warn(
            tr(
                "The figure is {height} mm high, and the journal takes {most} mm: show fewer levels or names.",
                height=round(height_mm),
                most=asked.most_height_mm,
            )
        )


def _warn_of_format(preset: str | None, asked: JournalPreset, suffix: str) -> None:
    """Say when a journal would not take the file, which may yet be a draft or meant for another program."""
    if not asked.takes(suffix):
        known = listed(asked.formats, interface_language())
        sentence = "The preset {preset} takes {known} and not {suffix}: choose another ending for what is sent in."
        warn(tr(sentence, preset=preset, known=known, suffix=suffix.removeprefix(".").lower()))
