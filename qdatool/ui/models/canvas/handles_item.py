"""The handles by which the chosen thing of a figure takes another form: corners of a box, points of a link."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from qdatool.ui.theme import tokens

_SIDE_PX = 8.0
_ABOVE_RING = 15.0
_MOST_SCALE = 10.0
"""How much smaller than on paper the figure may be shown with the whole of a handle still inside its bounds."""


class HandlesItem(QGraphicsItem):
    """Small squares or, for the points of a link, rounds; as large at any zoom."""

    def __init__(self) -> None:
        super().__init__()
        self._places: tuple[QPointF, ...] = ()
        self._is_round = False
        self._chosen: int | None = None
        self.setZValue(_ABOVE_RING)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_handles(self, places: Sequence[QPointF], *, is_round: bool = False, chosen: int | None = None) -> None:
        """Show handles at these places and no others, the chosen one filled."""
        self.prepareGeometryChange()
        self._places, self._is_round, self._chosen = tuple(places), is_round, chosen
        self.update()

    def places(self) -> tuple[QPointF, ...]:
        """Return where handles are shown."""
        return self._places

    def boundingRect(self) -> QRectF:
        reach = _SIDE_PX * _MOST_SCALE
        area = QRectF()
        for place in self._places:
            area = area.united(QRectF(place.x() - reach, place.y() - reach, 2 * reach, 2 * reach))
        return area

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        half = _SIDE_PX / 2 / max(option.levelOfDetailFromTransform(painter.worldTransform()), 0.01)
        pen = QPen(QColor(tokens().accent), 1.5)
        pen.setCosmetic(True)
        painter.setPen(pen)
        draw = painter.drawEllipse if self._is_round else painter.drawRect
        for i, place in enumerate(self._places):
            painter.setBrush(QColor(tokens().accent if i == self._chosen else tokens().raised))
            draw(QRectF(place.x() - half, place.y() - half, 2 * half, 2 * half))
