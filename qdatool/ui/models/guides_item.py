"""Thin lines over the figure that show with what a dragged box is in line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from qdatool.ui.models.snapping import Segment
from qdatool.ui.theme import tokens

_ABOVE_ALL = 90


class GuidesItem(QGraphicsItem):
    """The guides of one drag; empty between drags."""

    def __init__(self) -> None:
        super().__init__()
        self._guides: tuple[Segment, ...] = ()
        self.setZValue(_ABOVE_ALL)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_guides(self, guides: Sequence[Segment]) -> None:
        """Show these lines and no others."""
        self.prepareGeometryChange()
        self._guides = tuple(guides)

    def guides(self) -> tuple[Segment, ...]:
        """Return the lines that are shown."""
        return self._guides

    def boundingRect(self) -> QRectF:
        area = QRectF()
        for start, end in self._guides:
            area = area.united(QRectF(QPointF(*start), QPointF(*end)).normalized().adjusted(-1, -1, 1, 1))
        return area

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        pen = QPen(QColor(tokens().accent), 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        for start, end in self._guides:
            painter.drawLine(QPointF(*start), QPointF(*end))
