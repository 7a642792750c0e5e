"""Collapsed nodes of hierarchies: what is drawn, what is hidden, what opening one takes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qdatool.coding.roles import Direction
from qdatool.figures.collapsing import (
    Fold,
    Hidden,
    Opening,
    depth_of,
    folds,
    hidden_nodes,
    levels_of,
    opening_of,
    opening_to,
)
from qdatool.figures.layout import layout_figure
from qdatool.figures.spec import FigureLanguage, GioiaSpec, LabelText, NetworkSpec, ThemeNode, TreeSpec
from tests.figures.conftest import assert_tidy


def node(name: str, *children: ThemeNode, is_collapsed: bool = False, count: int | None = None) -> ThemeNode:
    return ThemeNode(name, (LabelText(name, "en"),), children, count, is_collapsed=is_collapsed)


def root(**collapsed: bool) -> ThemeNode:
    """Return r with a (b with c, d; e) and f (g with h), those named collapsed."""

    def one(name: str, *children: ThemeNode) -> ThemeNode:
        return node(name, *children, is_collapsed=name in collapsed)

    return one("r", one("a", one("b", one("c"), one("d")), one("e")), one("f", one("g", one("h"))))


def tree(**collapsed: bool) -> TreeSpec:
    return TreeSpec("T", FigureLanguage.EN, Direction.LTR, (root(**collapsed),))


def network(depth: int, **collapsed: bool) -> NetworkSpec:
    return NetworkSpec("N", FigureLanguage.EN, Direction.LTR, root(**collapsed), depth)


def keys(figure) -> set[str]:
    return {found.key for found in figure.nodes}


@pytest.mark.parametrize("is_top_down", [False, True])
def test_a_collapsed_node_tells_how_many_lowest_ones_it_holds(is_top_down, style, measurer):
    figure = layout_figure(replace(tree(a=True), is_top_down=is_top_down), style, measurer)
    assert keys(figure) == {"r", "a", "f", "g", "h"}
    assert "a\u00a0(3)" in {text.text for text in figure.texts}
    assert figure.node("a").label == "a"


def test_numbers_of_quotations_stay_before_those_of_the_lowest_nodes(style, measurer):
    shown = node("a", node("b"), node("c"), is_collapsed=True, count=12)
    figure = layout_figure(TreeSpec("T", FigureLanguage.EN, Direction.LTR, (shown,)), style, measurer)
    assert [text.text for text in figure.texts] == ["a\u00a0(12)"]


def test_what_a_depth_hides_counts_the_collapsed_below_it_too(style, measurer):
    figure = layout_figure(replace(tree(b=True), depth=2), style, measurer)
    assert "a\u00a0(3)" in {text.text for text in figure.texts}


@pytest.mark.parametrize("width", [90.0, 160.0, 250.0])
def test_collapsed_sectors_of_a_web_do_not_overlap(width, network, style, measurer):
    spec = network("fa", depth=3)
    sectors = tuple(replace(one, is_collapsed=i % 2 == 0) for i, one in enumerate(spec.root.children))
    figure = layout_figure(replace(spec, root=replace(spec.root, children=sectors)), style, measurer, width)
    assert_tidy(figure)
    drawn = keys(figure)
    for i, sector in enumerate(sectors):
        assert sector.key in drawn
        assert all((below.key in drawn) is (i % 2 == 1) for below in sector.children)


def test_the_centre_of_a_web_never_collapses(style, measurer):
    assert "a" in keys(layout_figure(network(1, r=True), style, measurer))
    assert "r" not in folds(network(3, r=True))


def test_a_theme_of_a_data_structure_hides_its_concepts(style, measurer):
    headings = tuple((LabelText(name, "en"),) for name in ("One", "Two", "Three"))
    dimension = node("D", node("t", node("x"), node("y"), is_collapsed=True), node("u", node("z")))
    spec = GioiaSpec("G", FigureLanguage.EN, Direction.LTR, (dimension,), headings)
    figure = layout_figure(spec, style, measurer)
    assert_tidy(figure)
    assert keys(figure) == {"D", "t", "u", "z"}
    assert not [line for line in figure.lines if line.key == "concepts:t"]
    shut = layout_figure(replace(spec, dimensions=(replace(dimension, is_collapsed=True),)), style, measurer)
    assert keys(shut) == {"D"}
    assert folds(spec) == {"D": Fold.OPEN, "t": Fold.COLLAPSED, "u": Fold.OPEN}


def test_a_node_says_whether_it_is_open_collapsed_or_too_deep():
    assert folds(tree(b=True)) == {
        "r": Fold.OPEN,
        "a": Fold.OPEN,
        "f": Fold.OPEN,
        "b": Fold.COLLAPSED,
        "g": Fold.OPEN,
    }
    assert folds(network(1)) == {"a": Fold.TOO_DEEP, "f": Fold.TOO_DEEP}
    assert (levels_of(tree()), depth_of(tree()), levels_of(network(1)), depth_of(network(1))) == (4, 4, 3, 1)


def test_hidden_nodes_know_the_nearest_one_that_is_drawn():
    assert hidden_nodes(tree(a=True)) == {key: Hidden(key, "a") for key in "bcde"}
    assert hidden_nodes(network(1))["h"] == Hidden("h", "f")


def test_opening_a_collapsed_node_opens_those_above_it():
    assert opening_of(tree(a=True, b=True), "b") == Opening(("r", "a", "b"))
    assert opening_to(tree(a=True, b=True), "c") == Opening(("r", "a", "b"))
    assert opening_of(tree(), "c") is None and opening_to(tree(), "r") is None and opening_of(tree(), "?") is None


@pytest.mark.parametrize("wanted", ["a", "b", "g"])
def test_opening_below_the_depth_keeps_all_else_as_it_looks(wanted):
    before = network(1)
    opening = opening_of(before, wanted)
    changes = {key: True for key in opening.collapsed}
    after = network(opening.depth, **changes)
    opened = {"r", "a", "f"} | {"a": set("be"), "b": set("becd"), "g": set("gh")}[wanted]
    hidden = hidden_nodes(after)
    assert set("abcdefgh") - set(hidden) == opened - {"r"}
