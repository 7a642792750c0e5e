"""The ground that a figure lies on in the window: the page and its dots."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QGraphicsView

from qdatool.ui.theme import tokens

_DOT_PITCH_PX = 16


def dot_tile(ratio: float) -> QPixmap:
    """Return the pattern of the page: one dot on a square."""
    side = round(_DOT_PITCH_PX * ratio)
    tile = QPixmap(side, side)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens().line_strong))
    painter.drawEllipse(QPointF(1.0 * ratio, 1.0 * ratio), 0.7 * ratio, 0.7 * ratio)
    painter.end()
    tile.setDevicePixelRatio(ratio)
    return tile


def paint_dots(painter: QPainter, view: QGraphicsView, rect: QRectF, tile: QPixmap) -> None:
    """Paint the dots, which keep their distance on the screen at any zoom."""
    place = view.mapFromScene(rect).boundingRect().adjusted(-1, -1, 1, 1)
    origin = view.mapFromScene(QPointF(0, 0))
    painter.save()
    painter.resetTransform()
    painter.drawTiledPixmap(place, tile, place.topLeft() - origin)
    painter.restore()
