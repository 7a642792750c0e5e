"""A figure as things that can be edited: blocks with whole paragraphs in them, and connections from block to block.

Formats whose readers go on editing (slides, diagrams, graphs) need what belongs together, not where each line of
letters stands. A block is one box, or lettering that stands in none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from qdatool.coding.node_keys import ends_of, is_link
from qdatool.coding.roles import Direction
from qdatool.figures.figure import (
    Anchor,
    BoxOutline,
    BoxShape,
    Figure,
    FigureFonts,
    FigureNode,
    LineShape,
    PictureShape,
    Rect,
    TextLine,
)

_LARGEST_BULLET = 4.0
_ROOM_BESIDE = 0.12


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of one label in one language: as they were broken, and joined again as ``text``.

    Lengths are in points; ``baseline`` is that of the first line. ``bold_lead`` is how many characters at the
    beginning are bold in a paragraph that is not. ``bullet`` is the dot before the paragraph.
    """

    key: str
    text: str
    lines: tuple[str, ...]
    language: str
    direction: Direction
    anchor: Anchor
    size_pt: float
    color: str
    is_bold: bool
    left: float
    width: float
    baseline: float
    line_height: float
    bold_lead: int = 0
    fonts: FigureFonts | None = None
    bullet: BoxShape | None = None

    @property
    def last_baseline(self) -> float:
        """The y of the baseline of the last line, in points."""
        return self.baseline + self.line_height * (len(self.lines) - 1)

    @property
    def right(self) -> float:
        """The x where the longest line ends."""
        return self.left + self.width

    @property
    def is_centered(self) -> bool:
        """Whether the lines stand about one axis."""
        return self.anchor is Anchor.MIDDLE

    @property
    def stands_right(self) -> bool:
        """Whether the lines end at one x on their right; they begin at one x on their left otherwise."""
        return (self.anchor is Anchor.START) == (self.direction is Direction.RTL)

    @property
    def bullet_gap(self) -> float:
        """How far the bullet reaches out from the letters."""
        if self.bullet is None:
            return 0.0
        rect = self.bullet.rect
        return max(0.0, rect.right - self.right if self.stands_right else self.left - rect.x)

    def margins(self, rect: Rect) -> tuple[float, float]:
        """Return the room to keep free on the left and on the right of ``rect`` so that the lines stand in place."""
        if self.is_centered:
            off = 2 * (self.left + self.width / 2 - rect.center_x)
            return max(0.0, off), max(0.0, -off)
        return (0.0, max(0.0, rect.right - self.right)) if self.stands_right else (max(0.0, self.left - rect.x), 0.0)


@dataclass(frozen=True, slots=True)
class Block:
    """A box with the paragraphs in it; without ``box`` the paragraphs stand by themselves in ``rect``.

    A picture is a block of its own.
    """

    key: str
    rect: Rect
    box: BoxShape | None
    paragraphs: tuple[Paragraph, ...]
    picture: PictureShape | None = None


@dataclass(frozen=True, slots=True)
class Connection:
    """A line from one node to another, by their keys."""

    source: str
    target: str
    line: LineShape


@dataclass(frozen=True, slots=True)
class FigureParts:
    """Blocks in the order of painting, connections, and lines that connect nothing."""

    blocks: tuple[Block, ...]
    connections: tuple[Connection, ...]
    strokes: tuple[LineShape, ...]

    def block_of(self, key: str) -> Block | None:
        """Return the largest block of a node: the one that a connection holds on to."""
        found = [block for block in self.blocks if block.key == key]
        return max(found, key=lambda block: block.rect.width * block.rect.height, default=None)

    def block_at(self, key: str, point: tuple[float, float]) -> Block | None:
        """Return the block of a node that a connection holds on to which ends at a point.

        Below a picture this is its caption: a line to the picture itself would run through the words.
        """
        held = self.block_of(key)
        if held is None or held.picture is None or point[1] <= held.rect.bottom:
            return held
        return next((block for block in self.blocks if block.key == key and block.paragraphs), held)


def figure_parts(figure: Figure) -> FigureParts:
    """Return the parts of a figure that is laid out."""
    frames = [box for box in figure.boxes if not _is_bullet(box)]
    bullets: defaultdict[str, list[BoxShape]] = defaultdict(list)
    for box in figure.boxes:
        if _is_bullet(box):
            bullets[box.key].append(box)
    nodes = {node.key: node for node in figure.nodes}
    inside: defaultdict[int | None, list[Paragraph]] = defaultdict(list)
    for lines in _paragraph_lines(figure.texts):
        node = nodes.get(lines[0].key)
        paragraph = _joined(lines, node.label if node else "", _bullet_before(lines[0], bullets[lines[0].key]))
        owners = (lines[0].key, node.parent_key if node else None)
        inside[_frame_around(lines[0], frames, owners)].append(paragraph)
    blocks: list[Block] = []
    for i, box in enumerate(frames):
        columns = _columns(inside[i])
        blocks.append(Block(box.key, box.rect, box, tuple(columns[0]) if len(columns) == 1 else ()))
        if len(columns) > 1:
            blocks += [Block(box.key, _column_rect(column, nodes), None, tuple(column)) for column in columns]
    connections = [Connection(*ends_of(line.key), line) for line in figure.lines if is_link(line.key)]
    strokes = [line for line in figure.lines if not is_link(line.key)]
    blocks += [Block(shape.key, shape.rect, None, (), shape) for shape in figure.pictures]
    return FigureParts((*blocks, *_standing_alone(inside[None])), tuple(connections), tuple(strokes))


def _bullet_before(line: TextLine, bullets: list[BoxShape]) -> BoxShape | None:
    """Return the bullet at the height of a line; the second language of a name has none."""
    return next((each for each in bullets if line.rect.y <= each.rect.center_y <= line.rect.bottom), None)


def _is_bullet(box: BoxShape) -> bool:
    return box.outline is BoxOutline.OVAL and box.stroke is None and box.rect.width <= _LARGEST_BULLET


def _paragraph_lines(texts: tuple[TextLine, ...]) -> list[list[TextLine]]:
    """Return the lines that follow each other as one label in one language and one lettering."""
    groups: list[list[TextLine]] = []
    for line in texts:
        last = groups[-1][-1] if groups else None
        if last is not None and _lettering(last) == _lettering(line) and last.y < line.y < last.y + 2.5 * line.size_pt:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _lettering(line: TextLine) -> tuple[object, ...]:
    return line.key, line.language, line.size_pt, line.is_bold, line.anchor, line.direction


def _joined(lines: list[TextLine], label: str, bullet: BoxShape | None) -> Paragraph:
    first = lines[0]
    text = first.text
    for line in lines[1:]:
        before, after = text.rsplit(" ", 1)[-1], line.text.split(" ", 1)[0]
        # An overlong word was parted without a space; the label knows it whole.
        text += line.text if before + after in label else f" {line.text}"
    height = (lines[-1].y - first.y) / (len(lines) - 1) if len(lines) > 1 else 1.3 * first.size_pt
    return Paragraph(
        key=first.key,
        text=text,
        lines=tuple(line.text for line in lines),
        language=first.language,
        direction=first.direction,
        anchor=first.anchor,
        size_pt=first.size_pt,
        color=first.color,
        is_bold=first.is_bold,
        left=min(line.left for line in lines),
        width=max(line.width for line in lines),
        baseline=first.y,
        line_height=height,
        bold_lead=first.bold_lead,
        fonts=first.fonts,
        bullet=bullet,
    )


def _frame_around(line: TextLine, frames: list[BoxShape], owners: tuple[str | None, ...]) -> int | None:
    """Return the place of the smallest box that holds the line, the later one of two alike.

    Where several lie over each other that is a box of the line's own node, or else of the one that this stands in;
    the words of a link stand in its own box alone, and those of nothing else do.
    """
    rect = line.rect
    around = [i for i, box in enumerate(frames) if box.rect.contains(rect.center_x, rect.center_y)]
    for owner in owners:
        own = [i for i in around if frames[i].key == owner]
        if own or is_link(line.key):
            around = own
            break
    else:
        around = [i for i in around if not is_link(frames[i].key)]
    return min(around, key=lambda i: (frames[i].rect.width * frames[i].rect.height, -i), default=None)


def _columns(paragraphs: list[Paragraph]) -> list[list[Paragraph]]:
    """Return the paragraphs by column, in the order in which the columns begin."""
    columns: list[list[Paragraph]] = [[]]
    for paragraph in paragraphs:
        if columns[-1] and paragraph.baseline < columns[-1][-1].baseline + 0.1:
            columns.append([])
        columns[-1].append(paragraph)
    return columns


def _column_rect(column: list[Paragraph], nodes: Mapping[str, FigureNode]) -> Rect:
    """Return the room of a column, that of its bullets included."""
    rects = [nodes[each.key].rect if each.key in nodes else _around([each]) for each in column]
    left, top = min(rect.x for rect in rects), min(rect.y for rect in rects)
    return Rect(left, top, max(rect.right for rect in rects) - left, max(rect.bottom for rect in rects) - top)


def _standing_alone(paragraphs: list[Paragraph]) -> list[Block]:
    """Return blocks for the paragraphs that stand in no box: by key, and each column by itself."""
    by_key: defaultdict[str, list[Paragraph]] = defaultdict(list)
    for paragraph in paragraphs:
        by_key[paragraph.key].append(paragraph)
    columns = [(key, column) for key, own in by_key.items() for column in _columns(own)]
    return [Block(key, _with_room(_around(column), column), None, tuple(column)) for key, column in columns]


def _with_room(rect: Rect, paragraphs: list[Paragraph]) -> Rect:
    """Return a wider place for centred words, which engines that lack their font cut off at its sides."""
    if any(each.anchor is not Anchor.MIDDLE for each in paragraphs):
        return rect
    room = _ROOM_BESIDE * rect.width
    return Rect(rect.x - room, rect.y, rect.width + 2 * room, rect.height)


def _around(paragraphs: list[Paragraph]) -> Rect:
    # Room above for engines that set the first line of a paragraph lower than the figure does.
    left = min(each.left for each in paragraphs)
    top = max(0.0, min(each.baseline - 1.3 * each.size_pt for each in paragraphs))
    right = max(each.right for each in paragraphs)
    return Rect(left, top, right - left, max(each.last_baseline + 0.4 * each.size_pt for each in paragraphs) - top)
