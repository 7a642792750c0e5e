"""A hierarchy of codes as a figure: levels in columns from the start edge, elbows between them."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from qdatool.figures.branches import Branch, Branches
from qdatool.figures.figure import Anchor, BoxOutline, Figure, LineShape, Rect
from qdatool.figures.legend import write_legend
from qdatool.figures.lettering import TextBlock, Typesetter
from qdatool.figures.measure import TextMeasurer
from qdatool.figures.room import first_with_growth, shared_width
from qdatool.figures.sheet import BoxLook, Sheet, pinned_rect
from qdatool.figures.spec import PIN_WIDTH_PT, TreeSpec, link_key
from qdatool.figures.style import FigureStyle
from qdatool.figures.tidy import tidy_places

_SIDES = 4.0
_ABOVE = 1.2
_COLUMN_GAP = 18.0
_WIDEST_GAP = 40.0
_SIBLING_GAP = 3.0
_COUSIN_GAP = 8.0
_TWO_LINES = 0.62


def layout_tree(spec: TreeSpec, style: FigureStyle, measurer: TextMeasurer, width_pt: float) -> Figure:
    """Return the tree, exactly ``width_pt`` wide and as high as it needs.

    Where words would have to be cut, the lowest levels are only counted.
    """
    columns = first_with_growth(style, lambda tried: _Columns(spec, tried, measurer, width_pt))
    if columns.cuts_words and columns.depth > 1:
        return layout_tree(replace(spec, depth=columns.fitting_depth), style, measurer, width_pt)
    return columns.figure()


class _Columns:
    """One attempt to lay a tree out with lettering of a given size."""

    def __init__(self, spec: TreeSpec, style: FigureStyle, measurer: TextMeasurer, width: float) -> None:
        self._spec = spec
        self._style = style
        self._width = width
        self._typesetter = Typesetter(style, measurer, spec.language.main, spec.styles)
        self._of = Branches(spec, self._typesetter)
        self._branches = self._of.all
        self.depth = self._of.depth
        wished, comfortable, words = self._column_needs()
        self._words = words
        available = width - 2 * style.margin - _COLUMN_GAP * max(0, self.depth - 1)
        self.fits = sum(comfortable) <= available
        self.cuts_words = sum(words) > available
        self._column_widths = shared_width(comfortable if self.fits else words, wished, available)
        # What the columns leave over goes between them, within reason.
        spare = max(0.0, available - sum(self._column_widths)) / max(1, self.depth - 1)
        self._gap = min(_COLUMN_GAP + spare, _WIDEST_GAP)

    @property
    def fitting_depth(self) -> int:
        """How many levels stand beside each other without cutting words; fewer than there are."""
        ends = accumulate(word + _COLUMN_GAP for word in self._words)
        room = self._width - 2 * self._style.margin + _COLUMN_GAP
        return max(1, min(self.depth - 1, sum(end <= room for end in ends)))

    def figure(self) -> Figure:
        """Return the finished figure."""
        blocks = [self._block(branch) for branch in self._branches]
        breadths = [block.height + 2 * _ABOVE for block in blocks]
        places = tidy_places(self._of.children, breadths, _SIBLING_GAP, _COUSIN_GAP)
        top = min((place - breadth / 2 for place, breadth in zip(places[1:], breadths[1:], strict=True)), default=0.0)
        rects = self._rects(blocks, [place - top + self._style.margin for place in places])
        sheet = Sheet(self._typesetter, self._spec.direction, self._width)
        for number, branch in enumerate(self._branches):
            if branch.node is not None:
                self._draw(sheet, number, blocks[number], rects)
        height = max((rect.bottom for rect in rects[1:]), default=0.0) + self._style.margin
        height = write_legend(sheet, self._spec.legend, height)
        return sheet.finished(self._spec.title, self._spec.language.main, height, self._spec.caption)

    def _column_needs(self) -> tuple[list[float], list[float], list[float]]:
        """Return three widths per level: for labels on one line, for labels on about two, and for the widest word."""
        wished = [0.0] * self.depth
        comfortable = [0.0] * self.depth
        words = [0.0] * self.depth
        for branch in self._branches:
            if branch.node is None:
                continue
            label, lettering = self._of.label(branch.node, branch.level), self._of.lettering(branch.node, branch.level)
            natural = self._typesetter.natural_width(label, lettering)
            # Nothing as long as the longest yet: its words cannot be either.
            i = branch.level - 1
            sides = 2 * _SIDES + 0.1
            wished[i] = max(wished[i], natural + sides)
            if natural + sides > words[i]:
                word = self._typesetter.widest_word(label, lettering)
                words[i] = max(words[i], word + sides)
                comfortable[i] = max(comfortable[i], max(word, _TWO_LINES * natural) + sides)
        return wished, comfortable, words

    def _block(self, branch: Branch) -> TextBlock:
        if branch.node is None:
            return TextBlock((), 0.0, 0.0)
        inner = self._column_widths[branch.level - 1] - 2 * _SIDES
        label = self._of.label(branch.node, branch.level)
        return self._typesetter.block(label, self._of.lettering(branch.node, branch.level), inner)

    def _rects(self, blocks: list[TextBlock], places: list[float]) -> list[Rect]:
        """Return the place of every node by number, those the user pinned where they put them."""
        margin = self._style.margin
        lefts = [margin]
        for width in self._column_widths:
            lefts.append(lefts[-1] + width + self._gap)
        frame = Rect(margin, margin, self._width - 2 * margin, 0.0)
        scale = self._width / PIN_WIDTH_PT
        rects = [Rect(0.0, 0.0, 0.0, 0.0)]
        for branch, block, place in zip(self._branches[1:], blocks[1:], places[1:], strict=True):
            height = block.height + 2 * _ABOVE
            rect = Rect(lefts[branch.level - 1], place - height / 2, block.width + 2 * _SIDES, height)
            if self._spec.pinned and branch.node is not None:
                rect = pinned_rect(rect, self._spec.pinned.get(branch.node.key), scale, frame)
            rects.append(rect)
        return rects

    def _draw(self, sheet: Sheet, number: int, block: TextBlock, rects: list[Rect]) -> None:
        branch, rect, style = self._branches[number], rects[number], self._style
        if branch.node is None:
            return
        key = branch.node.key
        stroke = style.stroke(branch.node.color, style.line_color)
        if branch.parent:
            self._draw_elbow(sheet, number, rects)
        fill = style.fill(branch.node.color, style.branch_fill) if branch.level == 1 else style.paper
        sheet.add_node(key, rect, branch.node.label)
        sheet.add_box(key, rect, BoxLook(BoxOutline.ROUNDED, fill, stroke, style.thin_line, style.corner_radius))
        # A single root is not told apart from anything; what stands below it is.
        if branch.level == (2 if len(self._spec.roots) == 1 else 1):
            sheet.add_pattern(key, rect, branch.node.color)
        sheet.add_text(key, block, rect.x + _SIDES, rect.y + _ABOVE, Anchor.START)

    def _draw_elbow(self, sheet: Sheet, number: int, rects: list[Rect]) -> None:
        branch = self._branches[number]
        parent_node = self._branches[branch.parent].node
        parent, child = rects[branch.parent], rects[number]
        if parent_node is None or branch.node is None:
            return
        # All elbows of a column bend at one place, so that they join into one trunk.
        bend = child.x - self._gap / 2
        start, end = (parent.right, parent.center_y), (child.x, child.center_y)
        points = (start, (bend, start[1]), (bend, end[1]), end) if abs(start[1] - end[1]) > 0.01 else (start, end)
        key = link_key(parent_node.key, branch.node.key)
        stroke = self._style.stroke(parent_node.color, self._style.line_color)
        sheet.add_link(LineShape(key, points, stroke, self._style.thin_line))
