"""The routes that connectors of a slide can take: straight, or with one or two right-angled bends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_LEAST_LENGTH = 1.0
_TOLERANCE = 0.01
_QUARTER_TURN = 5400000
_WHOLE = 100000

_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class SlideRoute:
    """A connector's form and frame as slides know them: turned about its centre after it was flipped.

    Lengths are in points, ``rotation`` in 60,000ths of a degree, ``bend`` where the middle part of a line with two
    bends stands, in 100,000ths of the width; None with fewer bends.
    """

    preset: str
    x: float
    y: float
    width: float
    height: float
    rotation: int = 0
    is_flipped_across: bool = False
    is_flipped_down: bool = False
    bend: int | None = None


def route_of(points: Sequence[_Point]) -> SlideRoute | None:
    """Return the route over the points, None where no connector takes it."""
    if len(points) == 2:
        return _framed("line", points, is_upright=False)
    if len(points) not in (3, 4) or not _has_right_angles(points):
        return None
    (x1, y1), (x2, y2) = points[0], points[1]
    is_upright = abs(x1 - x2) <= _TOLERANCE
    if len(points) == 3:
        return _framed("bentConnector2", points, is_upright=is_upright)
    run = points[-1][1] - y1 if is_upright else points[-1][0] - x1
    step = y2 - y1 if is_upright else x2 - x1
    # A line that comes back to where it set out leaves no length to measure the bend by, and programs take it for a
    # straight one.
    if abs(run) < _LEAST_LENGTH:
        return None
    return _framed("bentConnector3", points, is_upright=is_upright, bend=round(_WHOLE * step / run))


def _has_right_angles(points: Sequence[_Point]) -> bool:
    """Tell whether the parts of a line run upright and level by turns."""
    upright = [abs(a[0] - b[0]) <= _TOLERANCE for a, b in pairwise(points)]
    level = [abs(a[1] - b[1]) <= _TOLERANCE for a, b in pairwise(points)]
    is_straight = all(a != b for a, b in zip(upright, level, strict=True))
    return is_straight and all(a != b for a, b in pairwise(upright))


def _framed(preset: str, points: Sequence[_Point], *, is_upright: bool, bend: int | None = None) -> SlideRoute:
    """Return the frame from the first point to the last; a line that sets out upright is a turned level one."""
    (x1, y1), (x2, y2) = points[0], points[-1]
    across, down = x2 - x1, y2 - y1
    center_x, center_y = (x1 + x2) / 2, (y1 + y2) / 2
    if not is_upright:
        left, top = center_x - abs(across) / 2, center_y - abs(down) / 2
        return SlideRoute(preset, left, top, abs(across), abs(down), 0, across < 0, down < 0, bend)
    # Turned by a quarter, what runs to the right runs down, and what runs down runs to the left.
    left, top = center_x - abs(down) / 2, center_y - abs(across) / 2
    return SlideRoute(preset, left, top, abs(down), abs(across), _QUARTER_TURN, down < 0, across > 0, bend)
