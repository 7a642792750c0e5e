"""A free map as a figure: nodes where their layout or the user put them, pushed apart where they would overlap."""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from qdatool.figures.connectors import clipped
from qdatool.figures.evidence import evidence_block
from qdatool.figures.figure import Anchor, BoxOutline, Figure, LineShape, Rect
from qdatool.figures.legend import write_legend
from qdatool.figures.lettering import TextBlock, Typesetter
from qdatool.figures.map_forms import draw_form
from qdatool.figures.map_pictures import draw_picture, picture_block
from qdatool.figures.map_places import map_places
from qdatool.figures.measure import TextMeasurer
from qdatool.figures.routes import bends_of, half_way, way_of
from qdatool.figures.sheet import BoxLook, Sheet, pinned_rect
from qdatool.figures.spec import PIN_WIDTH_PT, FreeLink, FreeNode, FreeSpec, NodeForm, PinnedPosition
from qdatool.figures.style import FigureStyle

_PADDING = (5.0, 2.5)
_LABEL_SHARE = 0.24
_HEIGHT_SHARE = 0.62
# Between two boxes there is room for an arrow, and for what it says where they are linked.
_CLEARANCE = (36.0, 20.0)
_SHOWN_OF_LINK = (14.0, 9.5)
"""How much of a link is to be seen beside its words, across and down."""
_MOST_ROOM_SHARE = 0.3
_ROUNDS = 60
_TRIES = 2
_TOLERANCE = 0.01
_BEND_ROOM = 10.0
"""How far below the upper edge a link bends at the highest, so that its words have room."""
_STRETCH = 1.15
_LEAST_ROOM = 0.8
"""How much more room than its boxes with what lies between them a map has at least, as a share."""
_LEVEL_SHARE = 0.2
_MOST_COVERED = 0.45
_ABOVE_LINE = 1.0
_QUOTATION_SHARE = 0.34
_WORD_SLACK = 0.1


def layout_free(spec: FreeSpec, style: FigureStyle, measurer: TextMeasurer, width_pt: float) -> Figure:
    """Return the map, exactly ``width_pt`` wide; the same map comes out the same each time."""
    typesetter = Typesetter(style, measurer, spec.language.main, spec.styles)
    frame = Rect(style.margin, style.margin, width_pt - 2 * style.margin, 0.0)
    boxes = {node.key: _box(spec, node, typesetter, frame) for node in spec.nodes}
    rects = _placed(spec, boxes, frame, _rooms(spec, typesetter, width_pt))
    sheet = Sheet(typesetter, spec.direction, width_pt)
    bottom = max((rect.bottom for rect in rects.values()), default=0.0)
    for link in spec.links:
        if link.source in rects and link.target in rects and link.source != link.target:
            bottom = max(bottom, _draw_link(sheet, link, rects, spec.routes.get(link.key, ()), frame))
    for node in spec.nodes:
        _draw_node(sheet, node, boxes[node.key].block, rects[node.key])
    height = write_legend(sheet, spec.legend, bottom + style.margin)
    return sheet.finished(spec.title, spec.language.main, height, spec.caption)


@dataclass(frozen=True, slots=True)
class _Box:
    """The words of a node and the size of the box round them."""

    block: TextBlock
    width: float
    height: float


def _box(spec: FreeSpec, node: FreeNode, typesetter: Typesetter, frame: Rect) -> _Box:
    """Return a box as large as its words need, or as the user made it where they fit in."""
    if node.picture is not None:
        return _Box(*picture_block(node, node.picture, spec.sizes.get(node.key), typesetter, frame))
    lettering = typesetter.own(typesetter.lettering(typesetter.style.twig_pt, is_balanced=True), node.key)
    label, size = typesetter.counted(node.label, node.count), spec.sizes.get(node.key)
    widest = typesetter.widest_word(label, lettering) + _WORD_SLACK
    if size is None:
        room = max(_room(node) * _figure_width(frame), min(widest, frame.width - 2 * _PADDING[0]))
        block = typesetter.block(label, lettering, room)
        return _Box(block, block.width + 2 * _PADDING[0], block.height + 2 * _PADDING[1])
    scale = _figure_width(frame) / PIN_WIDTH_PT
    least = widest + 2 * _PADDING[0]
    width = min(max(size.width_pt * scale, least), frame.width)
    block = typesetter.block(label, lettering, width - 2 * _PADDING[0])
    return _Box(block, width, max(size.height_pt * scale, block.height + 2 * _PADDING[1]))


def _figure_width(frame: Rect) -> float:
    return frame.width + 2 * frame.x


def _room(node: FreeNode) -> float:
    """Return the share of the width that a label may take; a passage needs more of it than a name."""
    return _LABEL_SHARE if node.form in (NodeForm.CODE, NodeForm.PARTICIPANT) else _QUOTATION_SHARE


def _rooms(spec: FreeSpec, typesetter: Typesetter, width: float) -> dict[frozenset[str], tuple[float, float]]:
    """Return how far apart two linked boxes stand, across and down, where the words on their link need more room."""
    rooms: dict[frozenset[str], tuple[float, float]] = {}
    for link in spec.links:
        blocks = _words_of(link, typesetter, width)
        if not blocks:
            continue
        across = min(max(block.width for block in blocks) + _SHOWN_OF_LINK[0], _MOST_ROOM_SHARE * width)
        down = sum(block.height for block in blocks) + _SHOWN_OF_LINK[1]
        ends = frozenset((link.source, link.target))
        least = rooms.get(ends, _CLEARANCE)
        rooms[ends] = (max(across, least[0]), max(down, least[1]))
    return rooms


def _placed(
    spec: FreeSpec, boxes: dict[str, _Box], frame: Rect, rooms: Mapping[frozenset[str], tuple[float, float]]
) -> dict[str, Rect]:
    """Return the place of every node: springs first, then apart, pinned ones where the user put them."""
    width = _figure_width(frame)
    scale = width / PIN_WIDTH_PT
    ends = [(link.source, link.target) for link in spec.links]
    spread = spec.places or map_places([node.key for node in spec.nodes], ends, spec.layout)
    # A map that is far too low for its boxes would be tried in vain, which takes long where there are hundreds.
    needed = sum((box.width + _CLEARANCE[0]) * (box.height + _CLEARANCE[1]) for box in boxes.values())
    height = max(_HEIGHT_SHARE * width, _LEAST_ROOM * needed / frame.width)
    rects: dict[str, Rect] = {}
    for _ in range(_TRIES):
        rects = {}
        for key, (x, y) in spread.items():
            w, h = boxes[key].width, boxes[key].height
            rect = Rect(frame.x + x * (frame.width - w), frame.y + y * height, w, h)
            rects[key] = pinned_rect(rect, spec.pinned.get(key), scale, frame)
        if _push_apart(rects, frozenset(spec.pinned), frame, rooms):
            return rects
        height *= _STRETCH
    _let_down(rects, frozenset(spec.pinned), rooms)
    return rects


def _push_apart(
    rects: dict[str, Rect],
    pinned: frozenset[str],
    frame: Rect,
    rooms: Mapping[frozenset[str], tuple[float, float]],
) -> bool:
    """Move unpinned boxes until none is too near another, and return whether that came out."""
    reach = _reach(rooms)
    for _ in range(_ROUNDS):
        is_clear = True
        # From above, so that only boxes of about the same height are looked at. What is pushed meanwhile may be missed
        # in this round; a round without a push has missed nothing.
        keys = sorted(rects, key=lambda key: rects[key].y)
        for i, first in enumerate(keys):
            for second in islice(keys, i + 1, None):
                if rects[second].y > rects[first].bottom + reach:
                    break
                if first in pinned and second in pinned:
                    continue
                if _part(rects, (first, second), _room_between(rooms, first, second), pinned, frame):
                    is_clear = False
        if is_clear:
            return True
    return False


def _let_down(
    rects: dict[str, Rect], pinned: frozenset[str], rooms: Mapping[frozenset[str], tuple[float, float]]
) -> None:
    """Move unpinned boxes down, the highest first, until each stands clear of those before it."""
    reach = _reach(rooms)
    placed = sorted((key for key in rects if key in pinned), key=lambda key: rects[key].y)
    for key in sorted((key for key in rects if key not in pinned), key=lambda key: rects[key].y):
        rect, is_clear = rects[key], False
        while not is_clear:
            is_clear = True
            for other in placed:
                if rects[other].y > rect.bottom + reach:
                    break
                room = _room_between(rooms, key, other)
                if _is_near(rect, rects[other], room):
                    rect, is_clear = Rect(rect.x, rects[other].bottom + room[1], rect.width, rect.height), False
        rects[key] = rect
        insort(placed, key, key=lambda each: rects[each].y)


def _reach(rooms: Mapping[frozenset[str], tuple[float, float]]) -> float:
    """Return how far apart two boxes must stand, one above the other, so that nothing more need be asked."""
    return max((down for _, down in rooms.values()), default=0.0) + _CLEARANCE[1]


def _room_between(rooms: Mapping[frozenset[str], tuple[float, float]], first: str, second: str) -> tuple[float, float]:
    return rooms.get(frozenset((first, second)), _CLEARANCE) if rooms else _CLEARANCE


def _is_near(a: Rect, b: Rect, room: tuple[float, float]) -> bool:
    across, down = _nearness(a, b, room)
    return across > _TOLERANCE and down > _TOLERANCE


def _nearness(a: Rect, b: Rect, room: tuple[float, float]) -> tuple[float, float]:
    """Return by how much two boxes lie too near, across and down; they are too near only if both are more than 0."""
    across = min(a.right, b.right) - max(a.x, b.x) + room[0]
    return across, min(a.bottom, b.bottom) - max(a.y, b.y) + room[1]


def _part(
    rects: dict[str, Rect], pair: tuple[str, str], room: tuple[float, float], pinned: frozenset[str], frame: Rect
) -> bool:
    """Push two boxes apart along the shorter way if they are too near; return whether they were."""
    first, second = pair
    a, b = rects[first], rects[second]
    across, down = _nearness(a, b, room)
    if across <= _TOLERANCE or down <= _TOLERANCE:
        return False
    # Two that have no room beside each other would only be pushed against the sides of the figure.
    is_sideways = across < down and a.width + b.width + room[0] <= frame.width
    share = 1.0 if first in pinned or second in pinned else 0.5
    push = (across if is_sideways else down) * share + 0.01
    is_before = (a.center_x, a.center_y) < (b.center_x, b.center_y) if is_sideways else a.center_y <= b.center_y
    sign = -1 if is_before else 1
    for key, rect, way in ((first, a, sign), (second, b, -sign)):
        if key in pinned:
            continue
        x = rect.x + way * push if is_sideways else rect.x
        y = rect.y if is_sideways else rect.y + way * push
        x = max(frame.x, min(x, frame.right - rect.width))
        rects[key] = Rect(x, max(frame.y, y), rect.width, rect.height)
    return True


def _draw_link(
    sheet: Sheet, link: FreeLink, rects: dict[str, Rect], route: Sequence[PinnedPosition], frame: Rect
) -> float:
    """Draw a line and what it says half way along it, and return how far down they reach."""
    style = sheet.style
    source, target = rects[link.source], rects[link.target]
    bends = bends_of(route, sheet.width, frame, _BEND_ROOM)
    straight = (
        clipped((target.center_x, target.center_y), source),
        clipped((source.center_x, source.center_y), target),
    )
    points = way_of(source, target, bends) if bends else straight
    arrow_size = style.arrow_size if link.is_directed else 0.0
    look = (style.link_color, style.arrow_line)
    line = LineShape(link.key, points, *look, line_style=link.line_style, arrow_size=arrow_size)
    sheet.add_link(replace(line, bends=bends, description=link.description))
    lowest = max(y for _, y in points)
    return max(lowest, _write_on_link(sheet, link, points))


def _words_of(link: FreeLink, typesetter: Typesetter, width: float) -> list[TextBlock]:
    """Return what stands on a link, from above."""
    room = width / 4
    lettering = typesetter.lettering(typesetter.style.count_pt)
    label = typesetter.block(link.label, lettering, room) if link.label else None
    evidence = evidence_block(typesetter, link.supporting, link.contradicting, room)
    return [block for block in (label, evidence) if block is not None]


def _write_on_link(sheet: Sheet, link: FreeLink, points: Sequence[tuple[float, float]]) -> float:
    """Write what a link says, and below it what speaks for and against it; return how far down that reaches."""
    style = sheet.style
    blocks = _words_of(link, sheet.typesetter, sheet.width)
    if not blocks:
        return 0.0
    width, height = max(block.width for block in blocks), sum(block.height for block in blocks)
    half, middle = width / 2 + style.margin, half_way(points)
    x = min(max(middle[0], half), sheet.width - half)
    top = middle[1] - height / 2
    if _is_covered(points, width):
        # Over the line, or nobody would see whether it is dashed or dotted.
        top = max(0.0, min(y for _, y in points) - height - _ABOVE_LINE)
    ground = Rect(x - width / 2 - 1, top, width + 2, height)
    sheet.add_box(link.key, ground, BoxLook(BoxOutline.PLAIN, style.paper, None, 0.0))
    for block in blocks:
        sheet.add_text(link.key, block, x, top, Anchor.MIDDLE)
        top += block.height
    return ground.bottom


def _is_covered(points: Sequence[tuple[float, float]], width: float) -> bool:
    """Tell whether words so wide would leave too little to be seen of a line that is about level."""
    (x1, y1), (x2, y2) = points[0], points[-1]
    return len(points) == 2 and abs(y2 - y1) < _LEVEL_SHARE * abs(x2 - x1) and width > _MOST_COVERED * abs(x2 - x1)


def _draw_node(sheet: Sheet, node: FreeNode, block: TextBlock, rect: Rect) -> None:
    sheet.add_node(node.key, rect, node.label or node.name)
    if node.picture is not None:
        draw_picture(sheet, node, node.picture, block, rect)
        return
    draw_form(sheet, node.key, rect, node.form, node.color)
    sheet.add_text(node.key, block, rect.center_x, rect.center_y - block.height / 2, Anchor.MIDDLE)
