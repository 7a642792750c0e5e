"""A model told by roles that stand in the cells of a grid: the process view, the six Cs, and roles of one's own.

Columns are as wide as their words need and share what is left; rows are as high as their highest box. A column of the
grid that no role uses takes no room. Where all columns together are too wide for the figure, as in one column of a
journal, the grid is turned: what flowed along the reading then flows from the top.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from qdatool.coding.role_templates import RolePlace
from qdatool.figures.connectors import Point
from qdatool.figures.figure import Figure, Rect
from qdatool.figures.measure import TextMeasurer
from qdatool.figures.paradigm import RoleFigure
from qdatool.figures.paradigm_boxes import BoxPlan
from qdatool.figures.room import even_width, first_with_growth
from qdatool.figures.spec import ParadigmLink, ParadigmSpec
from qdatool.figures.style import FigureStyle

_WIDEST_SHARE = 0.42
_WAY_BELOW = 10.0
_LANE = 6.0
_FIRST_CELL = RolePlace(0, 0)


def layout_role_grid(spec: ParadigmSpec, style: FigureStyle, measurer: TextMeasurer, width_pt: float) -> Figure:
    """Return the model, exactly ``width_pt`` wide and as high as it needs."""
    upright = first_with_growth(style, lambda tried: _Grid(spec, tried, measurer, width_pt))
    if upright.fits:
        return upright.figure()
    turned = first_with_growth(style, lambda tried: _Grid(_turned(spec), tried, measurer, width_pt))
    return (turned if turned.fits else upright).figure()


class _Grid(RoleFigure):
    """Boxes in the cells of their places; a box several cells wide stands across them."""

    def __init__(self, spec: ParadigmSpec, style: FigureStyle, measurer: TextMeasurer, width: float) -> None:
        super().__init__(spec, style, measurer, width)
        self._cells = _closed_up({box.role: box.place or _FIRST_CELL for box in spec.boxes})
        self._count = max((cell.column + cell.columns for cell in self._cells.values()), default=1)
        self._gap = self._gap_beside(self._boxes)
        self._needs = self._column_needs()
        self._below = [link.key for link in spec.links if self._is_past_others(link)]
        self._available = width - 2 * style.margin - (self._count - 1) * self._gap

    @property
    def fits(self) -> bool:
        """Whether no word has to be cut."""
        return sum(self._needs) <= self._available + 0.01

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
        widths = [max(need, min(width, _WIDEST_SHARE * self._width)) for need, width in self._shares()]
        free = self._available - sum(widths)
        lefts = [self._style.margin + free / 2]
        for width in widths:
            lefts.append(lefts[-1] + width + self._gap)
        plans, spans = {}, {}
        for role, cell in self._cells.items():
            end = cell.column + cell.columns
            spans[role] = lefts[cell.column], lefts[end] - self._gap - lefts[cell.column]
            plans[role] = self._setter.plan(self._boxes[role], spans[role][1], min(cell.columns, 2))
        return plans, self._places(plans, spans)

    def _shares(self) -> list[tuple[float, float]]:
        return list(zip(self._needs, even_width(self._needs, self._available), strict=True))

    def _places(self, plans: Mapping[str, BoxPlan], spans: Mapping[str, tuple[float, float]]) -> dict[str, Rect]:
        """Return the boxes row by row, each in the middle of its row."""
        rects: dict[str, Rect] = {}
        top = self._style.margin
        for row in sorted({cell.row for cell in self._cells.values()}):
            roles = [role for role, cell in self._cells.items() if cell.row == row]
            highest = max(plans[role].height for role in roles)
            for role in roles:
                height = self._stretched(plans[role], highest)
                x, width = spans[role]
                rects[role] = Rect(x, top + (highest - height) / 2, width, height)
            top += highest + self._drop
        return rects

    def _route(self, link: ParadigmLink, rects: Mapping[str, Rect]) -> tuple[Point, ...]:
        """Return the way of an arrow; one past other boxes of its row goes below all boxes, each at its own depth."""
        if link.key not in self._below:
            return super()._route(link, rects)
        source, target = rects[link.source], rects[link.target]
        lane = self._below.index(link.key)
        depth = max(rect.bottom for rect in rects.values()) + _WAY_BELOW + lane * _LANE
        return (
            (source.center_x - lane * _LANE, source.bottom),
            (source.center_x - lane * _LANE, depth),
            (target.center_x + lane * _LANE, depth),
            (target.center_x + lane * _LANE, target.bottom),
        )

    def _is_past_others(self, link: ParadigmLink) -> bool:
        source, target = self._cells[link.source], self._cells[link.target]
        near, far = sorted((source.column, target.column))
        row = [cell for role, cell in self._cells.items() if role not in (link.source, link.target)]
        return source.row == target.row and any(cell.row == source.row and near < cell.column < far for cell in row)

    def _way_back(self, rects: Mapping[str, Rect]) -> tuple[Point, ...]:
        """Return nothing: here an arrow back is one like the others."""
        return ()


def _closed_up(cells: Mapping[str, RolePlace]) -> dict[str, RolePlace]:
    """Return the cells without the columns in which no box stands."""
    used = {column for cell in cells.values() for column in range(cell.column, cell.column + cell.columns)}
    places = {column: i for i, column in enumerate(sorted(used))}
    return {role: replace(cell, column=places[cell.column]) for role, cell in cells.items()}


def _turned(spec: ParadigmSpec) -> ParadigmSpec:
    """Return the model with columns as rows; a box across several cells then stands where they began."""
    boxes = []
    for box in spec.boxes:
        place = box.place or _FIRST_CELL
        boxes.append(replace(box, place=RolePlace(place.row, place.column)))
    return replace(spec, boxes=tuple(boxes), pinned={})
