"""The line over the tree: what the level chips mean, and what the two columns of numbers count."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qdatool.coding.levels import Level
from qdatool.ui.level_signs import CHIP_HEIGHT, CHIP_WIDTH, paint_chip, rank_of
from qdatool.ui.reading.code_delegate import DOCUMENTS_WIDTH, END_ROOM, QUOTATIONS_WIDTH
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.row_painting import RowPlaces, paint_at_end
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
        painter.setFont(interface_font(FontSize.META))
        bar = self._scroll_bar.width() if self._scroll_bar.isVisible() else 0
        height = _HEIGHT if self._fits(bar) else 2 * _HEIGHT - Space.XS
        if height != self.height():
            self.setFixedHeight(height)
            return
        lower = RowPlaces(self.rect().adjusted(0, height - _HEIGHT, 0, 0), self.layoutDirection())
        painter.setPen(QColor(tokens().text_3))
        paint_at_end(painter, lower.trailing(END_ROOM + DOCUMENTS_WIDTH + bar, QUOTATIONS_WIDTH + 14), tr("quot."))
        paint_at_end(painter, lower.trailing(END_ROOM + bar, DOCUMENTS_WIDTH), tr("docs"))
        upper = RowPlaces(self.rect().adjusted(0, 0, 0, _HEIGHT - height), self.layoutDirection())
        offset = int(Space.M)
        for level in self._levels():
            name = level.name_in(interface_language())
            width = painter.fontMetrics().horizontalAdvance(name)
            if offset + CHIP_WIDTH + Space.XS + width > self.width():
                break
            place = QRectF(upper.leading(offset, CHIP_WIDTH, CHIP_HEIGHT))
            paint_chip(painter, place, level, rank_of(level.id, self._session.levels))
            painter.setPen(QColor(tokens().text_2))
            words = upper.leading(offset + CHIP_WIDTH + Space.XS, width + 2, _HEIGHT)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, name)
            offset += CHIP_WIDTH + Space.XS + width + Space.M

    def _levels(self) -> tuple[Level, ...]:
        """Return the levels worth explaining; a single one needs no sign."""
        return self._session.levels if len(self._session.levels) > 1 else ()

    def _fits(self, bar: int) -> bool:
        """Tell whether the levels have room beside the heads of the columns."""
        metrics = QFontMetrics(interface_font(FontSize.META))
        names = [metrics.horizontalAdvance(level.name_in(interface_language())) for level in self._levels()]
        needed = Space.M + sum(names) + len(names) * (CHIP_WIDTH + Space.XS + Space.M)
        columns = max(QUOTATIONS_WIDTH, metrics.horizontalAdvance(tr("quot."))) + DOCUMENTS_WIDTH + END_ROOM
        return needed + columns + bar <= self.width()
