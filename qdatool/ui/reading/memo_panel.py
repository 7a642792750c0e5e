"""Memos on one thing: a list of them and, beside it, title and body of the one that is open."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QSplitter,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from qdatool.coding.memos import Memo, MemoLink, list_memos, memo_name
from qdatool.ui.controls import EmptyState, SentenceButton, draw_elided
from qdatool.ui.dates import shown_time
from qdatool.ui.icons import Icon
from qdatool.ui.memo_editor import MemoEditor
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.row_painting import RowPlaces, is_selected, paint_ground, row_ground
from qdatool.ui.style_sheet import Look
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Size, Space
from qdatool.wording import tr

_MEMO = Qt.ItemDataRole.UserRole


class MemoPanel(QWidget):
    """Shows and edits the memos on one thing.

    ``written(MemoText)`` and ``jump_asked(Place)`` come from the editor; ``delete_asked(memo_id)``; ``count_changed``.
    """

    written = Signal(object)
    jump_asked = Signal(object)
    delete_asked = Signal(int)
    count_changed = Signal()

    def __init__(self, session: ReadingSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._about: MemoLink | None = None
        self._memos: tuple[Memo, ...] = ()
        self._open_id: int | None = None
        self.list = MemoList()
        self.list.chosen.connect(self.open_memo)
        self.list.delete_asked.connect(self.delete_asked)
        self.add_button = SentenceButton("New memo", Look.SMALL, Icon.ADD)
        self.add_button.clicked.connect(lambda: self.begin())
        self.editor = MemoEditor(Look.FIELD)
        self.editor.written.connect(self.written)
        self.editor.jump_asked.connect(self.jump_asked)
        self.title, self.body = self.editor.title, self.editor.body
        self._lay_out()
        session.project_opened.connect(self._on_project_opened)
        session.memos_changed.connect(self._look_up)
        for signal in (session.codes_changed, session.documents_changed, session.memos_changed):
            signal.connect(self.editor.refresh_names)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        self.list.setAccessibleName(tr("Memos"))

    def about(self) -> MemoLink | None:
        """Return what the memos shown are about."""
        return self._about

    def open_id(self) -> int | None:
        """Return the memo that is open, None for one that does not exist yet."""
        return self._open_id

    def count(self) -> int:
        """Return how many memos there are on it."""
        return len(self._memos)

    def show_about(self, about: MemoLink | None) -> None:
        """Show the memos on another thing; what was typed and not yet saved is saved first."""
        if about == self._about:
            return
        self.flush()
        self._about, self._open_id = about, None
        self.editor.show_memo(None)
        self._look_up()

    def begin(self) -> None:
        """Open a memo that will exist once something is typed, and take the keyboard."""
        if self._about is None or not self._session.is_writable():
            return
        self.flush()
        self._open_id = None
        self.editor.begin(self._about)
        self._show_stack()
        self.list.show_open(None)
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit_newest(self) -> None:
        """Open the newest memo, or a first one, and take the keyboard."""
        if not self._memos:
            self.begin()
            return
        self.open_memo(self._memos[0].id)
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)
        self.body.moveCursor(self.body.textCursor().MoveOperation.End)

    def open_memo(self, memo_id: int) -> None:
        """Open one of the memos shown."""
        if memo_id == self._open_id:
            return
        self.flush()
        self._open_id = memo_id
        self.editor.show_memo(self._open())
        self._look_up()

    def wrote(self, memo_id: int) -> None:
        """Take the id of the memo that the draft has become."""
        if self.editor.is_draft():
            self.editor.wrote(memo_id)
            self._open_id = memo_id
            self._look_up()

    def flush(self) -> None:
        """Save what was typed and not yet saved."""
        self.editor.flush()

    def _lay_out(self) -> None:
        start = QWidget()
        column = QVBoxLayout(start)
        column.setContentsMargins(0, Space.XS, 0, Space.S)
        column.setSpacing(Space.XS)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setContentsMargins(Space.S, 0, Space.S, 0)
        row.addWidget(self.add_button)
        row.addStretch(1)
        column.addLayout(row)
        editor = QWidget()
        fields = QVBoxLayout(editor)
        fields.setContentsMargins(Space.S, Space.S, Space.M, Space.S)
        fields.addWidget(self.editor)
        self._sides = QStackedWidget()
        self._empty = EmptyState("No memo here yet.", "Write a memo")
        self._empty.asked.connect(self.begin)
        nothing = EmptyState("Choose a code, a quotation or a document to write a memo on it.")
        for page in (editor, self._empty, nothing):
            self._sides.addWidget(page)
        self._list_side = start
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.addWidget(start)
        splitter.addWidget(self._sides)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([240, 600])
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(splitter)

    def _on_project_opened(self) -> None:
        self.show_about(None)
        self.editor.set_project(self._session.project)
        self.add_button.setEnabled(self._session.is_writable())
        self._empty.offer(is_on=self._session.is_writable())

    def _look_up(self) -> None:
        project = self._session.project
        self._memos = list_memos(project, self._about) if project is not None and self._about is not None else ()
        if not self.editor.is_draft():
            if self._open() is None:
                self._open_id = self._memos[0].id if self._memos else None
            self.editor.show_memo(self._open())
        self.list.show_memos(self._memos, self._open_id)
        self._show_stack()
        self.count_changed.emit()

    def _show_stack(self) -> None:
        has_memo = self.editor.is_draft() or bool(self._memos)
        self._sides.setCurrentIndex(2 if self._about is None else 0 if has_memo else 1)
        self._list_side.setVisible(self._about is not None and has_memo)

    def _open(self) -> Memo | None:
        return next((memo for memo in self._memos if memo.id == self._open_id), None)


class MemoList(QListView):
    """The memos on one thing, the newest first."""

    chosen = Signal(int)
    delete_asked = Signal(int)
    menu_asked = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _MemoRows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_MemoDelegate(self))
        self.setObjectName("pageRows")
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_memos(self, memos: tuple[Memo, ...], open_id: int | None) -> None:
        """Show these memos, one of them open."""
        self._rows.show(memos)
        self.show_open(open_id)

    def show_open(self, open_id: int | None) -> None:
        """Select the memo that is open."""
        self.selectionModel().blockSignals(True)
        self.setCurrentIndex(self._rows.index_of(open_id))
        if open_id is None:
            self.clearSelection()
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        memo: Memo | None = current.data(_MEMO)
        if memo is not None and self.hasFocus():
            self.chosen.emit(memo.id)

    def mousePressEvent(self, event) -> None:
        super().mousePressEvent(event)
        memo: Memo | None = self.indexAt(event.position().toPoint()).data(_MEMO)
        if memo is not None:
            self.chosen.emit(memo.id)

    def keyPressEvent(self, event) -> None:
        memo: Memo | None = self.currentIndex().data(_MEMO)
        if event.key() == Qt.Key.Key_Delete and memo is not None:
            self.delete_asked.emit(memo.id)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        memo: Memo | None = self.indexAt(event.pos()).data(_MEMO)
        if memo is not None:
            self.menu_asked.emit(memo.id, event.globalPos())


class _MemoRows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._memos: tuple[Memo, ...] = ()

    def show(self, memos: tuple[Memo, ...]) -> None:
        self.beginResetModel()
        self._memos = memos
        self.endResetModel()

    def index_of(self, memo_id: int | None) -> QModelIndex:
        row = next((i for i, memo in enumerate(self._memos) if memo.id == memo_id), None)
        return QModelIndex() if row is None else self.index(row)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._memos)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        memo = self._memos[index.row()]
        if role == _MEMO:
            return memo
        return memo_name(memo) or tr("Memo without a title") if role == Qt.ItemDataRole.DisplayRole else None


class _MemoDelegate(QStyledItemDelegate):
    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(120, Size.TWO_LINE_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        memo: Memo = index.data(_MEMO)
        shown = tokens()
        painter.save()
        place = option.rect.adjusted(Space.XS, 1, -Space.XS, -1)
        paint_ground(painter, place, row_ground(option, self._view, shown.page))
        upper = RowPlaces(QRect(place.left(), place.top() + 3, place.width(), 21), option.direction)
        lower = RowPlaces(QRect(place.left(), place.top() + 23, place.width(), 17), option.direction)
        painter.setFont(interface_font(FontSize.DENSE, is_bold=True))
        painter.setPen(QColor(shown.text_1))
        name = memo_name(memo) or tr("Memo without a title")
        draw_elided(painter, upper.between(Space.S, Space.S), name, option.direction)
        painter.setFont(interface_font(FontSize.META))
        painter.setPen(QColor(shown.text_2 if is_selected(option) else shown.text_3))
        moment = shown_time(datetime.fromisoformat(memo.changed_at), datetime.now().astimezone())
        draw_elided(painter, lower.between(Space.S, Space.S), moment, option.direction)
        painter.restore()
