"""A Gioia data structure as a figure: concepts in boxes at the start, their themes, and the aggregate dimensions.

The arrangement is that of Gioia, Corley & Hamilton (2013, p. 21): three columns read from the data to the theory, the
concepts of a theme in one box, arrows to the theme, lines from the themes to their dimension.
"""

from __future__ import annotations

from dataclasses import dataclass

from qdatool.figures.figure import Anchor, BoxOutline, Figure, LineShape, Rect
from qdatool.figures.legend import write_legend
from qdatool.figures.lettering import Lettering, TextBlock, Typesetter
from qdatool.figures.measure import TextMeasurer
from qdatool.figures.room import first_with_growth, widths_by_share
from qdatool.figures.sheet import BoxLook, Sheet
from qdatool.figures.spec import GioiaSpec, ThemeNode, link_key
from qdatool.figures.style import FigureStyle

_SHARES = (0.44, 0.28, 0.28)
_GAP_SHARE = 0.07
_PADDING = 4.0
_BULLET_INDENT = 7.0
_BULLET_RADIUS = 1.1
_CONCEPT_GAP = 1.0
_BOX_GAP = 6.0
_DIMENSION_GAP = 12.0
_HEADING_GAP = 6.0
_SLACK = 0.1


@dataclass(frozen=True, slots=True)
class _Row:
    """One theme with its concepts, set but not placed."""

    theme: ThemeNode
    block: TextBlock
    concepts: tuple[tuple[ThemeNode, TextBlock], ...]

    @property
    def concepts_height(self) -> float:
        blocks = [block.height for _, block in self.concepts]
        return sum(blocks) + _CONCEPT_GAP * max(0, len(blocks) - 1) + 2 * _PADDING if blocks else 0.0

    @property
    def height(self) -> float:
        return max(self.concepts_height, self.block.height + 2 * _PADDING)


def layout_gioia(spec: GioiaSpec, style: FigureStyle, measurer: TextMeasurer, width_pt: float) -> Figure:
    """Return the data structure, exactly ``width_pt`` wide and as high as it needs."""
    return first_with_growth(style, lambda tried: _Columns(spec, tried, measurer, width_pt)).figure()


class _Columns:
    """One attempt to set the three columns with lettering of a given size."""

    def __init__(self, spec: GioiaSpec, style: FigureStyle, measurer: TextMeasurer, width: float) -> None:
        self._spec = spec
        self._style = style
        self._typesetter = Typesetter(style, measurer, spec.language.main, spec.styles)
        self._width = width
        gap = _GAP_SHARE * width
        room = width - 2 * style.margin - 2 * gap
        self._concept = self._typesetter.lettering(style.leaf_pt)
        self._theme = self._typesetter.lettering(style.twig_pt, is_balanced=True)
        self._dimension = self._typesetter.lettering(style.twig_pt, is_bold=True, is_balanced=True)
        self._heading = self._typesetter.lettering(style.title_pt, is_bold=True, is_balanced=True)
        needs = self._needs()
        self.fits = sum(needs) <= room
        self._widths = tuple(widths_by_share(needs, _SHARES, room))
        first, second, _ = self._widths
        self._lefts = (style.margin, style.margin + first + gap, style.margin + first + second + 2 * gap)

    def figure(self) -> Figure:
        """Return the finished figure."""
        sheet = Sheet(self._typesetter, self._spec.direction, self._width)
        y = self._draw_headings(sheet)
        for dimension in self._spec.dimensions:
            y = self._draw_dimension(sheet, dimension, y) + _DIMENSION_GAP
        height = y - (_DIMENSION_GAP if self._spec.dimensions else 0.0) + self._style.margin
        height = write_legend(sheet, self._spec.legend, height)
        return sheet.finished(self._spec.title, self._spec.language.main, height, self._spec.caption)

    def _needs(self) -> list[float]:
        """Return the width per column below which a word would have to be cut."""
        needs = [0.0, 0.0, 0.0]

        def ask(column: int, node: ThemeNode, lettering: Lettering, indent: float = 0.0) -> None:
            label = self._typesetter.counted(node.label, node.count)
            needs[column] = max(needs[column], self._typesetter.widest_word(label, lettering) + indent)

        for dimension in self._spec.dimensions:
            ask(2, dimension, self._typesetter.own(self._dimension, dimension.key))
            for theme in dimension.children:
                ask(1, theme, self._typesetter.own(self._theme, theme.key))
                for concept in theme.children:
                    ask(0, concept, self._concept_of(concept, theme), _BULLET_INDENT)
        return [need + 2 * _PADDING + _SLACK for need in needs]

    def _concept_of(self, concept: ThemeNode, theme: ThemeNode) -> Lettering:
        return self._typesetter.own(self._concept, concept.key, theme.key)

    def _set(self, node: ThemeNode, lettering: Lettering, column: int, indent: float = 0.0) -> TextBlock:
        room = self._widths[column] - 2 * _PADDING - indent
        return self._typesetter.block(self._typesetter.counted(node.label, node.count), lettering, room)

    def _draw_headings(self, sheet: Sheet) -> float:
        blocks = [
            self._typesetter.block(label, self._heading, width)
            for label, width in zip(self._spec.headings, self._widths, strict=True)
        ]
        height = max(block.height for block in blocks)
        for block, left, width in zip(blocks, self._lefts, self._widths, strict=True):
            top = self._style.margin + (height - block.height) / 2
            sheet.add_text("headings", block, left + width / 2, top, Anchor.MIDDLE)
        return self._style.margin + height + _HEADING_GAP

    def _draw_dimension(self, sheet: Sheet, dimension: ThemeNode, top: float) -> float:
        """Draw a dimension with all that leads to it, and return where it ends."""
        rows = [
            _Row(
                theme,
                self._set(theme, self._typesetter.own(self._theme, theme.key), 1),
                tuple(
                    (concept, self._set(concept, self._concept_of(concept, theme), 0, _BULLET_INDENT))
                    for concept in theme.children
                ),
            )
            for theme in dimension.children
        ]
        block = self._set(dimension, self._typesetter.own(self._dimension, dimension.key), 2)
        own_height = block.height + 2 * _PADDING
        rows_height = sum(row.height for row in rows) + _BOX_GAP * max(0, len(rows) - 1)
        height = max(own_height, rows_height)
        rect = Rect(self._lefts[2], top + (height - own_height) / 2, self._widths[2], own_height)
        y = top + (height - rows_height) / 2
        for row in rows:
            self._draw_row(sheet, row, dimension, rect, y)
            y += row.height + _BOX_GAP
        style = self._style
        fill, stroke = style.fill(dimension.color, style.branch_fill), style.stroke(dimension.color, style.line_color)
        look = BoxLook(BoxOutline.ROUNDED, fill, stroke, style.heavy_line, style.corner_radius)
        self._draw_box(sheet, dimension, rect, block, look)
        sheet.add_pattern(dimension.key, rect, dimension.color)
        return top + height

    def _draw_row(self, sheet: Sheet, row: _Row, dimension: ThemeNode, target: Rect, top: float) -> None:
        style = self._style
        middle = top + row.height / 2
        own_height = row.block.height + 2 * _PADDING
        rect = Rect(self._lefts[1], middle - own_height / 2, self._widths[1], own_height)
        stroke = style.stroke(dimension.color, style.link_color)
        self._draw_link(sheet, link_key(row.theme.key, dimension.key), rect, target, stroke)
        if row.concepts:
            box = Rect(self._lefts[0], middle - row.concepts_height / 2, self._widths[0], row.concepts_height)
            self._draw_concepts(sheet, row, dimension, box)
            arrow = ((box.right, middle), (rect.x, middle))
            key = f"concepts:{row.theme.key}"
            sheet.add_link(LineShape(key, arrow, stroke, style.arrow_line, arrow_size=style.arrow_size))
        frame = style.stroke(dimension.color, style.line_color)
        look = BoxLook(BoxOutline.ROUNDED, style.paper, frame, style.box_line, style.corner_radius)
        self._draw_box(sheet, row.theme, rect, row.block, look)

    def _draw_concepts(self, sheet: Sheet, row: _Row, dimension: ThemeNode, box: Rect) -> None:
        style = self._style
        stroke = style.stroke(dimension.color, style.line_color)
        look = BoxLook(BoxOutline.ROUNDED, style.paper, stroke, style.thin_line, style.corner_radius)
        sheet.add_box(f"concepts:{row.theme.key}", box, look)
        y = box.y + _PADDING
        for concept, block in row.concepts:
            sheet.add_node(concept.key, Rect(box.x, y, box.width, block.height), concept.label, row.theme.key)
            first = block.rows[0]
            center = y + first.offset - 0.24 * first.size_pt
            left = box.x + _PADDING + 1
            bullet = Rect(left, center - _BULLET_RADIUS, 2 * _BULLET_RADIUS, 2 * _BULLET_RADIUS)
            sheet.add_box(concept.key, bullet, BoxLook(BoxOutline.OVAL, stroke, None, 0.0, _BULLET_RADIUS))
            sheet.add_text(concept.key, block, box.x + _PADDING + _BULLET_INDENT, y, Anchor.START)
            y += block.height + _CONCEPT_GAP

    def _draw_box(self, sheet: Sheet, node: ThemeNode, rect: Rect, block: TextBlock, look: BoxLook) -> None:
        sheet.add_node(node.key, rect, node.label)
        sheet.add_box(node.key, rect, look)
        sheet.add_text(node.key, block, rect.center_x, rect.center_y - block.height / 2, Anchor.MIDDLE)

    def _draw_link(self, sheet: Sheet, key: str, source: Rect, target: Rect, stroke: str) -> None:
        start, end = (source.right, source.center_y), (target.x, target.center_y)
        bend = (start[0] + end[0]) / 2
        is_level = abs(start[1] - end[1]) < 0.01
        points = (start, end) if is_level else (start, (bend, start[1]), (bend, end[1]), end)
        sheet.add_link(LineShape(key, points, stroke, self._style.arrow_line, arrow_size=self._style.arrow_size))
