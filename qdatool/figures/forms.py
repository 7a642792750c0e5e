"""The forms that shapes take when drawn: corners, arrowheads, dashes; the same for a painter and for a file."""

from __future__ import annotations

import math
from collections.abc import Mapping

from qdatool.coding.roles import LineStyle
from qdatool.figures.figure import BoxOutline, BoxShape, LineShape

DASHES = (3.0, 2.4)
"""Lengths of a dash and of a gap, in widths of the line."""

DOTS = (1.0, 1.8)
"""The same for a dotted line; its dots are square, since programs draw round ends each in their own way."""

ARROW_SHAPE = 0.42
"""Half the breadth of an arrowhead, as a share of its length."""


_DASHES: Mapping[LineStyle, tuple[float, ...]] = {
    LineStyle.SOLID: (),
    LineStyle.DASHED: DASHES,
    LineStyle.DOTTED: DOTS,
}


def dashes(line_style: LineStyle) -> tuple[float, ...]:
    """Return the lengths of what is drawn and of the gap after it, in widths of the line; empty for a solid one."""
    return _DASHES[line_style]


def corner_radius(box: BoxShape) -> float:
    """Return the radius of a box's corners: an oval has half circles for its short sides."""
    if box.outline is BoxOutline.PLAIN:
        return 0.0
    half = min(box.rect.width, box.rect.height) / 2
    return half if box.outline is BoxOutline.OVAL else min(box.radius, half)


def shaft_points(line: LineShape) -> tuple[tuple[float, float], ...]:
    """Return the points of the line, the last drawn back into the arrowhead."""
    if not line.arrow_size:
        return line.points
    (x1, y1), (x2, y2) = line.points[-2:]
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    back = min(0.6 * line.arrow_size, length) / length
    return (*line.points[:-1], (x2 - (x2 - x1) * back, y2 - (y2 - y1) * back))


def arrowhead(line: LineShape) -> tuple[tuple[float, float], ...]:
    """Return the corners of the arrowhead, its tip first; empty when the line has none."""
    if not line.arrow_size:
        return ()
    (x1, y1), (x2, y2) = line.points[-2:]
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    along = ((x2 - x1) / length, (y2 - y1) / length)
    base = (x2 - along[0] * line.arrow_size, y2 - along[1] * line.arrow_size)
    half = ARROW_SHAPE * line.arrow_size
    return (
        (x2, y2),
        (base[0] - along[1] * half, base[1] + along[0] * half),
        (base[0] + along[1] * half, base[1] - along[0] * half),
    )
