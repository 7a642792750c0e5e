"""The points that a link is led over while somebody has one in the hand: which it is, and where it comes to rest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from qdatool.coding.node_keys import ends_of, is_link
from qdatool.figures.connectors import Point
from qdatool.figures.figure import Figure, LineShape, Rect
from qdatool.figures.routes import aim, half_way
from qdatool.ui.models.canvas.snapping import Segment

_SAME = 0.01


@dataclass(frozen=True, slots=True)
class Grip:
    """The points of a link and which of them is held; ``is_new`` if it was put there to be held."""

    points: tuple[Point, ...]
    held: int
    is_new: bool = False

    def moved(self, to: Point) -> tuple[Point, ...]:
        """Return the points with the held one elsewhere."""
        return (*self.points[: self.held], to, *self.points[self.held + 1 :])


@dataclass(frozen=True, slots=True)
class PointSnap:
    """Where a held point comes to rest, and the lines along which its link then runs level or upright."""

    at: Point
    guides: tuple[Segment, ...]


def line_of(figure: Figure | None, key: str) -> LineShape | None:
    """Return the line of a link, None for what is no line of the figure."""
    lines = figure.lines if figure is not None else ()
    return next((line for line in lines if line.key == key), None)


def rect_of(figure: Figure | None, key: str) -> Rect | None:
    """Return the place of a node, or the area that a link passes through; None for what the figure does not draw."""
    if figure is None or not key:
        return None
    node = figure.node(key)
    if node is not None:
        return node.rect
    points = [point for line in figure.lines if line.key == key for point in line.points]
    if not points:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def end_rects(figure: Figure, keys: Sequence[str]) -> list[Rect]:
    """Return the boxes that links end at; a line may go on to the middle of its box, unseen."""
    ends = {end for key in keys if is_link(key) for end in ends_of(key)}
    return [node.rect for node in figure.nodes if node.key in ends] if ends else []


def corners_of(line: LineShape) -> tuple[Point, ...]:
    """Return the points that a line is led over, or the corners it takes by itself."""
    return line.bends or (() if line.is_curve else line.points[1:-1])


def middle_of(line: LineShape) -> Point:
    """Return the point half way along a line; a curve is taken for the straight line between its ends."""
    return half_way((line.points[0], line.points[-1]) if line.is_curve else line.points)


def grip_at(line: LineShape, at: Point, reach: float) -> Grip:
    """Return the point of a line near ``at``, or a new one there in the part of the line that is nearest."""
    corners = corners_of(line)
    near = min(range(len(corners)), key=lambda i: math.dist(corners[i], at), default=None)
    if near is not None and math.dist(corners[near], at) <= reach:
        return Grip(corners, near)
    way = (line.points[0], *corners, line.points[-1])
    parts = list(pairwise(way))
    place = min(range(len(parts)), key=lambda i: distance(at, *parts[i]))
    return Grip((*corners[:place], at, *corners[place:]), place, is_new=True)


def neighbours(figure: Figure, key: str, grip: Grip, at: Point) -> tuple[Point, Point]:
    """Return the points before and after the held one; beside a box, where the link makes for inside it."""
    source, target = (figure.node(end) for end in ends_of(key))
    before = grip.points[grip.held - 1] if grip.held else _inside(source.rect if source else None, at)
    is_last = grip.held == len(grip.points) - 1
    after = _inside(target.rect if target else None, at) if is_last else grip.points[grip.held + 1]
    return before, after


def snapped_point(at: Point, beside: Sequence[Point], reach: float, *, is_forced: bool) -> PointSnap:
    """Return where a point comes to rest: level with or straight above a neighbour when it is nearly so.

    ``is_forced`` brings it into line, whichever way is nearer, with the nearest neighbour that it is in line with
    neither way; beside a box whose side it faces it is.
    """
    across = min((other[0] - at[0] for other in beside if not _is_in_line(at, other)), key=abs, default=math.inf)
    down = min((other[1] - at[1] for other in beside if not _is_in_line(at, other)), key=abs, default=math.inf)
    is_level_nearer = abs(down) <= abs(across)
    must = is_forced and math.isfinite(across)
    x = at[0] + across if abs(across) <= reach or (must and not is_level_nearer) else at[0]
    y = at[1] + down if abs(down) <= reach or (must and is_level_nearer) else at[1]
    guides = [(other, (x, y)) for other in beside if not _is_in_line(at, other) and _is_in_line((x, y), other)]
    return PointSnap((x, y), tuple(guides))


def is_between(at: Point, start: Point, end: Point, reach: float) -> bool:
    """Tell whether a point lies on the straight way between two others, so that it changes nothing."""
    return distance(at, start, end) <= reach


def distance(at: Point, start: Point, end: Point) -> float:
    """Return how far a point is from the line between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    share = ((at[0] - start[0]) * dx + (at[1] - start[1]) * dy) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    return math.dist(at, (start[0] + dx * share, start[1] + dy * share))


def _is_in_line(first: Point, second: Point) -> bool:
    """Tell whether two points lie level or straight above each other."""
    return abs(first[0] - second[0]) < _SAME or abs(first[1] - second[1]) < _SAME


def _inside(rect: Rect | None, at: Point) -> Point:
    return aim(rect, at) if rect is not None else at
