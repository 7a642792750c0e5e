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
    Rect,
    TextLine,
)

_LARGEST_BULLET = 4.0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of one label in one language: as they were broken, and joined again as ``text``.

    Lengths are in points; ``bold_lead`` is how many characters at the beginning are bold in a
    paragraph that is not.
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
    is_bulleted: bool
    left: float
    width: float
    top: float
    line_height: float
    bold_lead: int = 0
    fonts: FigureFonts | None = None

    @property
    def bottom(self) -> float:
        """The y where the paragraph ends, in points."""
        return self.top + self.line_height * len(self.lines)


@dataclass(frozen=True, slots=True)
class Block:
    """A box with the paragraphs in it; without ``box`` the paragraphs stand by themselves in ``rect``."""

    key: str
    rect: Rect
    box: BoxShape | None
    paragraphs: tuple[Paragraph, ...]


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


def figure_parts(figure: Figure) -> FigureParts:
    """Return the parts of a figure that is laid out."""
    frames = [box for box in figure.boxes if not _is_bullet(box)]
    bulleted = {box.key for box in figure.boxes if _is_bullet(box)}
    nodes = {node.key: node for node in figure.nodes}
    inside: defaultdict[int | None, list[Paragraph]] = defaultdict(list)
    for lines in _paragraph_lines(figure.texts):
        node = nodes.get(lines[0].key)
        paragraph = _joined(lines, node.label if node else "", is_bulleted=lines[0].key in bulleted)
        inside[_frame_around(lines[0], frames)].append(paragraph)
    blocks: list[Block] = []
    for i, box in enumerate(frames):
        columns = _columns(inside[i])
        blocks.append(Block(box.key, box.rect, box, tuple(columns[0]) if len(columns) == 1 else ()))
        if len(columns) > 1:
            blocks += [Block(box.key, _column_rect(column, nodes), None, tuple(column)) for column in columns]
    connections = [Connection(*ends_of(line.key), line) for line in figure.lines if is_link(line.key)]
    strokes = [line for line in figure.lines if not is_link(line.key)]
    return FigureParts((*blocks, *_standing_alone(inside[None])), tuple(connections), tuple(strokes))


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


def _joined(lines: list[TextLine], label: str, *, is_bulleted: bool) -> Paragraph:
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
        is_bulleted=is_bulleted,
        left=min(line.left for line in lines),
        width=max(line.width for line in lines),
        top=first.y - 0.28 * first.size_pt - height / 2,
        line_height=height,
        bold_lead=first.bold_lead,
        fonts=first.fonts,
    )


def _frame_around(line: TextLine, frames: list[BoxShape]) -> int | None:
    """Return the place of the smallest box that holds the line, the later one of two alike."""
    rect = line.rect
    around = [i for i, box in enumerate(frames) if box.rect.contains(rect.center_x, rect.center_y)]
    return min(around, key=lambda i: (frames[i].rect.width * frames[i].rect.height, -i), default=None)


def _columns(paragraphs: list[Paragraph]) -> list[list[Paragraph]]:
    """Return the paragraphs by column, in the order in which the columns begin."""
    columns: list[list[Paragraph]] = [[]]
    for paragraph in paragraphs:
        if columns[-1] and paragraph.top < columns[-1][-1].top:
            columns.append([])
        columns[-1].append(paragraph)
    return columns


def _column_rect(column: list[Paragraph], nodes: Mapping[str, FigureNode]) -> Rect:
    """Return the room of a column, that of its bullets included."""
    rects = [nodes[each.key].rect if each.key in nodes else _around([each]) for each in column]
    left, top = min(rect.x for rect in rects), min(rect.y for rect in rects)
    return Rect(left, top, max(rect.right for rect in rects) - left, max(rect.bottom for rect in rects) - top)


def _standing_alone(paragraphs: list[Paragraph]) -> list[Block]:
    """Return a block for the paragraphs of each key that stand in no box."""
    by_key: defaultdict[str, list[Paragraph]] = defaultdict(list)
    for paragraph in paragraphs:
        by_key[paragraph.key].append(paragraph)
    return [Block(key, _around(own), None, tuple(own)) for key, own in by_key.items()]


def _around(paragraphs: list[Paragraph]) -> Rect:
    left, top = min(each.left for each in paragraphs), min(each.top for each in paragraphs)
    right = max(each.left + each.width for each in paragraphs)
    return Rect(left, top, right - left, max(each.bottom for each in paragraphs) - top)
