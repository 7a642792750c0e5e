"""What is painted under the words: tints of coded passages, the selection, the place a code would drop on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from qdatool.ui.theme import tokens
from qdatool.ui.tokens import CODED_TEXT, FOCUSED_CODE, mixed
from qdatool.ui.transcript.coding_index import CodingIndex
from qdatool.ui.transcript.display import DisplayText
from qdatool.ui.transcript.lazy_layout import BAND_INSET, LazyTextLayout
from qdatool.ui.transcript.values import StripeCoding

_UNDERLINE = 1.5


@dataclass(frozen=True, slots=True)
class Tint:
    """One rectangle of a tinted passage, y from the top of its block; ``line`` is the colour of its underline."""

    rect: QRectF
    ground: QColor
    line: QColor | None


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Which codings stand out."""

    code_ids: frozenset[int] = frozenset()
    quotation_id: int | None = None
    coding_id: int | None = None

    def is_on(self, coding: StripeCoding) -> bool:
        """Tell whether a coding stands out."""
        return coding.code_id in self.code_ids or self.is_selected(coding)

    def is_selected(self, coding: StripeCoding) -> bool:
        """Tell whether a coding hangs on the selected quotation."""
        return self.quotation_id is not None and coding.quotation_id == self.quotation_id


class Underlay:
    """Tints of one transcript, kept per block until the block's codings or lines change."""

    def __init__(
        self, display: DisplayText, layout: LazyTextLayout, codings: CodingIndex, color_of: Callable[[int], str]
    ) -> None:
        self._display = display
        self._layout = layout
        self._codings = codings
        self._color_of = color_of
        self._kept: dict[int, list[Tint]] = {}
        self._emphasis = Emphasis()

    def forget(self, blocks: set[int] | None = None) -> None:
        """Work the tints of some blocks out anew, of all when None."""
        if blocks is None:
            self._kept.clear()
            return
        for block in blocks if len(blocks) < len(self._kept) else list(self._kept):
            if block in blocks:
                self._kept.pop(block, None)

    def emphasize(self, emphasis: Emphasis) -> None:
        """Let other codings stand out."""
        if emphasis != self._emphasis:
            self._emphasis = emphasis
            self._kept.clear()

    def paint_tints(self, painter: QPainter, block: int, y: float) -> None:
        """Paint the tints of a block whose top stands at ``y``."""
        tints = self._kept.get(block)
        if tints is None:
            tints = self._kept[block] = self._tints(block)
        for tint in tints:
            rect = tint.rect.translated(0, y)
            painter.fillRect(rect, tint.ground)
            if tint.line:
                painter.fillRect(QRectF(rect.left(), rect.bottom() - _UNDERLINE, rect.width(), _UNDERLINE), tint.line)

    def paint_range(self, painter: QPainter, block: int, y: float, start: int, end: int, color: QColor) -> None:
        """Paint the part of a passage (code points) that lies in a block whose top stands at ``y``."""
        for rect in self.rects(block, start, end):
            painter.fillRect(rect.translated(0, y), color)

    def rects(self, block: int, start: int, end: int) -> list[QRectF]:
        """Return the rectangles of the part of a passage that lies in a block, y from the top of the block."""
        limits = self._display.blocks[block]
        start, end = max(start, limits.words_start), min(end, limits.end)
        if start >= end:
            return []
        origin = self._display.block_starts16[block]
        return self._rects16(block, self._display.utf16.to16(start) - origin, self._display.utf16.to16(end) - origin)

    def _tints(self, block: int) -> list[Tint]:
        limits = self._display.blocks[block]
        bucket = self._codings.in_block(block)
        edges = sorted({max(c.start, limits.words_start) for c in bucket} | {min(c.end, limits.end) for c in bucket})
        segments: list[tuple[int, int, StripeCoding]] = []
        for start, end in pairwise(edges):
            covering = [coding for coding in bucket if coding.start <= start and end <= coding.end]
            if not covering:
                continue
            winner = max(covering, key=self._prominence)
            if segments and segments[-1][1] == start and self._look(segments[-1][2]) == self._look(winner):
                segments[-1] = (segments[-1][0], end, winner)
            else:
                segments.append((start, end, winner))
        tints: list[Tint] = []
        for start, end, coding in segments:
            color, is_on = self._color_of(coding.code_id), self._emphasis.is_on(coding)
            ground = QColor(mixed(color, tokens().page, FOCUSED_CODE if is_on else CODED_TEXT))
            line = QColor(color) if is_on else None
            tints.extend(Tint(rect, ground, line) for rect in self.rects(block, start, end))
        return tints

    def _prominence(self, coding: StripeCoding) -> tuple[bool, bool, bool, int, int]:
        """Order the codings of one place: only one of them tints it, for blends of many colours go muddy."""
        emphasis = self._emphasis
        return (
            coding.coding_id == emphasis.coding_id,
            emphasis.is_selected(coding),
            emphasis.is_on(coding),
            coding.start - coding.end,
            coding.coding_id,
        )

    def _look(self, coding: StripeCoding) -> tuple[int, bool]:
        return coding.code_id, self._emphasis.is_on(coding)

    def _rects16(self, block: int, start: int, end: int) -> list[QRectF]:
        """Return rectangles of a range of a block; glyph runs are right where the direction changes inside a line."""
        lines = self._layout.lines_of(block)
        first = lines.lineForTextPosition(start).lineNumber()
        last = lines.lineForTextPosition(end - 1).lineNumber()
        rects: list[QRectF] = []
        for number in range(first, last + 1):
            line = lines.lineAt(number)
            line_start = max(start, line.textStart())
            length = min(end, line.textStart() + line.textLength()) - line_start
            top, height = self._layout.line_band(block, line)
            boxes = sorted(
                (box.left(), box.right())
                for box in (run.boundingRect() for run in line.glyphRuns(line_start, length))
                if box.width() > 0
            )
            for left, right in _joined(boxes):
                rects.append(QRectF(left, top + BAND_INSET, right - left, height - 2 * BAND_INSET))
        return rects


def _joined(boxes: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Join boxes that touch, so that a tint is not laid on twice."""
    joined: list[tuple[float, float]] = []
    for left, right in boxes:
        if joined and left <= joined[-1][1] + 0.5:
            joined[-1] = (joined[-1][0], max(right, joined[-1][1]))
        else:
            joined.append((left, right))
    return joined
