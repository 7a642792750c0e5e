"""The list of hits: how rows are drawn and what keys and the mouse do in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qdatool.coding.search import Hit, SearchKind
from qdatool.ui.controls import draw_elided
from qdatool.ui.find.context import draw_from_start, draw_in_columns
from qdatool.ui.find.hit_rows import GroupRow, HitRole, HitRow, HitRows
from qdatool.ui.find.second_click import SecondClick
from qdatool.ui.find.subject import Subject
from qdatool.ui.icons import Icon, paint_icon
from qdatool.ui.level_signs import paint_shape, rank_of
from qdatool.ui.row_painting import (
    RowPlaces,
    is_selected,
    paint_ground,
    paint_number,
    row_ground,
    shows_ring,
    side_by_side,
)
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Radius, Space
from qdatool.wording import interface_language, localized_number, tr
from qdatool.wording.digits import localized_digits

_ROW_HEIGHT = 30
_BOX_ROOM, _BOX = 30, 15
_NUMBER_ROOM = 40
_OWNER_ROOM, _PART_ROOM = 200, 72
_SIGN_ROOM = 20


class HitList(QListView):
    """``jumped(Hit)`` on Enter or a click on a hit."""

    jumped = Signal(object)

    def __init__(self, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hits = HitRows(subject, self)
        self._second_click = SecondClick(self)
        self.setModel(self.hits)
        self.setItemDelegate(HitDelegate(self.hits, subject, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("pageRows")
        self.retranslate()

    def retranslate(self) -> None:
        """Name the list in the interface's language."""
        self.setAccessibleName(tr("What was found"))
        self.viewport().update()

    def present_hit(self) -> Hit | None:
        """Return the hit the keyboard is on."""
        row = self.currentIndex().data(HitRole.ROW)
        return row.hit if isinstance(row, HitRow) else None

    def jump(self) -> None:
        """Go to the hit the keyboard is on, or close or open its group."""
        row = self.currentIndex().data(HitRole.ROW)
        if isinstance(row, HitRow):
            self.jumped.emit(row.hit)
        elif isinstance(row, GroupRow):
            self._toggle(row)

    def tick(self) -> None:
        """Tick what the keyboard is on, and go on to the next."""
        index = self.currentIndex()
        self.hits.tick(index)
        following = self.hits.index(index.row() + 1)
        if following.isValid() and isinstance(index.data(HitRole.ROW), HitRow):
            self.setCurrentIndex(following)

    def enter(self) -> None:
        """Take the keyboard, on the first hit unless it was on one before."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.hits.first_hit())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and not self.currentIndex().isValid():
            self.setCurrentIndex(self.hits.first_hit())
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        row = index.data(HitRole.ROW)
        if self._is_on_box(index, event.position().toPoint()):
            self.hits.tick(index)
        elif isinstance(row, GroupRow):
            self._toggle(row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        is_click = event.button() == Qt.MouseButton.LeftButton and index == self.currentIndex()
        if is_click and isinstance(index.data(HitRole.ROW), HitRow) and not self._is_on_box(index, point):
            self._second_click.expect()
            self.jump()

    def _toggle(self, row: GroupRow) -> None:
        place = self.currentIndex().row()
        self.hits.toggle(row.key)
        self.setCurrentIndex(self.hits.index(place))

    def _is_on_box(self, index: QModelIndex, point: QPoint) -> bool:
        row = index.data(HitRole.ROW)
        kind = row.key[0] if isinstance(row, GroupRow) else row.hit.source.kind
        places = RowPlaces(self.visualRect(index), self.layoutDirection())
        return kind is SearchKind.DOCUMENT and places.leading(0, _BOX_ROOM).contains(point)


class HitDelegate(QStyledItemDelegate):
    """Paints headings and hits; a hit of a transcript stands in the middle of its line, as in a concordance."""

    def __init__(self, hits: HitRows, subject: Subject, view: QWidget) -> None:
        super().__init__(view)
        self._hits = hits
        self._subject = subject
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(300, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        row = index.data(HitRole.ROW)
        painter.save()
        place = option.rect.adjusted(Space.S, 1, -Space.S, -1)
        ground = row_ground(option, self._view, tokens().page)
        paint_ground(painter, place, ground, has_ring=shows_ring(option))
        places = RowPlaces(place, option.direction)
        if isinstance(row, GroupRow):
            self._paint_group(painter, option, places, row)
        elif row.hit.source.kind is SearchKind.DOCUMENT:
            self._paint_transcript_hit(painter, option, places, row, ground)
        else:
            self._paint_other_hit(painter, option, places, row, ground)
        painter.restore()

    def _paint_group(self, painter: QPainter, option: QStyleOptionViewItem, places: RowPlaces, row: GroupRow) -> None:
        shown = tokens()
        kind, document_id = row.key
        leading = _BOX_ROOM
        if kind is SearchKind.DOCUMENT:
            self._paint_box(painter, places, is_ticked=self._hits.is_ticked(row), is_faint=True)
        arrow = QRectF(places.leading(leading, 14, 14))
        paint_icon(painter, arrow, Icon.OPEN_LIST if self._hits.is_open(row.key) else Icon.EXPAND, shown.text_3)
        name = self._subject.group_name(row.key)
        document = self._subject.document(document_id) if kind is SearchKind.DOCUMENT else None
        if document is not None:
            number = localized_digits(f"{document.sequence:02d}", interface_language())
            name = side_by_side(number, name, self._subject.participants(document_id))
        painter.setFont(interface_font(FontSize.DENSE, is_bold=True))
        painter.setPen(QColor(shown.text_1))
        width = min(painter.fontMetrics().horizontalAdvance(name) + 4, places.between(leading + 20, 70).width())
        draw_elided(painter, places.leading(leading + 20, width), name, option.direction)
        painter.setFont(interface_font(FontSize.META))
        painter.setPen(QColor(shown.text_2))
        count = localized_number(self._hits.count_in(row.key), interface_language())
        draw_elided(painter, places.leading(leading + 20 + width + Space.S, 60), count, option.direction)

    def _paint_transcript_hit(
        self, painter: QPainter, option: QStyleOptionViewItem, places: RowPlaces, row: HitRow, ground: str
    ) -> None:
        shown = tokens()
        is_under_mouse = bool(option.state & QStyle.StateFlag.State_MouseOver)
        is_ticked = self._hits.is_ticked(row)
        self._paint_box(painter, places, is_ticked=is_ticked, is_faint=not (is_under_mouse or is_selected(option)))
        number = self._subject.paragraph(row.hit)
        if number is not None:
            painter.setFont(interface_font(FontSize.META))
            painter.setPen(QColor(shown.text_2 if is_selected(option) else shown.text_3))
            paint_number(painter, places.leading(_BOX_ROOM, _NUMBER_ROOM - Space.S), number)
        painter.setFont(interface_font(FontSize.BASE))
        column = places.between(_BOX_ROOM + _NUMBER_ROOM + Space.S, Space.S)
        draw_in_columns(painter, QRectF(column), self._subject.context(row.hit), ground)

    def _paint_other_hit(
        self, painter: QPainter, option: QStyleOptionViewItem, places: RowPlaces, row: HitRow, ground: str
    ) -> None:
        shown = tokens()
        leading = _BOX_ROOM
        sign = places.leading(leading, 14, 14)
        code = self._subject.code(row.hit)
        if code is not None:
            rank = rank_of(code.level_id, self._subject.levels)
            paint_shape(painter, QPointF(QRectF(sign).center()), rank, code.color, ground)
        else:
            paint_icon(painter, QRectF(sign), Icon.MEMO, shown.text_3)
        leading += _SIGN_ROOM
        owner = self._subject.owner_name(row.hit)
        if owner:
            painter.setFont(interface_font(FontSize.DENSE))
            painter.setPen(QColor(shown.text_2))
            draw_elided(painter, places.leading(leading, _OWNER_ROOM - Space.S), owner, option.direction)
            leading += _OWNER_ROOM
        part = self._subject.part_name(row.hit)
        if part:
            painter.setFont(interface_font(FontSize.META))
            painter.setPen(QColor(shown.text_2 if is_selected(option) else shown.text_3))
            draw_elided(painter, places.leading(leading, _PART_ROOM - Space.S), part, option.direction)
            leading += _PART_ROOM
        painter.setFont(interface_font(FontSize.BASE))
        place = QRectF(places.between(leading, Space.S))
        draw_from_start(painter, place, self._subject.context(row.hit), ground, option.direction)

    def _paint_box(self, painter: QPainter, places: RowPlaces, *, is_ticked: bool, is_faint: bool) -> None:
        shown = tokens()
        box: QRect = places.leading((_BOX_ROOM - _BOX) // 2, _BOX, _BOX)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = shown.accent if is_ticked else shown.line_strong if is_faint else shown.text_3
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(shown.accent if is_ticked else shown.field))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CHIP, Radius.CHIP)
        painter.restore()
        if is_ticked:
            paint_icon(painter, QRectF(box).adjusted(1.5, 1.5, -1.5, -1.5), Icon.DONE, shown.on_accent)
