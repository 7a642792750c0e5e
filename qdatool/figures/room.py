"""Sharing a width among columns, and the steps by which lettering shrinks when it is too narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qdatool.figures.style import FigureStyle

_STEP = 0.95


def shared_width(needed: Sequence[float], wished: Sequence[float], available: float) -> list[float]:
    """Return a width per column: what it wishes, else its need and a share of what is left; ``available`` at most.

    When even the needs do not fit, all columns give way in proportion to them.
    """
    if not wished or sum(wished) <= available:
        return list(wished)
    spare = available - sum(needed)
    if spare <= 0:
        return [need * available / sum(needed) for need in needed]
    missing = [max(0.0, wish - need) for need, wish in zip(needed, wished, strict=True)]
    return [need + spare * lack / sum(missing) for need, lack in zip(needed, missing, strict=True)]


def even_width(needed: Sequence[float], available: float) -> list[float]:
    """Return equal widths that fill ``available``, where no need is larger than that; else the needs come first."""
    widths = [0.0] * len(needed)
    open_places = set(range(len(needed)))
    left = available
    while open_places:
        share = left / len(open_places)
        wide = {i for i in open_places if needed[i] > share}
        if not wide:
            for i in open_places:
                widths[i] = share
            return widths
        for i in wide:
            widths[i] = needed[i]
            left -= needed[i]
        open_places -= wide
    return [width * available / sum(widths) for width in widths]


def first_fitting(style: FigureStyle, fits: Callable[[FigureStyle], bool], smallest_factor: float = 0.0) -> FigureStyle:
    """Return the style with the largest lettering that fits, or with the smallest tried when none does.

    Lettering is shrunk to ``smallest_factor`` of the style's at most, and never below its ``smallest_pt``.
    """
    tried = style
    for tried in _shrinking(style, smallest_factor):
        if fits(tried):
            return tried
    return tried


def _shrinking(style: FigureStyle, smallest_factor: float) -> Iterator[FigureStyle]:
    factor = 1.0
    last = None
    while factor >= smallest_factor:
        scaled = style.scaled(factor)
        if last is not None and scaled == last:
            return
        yield scaled
        last = scaled
        factor *= _STEP
