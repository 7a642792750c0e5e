"""The paradigm model as a figure.

In a row the arrangement is that of Creswell's drawing of Strauss & Corbin (1990, p. 99): four boxes from the causal
conditions at the start edge to the consequences, the contextual conditions above the strategies and the intervening
ones below. A narrow column has no room for four boxes side by side, so there they stand one above the other.
Boxes grow with their text.
"""

from __future__ import annotations

from collections.abc import Mapping

from qdatool.coding.roles import Role
from qdatool.figures.figure import Figure, Rect
from qdatool.figures.measure import TextMeasurer
from qdatool.figures.role_boxes import BoxPlan
from qdatool.figures.role_figure import RoleFigure
from qdatool.figures.room import even_width, first_with_growth
from qdatool.figures.spec import POINTS_PER_MM, RoleModelSpec
from qdatool.figures.style import FigureStyle

_ROW = (Role.CAUSAL, Role.PHENOMENON, Role.STRATEGY, Role.CONSEQUENCE)
_NARROWEST_ROW_PT = 105 * POINTS_PER_MM
_ACROSS_SHARE = 0.476
_STACK_PHENOMENON_SHARE = 0.72
_TOO_HIGH = 0.5
_BALANCING_ROUNDS = 16
_FEEDBACK_ROOM = 10.0


def layout_paradigm(spec: RoleModelSpec, style: FigureStyle, measurer: TextMeasurer, width_pt: float) -> Figure:
    """Return the paradigm model, exactly ``width_pt`` wide and as high as it needs."""
    if width_pt >= _NARROWEST_ROW_PT:
        in_row = first_with_growth(style, lambda tried: _InRow(spec, tried, measurer, width_pt))
        if in_row.fits:
            return in_row.figure()
    return first_with_growth(style, lambda tried: _Stacked(spec, tried, measurer, width_pt)).figure()


class _InRow(RoleFigure):
    """Four boxes side by side, one across above the strategies and one below them."""

    def __init__(self, spec: RoleModelSpec, style: FigureStyle, measurer: TextMeasurer, width: float) -> None:
        super().__init__(spec, style, measurer, width)
        self._gap = self._gap_beside(set(_ROW))
        self._needs = [self._setter.least_width(self._boxes[role]) for role in _ROW]
        self._available = width - 2 * style.margin - 3 * self._gap

    @property
    def fits(self) -> bool:
        """Whether no word has to be cut."""
        return sum(self._needs) <= self._available + 0.01

    def _plans_and_places(self) -> tuple[dict[str, BoxPlan], dict[str, Rect]]:
        widths = self._row_widths()
        plans: dict[str, BoxPlan] = {role: self._plan(role, width) for role, width in zip(_ROW, widths, strict=True)}
        to_end = widths[3] + self._gap + widths[2] / 2
        to_start = widths[0] + widths[1] + 2 * self._gap + widths[2] / 2
        across = min(_ACROSS_SHARE * self._width, 2 * to_end, 2 * to_start)
        for role in _above_and_below(self._spec):
            plans[role] = self._plan(role, across, 2)
        return plans, self._places(plans, widths, across)

    def _way_back(self, rects: Mapping[str, Rect]) -> tuple[tuple[float, float], ...]:
        """Return the way below all boxes."""
        depth = max(rect.bottom for rect in rects.values()) + _FEEDBACK_ROOM
        start, end = rects[Role.CONSEQUENCE], rects[Role.CAUSAL]
        return (
            (start.center_x, start.bottom),
            (start.center_x, depth),
            (end.center_x, depth),
            (end.center_x, end.bottom),
        )

    def _row_widths(self) -> list[float]:
        """Return equal widths, unless a box would get very high: then it takes room from the lowest one."""
        widths = even_width(self._needs, self._available)
        step = 0.04 * self._available
        for _ in range(_BALANCING_ROUNDS):
            heights = [self._height(role, width) for role, width in zip(_ROW, widths, strict=True)]
            highest = heights.index(max(heights))
            givers = [i for i in range(len(_ROW)) if i != highest and widths[i] - step >= self._needs[i]]
            if heights[highest] < _TOO_HIGH * self._width or not givers:
                break
            tried = list(widths)
            tried[min(givers, key=lambda i: heights[i])] -= step
            tried[highest] += step
            if max(self._height(role, width) for role, width in zip(_ROW, tried, strict=True)) >= heights[highest]:
                break
            widths = tried
        return widths

    def _height(self, role: str, width: float) -> float:
        return self._setter.plan(self._boxes[role], width).height

    def _places(self, plans: Mapping[str, BoxPlan], widths: list[float], across: float) -> dict[str, Rect]:
        margin = self._style.margin
        usual = (role for role in _ROW if role != Role.PHENOMENON and not self._is_sized_in_place(role))
        highest = max((plans[role].height for role in usual), default=0.0)
        rects: dict[str, Rect] = {}
        x = margin
        for role, width in zip(_ROW, widths, strict=True):
            height = self._stretched(plans[role], highest)
            rects[role] = Rect(x, -height / 2, width, height)
            x += width + self._gap
        strategies = rects[Role.STRATEGY]
        left, right = strategies.center_x - across / 2, strategies.center_x + across / 2
        between = [rect for rect in rects.values() if rect.right > left and rect.x < right]
        above, below = _above_and_below(self._spec)
        bottom = min(rect.y for rect in between) - self._drop
        height = self._least_height(plans[above])
        rects[above] = Rect(left, bottom - height, across, height)
        top = max(rect.bottom for rect in between) + self._drop
        rects[below] = Rect(left, top, across, self._least_height(plans[below]))
        lift = min(rect.y for rect in rects.values()) - margin
        return {role: Rect(rect.x, rect.y - lift, rect.width, rect.height) for role, rect in rects.items()}


class _Stacked(RoleFigure):
    """All boxes one above the other, the contextual and intervening conditions side by side above the strategies.

    Pins, sizes and routes belong to the row and are left aside.
    """

    _keeps_drawing = False

    @property
    def fits(self) -> bool:
        """Whether no word has to be cut."""
        half = self._half_width()
        return all(
            self._setter.least_width(box) <= (half if role in _above_and_below(self._spec) else self._full_width())
            for role, box in self._boxes.items()
        )

    def _full_width(self) -> float:
        room = _FEEDBACK_ROOM if self._spec.has_feedback else 0.0
        return self._width - 2 * self._style.margin - room

    def _half_width(self) -> float:
        return (self._full_width() - 3 * self._style.arrow_size) / 2

    def _plans_and_places(self) -> tuple[dict[str, BoxPlan], dict[str, Rect]]:
        margin, full, half = self._style.margin, self._full_width(), self._half_width()
        phenomenon = max(
            _STACK_PHENOMENON_SHARE * full, min(full, self._setter.least_width(self._boxes[Role.PHENOMENON]))
        )
        plans: dict[str, BoxPlan] = {}
        rects: dict[str, Rect] = {}
        y = margin
        for role in (Role.CAUSAL, Role.PHENOMENON, None, Role.STRATEGY, Role.CONSEQUENCE):
            if role is None:
                y = self._place_conditions(plans, rects, half, y) + self._drop
                continue
            width = phenomenon if role == Role.PHENOMENON else full
            plans[role] = self._setter.plan(self._boxes[role], width, 2)
            rects[role] = Rect(margin + (full - width) / 2, y, width, plans[role].height)
            y = rects[role].bottom + self._drop
        return plans, rects

    def _place_conditions(self, plans: dict[str, BoxPlan], rects: dict[str, Rect], half: float, top: float) -> float:
        """Place the two conditions, with a lane between them for the arrow to the strategies; return their bottom."""
        for role in _above_and_below(self._spec):
            plans[role] = self._setter.plan(self._boxes[role], half)
        height = max(plans[role].height for role in _above_and_below(self._spec))
        margin = self._style.margin
        for role, x in zip(_above_and_below(self._spec), (margin, margin + self._full_width() - half), strict=True):
            rects[role] = Rect(x, top, half, height)
        return top + height

    def _way_back(self, rects: Mapping[str, Rect]) -> tuple[tuple[float, float], ...]:
        """Return the way along the end edge, past all boxes."""
        side = max(rect.right for rect in rects.values()) + _FEEDBACK_ROOM
        side = min(side, self._width - self._style.margin)
        start, end = rects[Role.CONSEQUENCE], rects[Role.CAUSAL]
        return (
            (start.right, start.center_y),
            (side, start.center_y),
            (side, end.center_y),
            (end.right, end.center_y),
        )


def _above_and_below(spec: RoleModelSpec) -> tuple[Role, Role]:
    """Return which conditions stand above the strategies in a row, and which below."""
    above_and_below = (Role.CONTEXTUAL, Role.INTERVENING)
    return above_and_below[::-1] if spec.is_swapped else above_and_below
