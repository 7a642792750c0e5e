"""Where the nodes of a free map go."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from qdatool.coding.model_options import MapLayout
from qdatool.figures.map_places import map_places

KEYS = ["root", "left", "right", "leaf", "alone"]
LINKS = [("root", "left"), ("root", "right"), ("right", "leaf")]


@pytest.mark.parametrize("layout", MapLayout)
def test_every_node_has_a_place_of_its_own_and_always_the_same(layout):
    places = map_places(KEYS, LINKS, layout)
    assert set(places) == set(KEYS)
    assert len({(round(x, 4), round(y, 4)) for x, y in places.values()}) == len(KEYS)
    assert all(-1e-9 <= part <= 1 + 1e-9 for place in places.values() for part in place)
    assert map_places(KEYS, LINKS, layout) == places


def test_layers_go_from_the_start_and_trees_from_above():
    layers = map_places(KEYS, LINKS, MapLayout.LAYERED)
    assert layers["root"][0] < layers["left"][0] == layers["right"][0] < layers["leaf"][0]
    tree = map_places(KEYS, LINKS, MapLayout.TREE)
    assert tree["root"][1] < tree["left"][1] == tree["right"][1] < tree["leaf"][1]


def test_springs_bring_linked_nodes_nearer_than_others():
    keys = [f"{group}{i}" for group in "ab" for i in range(6)]
    links = [(f"{group}{i}", f"{group}{j}") for group in "ab" for i in range(6) for j in range(i)]
    places = map_places(keys, links, MapLayout.FORCE)

    def distance(a: str, b: str) -> float:
        return sum((p - q) ** 2 for p, q in zip(places[a], places[b], strict=True)) ** 0.5

    within = max(distance(a, b) for a in keys for b in keys if a[0] == b[0])
    between = min(distance(a, b) for a in keys for b in keys if a[0] != b[0])
    assert within < between


def test_a_circle_of_links_and_a_link_to_itself_are_no_obstacle():
    links = [("a", "b"), ("b", "c"), ("c", "a"), ("a", "a"), ("a", "missing")]
    for layout in MapLayout:
        assert set(map_places(["a", "b", "c"], links, layout)) == {"a", "b", "c"}


def test_one_node_and_none_are_laid_out_too():
    for layout in MapLayout:
        assert map_places([], [], layout) == {}
        assert map_places(["a"], [], layout) == {"a": (0.5, 0.0)}


def test_laying_out_can_be_cancelled():
    assert map_places(KEYS, LINKS, MapLayout.FORCE, lambda: True) == {}


@pytest.mark.parametrize("layout", MapLayout)
def test_places_are_the_same_from_one_start_of_the_program_to_the_next(layout):
    keys = [f"code:{i}" for i in range(9)]
    links = [("code:7", "code:2"), ("code:7", "code:4"), ("code:4", "code:5")]
    wanted = (
        "from qdatool.coding.model_options import MapLayout; from qdatool.figures.map_places import map_places;"
        f"print(repr(map_places({keys!r}, {links!r}, MapLayout({layout.value!r}))))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", wanted],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(seen) == 1
