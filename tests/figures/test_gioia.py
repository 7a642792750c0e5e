"""The Gioia data structure: three columns, from the concepts to the dimensions, whichever way it reads."""

from __future__ import annotations

from itertools import combinations

import pytest

from qdatool.coding.node_keys import ends_of, is_link
from qdatool.figures.gather import dimensions_of
from qdatool.figures.gioia import layout_gioia
from qdatool.figures.spec import POINTS_PER_MM, FigureLanguage, GioiaSpec, ThemeNode
from tests.figures.conftest import assert_tidy, direction_for, label

WIDTH = 160 * POINTS_PER_MM


def structure(language: str, shape: tuple[tuple[int, ...], ...] = ((3, 1), (2, 5, 0))) -> GioiaSpec:
    """Return a structure: a tuple per dimension, in it the number of concepts of each theme."""

    def node(key: str, below: tuple[ThemeNode, ...] = ()) -> ThemeNode:
        return ThemeNode(f"code:{key}", label((f"مضمون {key}", f"Theme of {key}"), language), below, color="#336699")

    dimensions = tuple(
        node(
            f"{d}",
            tuple(node(f"{d}{t}", tuple(node(f"{d}{t}{c}") for c in range(n))) for t, n in enumerate(themes, start=1)),
        )
        for d, themes in enumerate(shape, start=1)
    )
    headings = tuple(label(pair, language) for pair in (("مفاهیم", "Concepts"), ("مضامین", "Themes"), ("ابعاد", "All")))
    return GioiaSpec("t", FigureLanguage(language), direction_for(language), dimensions, headings)


@pytest.mark.parametrize("language", ["fa", "en", "both"])
def test_the_columns_follow_the_reading(language, style, measurer):
    figure = layout_gioia(structure(language), style, measurer, WIDTH)
    concept, theme, dimension = (figure.node(key).rect for key in ("code:110", "code:11", "code:1"))
    places = [concept.center_x, theme.center_x, dimension.center_x]
    assert places == sorted(places, reverse=language != "en")
    assert theme.y <= dimension.center_y <= figure.node("code:12").rect.bottom


@pytest.mark.parametrize("language", ["fa", "en", "both"])
def test_every_code_has_its_place_and_no_two_boxes_overlap(language, style, measurer):
    figure = layout_gioia(structure(language), style, measurer, WIDTH)
    assert len(figure.nodes) == 2 + 5 + 11
    framed = [box.rect for box in figure.boxes if box.stroke is not None]
    assert len(framed) == 2 + 5 + 4
    assert not [1 for a, b in combinations(framed, 2) if a.overlaps(b)]
    for rect in framed:
        assert rect.x >= 0 and rect.right <= figure.width and rect.bottom <= figure.height


def test_every_theme_leads_to_its_dimension_and_its_concepts_to_it(style, measurer):
    figure = layout_gioia(structure("en"), style, measurer, WIDTH)
    ends = {ends_of(line.key) for line in figure.lines if is_link(line.key)}
    assert ends == {(f"code:{d}{t}", f"code:{d}") for d, themes in ((1, 2), (2, 3)) for t in range(1, themes + 1)}
    arrows = [line for line in figure.lines if line.key.startswith("concepts:")]
    # The theme without a concept has no box of them.
    assert {line.key for line in arrows} == {f"concepts:code:{key}" for key in ("11", "12", "21", "22")}
    for line in arrows:
        theme = figure.node(line.key.removeprefix("concepts:")).rect
        assert line.points[-1] == pytest.approx((theme.x, theme.center_y))


def test_dimensions_stand_two_levels_above_the_lowest():
    def chain(*names: str) -> ThemeNode:
        below: tuple[ThemeNode, ...] = ()
        for name in reversed(names):
            below = (ThemeNode(name, (), below),)
        return below[0]

    assert [node.key for node in dimensions_of(chain("a", "b", "c"))] == ["a"]
    assert [node.key for node in dimensions_of(chain("a", "b", "c", "d"))] == ["b"]
    assert [node.key for node in dimensions_of(chain("a", "b"))] == ["a"]
    assert [node.key for node in dimensions_of(chain("a"))] == ["a"]


@pytest.mark.parametrize("language", ["fa", "en", "both"])
def test_without_any_dimension_the_headings_are_whole(language, style, measurer):
    figure = layout_gioia(structure(language, ()), style, measurer, WIDTH / 2)
    assert len(figure.texts) >= 3
    assert_tidy(figure)
