"""Our picture against the SVG drawn by resvg and the PDF drawn by pdfium: no text line or box may look different."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from qdatool.coding.roles import LineStyle
from qdatool.export.figure_options import FigureOptions, TextMode
from qdatool.export.figure_pdf import figure_pdf
from qdatool.export.figure_png import figure_png
from qdatool.export.figure_svg import figure_svg
from qdatool.figures.figure import Figure, LineShape, TextLine
from tests.export.figures import (
    lettered_figure,
    map_figure,
    network_figure,
    paradigm_figure,
    picture_map,
    role_grid_figure,
    routed_figure,
    tree_figure,
)
from tests.export.ink import (
    DPI,
    Ink,
    ink_of_pdf,
    ink_of_png,
    ink_of_svg,
    worst_box_miss,
    worst_line_miss,
    worst_miss,
    worst_part_miss,
)

MOST_MISSED, MOST_MISSED_IN_PART = 0.02, 0.03


def of_svg(figure: Figure) -> Ink:
    return ink_of_svg(figure_svg(figure, FigureOptions()))


def of_pdf(figure: Figure) -> Ink:
    return ink_of_pdf(figure_pdf(figure, FigureOptions()))


def figure_named(name: str) -> Figure:
    others = {
        "network": network_figure,
        "map": map_figure,
        "tree": tree_figure,
        "pictures": picture_map,
        "roles": role_grid_figure,
        "routes": routed_figure,
    }
    return others[name]() if name in others else paradigm_figure(name)


@pytest.mark.parametrize("name", ["fa", "en", "network", "map", "tree", "pictures", "roles", "routes"])
def test_the_svg_looks_as_our_picture_does(name):
    figure = figure_named(name)
    ours = ink_of_png(figure_png(figure, FigureOptions(dpi=DPI)))
    theirs = ink_of_svg(figure_svg(figure, FigureOptions()))
    assert worst_miss(figure, ours, theirs) < (MOST_MISSED, "")
    assert worst_part_miss(figure, ours, theirs) < (MOST_MISSED_IN_PART, "")
    assert worst_box_miss(figure, ours, theirs) < MOST_MISSED


@pytest.mark.parametrize("name", ["fa", "en", "network", "map", "tree", "pictures", "roles", "routes"])
def test_the_pdf_looks_as_our_picture_does(name):
    figure = figure_named(name)
    ours = ink_of_png(figure_png(figure, FigureOptions(dpi=DPI)))
    theirs = ink_of_pdf(figure_pdf(figure, FigureOptions()))
    assert worst_miss(figure, ours, theirs) < (MOST_MISSED, "")
    assert worst_part_miss(figure, ours, theirs) < (MOST_MISSED_IN_PART, "")
    assert worst_box_miss(figure, ours, theirs) < MOST_MISSED


@pytest.mark.parametrize("language", ["fa", "en"])
def test_letters_of_their_own_look_alike_in_every_rendering(language):
    figure = lettered_figure(language)
    light = [text for text in figure.texts if text.color == "#ffffff"]
    assert len(light) > 5 and {text.fonts is None for text in figure.texts} == {True, False}
    ours = ink_of_png(figure_png(figure, FigureOptions(dpi=DPI)))
    for theirs in (ink_of_svg(figure_svg(figure, FigureOptions())), ink_of_pdf(figure_pdf(figure, FigureOptions()))):
        assert worst_miss(figure, ours, theirs) < (MOST_MISSED, "")
        assert worst_box_miss(figure, ours, theirs) < MOST_MISSED
        assert worst_line_miss(figure, ours, theirs) < MOST_MISSED
        # Light letters are what has no ink.
        assert worst_miss(replace(figure, shapes=tuple(light)), ~ours, ~theirs) < (MOST_MISSED, "")


@pytest.mark.parametrize(
    "change", [{"fonts": None}, {"is_bold": False}, {"size_pt": 8.0}, {"color": "#622a56"}], ids=str
)
def test_other_letters_are_seen_in_every_rendering(change):
    figure = lettered_figure()
    ours = ~ink_of_png(figure_png(figure, FigureOptions(dpi=DPI)))
    light = tuple(text for text in figure.texts if text.color == "#ffffff" and text.is_bold)
    spoilt = replace(figure, shapes=tuple(replace(each, **change) if each in light else each for each in figure.shapes))
    for theirs in (ink_of_svg(figure_svg(spoilt, FigureOptions())), ink_of_pdf(figure_pdf(spoilt, FigureOptions()))):
        assert worst_miss(replace(figure, shapes=light), ours, ~theirs) > (MOST_MISSED, "")


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


@pytest.mark.parametrize("language", ["fa", "en"])
def test_links_that_were_led_elsewhere_run_alike_in_every_rendering(language):
    figure, options = routed_figure(language), FigureOptions(dpi=DPI)
    ours = ink_of_png(figure_png(figure, options))

    def straightened(shape: object) -> object:
        is_led = isinstance(shape, LineShape) and bool(shape.bends)
        return replace(shape, points=(shape.points[0], shape.points[-1])) if is_led else shape

    straight = replace(figure, shapes=tuple(straightened(shape) for shape in figure.shapes))  # type: ignore[arg-type]
    for theirs in (ink_of_svg(figure_svg(figure, options)), ink_of_pdf(figure_pdf(figure, options))):
        assert worst_line_miss(figure, ours, theirs) < MOST_MISSED
    for theirs in (ink_of_svg(figure_svg(straight, options)), ink_of_pdf(figure_pdf(straight, options))):
        assert worst_line_miss(figure, ours, theirs) > MOST_MISSED


def test_outlines_look_as_text_does():
    figure = paradigm_figure("fa")
    ours = ink_of_png(figure_png(figure, FigureOptions(dpi=DPI)))
    theirs = ink_of_svg(figure_svg(figure, FigureOptions(text=TextMode.OUTLINES)))
    assert worst_miss(figure, ours, theirs) < (MOST_MISSED, "")


@pytest.mark.parametrize("render", [of_svg, of_pdf])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("پیامدها", " ", id="a label is lost"),
        pytest.param("(تقریباً ۳٫۵ سال)", ")تقریباً ۳٫۵ سال(", id="brackets are turned"),
        pytest.param("«نمی‌دانم؟!»", "«نمیدانم؟!»", id="a joiner is lost"),
        pytest.param("API محور", "محور API", id="words are reordered"),
    ],
)
@pytest.mark.parametrize("name", ["fa", "roles", "tree"])
def test_the_comparison_sees_what_a_reader_would_see(name, before, after, render):
    assert miss_of_spoilt(figure_named(name), before, after, render) > (MOST_MISSED_IN_PART, "")


@pytest.mark.parametrize("render", [of_svg, of_pdf])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("طرح", " ", id="a caption is lost"),
        pytest.param("«بهار ۱۴۰۲»", "»بهار ۱۴۰۲«", id="guillemets are turned"),
        pytest.param("خانه‌های", "خانههای", id="a joiner is lost"),
        pytest.param("علتِ", " ", id="a label of a link is lost"),
    ],
)
def test_the_comparison_sees_it_on_a_map_with_pictures_too(before, after, render):
    assert miss_of_spoilt(picture_map(), before, after, render) > (MOST_MISSED_IN_PART, "")


def miss_of_spoilt(figure: Figure, before: str, after: str, render: Callable[[Figure], Ink]) -> tuple[float, str]:
    """Return the largest miss in a part of a line where our picture shows the figure, and the other one spoilt."""

    def spoilt(shape: object) -> object:
        return replace(shape, text=shape.text.replace(before, after)) if isinstance(shape, TextLine) else shape

    assert any(before in text.text for text in figure.texts)
    damaged = replace(figure, shapes=tuple(spoilt(shape) for shape in figure.shapes))  # type: ignore[arg-type]
    return worst_part_miss(figure, ink_of_png(figure_png(figure, FigureOptions(dpi=DPI))), render(damaged))
