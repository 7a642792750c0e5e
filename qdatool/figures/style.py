"""How a figure looks: fonts, sizes in points, line widths, colours.

Styles are JSON files in ``resources/figure_styles``; a style may be ``"based_on"`` another and name only what differs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import cache

from qdatool.coding.roles import Direction
from qdatool.figures.figure import FigureFonts
from qdatool.resources import resource_folder

DEFAULT_WIDTH_MM = 160.0
LEAST_LETTERING_PT = 7.0
"""Below this size journals find lettering too small."""


class Palette(StrEnum):
    """What tells branches apart: colours, nothing, or patterns that survive a copier and colour blindness."""

    COLOR = "color"
    GREY = "grey"
    PATTERNS = "patterns"


_VARIANTS = {Palette.COLOR: "", Palette.GREY: "_grey", Palette.PATTERNS: "_patterns"}


@dataclass(frozen=True, slots=True)
class FigureStyle:
    """The look of a figure; all lengths in points, all colours ``#rrggbb``.

    ``line_spacing_*`` is the distance of two baselines in sizes of the lettering, ``baseline_*`` how far below the
    middle of its line the baseline lies, likewise. ``smallest_pt`` is the size below which lettering is never shrunk
    to make a figure fit. ``tint`` is the share of a code's colour in a fill, 0..1; 0 in a style without colours;
    ``has_patterns`` marks the boxes of one colour with one pattern instead. ``growth`` is how much of the enlargement
    that single nodes are to have is granted, 0..1: less than all where words would have to be cut.
    """

    name: str
    latin_font: str
    arabic_font: str
    fallback_fonts: tuple[str, ...]
    title_pt: float
    item_pt: float
    heading_pt: float
    root_pt: float
    branch_pt: float
    twig_pt: float
    leaf_pt: float
    count_pt: float
    caption_pt: float
    smallest_pt: float
    line_spacing_latin: float
    line_spacing_arabic: float
    baseline_latin: float
    baseline_arabic: float
    margin: float
    box_line: float
    heavy_line: float
    thin_line: float
    arrow_line: float
    arrow_size: float
    corner_radius: float
    ink: str
    muted_ink: str
    paper: str
    line_color: str
    link_color: str
    title_fill: str
    heavy_title_fill: str
    branch_fill: str
    root_fill: str
    root_ink: str
    tint: float
    has_patterns: bool
    growth: float = 1.0

    @property
    def uses_colors(self) -> bool:
        """Whether the colours of codes are drawn."""
        return self.tint > 0

    @property
    def fonts(self) -> FigureFonts:
        """The font families of the style."""
        return FigureFonts(self.latin_font, self.arabic_font, self.fallback_fonts)

    def line_height(self, size_pt: float, direction: Direction) -> float:
        """Return the distance of two baselines."""
        return size_pt * (self.line_spacing_arabic if direction is Direction.RTL else self.line_spacing_latin)

    def baseline(self, size_pt: float, direction: Direction) -> float:
        """Return how far the baseline lies below the middle of its line."""
        return size_pt * (self.baseline_arabic if direction is Direction.RTL else self.baseline_latin)

    def fill(self, color: str | None, otherwise: str) -> str:
        """Return the light fill for a code's colour, or ``otherwise`` when there is none or the style is grey."""
        return mixed(color, self.paper, self.tint) if color and self.uses_colors else otherwise

    def stroke(self, color: str | None, otherwise: str) -> str:
        """Return the line colour for a code's colour, or ``otherwise`` when there is none or the style is grey."""
        return color if color and self.uses_colors else otherwise

    def scaled(self, factor: float) -> FigureStyle:
        """Return the style with all lettering that much larger or smaller, none of it below ``smallest_pt``."""
        sizes = {
            field.name: max(self.smallest_pt, getattr(self, field.name) * factor)
            for field in fields(self)
            if field.name.endswith("_pt") and field.name != "smallest_pt"
        }
        return replace(self, **sizes)


def figure_style(name: str = "print", palette: Palette = Palette.COLOR) -> FigureStyle:
    """Return a style by name; the palettes without colour are variants of it, such as ``<name>_grey``."""
    return _style(name + _VARIANTS[palette])


def mixed(color: str, other: str, share: float) -> str:
    """Return ``color`` over ``other``, ``share`` (0..1) of it being ``color``."""
    channels = zip(_channels(color), _channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in channels)


def contrast(color: str, other: str) -> float:
    """Return the contrast of two colours by WCAG 2: from 1 for alike to 21 for black on white."""
    lighter, darker = sorted((_luminance(color), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def is_dark(color: str) -> bool:
    """Tell whether a colour is nearer to black than to white."""
    return sum(_channels(color)) < 3 * 128


@cache
def _style(name: str) -> FigureStyle:
    values = _values(name)
    values["fallback_fonts"] = tuple(values["fallback_fonts"])  # type: ignore[arg-type]  # a JSON list of strings
    return FigureStyle(**values)  # type: ignore[arg-type]  # a file that lacks or misnames a field fails here


def _values(name: str) -> dict[str, object]:
    file = resource_folder("figure_styles") / f"{name}.json"
    values: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))
    base = values.pop("based_on", None)
    inherited = _values(base) if isinstance(base, str) else {}
    return inherited | values | {"name": name}


@cache
def _luminance(color: str) -> float:
    shares = (channel / 255 for channel in _channels(color))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
