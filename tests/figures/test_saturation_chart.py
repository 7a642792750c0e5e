"""The figure of saturation: two charts on one axis, in either direction, of any number of interviews."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from qdatool.coding.roles import Direction
from qdatool.figures.figure import BoxShape, Figure, LineShape
from qdatool.figures.saturation_chart import (
    BASE_KEY,
    CURVE_KEY,
    REACHED_KEY,
    interview_key,
    layout_saturation,
)
from qdatool.figures.saturation_spec import BarLevel, SaturationSpec, SaturationWords
from qdatool.figures.spec import FigureLanguage
from qdatool.figures.style import Palette, figure_style

NEW = (20, 9, 5, 3, 4, 3, 1, 0)
WORDS = {
    "en": SaturationWords("new codes", "observed", "expected", "95% of orders", "interview", "base: 4", "6⁺²"),
    "fa": SaturationWords("کد تازه", "مشاهده‌شده", "انتظار", "۹۵٪ ترتیب‌ها", "مصاحبه", "پایه: ۴", "۶+۲"),
}


def spec_of(new: tuple[int, ...] = NEW, language: str = "en") -> SaturationSpec:
    cumulative = tuple(sum(new[: place + 1]) for place in range(len(new)))
    return SaturationSpec(
        "Saturation",
        FigureLanguage(language),
        Direction.RTL if language == "fa" else Direction.LTR,
        WORDS[language],
        cumulative,
        tuple(value + 0.5 for value in cumulative),
        tuple(value - 1 for value in cumulative),
        tuple(value + 2 for value in cumulative),
        (BarLevel("open", new),),
        4,
        (7, 8) if len(new) == len(NEW) else None,
    )


@pytest.fixture
def lay_out(measurer):
    def _lay_out(spec: SaturationSpec, width_pt: float = 450.0) -> Figure:
        return layout_saturation(spec, figure_style(palette=Palette.GREY), measurer, width_pt)

    return _lay_out


def bars(figure: Figure) -> list[BoxShape]:
    return [box for box in figure.boxes if box.key.startswith("interview:")]


def curve(figure: Figure) -> LineShape:
    return next(line for line in figure.lines if line.key == CURVE_KEY)


def test_bars_are_as_high_as_their_numbers_and_stand_below_their_points(lay_out):
    figure = lay_out(spec_of())
    heights = [box.rect.height for box in bars(figure)]
    assert [round(height / heights[0] * 20, 6) for height in heights] == [20, 9, 5, 3, 4, 3, 1]
    for box, (x, _) in zip(bars(figure), curve(figure).points, strict=False):
        assert box.rect.center_x == pytest.approx(x)


def test_the_curve_climbs_as_the_codes_do(lay_out):
    points = curve(lay_out(spec_of())).points
    climbs = [points[0][1] - y for _, y in points]
    assert [round(climb / climbs[-1] * 25, 6) for climb in climbs] == [0, 9, 14, 17, 21, 24, 25, 25]


def test_a_persian_chart_runs_from_the_right(lay_out):
    english, persian = lay_out(spec_of()), lay_out(spec_of(language="fa"))
    assert [x for x, _ in curve(persian).points] == sorted((x for x, _ in curve(persian).points), reverse=True)
    assert [x for x, _ in curve(english).points] == sorted(x for x, _ in curve(english).points)
    texts = [text.text for text in persian.texts]
    assert "۶+۲" in texts
    assert "۲۰" in texts
    assert not any(character in "0123456789" for text in texts for character in text)


def test_the_run_that_met_the_rule_is_marked_over_its_interviews(lay_out):
    figure = lay_out(spec_of())
    (mark,) = [box for box in figure.boxes if box.key == REACHED_KEY]
    first, last = (figure.node(interview_key(number)).rect for number in (7, 8))
    assert (mark.rect.x, mark.rect.right) == (pytest.approx(first.x), pytest.approx(last.right))
    without = lay_out(replace(spec_of(), reached=None))
    assert not [box for box in without.boxes if box.key == REACHED_KEY]


def test_the_base_is_underlined(lay_out):
    figure = lay_out(spec_of())
    (line,) = [line for line in figure.lines if line.key == BASE_KEY]
    assert line.points[1][0] == pytest.approx(figure.node(interview_key(4)).rect.right)


def test_levels_are_stacked(lay_out):
    spec = replace(spec_of(), levels=(BarLevel("open", NEW), BarLevel("axial", (3, 1, 0, 0, 0, 0, 0, 0))))
    figure = lay_out(spec)
    lower, upper = [box.rect for box in bars(figure) if box.key == interview_key(1)]
    assert upper.bottom == pytest.approx(lower.y)
    assert upper.height / lower.height == pytest.approx(3 / 20)
    assert {"open", "axial"} <= {text.text for text in figure.texts}
    assert "23" in {text.text for text in figure.texts}


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("width_pt", [75 / 25.4 * 72, 450.0])
@pytest.mark.parametrize("interviews", [0, 1, 2, 8, 60])
def test_nothing_leaves_the_page_or_becomes_too_small(lay_out, language, width_pt, interviews):
    new = (NEW * 8)[:interviews]
    figure = lay_out(spec_of(new, language), width_pt)
    assert figure.width == width_pt
    assert figure.smallest_lettering_pt >= 7
    assert figure.thinnest_line_pt >= 0.45
    for text in figure.texts:
        assert text.rect.x >= -0.1
        assert text.rect.right <= width_pt + 0.1
        assert text.rect.y >= 0
        assert text.rect.bottom <= figure.height


def test_every_interview_can_be_hit_by_its_number(lay_out):
    figure = lay_out(spec_of())
    assert [node.key for node in figure.nodes] == [interview_key(number) for number in range(1, 9)]


def test_numbers_of_the_axis_stand_apart(lay_out):
    figure = lay_out(spec_of((NEW * 8)[:60]), 300.0)
    numbers = [text for text in figure.texts if text.text.isdigit() and text.y > bars(figure)[0].rect.bottom]
    for one, other in pairwise(numbers):
        assert not one.rect.overlaps(other.rect)
