"""Our picture against the SVG drawn by resvg and the PDF drawn by pdfium: no text line or box may look different."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qdatool.coding.roles import LineStyle
from qdatool.export.figure_options import FigureOptions, TextMode
from qdatool.export.figure_pdf import figure_pdf
from qdatool.export.figure_png import figure_png
from qdatool.export.figure_svg import figure_svg
from qdatool.figures.figure import Figure, LineShape, TextLine
from tests.export.figures import map_figure, network_figure, paradigm_figure
from tests.export.ink import DPI, ink_of_pdf, ink_of_png, ink_of_svg, worst_box_miss, worst_line_miss, worst_miss

MOST_MISSED = 0.02


def figure_named(name: str) -> Figure:
    others = {"network": network_figure, "map": map_figure}
    return others[name]() if name in others else paradigm_figure(name)


@pytest.mark.parametrize("name", ["fa", "en", "network", "map"])
def test_the_svg_looks_as_our_picture_does(name):
    figure = figure_named(name)
    ours = ink_of_png(figure_png(figure, FigureOptions(dpi=DPI)))
    theirs = ink_of_svg(figure_svg(figure, FigureOptions()))
    assert worst_miss(figure, ours, theirs) < (MOST_MISSED, "")
    assert worst_box_miss(figure, ours, theirs) < MOST_MISSED


@pytest.mark.parametrize("name", ["fa", "en", "network", "map"])
def test_the_pdf_looks_as_our_picture_does(name):
    figure = figure_named(name)
    ours = ink_of_png(figure_png(figure, FigureOptions(dpi=DPI)))
    theirs = ink_of_pdf(figure_pdf(figure, FigureOptions()))
    assert worst_miss(figure, ours, theirs) < (MOST_MISSED, "")
    assert worst_box_miss(figure, ours, theirs) < MOST_MISSED


@pytest.mark.parametrize("style", LineStyle)
def test_a_line_of_another_style_is_seen_in_every_rendering(style):
    figure, options = map_figure(), FigureOptions(dpi=DPI)
    ours = ink_of_png(figure_png(figure, options))

    def other(shape: object) -> object:
        is_mine = isinstance(shape, LineShape) and shape.line_style is style
        return (
            replace(shape, line_style=LineStyle.DOTTED if style is LineStyle.DASHED else LineStyle.DASHED)
            if is_mine
            else shape
        )

    changed = replace(figure, shapes=tuple(other(shape) for shape in figure.shapes))  # type: ignore[arg-type]
    for theirs in (ink_of_svg(figure_svg(figure, options)), ink_of_pdf(figure_pdf(figure, options))):
        assert worst_line_miss(figure, ours, theirs) < MOST_MISSED
    for theirs in (ink_of_svg(figure_svg(changed, options)), ink_of_pdf(figure_pdf(changed, options))):
        assert worst_line_miss(figure, ours, theirs) > MOST_MISSED


def test_outlines_look_as_text_does():
    figure = paradigm_figure("fa")
    ours = ink_of_png(figure_png(figure, FigureOptions(dpi=DPI)))
    theirs = ink_of_svg(figure_svg(figure, FigureOptions(text=TextMode.OUTLINES)))
    assert worst_miss(figure, ours, theirs) < (MOST_MISSED, "")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("پیامدها", " ", id="a label is lost"),
        pytest.param("(تقریباً ۳٫۵ سال)", ")تقریباً ۳٫۵ سال(", id="brackets are turned"),
        pytest.param("«نمی‌دانم؟!»", "«نمیدانم؟!»", id="a joiner is lost"),
        pytest.param("API محور", "محور API", id="words are reordered"),
    ],
)
def test_the_comparison_sees_what_a_reader_would_see(before, after):
    figure = paradigm_figure("fa")

    def spoilt(shape: object) -> object:
        return replace(shape, text=shape.text.replace(before, after)) if isinstance(shape, TextLine) else shape

    assert any(before in text.text for text in figure.texts)
    damaged = replace(figure, shapes=tuple(spoilt(shape) for shape in figure.shapes))  # type: ignore[arg-type]
    ours = ink_of_png(figure_png(figure, FigureOptions(dpi=DPI)))
    theirs = ink_of_svg(figure_svg(damaged, FigureOptions()))
    assert worst_miss(figure, ours, theirs) > (MOST_MISSED, "")
