"""What was found in the transcript, painted under the words like the tints of codes, never as a format of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from qdatool.text.spans import Span
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import FOUND, FOUND_NOW, mixed
from qdatool.ui.transcript.display import Block
from qdatool.ui.transcript.underlay import Underlay

_UNDERLINE = 2


class FoundPassages:
    """Hits in text order, which do not overlap, and the one that is looked at."""

    def __init__(self, spans: Sequence[Span] = (), current: Span | None = None) -> None:
        self._spans = spans
        self._ends = [span.end for span in spans]
        self._current = current

    def paint(self, underlay: Underlay, painter: QPainter, index: int, block: Block, y: float) -> None:
        """Paint the hits of the block ``index``, whose top stands at ``y``."""
        shown = tokens()
        for i in range(bisect_left(self._ends, block.start + 1), len(self._spans)):
            span = self._spans[i]
            if span.start >= block.end:
                return
            is_current = span == self._current
            ground = QColor(mixed(shown.warn, shown.page, FOUND_NOW if is_current else FOUND))
            for rect in underlay.rects(index, span.start, span.end):
                place = rect.translated(0, y)
                painter.fillRect(place, ground)
                if is_current:
                    # A line as well: colour alone does not tell which hit is looked at.
                    line = QRectF(place.left(), place.bottom() - _UNDERLINE, place.width(), _UNDERLINE)
                    painter.fillRect(line, QColor(shown.warn))
