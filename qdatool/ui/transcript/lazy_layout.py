"""A document layout that lays out only the blocks somebody looks at; heights of the others are estimated.

Qt's own layout goes from the start to wherever it is asked, keeps a colour and a line height in every block's format,
and lays everything out anew when the width changes: 0.2 to 0.9 s for a million characters each time. Here a jump to
the end, another width, letter size or theme cost what is on the screen.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPainter,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from qdatool.ui.transcript.display import Block, DisplayText

BAND_INSET = 2.0
"""Distance of a tint from the top and the bottom of its line's pitch."""


@dataclass(frozen=True, slots=True)
class LineMetrics:
    """The measures of the text column, in logical pixels.

    ``side`` is the room left and right of the words, enough for a caret there; ``pitch_*`` is from one base line to
    the next, ``gap`` between paragraphs, ``pad`` above the first and below the last. ``letters_per_line`` is an
    estimate.
    """

    width: int = 520
    side: int = 3
    pitch_left_to_right: int = 27
    pitch_right_to_left: int = 29
    gap: int = 8
    pad: int = 16
    letters_per_line: float = 70.0

    def pitch(self, block: Block) -> int:
        """Return the distance of base lines in a block."""
        return self.pitch_right_to_left if block.is_right_to_left else self.pitch_left_to_right


class LazyTextLayout(QAbstractTextDocumentLayout):
    """Places the blocks of a ``DisplayText`` under each other.

    Whoever makes a block be laid out may shift all blocks below it; ``publish_size`` then tells the scroll bars. It is
    never called from inside Qt's questions, so that a question cannot scroll.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.words_color = QColor()
        self.aside_color = QColor()
        self.metrics = LineMetrics()
        self._display: DisplayText | None = None
        self._heights: NDArray[np.float64] = np.zeros(0)
        self._tops: NDArray[np.float64] = np.zeros(1)
        self._are_tops_stale = True
        self._is_laid_out = bytearray()

    # What the view asks

    def show(self, display: DisplayText | None) -> None:
        """Place another text, which the document already holds; None while the document changes."""
        self._display = display
        self.forget()

    def is_empty(self) -> bool:
        """Tell whether there is no text to place."""
        return self._display is None

    def set_metrics(self, metrics: LineMetrics) -> bool:
        """Take other measures; return whether they differ, in which case every place is estimated anew."""
        if metrics == self.metrics:
            return False
        self.metrics = metrics
        self.forget()
        return True

    def forget(self) -> None:
        """Estimate every block anew."""
        if self._display is None:
            return
        metrics, blocks = self.metrics, self._display.blocks
        lines = np.maximum(1, np.ceil(self._display.lengths / max(metrics.letters_per_line, 1.0)))
        pitches = np.array([metrics.pitch(block) for block in blocks], dtype=np.float64)
        gaps = np.array([metrics.gap if block.ends_paragraph else 0 for block in blocks], dtype=np.float64)
        self._heights = lines * pitches + gaps
        self._is_laid_out = bytearray(len(blocks))
        self._are_tops_stale = True

    def lay_out(self, index: int) -> None:
        """Make the lines of a block, unless it has them."""
        if self._is_laid_out[index]:
            return
        self._is_laid_out[index] = 1
        block, metrics = self._display.blocks[index], self.metrics
        pitch = metrics.pitch(block)
        layout = self._layout_of(index)
        layout.setTextOption(text_option(block.is_right_to_left))
        y = 0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(metrics.width)
            line.setPosition(QPointF(metrics.side, y + round((pitch - line.height()) / 2)))
            y += pitch
        layout.endLayout()
        height = y + (metrics.gap if block.ends_paragraph else 0)
        if height != self._heights[index]:
            self._heights[index] = height
            self._are_tops_stale = True

    def lay_out_around(self, index: int, above: float, below: float) -> None:
        """Lay out a block, ``above`` pixels before it and ``below`` pixels from its top on."""
        for step, distance in ((-1, above), (1, below)):
            i, covered = index + min(step, 0), 0.0
            while 0 <= i < len(self._heights) and covered < distance:
                self.lay_out(i)
                covered += self._heights[i]
                i += step

    def lines_of(self, index: int) -> QTextLayout:
        """Return a block's lines; their y counts from the top of the block."""
        self.lay_out(index)
        return self._layout_of(index)

    def top(self, index: int) -> float:
        """Return the y of a block's top in the document."""
        return float(self._fresh_tops()[index])

    def height(self, index: int) -> float:
        """Return the height of a block with the gap below it."""
        return float(self._heights[index])

    def block_at_y(self, y: float) -> int:
        """Return the index of the block at a y of the document, the first or last one when beyond."""
        return min(max(bisect_right(self._fresh_tops(), y) - 1, 0), len(self._heights) - 1)

    def line_band(self, index: int, line: QTextLine) -> tuple[float, float]:
        """Return top and height of a line's whole pitch, from the top of its block."""
        pitch = self.metrics.pitch(self._display.blocks[index])
        return line.lineNumber() * float(pitch), float(pitch)

    def character_at(self, point: QPointF) -> int | None:
        """Return the UTF-16 position of the character whose box holds a point of the document, or None."""
        index = self.block_at_y(point.y())
        line = self._line_at(index, point.y())
        if line is None or not _holds(line, point.x()):
            return None
        position = line.xToCursor(point.x(), QTextLine.CursorPosition.CursorOnCharacter)
        return self._display.block_starts16[index] + position

    def publish_size(self) -> None:
        """Tell the scroll bars how tall the document is now."""
        self.documentSizeChanged.emit(self.documentSize())

    # What Qt asks

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        if self._display is None:
            return
        clip, cursor = context.clip, context.cursorPosition
        index = self.block_at_y(clip.top())
        while index < len(self._heights):
            top = self.top(index)
            if top > clip.bottom():
                break
            layout = self.lines_of(index)
            place = QPointF(0, top)
            aside = self._display.blocks[index].is_interviewer
            painter.setPen(self.aside_color if aside else self.words_color)
            layout.draw(painter, place, [], QRectF())
            start = self._display.block_starts16[index]
            if start <= cursor <= self._display.block_end16(index):
                painter.setPen(self.words_color)
                layout.drawCursor(painter, place, cursor - start, 2)
            index += 1

    def hitTest(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:
        if self._display is None:
            return 0
        index = self.block_at_y(point.y())
        line = self._line_at(index, point.y())
        if accuracy == Qt.HitTestAccuracy.ExactHit and (line is None or not _holds(line, point.x())):
            return -1
        if line is None:
            layout = self.lines_of(index)
            line = layout.lineAt(0 if point.y() < self.top(index) else layout.lineCount() - 1)
        position = self._display.block_starts16[index] + line.xToCursor(point.x())
        return max(position, self._display.utf16.to16(self._display.blocks[index].words_start))

    def pageCount(self) -> int:
        return 1

    def documentSize(self) -> QSizeF:
        return QSizeF(self.metrics.width + 2 * self.metrics.side, float(self._fresh_tops()[-1]) + self.metrics.pad)

    def frameBoundingRect(self, frame) -> QRectF:
        return QRectF(QPointF(0, 0), self.documentSize())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        index = block.blockNumber()
        if self._display is None or not 0 <= index < len(self._heights):
            return QRectF()
        self.lay_out(index)
        return QRectF(0, self.top(index), self.metrics.width + 2 * self.metrics.side, self.height(index))

    def documentChanged(self, position: int, removed: int, added: int) -> None:
        self.forget()

    def _line_at(self, index: int, y: float) -> QTextLine | None:
        """Return the line of a block at a y of the document, or None in the gaps around its lines."""
        layout = self.lines_of(index)
        number = (y - self.top(index)) // self.metrics.pitch(self._display.blocks[index])
        return layout.lineAt(int(number)) if 0 <= number < layout.lineCount() else None

    def _layout_of(self, index: int) -> QTextLayout:
        return self.document().findBlockByNumber(index).layout()

    def _fresh_tops(self) -> NDArray[np.float64]:
        if self._are_tops_stale:
            self._tops = np.concatenate(([0.0], np.cumsum(self._heights))) + self.metrics.pad
            self._are_tops_stale = False
        return self._tops


def text_option(is_right_to_left: bool) -> QTextOption:
    """Return how a paragraph of a direction is set."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(_direction(is_right_to_left))
    option.setAlignment(Qt.AlignmentFlag.AlignRight if is_right_to_left else Qt.AlignmentFlag.AlignLeft)
    return option


def set_block_directions(document: QTextDocument, display: DisplayText) -> None:
    """Tell Qt the direction of the paragraphs that run against the document's, for its keys."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for start16, block in zip(display.block_starts16, display.blocks, strict=True):
        if block.is_right_to_left != display.is_right_to_left:
            cursor.setPosition(start16)
            block_format = cursor.blockFormat()
            block_format.setLayoutDirection(_direction(block.is_right_to_left))
            cursor.setBlockFormat(block_format)
    cursor.endEditBlock()


def _direction(is_right_to_left: bool) -> Qt.LayoutDirection:
    return Qt.LayoutDirection.RightToLeft if is_right_to_left else Qt.LayoutDirection.LeftToRight


def _holds(line: QTextLine, x: float) -> bool:
    extent = line.naturalTextRect()
    return extent.left() <= x <= extent.right()
