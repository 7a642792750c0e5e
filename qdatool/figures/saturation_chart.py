"""The figure of saturation: the cumulative curve with what any order would give, over the new codes of each interview.

Two charts on one axis of interviews, not two scales in one chart. As in every figure x counts from the start edge, so
that a Persian chart runs from the right.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from qdatool.coding.roles import LineStyle
from qdatool.figures.figure import Anchor, BoxOutline, Figure, LineShape, Rect
from qdatool.figures.lettering import Lettering, Typesetter
from qdatool.figures.measure import TextMeasurer
from qdatool.figures.saturation_spec import SaturationSpec
from qdatool.figures.sheet import BoxLook, Sheet
from qdatool.figures.spec import LabelText
from qdatool.figures.style import FigureStyle, mixed
from qdatool.wording import localized_number

CURVE_KEY, BAND_KEY, EXPECTED_KEY, AXIS_KEY, REACHED_KEY, BASE_KEY = (
    *("curve", "band", "expected", "axis", "reached", "base"),
)
_GAP = 4.0
_PAD = 6.0
_UPPER_SHARE = 0.40
_LOWER_SHARE = 0.20
_HIGHEST_UPPER_PT, _HIGHEST_LOWER_PT = 220.0, 105.0
_LEAST_PLOT_PT, _UPPER_OF_PLOTS = 40.0, 0.68
_BAR_SHARE = 0.56
_TICKS = 6
_DOT = 1.8
_SWATCH = 9.0


def interview_key(number: int) -> str:
    """Return the key of an interview's column, counted from 1."""
    return f"interview:{number}"


def layout_saturation(
    spec: SaturationSpec,
    style: FigureStyle,
    measurer: TextMeasurer,
    width_pt: float,
    plots_pt: float | None = None,
) -> Figure:
    """Return the figure, exactly ``width_pt`` wide; ``plots_pt`` is the height of both plots, None for a usual one."""
    upper = min(_HIGHEST_UPPER_PT, _UPPER_SHARE * width_pt)
    lower = min(_HIGHEST_LOWER_PT, _LOWER_SHARE * width_pt)
    if plots_pt is not None:
        upper, lower = (max(_LEAST_PLOT_PT, plots_pt * share) for share in (_UPPER_OF_PLOTS, 1 - _UPPER_OF_PLOTS))
    return _Chart(spec, style, measurer, width_pt, (upper, lower)).figure()


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where numbers of codes lie: 0 on ``bottom``, ``top_value`` on ``top``."""

    top: float
    bottom: float
    top_value: float
    step: int

    def y(self, value: float) -> float:
        """Return the height of a number."""
        return self.bottom - (self.bottom - self.top) * value / self.top_value


class _Chart:
    """One layout of the two charts."""

    def __init__(
        self,
        spec: SaturationSpec,
        style: FigureStyle,
        measurer: TextMeasurer,
        width: float,
        heights: tuple[float, float],
    ) -> None:
        self._spec, self._style, self._width = spec, style, width
        self._typesetter = Typesetter(style, measurer, spec.language.main)
        self._sheet = Sheet(self._typesetter, spec.direction, width)
        self._small = Lettering(style.count_pt, style.muted_ink, style.muted_ink)
        self._strong = Lettering(style.count_pt, style.ink, style.ink)
        self._n = max(1, len(spec.cumulative))
        self._totals = [sum(level.new[i] for level in spec.levels) for i in range(len(spec.cumulative))]
        self._line = self._height("0")
        top = style.margin + self._write_legend() + _PAD + self._line
        upper, lower = heights
        highest = max([*spec.high, *spec.cumulative, 1])
        self._curve = _scale(top, top + upper, highest)
        below = top + upper + _PAD + 2 * self._line
        self._bars = _scale(below, below + lower, max([*self._totals, 1]), ticks=3)
        widest = max(self._natural(self._number(round(scale.top_value))) for scale in (self._curve, self._bars))
        self._start = style.margin + widest + _GAP
        self._end = width - style.margin - _PAD
        self._column = (self._end - self._start) / self._n

    def figure(self) -> Figure:
        """Return the finished figure."""
        self._mark_reached()
        for scale in (self._curve, self._bars):
            self._grid(scale)
        self._draw_band()
        self._draw_bars()
        self._draw_curves()
        bottom = self._write_axis()
        spec = self._spec
        for i in range(len(spec.cumulative)):
            column = Rect(self._start + i * self._column, self._curve.top, self._column, bottom - self._curve.top)
            self._sheet.add_node(interview_key(i + 1), column, self._label(self._number(i + 1)))
        return self._sheet.finished(spec.title, spec.language.main, bottom + self._style.margin, spec.caption)

    # Parts

    def _write_legend(self) -> float:
        """Write what the signs mean, in as many rows as it takes, and return the height of them."""
        words, style = self._spec.words, self._style
        names = [level.name for level in self._spec.levels]
        entries = [(name, "bar", place) for place, name in enumerate(names if len(names) > 1 else [words.new])]
        entries += [(words.observed, "curve", 0), (words.expected, "expected", 0), (words.band, "band", 0)]
        x, top = style.margin, style.margin
        for name, sign, place in entries:
            room = _SWATCH + _GAP + self._natural(name)
            if x > style.margin and x + room > self._width - style.margin:
                x, top = style.margin, top + self._line
            self._draw_sign(sign, place, x, top + self._line / 2)
            self._write(name, x + _SWATCH + _GAP, top, Anchor.START, self._small)
            x += room + 3 * _GAP
        return top + self._line - style.margin

    def _draw_sign(self, sign: str, place: int, x: float, middle: float) -> None:
        if sign in ("bar", "band"):
            fill = self._tone(place) if sign == "bar" else self._band_fill
            self._box("legend", Rect(x, middle - 3, _SWATCH, 6), fill)
            return
        points = ((x, middle), (x + _SWATCH, middle))
        is_expected = sign == "expected"
        self._sheet.add_line(self._curve_line("legend", points, is_expected=is_expected))
        if not is_expected:
            self._dot("legend", x + _SWATCH / 2, middle)

    def _mark_reached(self) -> None:
        reached, words = self._spec.reached, self._spec.words
        if reached is None:
            return
        first, last = reached
        x, right = self._start + (first - 1) * self._column, self._start + last * self._column
        style = self._style
        rect = Rect(x, self._curve.top, right - x, self._bars.bottom - self._curve.top)
        self._box(REACHED_KEY, rect, style.title_fill)
        top = self._curve.bottom - 1.6 * self._line
        self._write(
            words.point, (x + right) / 2, top, Anchor.MIDDLE, Lettering(style.title_pt, style.ink, style.ink, True)
        )

    def _grid(self, scale: _Scale) -> None:
        style = self._style
        pale = mixed(style.line_color, style.paper, 0.35)
        value = 0
        while value <= scale.top_value:
            y = scale.y(value)
            line = LineShape(
                AXIS_KEY, ((self._start, y), (self._end, y)), style.line_color if not value else pale, style.thin_line
            )
            self._sheet.add_line(line)
            self._write(self._number(value), self._start - _GAP, y - self._line / 2, Anchor.END, self._small)
            value += scale.step

    def _draw_band(self) -> None:
        spec = self._spec
        if len(spec.cumulative) < 2:
            return
        there = [(self._x(i), self._curve.y(value)) for i, value in enumerate(spec.high)]
        back = [(self._x(i), self._curve.y(value)) for i, value in enumerate(spec.low)]
        points = (*there, *reversed(back), there[0])
        fill = self._band_fill
        self._sheet.add_line(LineShape(BAND_KEY, points, fill, self._style.thin_line, fill=fill))

    def _draw_curves(self) -> None:
        spec = self._spec
        expected = tuple((self._x(i), self._curve.y(value)) for i, value in enumerate(spec.expected))
        observed = tuple((self._x(i), self._curve.y(value)) for i, value in enumerate(spec.cumulative))
        if len(expected) > 1:
            self._sheet.add_line(self._curve_line(EXPECTED_KEY, expected, is_expected=True))
            self._sheet.add_line(self._curve_line(CURVE_KEY, observed))
        for x, y in observed:
            self._dot(CURVE_KEY, x, y)
        for place in self._labelled_points():
            x, y = observed[place]
            # Where the curve still climbs steeply there is room below it only.
            top = y + _DOT if place < spec.base else y - self._line - _DOT
            self._write(self._number(spec.cumulative[place]), x, top, Anchor.MIDDLE, self._strong)

    def _labelled_points(self) -> list[int]:
        """Return the places whose number is written: the first, the end of the base, of the run, and the last."""
        spec, last = self._spec, len(self._spec.cumulative) - 1
        wanted = [0, spec.base - 1, *((spec.reached[0] - 2,) if spec.reached else ()), last]
        kept: list[int] = []
        widest = self._natural(self._number(max(spec.cumulative, default=0))) + _GAP
        for place in sorted({place for place in wanted if 0 <= place <= last}):
            while kept and (place - kept[-1]) * self._column < widest:
                kept.pop()
            kept.append(place)
        return kept

    def _draw_bars(self) -> None:
        spec, style = self._spec, self._style
        width = self._column * _BAR_SHARE
        has_room = self._column > self._natural(self._number(max(self._totals, default=0)))
        for i, total in enumerate(self._totals):
            value = 0
            for place, level in enumerate(spec.levels):
                if level.new[i]:
                    top, bottom = self._bars.y(value + level.new[i]), self._bars.y(value)
                    rect = Rect(self._x(i) - width / 2, top, width, bottom - top)
                    self._box(interview_key(i + 1), rect, self._tone(place))
                    value += level.new[i]
            if has_room:
                self._write(
                    self._number(total), self._x(i), self._bars.y(total) - self._line, Anchor.MIDDLE, self._small
                )
        if spec.cumulative:
            base = min(spec.base, len(spec.cumulative))
            points = ((self._start, self._bars.bottom), (self._start + base * self._column, self._bars.bottom))
            self._sheet.add_line(LineShape(BASE_KEY, points, style.ink, style.heavy_line))

    def _write_axis(self) -> float:
        """Number the interviews, as many as there is room for, name the axis, and return where it ends."""
        spec, top = self._spec, self._bars.bottom + 2.0
        room = self._natural(self._number(self._n)) + _GAP
        every = max(1, math.ceil(room / self._column))
        for i in range(len(spec.cumulative)):
            if (i + 1) % every == 0 or i == 0:
                self._write(self._number(i + 1), self._x(i), top, Anchor.MIDDLE, self._small)
        top += self._line
        base = min(spec.base, len(spec.cumulative))
        words = f"{spec.words.axis} ({spec.words.base})" if base else spec.words.axis
        block = self._typesetter.block(self._label(words), self._small, self._end - self._start)
        self._sheet.add_text(AXIS_KEY, block, (self._start + self._end) / 2, top, Anchor.MIDDLE)
        return top + block.height

    # Signs

    def _curve_line(self, key: str, points: tuple[tuple[float, float], ...], *, is_expected: bool = False) -> LineShape:
        style = self._style
        if is_expected:
            return LineShape(key, points, style.muted_ink, style.arrow_line, line_style=LineStyle.DASHED)
        return LineShape(key, points, self._curve_color, 2 * style.box_line)

    def _dot(self, key: str, x: float, y: float) -> None:
        look = BoxLook(BoxOutline.OVAL, self._style.paper, self._curve_color, 1.4 * self._style.box_line)
        self._sheet.add_box(key, Rect(x - _DOT, y - _DOT, 2 * _DOT, 2 * _DOT), look)

    def _box(self, key: str, rect: Rect, fill: str) -> None:
        self._sheet.add_box(key, rect, BoxLook(BoxOutline.PLAIN, fill, None, 0.0))

    def _tone(self, place: int) -> str:
        """Return the fill of a level's bars; in grey, the lowest is the darkest."""
        if self._style.uses_colors:
            return self._spec.levels[place].color
        return mixed(self._style.ink, self._style.paper, (0.62, 0.36, 0.18, 0.1)[min(place, 3)])

    @property
    def _curve_color(self) -> str:
        return self._style.stroke(self._spec.curve_color, self._style.ink)

    @property
    def _band_fill(self) -> str:
        return mixed(self._style.ink, self._style.paper, 0.13)

    # Lettering

    def _write(self, text: str, x: float, top: float, anchor: Anchor, lettering: Lettering) -> None:
        if text:
            block = self._typesetter.block(self._label(text), lettering, self._width)
            self._sheet.add_text(AXIS_KEY, block, x, top, anchor)

    def _label(self, text: str) -> tuple[LabelText, ...]:
        return (LabelText(text, self._spec.language.main),)

    def _number(self, value: int) -> str:
        return localized_number(value, self._spec.language.main)

    def _natural(self, text: str) -> float:
        return self._typesetter.natural_width(self._label(text), self._small)

    def _height(self, text: str) -> float:
        return self._typesetter.block(self._label(self._number(int(text))), self._small, self._width).height

    def _x(self, place: int) -> float:
        return self._start + (place + 0.5) * self._column


def _scale(top: float, bottom: float, highest: float, ticks: int = _TICKS) -> _Scale:
    """Return a scale whose steps are 1, 2 or 5 times a power of ten."""
    step = _step(highest / ticks)
    return _Scale(top, bottom, max(step, math.ceil(highest / step) * step), step)


def _step(least: float) -> int:
    power = 10 ** math.floor(math.log10(least)) if least > 1 else 1
    steps: Sequence[float] = (1, 2, 5, 10)
    return int(next(factor * power for factor in steps if factor * power >= least))
