"""What stands on the canvas: the shapes of a node or link, the pins, and the ring around what is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from qdatool.figures.figure import BoxShape, FigureFonts, LineShape, Rect, Shape, TextLine
from qdatool.figures.paint import line_path, paint_shape
from qdatool.ui.icons import Icon, paint_icon
from qdatool.ui.theme import tokens

_LEAST_TEXT_PX = 3.0
"""Lettering that would be drawn smaller than this is left out: nobody can read it, and it costs the most."""
_RING_GAP_PT = 1.5
_PIN_PT = 8.0
_ABOVE_SHAPES = 10.0


class ShapesItem(QGraphicsItem):
    """Neighbouring shapes of one node or link, painted by the same function that writes the files."""

    def __init__(self, shapes: tuple[Shape, ...], fonts: FigureFonts) -> None:
        super().__init__()
        self.key = shapes[0].key
        self._shapes = shapes
        self._fonts = fonts
        self._bounds = _bounds(shapes)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def touches(self, area: QRectF) -> bool:
        """Tell whether one of the item's lines passes through an area."""
        widener = QPainterPathStroker(QPen(Qt.GlobalColor.black, 1.0))
        lines = (shape for shape in self._shapes if isinstance(shape, LineShape))
        return any(widener.createStroke(line_path(line)).intersects(area) for line in lines)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        for shape in self._shapes:
            if not isinstance(shape, TextLine) or shape.size_pt * scale >= _LEAST_TEXT_PX:
                paint_shape(painter, shape, self._fonts)


class RingItem(QGraphicsItem):
    """The focus ring around what is chosen: two pixels of the accent at any zoom."""

    def __init__(self) -> None:
        super().__init__()
        self._rect = QRectF()
        self.setZValue(_ABOVE_SHAPES)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_around(self, rect: Rect | None) -> None:
        """Move around another place, or (None) away."""
        self.prepareGeometryChange()
        gap = _RING_GAP_PT
        self._rect = QRectF() if rect is None else as_qt(rect).adjusted(-gap, -gap, gap, gap)

    def boundingRect(self) -> QRectF:
        return self._rect.adjusted(-3, -3, 3, 3)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self._rect.isNull():
            return
        pen = QPen(QColor(tokens().accent), 2)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self._rect, 3, 3)


class PinsItem(QGraphicsItem):
    """A small pin at the upper corner of every node that the user placed."""

    def __init__(self) -> None:
        super().__init__()
        self._places: list[QRectF] = []
        self.setZValue(_ABOVE_SHAPES)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_pins(self, rects: Sequence[Rect]) -> None:
        """Show a pin on each of the nodes."""
        self.prepareGeometryChange()
        half = _PIN_PT / 2
        self._places = [QRectF(rect.x - half, rect.y - half, _PIN_PT, _PIN_PT) for rect in rects]

    def boundingRect(self) -> QRectF:
        area = QRectF()
        for place in self._places:
            area = area.united(place)
        return area

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        for place in self._places:
            paint_icon(painter, place, Icon.PIN, tokens().accent)


def as_qt(rect: Rect) -> QRectF:
    """Return a figure's rectangle as Qt's."""
    return QRectF(rect.x, rect.y, rect.width, rect.height)


def _bounds(shapes: Sequence[Shape]) -> QRectF:
    area = QRectF()
    for shape in shapes:
        if isinstance(shape, BoxShape):
            half = shape.line_width
            area = area.united(as_qt(shape.rect).adjusted(-half, -half, half, half))
        elif isinstance(shape, TextLine):
            # Marks below and above Persian letters reach beyond the rough rectangle.
            area = area.united(as_qt(shape.rect).adjusted(-2, -0.6 * shape.size_pt, 2, 0.6 * shape.size_pt))
        else:
            path = QPainterPath(line_path(shape))
            reach = shape.line_width + shape.arrow_size
            area = area.united(path.boundingRect().adjusted(-reach, -reach, reach, reach))
    return area
