"""The sheet a layout draws on: it thinks from the start edge, and the sheet turns the result for its direction.

While a figure is laid out x counts from the start edge and text stands at the start, middle or end of that reading.
The sheet mirrors places, and places only, when the figure reads from right to left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from qdatool.coding.roles import Direction
from qdatool.figures.figure import (
    Anchor,
    BoxOutline,
    BoxShape,
    Figure,
    FigureNode,
    LineShape,
    PictureShape,
    Rect,
    Shape,
    TextLine,
)
from qdatool.figures.lettering import TextBlock, Typesetter
from qdatool.figures.patterns import STRIP_WIDTH, pattern_lines
from qdatool.figures.spec import FigureCaption, Label, LabelText, PinnedPosition
from qdatool.figures.style import is_dark

_CAPTION_SHARE = 0.94
_WHITE = "#ffffff"
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
        self._is_turned = direction is Direction.RTL
        self._direction = Direction.RTL if self._is_turned else Direction.LTR
        self._links: list[LineShape] = []
        self._shapes: list[Shape] = []
        self._nodes: list[FigureNode] = []
        self._patterns: dict[str, int] = {}

    def add_node(self, key: str, rect: Rect, label: Label, parent_key: str | None = None) -> None:
        """Make a place known that can be hit; one with a parent moves with it."""
        text = " / ".join([part.text for part in label])
        self._nodes.append(FigureNode(key, self._turned(rect), text, parent_key))

    def add_box(self, key: str, rect: Rect, look: BoxLook) -> None:
        """Draw a box above what is there."""
        self._shapes.append(
            BoxShape(
                key,
                self._turned(rect),
                look.outline,
                look.fill,
                look.stroke,
                look.line_width,
                look.radius,
                look.is_dashed,
            )
        )

    def add_picture(self, picture: PictureShape) -> None:
        """Draw a picture above what is there; it is never mirrored."""
        ground = _WHITE if is_dark(self.style.paper) else None
        self._shapes.append(replace(picture, rect=self._turned(picture.rect), ground=ground))

    def add_pattern(self, key: str, rect: Rect, color: str | None) -> None:
        """Mark the start side of the box at ``rect`` with the pattern of its colour, where the style has patterns."""
        if color is None or not self.style.has_patterns:
            return
        number = self._patterns.setdefault(color, len(self._patterns))
        inset = self.style.corner_radius
        strip = Rect(rect.x, rect.y + inset, STRIP_WIDTH, max(0.0, rect.height - 2 * inset))
        for ends in pattern_lines(strip, number):
            self.add_line(LineShape(key, ends, self.style.ink, self.style.thin_line))

    def add_line(self, line: LineShape) -> None:
        """Draw a line above what is there."""
        self._shapes.append(self._turned_line(line))

    def add_link(self, link: LineShape) -> None:
        """Draw a line below all boxes."""
        self._links.append(self._turned_line(link))

    def add_text(self, key: str, block: TextBlock, x: float, top: float, anchor: Anchor) -> None:
        """Write a block with its ``anchor`` side, in the figure's reading, at x."""
        x = self.width - x if self._is_turned else x
        for row in block.rows:
            self._shapes.append(
                TextLine(
                    key,
                    row.text,
                    x,
                    top + row.offset,
                    row.width,
                    row.size_pt,
                    row.direction,
                    row.language,
                    anchor if row.direction is self._direction else _FLIPPED[anchor],
                    row.is_bold,
                    row.color,
                    fonts=row.fonts,
                )
            )

    def finished(self, title: str, language: str, height: float, caption: FigureCaption | None) -> Figure:
        """Return the figure, ``height`` points high and higher by its caption."""
        if caption is not None:
            height = self._write_caption(caption, height)
        shapes = (*self._links, *self._shapes)
        return Figure(
            title, language, self._direction, self.width, height, self.style.fonts, shapes, tuple(self._nodes)
        )

    def _write_caption(self, caption: FigureCaption, top: float) -> float:
        """Write the caption below ``top``, its lead in bold, and return where it ends."""
        style = self.style
        room = _CAPTION_SHARE * (self.width - 2 * style.margin)
        plain = self.typesetter.lettering(style.caption_pt)
        block = self.typesetter.block((LabelText(f"{caption.lead} {caption.text}", caption.language),), plain, room)
        bold = self.typesetter.lettering(style.caption_pt, is_bold=True)
        lead = (LabelText(caption.lead, caption.language),)
        lead_width = self.typesetter.natural_width(lead, bold)
        wider = lead_width - self.typesetter.natural_width(lead, plain)
        top += 0.7 * style.caption_pt
        place = len(self._shapes)
        self.add_text("caption", block, self.width / 2, top, Anchor.MIDDLE)
        first = self._shapes[place]
        if isinstance(first, TextLine) and first.text.startswith(caption.lead):
            rest = (LabelText(first.text[len(caption.lead) :].strip(), caption.language),)
            self._shapes[place] = replace(
                first,
                width=first.width + wider,
                bold_lead=len(caption.lead),
                part_widths=(lead_width, self.typesetter.natural_width(rest, plain)),
            )
        return top + block.height + style.margin

    def _turned(self, rect: Rect) -> Rect:
        return Rect(self.width - rect.x - rect.width, rect.y, rect.width, rect.height) if self._is_turned else rect

    def _turned_line(self, line: LineShape) -> LineShape:
        if not self._is_turned:
            return line
        points = tuple([(self.width - x, y) for x, y in line.points])
        return replace(line, points=points, bends=tuple([(self.width - x, y) for x, y in line.bends]))


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
