"""The list of acts: headings of days, and under them what was done, to what, by whom, when and why."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qdatool.ui.controls import draw_elided
from qdatool.ui.dates import shown_day
from qdatool.ui.going import icon_of
from qdatool.ui.history.rows import ActRow, DayRow, HistoryRole, HistoryRows, thing_name
from qdatool.ui.icons import Icon, paint_icon
from qdatool.ui.row_painting import RowPlaces, is_selected, paint_at_end, paint_ground, row_ground
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Size, Space
from qdatool.wording import interface_language, tr
from qdatool.wording.digits import localized_digits

_DAY_HEIGHT = 34
_SIGN = 14
_STEP_ROOM, _STEP_SHARE = 230, 0.32
_CODER_ROOM, _CLOCK_ROOM = 120, 50
_NAMES_SHOWN = 4
_DOT_ROOM, _LEAST_NAME = 9, 32


class HistoryList(QListView):
    """``chosen(ActRow | None)`` when another act is; ``jumped(ActRow)`` on a double click."""

    chosen = Signal(object)
    jumped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = HistoryRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(HistoryDelegate(self))
        self.setObjectName("pageRows")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.modelReset.connect(lambda: self.chosen.emit(None))
        self.rows.found_changed.connect(self._choose_first)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the list in the interface's language."""
        self.setAccessibleName(tr("History"))

    def act(self) -> ActRow | None:
        """Return the act that is chosen."""
        row = self.rows.row(self.currentIndex())
        return row if isinstance(row, ActRow) else None

    def jump(self) -> None:
        """Go to what the chosen act was about."""
        act = self.act()
        if act is not None:
            self.jumped.emit(act)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self.act())

    def mouseDoubleClickEvent(self, event) -> None:
        self.jump()

    def _choose_first(self) -> None:
        if not self.currentIndex().isValid() and self.rows.rowCount() > 1:
            self.setCurrentIndex(self.rows.index(1))


class HistoryDelegate(QStyledItemDelegate):
    """Paints a heading or an act; an act with a reason takes two lines."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        row = index.data(HistoryRole.ROW)
        if isinstance(row, ActRow):
            return QSize(320, Size.TWO_LINE_ROW if row.entry.reason else Size.LIST_ROW)
        return QSize(320, _DAY_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        row = index.data(HistoryRole.ROW)
        painter.save()
        if isinstance(row, DayRow):
            self._paint_day(painter, option, row)
        elif isinstance(row, ActRow):
            self._paint_act(painter, option, row)
        painter.restore()

    def _paint_day(self, painter: QPainter, option: QStyleOptionViewItem, row: DayRow) -> None:
        places = RowPlaces(option.rect.adjusted(0, Space.S, 0, 0), option.direction)
        painter.setFont(interface_font(FontSize.META, is_bold=True))
        painter.setPen(QColor(tokens().text_2))
        today = datetime.now().astimezone().date()
        draw_elided(painter, places.between(Space.M, Space.M), shown_day(row.day, today), option.direction)

    def _paint_act(self, painter: QPainter, option: QStyleOptionViewItem, row: ActRow) -> None:
        shown = tokens()
        place = option.rect.adjusted(Space.S, 1, -Space.S, -1)
        paint_ground(painter, place, row_ground(option, self._view, shown.page))
        first = QRect(place.left(), place.top(), place.width(), Size.LIST_ROW - 2)
        places = RowPlaces(first, option.direction)
        faint = QColor(shown.text_2 if is_selected(option) else shown.text_3)
        painter.setFont(interface_font(FontSize.META))
        painter.setPen(faint)
        clock = localized_digits(f"{row.entry.at.astimezone():%H:%M}", interface_language())
        draw_elided(painter, places.leading(Space.S, _CLOCK_ROOM - Space.S), clock, option.direction)
        coder_place = places.trailing(Space.S, _CODER_ROOM)
        painter.setPen(QColor(shown.text_2))
        coder = QFontMetrics(painter.font()).elidedText(
            row.entry.coder_name, Qt.TextElideMode.ElideRight, coder_place.width()
        )
        paint_at_end(painter, coder_place, coder)
        thing = row.about.things[0] if row.about.things else None
        sign = icon_of(thing.kind) if thing is not None else Icon.HISTORY
        paint_icon(painter, QRectF(places.leading(_CLOCK_ROOM, _SIGN, _SIGN)), sign, shown.text_3)
        painter.setFont(interface_font(FontSize.DENSE, is_bold=True))
        painter.setPen(QColor(shown.text_1))
        start = _CLOCK_ROOM + _SIGN + Space.S
        room = min(_STEP_ROOM, round(place.width() * _STEP_SHARE))
        draw_elided(painter, places.leading(start, room), row.step, option.direction)
        painter.setFont(interface_font(FontSize.DENSE))
        names = places.between(start + room + Space.M, _CODER_ROOM + Space.L)
        _paint_names(painter, names, row, option.direction)
        if row.entry.reason:
            second = QRect(place.left(), first.bottom() - 4, place.width(), place.bottom() - first.bottom() + 4)
            painter.setFont(interface_font(FontSize.META))
            painter.setPen(QColor(shown.text_2))
            why = tr("Because: {reason}", reason=row.entry.reason)
            draw_elided(painter, RowPlaces(second, option.direction).between(start, Space.M), why, option.direction)


def _paint_names(painter: QPainter, place: QRect, row: ActRow, direction: Qt.LayoutDirection) -> None:
    """Write the names one after another, each in its own direction, until there is no more room."""
    metrics, places, start = painter.fontMetrics(), RowPlaces(place, direction), 0
    for i, name in enumerate(_names(row)):
        if i:
            if place.width() - start < _DOT_ROOM + _LEAST_NAME:
                return
            draw_elided(painter, places.leading(start, _DOT_ROOM), "·", direction)
            start += _DOT_ROOM
        width = min(metrics.horizontalAdvance(name) + 2, place.width() - start)
        draw_elided(painter, places.leading(start, width), name, direction)
        start += width + Space.XS


def _names(row: ActRow) -> list[str]:
    """Return the first names an act was about, and how many more there were."""
    names = [thing_name(thing) for thing in row.about.things]
    shown = [name for name in dict.fromkeys(names) if name][:_NAMES_SHOWN]
    more = row.about.count - len(shown)
    if more > 0 and len(row.about.things) > len(shown):
        shown.append(tr("and {n} others", n=more))
    return shown
