"""The gestures that give things on a figure another form: a corner of the chosen box drawn out, a link led elsewhere.

Nothing is written here: a gesture that ends tells what is wanted, once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from qdatool.coding.node_keys import is_link
from qdatool.figures.connectors import Point
from qdatool.figures.figure import Figure, FigureNode, LineShape, Rect
from qdatool.ui.models.canvas.handles_item import HandlesItem
from qdatool.ui.models.canvas.items import as_qt
from qdatool.ui.models.canvas.key_run import KeyRun
from qdatool.ui.models.canvas.link_points import (
    Grip,
    corners_of,
    grip_at,
    is_between,
    line_of,
    middle_of,
    neighbours,
    snapped_point,
)
from qdatool.ui.models.canvas.screen_figure import ScreenFigure

if TYPE_CHECKING:
    from qdatool.ui.models.canvas.figure_canvas import FigureCanvas

_REACH_PX = 7
_SNAP_PX = 6
_STRAIGHT_PX = 4
_LEAST_PT = 8.0
_STEP_PT = 4.0
_LONG_STEP_PT = 12.0
_CORNERS = ((1, -1), (1, 1), (-1, 1))
"""Which corners can be drawn out, across and down; a pin sits on the one left over."""
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A box that is wanted as large as ``rect`` while ``held`` stays where it is: a corner of it, or its centre."""

    key: str
    rect: QRectF
    held: QPointF
    run: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """A link that is to go over these points, or (none) as it goes by itself."""

    key: str
    points: tuple[Point, ...]
    run: str = ""


Wish = Stretch | Route


@dataclass
class _Gesture:
    """What the mouse has taken hold of: the corner of a box, or a point of the link with that key."""

    key: str
    start: QPointF
    corner: tuple[int, int] = (0, 0)
    rect: Rect | None = None
    grip: Grip | None = None
    has_begun: bool = False


class Shaping(QObject):
    """Takes the mouse and the keys of a canvas where they mean another form, and leaves it the others."""

    wanted = Signal(object)
    """A gesture ended; carries the ``Wish``."""
    point_chosen = Signal()
    """Another point of the chosen link is chosen, or none."""

    def __init__(self, canvas: FigureCanvas) -> None:
        super().__init__(canvas)
        self.preview: Callable[[Wish], ScreenFigure | None] = lambda _wish: None
        """Lays the figure out with a wish fulfilled; None where that takes too long for a drag."""
        self.is_on = False
        self.handles = HandlesItem()
        self._canvas = canvas
        self._gesture: _Gesture | None = None
        self._point: int | None = None
        self._point_of = ""
        self._run = KeyRun()

    @property
    def is_going(self) -> bool:
        """Whether the mouse holds something."""
        return self._gesture is not None

    @property
    def point(self) -> int | None:
        """Which point of the chosen link is chosen, from 0; None for the link as a whole."""
        line = self._line()
        is_there = line is not None and self._point is not None and self._point < len(line.bends)
        return self._point if is_there and self._point_of == self._canvas.chosen_key() else None

    def show_handles(self, figure: Figure | None, key: str) -> None:
        """Show the handles of what is chosen."""
        node = figure.node(key) if figure is not None and self.is_on else None
        if node is not None and node.parent_key is None:
            self.handles.show_handles([_corner(node.rect, corner) for corner in _CORNERS])
            return
        line = self._line()
        places = (corners_of(line) or (middle_of(line),)) if line is not None else ()
        chosen = None
        if self._gesture is not None and self._gesture.grip is not None and self._gesture.has_begun:
            chosen = self._gesture.grip.held
        elif line is not None and line.bends:
            chosen = self.point
        self.handles.show_handles([QPointF(*place) for place in places], is_round=True, chosen=chosen)

    # The mouse

    def takes_handle(self, at: QPointF) -> bool:
        """Take hold of a corner of the chosen box or a point of the chosen link, if one is there."""
        key = self._canvas.chosen_key()
        line, corner = self._line(), self.corner_at(at)
        if corner is not None:
            node = self._node()
            self._gesture = _Gesture(key, at, corner, node.rect if node is not None else None)
            return True
        if line is None or not corners_of(line):
            return False
        grip = grip_at(line, _plain(at), self._reach(_REACH_PX))
        if grip.is_new:
            return False
        self._take(key, at, grip, is_bend=bool(line.bends))
        return True

    def takes_link(self, key: str, at: QPointF) -> bool:
        """Take hold of the link that was pressed, where it was."""
        line = line_of(self._canvas.figure(), key)
        if not self.is_on or not is_link(key) or line is None:
            return False
        grip = grip_at(line, _plain(at), self._reach(_REACH_PX))
        self._take(key, at, grip, is_bend=bool(line.bends) and not grip.is_new)
        return True

    def corner_at(self, at: QPointF) -> tuple[int, int] | None:
        """Return which corner of the chosen box is at a point, None beside all of them."""
        node = self._node()
        if node is None or node.parent_key is not None:
            return None
        reach = self._reach(_REACH_PX)
        return next((each for each in _CORNERS if _is_near(at, _corner(node.rect, each), reach)), None)

    def is_point_at(self, at: QPointF) -> bool:
        """Tell whether a point of the chosen link is there to be taken."""
        line = self._line()
        reach = self._reach(_REACH_PX)
        return line is not None and any(_is_near(at, QPointF(*corner), reach) for corner in corners_of(line))

    def move(self, at: QPointF, keys: Qt.KeyboardModifier) -> None:
        """Show what the gesture would come to with the mouse at a point."""
        gesture = self._gesture
        if gesture is None or not self._begins(gesture, at):
            return
        wish = self._wish(gesture, at, keys)
        shown = self.preview(wish)
        if shown is not None:
            self._canvas.show_preview(shown, (wish.key,) if isinstance(wish, Stretch) else ())
        elif isinstance(wish, Stretch):
            self._canvas.mark_outline(wish.rect)
        else:
            line = line_of(self._canvas.figure(), wish.key)
            ends = (line.points[0], line.points[-1]) if line is not None else ()
            self._canvas.show_guides(tuple(pairwise((*ends[:1], *wish.points, *ends[1:]))))

    def release(self, at: QPointF, keys: Qt.KeyboardModifier) -> None:
        """End the gesture, and tell what is wanted if the mouse went anywhere."""
        gesture, self._gesture = self._gesture, None
        if gesture is None or not gesture.has_begun:
            return
        wish = self._wish(gesture, at, keys)
        self._canvas.show_guides(())
        if gesture.grip is not None and isinstance(wish, Route):
            wish = self._without_useless(gesture, wish)
        self._run.end()
        self.wanted.emit(wish)

    def give_up(self) -> bool:
        """End the gesture without a wish; tell whether there was one."""
        gesture, self._gesture = self._gesture, None
        return gesture is not None and gesture.has_begun

    def removes_point_at(self, at: QPointF) -> bool:
        """Want the chosen link without its point at a place, if it has one there."""
        line, self._gesture = self._line(), None
        if line is None or not line.bends:
            return False
        grip = grip_at(line, _plain(at), self._reach(2 * _REACH_PX))
        if grip.is_new:
            return False
        self._remove(line, grip.held)
        return True

    # Keys and the menu

    def takes_key(self, event: QKeyEvent) -> bool:
        """Act on the chosen link or, by Alt, Shift and an arrow, on the size of the chosen box."""
        key = Qt.Key(event.key())
        line, step = self._line(), _STEPS.get(key)
        if line is not None:
            return self._takes_link_key(line, key, event.modifiers())
        both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
        node = self._node()
        if step is None or node is None or node.parent_key is not None or event.modifiers() & both != both:
            return False
        by_x, by_y = step[0] * _STEP_PT / 2, step[1] * _STEP_PT / 2
        rect = as_qt(node.rect)
        run = self._run.name(f"size {node.key}")
        self.wanted.emit(Stretch(node.key, rect.adjusted(-by_x, -by_y, by_x, by_y), rect.center(), run))
        return True

    def can_add_point(self) -> bool:
        """Tell whether a link is chosen that a point can be put into."""
        return self._line() is not None

    def add_point(self) -> None:
        """Put a point into the chosen link, after the one that is chosen or half way, and choose it."""
        line = self._line()
        if line is None:
            return
        corners = corners_of(line)
        way = (line.points[0], *corners, line.points[-1])
        place = None if self.point is None else self.point + 1
        start, end = way[place : place + 2] if place is not None else ((0.0, 0.0), (0.0, 0.0))
        at = middle_of(line) if place is None else ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        grip = grip_at(line, at, 0.0) if place is None else Grip((*corners[:place], at, *corners[place:]), place)
        self._choose_point(grip.held)
        self._run.end()
        self.wanted.emit(Route(line.key, grip.points))

    def remove_point(self) -> bool:
        """Take the chosen point out of its link; tell whether there is one."""
        line, point = self._line(), self.point
        if line is None or point is None:
            return False
        self._remove(line, point)
        return True

    def leave_point(self) -> bool:
        """Choose the link as a whole again; tell whether a point of it was chosen."""
        was_chosen = self.point is not None
        self._choose_point(None)
        return was_chosen

    def _takes_link_key(self, line: LineShape, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        step, turn = _STEPS.get(key), _TURNS.get(key)
        if key == Qt.Key.Key_Insert:
            self.add_point()
        elif turn is not None and line.bends:
            first = 0 if turn > 0 else len(line.bends) - 1
            self._choose_point(first if self.point is None else (self.point + turn) % len(line.bends))
        elif step is not None:
            is_long = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
            self._nudge(line, step, _LONG_STEP_PT if is_long else _STEP_PT)
        else:
            return False
        return True

    def _nudge(self, line: LineShape, step: tuple[int, int], size: float) -> None:
        """Move the chosen point, or one put half way into a link that has none."""
        corners = corners_of(line)
        if self.point is not None:
            grip = Grip(corners, self.point)
        elif corners:
            grip = Grip(corners, len(corners) // 2)
        else:
            grip = grip_at(line, middle_of(line), 0.0)
        x, y = grip.points[grip.held]
        self._choose_point(grip.held)
        run = self._run.name(f"point {line.key} {grip.held}")
        self.wanted.emit(Route(line.key, grip.moved((x + step[0] * size, y + step[1] * size)), run))

    # Parts

    def _take(self, key: str, at: QPointF, grip: Grip, *, is_bend: bool) -> None:
        self._gesture = _Gesture(key, at, grip=grip)
        self._choose_point(grip.held if is_bend else None)

    def _remove(self, line: LineShape, point: int) -> None:
        self._choose_point(None)
        self._run.end()
        self.wanted.emit(Route(line.key, (*line.bends[:point], *line.bends[point + 1 :])))

    def _choose_point(self, point: int | None) -> None:
        self._point, self._point_of = point, self._canvas.chosen_key()
        self.show_handles(self._canvas.figure(), self._canvas.chosen_key())
        self.point_chosen.emit()

    def _wish(self, gesture: _Gesture, at: QPointF, keys: Qt.KeyboardModifier) -> Wish:
        """Return what is wanted with the mouse at a point, and show with what a point of a link is in line."""
        figure = self._canvas.figure()
        if gesture.grip is None or figure is None:
            return _stretch(gesture, at)
        place = _plain(at)
        if not keys & Qt.KeyboardModifier.AltModifier:
            beside = neighbours(figure, gesture.key, gesture.grip, place)
            is_forced = bool(keys & Qt.KeyboardModifier.ShiftModifier)
            snap = snapped_point(place, beside, self._reach(_SNAP_PX), is_forced=is_forced)
            place = snap.at
            self._canvas.show_guides(snap.guides)
        return Route(gesture.key, gesture.grip.moved(place))

    def _without_useless(self, gesture: _Gesture, wish: Route) -> Route:
        """Return the route without the held point where that lies on the straight way between its neighbours."""
        figure, grip = self._canvas.figure(), gesture.grip
        if figure is None or grip is None:
            return wish
        place = wish.points[grip.held]
        before, after = neighbours(figure, gesture.key, grip, place)
        if is_between(place, before, after, self._reach(_STRAIGHT_PX)):
            self._choose_point(None)
            return Route(wish.key, (*wish.points[: grip.held], *wish.points[grip.held + 1 :]))
        self._choose_point(grip.held)
        return wish

    def _node(self) -> FigureNode | None:
        figure = self._canvas.figure()
        return figure.node(self._canvas.chosen_key()) if figure is not None and self.is_on else None

    def _line(self) -> LineShape | None:
        key = self._canvas.chosen_key()
        return line_of(self._canvas.figure(), key) if self.is_on and is_link(key) else None

    def _reach(self, pixels: int) -> float:
        """Return so many pixels of the screen in points of the figure."""
        return pixels / max(self._canvas.transform().m11(), 0.01)

    def _begins(self, gesture: _Gesture, at: QPointF) -> bool:
        far = QApplication.startDragDistance() / 2
        gesture.has_begun = gesture.has_begun or (at - gesture.start).manhattanLength() > far
        return gesture.has_begun


def _stretch(gesture: _Gesture, at: QPointF) -> Stretch:
    rect = gesture.rect or Rect(at.x(), at.y(), 0.0, 0.0)
    across, down = gesture.corner
    held = _corner(rect, (-across, -down))
    width = max(_LEAST_PT, across * (at.x() - held.x()))
    height = max(_LEAST_PT, down * (at.y() - held.y()))
    return Stretch(gesture.key, QRectF(held, held + QPointF(across * width, down * height)).normalized(), held)


def _plain(at: QPointF) -> Point:
    return at.x(), at.y()


def _corner(rect: Rect, corner: tuple[int, int]) -> QPointF:
    return QPointF(rect.right if corner[0] > 0 else rect.x, rect.bottom if corner[1] > 0 else rect.y)


def _is_near(at: QPointF, place: QPointF, reach: float) -> bool:
    return max(abs(at.x() - place.x()), abs(at.y() - place.y())) <= reach
