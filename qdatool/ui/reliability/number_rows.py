"""A table of coefficients: a name, a few numbers, the value, and its interval drawn on one axis with reference marks.

The ticks at .667 and .80 are marks to read by, not grades. Like the window, the axis runs from the reading start.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from qdatool.ui.controls import draw_elided
from qdatool.ui.row_painting import RowPlaces, paint_at_end, paint_ground, row_ground, shows_ring
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Size, Space
from qdatool.wording import interface_language, localized_number, tr

MARKS = (0.667, 0.8)
_HEAD = 26
_SWATCH = 9
_VALUE_ROOM = 58
_INTERVAL_ROOM = 104
_AXIS_ROOM = 150
_NARROW_AXIS_ROOM = 104


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One row; all texts are ready to show. ``remark`` stands in place of the interval and says why there is none."""

    key: Hashable
    name: str
    value: str
    detail: str = ""
    color: str = ""
    cells: tuple[str, ...] = ()
    number: float | None = None
    interval: tuple[float, float] | None = None
    interval_text: str = ""
    remark: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class NumberHead:
    """What stands over the columns; ``cells`` are (text, width). Without ``interval`` that column is left out."""

    name: str
    value: str
    cells: tuple[tuple[str, int], ...] = ()
    interval: str = ""


class NumberRole(IntEnum):
    """What the delegate asks for."""

    ROW = Qt.ItemDataRole.UserRole


class Axis:
    """Places on the axis of a table, from ``low`` to 1."""

    def __init__(self, place: QRect, low: float, *, is_mirrored: bool) -> None:
        self._place = place.adjusted(Space.XS, 0, -Space.XS, 0)
        self._low = low
        self._is_mirrored = is_mirrored

    def at(self, value: float) -> float:
        """Return where a value stands; one off the axis stands at its end."""
        share = (min(max(value, self._low), 1.0) - self._low) / (1.0 - self._low)
        width = self._place.width()
        return self._place.left() + (width * (1 - share) if self._is_mirrored else width * share)

    @property
    def middle(self) -> float:
        """The height of the line."""
        return self._place.top() + self._place.height() / 2


class NumberTable(QFrame):
    """The head and the rows. ``chosen(key)`` when the user goes to a row or clicks the chosen one again."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.head = _Head(self)
        self.rows = NumberRows(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.rows, 1)
        self.columns = NumberHead("", "")
        self.low = 0.0
        self.retranslate()

    def show_rows(self, head: NumberHead, rows: Sequence[NumberRow], chosen: Hashable = None) -> None:
        """Show a table; the row with the key ``chosen`` is selected."""
        self.columns = head
        edges = [edge for row in rows for edge in (row.interval or ()) if edge < 0]
        edges += [row.number for row in rows if row.number is not None and row.number < 0]
        self.low = 0.0 if not edges else -1.0
        self.rows.show_rows(rows, chosen)
        self.head.update()

    def retranslate(self) -> None:
        """Name the table for screen readers."""
        self.rows.setAccessibleName(tr(self._name))

    def axis_room(self) -> int:
        """Return how wide the axis is; narrower in a narrow table."""
        return _AXIS_ROOM if self.width() > 470 else _NARROW_AXIS_ROOM

    def trailing_rooms(self) -> tuple[int, int, int]:
        """Return where axis, interval and value begin, counted from the reading end."""
        axis = Space.S
        interval = axis + self.axis_room() + Space.S
        return axis, interval, interval + (_INTERVAL_ROOM if self.columns.interval else 0)


class NumberRows(QListView):
    """The rows as a list, so that the keyboard moves in it as everywhere."""

    def __init__(self, table: NumberTable) -> None:
        super().__init__(table)
        self._table = table
        self.numbers = _NumberModel(self)
        self.setModel(self.numbers)
        self.setItemDelegate(_NumberDelegate(table, self))
        self.setObjectName("pageRows")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._on_clicked)
        self.activated.connect(self._on_clicked)

    def show_rows(self, rows: Sequence[NumberRow], chosen: Hashable) -> None:
        """Show other rows and select one of them, without telling."""
        self.numbers.show_rows(rows)
        place = next((i for i, row in enumerate(rows) if chosen is not None and row.key == chosen), None)
        if place is None:
            self.clearSelection()
        else:
            self.selectionModel().blockSignals(True)
            self.setCurrentIndex(self.numbers.index(place))
            self.selectionModel().blockSignals(False)
        self.viewport().update()

    def row(self, index: QModelIndex) -> NumberRow | None:
        """Return what stands in a row."""
        return index.data(NumberRole.ROW) if index.isValid() else None

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.row(index)
        if row is not None:
            self._table.chosen.emit(row.key)


class _NumberModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[NumberRow, ...] = ()

    def show_rows(self, rows: Sequence[NumberRow]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == NumberRole.ROW:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.tip or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (row.name, row.detail, *row.cells, row.value, row.interval_text, row.remark)
            return ", ".join(part for part in parts if part)
        return None


class _NumberDelegate(QStyledItemDelegate):
    def __init__(self, table: NumberTable, view: QWidget) -> None:
        super().__init__(view)
        self._table = table
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(120, Size.TABLE_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        row: NumberRow = index.data(NumberRole.ROW)
        shown, columns = tokens(), self._table.columns
        painter.save()
        paint_ground(painter, option.rect, row_ground(option, self._view, shown.page), has_ring=shows_ring(option))
        places = RowPlaces(option.rect, option.direction)
        axis_at, interval_at, value_at = self._table.trailing_rooms()
        cells_at = value_at + _VALUE_ROOM + sum(width for _, width in columns.cells)
        self._paint_name(painter, places, cells_at, row, option.direction)
        painter.setFont(interface_font(FontSize.DENSE))
        painter.setPen(QColor(shown.text_2))
        offset = cells_at
        for text, (_, width) in zip(row.cells, columns.cells, strict=False):
            offset -= width
            paint_at_end(painter, places.trailing(offset, width), text)
        painter.setFont(interface_font(FontSize.DENSE, is_bold=True))
        painter.setPen(QColor(shown.text_1))
        paint_at_end(painter, places.trailing(value_at, _VALUE_ROOM), row.value)
        painter.setFont(interface_font(FontSize.META))
        painter.setPen(QColor(shown.text_2))
        if row.remark:
            room = places.trailing(axis_at, value_at - axis_at - Space.S)
            draw_elided(painter, room, row.remark, option.direction)
        else:
            if columns.interval:
                paint_at_end(painter, places.trailing(interval_at, _INTERVAL_ROOM), row.interval_text)
            place = places.trailing(axis_at, self._table.axis_room())
            is_mirrored = option.direction == Qt.LayoutDirection.RightToLeft
            _paint_interval(painter, Axis(place, self._table.low, is_mirrored=is_mirrored), row)
        painter.restore()

    def _paint_name(
        self, painter: QPainter, places: RowPlaces, end: int, row: NumberRow, direction: Qt.LayoutDirection
    ) -> None:
        shown, start = tokens(), Space.M
        if row.color:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shown.code_color(row.color)))
            painter.drawRoundedRect(QRectF(places.leading(start, _SWATCH, _SWATCH)), 2, 2)
            start += _SWATCH + Space.S
        painter.setFont(interface_font(FontSize.DENSE, is_bold=not row.color))
        painter.setPen(QColor(shown.text_1))
        draw_elided(painter, places.between(start, end), row.name, direction)
        if row.detail:
            start += QFontMetrics(painter.font()).horizontalAdvance(row.name) + Space.S - 2
            painter.setFont(interface_font(FontSize.META))
            painter.setPen(QColor(shown.text_2))
            room = places.between(start, end)
            if room.width() > Space.XL:
                draw_elided(painter, room, row.detail, direction)


class _Head(QWidget):
    """The names of the columns and the numbers of the axis."""

    def __init__(self, table: NumberTable) -> None:
        super().__init__(table)
        self._table = table
        self.setFixedHeight(_HEAD)

    def paintEvent(self, event: QPaintEvent) -> None:
        table, columns, shown = self._table, self._table.columns, tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(shown.page))
        painter.setPen(QColor(shown.line))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        bar = table.rows.verticalScrollBar()
        used = bar.width() if bar.isVisible() else 0
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        rect = self.rect().adjusted(used if is_mirrored else 0, 0, 0 if is_mirrored else -used, 0)
        places = RowPlaces(rect, self.layoutDirection())
        axis_at, interval_at, value_at = table.trailing_rooms()
        painter.setFont(interface_font(FontSize.META))
        painter.setPen(QColor(shown.text_2))
        cells_at = value_at + _VALUE_ROOM + sum(width for _, width in columns.cells)
        draw_elided(painter, places.between(Space.M, cells_at), columns.name, self.layoutDirection())
        offset = cells_at
        for text, width in columns.cells:
            offset -= width
            metrics = QFontMetrics(painter.font())
            paint_at_end(
                painter, places.trailing(offset, width), metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            )
        paint_at_end(painter, places.trailing(value_at, _VALUE_ROOM), columns.value)
        if columns.interval:
            paint_at_end(painter, places.trailing(interval_at, _INTERVAL_ROOM), columns.interval)
        place = places.trailing(axis_at, table.axis_room())
        _paint_scale(painter, Axis(place, table.low, is_mirrored=is_mirrored), table.low, is_mirrored=is_mirrored)


def _paint_scale(painter: QPainter, axis: Axis, low: float, *, is_mirrored: bool) -> None:
    """Paint the numbers of the axis; those of the marks stand on either side of theirs, since the marks are near."""
    painter.setFont(interface_font(FontSize.HINT))
    language = interface_language()
    first, second = (localized_number(mark, language, 3 if mark < 0.7 else 2) for mark in MARKS)
    before, after = (0.0, 1.0) if is_mirrored else (1.0, 0.0)
    labels = (
        (low, f"\u2066{localized_number(low, language, 0)}\u2069", 0.5),
        (MARKS[0], first, before),
        (MARKS[1], second, after),
    )
    for value, text, part in labels:
        width = painter.fontMetrics().horizontalAdvance(text)
        left = axis.at(value) - width * part
        painter.drawText(QPointF(left, axis.middle + 4), text)


def _paint_interval(painter: QPainter, axis: Axis, row: NumberRow) -> None:
    shown = tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(shown.line_strong), 1))
    painter.drawLine(QPointF(axis.at(-1.0), axis.middle), QPointF(axis.at(1.0), axis.middle))
    for mark in MARKS:
        painter.drawLine(QPointF(axis.at(mark), axis.middle - 6), QPointF(axis.at(mark), axis.middle + 6))
    if row.interval is not None:
        painter.setPen(QPen(QColor(shown.text_3), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        low, high = row.interval
        painter.drawLine(QPointF(axis.at(low), axis.middle), QPointF(axis.at(high), axis.middle))
    if row.number is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shown.accent))
        painter.drawEllipse(QPointF(axis.at(row.number), axis.middle), 4, 4)
