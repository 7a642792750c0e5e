"""The rubber band that several boxes are chosen with."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from qdatool.ui.theme import tokens

_ABOVE_ALL = 96
_SHARE = 0.12


class BandItem(QGraphicsItem):
    """A light rectangle with a thin edge in the accent; empty between gestures."""

    def __init__(self) -> None:
        super().__init__()
        self._rect = QRectF()
        self.setZValue(_ABOVE_ALL)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_band(self, rect: QRectF) -> None:
        """Lie over a part of the figure, or over nothing."""
        self.prepareGeometryChange()
        self._rect = rect

    def boundingRect(self) -> QRectF:
        return self._rect.adjusted(-2, -2, 2, 2)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self._rect.isEmpty():
            return
        accent = QColor(tokens().accent)
        pen = QPen(accent, 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        accent.setAlphaF(_SHARE)
        painter.setBrush(accent)
        painter.drawRect(self._rect)
