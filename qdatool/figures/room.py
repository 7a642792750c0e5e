"""Sharing a width among columns, and the steps by which lettering shrinks when it is too narrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from qdatool.figures.style import FigureStyle

_STEP = 0.95
_HALF = 0.5

_A = TypeVar("_A", bound="Attempt")


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


class Attempt(Protocol):
    """A figure laid out with lettering of some size."""

    @property
    def fits(self) -> bool:
        """Whether it fits the width."""
        ...


def first_fitting(style: FigureStyle, attempt: Callable[[FigureStyle], _A], smallest_factor: float = 0.0) -> _A:
    """Return the attempt with the largest lettering that fits, or the last one made when none does.

    Lettering is shrunk to ``smallest_factor`` of the style's at most, and never below its ``smallest_pt``.
    """
    made = attempt(style)
    for tried in _smaller(style, smallest_factor):
        if made.fits:
            return made
        made = attempt(tried)
    return made


def first_with_growth(style: FigureStyle, attempt: Callable[[FigureStyle], _A]) -> _A:
    """Return what fits as ``first_fitting`` does, letters larger than usual giving way when nothing else helps."""
    made = first_fitting(style, attempt)
    while not made.fits and style.growth:
        style = with_less_growth(style)
        made = first_fitting(style, attempt)
    return made


def with_less_growth(style: FigureStyle) -> FigureStyle:
    """Return the style that grants half the enlargement of single nodes' letters, and none after that."""
    return replace(style, growth=_HALF if style.growth > _HALF else 0.0)


def widths_by_share(needed: Sequence[float], shares: Sequence[float], available: float) -> list[float]:
    """Return a width per column by its share of ``available``, but its need where that is more and the others allow."""
    widths = [share * available / sum(shares) for share in shares]
    if sum(needed) > available:
        return widths
    wide: set[int] = set()
    while True:
        wide |= {i for i, width in enumerate(widths) if needed[i] > width}
        left = available - sum(needed[i] for i in wide)
        others = sum(share for i, share in enumerate(shares) if i not in wide)
        tried = [needed[i] if i in wide else share * left / others for i, share in enumerate(shares)]
        if tried == widths:
            return widths
        widths = tried


def _smaller(style: FigureStyle, smallest_factor: float) -> Iterator[FigureStyle]:
    factor, last = _STEP, style
    while factor >= smallest_factor:
        scaled = style.scaled(factor)
        if scaled == last:
            return
        yield scaled
        last = scaled
        factor *= _STEP
