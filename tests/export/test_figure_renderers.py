"""Our picture against the SVG drawn by resvg and the PDF drawn by pdfium: no text line or box may look different."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qdatool.export.figure_options import FigureOptions, TextMode
from qdatool.export.figure_pdf import figure_pdf
from qdatool.export.figure_png import figure_png
from qdatool.export.figure_svg import figure_svg
from qdatool.figures.figure import Figure, TextLine
from tests.export.figures import network_figure, paradigm_figure
from tests.export.ink import DPI, ink_of_pdf, ink_of_png, ink_of_svg, worst_box_miss, worst_miss

MOST_MISSED = 0.02


def figure_named(name: str) -> Figure:
    return network_figure() if name == "network" else paradigm_figure(name)


@pytest.mark.parametrize("name", ["fa", "en", "network"])
def test_the_svg_looks_as_our_picture_does(name):
    figure = figure_named(name)
    ours = ink_of_png(figure_png(figure, FigureOptions(dpi=DPI)))
    theirs = ink_of_svg(figure_svg(figure, FigureOptions()))
    assert worst_miss(figure, ours, theirs) < (MOST_MISSED, "")
    assert worst_box_miss(figure, ours, theirs) < MOST_MISSED


@pytest.mark.parametrize("name", ["fa", "en", "network"])
def test_the_pdf_looks_as_our_picture_does(name):
    figure = figure_named(name)
    ours = ink_of_png(figure_png(figure, FigureOptions(dpi=DPI)))
    theirs = ink_of_pdf(figure_pdf(figure, FigureOptions()))
    assert worst_miss(figure, ours, theirs) < (MOST_MISSED, "")
    assert worst_box_miss(figure, ours, theirs) < MOST_MISSED


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
