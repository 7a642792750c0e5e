"""How fast figures are laid out. A figure that takes longer than it may fails."""

from __future__ import annotations

import random

import pytest

from qdatool.coding.roles import Direction
from qdatool.figures.layout import layout_figure
from qdatool.figures.qt_text import QtTextMeasurer
from qdatool.figures.spec import (
    FigureLanguage,
    FreeLink,
    FreeNode,
    FreeSpec,
    LabelText,
    NetworkSpec,
    ThemeNode,
    TreeSpec,
)
from qdatool.figures.style import figure_style
from qdatool.figures.tidy import tidy_places

WARM_UPS, ROUNDS = 5, 50
NODES = 2_000
MOST_MS = {"places": 10.0, "tree": 50.0, "from above": 50.0, "network": 100.0, "map": 1000.0}
_WORDS = (
    "سامانه",
    "خدمت",
    "digital",
    "شفافیت",
    "مشارکت",
    "participation",
    "اعتماد",
    "عدالت",
    "access",
    "آموزش",
    "policy",
    "زیرساخت",
)


@pytest.fixture(scope="module")
def tree() -> tuple[list[list[int]], list[str]]:
    """Parents and labels of a tree of which most nodes hang near the newest, five levels deep at most."""
    chance = random.Random(2026)
    children: list[list[int]] = [[] for _ in range(NODES)]
    levels = [0] * NODES
    for i in range(1, NODES):
        shallow = [near for near in range(max(0, i - 60), i) if levels[near] < 5]
        parent = chance.choice(shallow or [0])
        children[parent].append(i)
        levels[i] = levels[parent] + 1
    return children, [" ".join(chance.choices(_WORDS, k=chance.randint(1, 4))) for _ in range(NODES)]


def theme(number: int, children: list[list[int]], labels: list[str]) -> ThemeNode:
    below = tuple(theme(child, children, labels) for child in children[number])
    return ThemeNode(f"code:{number}", (LabelText(labels[number], "fa"),), below)


def check(benchmark, what: str) -> None:
    median_ms = benchmark.stats.stats.median * 1000
    print(f"{what}: median {median_ms:.2f} ms, at most {MOST_MS[what]:.0f} ms")
    assert median_ms <= MOST_MS[what]


def test_places_of_two_thousand_nodes_of_many_widths(benchmark, tree):
    children, labels = tree
    measurer = QtTextMeasurer(figure_style().fonts)
    widths = [measurer.width(label, 8.0, False, Direction.RTL) + 8.0 for label in labels]
    places = benchmark.pedantic(tidy_places, (children, widths, 3.0, 8.0), warmup_rounds=WARM_UPS, rounds=ROUNDS)
    assert len(places) == NODES
    check(benchmark, "places")


def test_a_whole_tree_figure_of_two_thousand_nodes(benchmark, tree):
    style = figure_style()
    measurer = QtTextMeasurer(style.fonts)
    spec = TreeSpec("Tree", FigureLanguage.FA, Direction.RTL, (theme(0, *tree),))
    figure = benchmark.pedantic(layout_figure, (spec, style, measurer, 500.0), warmup_rounds=WARM_UPS, rounds=ROUNDS)
    assert len(figure.nodes) == NODES
    check(benchmark, "tree")


def test_a_whole_tree_from_above_of_two_thousand_nodes(benchmark, tree):
    style = figure_style()
    measurer = QtTextMeasurer(style.fonts)
    spec = TreeSpec("Tree", FigureLanguage.FA, Direction.RTL, (theme(0, *tree),), is_top_down=True)
    figure = benchmark.pedantic(layout_figure, (spec, style, measurer, 500.0), warmup_rounds=WARM_UPS, rounds=ROUNDS)
    assert len(figure.nodes) == NODES
    check(benchmark, "from above")


def test_a_network_of_126_themes(benchmark):
    numbers = iter(range(1, 1000))

    def node(*children: ThemeNode) -> ThemeNode:
        number = next(numbers)
        return ThemeNode(f"code:{number}", (LabelText(f"{_WORDS[number % 12]} {number}", "fa"),), children)

    branches = [
        node(*(node(*(node() for _ in range(3 if i % 4 else 2))) for i in range(count)))
        for count in (3, 8, 2, 4, 4, 2, 5, 1, 2)
    ]
    style = figure_style()
    spec = NetworkSpec("Web", FigureLanguage.FA, Direction.RTL, node(*branches), depth=3)
    measurer = QtTextMeasurer(style.fonts)
    figure = benchmark.pedantic(layout_figure, (spec, style, measurer, 190.0), warmup_rounds=WARM_UPS, rounds=ROUNDS)
    assert len(figure.nodes) >= 120
    check(benchmark, "network")


def test_a_map_of_450_nodes_whose_springs_have_settled(benchmark):
    """The springs themselves settle in a job; what is left is done while somebody waits."""
    chance, number = random.Random(2026), 450
    nodes = tuple(FreeNode(f"code:{i}", (LabelText(f"Category number {i}", "en"),)) for i in range(number))
    label = (LabelText("leads to", "en"),)
    links = tuple(FreeLink(f"code:{i}", f"code:{chance.randrange(i)}", label) for i in range(1, number))
    places = {node.key: (chance.random(), chance.random()) for node in nodes}
    spec = FreeSpec("Map", FigureLanguage.EN, Direction.LTR, nodes, links, places=places)
    style = figure_style()
    measurer = QtTextMeasurer(style.fonts)
    figure = benchmark.pedantic(layout_figure, (spec, style, measurer, 160.0), warmup_rounds=1, rounds=5)
    assert len(figure.nodes) == number
    check(benchmark, "map")
