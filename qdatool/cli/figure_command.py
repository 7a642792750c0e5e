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
from qdatool.figures.layout import layout_figure
from qdatool.figures.spec import FigureLanguage, FigureSpec
from qdatool.figures.style import (
    DEFAULT_WIDTH_MM,
    LEAST_LETTERING_PT,
    PRESET_WIDTHS_MM,
    Palette,
    figure_style,
    preset_width_mm,
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
        int, typer.Option(min=36, max=_MOST_DPI, help="Dots per inch of a png, tiff or docx.")
    ] = DEFAULT_DPI,
    preset: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help=f"The width a journal asks for: {', '.join(PRESET_WIDTHS_MM)}.", show_default=False
        ),
    ] = None,
    grey: Annotated[bool, typer.Option("--grey", help="Without colours: the same as --palette grey.")] = False,
    palette: Annotated[Palette, typer.Option(help="What tells branches apart.")] = Palette.COLOR,
    transparent: Annotated[bool, typer.Option("--transparent", help="A png or svg without a white ground.")] = False,
    text: Annotated[TextMode, typer.Option(help="Letters that can be searched, or their outlines.")] = TextMode.LIVE,
    counts: Annotated[bool, typer.Option("--counts", help="With the numbers of quotations.")] = False,
    caption: Annotated[bool, typer.Option("--caption", help="With the caption below.")] = False,
) -> None:
    """Draw a model as it stands."""
    # What can be refused is refused before Qt is loaded.
    figure_writer(out)
    require_folder(out)
    width = _width_mm(width_mm, preset)
    with open_to_read(file) as project:
        lettering = language or FigureLanguage(first_language(project))
        choices = FigureChoices(language=lettering, shows_counts=counts, has_caption=caption)
        spec = spec_for_model(project, find_model(project, model).id, choices)
    from qdatool.figures.qt_text import QtTextMeasurer

    style = figure_style(palette=Palette.GREY if grey else palette)
    shown, own_caption = caption_apart(spec, out.suffix)
    options = FigureOptions(dpi=dpi, text=text, is_transparent=transparent, caption=own_caption)
    drawn = layout_figure(shown, style, QtTextMeasurer(style.fonts), width)
    write_figure(drawn, out, options)
    _warn_of_empty_roles(spec)
    _warn_of_small_letters(drawn)
    say_line(tr("The figure was written to {file}.", file=out.name))


def _width_mm(width_mm: float | None, preset: str | None) -> float:
    """Return the width asked for; a width given beside a preset wins."""
    preset_mm = DEFAULT_WIDTH_MM if preset is None else preset_width_mm(preset)
    return preset_mm if width_mm is None else width_mm


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
