"""A hierarchy of codes from above: levels below each other as far as the width allows, the rest as indented lists.

Levels are spread side by side as long as they fit. What stands deeper is listed under its parent, one below the other,
as charts of organisations do; where even so the width does not take all branches, they stand in several rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import ceil

from qdatool.figures.branches import Branches
from qdatool.figures.figure import Anchor, BoxOutline, Figure, LineShape, Rect
from qdatool.figures.legend import write_legend
from qdatool.figures.lettering import TextBlock, Typesetter
from qdatool.figures.measure import TextMeasurer
from qdatool.figures.room import first_with_growth
from qdatool.figures.sheet import BoxLook, Sheet, pinned_rect
from qdatool.figures.spec import PIN_WIDTH_PT, TreeSpec, link_key
from qdatool.figures.style import FigureStyle
from qdatool.figures.tidy import tidy_places

_SIDES = 4.0
_ABOVE = 1.2
_SIBLING_GAP = 6.0
_COUSIN_GAP = 12.0
_LEVEL_GAP = 16.0
_ROW_GAP = 20.0
_BUS = 8.0
_LIST_GAP = 3.0
_INDENT = 9.0
_TRUNK = 10.0
_UNDER = 0.4
_TWO_LINES = 0.62
_MOST = 0.9
_TRIED_LEVELS = 4
_LOOSENESS = (1.0, 0.5, 0.0)
"""How much of what labels on one line need beyond two lines is tried to be given, in order."""


@dataclass(frozen=True, slots=True)
class _Column:
    """Where a node stands that others may be listed under, and how wide that list is."""

    number: int
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class _Plan:
    """What stands side by side in each row from above; what is not in any is listed under one of the last level.

    ``trunk`` is the x of the line that leads past the first row to the others, None with one row.
    """

    rows: tuple[tuple[_Column, ...], ...]
    fits: bool = True
    trunk: float | None = None


@dataclass(frozen=True, slots=True)
class _Lists:
    """Widths by number: of the boxes, of all that is listed under each, and what these come to by level."""

    widths: Sequence[float]
    spans: Sequence[float]
    by_level: Sequence[float]


@dataclass(slots=True)
class _Places:
    """Rectangles and set labels by number, and the numbers of what is listed or stands in a later row."""

    rects: dict[int, Rect] = field(default_factory=dict)
    blocks: dict[int, TextBlock] = field(default_factory=dict)
    listed: set[int] = field(default_factory=set)
    later: set[int] = field(default_factory=set)


def layout_top_down(spec: TreeSpec, style: FigureStyle, measurer: TextMeasurer, width_pt: float) -> Figure:
    """Return the tree, exactly ``width_pt`` wide and as high as it needs.

    Where words would have to be cut, the lowest levels are only counted.
    """
    chart = first_with_growth(style, lambda tried: _Chart(spec, tried, measurer, width_pt))
    if not chart.fits and chart.depth > 1:
        return layout_top_down(replace(spec, depth=chart.fitting_depth), style, measurer, width_pt)
    return chart.figure()


class _Chart:
    """One attempt to lay a tree out with lettering of a given size."""

    def __init__(self, spec: TreeSpec, style: FigureStyle, measurer: TextMeasurer, width: float) -> None:
        self._spec = spec
        self._style = style
        self._width = width
        self._typesetter = Typesetter(style, measurer, spec.language.main, spec.styles)
        self._of = Branches(spec, self._typesetter)
        self.depth = self._of.depth
        self._available = width - 2 * style.margin
        roots = self._of.children[0]
        self._has_head = len(roots) == 1 and bool(self._of.children[roots[0]])
        self._tops = self._of.children[roots[0]] if self._has_head else roots
        self._top_level = 2 if self._has_head else 1
        self._natural, self._words = self._needs()

    @property
    def fits(self) -> bool:
        """Whether no word has to be cut."""
        return self._plan.fits

    @property
    def fitting_depth(self) -> int:
        """How many levels one column takes as a list without cutting words; fewer than there are."""
        room, fitting = self._available, self.depth - 1
        for branch, word in zip(self._of.all, self._words, strict=True):
            if _INDENT * (branch.level - self._top_level) + word > room:
                fitting = min(fitting, branch.level - 1)
        return max(1, fitting)

    def figure(self) -> Figure:
        """Return the finished figure."""
        places = self._placed()
        sheet = Sheet(self._typesetter, self._spec.direction, self._width)
        for number in range(1, len(self._of.all)):
            self._draw_link(sheet, number, places)
            self._draw_node(sheet, number, places)
        height = max((rect.bottom for rect in places.rects.values()), default=0.0) + self._style.margin
        height = write_legend(sheet, self._spec.legend, height)
        return sheet.finished(self._spec.title, self._spec.language.main, height, self._spec.caption)

    # Room

    def _needs(self) -> tuple[list[float], list[float]]:
        """Return the width of every box by number with its label on one line, and with only its widest word."""
        natural, words = [0.0], [0.0]
        sides = 2 * _SIDES + 0.1
        for branch in self._of.all[1:]:
            assert branch.node is not None
            label, lettering = self._of.label(branch.node, branch.level), self._of.lettering(branch.node, branch.level)
            natural.append(self._typesetter.natural_width(label, lettering) + sides)
            words.append(self._typesetter.widest_word(label, lettering) + sides)
        return natural, words

    def _widths(self, looseness: float) -> list[float]:
        """Return a width for every box, between that for about two lines (0) and that for one (1)."""
        widths = []
        for natural, word in zip(self._natural, self._words, strict=True):
            two_lines = max(word, _TWO_LINES * natural)
            widths.append(two_lines + looseness * (natural - two_lines))
        if self._has_head:
            # It stands alone in its row.
            widths[1] = min(self._natural[1], self._available)
        return widths

    def _spans(self, widths: Sequence[float]) -> list[float]:
        """Return how wide each node is with all below it listed under it."""
        spans = list(widths)
        for number in range(len(spans) - 1, 0, -1):
            parent = self._of.all[number].parent
            spans[parent] = max(spans[parent], _INDENT + spans[number])
        return spans

    def _reaches(self, widths: Sequence[float]) -> list[float]:
        """Return how far every node reaches into its column when all are listed."""
        indents = [_INDENT * (branch.level - self._top_level) for branch in self._of.all]
        return [
            indent + width
            for branch, indent, width in zip(self._of.all, indents, widths, strict=True)
            if branch.level >= self._top_level
        ]

    @cached_property
    def _plan(self) -> _Plan:
        if not self._tops:
            return _Plan(())
        lists = [self._lists(self._widths(looseness)) for looseness in _LOOSENESS]
        levels = range(self.depth, self._top_level - 1, -1)
        for last in dict.fromkeys((*levels[:_TRIED_LEVELS], *levels[-_TRIED_LEVELS:])):
            for each in lists:
                plan = self._spread(last, each) if each.by_level[last] <= self._available else None
                if plan is not None:
                    return plan
        least = max(self._reaches(self._words))
        usual = sorted(self._reaches(self._widths(0.0)))
        # One long label must not make every column wide.
        comfortable = max(least, usual[int(_MOST * (len(usual) - 1))])
        return self._rows(comfortable) or self._rows(least) or replace(self._in_rows(1), fits=False)

    def _lists(self, widths: Sequence[float]) -> _Lists:
        spans, by_level = self._spans(widths), [0.0] * (self.depth + 1)
        for branch, span in zip(self._of.all, spans, strict=True):
            by_level[branch.level] += span
        return _Lists(widths, spans, by_level)

    def _spread(self, last: int, lists: _Lists) -> _Plan | None:
        """Return levels down to ``last`` side by side, what is deeper listed; None where that is too wide."""
        widths, spans = lists.widths, lists.spans
        levels = [branch.level for branch in self._of.all]
        children = [below if levels[i] < last else [] for i, below in enumerate(self._of.children)]
        breadths = [spans[i] if levels[i] == last else width for i, width in enumerate(widths)]
        has_lists = last < self.depth
        middles = tidy_places(children, breadths, _COUSIN_GAP if has_lists else _SIBLING_GAP, _COUSIN_GAP)
        drawn = [i for i, level in enumerate(levels) if 0 < level <= last]
        first = min(middles[i] - breadths[i] / 2 for i in drawn)
        extent = max(middles[i] + breadths[i] / 2 for i in drawn) - first
        if extent > self._available:
            return None
        shift = self._style.margin + (self._available - extent) / 2 - first
        rows: dict[int, list[_Column]] = {}
        for i in drawn:
            column = _Column(i, middles[i] - breadths[i] / 2 + shift, breadths[i])
            rows.setdefault(levels[i], []).append(column)
        return _Plan(tuple(tuple(row) for row in rows.values()))

    def _rows(self, need: float) -> _Plan | None:
        """Return as few rows as they can be with columns at least so wide, everything listed in them."""
        for count in range(1, len(self._tops) + 1):
            across = ceil(len(self._tops) / count)
            if need <= self._column_width(across):
                return self._in_rows(across)
        return None

    def _column_width(self, across: int) -> float:
        room = self._available - (_TRUNK if across < len(self._tops) and self._has_head else 0.0)
        return (room - _COUSIN_GAP * (across - 1)) / across

    def _in_rows(self, across: int) -> _Plan:
        margin, tops = self._style.margin, self._tops
        width = min(self._column_width(across), max(self._reaches(self._natural)))
        used = across * width + (across - 1) * _COUSIN_GAP
        left = margin + (self._available - used) / 2
        has_trunk = across < len(tops) and self._has_head
        if has_trunk:
            left = max(left, margin + _TRUNK)
        rows = [
            tuple(_Column(top, left + i * (width + _COUSIN_GAP), width) for i, top in enumerate(tops[start:][:across]))
            for start in range(0, len(tops), across)
        ]
        if self._has_head:
            head = min(self._natural[1], self._available)
            rows.insert(0, (_Column(1, self._width / 2 - head / 2, head),))
        return _Plan(tuple(rows), trunk=left - _TRUNK / 2 if has_trunk else None)

    # Places

    def _placed(self) -> _Places:
        places = _Places()
        plan = self._plan
        first_of_tops = 1 if self._has_head else 0
        y = self._style.margin
        last = max((self._of.all[column.number].level for row in plan.rows for column in row), default=0)
        for i, row in enumerate(plan.rows):
            bottoms = [self._set_column(places, column, y, has_list=self._level(column) == last) for column in row]
            if plan.trunk is not None and i > first_of_tops:
                places.later.update(column.number for column in row)
            is_spread = self._level(row[0]) < last or plan.trunk is None
            y = max(bottoms) + (_LEVEL_GAP if is_spread else _ROW_GAP)
        self._pin(places)
        return places

    def _level(self, column: _Column) -> int:
        return self._of.all[column.number].level

    def _set_column(self, places: _Places, column: _Column, top: float, *, has_list: bool) -> float:
        """Place a node and what is listed under it; return where they end."""
        has_list = has_list and bool(self._of.children[column.number])
        bottom = self._set(places, column.number, column, top, is_head=True, fills=has_list)
        if not has_list:
            return bottom
        level = self._level(column)
        waiting = list(reversed(self._of.children[column.number]))
        while waiting:
            number = waiting.pop()
            indent = _INDENT * (self._of.all[number].level - level)
            room = _Column(number, column.left + indent, column.width - indent)
            bottom = self._set(places, number, room, bottom + _LIST_GAP, is_head=False, fills=False)
            places.listed.add(number)
            waiting.extend(reversed(self._of.children[number]))
        return bottom

    def _set(self, places: _Places, number: int, room: _Column, top: float, *, is_head: bool, fills: bool) -> float:
        branch = self._of.all[number]
        assert branch.node is not None
        lettering = replace(self._of.lettering(branch.node, branch.level), is_balanced=is_head)
        block = self._typesetter.block(self._of.label(branch.node, branch.level), lettering, room.width - 2 * _SIDES)
        width = room.width if fills else block.width + 2 * _SIDES
        left = room.left + (room.width - width) / 2 if is_head else room.left
        places.blocks[number] = block
        places.rects[number] = Rect(left, top, width, block.height + 2 * _ABOVE)
        return places.rects[number].bottom

    def _pin(self, places: _Places) -> None:
        """Move what the user placed by hand."""
        margin, scale = self._style.margin, self._width / PIN_WIDTH_PT
        frame = Rect(margin, margin, self._available, 0.0)
        for number, rect in places.rects.items() if self._spec.pinned else ():
            node = self._of.all[number].node
            position = self._spec.pinned.get(node.key) if node is not None else None
            places.rects[number] = pinned_rect(rect, position, scale, frame)

    # Drawing

    def _draw_node(self, sheet: Sheet, number: int, places: _Places) -> None:
        branch, rect, style = self._of.all[number], places.rects[number], self._style
        assert branch.node is not None
        key, color = branch.node.key, branch.node.color
        fill = style.fill(color, style.branch_fill) if branch.level == 1 else style.paper
        stroke = style.stroke(color, style.line_color)
        sheet.add_node(key, rect, branch.node.label)
        sheet.add_box(key, rect, BoxLook(BoxOutline.ROUNDED, fill, stroke, style.thin_line, style.corner_radius))
        # A single root is not told apart from anything; what stands below it is.
        if branch.level == (2 if len(self._spec.roots) == 1 else 1):
            sheet.add_pattern(key, rect, color)
        if number in places.listed:
            sheet.add_text(key, places.blocks[number], rect.x + _SIDES, rect.y + _ABOVE, Anchor.START)
        else:
            sheet.add_text(key, places.blocks[number], rect.center_x, rect.y + _ABOVE, Anchor.MIDDLE)

    def _draw_link(self, sheet: Sheet, number: int, places: _Places) -> None:
        branch = self._of.all[number]
        above = self._of.all[branch.parent].node
        if above is None or branch.node is None:
            return
        stroke = self._style.stroke(above.color, self._style.line_color)
        points = self._way(number, places)
        sheet.add_link(LineShape(link_key(above.key, branch.node.key), points, stroke, self._style.thin_line))

    def _way(self, number: int, places: _Places) -> tuple[tuple[float, float], ...]:
        """Return the corners of the line from a node's parent to it; lines of one parent join into one trunk."""
        parent, child = places.rects[self._of.all[number].parent], places.rects[number]
        if number in places.listed:
            x = parent.x + _INDENT / 2
            # Begun under the box at the middle of its side, where other programs hold lines fast: they would lead one
            # that begins elsewhere by a way of their own, through the words of the list.
            under = (parent.center_x, parent.bottom - _UNDER), (x, parent.bottom - 2 * _UNDER)
            return *under, (x, child.center_y), (child.x, child.center_y)
        bus, end = child.y - _BUS, (child.center_x, child.y)
        start = (parent.center_x, parent.bottom)
        if number in places.later and self._plan.trunk is not None:
            first, trunk = places.rects[self._tops[0]].y - _BUS, self._plan.trunk
            return start, (start[0], first), (trunk, first), (trunk, bus), (end[0], bus), end
        if abs(start[0] - end[0]) < 0.01:
            return start, end
        return start, (start[0], bus), (end[0], bus), end
