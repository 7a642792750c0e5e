"""A tidy tree: parents over the middle of their children, subtrees as close as their outlines allow.

The method is Reingold & Tilford's (1981), done with contours that are merged the shorter into the longer, so that the
whole takes time proportional to the number of nodes; no recursion, so that a chain of any length is fine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(slots=True)
class _Contour:
    """Outline of a subtree: its low and high edges per level, the *last* entry being its top level.

    All entries are to be read with ``shift`` added, so that moving a subtree costs nothing.
    """

    low: list[float]
    high: list[float]
    shift: float = 0.0


def tidy_places(
    children: Sequence[Sequence[int]], breadths: Sequence[float], sibling_gap: float, cousin_gap: float
) -> list[float]:
    """Return the middle of each node along the axis on which siblings stand side by side; node 0 is the root, at 0.

    ``children[i]`` are the numbers of the nodes below node i, in order. ``breadths`` are their sizes along that axis.
    Two nodes of a level are at least ``sibling_gap`` apart, and ``cousin_gap`` when a subtree stands below either.
    """
    order = _parents_first(children)
    offsets = [0.0] * len(breadths)
    contours: dict[int, _Contour] = {}
    for node in reversed(order):
        half = breadths[node] / 2
        below = children[node]
        if not below:
            contours[node] = _Contour([-half], [half])
            continue
        merged = contours.pop(below[0])
        places = [0.0]
        for before, child in pairwise(below):
            is_plain = not children[before] and not children[child]
            merged, place = _beside(merged, contours.pop(child), sibling_gap if is_plain else cousin_gap)
            places.append(place)
        middle = (places[0] + places[-1]) / 2
        for child, place in zip(below, places, strict=True):
            offsets[child] = place - middle
        merged.shift -= middle
        merged.low.append(-half - merged.shift)
        merged.high.append(half - merged.shift)
        contours[node] = merged
    places = [0.0] * len(breadths)
    for node in order:
        for child in children[node]:
            places[child] = places[node] + offsets[child]
    return places


def _beside(left: _Contour, right: _Contour, gap: float) -> tuple[_Contour, float]:
    """Return both outlines as one, and how far the right one had to move."""
    shared = min(len(left.low), len(right.low))
    place = max(left.high[-i] + left.shift - right.low[-i] - right.shift for i in range(1, shared + 1)) + gap
    right.shift += place
    if len(left.low) >= len(right.low):
        change = right.shift - left.shift
        for i in range(1, shared + 1):
            left.high[-i] = right.high[-i] + change
        return left, place
    change = left.shift - right.shift
    for i in range(1, shared + 1):
        right.low[-i] = left.low[-i] + change
    return right, place


def _parents_first(children: Sequence[Sequence[int]]) -> list[int]:
    order = [0] if children else []
    for node in order:
        order.extend(children[node])
    return order
