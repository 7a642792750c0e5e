"""A model told by roles that stand in the cells of a grid: the process view, the six Cs, and roles of one's own.

Columns are as wide as their words need and share what is left; rows are as high as their highest box. A column of the
grid that no role uses takes no room. Where all columns together are too wide for the figure, as in one column of a
journal, the grid is turned: what flowed along the reading then flows from the top. Where that is too wide as well, the
boxes stand one above the other in reading order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from itertools import pairwise

from qdatool.coding.role_templates import RolePlace
from qdatool.figures.connectors import Point, crosses
from qdatool.figures.figure import Figure, Rect
from qdatool.figures.measure import TextMeasurer
from qdatool.figures.role_boxes import BoxPlan
from qdatool.figures.role_figure import LABEL_GAP, RoleFigure
from qdatool.figures.room import even_width, first_with_growth
from qdatool.figures.spec import POINTS_PER_MM, RoleLink, RoleModelSpec
from qdatool.figures.style import FigureStyle

_WIDEST_SHARE = 0.42
_WAY_ROUND = 10.0
_LANE = 6.0
_NARROWEST_COLUMN_PT = 26 * POINTS_PER_MM
_WIDE_ENOUGH_PT = 60 * POINTS_PER_MM
_BESIDE_MIDDLE = 0.38
_STEP_IN_GAP = 2.5
_SHARE_OF_GAP = 0.22
_STEP_AT_BOX = 11.0
_FIRST_CELL = RolePlace(0, 0)


def layout_role_grid(spec: RoleModelSpec, style: FigureStyle, measurer: TextMeasurer, width_pt: float) -> Figure:
    """Return the model, exactly ``width_pt`` wide and as high as it needs."""
    turned = _turned(spec)
    upright_count, turned_count = _column_count(spec), _column_count(turned)
    is_narrow = width_pt < upright_count * _NARROWEST_COLUMN_PT and turned_count < upright_count
    made = None
    for tried in (turned, spec, _stacked(spec)) if is_narrow else (spec, turned, _stacked(spec)):
        made = _in_cells(tried, style, measurer, width_pt)
        if made.fits:
            break
    assert made is not None
    return made.figure()


def _in_cells(spec: RoleModelSpec, style: FigureStyle, measurer: TextMeasurer, width_pt: float) -> _Grid:
    """Return the model in the cells of its roles, with those arrows led round the boxes that would run through some."""
    led_round: frozenset[str] = frozenset()
    while True:
        grid = first_with_growth(style, partial(_Grid, spec, led_round, measurer, width_pt))
        blocked = grid.blocked()
        if not blocked:
            return grid
        led_round |= blocked


class _Grid(RoleFigure):
    """Boxes in the cells of their places; a box several cells wide stands across them."""

    def __init__(
        self,
        spec: RoleModelSpec,
        led_round: frozenset[str],
        measurer: TextMeasurer,
        width: float,
        style: FigureStyle,
    ) -> None:
        super().__init__(spec, style, measurer, width)
        self._cells = _closed_up({box.role: box.place or _FIRST_CELL for box in spec.boxes})
        self._count = _column_count(spec)
        self._gap = self._gap_beside(self._boxes)
        self._needs = self._column_needs()
        past = [link for link in spec.links if self._is_past_others(link)]
        self._below: dict[int, list[str]] = {role.row: [] for role in self._cells.values()}
        for link in past:
            self._below[self._cells[link.source].row].append(link.key)
        self._beside = [link.key for link in spec.links if self._is_past_those_between(link) or link.key in led_round]
        self._way_round = self._room_beside(spec)
        lanes = self._way_round + (len(self._beside) - 1) * _LANE if self._beside else 0.0
        self._available = width - 2 * style.margin - (self._count - 1) * self._gap - lanes

    @property
    def fits(self) -> bool:
        """Whether no word has to be cut."""
        return sum(self._needs) <= self._available + 0.01

    def _room_beside(self, spec: RoleModelSpec) -> float:
        """Return how far from the boxes the first lane beside them runs: the numbers of its links stand before it."""
        evidence = (self._evidence(link) for link in spec.links if link.key in self._beside)
        return max((block.width + 2 * LABEL_GAP for block in evidence if block is not None), default=_WAY_ROUND)

    def blocked(self) -> frozenset[str]:
        """Return the links that no lane is kept for yet, and that would run through a box they do not join."""
        rects = self._rects(self._plans_and_places()[1])
        return frozenset(
            link.key
            for link in self._spec.links
            if not (link.key in self._beside or link.key in self._below[self._cells[link.source].row])
            and not self._bends(link.key)
            and self._runs_through(link, self._route(link, rects), rects)
        )

    def _column_needs(self) -> list[float]:
        """Return the least width of each column; what a wide box lacks is shared by those below it."""
        needs = [0.0] * self._count
        for role, cell in sorted(self._cells.items(), key=lambda pair: pair[1].columns):
            across = slice(cell.column, cell.column + cell.columns)
            lacking = self._setter.least_width(self._boxes[role]) - sum(needs[across]) - (cell.columns - 1) * self._gap
            if lacking > 0:
                needs[across] = [need + lacking / cell.columns for need in needs[across]]
        return needs

    def _plans_and_places(self) -> tuple[dict[str, BoxPlan], dict[str, Rect]]:
        widest = max(_WIDEST_SHARE * self._width, _WIDE_ENOUGH_PT)
        # Where not even the needs fit, the columns give way and words are cut, since nothing may leave the page.
        widths = [min(width, max(need, widest)) for need, width in self._shares()]
        free = self._available - sum(widths)
        lefts = [self._style.margin + free / 2]
        for width in widths:
            lefts.append(lefts[-1] + width + self._gap)
        plans, spans = {}, {}
        for role, cell in self._cells.items():
            end = cell.column + cell.columns
            spans[role] = lefts[cell.column], lefts[end] - self._gap - lefts[cell.column]
            plans[role] = self._plan(role, spans[role][1], min(cell.columns, 2))
        return plans, self._places(plans, spans)

    def _shares(self) -> list[tuple[float, float]]:
        return list(zip(self._needs, even_width(self._needs, self._available), strict=True))

    def _places(self, plans: Mapping[str, BoxPlan], spans: Mapping[str, tuple[float, float]]) -> dict[str, Rect]:
        """Return the boxes row by row, each in the middle of its row."""
        rects: dict[str, Rect] = {}
        top = self._style.margin
        for row in sorted({cell.row for cell in self._cells.values()}):
            roles = [role for role, cell in self._cells.items() if cell.row == row]
            highest = max(self._least_height(plans[role]) for role in roles)
            for role in roles:
                height = self._stretched(plans[role], highest)
                x, width = spans[role]
                rects[role] = Rect(x, top + (highest - height) / 2, width, height)
            top += highest + self._drop + len(self._below[row]) * _LANE
        return rects

    def _route(self, link: RoleLink, rects: Mapping[str, Rect]) -> tuple[Point, ...]:
        """Return the way of an arrow; past others of its row or column it goes round them, on a lane of its own."""
        if self._bends(link.key):
            return super()._route(link, rects)
        source, target = rects[link.source], rects[link.target]
        if link.key in self._beside:
            side = max(rect.right for rect in rects.values()) + self._way_round + self._beside.index(link.key) * _LANE
            side = min(side, self._width - self._style.margin)
            start = source.center_y + self._step_of(link)
            straight = (
                (source.right, start),
                (side, start),
                (side, target.center_y),
                (target.right, target.center_y),
            )
            return self._between_rows(link, rects, side) if self._runs_through(link, straight, rects) else straight
        row = self._cells[link.source].row
        if link.key not in self._below[row]:
            return super()._route(link, rects)
        lane = self._below[row].index(link.key)
        depth = max(rects[role].bottom for role, cell in self._cells.items() if cell.row == row)
        depth += _WAY_ROUND + lane * _LANE
        return (
            (source.center_x - lane * _LANE, source.bottom),
            (source.center_x - lane * _LANE, depth),
            (target.center_x + lane * _LANE, depth),
            (target.center_x + lane * _LANE, target.bottom),
        )

    def _step_of(self, link: RoleLink) -> float:
        """Return how far below the middle of its box a link beside them begins, so that none hides another."""
        keys = [other.key for other in self._spec.links if other.source == link.source and other.key in self._beside]
        return (keys.index(link.key) - (len(keys) - 1) / 2) * _STEP_AT_BOX

    def _numbered_part(self, link: RoleLink, route: tuple[Point, ...]) -> tuple[Point, ...]:
        if link.key not in self._beside:
            return super()._numbered_part(link, route)
        (x, y), (_, next_y) = route[:2]
        return ((x, y), (x + self._way_round, y)) if y == next_y else route[-2:]

    def _between_rows(self, link: RoleLink, rects: Mapping[str, Rect], side: float) -> tuple[Point, ...]:
        """Return the way through the gap between two rows, or from one gap to another beside all boxes."""
        source, target = rects[link.source], rects[link.target]
        rows = self._cells[link.source].row, self._cells[link.target].row
        lane = (self._beside.index(link.key) - (len(self._beside) - 1) / 2) * _STEP_IN_GAP
        # Near the row that it leaves, since the numbers of others stand before those that they lead to.
        after = max(0.1, min(0.4, _SHARE_OF_GAP + lane / self._drop)) * self._drop
        leaves_below, arrives_below = rows[0] <= rows[1], rows[0] >= rows[1]
        x1, x2 = (rect.center_x + _BESIDE_MIDDLE * rect.width for rect in (source, target))
        y1 = self._edge(rows[0], rects, leaves_below, after)
        y2 = self._edge(rows[1], rects, arrives_below, self._drop - after)
        is_far = any(min(rows) < cell.row < max(rows) for cell in self._cells.values())
        return (
            (x1, source.bottom if leaves_below else source.y),
            (x1, y1),
            *(((side, y1), (side, y2), (x2, y2)) if is_far else ((x2, y1),)),
            (x2, target.bottom if arrives_below else target.y),
        )

    def _edge(self, row: int, rects: Mapping[str, Rect], is_below: bool, distance: float) -> float:
        """Return the height that far below or above a row."""
        mine = [rects[role] for role, cell in self._cells.items() if cell.row == row]
        return max(rect.bottom for rect in mine) + distance if is_below else min(rect.y for rect in mine) - distance

    def _runs_through(self, link: RoleLink, route: tuple[Point, ...], rects: Mapping[str, Rect]) -> bool:
        """Tell whether a way runs through a box that the link does not join, or leaves the page above."""
        others = [rect for role, rect in rects.items() if role not in (link.source, link.target)]
        parts = list(pairwise(route))
        return min(y for _, y in route) < 0 or any(crosses(*part, rect) for part in parts for rect in others)

    def _is_past_others(self, link: RoleLink) -> bool:
        """Tell whether other boxes of the same row stand between the two."""
        source, target = self._cells[link.source], self._cells[link.target]
        near, far = sorted((source.column, target.column))
        between = (cell for cell in self._cells.values() if cell.row == source.row and near < cell.column < far)
        return source.row == target.row and any(between)

    def _is_past_those_between(self, link: RoleLink) -> bool:
        """Tell whether other boxes of the same column stand between the two."""
        source, target = self._cells[link.source], self._cells[link.target]
        near, far = sorted((source.row, target.row))
        across = {source.column, target.column}
        between = (cell for cell in self._cells.values() if cell.column in across and near < cell.row < far)
        return len(across) == 1 and any(between)

    def _way_back(self, rects: Mapping[str, Rect]) -> tuple[Point, ...]:
        """Return nothing: here an arrow back is one like the others."""
        return ()


def _closed_up(cells: Mapping[str, RolePlace]) -> dict[str, RolePlace]:
    """Return the cells without the columns in which no box stands."""
    used = {column for cell in cells.values() for column in range(cell.column, cell.column + cell.columns)}
    places = {column: i for i, column in enumerate(sorted(used))}
    return {role: replace(cell, column=places[cell.column]) for role, cell in cells.items()}


def _column_count(spec: RoleModelSpec) -> int:
    cells = _closed_up({box.role: box.place or _FIRST_CELL for box in spec.boxes})
    return max((cell.column + cell.columns for cell in cells.values()), default=1)


def _stacked(spec: RoleModelSpec) -> RoleModelSpec:
    """Return the model with its boxes one above the other in reading order."""
    places = {box.role: box.place or _FIRST_CELL for box in spec.boxes}
    order = sorted(spec.boxes, key=lambda box: (places[box.role].row, places[box.role].column))
    boxes = [replace(box, place=RolePlace(0, i)) for i, box in enumerate(order)]
    return replace(spec, boxes=tuple(boxes), pinned={}, sizes={}, routes={})


def _turned(spec: RoleModelSpec) -> RoleModelSpec:
    """Return the model with columns as rows; a box across several cells then stands where they began."""
    boxes = []
    for box in spec.boxes:
        place = box.place or _FIRST_CELL
        boxes.append(replace(box, place=RolePlace(place.row, place.column)))
    return replace(spec, boxes=tuple(boxes), pinned={}, sizes={}, routes={})
