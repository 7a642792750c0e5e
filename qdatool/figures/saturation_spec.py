"""What the figure of saturation shows: two charts on one axis of interviews, as plain numbers with no place yet."""

from __future__ import annotations

from dataclasses import dataclass

from qdatool.coding.roles import Direction
from qdatool.figures.spec import FigureCaption, FigureLanguage

BAR_COLORS = ("#3E85B3", "#A64736", "#137B5E", "#622A56")
CURVE_COLOR = "#808402"
"""Colours of the palette of codes, light shades; a grey style leaves them out."""


@dataclass(frozen=True, slots=True)
class BarLevel:
    """New codes of one level, per interview, under the level's name."""

    name: str
    new: tuple[int, ...]
    color: str = BAR_COLORS[0]


@dataclass(frozen=True, slots=True)
class SaturationWords:
    """The lettering, in the language of the figure. ``point`` is how saturation is written, empty for none."""

    new: str
    observed: str
    expected: str
    band: str
    axis: str
    base: str
    point: str = ""


@dataclass(frozen=True, slots=True)
class SaturationSpec:
    """Cumulative codes over new codes of each interview.

    ``low`` and ``high`` bound 95 % of orders; all sequences have one entry per interview. ``levels`` are stacked, the
    first at the bottom; ``base`` is the number of base interviews, ``reached`` the first and last interview, from 1,
    of the run that met the rule, or None.
    """

    title: str
    language: FigureLanguage
    direction: Direction
    words: SaturationWords
    cumulative: tuple[int, ...]
    expected: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    levels: tuple[BarLevel, ...]
    base: int
    reached: tuple[int, int] | None
    curve_color: str = CURVE_COLOR
    caption: FigureCaption | None = None
