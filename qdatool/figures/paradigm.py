"""The paradigm model as a figure.

In a row the arrangement is that of Creswell's drawing of Strauss & Corbin (1990, p. 99): four boxes from the causal
conditions at the start edge to the consequences, the contextual conditions above the strategies and the intervening
ones below. A narrow column has no room for four boxes side by side, so there they stand one above the other.
Boxes grow with their text.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import replace

from qdatool.coding.roles import LineStyle, Role
from qdatool.figures.evidence import evidence_block
from qdatool.figures.figure import Anchor, Figure, LineShape, Rect
from qdatool.figures.legend import write_legend
from qdatool.figures.lettering import TextBlock, Typesetter
from qdatool.figures.measure import TextMeasurer
from qdatool.figures.paradigm_boxes import BoxPlan, BoxSetter
from qdatool.figures.room import even_width, first_with_growth
from qdatool.figures.routes import bends_of, roomiest_part, way_of
from qdatool.figures.sheet import Sheet, pinned_rect
from qdatool.figures.spec import (
    PIN_WIDTH_PT,
    POINTS_PER_MM,
    ParadigmLink,
    ParadigmSpec,
    link_key,
    role_key,
)
from qdatool.figures.style import FigureStyle

_ROW = (Role.CAUSAL, Role.PHENOMENON, Role.STRATEGY, Role.CONSEQUENCE)
_NARROWEST_ROW_PT = 105 * POINTS_PER_MM
_PADDING = 5.0
_ACROSS_SHARE = 0.476
_PHENOMENON_SHARE = 0.86
_STACK_PHENOMENON_SHARE = 0.72
_MOST_STRETCH = 1.8
_TOO_HIGH = 0.5
_BALANCING_ROUNDS = 16
_LABEL_GAP = 2.0
_FEEDBACK_ROOM = 10.0

FEEDBACK_KEY = link_key(role_key(Role.CONSEQUENCE), role_key(Role.CAUSAL))
"""The key of the dashed arrow that closes the circle."""


def layout_paradigm(spec: ParadigmSpec, style: FigureStyle, measurer: TextMeasurer, width_pt: float) -> Figure:
    """Return the paradigm model, exactly ``width_pt`` wide and as high as it needs."""
    if width_pt >= _NARROWEST_ROW_PT:
        in_row = first_with_growth(style, lambda tried: _InRow(spec, tried, measurer, width_pt))
        if in_row.fits:
            return in_row.figure()
    return first_with_growth(style, lambda tried: _Stacked(spec, tried, measurer, width_pt)).figure()


class RoleFigure(ABC):
    """One attempt to lay out a model told by roles with lettering of a size; who inherits says where boxes stand.

    An arrangement that does not keep the drawing leaves pins, sizes and routes aside: they were made on another.
    """

    _keeps_drawing = True

    def __init__(self, spec: ParadigmSpec, style: FigureStyle, measurer: TextMeasurer, width: float) -> None:
        self._spec = spec
        self._style = style
        self._width = width
        self._typesetter = Typesetter(style, measurer, spec.language.main, spec.styles)
        self._setter = BoxSetter(self._typesetter, _PADDING)
        self._boxes = {box.role: box for box in spec.boxes}
        self._drop = max(3.2 * style.arrow_size, 0.05 * width)
        self._frame = Rect(style.margin, style.margin, width - 2 * style.margin, 0.0)
        self._scale = width / PIN_WIDTH_PT
        sized = ((box.role, spec.sizes.get(box.key)) for box in spec.boxes if self._keeps_drawing)
        self._sizes = {
            role: (size.width_pt * self._scale, size.height_pt * self._scale)
            for role, size in sized
            if size is not None
        }

    @property
    @abstractmethod
    def fits(self) -> bool:
        """Whether no word has to be cut."""

    @abstractmethod
    def _plans_and_places(self) -> tuple[dict[str, BoxPlan], dict[str, Rect]]:
        """Return what stands in each box and where the box stands."""

    @abstractmethod
    def _way_back(self, rects: Mapping[str, Rect]) -> tuple[tuple[float, float], ...]:
        """Return the way of the dashed arrow from the consequences to the causal conditions."""

    def figure(self) -> Figure:
        """Return the finished figure."""
        plans, places = self._plans_and_places()
        for role in self._sizes:
            plans[role], places[role] = self._resized(plans[role], places[role])
        rects = {role: self._pinned(self._boxes[role].key, rect) for role, rect in places.items()}
        sheet = Sheet(self._typesetter, self._spec.direction, self._width)
        routes = {link.key: self._route(link, rects) for link in self._spec.links}
        for link in self._spec.links:
            arrow = self._arrow(link.key, routes[link.key], link.line_style, is_directed=link.is_directed)
            sheet.add_link(replace(arrow, description=link.description))
        way_back = self._feedback_route(rects) if self._spec.has_feedback else ()
        if way_back:
            routes[FEEDBACK_KEY] = way_back
            sheet.add_link(self._arrow(FEEDBACK_KEY, routes[FEEDBACK_KEY], LineStyle.DASHED))
        ways = (y for route in routes.values() for _, y in route)
        bottom = max((*(rect.bottom for rect in rects.values()), *ways))
        for role, plan in plans.items():
            self._setter.draw(sheet, plan, rects[role])
        for link in self._spec.links:
            self._write_evidence(sheet, link, routes[link.key])
        bottom += self._style.margin
        bottom = write_legend(sheet, self._spec.legend, bottom)
        return sheet.finished(self._spec.title, self._spec.language.main, bottom, self._spec.caption)

    @property
    def _above_and_below(self) -> tuple[Role, Role]:
        above_and_below = (Role.CONTEXTUAL, Role.INTERVENING)
        return above_and_below[::-1] if self._spec.is_swapped else above_and_below

    def _pinned(self, key: str, rect: Rect) -> Rect:
        place = self._spec.pinned.get(key) if self._keeps_drawing else None
        return pinned_rect(rect, place, self._scale, self._frame)

    def _plan(self, role: str, width: float, column_count: int = 1) -> BoxPlan:
        """Return a box set at the width of its place, or narrower where the user made it so."""
        return self._setter.plan(self._boxes[role], self._width_within(role, width), column_count)

    def _width_within(self, role: str, width: float) -> float:
        """Return how wide a box is in a place of that width."""
        if not self._is_sized_in_place(role):
            return width
        return min(width, max(self._sizes[role][0], self._setter.least_width(self._boxes[role])))

    def _is_sized_in_place(self, role: str) -> bool:
        """Return whether the user resized a box that stands where the arrangement has it."""
        return role in self._sizes and self._boxes[role].key not in self._spec.pinned

    def _resized(self, plan: BoxPlan, rect: Rect) -> tuple[BoxPlan, Rect]:
        """Return a box as large as the user made it, about the middle of its place, never too small for its words.

        A pinned one may be larger than its place; the others stand as if it were as large as usual.
        """
        role, box = plan.box.role, plan.box
        if self._is_sized_in_place(role):
            width = self._width_within(role, rect.width)
            return plan, Rect(rect.center_x - width / 2, rect.y, width, rect.height)
        width = min(max(self._sizes[role][0], self._setter.least_width(box)), self._frame.width)
        plan = self._setter.plan(box, width, max(1, len(plan.columns)))
        height = max(plan.height, self._sizes[role][1])
        return plan, Rect(rect.center_x - width / 2, rect.center_y - height / 2, width, height)

    def _least_height(self, plan: BoxPlan) -> float:
        """Return how high a box is at least in its place: as its words need, or as the user made it."""
        role = plan.box.role
        return max(plan.height, self._sizes[role][1]) if self._is_sized_in_place(role) else plan.height

    def _route(self, link: ParadigmLink, rects: Mapping[str, Rect]) -> tuple[tuple[float, float], ...]:
        others = [rect for role, rect in rects.items() if role not in (link.source, link.target)]
        return way_of(rects[link.source], rects[link.target], self._bends(link.key), others)

    def _feedback_route(self, rects: Mapping[str, Rect]) -> tuple[tuple[float, float], ...]:
        way_back, bends = self._way_back(rects), self._bends(FEEDBACK_KEY)
        return way_of(rects[Role.CONSEQUENCE], rects[Role.CAUSAL], bends) if way_back and bends else way_back

    def _bends(self, key: str) -> tuple[tuple[float, float], ...]:
        """Return the points that the user led an arrow over."""
        route = self._spec.routes.get(key, ()) if self._keeps_drawing else ()
        return bends_of(route, self._width, self._frame)

    def _arrow(
        self, key: str, points: tuple[tuple[float, float], ...], line_style: LineStyle, *, is_directed: bool = True
    ) -> LineShape:
        style = self._style
        head = style.arrow_size if is_directed else 0.0
        look = (style.link_color, style.arrow_line)
        return LineShape(key, points, *look, line_style=line_style, arrow_size=head, bends=self._bends(key))

    def _gap_beside(self, roles: Collection[str]) -> float:
        """Return the room between two boxes of a row: for an arrow, and for the evidence over it."""
        evidence = (self._evidence(link) for link in self._spec.links if {link.source, link.target} <= set(roles))
        widest = max((block.width + 2 * _LABEL_GAP for block in evidence if block is not None), default=0.0)
        return max(widest, 2.2 * self._style.arrow_size, 0.027 * self._width)

    def _evidence(self, link: ParadigmLink) -> TextBlock | None:
        """Return the numbers for and against a link, None where there are none."""
        return evidence_block(self._typesetter, link.supporting, link.contradicting, self._width)

    def _stretched(self, plan: BoxPlan, highest: float) -> float:
        """Return the height of a box in the row: that of the highest, unless it would stand mostly empty."""
        if self._is_sized_in_place(plan.box.role):
            return self._least_height(plan)
        share = _PHENOMENON_SHARE if plan.box.is_core else 1.0
        return max(plan.height, min(share * highest, _MOST_STRETCH * max(plan.height, 0.16 * self._width)))

    def _write_evidence(self, sheet: Sheet, link: ParadigmLink, route: tuple[tuple[float, float], ...]) -> None:
        """Write the numbers of the evidence over a level arrow, or beside an upright or slanted one."""
        block = self._evidence(link)
        if block is None:
            return
        (x1, y1), (x2, y2) = route[-2:] if len(route) < 4 else route[1:3]
        if self._bends(link.key):
            (x1, y1), (x2, y2) = roomiest_part(route)
        if abs(y2 - y1) < 1:
            sheet.add_text(link.key, block, (x1 + x2) / 2, y1 - block.height - 0.5, Anchor.MIDDLE)
            return
        # An upright one has them just before the box it leads to, since it may pass between two others.
        is_upright = abs(x2 - x1) < 1
        y = y2 + math.copysign(min(self._drop, abs(y1 - y2)) / 2, y1 - y2) if is_upright else (y1 + y2) / 2
        x = x2 + (x1 - x2) * (y2 - y) / (y2 - y1) + 2 * _LABEL_GAP
        sheet.add_text(link.key, block, x, y - block.height / 2, Anchor.START)


class _InRow(RoleFigure):
    """Four boxes side by side, one across above the strategies and one below them."""

    def __init__(self, spec: ParadigmSpec, style: FigureStyle, measurer: TextMeasurer, width: float) -> None:
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
        for role in self._above_and_below:
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
        above, below = self._above_and_below
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
            self._setter.least_width(box) <= (half if role in self._above_and_below else self._full_width())
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
        for role in self._above_and_below:
            plans[role] = self._setter.plan(self._boxes[role], half)
        height = max(plans[role].height for role in self._above_and_below)
        margin = self._style.margin
        for role, x in zip(self._above_and_below, (margin, margin + self._full_width() - half), strict=True):
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
