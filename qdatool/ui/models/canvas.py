"""The figure on the screen: the same shapes that are exported, each node an item that can be chosen and dragged."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView, QWidget

from qdatool.figures.figure import Figure, FigureNode, Rect, Shape
from qdatool.ui.models.canvas_items import PinsItem, RingItem, ShapesItem, as_qt

_ZOOM_STEP = 1.2
_ZOOM_RANGE = (0.1, 8.0)
_MARGIN_PT = 18.0


class FigureCanvas(QGraphicsView):
    """Shows a figure, tells what was chosen and moved; it never changes a project itself.

    Keys of nodes and links are the figure's. Positions are in points of the figure shown.
    """

    chosen = Signal(str)
    """A node or link was chosen by mouse or keyboard; empty for none."""
    moved = Signal(str, QPointF)
    """A node was dragged; carries its new centre. Sent once, when the mouse is released."""
    dropped_on = Signal(str, str)
    """A category was dragged onto another box: its key and the key of that box."""
    opened = Signal(str)
    """Enter or a double click on a node or link."""
    removal_wanted = Signal(str)
    """Delete was pressed on a node."""
    drag_given_up = Signal()
    """A drag ended without a new place; the owner shows the figure as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.preview: Callable[[str, QPointF], Figure | None] = lambda _key, _centre: None
        """Lays the figure out anew with one node elsewhere, for the time of a drag; None where that takes too long."""
        self._figure: Figure | None = None
        self._items: dict[str, list[ShapesItem]] = {}
        self._key = ""
        self._drag: _Drag | None = None
        self._pan_from: QPointF | None = None
        self._pins = PinsItem()
        self._ring = RingItem()
        self.is_panning_tool = False

    def figure(self) -> Figure | None:
        """Return what is shown."""
        return self._figure

    def show_figure(self, figure: Figure | None, pinned: Iterable[str] = ()) -> None:
        """Show another figure; zoom, place and what was chosen stay as far as they still exist."""
        scene = self.scene()
        for extra in (self._pins, self._ring):
            if extra.scene() is scene:
                scene.removeItem(extra)
        scene.clear()
        self._items = {}
        self._figure = figure
        if figure is None:
            return
        self._add_shapes(figure)
        scene.addItem(self._pins)
        scene.addItem(self._ring)
        self._pins.show_pins([node.rect for key in pinned if (node := figure.node(key)) is not None])
        area = QRectF(0, 0, figure.width, figure.height)
        scene.setSceneRect(area.adjusted(-_MARGIN_PT, -_MARGIN_PT, _MARGIN_PT, _MARGIN_PT))
        self.choose(self._key if self._rect_of(self._key) is not None else "", tell=False)

    def choose(self, key: str, *, tell: bool = True) -> None:
        """Choose a node or link by its key; empty chooses nothing."""
        rect = self._rect_of(key)
        self._key = key if rect is not None else ""
        self._ring.show_around(rect)
        if rect is not None:
            self.ensureVisible(as_qt(rect), 20, 20)
        if tell:
            self.chosen.emit(self._key)

    def chosen_key(self) -> str:
        """Return the key of what is chosen, or an empty string."""
        return self._key

    def fit(self) -> None:
        """Show the whole figure, never larger than twice its true size on paper."""
        self.fitInView(self.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
        most = 2.0 * self.logicalDpiX() / 72
        if self.transform().m11() > most:
            self.resetTransform()
            self.scale(most, most)

    def zoom(self, factor: float) -> None:
        """Make everything larger or smaller by a factor."""
        wanted = self.transform().m11() * factor
        if _ZOOM_RANGE[0] <= wanted <= _ZOOM_RANGE[1]:
            self.scale(factor, factor)

    def zoom_percent(self) -> int:
        """Return the zoom in percent of the true size on paper."""
        return round(self.transform().m11() * 72 / self.logicalDpiX() * 100)

    def keys_in_order(self) -> list[str]:
        """Return nodes and then links in the order in which Tab goes through them."""
        if self._figure is None:
            return []
        nodes = [node.key for node in self._figure.nodes]
        links = dict.fromkeys(line.key for line in self._figure.lines if line.key.startswith("link:"))
        return [*nodes, *links]

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_ZOOM_STEP if event.angleDelta().y() > 0 else 1 / _ZOOM_STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_pan = event.button() is Qt.MouseButton.MiddleButton or self.is_panning_tool
        if is_pan:
            self._pan_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        at = self.mapToScene(event.position().toPoint())
        key = self._key_at(at)
        self.choose(key)
        node = self._figure.node(key) if self._figure else None
        if node is not None:
            self._drag = _Drag(node, at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is not None:
            step = event.position() - self._pan_from
            self._pan_from = event.position()
            self.horizontalScrollBar().setValue(round(self.horizontalScrollBar().value() - step.x()))
            self.verticalScrollBar().setValue(round(self.verticalScrollBar().value() - step.y()))
            return
        if self._drag is not None:
            self._continue_drag(self.mapToScene(event.position().toPoint()))
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is not None:
            self._pan_from = None
            self.unsetCursor()
            return
        drag, self._drag = self._drag, None
        if drag is None or not drag.has_begun:
            super().mouseReleaseEvent(event)
            return
        at = self.mapToScene(event.position().toPoint())
        if drag.node.parent_key is None:
            self.moved.emit(drag.node.key, drag.centre(at))
        else:
            self._drop(drag, at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._key:
            self.opened.emit(self._key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._on_escape()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._key:
            self.opened.emit(self._key)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._key:
            self.removal_wanted.emit(self._key)
        elif not self._on_arrow(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, goes_forward: bool) -> bool:
        """Let Tab go through the nodes and links first, then on to the next part of the window."""
        keys = self.keys_in_order()
        place = keys.index(self._key) if self._key in keys else (-1 if goes_forward else len(keys))
        place += 1 if goes_forward else -1
        if 0 <= place < len(keys):
            self.choose(keys[place])
            return True
        return super().focusNextPrevChild(goes_forward)

    def _add_shapes(self, figure: Figure) -> None:
        """Make one item for each run of shapes of one key, so that the order of painting stays."""
        run: list[Shape] = []
        for shape in (*figure.shapes, None):
            if run and (shape is None or shape.key != run[0].key):
                item = ShapesItem(tuple(run), figure.fonts)
                self.scene().addItem(item)
                self._items.setdefault(run[0].key, []).append(item)
                run = []
            if shape is not None:
                run.append(shape)

    def _on_escape(self) -> None:
        if self._drag is not None and self._drag.has_begun:
            self._drag = None
            self.drag_given_up.emit()
        else:
            self._drag = None
            self.choose("")

    def _on_arrow(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Left: QPointF(-1, 0),
            Qt.Key.Key_Right: QPointF(1, 0),
            Qt.Key.Key_Up: QPointF(0, -1),
            Qt.Key.Key_Down: QPointF(0, 1),
        }
        step = steps.get(Qt.Key(event.key()))
        node = self._figure.node(self._key) if self._figure else None
        if step is None or node is None or node.parent_key is not None or not node.is_movable:
            return False
        size = 10.0 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 2.0
        self.moved.emit(node.key, QPointF(node.rect.center_x, node.rect.center_y) + step * size)
        return True

    def _continue_drag(self, at: QPointF) -> None:
        drag = self._drag
        if drag is None or not drag.begins(at):
            return
        if drag.node.parent_key is None and drag.node.is_movable:
            preview = self.preview(drag.node.key, drag.centre(at))
            if preview is not None:
                key = self._key
                self.show_figure(preview)
                self.choose(key, tell=False)
                return
        shift = at - drag.start
        for key in self._keys_with(drag.node.key):
            for item in self._items.get(key, ()):
                item.setPos(shift)
                item.setZValue(1)
                item.setOpacity(0.7)

    def _keys_with(self, key: str) -> list[str]:
        nodes = self._figure.nodes if self._figure else ()
        return [key, *(node.key for node in nodes if node.parent_key == key)]

    def _drop(self, drag: _Drag, at: QPointF) -> None:
        target = self._figure.node_at(at.x(), at.y()) if self._figure else None
        box = target.parent_key or target.key if target is not None else ""
        self.drag_given_up.emit()
        if box and box != drag.node.parent_key:
            self.dropped_on.emit(drag.node.key, box)

    def _key_at(self, at: QPointF) -> str:
        node = self._figure.node_at(at.x(), at.y()) if self._figure else None
        if node is not None:
            return node.key
        reach = 5 / max(self.transform().m11(), 0.01)
        area = QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
        for item in self.scene().items(area):
            if isinstance(item, ShapesItem) and item.key.startswith("link:") and item.touches(area):
                return item.key
        return ""

    def _rect_of(self, key: str) -> Rect | None:
        if self._figure is None or not key:
            return None
        node = self._figure.node(key)
        if node is not None:
            return node.rect
        points = [point for line in self._figure.lines if line.key == key for point in line.points]
        if not points:
            return None
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


@dataclass
class _Drag:
    """One gesture: from pressing on a node to letting go."""

    node: FigureNode
    start: QPointF
    has_begun: bool = False

    def begins(self, at: QPointF) -> bool:
        """Tell whether the mouse has gone far enough to mean a drag; once begun, it stays so."""
        if not self.has_begun:
            far = QApplication.startDragDistance() / 2
            self.has_begun = (at - self.start).manhattanLength() > far
        return self.has_begun

    def centre(self, at: QPointF) -> QPointF:
        """Return where the centre of the node goes with the mouse at a point."""
        rect = self.node.rect
        return QPointF(rect.center_x, rect.center_y) + (at - self.start)
