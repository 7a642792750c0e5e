"""Nodes drawn otherwise than usual: lays the styles that single nodes have over a figure whose places are settled.

A node is styled by its largest box. One that has none of its own size, as a category in a box of the paradigm, gets
a frame below its words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from qdatool.coding.node_styles import NO_COLOR, LineWeight, NodeStyle
from qdatool.figures.figure import BoxOutline, BoxShape, Figure, FigureNode, Rect, Shape, TextLine
from qdatool.figures.style import FigureStyle

_OWN_SHARE = 0.5
"""A box smaller than this share of its node is a sign in it, not its frame."""
_FRAME_GAP = 1.5


def with_own_styles(figure: Figure, styles: Mapping[str, NodeStyle], style: FigureStyle) -> Figure:
    """Return the figure with its styled nodes drawn as they are to be; in print without colour lines alone differ."""
    for key, own in styles.items():
        node = figure.node(key)
        if node is not None and own != NodeStyle():
            figure = replace(figure, shapes=_styled(figure, node, own, style))
    return figure


def _styled(figure: Figure, node: FigureNode, own: NodeStyle, style: FigureStyle) -> tuple[Shape, ...]:
    shapes = list(figure.shapes)
    place = _frame_place(shapes, node)
    if place is None:
        place = next((i for i, shape in enumerate(shapes) if shape.key == node.key), len(shapes))
        shapes.insert(place, _new_frame(node, style))
    usual = shapes[place]
    assert isinstance(usual, BoxShape)
    drawn = _own_look(usual, own, style)
    shapes[place] = drawn
    if drawn.fill != usual.fill:
        # Light letters on a dark box would vanish on the light fill that replaces it.
        shapes = [_readable(shape, node.key, style) for shape in shapes]
    return tuple(shapes)


def _frame_place(shapes: list[Shape], node: FigureNode) -> int | None:
    """Return the place of the node's frame among the shapes, None where it has none."""
    boxes = [(i, shape) for i, shape in enumerate(shapes) if isinstance(shape, BoxShape) and shape.key == node.key]
    if not boxes:
        return None
    place, largest = max(boxes, key=lambda found: _area(found[1].rect))
    return place if _area(largest.rect) >= _OWN_SHARE * _area(node.rect) else None


def _new_frame(node: FigureNode, style: FigureStyle) -> BoxShape:
    rect = node.rect
    around = Rect(rect.x - _FRAME_GAP, rect.y - _FRAME_GAP / 2, rect.width + 2 * _FRAME_GAP, rect.height + _FRAME_GAP)
    return BoxShape(node.key, around, BoxOutline.ROUNDED, None, None, style.thin_line, style.corner_radius)


def _own_look(box: BoxShape, own: NodeStyle, style: FigureStyle) -> BoxShape:
    fill, stroke = box.fill, box.stroke
    if own.fill == NO_COLOR:
        fill = style.paper if box.fill is not None else None
    elif own.fill is not None:
        fill = style.fill(own.fill, fill or style.paper) if style.uses_colors else fill
    if own.line == NO_COLOR:
        stroke = None
    elif own.line is not None:
        stroke = style.stroke(own.line, stroke or style.line_color)
    elif own.weight is not None or own.is_dashed:
        stroke = stroke or style.line_color
    widths = {LineWeight.THIN: style.thin_line, LineWeight.HEAVY: style.heavy_line}
    width = box.line_width if own.weight is None else widths[own.weight]
    return replace(
        box, fill=fill, stroke=stroke, line_width=width or style.thin_line, is_dashed=box.is_dashed or own.is_dashed
    )


def _readable(shape: Shape, key: str, style: FigureStyle) -> Shape:
    if isinstance(shape, TextLine) and shape.key == key and shape.color == style.root_ink:
        return replace(shape, color=style.ink)
    return shape


def _area(rect: Rect) -> float:
    return rect.width * rect.height
