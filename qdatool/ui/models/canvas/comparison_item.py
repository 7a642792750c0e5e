"""What differs from an earlier version, as frames in colour round the boxes and categories of the figure."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from qdatool.coding.model_compare import DifferenceKind
from qdatool.figures.figure import Figure
from qdatool.ui.theme import tokens

_ABOVE_FIGURE = 45
_GAP_PT = 1.5
_RADIUS_PT = 2.0
_WIDTH_PX = 2.0
# Told apart by the line as well as by its colour.
_LOOKS = {
    DifferenceKind.ADDED: ("ok", Qt.PenStyle.SolidLine),
    DifferenceKind.MOVED: ("accent", Qt.PenStyle.DashLine),
    DifferenceKind.RENAMED: ("warn", Qt.PenStyle.DotLine),
    DifferenceKind.REPLACED: ("warn", Qt.PenStyle.DotLine),
}


class ComparisonItem(QGraphicsItem):
    """Frames over the figure; what was removed stands in the list beside it alone."""

    def __init__(self) -> None:
        super().__init__()
        self._frames: tuple[tuple[QRectF, DifferenceKind], ...] = ()
        self.setZValue(_ABOVE_FIGURE)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_differences(self, figure: Figure | None, kinds: Mapping[str, DifferenceKind]) -> None:
        """Frame the nodes of a figure whose keys have a kind of difference."""
        self.prepareGeometryChange()
        nodes = figure.nodes if figure is not None else ()
        self._frames = tuple(
            (QRectF(node.rect.x, node.rect.y, node.rect.width, node.rect.height), kinds[node.key])
            for node in nodes
            if kinds.get(node.key) in _LOOKS
        )

    def boundingRect(self) -> QRectF:
        area = QRectF()
        for rect, _ in self._frames:
            area = area.united(rect)
        return area.adjusted(-4, -4, 4, 4)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for rect, kind in self._frames:
            token, line = _LOOKS[kind]
            pen = QPen(QColor(getattr(tokens(), token)), _WIDTH_PX, line)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawRoundedRect(rect.adjusted(-_GAP_PT, -_GAP_PT, _GAP_PT, _GAP_PT), _RADIUS_PT, _RADIUS_PT)
