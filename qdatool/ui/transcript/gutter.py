"""The column at the reading-start side: paragraph numbers and who speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QScrollBar, QToolTip, QWidget

from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Space
from qdatool.ui.transcript.display import DisplayText
from qdatool.wording import interface_language, tr
from qdatool.wording.digits import localized_digits

_LONGEST_SPEAKER = 104
_SHORTEST_SPEAKER = 28


@dataclass(frozen=True, slots=True)
class GutterRow:
    """A visible block: its index, the y of its top, of its base line, and its height."""

    block: int
    top: float
    base: float
    height: float


class Gutter(QWidget):
    """Shows number and speaker beside the first line of each paragraph; wheels are the scroll bar's."""

    def __init__(self, parent: QWidget, rows: Callable[[], Iterable[GutterRow]], scroll_bar: QScrollBar) -> None:
        super().__init__(parent)
        self._rows = rows
        self._scroll_bar = scroll_bar
        self._display: DisplayText | None = None
        self._speakers: set[str] = set()
        self._marked: frozenset[int] = frozenset()
        self._number_width = self._speaker_width = 0.0
        self._used_width = 0
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the gutter in the interface's language."""
        self.setAccessibleName(tr("Paragraph numbers and speakers"))
        self.update()

    def show_display(self, display: DisplayText) -> None:
        """Take another transcript."""
        self._display = display
        self._speakers = {turn.speaker for turn in display.content.turns if turn.speaker}
        self.update()

    def mark(self, numbers: frozenset[int]) -> None:
        """Bring out the numbers of some paragraphs."""
        self._marked = numbers
        self.update()

    def preferred_width(self) -> int:
        """Return the width that numbers and names need in the interface's digits and fonts."""
        self._measure()
        speaker = self._speaker_width + Space.M if self._speaker_width else 0
        self._used_width = round(Space.L + self._number_width + Space.M + speaker + Space.S)
        return self._used_width

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = tokens()
        painter.fillRect(event.rect(), QColor(shown.page))
        if self._display is None:
            return
        number_font, speaker_font = _fonts()
        speaker_metrics = QFontMetricsF(speaker_font)
        language = interface_language()
        for row in self._rows():
            block = self._display.blocks[row.block]
            if block.number is None:
                continue
            is_marked = block.number in self._marked
            painter.setFont(_bold(number_font) if is_marked else number_font)
            painter.setPen(QColor(shown.accent_text if is_marked else shown.text_3))
            number = localized_digits(str(block.number), language)
            self._write(painter, number, self._number_left(), self._number_width, row.base, is_at_end=True)
            if not block.speaker:
                continue
            painter.setFont(speaker_font)
            painter.setPen(QColor(shown.text_3 if block.is_interviewer else shown.text_2))
            name = speaker_metrics.elidedText(block.speaker, Qt.TextElideMode.ElideRight, self._speaker_width)
            self._write(painter, name, self._speaker_left(), self._speaker_width, row.base, is_at_end=False)

    def event(self, event) -> bool:
        if event.type() == QHelpEvent.Type.ToolTip and self._display is not None:
            speaker = self._speaker_at(event.pos().y())
            QToolTip.showText(event.globalPos(), speaker, self)
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        QCoreApplication.sendEvent(self._scroll_bar, event)

    def _speaker_at(self, y: float) -> str:
        for row in self._rows():
            if row.top <= y < row.top + row.height:
                return self._display.blocks[row.block].speaker or ""
        return ""

    def _measure(self) -> None:
        if self._display is None:
            return
        number_font, speaker_font = _fonts()
        widest = localized_digits("0" * max(2, len(str(self._display.paragraph_count))), interface_language())
        self._number_width = QFontMetricsF(number_font).horizontalAdvance(widest)
        metrics = QFontMetricsF(speaker_font)
        widths = [metrics.horizontalAdvance(speaker) + 1 for speaker in self._speakers]
        self._speaker_width = min(max(_SHORTEST_SPEAKER, *widths), _LONGEST_SPEAKER) if widths else 0.0

    def _number_left(self) -> float:
        # The column hugs the text; whatever is left over stays outside it.
        return self.width() - self._used_width + Space.L

    def _speaker_left(self) -> float:
        return self._number_left() + self._number_width + Space.M

    def _write(self, painter: QPainter, text: str, left: float, width: float, base: float, *, is_at_end: bool) -> None:
        """Write at a distance from the reading start; the whole column mirrors in a right-to-left document."""
        advance = QFontMetricsF(painter.font()).horizontalAdvance(text)
        x = left + (width - advance if is_at_end else 0.0)
        if self._display.is_right_to_left:
            x = self.width() - x - advance
        painter.drawText(QPointF(x, base), text)


def _fonts():
    return interface_font(FontSize.META), interface_font(FontSize.DENSE, is_bold=True)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.Bold)
    return bold
