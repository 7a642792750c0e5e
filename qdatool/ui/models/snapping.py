"""Where a dragged box comes to rest: in line with its neighbours when it is nearly so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qdatool.figures.figure import Rect

_MIDDLE = 1
_SAME = 0.01

Segment = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Snap:
    """A centre in points of the figure, and the lines along which the box is now in line with others."""

    center: tuple[float, float]
    guides: tuple[Segment, ...]


def snapped(rect: Rect, others: Sequence[Rect], reach: float) -> Snap:
    """Return where a box at ``rect`` comes to rest among ``others``, which is at most ``reach`` points away.

    Edges meet edges and middles meet middles, across and down each by itself.
    """
    across = _shift(_stops_x(rect), [_stops_x(other) for other in others], reach)
    down = _shift(_stops_y(rect), [_stops_y(other) for other in others], reach)
    placed = Rect(rect.x + (across or 0.0), rect.y + (down or 0.0), rect.width, rect.height)
    guides: list[Segment] = []
    if across is not None:
        for x, shared in _shared(placed, others, _stops_x):
            ends = [edge for other in (placed, *shared) for edge in (other.y, other.bottom)]
            guides.append(((x, min(ends)), (x, max(ends))))
    if down is not None:
        for y, shared in _shared(placed, others, _stops_y):
            ends = [edge for other in (placed, *shared) for edge in (other.x, other.right)]
            guides.append(((min(ends), y), (max(ends), y)))
    return Snap((placed.center_x, placed.center_y), tuple(guides))


def _stops_x(rect: Rect) -> tuple[float, ...]:
    return rect.x, rect.center_x, rect.right


def _stops_y(rect: Rect) -> tuple[float, ...]:
    return rect.y, rect.center_y, rect.bottom


def _shift(own: Sequence[float], others: Sequence[Sequence[float]], reach: float) -> float | None:
    """Return the smallest move that brings a stop of the box onto one of another box, None beyond the reach.

    The middle meets middles alone: a middle in line with an edge looks like a mistake.
    """
    moves = [
        there - here
        for other in others
        for i, here in enumerate(own)
        for j, there in enumerate(other)
        if (i == _MIDDLE) == (j == _MIDDLE)
    ]
    best = min(moves, key=abs, default=None)
    return best if best is not None and abs(best) <= reach else None


def _shared(
    rect: Rect, others: Sequence[Rect], stops: Callable[[Rect], Sequence[float]]
) -> Iterator[tuple[float, list[Rect]]]:
    """Yield each stop of the box that others share, with those others."""
    for i, here in enumerate(stops(rect)):
        places = (_MIDDLE,) if i == _MIDDLE else (0, 2)
        shared = [other for other in others if any(abs(stops(other)[j] - here) < _SAME for j in places)]
        if shared:
            yield here, shared
