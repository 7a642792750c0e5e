"""Several boxes brought into line, or the same distance apart."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from qdatool.figures.connectors import Point
from qdatool.figures.figure import Rect


class Alignment(Enum):
    """Ways to bring boxes into line; the values are what they are called."""

    LEFT = "Left edges in line"
    CENTER = "Centres above each other"
    RIGHT = "Right edges in line"
    TOP = "Upper edges in line"
    MIDDLE = "Centres beside each other"
    BOTTOM = "Lower edges in line"
    ACROSS = "Same gaps across"
    DOWN = "Same gaps down"


SPREADING = frozenset({Alignment.ACROSS, Alignment.DOWN})
"""Those that need three boxes."""


def aligned(rects: Mapping[str, Rect], alignment: Alignment) -> dict[str, Point]:
    """Return the new centres of the boxes by key; the outermost ones stay where they are."""
    if alignment in SPREADING:
        return _spread(rects, is_across=alignment is Alignment.ACROSS)
    left, right = min(rect.x for rect in rects.values()), max(rect.right for rect in rects.values())
    top, bottom = min(rect.y for rect in rects.values()), max(rect.bottom for rect in rects.values())
    centers: dict[str, Point] = {}
    for key, rect in rects.items():
        x, y = rect.center_x, rect.center_y
        if alignment is Alignment.LEFT:
            x = left + rect.width / 2
        elif alignment is Alignment.CENTER:
            x = (left + right) / 2
        elif alignment is Alignment.RIGHT:
            x = right - rect.width / 2
        elif alignment is Alignment.TOP:
            y = top + rect.height / 2
        elif alignment is Alignment.MIDDLE:
            y = (top + bottom) / 2
        else:
            y = bottom - rect.height / 2
        centers[key] = (x, y)
    return centers


def _spread(rects: Mapping[str, Rect], *, is_across: bool) -> dict[str, Point]:
    """Return centres with the same gap between each two neighbours, whatever their sizes."""
    order = sorted(rects, key=lambda key: rects[key].center_x if is_across else rects[key].center_y)
    sizes = {key: rects[key].width if is_across else rects[key].height for key in order}
    first, last = rects[order[0]], rects[order[-1]]
    start = first.x if is_across else first.y
    whole = (last.right if is_across else last.bottom) - start
    gap = (whole - sum(sizes.values())) / max(1, len(order) - 1)
    centers: dict[str, Point] = {}
    for key in order:
        middle = start + sizes[key] / 2
        centers[key] = (middle, rects[key].center_y) if is_across else (rects[key].center_x, middle)
        start += sizes[key] + gap
    return centers
