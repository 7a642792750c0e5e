"""The rows of the overview: name, type, what it is about, who wrote it and when it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qdatool.coding.roles import MemoKind
from qdatool.ui.controls import draw_elided
from qdatool.ui.dates import shown_time
from qdatool.ui.icons import Icon, paint_icon
from qdatool.ui.memos.choosing import ListedMemo
from qdatool.ui.row_painting import (
    RowPlaces,
    is_selected,
    paint_at_end,
    paint_ground,
    row_ground,
    shows_ring,
    side_by_side,
)
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, IconSize, Space
from qdatool.wording import interface_language, tr
from qdatool.wording.terms import memo_kind_name

KIND_ICONS = {
    MemoKind.CODE: Icon.TAG,
    MemoKind.DOCUMENT: Icon.TRANSCRIPT,
    MemoKind.QUOTATION: Icon.QUOTE,
    MemoKind.PARTICIPANT: Icon.CODER,
    MemoKind.THEORETICAL: Icon.NETWORK,
    MemoKind.METHODOLOGICAL: Icon.LAYERS,
    MemoKind.FREE: Icon.MEMO,
}
_ROW = Qt.ItemDataRole.UserRole
_HEIGHT = 46
_SNIPPET_HEIGHT = 18


@dataclass(frozen=True, slots=True)
class MemoRow:
    """What a row shows beside the memo itself."""

    listed: ListedMemo
    about: tuple[str, ...]
    coder: str

    @property
    def id(self) -> int:
        """The memo of the row."""
        return self.listed.memo.id

    def name(self) -> str:
        """Return what the memo is called."""
        return self.listed.name or tr("Memo without a title")

    def facts(self) -> str:
        """Return type, author and subject on one line; the subject may be long."""
        about = self.about[0] if self.about else ""
        if len(self.about) > 1:
            about = tr("{name} and {n} more", name=about, n=len(self.about) - 1)
        return side_by_side(memo_kind_name(self.listed.memo.kind, interface_language()), self.coder, about)


class MemoRows(QAbstractListModel):
    """The listed memos in their order."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[MemoRow, ...] = ()

    def show(self, rows: tuple[MemoRow, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def index_of(self, memo_id: int | None) -> QModelIndex:
        """Return where a memo stands, or nowhere."""
        row = next((i for i, one in enumerate(self._rows) if one.id == memo_id), None)
        return QModelIndex() if row is None else self.index(row)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == _ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.name()}, {row.facts()}"
        return row.name() if role == Qt.ItemDataRole.DisplayRole else None


class MemoTable(QListView):
    """``chosen(memo_id)`` by click or arrow; ``entered`` on Enter."""

    chosen = Signal(int)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = MemoRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(MemoDelegate(self))
        self.setObjectName("paintedRows")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the list in the interface's language."""
        self.setAccessibleName(tr("Memos"))

    def show_rows(self, rows: tuple[MemoRow, ...], open_id: int | None) -> None:
        """Show rows, one of them chosen, without telling."""
        self.rows.show(rows)
        self.mark(open_id)

    def mark(self, memo_id: int | None) -> None:
        """Choose a memo without telling; None chooses nothing."""
        self.selectionModel().blockSignals(True)
        index = self.rows.index_of(memo_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        else:
            self.selectionModel().clear()
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    def present(self) -> int | None:
        """Return the memo that is chosen."""
        row = self.currentIndex().data(_ROW)
        return row.id if isinstance(row, MemoRow) else None

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        row = current.data(_ROW)
        if isinstance(row, MemoRow) and self.hasFocus():
            self.chosen.emit(row.id)

    def mousePressEvent(self, event) -> None:
        super().mousePressEvent(event)
        row = self.indexAt(event.position().toPoint()).data(_ROW)
        if isinstance(row, MemoRow):
            self.chosen.emit(row.id)

    def keyPressEvent(self, event) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.present() is not None:
            self.entered.emit()
            return
        super().keyPressEvent(event)


class MemoDelegate(QStyledItemDelegate):
    """Paints a row of the overview."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        row = index.data(_ROW)
        has_snippet = isinstance(row, MemoRow) and bool(row.listed.snippet)
        return QSize(160, _HEIGHT + (_SNIPPET_HEIGHT if has_snippet else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        row: MemoRow = index.data(_ROW)
        shown = tokens()
        faint = QColor(shown.text_2 if is_selected(option) else shown.text_3)
        painter.save()
        place = option.rect.adjusted(Space.XS, 1, -Space.XS, -1)
        paint_ground(painter, place, row_ground(option, self._view, shown.panel), has_ring=shows_ring(option))
        upper = RowPlaces(QRect(place.left(), place.top() + 3, place.width(), 21), option.direction)
        side = IconSize.DENSE
        paint_icon(painter, QRectF(upper.leading(Space.S, side, side)), KIND_ICONS[row.listed.memo.kind], shown.text_2)
        start = Space.S + side + Space.S
        painter.setFont(interface_font(FontSize.META))
        moment = shown_time(datetime.fromisoformat(row.listed.memo.changed_at), datetime.now().astimezone())
        width = QFontMetrics(painter.font()).horizontalAdvance(moment) + 2
        painter.setPen(faint)
        paint_at_end(painter, upper.trailing(Space.S, width), moment)
        painter.setFont(interface_font(FontSize.DENSE, is_bold=True))
        painter.setPen(QColor(shown.text_1))
        draw_elided(painter, upper.between(start, Space.S + width + Space.S), row.name(), option.direction)
        lines = [(row.facts(), faint)]
        if row.listed.snippet:
            lines.append((row.listed.snippet, QColor(shown.text_2)))
        painter.setFont(interface_font(FontSize.META))
        for i, (words, ink) in enumerate(lines):
            top = place.top() + 24 + i * _SNIPPET_HEIGHT
            line = RowPlaces(QRect(place.left(), top, place.width(), _SNIPPET_HEIGHT - 1), option.direction)
            painter.setPen(ink)
            draw_elided(painter, line.between(start, Space.S), words, option.direction)
        painter.restore()
