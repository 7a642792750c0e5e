"""A dimension as a line with a dot for each quotation on it; dots are moved with the mouse and with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from qdatool.coding.properties import Dimension, Mark
from qdatool.ui.theme import color, tokens
from qdatool.ui.tokens import Size
from qdatool.wording import interface_language, localized_number, tr

_HEIGHT = 24
_EDGE = 8
_RADIUS = 4.5
_STEP = 0.05
_REACH = 9


class DimensionStrip(QWidget):
    """The low end stands at the reading start. Left and right move the present dot, up and down go to the next one.

    ``placed(dimension_id, quotation_id, value)``; ``taken_off(dimension_id, quotation_id)`` on Delete;
    ``opened(quotation_id)`` on Enter or double click.
    """

    placed = Signal(int, int, float)
    taken_off = Signal(int, int)
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dimension: Dimension | None = None
        self._quotes: dict[int, str] = {}
        self._stored_color = ""
        self._present = 0
        self._dragged: float | None = None
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def show_dimension(self, dimension: Dimension, quotes: dict[int, str], stored_color: str) -> None:
        """Show a dimension; ``quotes`` holds the words of the quotations on it."""
        before = self._present_mark()
        self._dimension, self._quotes, self._stored_color = dimension, quotes, stored_color
        ids = [mark.quotation_id for mark in dimension.marks]
        self._present = ids.index(before.quotation_id) if before is not None and before.quotation_id in ids else 0
        self._dragged = None
        self.setAccessibleName(
            tr("From {low} to {high}: {n} quotations", low=dimension.low_name, high=dimension.high_name, n=len(ids))
        )
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, _HEIGHT)

    # What Qt asks

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self._mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._quotes.get(mark.quotation_id, "") if mark else "", self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mark, key = self._present_mark(), event.key()
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if mark is None:
            super().keyPressEvent(event)
        elif key in steps:
            step = -steps[key] if self._is_mirrored() else steps[key]
            self._place(mark, mark.value + step * _STEP)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Delete:
            self._tell_taken_off(mark)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(mark.quotation_id)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        mark = self._mark_at(event.position())
        if mark is not None and self._dimension is not None and event.button() == Qt.MouseButton.LeftButton:
            self._present = self._dimension.marks.index(mark)
            self._dragged = mark.value
            self._describe()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None and event.buttons() & Qt.MouseButton.LeftButton and self.isEnabled():
            self._dragged = self._value_at(event.position().x())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        mark, value = self._present_mark(), self._dragged
        self._dragged = None
        if mark is not None and value is not None and value != mark.value:
            self._place(mark, value)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        mark = self._mark_at(event.position())
        if mark is not None:
            self.opened.emit(mark.quotation_id)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._dimension is None:
            return
        shown = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        painter.setPen(QPen(color(shown.line_strong), 1))
        painter.drawLine(QPointF(_EDGE, middle), QPointF(self.width() - _EDGE, middle))
        painter.setPen(QPen(color(shown.panel), 1))
        painter.setBrush(color(shown.code_color(self._stored_color)))
        for number, mark in enumerate(self._dimension.marks):
            is_dragged = number == self._present and self._dragged is not None
            centre = QPointF(
                self._x_of(self._dragged if is_dragged and self._dragged is not None else mark.value), middle
            )
            painter.drawEllipse(centre, _RADIUS, _RADIUS)
            if self.hasFocus() and number == self._present:
                self._paint_ring(painter, centre)
        if self.hasFocus() and not self._dimension.marks:
            painter.setPen(QPen(color(shown.accent), Size.FOCUS_RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    # Inside

    def _paint_ring(self, painter: QPainter, centre: QPointF) -> None:
        painter.save()
        painter.setPen(QPen(color(tokens().accent), Size.FOCUS_RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, _RADIUS + 2.5, _RADIUS + 2.5)
        painter.restore()

    def _is_mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _x_of(self, value: float) -> float:
        along = _EDGE + value * (self.width() - 2 * _EDGE)
        return self.width() - along if self._is_mirrored() else along

    def _value_at(self, x: float) -> float:
        along = self.width() - x if self._is_mirrored() else x
        return min(max((along - _EDGE) / max(self.width() - 2 * _EDGE, 1), 0.0), 1.0)

    def _mark_at(self, point: QPointF) -> Mark | None:
        marks = self._dimension.marks if self._dimension is not None else ()
        near = [mark for mark in marks if abs(self._x_of(mark.value) - point.x()) <= _REACH]
        return min(near, key=lambda mark: abs(self._x_of(mark.value) - point.x()), default=None)

    def _present_mark(self) -> Mark | None:
        marks = self._dimension.marks if self._dimension is not None else ()
        return marks[self._present] if self._present < len(marks) else None

    def _place(self, mark: Mark, value: float) -> None:
        if self._dimension is not None and self.isEnabled():
            self.placed.emit(self._dimension.id, mark.quotation_id, round(min(max(value, 0.0), 1.0), 4))

    def _tell_taken_off(self, mark: Mark) -> None:
        if self._dimension is not None and self.isEnabled():
            self.taken_off.emit(self._dimension.id, mark.quotation_id)

    def _go(self, step: int) -> None:
        marks = self._dimension.marks if self._dimension is not None else ()
        self._present = (self._present + step) % max(len(marks), 1)
        self._describe()
        self.update()

    def _describe(self) -> None:
        """Say of the present dot, for a screen reader, which quotation it is and where it stands."""
        mark = self._present_mark()
        if mark is None:
            self.setAccessibleDescription("")
            return
        percent = localized_number(round(mark.value * 100), interface_language())
        self.setAccessibleDescription(
            tr("{percent} % of the way: {quote}", percent=percent, quote=self._quotes.get(mark.quotation_id, ""))
        )
