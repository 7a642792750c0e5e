"""Thin lines over the figure that show with what a dragged box is in line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from qdatool.ui.models.canvas.snapping import Segment
from qdatool.ui.theme import tokens

_ABOVE_ALL = 90
_BAR_PT = 3.0


class GuidesItem(QGraphicsItem):
    """The guides of one drag; empty between drags."""

    def __init__(self) -> None:
        super().__init__()
        self._guides: tuple[Segment, ...] = ()
        self._gaps: tuple[Segment, ...] = ()
        self.setZValue(_ABOVE_ALL)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_guides(self, guides: Sequence[Segment], gaps: Sequence[Segment] = ()) -> None:
        """Show these lines and no others; gaps that are alike have a bar at each end."""
        self.prepareGeometryChange()
        self._guides, self._gaps = tuple(guides), tuple(gaps)

    def guides(self) -> tuple[Segment, ...]:
        """Return the lines that are shown."""
        return self._guides

    def gaps(self) -> tuple[Segment, ...]:
        """Return the gaps that are shown."""
        return self._gaps

    def boundingRect(self) -> QRectF:
        area = QRectF()
        reach = _BAR_PT + 1
        for start, end in (*self._guides, *self._gaps):
            area = area.united(
                QRectF(QPointF(*start), QPointF(*end)).normalized().adjusted(-reach, -reach, reach, reach)
            )
        return area

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        pen = QPen(QColor(tokens().accent), 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        for start, end in self._guides:
            painter.drawLine(QPointF(*start), QPointF(*end))
        for start, end in self._gaps:
            painter.drawLine(QPointF(*start), QPointF(*end))
            bar = QPointF(0, _BAR_PT) if start[1] == end[1] else QPointF(_BAR_PT, 0)
            for place in (QPointF(*start), QPointF(*end)):
                painter.drawLine(place - bar, place + bar)
