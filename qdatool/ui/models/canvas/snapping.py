"""Where a dragged box comes to rest: in line with its neighbours, or as far from one as that from the next."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qdatool.figures.figure import Rect

_MIDDLE = 1
_SAME = 0.01

Segment = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Snap:
    """A centre in points of the figure, the lines along which the box is now in line with others, and equal gaps."""

    center: tuple[float, float]
    guides: tuple[Segment, ...]
    gaps: tuple[Segment, ...] = ()


def snapped(rect: Rect, others: Sequence[Rect], reach: float, frame: Rect | None = None) -> Snap:
    """Return where a box at ``rect`` comes to rest among ``others``, which is at most ``reach`` points away.

    Edges meet edges and middles meet middles, across and down each by itself; ``frame`` has sides, a middle between
    them and a top, all of which boxes can lie in line with. What no line holds comes to rest at equal gaps.
    """
    others_x = [_stops_x(other) for other in others]
    others_y = [_stops_y(other) for other in others]
    across = _shift(_stops_x(rect), [*others_x, *([_stops_x(frame)] if frame else [])], reach)
    down = _shift(_stops_y(rect), [*others_y, *([(frame.y, math.inf, math.inf)] if frame else [])], reach)
    gaps_across = gaps_down = False
    if across is None:
        across = _even_shift(rect, others, reach)
        gaps_across = across is not None
    if down is None:
        down = _even_shift(_flipped(rect), [_flipped(other) for other in others], reach)
        gaps_down = down is not None
    placed = Rect(rect.x + (across or 0.0), rect.y + (down or 0.0), rect.width, rect.height)
    gaps = [*_gaps(placed, others)] if gaps_across else []
    if gaps_down:
        turned = _gaps(_flipped(placed), [_flipped(other) for other in others])
        gaps += [((y1, x1), (y2, x2)) for (x1, y1), (x2, y2) in turned]
    guides = _guides(placed, others, across, down) + (_frame_guides(placed, frame) if frame else [])
    return Snap((placed.center_x, placed.center_y), tuple(guides), tuple(gaps))


def _guides(placed: Rect, others: Sequence[Rect], across: float | None, down: float | None) -> list[Segment]:
    guides: list[Segment] = []
    if across is not None:
        for x, shared in _shared(placed, others, _stops_x):
            ends = [edge for other in (placed, *shared) for edge in (other.y, other.bottom)]
            guides.append(((x, min(ends)), (x, max(ends))))
    if down is not None:
        for y, shared in _shared(placed, others, _stops_y):
            ends = [edge for other in (placed, *shared) for edge in (other.x, other.right)]
            guides.append(((min(ends), y), (max(ends), y)))
    return guides


def _frame_guides(placed: Rect, frame: Rect) -> list[Segment]:
    """Return the lines of the frame that a box now touches, as long as the box is, and its middle."""
    guides: list[Segment] = []
    pairs = ((placed.x, frame.x), (placed.right, frame.right), (placed.center_x, frame.center_x))
    guides += [((there, placed.y), (there, placed.bottom)) for here, there in pairs if abs(here - there) < _SAME]
    if abs(placed.y - frame.y) < _SAME:
        guides.append(((placed.x, frame.y), (placed.right, frame.y)))
    return guides


def _even_shift(rect: Rect, others: Sequence[Rect], reach: float) -> float | None:
    """Return the smallest move across after which two gaps in the box's row are alike, None beyond the reach."""
    before, after = _row(rect, others, reach)
    wanted = []
    if before and after:
        wanted.append((before[0].right + after[0].x - rect.width) / 2)
    if len(before) > 1:
        wanted.append(2 * before[0].right + before[0].x - before[0].right - before[1].right)
    if len(after) > 1:
        wanted.append(after[0].x - (after[1].x - after[0].right) - rect.width)
    best = min((x - rect.x for x in wanted), key=abs, default=None)
    return best if best is not None and abs(best) <= reach else None


def _gaps(placed: Rect, others: Sequence[Rect]) -> Iterator[Segment]:
    """Yield the gaps beside a box and beside its neighbours that are as wide as one beside the box."""
    before, after = _row(placed, others, _SAME)
    row = [*reversed(before[:2]), placed, *after[:2]]
    pairs = list(pairwise(row))
    widths = [second.x - first.right for first, second in pairs]
    own = [i for i, pair in enumerate(pairs) if placed in pair]
    for i, (first, second) in enumerate(pairs):
        is_alike = any(
            j != i and abs(widths[i] - widths[j]) < _SAME and (i in own or j in own) for j in range(len(pairs))
        )
        if is_alike:
            y = (max(first.y, second.y) + min(first.bottom, second.bottom)) / 2
            yield (first.right, y), (second.x, y)


def _row(rect: Rect, others: Sequence[Rect], reach: float) -> tuple[list[Rect], list[Rect]]:
    """Return those beside a box before it and after it, the nearest first."""
    row = [other for other in others if other.y < rect.bottom and other.bottom > rect.y]
    before = sorted((other for other in row if other.right <= rect.x + reach), key=lambda other: -other.right)
    after = sorted((other for other in row if other.x >= rect.right - reach), key=lambda other: other.x)
    return before, after


def _flipped(rect: Rect) -> Rect:
    """Return a box with across and down exchanged."""
    return Rect(rect.y, rect.x, rect.height, rect.width)


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
