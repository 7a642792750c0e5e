"""What all models told by roles share as figures: boxes with their categories, arrows between them, what the user drew.

An arrangement says where the boxes stand (``paradigm``, ``role_grid``); the sizes, pins and routes that the user gave,
the evidence at the arrows, the way back and the legend come from here.
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
from qdatool.figures.role_boxes import BoxPlan, BoxSetter
from qdatool.figures.routes import bends_of, roomiest_part, way_of
from qdatool.figures.sheet import Sheet, pinned_rect
from qdatool.figures.spec import PIN_WIDTH_PT, RoleLink, RoleModelSpec, link_key, role_key
from qdatool.figures.style import FigureStyle

_PADDING = 5.0
_PHENOMENON_SHARE = 0.86
_MOST_STRETCH = 1.8
LABEL_GAP = 2.0

FEEDBACK_KEY = link_key(role_key(Role.CONSEQUENCE), role_key(Role.CAUSAL))
"""The key of the dashed arrow that closes the circle."""


class RoleFigure(ABC):
    """One attempt to lay out a model told by roles with lettering of a size; who inherits says where boxes stand.

    An arrangement that does not keep the drawing leaves pins, sizes and routes aside: they were made on another.
    """

    _keeps_drawing = True

    def __init__(self, spec: RoleModelSpec, style: FigureStyle, measurer: TextMeasurer, width: float) -> None:
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
        rects = self._rects(places)
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

    def _rects(self, places: Mapping[str, Rect]) -> dict[str, Rect]:
        """Return where the boxes stand: in their places, or where they are pinned."""
        return {role: self._pinned(self._boxes[role].key, rect) for role, rect in places.items()}

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

    def _route(self, link: RoleLink, rects: Mapping[str, Rect]) -> tuple[tuple[float, float], ...]:
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
        widest = max((block.width + 2 * LABEL_GAP for block in evidence if block is not None), default=0.0)
        return max(widest, 2.2 * self._style.arrow_size, 0.027 * self._width)

    def _evidence(self, link: RoleLink) -> TextBlock | None:
        """Return the numbers for and against a link, None where there are none."""
        return evidence_block(self._typesetter, link.supporting, link.contradicting, self._width)

    def _stretched(self, plan: BoxPlan, highest: float) -> float:
        """Return the height of a box in the row: that of the highest, unless it would stand mostly empty."""
        if self._is_sized_in_place(plan.box.role):
            return self._least_height(plan)
        share = _PHENOMENON_SHARE if plan.box.is_core else 1.0
        return max(plan.height, min(share * highest, _MOST_STRETCH * max(plan.height, 0.16 * self._width)))

    def _numbered_part(self, link: RoleLink, route: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
        """Return the part of a way over or beside which the numbers of its evidence stand."""
        return route[-2:] if len(route) < 4 else route[1:3]

    def _write_evidence(self, sheet: Sheet, link: RoleLink, route: tuple[tuple[float, float], ...]) -> None:
        """Write the numbers of the evidence over a level arrow, or beside an upright or slanted one."""
        block = self._evidence(link)
        if block is None:
            return
        (x1, y1), (x2, y2) = roomiest_part(route) if self._bends(link.key) else self._numbered_part(link, route)
        if abs(y2 - y1) < 1:
            sheet.add_text(link.key, block, (x1 + x2) / 2, y1 - block.height - 0.5, Anchor.MIDDLE)
            return
        # An upright one has them just before the box it leads to, since it may pass between two others.
        is_upright = abs(x2 - x1) < 1
        y = y2 + math.copysign(min(self._drop, abs(y1 - y2)) / 2, y1 - y2) if is_upright else (y1 + y2) / 2
        x = x2 + (x1 - x2) * (y2 - y) / (y2 - y1) + 2 * LABEL_GAP
        sheet.add_text(link.key, block, x, y - block.height / 2, Anchor.START)
