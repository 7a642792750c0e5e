"""The line over the tree: what the level chips mean, and what the two columns of numbers count."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qdatool.ui.reading.code_delegate import CHIP_OFFSET, DOCUMENTS_WIDTH, END_ROOM, QUOTATIONS_WIDTH
from qdatool.ui.reading.level_signs import CHIP_HEIGHT, CHIP_WIDTH, paint_chip, rank_of
from qdatool.ui.reading.row_painting import RowPlaces, paint_at_end
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Space
from qdatool.wording import interface_language, tr

_HEIGHT = 24


class Legend(QWidget):
    """Painted, so that its numbers stand over those of the tree."""

    def __init__(self, session: ReadingSession, scroll_bar: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._scroll_bar = scroll_bar
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for signal in (session.project_opened, session.codes_changed):
            signal.connect(self.update)
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def retranslate(self) -> None:
        """Explain the columns in the interface's language."""
        self.setToolTip(tr("Quotations and documents coded with a code or with one below it"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown, language = tokens(), interface_language()
        direction = self.layoutDirection()
        bar = self._scroll_bar.width() if self._scroll_bar.isVisible() else 0
        row = RowPlaces(self.rect(), direction)
        painter.setFont(interface_font(FontSize.META))
        painter.setPen(QColor(shown.text_3))
        paint_at_end(painter, row.trailing(END_ROOM + DOCUMENTS_WIDTH + bar, QUOTATIONS_WIDTH + 14), tr("quot."))
        paint_at_end(painter, row.trailing(END_ROOM + bar, DOCUMENTS_WIDTH), tr("docs"))
        if len(self._session.levels) < 2:
            return
        metrics, offset = QFontMetrics(painter.font()), int(Space.M)
        most = self.width() - CHIP_OFFSET - bar
        for level in self._session.levels:
            name = level.name_in(language)
            width = metrics.horizontalAdvance(name)
            if offset + CHIP_WIDTH + Space.XS + width > most:
                break
            place = QRectF(row.leading(offset, CHIP_WIDTH, CHIP_HEIGHT))
            paint_chip(painter, place, level, rank_of(level.id, self._session.levels))
            painter.setPen(QColor(shown.text_2))
            words = row.leading(offset + CHIP_WIDTH + Space.XS, width + 2, _HEIGHT)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, name)
            offset += CHIP_WIDTH + Space.XS + width + Space.M
