"""The whole figure in a corner, once it is too large to be read at a glance: where one is, and a way to elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGraphicsView, QWidget

from qdatool.figures.figure import Figure
from qdatool.figures.picture_dots import dots_for
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import Radius, Space
from qdatool.wording import tr

FEWEST_NODES = 100
"""From more nodes than this a figure gets its minimap."""

_SIZE = QSize(184, 132)
_PADDING = 6


class Minimap(QWidget):
    """Lies over a view at its lower reading end; pressing and dragging in it moves the view."""

    def __init__(self, view: QGraphicsView) -> None:
        super().__init__(view)
        self._view = view
        self._figure: Figure | None = None
        self.setFixedSize(_SIZE)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        view.viewport().installEventFilter(self)
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self.update)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Name the map for screen readers and the mouse."""
        self.setAccessibleName(tr("The whole figure"))
        self.setToolTip(tr("Press to show another part of the figure"))

    def show_figure(self, figure: Figure | None) -> None:
        """Show a figure, if it is large enough to need it."""
        self._figure = figure if figure is not None and len(figure.nodes) > FEWEST_NODES else None
        self.setVisible(self._figure is not None)
        self._place()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        figure = self._figure
        if figure is None:
            return
        shown = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(shown.line_strong), 1))
        painter.setBrush(QColor(shown.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)
        scale, left, top = self._scale()
        painter.setPen(Qt.PenStyle.NoPen)
        strokes = {box.key: box.stroke for box in figure.boxes if box.stroke}
        for node in figure.nodes:
            rect = node.rect
            painter.setBrush(QColor(strokes.get(node.key, shown.text_3)))
            size = (max(1.0, rect.width * scale), max(1.0, rect.height * scale))
            painter.drawRect(QRectF(left + rect.x * scale, top + rect.y * scale, *size))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for shape in figure.pictures:
            place = QRectF(left + shape.rect.x * scale, top + shape.rect.y * scale, 0, 0)
            place.setSize(QSizeF(shape.rect.width * scale, shape.rect.height * scale))
            painter.drawImage(place, dots_for(shape.picture, place.width(), place.height(), is_grey=shape.is_grey))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(shown.accent), 1.5))
        seen = self._view.mapToScene(self._view.viewport().rect()).boundingRect()
        frame = QRectF(left + seen.x() * scale, top + seen.y() * scale, seen.width() * scale, seen.height() * scale)
        painter.drawRect(frame.intersected(QRectF(self.rect()).adjusted(2, 2, -2, -2)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go(event.position())

    def _go(self, at: QPointF) -> None:
        scale, left, top = self._scale()
        self._view.centerOn((at.x() - left) / scale, (at.y() - top) / scale)
        self.update()

    def _scale(self) -> tuple[float, float, float]:
        """Return how many pixels a point is, and where the figure begins."""
        width, height = (self._figure.width, self._figure.height) if self._figure is not None else (1.0, 1.0)
        room = QRectF(self.rect()).adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        scale = min(room.width() / width, room.height() / height)
        return scale, room.center().x() - width * scale / 2, room.center().y() - height * scale / 2

    def _place(self) -> None:
        viewport = self._view.viewport().geometry()
        is_rtl = self.parentWidget().window().layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = viewport.left() + Space.M if is_rtl else viewport.right() - self.width() - Space.M
        self.move(x, viewport.bottom() - self.height() - Space.M)
