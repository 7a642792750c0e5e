"""A hierarchy of codes as a figure: levels in columns from the start edge, elbows between them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qdatool.figures.figure import Anchor, BoxOutline, Figure, LineShape, Rect
from qdatool.figures.legend import write_legend
from qdatool.figures.lettering import Lettering, TextBlock, Typesetter
from qdatool.figures.measure import TextMeasurer
from qdatool.figures.room import first_with_growth, shared_width
from qdatool.figures.sheet import BoxLook, Sheet, pinned_rect
from qdatool.figures.spec import PIN_WIDTH_PT, Label, ThemeNode, TreeSpec, leaf_count, link_key
from qdatool.figures.style import FigureStyle
from qdatool.figures.tidy import tidy_places

_SIDES = 4.0
_ABOVE = 1.2
_COLUMN_GAP = 18.0
_WIDEST_GAP = 40.0
_SIBLING_GAP = 3.0
_COUSIN_GAP = 8.0
_TWO_LINES = 0.62


@dataclass(frozen=True, slots=True)
class _Branch:
    """A node that is drawn, by number; number 0 stands above the roots and is not drawn."""

    node: ThemeNode | None
    level: int
    parent: int


def layout_tree(spec: TreeSpec, style: FigureStyle, measurer: TextMeasurer, width_pt: float) -> Figure:
    """Return the tree, exactly ``width_pt`` wide and as high as it needs.

    Where words would have to be cut, the lowest levels are only counted.
    """
    columns = first_with_growth(style, lambda tried: _Columns(spec, tried, measurer, width_pt))
    if columns.cuts_words and columns.depth > 1:
        return layout_tree(replace(spec, depth=columns.depth - 1), style, measurer, width_pt)
    return columns.figure()


class _Columns:
    """One attempt to lay a tree out with lettering of a given size."""

    def __init__(self, spec: TreeSpec, style: FigureStyle, measurer: TextMeasurer, width: float) -> None:
        self._spec = spec
        self._style = style
        self._width = width
        self._typesetter = Typesetter(style, measurer, spec.language.main, spec.styles)
        self._branches, self._children = _numbered(spec)
        self._letterings: dict[int, Lettering] = {}
        self.depth = max((branch.level for branch in self._branches), default=0)
        wished, comfortable, words = self._column_needs()
        available = width - 2 * style.margin - _COLUMN_GAP * max(0, self.depth - 1)
        self.fits = sum(comfortable) <= available
        self.cuts_words = sum(words) > available
        self._column_widths = shared_width(comfortable if self.fits else words, wished, available)
        # What the columns leave over goes between them, within reason.
        spare = max(0.0, available - sum(self._column_widths)) / max(1, self.depth - 1)
        self._gap = min(_COLUMN_GAP + spare, _WIDEST_GAP)

    def figure(self) -> Figure:
        """Return the finished figure."""
        blocks = [self._block(branch) for branch in self._branches]
        breadths = [block.height + 2 * _ABOVE for block in blocks]
        places = tidy_places(self._children, breadths, _SIBLING_GAP, _COUSIN_GAP)
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
            label, lettering = self._label(branch.node, branch.level), self._lettering(branch.node, branch.level)
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

    def _lettering(self, node: ThemeNode, level: int) -> Lettering:
        if level not in self._letterings:
            size_pt = self._style.twig_pt if level == 1 else self._style.leaf_pt
            is_bold = level == 1 and self.depth > 1
            self._letterings[level] = self._typesetter.lettering(size_pt, is_bold=is_bold)
        return self._typesetter.own(self._letterings[level], node.key)

    def _block(self, branch: _Branch) -> TextBlock:
        if branch.node is None:
            return TextBlock((), 0.0, 0.0)
        inner = self._column_widths[branch.level - 1] - 2 * _SIDES
        label = self._label(branch.node, branch.level)
        return self._typesetter.block(label, self._lettering(branch.node, branch.level), inner)

    def _label(self, node: ThemeNode, level: int) -> Label:
        count = node.count
        if count is None and level == self.depth and node.children:
            count = leaf_count(node)
        return node.label if count is None else self._typesetter.counted(node.label, count)

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


def _numbered(spec: TreeSpec) -> tuple[list[_Branch], list[list[int]]]:
    """Return the nodes to draw by number, parents first, and the numbers below each."""
    branches = [_Branch(None, 0, 0)]
    below: list[tuple[ThemeNode, ...]] = [spec.roots]
    children: list[list[int]] = []
    for number, nodes in enumerate(below):
        level = branches[number].level + 1
        is_drawn = spec.depth is None or level <= spec.depth
        shown = nodes if is_drawn else ()
        children.append(list(range(len(branches), len(branches) + len(shown))))
        branches.extend(_Branch(node, level, number) for node in shown)
        below.extend(node.children for node in shown)
    return branches, children
