"""A page on its dotted ground that can be made larger and smaller, fitted into the window and moved by hand."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QWidget

from qdatool.ui.models.canvas.dotted_ground import dot_tile, paint_dots
from qdatool.ui.theme import tokens

_ZOOM_STEP = 1.2
_ZOOM_RANGE = (0.1, 8.0)
_MARGIN_PT = 16.0
_MOST_FIT = 2.0


class PageView(QGraphicsView):
    """Shows a scene in points; what can be done with its items is for who inherits.

    Who takes the mouse asks ``takes_press``, ``takes_move`` and ``takes_release`` first: they move the page.
    """

    zoomed = Signal()
    """The size on the screen is another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.is_panning_tool = False
        self._pan_from: QPointF | None = None
        self._is_fitted = True
        self.apply_theme()

    def apply_theme(self) -> None:
        """Take the page's colour and that of its dots."""
        self.setBackgroundBrush(QBrush(QColor(tokens().page)))
        self._dots = dot_tile(self.devicePixelRatioF())

    def show_page(self, width_pt: float, height_pt: float) -> None:
        """Make room for a page of a size; it is fitted in as long as nobody has zoomed."""
        area = QRectF(0, 0, width_pt, height_pt)
        self.scene().setSceneRect(area.adjusted(-_MARGIN_PT, -_MARGIN_PT, _MARGIN_PT, _MARGIN_PT))
        if self._is_fitted:
            self.fit()

    def fit(self) -> None:
        """Show the whole page, never larger than twice its true size on paper, and keep it so while resizing."""
        self._is_fitted = True
        self.fitInView(self.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
        most = _MOST_FIT * self.logicalDpiX() / 72
        if self.transform().m11() > most:
            self.resetTransform()
            self.scale(most, most)
        self.zoomed.emit()

    def zoom(self, factor: float) -> None:
        """Make everything larger or smaller by a factor."""
        wanted = self.transform().m11() * factor
        if wanted <= _ZOOM_RANGE[1] if factor > 1 else wanted >= _ZOOM_RANGE[0]:
            self._is_fitted = False
            self.scale(factor, factor)
            self.zoomed.emit()

    def zoom_in(self) -> None:
        """Make everything larger by one step."""
        self.zoom(_ZOOM_STEP)

    def zoom_out(self) -> None:
        """Make everything smaller by one step."""
        self.zoom(1 / _ZOOM_STEP)

    def zoom_percent(self) -> int:
        """Return the zoom in percent of the true size on paper."""
        return round(self.transform().m11() * 72 / self.logicalDpiX() * 100)

    def show_tool(self) -> None:
        """Show by the mouse which tool is chosen."""
        is_hand = self.is_panning_tool
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if is_hand else Qt.CursorShape.ArrowCursor)

    def takes_press(self, event: QMouseEvent) -> bool:
        """Take hold of the page with the middle button or the hand; tell whether that was meant."""
        is_hand = self.is_panning_tool and event.button() is Qt.MouseButton.LeftButton
        if event.button() is not Qt.MouseButton.MiddleButton and not is_hand:
            return False
        self._pan_from = event.position()
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        return True

    def takes_move(self, event: QMouseEvent) -> bool:
        """Move the page if it is held; tell whether it is."""
        if self._pan_from is None:
            return False
        step = event.position() - self._pan_from
        self._pan_from = event.position()
        self.horizontalScrollBar().setValue(round(self.horizontalScrollBar().value() - step.x()))
        self.verticalScrollBar().setValue(round(self.verticalScrollBar().value() - step.y()))
        return True

    def takes_release(self) -> bool:
        """Let the page go; tell whether it was held."""
        if self._pan_from is None:
            return False
        self._pan_from = None
        self.show_tool()
        return True

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the page and its dots."""
        super().drawBackground(painter, rect)
        paint_dots(painter, self, rect, self._dots)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_fitted and self.scene().items():
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_ZOOM_STEP if event.angleDelta().y() > 0 else 1 / _ZOOM_STEP)
            event.accept()
        else:
            super().wheelEvent(event)
