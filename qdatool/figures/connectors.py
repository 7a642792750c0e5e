"""Lines between boxes: straight where the boxes face each other, round the others where one stands between."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from qdatool.figures.figure import Rect

Point = tuple[float, float]

_FACING = 8.0
_CLEARANCE = 7.0


def connection(source: Rect, target: Rect, others: Sequence[Rect]) -> tuple[Point, ...]:
    """Return the points of a line from the border of ``source`` to the border of ``target``.

    Boxes that face each other get a level or upright line, others a slanted one. When that runs through one of
    ``others`` the line takes a corner, or goes above them all.
    """
    direct = _direct(source, target)
    for route in (direct, *_corners(source, target)):
        if not any(crosses(start, end, other) for start, end in pairwise(route) for other in others):
            return route
    blocking = [other for other in others if crosses(direct[0], direct[-1], other)]
    top = min(rect.y for rect in (source, target, *blocking)) - _CLEARANCE
    return (
        (source.center_x, source.y),
        (source.center_x, top),
        (target.center_x, top),
        (target.center_x, target.y),
    )


def clipped(start: Point, rect: Rect) -> Point:
    """Return where the line from ``start`` to the box's centre meets its border; the centre if it starts inside."""
    dx, dy = rect.center_x - start[0], rect.center_y - start[1]
    shares = []
    if dx:
        shares.append(1 - (rect.width / 2) / abs(dx))
    if dy:
        shares.append(1 - (rect.height / 2) / abs(dy))
    share = max(shares, default=1.0)
    if share <= 0:
        return rect.center_x, rect.center_y
    return start[0] + dx * share, start[1] + dy * share


def crosses(start: Point, end: Point, rect: Rect) -> bool:
    """Return whether the straight line passes through the inside of the box."""
    near, far = 0.0, 1.0
    for origin, delta, low, high in (
        (start[0], end[0] - start[0], rect.x, rect.right),
        (start[1], end[1] - start[1], rect.y, rect.bottom),
    ):
        if abs(delta) < 1e-9:
            if not low < origin < high:
                return False
            continue
        a, b = sorted(((low - origin) / delta, (high - origin) / delta))
        near, far = max(near, a), min(far, b)
    return near < far - 1e-9


def _corners(source: Rect, target: Rect) -> list[tuple[Point, ...]]:
    """Return the ways with one corner: sideways first, then upwards or downwards first."""
    routes: list[tuple[Point, ...]] = []
    if not source.x <= target.center_x <= source.right and not target.y <= source.center_y <= target.bottom:
        side = source.right if target.center_x > source.center_x else source.x
        end = target.y if target.center_y > source.center_y else target.bottom
        corner = (target.center_x, source.center_y)
        routes.append(((side, source.center_y), corner, (target.center_x, end)))
    if not source.y <= target.center_y <= source.bottom and not target.x <= source.center_x <= target.right:
        start = source.bottom if target.center_y > source.center_y else source.y
        side = target.x if target.center_x > source.center_x else target.right
        corner = (source.center_x, target.center_y)
        routes.append(((source.center_x, start), corner, (side, target.center_y)))
    return routes


def _direct(source: Rect, target: Rect) -> tuple[Point, Point]:
    low, high = max(source.x, target.x), min(source.right, target.right)
    if high - low >= _FACING:
        x = min(max(min(source, target, key=_width).center_x, low + _FACING / 2), high - _FACING / 2)
        return ((x, source.bottom), (x, target.y)) if source.y < target.y else ((x, source.y), (x, target.bottom))
    low, high = max(source.y, target.y), min(source.bottom, target.bottom)
    if high - low >= _FACING:
        y = min(max(min(source, target, key=_height).center_y, low + _FACING / 2), high - _FACING / 2)
        return ((source.right, y), (target.x, y)) if source.x < target.x else ((source.x, y), (target.right, y))
    return (
        clipped((target.center_x, target.center_y), source),
        clipped((source.center_x, source.center_y), target),
    )


def _width(rect: Rect) -> float:
    return rect.width


def _height(rect: Rect) -> float:
    return rect.height
