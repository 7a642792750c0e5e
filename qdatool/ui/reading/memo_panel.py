"""Memos on one thing: a list of them and, beside it, title and body of the one that is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from qdatool.coding.memos import Memo, MemoLink, list_memos
from qdatool.ui.controls import EmptyState, SentenceButton, draw_elided
from qdatool.ui.dates import shown_time
from qdatool.ui.direction import direction_of
from qdatool.ui.icons import Icon
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.row_painting import RowPlaces, is_selected, paint_ground, row_ground
from qdatool.ui.style_sheet import Look
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Size, Space
from qdatool.wording import tr

SAVE_AFTER_MS = 700
_MEMO = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class MemoText:
    """What was typed; ``memo_id`` is None for a memo that does not exist yet."""

    memo_id: int | None
    about: MemoLink
    title: str
    body: str


class MemoPanel(QWidget):
    """Shows and edits the memos on one thing.

    ``written(MemoText)`` after a pause in typing, and at once when another memo or thing is shown;
    ``delete_asked(memo_id)``; ``count_changed``.
    """

    written = Signal(object)
    delete_asked = Signal(int)
    count_changed = Signal()

    def __init__(self, session: ReadingSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._about: MemoLink | None = None
        self._memos: tuple[Memo, ...] = ()
        self._open_id: int | None = None
        self._is_draft = False
        self._is_filling = False
        self.list = MemoList()
        self.list.chosen.connect(self.open_memo)
        self.list.delete_asked.connect(self.delete_asked)
        self.add_button = SentenceButton("New memo", Look.SMALL, Icon.ADD)
        self.add_button.clicked.connect(lambda: self.begin())
        self.title = QLineEdit()
        self.body = QPlainTextEdit()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self._write)
        self.title.textChanged.connect(self._on_typed)
        self.body.textChanged.connect(self._on_typed)
        self._lay_out()
        session.project_opened.connect(self._on_project_opened)
        session.memos_changed.connect(self._look_up)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        self.title.setPlaceholderText(tr("Title"))
        self.title.setAccessibleName(tr("Title of the memo"))
        self.body.setPlaceholderText(tr("What do you think?"))
        self.body.setAccessibleName(tr("Memo"))
        self.list.setAccessibleName(tr("Memos"))

    def about(self) -> MemoLink | None:
        """Return what the memos shown are about."""
        return self._about

    def count(self) -> int:
        """Return how many memos there are on it."""
        return len(self._memos)

    def show_about(self, about: MemoLink | None) -> None:
        """Show the memos on another thing; what was typed and not yet saved is saved first."""
        if about == self._about:
            return
        self.flush()
        self._about, self._open_id, self._is_draft = about, None, False
        self._look_up()

    def begin(self) -> None:
        """Open a memo that will exist once something is typed, and take the keyboard."""
        if self._about is None or not self._session.is_writable():
            return
        self.flush()
        self._open_id, self._is_draft = None, True
        self._fill("", "")
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
        self._open_id, self._is_draft = memo_id, False
        self._look_up()

    def wrote(self, memo_id: int) -> None:
        """Take the id of the memo that the draft has become."""
        if self._is_draft:
            self._open_id, self._is_draft = memo_id, False
            self._look_up()

    def flush(self) -> None:
        """Save what was typed and not yet saved."""
        if self._timer.isActive():
            self._timer.stop()
            self._write()

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
        fields.setSpacing(Space.XS)
        fields.addWidget(self.title)
        fields.addWidget(self.body, 1)
        self._sides = QStackedWidget()
        empty = EmptyState("No memo here yet.", "Write a memo")
        empty.asked.connect(self.begin)
        nothing = EmptyState("Choose a code, a quotation or a document to write a memo on it.")
        for page in (editor, empty, nothing):
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
        is_writable = self._session.is_writable()
        self.title.setReadOnly(not is_writable)
        self.body.setReadOnly(not is_writable)
        self.add_button.setEnabled(is_writable)

    def _look_up(self) -> None:
        project = self._session.project
        self._memos = list_memos(project, self._about) if project is not None and self._about is not None else ()
        if not self._is_draft and self._open() is None:
            self._open_id = self._memos[0].id if self._memos else None
        self.list.show_memos(self._memos, self._open_id)
        memo = self._open()
        if memo is not None and not self._timer.isActive():
            self._fill(memo.title, memo.body)
        elif memo is None and not self._is_draft:
            self._timer.stop()
            self._fill("", "")
        self._show_stack()
        self.count_changed.emit()

    def _show_stack(self) -> None:
        has_memo = self._is_draft or bool(self._memos)
        self._sides.setCurrentIndex(2 if self._about is None else 0 if has_memo else 1)
        self._list_side.setVisible(self._about is not None and has_memo)

    def _open(self) -> Memo | None:
        return next((memo for memo in self._memos if memo.id == self._open_id), None)

    def _fill(self, title: str, body: str) -> None:
        self._is_filling = True
        if self.title.text() != title:
            self.title.setText(title)
        if self.body.toPlainText() != body:
            self.body.setPlainText(body)
        self._is_filling = False
        self._turn()

    def _turn(self) -> None:
        """Let title and body run the way their words do."""
        self.title.setLayoutDirection(self._direction(self.title.text()))
        direction = self._direction(self.body.toPlainText())
        option = self.body.document().defaultTextOption()
        if option.textDirection() != direction:
            option.setTextDirection(direction)
            self.body.document().setDefaultTextOption(option)

    def _direction(self, words: str) -> Qt.LayoutDirection:
        return direction_of(words) if words.strip() else self.layoutDirection()

    def _on_typed(self) -> None:
        if self._is_filling:
            return
        self._turn()
        if self._about is not None:
            self._timer.start()

    def _write(self) -> None:
        title, body = self.title.text().strip(), self.body.toPlainText()
        memo = self._open()
        if self._about is None or (memo is None and not (self._is_draft and (title or body.strip()))):
            return
        if memo is not None and (memo.title, memo.body) == (title, body):
            return
        self.written.emit(MemoText(memo.id if memo else None, self._about, title, body))


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
        return memo_name(memo) if role == Qt.ItemDataRole.DisplayRole else None


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
        draw_elided(painter, upper.between(Space.S, Space.S), memo_name(memo), option.direction)
        painter.setFont(interface_font(FontSize.META))
        painter.setPen(QColor(shown.text_2 if is_selected(option) else shown.text_3))
        moment = shown_time(datetime.fromisoformat(memo.changed_at), datetime.now().astimezone())
        draw_elided(painter, lower.between(Space.S, Space.S), moment, option.direction)
        painter.restore()


def memo_name(memo: Memo) -> str:
    """Return the title of a memo, or the beginning of its body."""
    return memo.title or " ".join(memo.body.split())[:80] or tr("Memo without a title")
