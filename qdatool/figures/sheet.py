"""The sheet a layout draws on: it thinks from the start edge, and the sheet turns the result for its direction.

While a figure is laid out x counts from the start edge and text stands at the start, middle or end of that reading.
``finished`` mirrors places, and places only, when the figure reads from right to left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qdatool.coding.roles import Direction
from qdatool.figures.figure import (
    Anchor,
    BoxOutline,
    BoxShape,
    Figure,
    FigureNode,
    LineShape,
    Rect,
    Shape,
    TextLine,
)
from qdatool.figures.spec import LabelText

if TYPE_CHECKING:
    from qdatool.figures.lettering import TextBlock, Typesetter
    from qdatool.figures.spec import FigureCaption, Label, PinnedPosition

_FLIPPED = {Anchor.START: Anchor.END, Anchor.MIDDLE: Anchor.MIDDLE, Anchor.END: Anchor.START}


@dataclass(frozen=True, slots=True)
class BoxLook:
    """Everything about a box but its place."""

    outline: BoxOutline
    fill: str | None
    stroke: str | None
    line_width: float
    radius: float = 0.0
    is_dashed: bool = False


class Sheet:
    """Collects shapes; links lie below the nodes, whatever the order in which they come."""

    def __init__(self, typesetter: Typesetter, direction: Direction, width: float) -> None:
        self.typesetter = typesetter
        self.style = typesetter.style
        self.width = width
        self._direction = Direction.RTL if direction is Direction.RTL else Direction.LTR
        self._links: list[LineShape] = []
        self._shapes: list[Shape] = []
        self._nodes: list[FigureNode] = []

    def add_node(self, key: str, rect: Rect, label: Label, parent_key: str | None = None) -> None:
        """Make a place known that can be hit; one with a parent moves with it."""
        text = " / ".join(part.text for part in label)
        self._nodes.append(FigureNode(key, rect, text, parent_key, is_movable=parent_key is None))

    def add_box(self, key: str, rect: Rect, look: BoxLook) -> None:
        """Draw a box above what is there."""
        self._shapes.append(
            BoxShape(key, rect, look.outline, look.fill, look.stroke, look.line_width, look.radius, look.is_dashed)
        )

    def add_line(self, line: LineShape) -> None:
        """Draw a line above what is there."""
        self._shapes.append(line)

    def add_link(self, link: LineShape) -> None:
        """Draw a line below all boxes."""
        self._links.append(link)

    def add_text(self, key: str, block: TextBlock, x: float, top: float, anchor: Anchor) -> None:
        """Write a block with its ``anchor`` side, in the figure's reading, at x."""
        for row in block.rows:
            self._shapes.append(
                TextLine(
                    key=key,
                    text=row.text,
                    x=x,
                    y=top + row.offset,
                    width=row.width,
                    size_pt=row.size_pt,
                    direction=row.direction,
                    language=row.language,
                    anchor=anchor,
                    is_bold=row.is_bold,
                    color=row.color,
                )
            )

    def finished(self, title: str, language: str, height: float, caption: FigureCaption | None) -> Figure:
        """Return the figure, ``height`` points high and higher by its caption."""
        if caption is not None:
            height = self._write_caption(caption, height)
        return Figure(
            title=title,
            language=language,
            direction=self._direction,
            width=self.width,
            height=height,
            shapes=tuple(self._turned(shape) for shape in (*self._links, *self._shapes)),
            nodes=tuple(replace(node, rect=self._turned_rect(node.rect)) for node in self._nodes),
        )

    def _write_caption(self, caption: FigureCaption, top: float) -> float:
        """Write the caption below ``top``, its lead in bold, and return where it ends."""
        style = self.style
        plain = self.typesetter.lettering(style.caption_pt)
        whole = (LabelText(f"{caption.lead} {caption.text}", caption.language),)
        block = self.typesetter.block(whole, plain, 0.94 * (self.width - 2 * style.margin))
        top += 0.7 * style.caption_pt
        first = block.rows[0]
        self.add_text("caption", replace(block, rows=block.rows[1:]), self.width / 2, top, Anchor.MIDDLE)
        bold = self.typesetter.lettering(style.caption_pt, is_bold=True)
        lead = self.typesetter.block((LabelText(f"{caption.lead}\u00a0", caption.language),), bold, self.width)
        rest = self.typesetter.block(
            (LabelText(first.text.removeprefix(caption.lead).strip(), caption.language),), plain, self.width
        )
        # The lead stands before the text in the reading of the caption, which need not be that of the figure.
        is_forward = first.direction is self._direction
        start = (self.width - lead.width - rest.width) / 2
        places = (start, start + lead.width) if is_forward else (start + rest.width, start)
        for part, x in zip((lead, rest), places, strict=True):
            self.add_text("caption", part, x, top, Anchor.START)
        return top + block.height + style.margin

    def _turned(self, shape: Shape) -> Shape:
        if isinstance(shape, TextLine):
            anchor = shape.anchor if shape.direction is self._direction else _FLIPPED[shape.anchor]
            return replace(shape, x=self._turned_x(shape.x), anchor=anchor)
        if self._direction is not Direction.RTL:
            return shape
        if isinstance(shape, BoxShape):
            return replace(shape, rect=self._turned_rect(shape.rect))
        return replace(shape, points=tuple((self._turned_x(x), y) for x, y in shape.points))

    def _turned_x(self, x: float) -> float:
        return self.width - x if self._direction is Direction.RTL else x

    def _turned_rect(self, rect: Rect) -> Rect:
        if self._direction is not Direction.RTL:
            return rect
        return Rect(self.width - rect.right, rect.y, rect.width, rect.height)


def pinned_rect(rect: Rect, position: PinnedPosition | None, scale: float, frame: Rect) -> Rect:
    """Return ``rect`` centred where the user put it, pushed inside the frame's sides and top; unchanged without a pin.

    ``scale`` is the width of the figure over ``PIN_WIDTH_PT``.
    """
    if position is None:
        return rect
    x = position.x * scale - rect.width / 2
    y = position.y * scale - rect.height / 2
    x = max(frame.x, min(x, frame.right - rect.width))
    return Rect(x, max(frame.y, y), rect.width, rect.height)
