"""The gestures that move boxes: drag and arrow keys, of one box or all that are chosen, and the rubber band.

Nothing is written here: a gesture that ends tells where boxes are wanted, once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from qdatool.figures.figure import FigureNode, Rect
from qdatool.figures.style import figure_style
from qdatool.ui.models.canvas.key_run import KeyRun
from qdatool.ui.models.canvas.screen_figure import ScreenFigure
from qdatool.ui.models.canvas.snapping import snapped

if TYPE_CHECKING:
    from qdatool.ui.models.canvas.figure_canvas import FigureCanvas

_SNAP_PX = 6
_ARROW_STEP_PT = 2.0
_LONG_ARROW_STEP_PT = 10.0
_STEPS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


@dataclass
class _Drag:
    """A drag that started with the mouse at ``start``: of the ``nodes``, or of a band where there are none."""

    nodes: tuple[FigureNode, ...]
    start: QPointF
    pressed: str
    adds: bool = False
    has_begun: bool = False

    @property
    def node(self) -> FigureNode | None:
        """The node in the hand."""
        return next((node for node in self.nodes if node.key == self.pressed), None)

    @property
    def area(self) -> Rect:
        """The room that all nodes together take."""
        rects = [node.rect for node in self.nodes]
        left, top = min(rect.x for rect in rects), min(rect.y for rect in rects)
        return Rect(left, top, max(rect.right for rect in rects) - left, max(rect.bottom for rect in rects) - top)

    def begins(self, at: QPointF) -> bool:
        """Tell whether the mouse has gone far enough to mean a drag; once begun, it stays so."""
        if not self.has_begun:
            self.has_begun = (at - self.start).manhattanLength() > QApplication.startDragDistance() / 2
        return self.has_begun


class Moving(QObject):
    """Takes the mouse and the keys of a canvas where they mean another place."""

    moved = Signal(object, str)
    """Boxes are wanted elsewhere: their new centres by key, and the run of keys that this belongs to, if any."""

    def __init__(self, canvas: FigureCanvas) -> None:
        super().__init__(canvas)
        self.preview: Callable[[Mapping[str, QPointF]], ScreenFigure | None] = lambda _centers: None
        """Lays the figure out anew with boxes elsewhere, for the time of a drag; None where that takes too long."""
        self._canvas = canvas
        self._drag: _Drag | None = None
        self._run = KeyRun()

    @property
    def is_going(self) -> bool:
        """Whether the mouse holds something."""
        return self._drag is not None

    def press(self, key: str, at: QPointF, *, adds: bool) -> None:
        """Take hold of a node, of all chosen boxes if it is one of them, or (no key) of a rubber band.

        ``adds`` leaves chosen what is chosen.
        """
        canvas = self._canvas
        figure = canvas.figure()
        node = figure.node(key) if figure is not None else None
        if figure is None or (key and node is None) or (key and not canvas.is_movable):
            return
        chosen = canvas.chosen_keys()
        group = [figure.node(each) for each in chosen] if key in chosen else [node]
        self._drag = _Drag(tuple(each for each in group if each is not None), at, key, adds)

    def move(self, at: QPointF, keys: Qt.KeyboardModifier) -> None:
        """Show what the gesture would come to with the mouse at a point."""
        drag = self._drag
        if drag is None or not drag.begins(at):
            return
        node = drag.node
        if node is None:
            self._canvas.show_band(QRectF(drag.start, at).normalized())
            return
        if node.parent_key is not None:
            box = self._canvas.box_at(at)
            is_other = box is not None and box.key != node.parent_key
            self._canvas.mark_target(box.rect if box is not None and is_other else None)
            self._canvas.carry((node.key,), at - drag.start, plate=node.rect)
            return
        shift = self._shift(drag, at, keys)
        preview = self.preview(_centers(drag.nodes, shift))
        if preview is not None:
            self._canvas.show_preview(preview, tuple(each.key for each in drag.nodes))
        else:
            self._canvas.carry(tuple(each.key for each in drag.nodes), shift)

    def release(self, at: QPointF, keys: Qt.KeyboardModifier) -> None:
        """End the gesture, and tell what is wanted if the mouse went anywhere."""
        drag, self._drag = self._drag, None
        if drag is None:
            return
        node = drag.node
        if not drag.has_begun:
            if node is not None and not drag.adds:
                self._canvas.choose(node.key)
            return
        if node is None:
            self._choose_within(QRectF(drag.start, at).normalized(), adds=drag.adds)
        elif node.parent_key is not None:
            self._canvas.drop(node, at)
        else:
            shift = self._shift(drag, at, keys)
            self._canvas.show_guides(())
            self._run.end()
            self.moved.emit(_centers(drag.nodes, shift), "")

    def give_up(self) -> bool:
        """End the gesture without a wish; tell whether there was one."""
        drag, self._drag = self._drag, None
        self._canvas.show_band(QRectF())
        return drag is not None and drag.has_begun

    def takes_key(self, event: QKeyEvent) -> bool:
        """Move the chosen boxes by an arrow; a run of presses is one step."""
        step, figure = _STEPS.get(Qt.Key(event.key())), self._canvas.figure()
        found = [figure.node(key) for key in self._canvas.chosen_keys()] if figure is not None else []
        nodes = tuple(node for node in found if node is not None and node.parent_key is None)
        # With Alt the arrows put categories in order, which boxes do not have.
        is_other = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if step is None or is_other or not nodes or not self._canvas.is_movable:
            return False
        is_long = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        shift = step * (_LONG_ARROW_STEP_PT if is_long else _ARROW_STEP_PT)
        run = self._run.name(" ".join(node.key for node in nodes))
        self.moved.emit(_centers(nodes, shift), run)
        return True

    def _shift(self, drag: _Drag, at: QPointF, keys: Qt.KeyboardModifier) -> QPointF:
        """Return how far the nodes go, in line with others unless Alt is held, and show with which."""
        shift, area, figure = at - drag.start, drag.area, self._canvas.figure()
        if figure is None or keys & Qt.KeyboardModifier.AltModifier:
            self._canvas.show_guides(())
            return shift
        here = Rect(area.x + shift.x(), area.y + shift.y(), area.width, area.height)
        seen, mine = self._canvas.seen_area(), {node.key for node in drag.nodes}
        # Only what is seen can be in line with it; a large figure has thousands of others.
        others = [
            node.rect
            for node in figure.nodes
            if node.parent_key is None and node.key not in mine and node.rect.overlaps(seen)
        ]
        margin = figure_style().margin
        frame = Rect(margin, margin, figure.width - 2 * margin, 0.0)
        snap = snapped(here, others, _SNAP_PX / max(self._canvas.transform().m11(), 0.01), frame)
        self._canvas.show_guides(snap.guides, snap.gaps)
        return QPointF(snap.center[0] - area.center_x, snap.center[1] - area.center_y)

    def _choose_within(self, band: QRectF, *, adds: bool) -> None:
        """Choose the boxes that a band touches."""
        self._canvas.show_band(QRectF())
        figure = self._canvas.figure()
        area = Rect(band.x(), band.y(), band.width(), band.height())
        nodes = figure.nodes if figure is not None else ()
        found = [node.key for node in nodes if node.parent_key is None and node.rect.overlaps(area)]
        kept = self._canvas.chosen_keys() if adds else ()
        self._canvas.choose_several(tuple(dict.fromkeys((*kept, *found))))


def _centers(nodes: Sequence[FigureNode], shift: QPointF) -> dict[str, QPointF]:
    return {node.key: QPointF(node.rect.center_x, node.rect.center_y) + shift for node in nodes}
