"""The ways of links: over the points their author led them over, or as they go by themselves.

Points are those of a layout, with x from the start edge. A link meets its boxes at right angles wherever a point lies
beside the inner part of a side, and turns towards a corner without a leap as the point goes round it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from qdatool.figures.connectors import Point, connection
from qdatool.figures.figure import Rect
from qdatool.figures.spec import PIN_WIDTH_PT, PinnedPosition

_CORE_INSET = 10.0
"""How far from its corners a box is met at right angles; the half circles of an oval are no wider."""
_LEVEL = 1.0


def bends_of(route: Sequence[PinnedPosition], width: float, frame: Rect, room_above: float = 0.0) -> tuple[Point, ...]:
    """Return the points of a link on a figure ``width`` points wide, inside the frame's sides and below its top."""
    scale = width / PIN_WIDTH_PT
    top = frame.y + room_above
    return tuple((min(max(at.x * scale, frame.x), frame.right), max(at.y * scale, top)) for at in route)


def way_of(source: Rect, target: Rect, bends: Sequence[Point], others: Sequence[Rect] = ()) -> tuple[Point, ...]:
    """Return the points of a line from the border of one box over the bends to that of another; without, its own way.

    Bends that lie inside the box the line leaves or reaches are passed over.
    """
    kept = list(bends)
    while kept and source.contains(*kept[0]):
        kept.pop(0)
    while kept and target.contains(*kept[-1]):
        kept.pop()
    if not kept:
        return connection(source, target, others)
    return (_met(source, kept[0]), *kept, _met(target, kept[-1]))


def aim(rect: Rect, point: Point) -> Point:
    """Return the point inside a box that a line from ``point`` makes for."""
    inset = min(rect.width / 2, rect.height / 2, _CORE_INSET)
    x = min(max(point[0], rect.x + inset), rect.right - inset)
    return x, min(max(point[1], rect.y + inset), rect.bottom - inset)


def half_way(points: Sequence[Point]) -> Point:
    """Return the point at half the length of a line."""
    left = sum(math.dist(*part) for part in pairwise(points)) / 2
    for start, end in pairwise(points):
        length = math.dist(start, end)
        if length and left <= length:
            share = left / length
            return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
        left -= length
    return points[-1]


def roomiest_part(points: Sequence[Point]) -> tuple[Point, Point]:
    """Return the part of a line that has most room for words: the longest level one, or else the longest."""

    def room(part: tuple[Point, Point]) -> tuple[bool, float]:
        return abs(part[0][1] - part[1][1]) < _LEVEL, math.dist(*part)

    return max(pairwise(points), key=room)


def _met(rect: Rect, point: Point) -> Point:
    """Return where a line from a point outside a box meets its border."""
    goal = aim(rect, point)
    share = 1.0
    for here, there, low, high in (
        (point[0], goal[0], rect.x, rect.right),
        (point[1], goal[1], rect.y, rect.bottom),
    ):
        if here < low:
            share = min(share, 1 - (low - here) / (there - here))
        elif here > high:
            share = min(share, 1 - (here - high) / (here - there))
    return goal[0] + (point[0] - goal[0]) * share, goal[1] + (point[1] - goal[1]) * share
