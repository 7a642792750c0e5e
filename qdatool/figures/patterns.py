"""Patterns in place of colours: strips of lines at the start of a box, told apart in any print and by any eye.

They are plain lines with places of their own, so that every format draws them as it draws all others.
"""

from __future__ import annotations

from collections.abc import Iterator

from qdatool.figures.figure import Rect

STRIP_WIDTH = 4.0
"""How much of a box's start side a pattern takes, in points."""

_STEP = 2.4

Segment = tuple[tuple[float, float], tuple[float, float]]


def pattern_lines(strip: Rect, number: int) -> tuple[Segment, ...]:
    """Return the lines of a pattern inside ``strip``; there are six, and then they come again, drawn closer."""
    step = _STEP if number < len(_PATTERNS) else _STEP * 0.6
    return tuple(_PATTERNS[number % len(_PATTERNS)](strip, step))


def _rising(strip: Rect, step: float) -> Iterator[Segment]:
    for i in range(int((strip.height + strip.width) / step)):
        y = strip.y + (i + 1) * step
        yield from _cut((strip.x, y), (strip.right, y - strip.width), strip)


def _falling(strip: Rect, step: float) -> Iterator[Segment]:
    for i in range(int((strip.height + strip.width) / step)):
        y = strip.y - strip.width + (i + 1) * step
        yield from _cut((strip.x, y), (strip.right, y + strip.width), strip)


def _crossed(strip: Rect, step: float) -> Iterator[Segment]:
    yield from _rising(strip, 1.5 * step)
    yield from _falling(strip, 1.5 * step)


def _level(strip: Rect, step: float) -> Iterator[Segment]:
    for i in range(int(strip.height / step)):
        y = strip.y + (i + 0.5) * step
        yield (strip.x, y), (strip.right, y)


def _upright(strip: Rect, step: float) -> Iterator[Segment]:
    count = max(2, int(strip.width / (0.6 * step)))
    for i in range(count):
        x = strip.x + (i + 0.5) * strip.width / count
        yield (x, strip.y), (x, strip.bottom)


def _squared(strip: Rect, step: float) -> Iterator[Segment]:
    yield from _level(strip, 1.5 * step)
    yield from _upright(strip, 1.5 * step)


def _cut(start: tuple[float, float], end: tuple[float, float], strip: Rect) -> Iterator[Segment]:
    """Yield the part of a slanting line that lies between the strip's upper and lower edge, if any does."""
    (x1, y1), (x2, y2) = start, end
    slope = (y2 - y1) / (x2 - x1)
    ends = []
    for x, y in (start, end):
        kept = min(max(y, strip.y), strip.bottom)
        ends.append((x + (kept - y) / slope, kept))
    if strip.x - 0.01 <= ends[0][0] < ends[1][0] <= strip.right + 0.01:
        yield ends[0], ends[1]


_PATTERNS = (_rising, _level, _falling, _upright, _crossed, _squared)
