"""Nodes drawn otherwise than usual: lays the styles that single nodes have over a figure whose places are settled.

Their letters are set by the layouts, which must know how wide these are. A node is styled by its largest box. One that
has none of its own size, as a category in a box of the paradigm, gets a frame below its words. Letters and signs that
would vanish on a fill of its author's turn light or dark, unless their colour was chosen by hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from qdatool.coding.node_styles import NO_COLOR, LineWeight, NodeStyle
from qdatool.figures.figure import BoxOutline, BoxShape, Figure, FigureNode, LineShape, Rect, Shape, TextLine
from qdatool.figures.style import FigureStyle, contrast, mixed

_OWN_SHARE = 0.5
"""A box smaller than this share of its node is a sign in it, not its frame."""
_FRAME_GAP = 1.5
_LARGEST_SIGN = 4.0
_LEAST_CONTRAST = 4.5
"""What WCAG asks of letters of ordinary size."""
_LEAST_SIGN_CONTRAST = 3.0


def with_own_styles(figure: Figure, styles: Mapping[str, NodeStyle], style: FigureStyle) -> Figure:
    """Return the figure with its styled nodes drawn as they are to be; in print without colour lines alone differ."""
    styled = {key: own for key, own in styles.items() if own.changes_box}
    nodes = [node for node in figure.nodes if node.key in styled] if styled else []
    if not nodes:
        return figure
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, shape in enumerate(figure.shapes):
        if shape.key in styled:
            places[shape.key].append(i)
    drawn: dict[int, BoxShape] = {}
    added: defaultdict[int, list[BoxShape]] = defaultdict(list)
    filled: set[str] = set()
    for node in nodes:
        own = styled[node.key]
        place = _frame_place(figure.shapes, places[node.key], node)
        usual = figure.shapes[place] if place is not None else _new_frame(node, style)
        assert isinstance(usual, BoxShape)
        frame = _own_look(usual, own, style)
        if place is not None:
            drawn[place] = frame
            drawn |= _own_bars(figure.shapes, places[node.key], node, own, style)
        else:
            added[_first_inside(figure.shapes, places[node.key], node)].append(frame)
        if own.fill is not None:
            filled.add(node.key)
    shapes: list[Shape] = []
    for i, shape in enumerate(figure.shapes):
        shapes += added.get(i, ())
        shapes.append(drawn.get(i, shape))
    return replace(figure, shapes=tuple(_readable(shapes, _inside(figure, filled), style)))


def is_faint(own: NodeStyle, style: FigureStyle) -> bool:
    """Tell whether letters in a colour chosen by hand are hard to see on the fill that goes with it."""
    if own.letters.ink is None or own.fill in (None, NO_COLOR):
        return False
    ground = own.fill if own.is_solid else style.fill(own.fill, style.paper)
    return contrast(own.letters.ink, ground or style.paper) < _LEAST_SIGN_CONTRAST


def _frame_place(shapes: tuple[Shape, ...], places: Iterable[int], node: FigureNode) -> int | None:
    """Return the place of the node's frame among the shapes, None where it has none."""
    areas: dict[int, float] = {}
    for i in places:
        shape = shapes[i]
        if isinstance(shape, BoxShape) and node.rect.contains(shape.rect.center_x, shape.rect.center_y):
            areas[i] = _area(shape.rect)
    largest = max(areas, key=lambda i: areas[i], default=None)
    return largest if largest is not None and areas[largest] >= _OWN_SHARE * _area(node.rect) else None


def _first_inside(shapes: tuple[Shape, ...], places: list[int], node: FigureNode) -> int:
    """Return the place of the first picture, sign or word of a node; a code may stand in several boxes."""
    for i in places:
        shape = shapes[i]
        if not isinstance(shape, LineShape) and node.rect.contains(shape.rect.center_x, shape.rect.center_y):
            return i
    return places[0] if places else 0


def _new_frame(node: FigureNode, style: FigureStyle) -> BoxShape:
    rect = node.rect
    around = Rect(rect.x - _FRAME_GAP, rect.y - _FRAME_GAP / 2, rect.width + 2 * _FRAME_GAP, rect.height + _FRAME_GAP)
    return BoxShape(node.key, around, BoxOutline.ROUNDED, None, None, style.thin_line, style.corner_radius)


def _own_look(box: BoxShape, own: NodeStyle, style: FigureStyle) -> BoxShape:
    stroke = box.stroke
    if own.line == NO_COLOR:
        stroke = None
    elif own.line is not None:
        stroke = style.stroke(own.line, stroke or style.line_color)
    elif own.weight is not None or own.is_dashed:
        stroke = stroke or style.line_color
    widths = {LineWeight.THIN: style.thin_line, LineWeight.HEAVY: style.heavy_line}
    width = box.line_width if own.weight is None else widths[own.weight]
    return replace(
        box,
        fill=_own_fill(box, own, style),
        stroke=stroke,
        line_width=width or style.thin_line,
        is_dashed=box.is_dashed or own.is_dashed,
    )


def _own_fill(box: BoxShape, own: NodeStyle, style: FigureStyle) -> str | None:
    if own.fill == NO_COLOR:
        return style.paper if box.fill is not None else None
    if own.fill is None or not style.uses_colors:
        return box.fill
    return own.fill if own.is_solid else style.fill(own.fill, box.fill or style.paper)


def _own_bars(
    shapes: tuple[Shape, ...], places: Iterable[int], node: FigureNode, own: NodeStyle, style: FigureStyle
) -> dict[int, BoxShape]:
    """Return by their places the bars heading a box with a fill of its own: of one colour with it, yet told from it."""
    if own.fill is None or (own.fill != NO_COLOR and not style.uses_colors):
        return {}
    if own.fill == NO_COLOR:
        fill = style.paper
    else:
        fill = style.fill(own.fill, style.paper) if own.is_solid else mixed(own.fill, style.paper, 2 * style.tint)
    bars = ((i, shapes[i]) for i in places)
    return {
        i: replace(bar, fill=fill)
        for i, bar in bars
        if isinstance(bar, BoxShape)
        and bar.outline is BoxOutline.BAR
        and node.rect.contains(bar.rect.center_x, bar.rect.center_y)
    }


def _inside(figure: Figure, filled: set[str]) -> dict[str, tuple[str, ...]]:
    """Return the nodes that have a fill of their author's or stand in one that has, each with the boxes it lies on."""
    if not filled:
        return {}
    grounds: defaultdict[str, list[str]] = defaultdict(list)
    for node in figure.nodes:
        if node.key in filled or node.parent_key in filled:
            grounds[node.key] += [node.key, *([node.parent_key] if node.parent_key else ())]
    return {key: tuple(dict.fromkeys(keys)) for key, keys in grounds.items()}


def _readable(shapes: list[Shape], inside: Mapping[str, tuple[str, ...]], style: FigureStyle) -> list[Shape]:
    """Turn usual letters and signs that lie on a fill of their author's, and would vanish there, light or dark."""
    usual = {style.ink, style.muted_ink, style.root_ink}
    fills: defaultdict[str, list[BoxShape]] = defaultdict(list)
    for i, shape in enumerate(shapes if inside else ()):
        color = least = None
        if isinstance(shape, TextLine) and shape.color in usual:
            color, least = shape.color, _LEAST_CONTRAST
        elif isinstance(shape, BoxShape) and shape.fill is not None:
            if _is_sign(shape):
                color, least = shape.fill, _LEAST_SIGN_CONTRAST
            else:
                fills[shape.key].append(shape)
        if color is None or least is None or shape.key not in inside:
            continue
        ground = _ground_of(shape, (box for key in reversed(inside[shape.key]) for box in fills[key]))
        if ground is not None and contrast(color, ground) < least:
            best = max((style.ink, style.root_ink), key=lambda ink, on=ground: contrast(ink, on))  # type: ignore[misc]
            shapes[i] = _inked(shape, best)
    return shapes


def _inked(shape: Shape, ink: str) -> Shape:
    if isinstance(shape, TextLine):
        return replace(shape, color=ink)
    return replace(shape, fill=ink) if isinstance(shape, BoxShape) else shape


def _ground_of(shape: Shape, boxes: Iterable[BoxShape]) -> str | None:
    """Return the fill of the last of the boxes that hold the middle of a shape; later ones lie above."""
    if isinstance(shape, LineShape):
        return None
    x, y = shape.rect.center_x, shape.rect.center_y
    return next((box.fill for box in reversed(tuple(boxes)) if box.rect.contains(x, y)), None)


def _is_sign(box: BoxShape) -> bool:
    return box.outline is BoxOutline.OVAL and box.stroke is None and box.rect.width <= _LARGEST_SIGN


def _area(rect: Rect) -> float:
    return rect.width * rect.height
