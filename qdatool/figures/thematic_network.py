"""A thematic network as a figure: the global theme in the centre, its themes in sectors on both sides.

Sectors share the two sides by the room their themes need, in reading order: down the start side, then down the end
side. Names are never turned, lines have no arrowheads (Attride-Stirling 2001).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import accumulate

from qdatool.coding.map_drawing import NodeSize
from qdatool.figures.figure import Anchor, BoxOutline, Figure, LineShape, Rect
from qdatool.figures.legend import write_legend
from qdatool.figures.lettering import Lettering, TextBlock, Typesetter
from qdatool.figures.measure import TextMeasurer
from qdatool.figures.room import first_fitting, shared_width, with_less_growth
from qdatool.figures.routes import bends_of, way_of
from qdatool.figures.sheet import BoxLook, Sheet, pinned_rect
from qdatool.figures.spec import PIN_WIDTH_PT, POINTS_PER_MM, Label, NetworkSpec, ThemeNode, leaf_count, link_key
from qdatool.figures.style import FigureStyle

_ROOT_SHARE = 0.14
_ROOT_LEAST = 66.0
_WIDEST_ROOT_SHARE = 0.4
_ROOT_PADDING = (13.0, 8.0)
_BRANCH_PADDING = (7.0, 3.0)
_TWIG_PADDING = (4.0, 1.0)
_LEAF_PADDING = (1.5, 0.0)
_RING_GAP = 8.0
_COLUMN_GAP = 12.0
_LEAF_COLUMN_GAP = 10.0
_BRANCH_DISTANCE = 10.0
_TWIG_DISTANCE = 4.0
_LEAF_DISTANCE = 2.2
_LEAF_SPACING = 0.86
_LONE_BRANCH_DISTANCE = 16.0
_LINE_CLEARANCE = 3.0
_TWO_LINES = 0.62
_SMALLER = 0.85
_SMALL_PRINT_PT = 6.0
_PAGE_HEIGHT = 245 * POINTS_PER_MM
_BRANCH_RADIUS = 11.0


class _Breaking(Enum):
    """How far labels may be broken, the best first.

    Names in boxes look well on two lines; the outermost stand so close that they read better on one.
    """

    UNBROKEN = "outermost on one line, others on two"
    TWO_LINES = "about two lines"
    WORDS = "as many lines as words"


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to lay a network out, to be tried with lettering that gets smaller down to ``smallest_factor``."""

    style: FigureStyle
    breaking: _Breaking
    smallest_factor: float = 0.0
    is_one_sided: bool = False


@dataclass(slots=True)
class _Theme:
    """A theme of the figure while it is being placed; ``y`` is the middle of its box, from the centre of the figure."""

    node: ThemeNode
    depth: int
    parent: _Theme | None
    block: TextBlock
    width: float
    height: float
    children: list[_Theme] = field(default_factory=list)
    band: float = 0.0
    y: float = 0.0


def layout_network(spec: NetworkSpec, style: FigureStyle, measurer: TextMeasurer, width_pt: float) -> Figure:
    """Return the network, exactly ``width_pt`` wide and as high as it needs.

    In a column too narrow for both sides all themes stand on the end side, and the global one at the start edge. A
    figure that would not fit a page then is lettered smaller than ``smallest_pt``. Where even so words would have to be
    cut, the outermost themes are only counted.
    """

    def attempt(way: _Way) -> _Web:
        return first_fitting(
            way.style,
            lambda tried: _Web(spec, Typesetter(tried, measurer, spec.language.main, spec.styles), width_pt, way),
            way.smallest_factor,
        )

    smaller = style.scaled(_SMALLER)
    small_print = replace(style, smallest_pt=_SMALL_PRINT_PT).scaled(_SMALLER)
    fitting: list[Figure] = []
    fitting_depth = 1
    for way in (
        _Way(style, _Breaking.UNBROKEN, smallest_factor=_SMALLER),
        _Way(style, _Breaking.TWO_LINES),
        _Way(smaller, _Breaking.TWO_LINES),
        _Way(smaller, _Breaking.WORDS),
        _Way(style, _Breaking.TWO_LINES, is_one_sided=True),
        _Way(smaller, _Breaking.WORDS, is_one_sided=True),
        # Rather small lettering, of which the reader is warned, than a figure that nobody can print.
        _Way(small_print, _Breaking.WORDS),
    ):
        web = attempt(way)
        fitting_depth = max(fitting_depth, web.fitting_depth)
        if web.fits:
            fitting.append(web.figure())
            if fitting[-1].height <= _PAGE_HEIGHT:
                return fitting[-1]
    if not fitting and style.growth:
        return layout_network(spec, with_less_growth(style), measurer, width_pt)
    if not fitting and web.depth > 1:
        return layout_network(replace(spec, depth=fitting_depth), style, measurer, width_pt)
    return fitting[0] if fitting else web.figure()


class _Web:
    """One attempt to lay a network out with lettering of a given size."""

    def __init__(self, spec: NetworkSpec, typesetter: Typesetter, width: float, way: _Way) -> None:
        style = typesetter.style
        self._spec = spec
        self._style = style
        self._width = width
        self._typesetter = typesetter
        self._breaking = way.breaking
        self._is_one_sided = way.is_one_sided
        self._frame = Rect(style.margin, style.margin, width - 2 * style.margin, 0.0)
        # Sizes belong to the web as pins do.
        self._sizes = {} if way.is_one_sided else spec.sizes
        self.depth = min(max(1, spec.depth), _height_of(spec.root))
        self._set_root(None if spec.root.key in spec.pinned else self._sizes.get(spec.root.key))
        wished, needed = self._column_needs()
        gaps = sum(self._column_gap(depth) for depth in range(1, self.depth + 1))
        # How far from the left edge of a figure that reads from left to right the centre of the web lies.
        self._middle = style.margin + self._root_half if way.is_one_sided else width / 2
        available = width - self._middle - style.margin - self._root_half - gaps
        self.fits = sum(needed) <= available
        # Without its outermost column the one before it is set smaller: it may be one more than the widths say.
        ends = accumulate(width + self._column_gap(depth) for depth, width in enumerate(needed, start=1))
        fitting = sum(end <= available + gaps for end in ends) + 1
        self.fitting_depth = max(1, min(self.depth - 1, fitting))
        self._columns = shared_width(needed, wished, available)

    def figure(self) -> Figure:
        """Return the finished figure."""
        top_level = [self._theme(node, 1, None) for node in self._spec.root.children]
        start, end = self._sides(top_level)
        half_height = self._stack(start, end)
        ring_start, ring_end = self._ring(start), self._ring(end)
        rects = self._rects(start, ring_start, half_height, is_start=True)
        rects |= self._rects(end, ring_end, half_height, is_start=False)
        root = self._root_rect(half_height)
        themes = [theme for branch in top_level for theme in _below(branch)]
        self._pin(root, rects, themes)
        root_key = self._spec.root.key
        if root_key in self._sizes and root_key in self._spec.pinned:
            # The others stand as if it were as large as usual.
            self._set_root(self._sizes[root_key])
            rects[root_key] = self._about(rects[root_key], 2 * self._root_half, self._root_height)
        for theme in themes:
            key = theme.node.key
            if key in self._sizes and key in self._spec.pinned:
                self._resize(theme, self._frame.width)
                rects[key] = self._about(rects[key], theme.width, theme.height)
        sheet = Sheet(self._typesetter, self._spec.direction, self._width)
        for theme in themes:
            self._draw_link(sheet, theme, rects)
        for theme in themes:
            self._draw_theme(sheet, theme, rects[theme.node.key])
        self._draw_root(sheet, rects[self._spec.root.key])
        lowest = [rect.bottom for rect in rects.values()] + [y for theme in themes for _, y in self._bends(theme)]
        height = max(lowest) + self._style.margin
        height = write_legend(sheet, self._spec.legend, height)
        return sheet.finished(self._spec.title, self._spec.language.main, height, self._spec.caption)

    # Lettering and room

    def _lettering(self, node: ThemeNode, depth: int) -> Lettering:
        return self._typesetter.own(self._usual_lettering(depth), node.key)

    def _usual_lettering(self, depth: int) -> Lettering:
        style = self._style
        if depth == 0:
            return Lettering(style.root_pt, style.root_ink, style.root_ink, is_bold=True, is_balanced=True)
        size_pt = (style.branch_pt, style.twig_pt, style.leaf_pt)[min(depth, 3) - 1]
        lettering = self._typesetter.lettering(size_pt, is_bold=depth == 1, is_balanced=True)
        return replace(lettering, spacing=_LEAF_SPACING) if self._is_plain(depth) else lettering

    def _label(self, node: ThemeNode, depth: int) -> tuple[TextBlock, float]:
        """Return the label of a theme set in its column, and the padding at its sides."""
        padding = self._padding(depth)[0]
        lettering = self._lettering(node, depth)
        return self._typesetter.block(
            self._text(node, depth), lettering, self._columns[depth - 1] - 2 * padding
        ), padding

    def _text(self, node: ThemeNode, depth: int) -> Label:
        if node.count is not None:
            return self._typesetter.counted(node.label, node.count)
        is_collapsed = depth == self.depth and node.children
        return self._typesetter.counted(node.label, leaf_count(node) if is_collapsed else None)

    def _padding(self, depth: int) -> tuple[float, float]:
        if depth == 1:
            return _BRANCH_PADDING
        return _LEAF_PADDING if self._is_plain(depth) else _TWIG_PADDING

    def _is_plain(self, depth: int) -> bool:
        """Return whether themes of a depth stand without a box: the outermost of three or more levels."""
        return depth >= 3 and depth == self.depth

    def _column_gap(self, depth: int) -> float:
        if depth == 1:
            return _RING_GAP
        return _LEAF_COLUMN_GAP if self._is_plain(depth) else _COLUMN_GAP

    def _column_needs(self) -> tuple[list[float], list[float]]:
        """Return the width per depth at which no label is broken, and the one that this attempt asks for at least."""
        wished = [0.0] * self.depth
        needed = [0.0] * self.depth
        level = list(self._spec.root.children)
        for depth in range(1, self.depth + 1):
            sides = 2 * self._padding(depth)[0] + 0.1
            for node in level:
                label, lettering = self._text(node, depth), self._lettering(node, depth)
                natural = self._typesetter.natural_width(label, lettering)
                word = self._typesetter.widest_word(label, lettering)
                wished[depth - 1] = max(wished[depth - 1], natural + sides)
                needed[depth - 1] = max(needed[depth - 1], self._least_width(depth, natural, word) + sides)
            level = [child for node in level for child in node.children]
        return wished, needed

    def _least_width(self, depth: int, natural: float, word: float) -> float:
        if self._breaking is _Breaking.WORDS:
            return word
        if self._breaking is _Breaking.UNBROKEN and depth == self.depth:
            return natural
        return max(word, _TWO_LINES * natural)

    # Places

    def _theme(self, node: ThemeNode, depth: int, parent: _Theme | None) -> _Theme:
        block, padding = self._label(node, depth)
        height = block.height + 2 * self._padding(depth)[1]
        theme = _Theme(node, depth, parent, block, block.width + 2 * padding, height)
        if node.key in self._sizes and node.key not in self._spec.pinned:
            self._resize(theme, self._columns[depth - 1])
            height = theme.height
        if depth < self.depth:
            theme.children = [self._theme(child, depth + 1, theme) for child in node.children]
        inner = sum(child.band for child in theme.children)
        inner += self._distance(depth + 1) * max(0, len(theme.children) - 1)
        theme.band = max(height, inner)
        return theme

    def _distance(self, depth: int) -> float:
        """Return the room between two themes of a depth under the same parent."""
        if depth == 1:
            return _BRANCH_DISTANCE if self.depth > 1 else _LONE_BRANCH_DISTANCE
        return _LEAF_DISTANCE if self._is_plain(depth) else _TWIG_DISTANCE

    def _sides(self, themes: list[_Theme]) -> tuple[list[_Theme], list[_Theme]]:
        """Part the themes, in order, where the two sides come out most alike."""
        if self._is_one_sided:
            return [], themes
        gap = self._distance(1)

        def difference(cut: int) -> float:
            return abs(sum(t.band + gap for t in themes[:cut]) - sum(t.band + gap for t in themes[cut:]))

        cut = min(range(len(themes) + 1), key=difference)
        return themes[:cut], themes[cut:]

    def _stack(self, start: list[_Theme], end: list[_Theme]) -> float:
        """Give every theme its y; both sides reach equally high. Return half the height of the figure's inside."""
        gap = self._distance(1)
        bands = [sum(theme.band for theme in side) + gap * max(0, len(side) - 1) for side in (start, end)]
        height = max(*bands, self._root_height)
        for side, used in zip((start, end), bands, strict=True):
            # What one side has to spare goes between its themes, so that both fill the height.
            spare = (height - used) / max(1, len(side))
            y = -height / 2
            for theme in side:
                self._stack_band(theme, y + spare / 2, spare)
                y += theme.band + gap + spare
        return height / 2

    def _stack_band(self, theme: _Theme, top: float, spare: float) -> None:
        gap = self._distance(theme.depth + 1)
        inner = sum(child.band for child in theme.children) + gap * max(0, len(theme.children) - 1)
        y = top + (theme.band - inner) / 2
        for child in theme.children:
            self._stack_band(child, y, 0.0)
            y += child.band + gap
        theme.y = top + theme.band / 2
        if theme.children and theme.height < inner:
            theme.y = (theme.children[0].y + theme.children[-1].y) / 2

    def _ring(self, side: list[_Theme]) -> dict[str, float]:
        """Return the inner edge of each top theme, as a distance from the middle of the figure.

        They stand on half an ellipse, so that the straight lines to the far ones pass inside the near ones; where a
        line would still touch a theme, that one moves outwards.
        """
        if not side:
            return {}
        outer = self._ring_limit()
        widest = max(theme.width for theme in side)
        near = self._root_half + _RING_GAP
        slack = max(0.0, outer - near - widest)
        reach = near + 0.45 * slack
        half = max(abs(theme.y) for theme in side) * 1.12 + 1.0
        edges: dict[str, float] = {}
        beyond: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
        root_half_height = self._root_height / 2
        for theme in sorted(side, key=lambda theme: -abs(theme.y)):
            edge = reach * math.sqrt(1 - (theme.y / half) ** 2)
            edge = max(edge, self._root_half / 2)
            if abs(theme.y) - theme.height / 2 < root_half_height + _RING_GAP:
                edge = max(edge, near)
            for x, y in beyond[theme.y > 0]:
                passing = x * min(abs(theme.y) + theme.height / 2, abs(y)) / max(abs(y), 1e-6)
                edge = max(edge, passing + _LINE_CLEARANCE)
            edge = min(edge, outer - theme.width)
            edges[theme.node.key] = edge
            beyond[theme.y > 0].append((edge + theme.width / 2, theme.y))
        return edges

    def _ring_limit(self) -> float:
        """Return how far from the middle the outer edges of the top themes may reach."""
        half = self._width - self._middle - self._style.margin
        return half - sum(self._columns[d - 1] + self._column_gap(d) for d in range(2, self.depth + 1))

    def _rects(
        self, side: list[_Theme], ring: dict[str, float], half_height: float, *, is_start: bool
    ) -> dict[str, Rect]:
        middle, top = self._middle, self._style.margin + half_height
        edges = [0.0, 0.0]
        edge = self._ring_limit()
        for depth in range(2, self.depth + 1):
            edge += self._column_gap(depth)
            edges.append(edge)
            edge += self._columns[depth - 1]
        rects = {}
        for theme in (theme for branch in side for theme in _below(branch)):
            inner = ring[theme.node.key] if theme.depth == 1 else edges[theme.depth]
            x = middle - inner - theme.width if is_start else middle + inner
            rects[theme.node.key] = Rect(x, top + theme.y - theme.height / 2, theme.width, theme.height)
        return rects

    def _root_rect(self, half_height: float) -> Rect:
        width, height = 2 * self._root_half, self._root_height
        top = self._style.margin + half_height
        return Rect(self._middle - width / 2, top - height / 2, width, height)

    def _pin(self, root: Rect, rects: dict[str, Rect], themes: list[_Theme]) -> None:
        """Move what the user pinned; unpinned themes below a pinned one move with it."""
        frame, scale = self._frame, self._width / PIN_WIDTH_PT
        # Pins belong to the web; on one side only they would lie across each other.
        pinned = {} if self._is_one_sided else self._spec.pinned
        shifts: dict[str, tuple[float, float]] = {}
        for theme in themes:
            key = theme.node.key
            rect = rects[key]
            if key in pinned:
                placed = pinned_rect(rect, pinned[key], scale, frame)
            else:
                dx, dy = shifts.get(theme.parent.node.key, (0.0, 0.0)) if theme.parent else (0.0, 0.0)
                x = max(frame.x, min(rect.x + dx, frame.right - rect.width))
                placed = Rect(x, max(frame.y, rect.y + dy), rect.width, rect.height)
            shifts[key] = (placed.x - rect.x, placed.y - rect.y)
            rects[key] = placed
        root_key = self._spec.root.key
        rects[root_key] = pinned_rect(root, pinned.get(root_key), scale, frame)

    def _resize(self, theme: _Theme, room: float) -> None:
        """Make a theme as large as the user did, never too small for its words nor wider than ``room``."""
        size, scale, (across, down) = (
            self._sizes[theme.node.key],
            self._width / PIN_WIDTH_PT,
            self._padding(theme.depth),
        )
        label, lettering = self._text(theme.node, theme.depth), self._lettering(theme.node, theme.depth)
        least = self._typesetter.widest_word(label, lettering) + 2 * across + 0.1
        theme.width = min(max(size.width_pt * scale, least), room)
        theme.block = self._typesetter.block(label, lettering, theme.width - 2 * across)
        theme.height = max(size.height_pt * scale, theme.block.height + 2 * down)

    def _about(self, rect: Rect, width: float, height: float) -> Rect:
        """Return the place of a resized theme about the centre of ``rect``, inside the figure."""
        x = min(max(rect.center_x - width / 2, self._frame.x), self._frame.right - width)
        return Rect(x, max(self._frame.y, rect.center_y - height / 2), width, height)

    def _set_root(self, size: NodeSize | None) -> None:
        """Set the words of the global theme in its usual size, or in the one that the user gave it."""
        root, scale = self._spec.root, self._width / PIN_WIDTH_PT
        lettering = self._lettering(root, 0)
        wanted = min(size.width_pt * scale, _WIDEST_ROOT_SHARE * self._width) if size is not None else 0.0
        room = (wanted or max(_ROOT_SHARE * self._width, _ROOT_LEAST)) - 2 * _ROOT_PADDING[0]
        least = self._typesetter.widest_word(root.label, lettering) + 0.1
        self._root_block = self._typesetter.block(root.label, lettering, max(least, room))
        self._root_half = max(self._root_block.width / 2 + _ROOT_PADDING[0], wanted / 2)
        self._root_height = self._root_block.height + 2 * _ROOT_PADDING[1]
        if size is not None:
            self._root_height = max(self._root_height, size.height_pt * scale)

    # Drawing

    def _bends(self, theme: _Theme) -> tuple[tuple[float, float], ...]:
        """Return the points that the user led the line to a theme over; they belong to the web as pins do."""
        parent_key = theme.parent.node.key if theme.parent else self._spec.root.key
        route = () if self._is_one_sided else self._spec.routes.get(link_key(parent_key, theme.node.key), ())
        return bends_of(route, self._width, self._frame)

    def _draw_link(self, sheet: Sheet, theme: _Theme, rects: dict[str, Rect]) -> None:
        style = self._style
        parent_key = theme.parent.node.key if theme.parent else self._spec.root.key
        parent, child = rects[parent_key], rects[theme.node.key]
        key = link_key(parent_key, theme.node.key)
        stroke = style.stroke(theme.node.color, style.link_color)
        bends = self._bends(theme)
        if theme.depth == 1:
            # Both ends lie under filled boxes, whatever their corners.
            spoke = ((parent.center_x, parent.center_y), *bends, (child.center_x, child.center_y))
            sheet.add_link(LineShape(key, spoke, stroke, style.arrow_line, bends=bends))
            return
        if bends:
            sheet.add_link(LineShape(key, way_of(parent, child, bends), stroke, style.thin_line, bends=bends))
            return
        is_outwards = child.center_x > parent.center_x
        start = (parent.right if is_outwards else parent.x, parent.center_y)
        end = (child.x if is_outwards else child.right, child.center_y)
        bend = (end[0] - start[0]) / 2
        points = (start, (start[0] + bend, start[1]), (end[0] - bend, end[1]), end)
        sheet.add_link(LineShape(key, points, stroke, style.thin_line, is_curve=True))

    def _draw_theme(self, sheet: Sheet, theme: _Theme, rect: Rect) -> None:
        style, key, color = self._style, theme.node.key, theme.node.color
        sheet.add_node(key, rect, theme.node.label)
        stroke = style.stroke(color, style.line_color)
        if theme.depth == 1:
            fill = style.fill(color, style.branch_fill)
            # Half circles for the sides of one line, but corners that spare the outer letters of several.
            radius = min(_BRANCH_RADIUS, rect.height / 2)
            sheet.add_box(key, rect, BoxLook(BoxOutline.ROUNDED, fill, stroke, style.arrow_line, radius))
            inner = rect.height - 2 * (radius - style.corner_radius)
            sheet.add_pattern(key, Rect(rect.x, rect.center_y - inner / 2, rect.width, inner), color)
        elif not self._is_plain(theme.depth):
            look = BoxLook(BoxOutline.ROUNDED, style.paper, stroke, style.thin_line, style.corner_radius)
            sheet.add_box(key, rect, look)
        top = rect.center_y - theme.block.height / 2
        if self._is_plain(theme.depth):
            is_start = rect.center_x < self._middle
            x = rect.right - _LEAF_PADDING[0] if is_start else rect.x + _LEAF_PADDING[0]
            sheet.add_text(key, theme.block, x, top, Anchor.END if is_start else Anchor.START)
            return
        sheet.add_text(key, theme.block, rect.center_x, top, Anchor.MIDDLE)

    def _draw_root(self, sheet: Sheet, rect: Rect) -> None:
        style, root = self._style, self._spec.root
        sheet.add_node(root.key, rect, root.label)
        sheet.add_box(root.key, rect, BoxLook(BoxOutline.OVAL, style.root_fill, None, 0.0))
        sheet.add_text(
            root.key, self._root_block, rect.center_x, rect.center_y - self._root_block.height / 2, Anchor.MIDDLE
        )


def _below(theme: _Theme) -> list[_Theme]:
    """Return the theme and all below it, parents first."""
    found = [theme]
    for each in found:
        found.extend(each.children)
    return found


def _height_of(node: ThemeNode) -> int:
    """Return how many levels stand below a node."""
    level, height = node.children, 0
    while level:
        height += 1
        level = tuple(child for each in level for child in each.children)
    return height
