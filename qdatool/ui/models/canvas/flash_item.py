"""A frame for a moment: round what an undo or redo has just changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from qdatool.figures.figure import LineShape, Rect
from qdatool.figures.paint import line_path
from qdatool.ui.models.canvas.items import as_qt, outside
from qdatool.ui.theme import tokens

_ABOVE_ALL = 95
_GAP_PT = 4.0
_RADIUS_PT = 5.0
_FRAME_PX = 3.0
_LINE_PX = 9.0
_SHARE = 0.35
_SHOWN_MS = 1200


class FlashItem(QGraphicsItem):
    """Frames round boxes and a broad light stroke over links, in the accent."""

    def __init__(self, owner: QObject) -> None:
        super().__init__()
        self._frames: tuple[QRectF, ...] = ()
        self._lines: tuple[QPainterPath, ...] = ()
        self._ends: tuple[QRectF, ...] = ()
        self.setZValue(_ABOVE_ALL)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._end = QTimer(owner)
        self._end.setSingleShot(True)
        self._end.setInterval(_SHOWN_MS)
        self._end.timeout.connect(self.end)

    def show_around(self, rects: Sequence[Rect], lines: Sequence[LineShape], ends: Sequence[Rect] = ()) -> None:
        """Frame these boxes for a moment and stroke these lines, outside the boxes they end at, and no others."""
        self._end.start()
        self.prepareGeometryChange()
        gap = _GAP_PT
        self._frames = tuple(
            QRectF(rect.x - gap, rect.y - gap, rect.width + 2 * gap, rect.height + 2 * gap) for rect in rects
        )
        self._lines = tuple(line_path(line) for line in lines)
        self._ends = tuple(as_qt(end) for end in ends)
        self.update()

    def end(self) -> None:
        """Frame nothing any more."""
        self._end.stop()
        self.prepareGeometryChange()
        self._frames, self._lines = (), ()
        self.update()

    def is_shown(self) -> bool:
        """Tell whether anything is framed."""
        return bool(self._frames or self._lines)

    def boundingRect(self) -> QRectF:
        area = QRectF()
        for frame in self._frames:
            area = area.united(frame)
        for line in self._lines:
            area = area.united(line.boundingRect().adjusted(-1, -1, 1, 1))
        return area.adjusted(-10, -10, 10, 10)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        accent = QColor(tokens().accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(accent, _FRAME_PX)
        pen.setCosmetic(True)
        painter.setPen(pen)
        for frame in self._frames:
            painter.drawRoundedRect(frame, _RADIUS_PT, _RADIUS_PT)
        accent.setAlphaF(_SHARE)
        pen = QPen(accent, _LINE_PX)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setClipPath(outside(self.boundingRect(), self._ends), Qt.ClipOperation.IntersectClip)
        for line in self._lines:
            painter.drawPath(line)
