"""The gestures that give things on a map another form: a corner of the chosen box drawn out, a link bent.

Nothing is written here: a gesture that ends tells what is wanted, once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from qdatool.coding.node_keys import is_link
from qdatool.figures.figure import Figure, Rect
from qdatool.ui.models.canvas_items import as_qt
from qdatool.ui.models.handles_item import HandlesItem
from qdatool.ui.models.screen_figure import ScreenFigure

if TYPE_CHECKING:
    from qdatool.ui.models.canvas import FigureCanvas

_REACH_PX = 7
_LEAST_PT = 8.0
_STEP_PT = 4.0
_CORNERS = ((1, -1), (1, 1), (-1, 1))
"""Which corners can be drawn out, across and down; a pin sits on the one left over."""
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A box that is wanted as large as ``rect`` while ``held`` stays where it is: a corner of it, or its centre."""

    key: str
    rect: QRectF
    held: QPointF


@dataclass(frozen=True, slots=True)
class Bend:
    """A link that is to go over a point, or (None) straight."""

    key: str
    at: QPointF | None


Wish = Stretch | Bend


@dataclass
class _Gesture:
    """What the mouse has taken hold of: the corner of a box, or (None) the link with that key."""

    key: str
    start: QPointF
    corner: tuple[int, int] | None
    rect: Rect | None = None
    has_begun: bool = False

    def wish(self, at: QPointF) -> Wish:
        """Return what is wanted with the mouse at a point."""
        if self.corner is None or self.rect is None:
            return Bend(self.key, at)
        across, down = self.corner
        held = _corner(self.rect, (-across, -down))
        width = max(_LEAST_PT, across * (at.x() - held.x()))
        height = max(_LEAST_PT, down * (at.y() - held.y()))
        return Stretch(self.key, QRectF(held, held + QPointF(across * width, down * height)).normalized(), held)


class Shaping(QObject):
    """Takes the mouse and the keys of a canvas where they mean another form, and leaves it the others."""

    wanted = Signal(object)
    """A gesture ended; carries the ``Wish``."""

    def __init__(self, canvas: FigureCanvas) -> None:
        super().__init__(canvas)
        self.preview: Callable[[Wish], ScreenFigure | None] = lambda _wish: None
        """Lays the figure out with a wish fulfilled; None where that takes too long for a drag."""
        self.is_on = False
        self.handles = HandlesItem()
        self._canvas = canvas
        self._gesture: _Gesture | None = None

    @property
    def is_going(self) -> bool:
        """Whether the mouse holds something."""
        return self._gesture is not None

    def show_handles(self, figure: Figure | None, key: str) -> None:
        """Show the handles of what is chosen."""
        node = figure.node(key) if figure is not None and self.is_on else None
        if node is not None and node.parent_key is None:
            self.handles.show_handles([_corner(node.rect, corner) for corner in _CORNERS])
            return
        middle = link_middle(figure, key) if figure is not None and self.is_on and is_link(key) else None
        self.handles.show_handles([middle] if middle is not None else [], is_round=True)

    def takes_corner(self, at: QPointF) -> bool:
        """Take hold of a corner of the chosen box, if one is at the point."""
        figure, key = self._canvas.figure(), self._canvas.chosen_key()
        node = figure.node(key) if figure is not None and self.is_on else None
        corner = self.corner_at(at)
        if node is None or corner is None:
            return False
        self._gesture = _Gesture(key, at, corner, node.rect)
        return True

    def takes_link(self, key: str, at: QPointF) -> bool:
        """Take hold of the link that was pressed."""
        if not self.is_on or not is_link(key):
            return False
        self._gesture = _Gesture(key, at, None)
        return True

    def corner_at(self, at: QPointF) -> tuple[int, int] | None:
        """Return which corner of the chosen box is at a point, None beside all of them."""
        figure, key = self._canvas.figure(), self._canvas.chosen_key()
        node = figure.node(key) if figure is not None and self.is_on else None
        if node is None or node.parent_key is not None:
            return None
        reach = _REACH_PX / max(self._canvas.transform().m11(), 0.01)
        return next((each for each in _CORNERS if _is_near(at, _corner(node.rect, each), reach)), None)

    def move(self, at: QPointF) -> None:
        """Show what the gesture would come to with the mouse at a point."""
        gesture = self._gesture
        if gesture is None or not self._begins(gesture, at):
            return
        wish = gesture.wish(at)
        shown = self.preview(wish)
        if shown is not None:
            self._canvas.show_preview(shown, wish.key)
        elif isinstance(wish, Stretch):
            self._canvas.mark_outline(wish.rect)
        else:
            self.handles.show_handles([at], is_round=True)

    def release(self, at: QPointF) -> None:
        """End the gesture, and tell what is wanted if the mouse went anywhere."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None and gesture.has_begun:
            self.wanted.emit(gesture.wish(at))

    def give_up(self) -> bool:
        """End the gesture without a wish; tell whether there was one."""
        gesture, self._gesture = self._gesture, None
        return gesture is not None and gesture.has_begun

    def straightens(self, at: QPointF) -> bool:
        """Want the chosen link straight, if it bends at the point."""
        figure, key = self._canvas.figure(), self._canvas.chosen_key()
        self._gesture = None
        line = next((line for line in figure.lines if line.key == key), None) if figure is not None else None
        if not self.is_on or line is None or len(line.points) != 3 or not is_link(key):
            return False
        reach = 2 * _REACH_PX / max(self._canvas.transform().m11(), 0.01)
        if not _is_near(at, QPointF(*line.points[1]), reach):
            return False
        self.wanted.emit(Bend(key, None))
        return True

    def takes_key(self, event: QKeyEvent) -> bool:
        """Bend the chosen link by an arrow, or resize the chosen box by Alt, Shift and an arrow."""
        step, figure, key = _STEPS.get(Qt.Key(event.key())), self._canvas.figure(), self._canvas.chosen_key()
        if step is None or figure is None or not self.is_on:
            return False
        if is_link(key):
            middle = link_middle(figure, key)
            if middle is not None:
                self.wanted.emit(Bend(key, middle + QPointF(*step) * _STEP_PT))
            return middle is not None
        both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
        node = figure.node(key)
        if node is None or node.parent_key is not None or event.modifiers() & both != both:
            return False
        by_x, by_y = step[0] * _STEP_PT / 2, step[1] * _STEP_PT / 2
        rect = as_qt(node.rect)
        self.wanted.emit(Stretch(key, rect.adjusted(-by_x, -by_y, by_x, by_y), rect.center()))
        return True

    def _begins(self, gesture: _Gesture, at: QPointF) -> bool:
        far = QApplication.startDragDistance() / 2
        gesture.has_begun = gesture.has_begun or (at - gesture.start).manhattanLength() > far
        return gesture.has_begun


def link_middle(figure: Figure, key: str) -> QPointF | None:
    """Return where a link bends, or the middle of a straight one; None for what is no line of the figure."""
    points = next((line.points for line in figure.lines if line.key == key), ())
    if not points:
        return None
    if len(points) % 2:
        return QPointF(*points[len(points) // 2])
    (x1, y1), (x2, y2) = points[len(points) // 2 - 1 : len(points) // 2 + 1]
    return QPointF((x1 + x2) / 2, (y1 + y2) / 2)


def _corner(rect: Rect, corner: tuple[int, int]) -> QPointF:
    return QPointF(rect.right if corner[0] > 0 else rect.x, rect.bottom if corner[1] > 0 else rect.y)


def _is_near(at: QPointF, place: QPointF, reach: float) -> bool:
    return max(abs(at.x() - place.x()), abs(at.y() - place.y())) <= reach
