from __future__ import annotations

import random
from itertools import pairwise

import pytest

from qdatool.coding.roles import Direction
from qdatool.figures.layout import layout_figure
from qdatool.figures.spec import FigureLanguage, PinnedPosition, TreeSpec
from qdatool.figures.tidy import tidy_places
from tests.figures.conftest import assert_tidy


def random_tree(size: int, seed: int) -> list[list[int]]:
    chance = random.Random(seed)
    children: list[list[int]] = [[] for _ in range(size)]
    for i in range(1, size):
        children[chance.randrange(max(0, i - 40), i)].append(i)
    return children


def levels_of(children: list[list[int]]) -> list[int]:
    levels = [0] * len(children)
    for node, below in enumerate(children):
        for child in below:
            levels[child] = levels[node] + 1
    return levels


@pytest.mark.parametrize("seed", range(4))
def test_nodes_of_a_level_keep_their_order_and_distance(seed):
    children = random_tree(300, seed)
    chance = random.Random(seed)
    breadths = [chance.uniform(8, 40) for _ in children]
    places = tidy_places(children, breadths, 3.0, 8.0)
    levels = levels_of(children)
    for level in set(levels):
        edges = sorted(
            (places[i] - breadths[i] / 2, places[i] + breadths[i] / 2) for i in range(300) if levels[i] == level
        )
        assert all(right + 3.0 <= left + 1e-6 for (_, right), (left, _) in pairwise(edges))


def test_a_parent_stands_over_the_middle_of_its_first_and_last_child():
    children = random_tree(200, 7)
    places = tidy_places(children, [10.0] * 200, 3.0, 8.0)
    for node, below in enumerate(children):
        if below:
            assert places[node] == pytest.approx((places[below[0]] + places[below[-1]]) / 2)


def test_a_chain_of_many_thousands_is_no_deeper_than_any_other_tree():
    children = [[i + 1] for i in range(20_000)] + [[]]
    assert set(tidy_places(children, [10.0] * 20_001, 3.0, 8.0)) == {0.0}


@pytest.mark.parametrize("depth", [1, 2, None])
def test_a_tree_stands_in_columns_from_the_start_edge(network, style, measurer, depth):
    root = network("fa").root
    figure = layout_figure(TreeSpec("Tree", FigureLanguage.FA, Direction.RTL, (root,), depth), style, measurer, 190)
    assert_tidy(figure)
    rights = {round(node.rect.right, 2) for node in figure.nodes}
    assert len(rights) == (depth or 4)
    assert max(rights) > figure.width - 5


def test_several_roots_and_a_pin(network, style, measurer):
    roots = network("en").root.children
    pinned = {roots[0].key: PinnedPosition(60.0, 40.0)}
    figure = layout_figure(TreeSpec("Tree", FigureLanguage.EN, Direction.LTR, roots, pinned=pinned), style, measurer)
    rect = figure.node(roots[0].key).rect
    assert (rect.center_x, rect.center_y) == pytest.approx((60.0, 40.0))
