"""The signs beside nodes that have others below them: a click draws what is below, or leaves it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from qdatool.coding.roles import Direction
from qdatool.figures.collapsing import Fold, folds
from qdatool.figures.figure import Figure, Rect
from qdatool.figures.spec import FigureSpec, GioiaSpec, NetworkSpec, TreeSpec
from qdatool.ui.theme import tokens

_RADIUS_PT = 3.6
_ARM_SHARE = 0.5
_LINE_PT = 0.8
_OUTSIDE_PT = 1.6
_LEAST_PX = 3.0
"""A sign of a smaller radius on the screen is left out: nobody could hit it."""
_REACH_PX = 3.0
_ABOVE_SHAPES = 10.2


@dataclass(frozen=True, slots=True)
class FoldSign:
    """The sign of one node; ``is_open`` draws a minus, otherwise a plus."""

    key: str
    center: QPointF
    is_open: bool


class FoldSigns(QGraphicsItem):
    """All signs of a figure; they are no part of what is exported."""

    def __init__(self) -> None:
        super().__init__()
        self._signs: list[FoldSign] = []
        self._area = QRectF()
        self.setZValue(_ABOVE_SHAPES)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def show_folds(self, spec: FigureSpec | None, figure: Figure | None) -> None:
        """Show the signs of the nodes that a figure draws, none for figures without levels."""
        self.prepareGeometryChange()
        self._signs = _signs(spec, figure) if spec is not None and figure is not None else []
        self._area = QRectF()
        for sign in self._signs:
            self._area = self._area.united(_rect(sign.center, _RADIUS_PT + 1))

    def signs(self) -> tuple[FoldSign, ...]:
        """Return the signs that are shown."""
        return tuple(self._signs)

    def key_at(self, at: QPointF, scale: float) -> str:
        """Return the key of the node whose sign is at a point, with so many pixels to a point of the figure."""
        if not self.isVisible() or _RADIUS_PT * scale < _LEAST_PX:
            return ""
        reach = _RADIUS_PT + _REACH_PX / scale
        for sign in self._signs if self._area.adjusted(-reach, -reach, reach, reach).contains(at) else ():
            away = at - sign.center
            if away.x() ** 2 + away.y() ** 2 <= reach**2:
                return sign.key
        return ""

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if option.levelOfDetailFromTransform(painter.worldTransform()) * _RADIUS_PT < _LEAST_PX:
            return
        shown = tokens()
        ground, edge = QColor(shown.raised), QColor(shown.line_strong)
        seen = option.exposedRect.adjusted(-_RADIUS_PT, -_RADIUS_PT, _RADIUS_PT, _RADIUS_PT)
        arm = _RADIUS_PT * _ARM_SHARE
        for sign in self._signs:
            if not seen.contains(sign.center):
                continue
            ink = QColor(shown.text_2 if sign.is_open else shown.accent)
            painter.setPen(QPen(edge if sign.is_open else ink, _LINE_PT))
            painter.setBrush(ground)
            painter.drawEllipse(sign.center, _RADIUS_PT, _RADIUS_PT)
            painter.setPen(QPen(ink, _LINE_PT, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(sign.center - QPointF(arm, 0), sign.center + QPointF(arm, 0))
            if not sign.is_open:
                painter.drawLine(sign.center - QPointF(0, arm), sign.center + QPointF(0, arm))


def _signs(spec: FigureSpec, figure: Figure) -> list[FoldSign]:
    place, rects = _placing(spec, figure), {node.key: node.rect for node in figure.nodes}
    return [FoldSign(key, place(rects[key]), fold is Fold.OPEN) for key, fold in folds(spec).items() if key in rects]


def _placing(spec: FigureSpec, figure: Figure) -> Callable[[Rect], QPointF]:
    """Return where the sign of a node goes: to the side on which the others stand, beside its words."""
    if isinstance(spec, GioiaSpec):
        return lambda rect: QPointF(rect.center_x, rect.bottom)
    root = figure.node(spec.root.key) if isinstance(spec, NetworkSpec) else None
    if root is not None:
        center = root.rect.center_x
        return lambda rect: _beside(rect, is_right=rect.center_x > center)
    is_right = isinstance(spec, TreeSpec) and figure.direction is not Direction.RTL
    return lambda rect: _beside(rect, is_right=is_right)


def _beside(rect: Rect, *, is_right: bool) -> QPointF:
    return QPointF(rect.right + _OUTSIDE_PT if is_right else rect.x - _OUTSIDE_PT, rect.center_y)


def _rect(center: QPointF, radius: float) -> QRectF:
    return QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
