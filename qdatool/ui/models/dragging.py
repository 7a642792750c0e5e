"""The one gesture of the canvas: a node from pressing on it to letting go."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from qdatool.figures.figure import FigureNode


@dataclass
class NodeDrag:
    """A drag of ``node`` that started with the mouse at ``start``, in points of the figure."""

    node: FigureNode
    start: QPointF
    has_begun: bool = False

    def begins(self, at: QPointF) -> bool:
        """Tell whether the mouse has gone far enough to mean a drag; once begun, it stays so."""
        if not self.has_begun:
            far = QApplication.startDragDistance() / 2
            self.has_begun = (at - self.start).manhattanLength() > far
        return self.has_begun

    def center(self, at: QPointF) -> QPointF:
        """Return where the centre of the node goes with the mouse at a point."""
        rect = self.node.rect
        return QPointF(rect.center_x, rect.center_y) + (at - self.start)
