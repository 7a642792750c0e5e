from __future__ import annotations

import pytest

from qdatool.coding.roles import Direction
from qdatool.figures.layout import layout_figure
from qdatool.figures.spec import FigureLanguage, FreeLink, FreeNode, FreeSpec, LabelText, PinnedPosition
from tests.figures.conftest import assert_tidy


def free_map(size: int, **changes: object) -> FreeSpec:
    nodes = tuple(FreeNode(f"code:{i}", (LabelText(f"Category number {i}", "en"),)) for i in range(size))
    links = tuple(FreeLink(f"code:{i}", f"code:{(i * 7 + 3) % size}") for i in range(size))
    return FreeSpec("Map", FigureLanguage.EN, Direction.LTR, nodes, links, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [0, 1, 2, 25])
def test_nodes_of_a_map_never_overlap(style, measurer, size):
    assert_tidy(layout_figure(free_map(size), style, measurer))


def test_the_same_map_comes_out_the_same(style, measurer):
    assert layout_figure(free_map(12), style, measurer) == layout_figure(free_map(12), style, measurer)


def test_only_directed_links_have_arrowheads(style, measurer):
    nodes = free_map(2).nodes
    for is_directed in (True, False):
        links = (FreeLink("code:0", "code:1", is_directed=is_directed),)
        spec = FreeSpec("Map", FigureLanguage.EN, Direction.LTR, nodes, links)
        (line,) = layout_figure(spec, style, measurer).lines
        assert bool(line.arrow_size) is is_directed


def test_a_pinned_node_stays_and_the_others_give_way(style, measurer):
    spec = free_map(12, pinned={"code:3": PinnedPosition(200.0, 100.0)})
    figure = layout_figure(spec, style, measurer)
    rect = figure.node("code:3").rect
    assert (rect.center_x, rect.center_y) == pytest.approx((200.0, 100.0))
    assert_tidy(figure)
