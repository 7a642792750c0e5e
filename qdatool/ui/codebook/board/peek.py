"""What a card rests on, without leaving the board: its passages, grouped by document, each a jump to the text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from qdatool.coding.documents import list_documents
from qdatool.coding.quotations import codings_of_code, load_quotations
from qdatool.ui.codebook.board.places import Box
from qdatool.ui.codebook.board.texts import BoardTexts, Style
from qdatool.ui.codebook.board.words import groundedness
from qdatool.ui.codebook.session import CodebookSession, Scope
from qdatool.ui.controls import ElidedLabel, EmptyState, IconButton, PanelHead, draw_elided
from qdatool.ui.direction import direction_of
from qdatool.ui.icons import Icon
from qdatool.ui.row_painting import RowPlaces, paint_ground, row_ground, side_by_side
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Space
from qdatool.wording import interface_language, localized_number, tr
from qdatool.wording.digits import localized_digits

_LATER_MS = 60
_HEAD_HEIGHT = 26
_PASSAGE_PADDING = 14
_BAR_ROOM = 22
MOST_PASSAGES = 400
"""So many passages of a category are listed; nobody reads more of them in passing."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """The heading of a document's passages."""

    sequence: int
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class PassageRow:
    """One passage with its words on one line; ``code_id`` is the code that lies on it."""

    quotation_id: int
    code_id: int
    quote: str


@dataclass(frozen=True, slots=True)
class MoreRow:
    """Says how many passages of a large category are not listed here."""

    count: int

    def words(self) -> str:
        """Return the sentence."""
        return tr("{n} more; Read & code lists them all", n=self.count)


Row = DocumentRow | PassageRow | MoreRow


class PassageRows(QAbstractListModel):
    """The passages of a code and of those below it."""

    def __init__(self, session: CodebookSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[Row] = []

    def show_code(self, code_id: int | None) -> None:
        """Look the passages of a code up; none for None."""
        self.beginResetModel()
        self._rows = self._looked_up(code_id) if code_id is not None else []
        self.endResetModel()

    def row(self, index: QModelIndex) -> Row | None:
        """Return what stands in a row."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, PassageRow):
                return row.quote
            if isinstance(row, DocumentRow):
                return tr("{document}: {n} quotations", document=row.name, n=row.count)
            if isinstance(row, MoreRow):
                return row.words()
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, PassageRow):
            return f"{self._session.label(row.code_id)}\n{row.quote[:900]}"
        return None

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        if isinstance(self.row(index), PassageRow):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled

    def _looked_up(self, code_id: int) -> list[Row]:
        project, tree = self._session.project, self._session.tree
        if project is None or code_id not in tree.codes:
            return []
        codings = codings_of_code(project, (code_id, *tree.descendants(code_id)), self._session.coder_filter())
        passages = {coding.quotation_id: coding for coding in reversed(codings)}
        by_document: dict[int, list[PassageRow]] = {}
        listed = sorted(passages.values(), key=lambda one: (one.document_id, one.start, one.end))
        numbers = Counter(coding.document_id for coding in listed)
        del listed[MOST_PASSAGES:]
        quotations = load_quotations(project, [coding.quotation_id for coding in listed])
        for coding in listed:
            quote = " ".join(quotations[coding.quotation_id].quote.split())
            by_document.setdefault(coding.document_id, []).append(
                PassageRow(coding.quotation_id, coding.code_id, quote)
            )
        rows: list[Row] = []
        for document in list_documents(project):
            if document.id in by_document:
                rows.append(DocumentRow(document.sequence, document.name, numbers[document.id]))
                rows += by_document[document.id]
        if len(passages) > MOST_PASSAGES:
            rows.append(MoreRow(len(passages) - MOST_PASSAGES))
        return rows


class PassageDelegate(QStyledItemDelegate):
    """Paints a passage over up to three lines in its own direction; ``forget`` when fonts are others."""

    def __init__(self, session: CodebookSession, view: QWidget) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._texts = BoardTexts()
        self._texts.forget()

    def forget(self) -> None:
        """Break the passages anew: the language of the interface is another."""
        self._texts.forget()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        row = index.model().row(index)
        if not isinstance(row, PassageRow):
            return QSize(120, _HEAD_HEIGHT)
        width = self._view.viewport().width() - 2 * Space.S - _BAR_ROOM - Space.S
        return QSize(120, round(self._texts.height(row.quote, max(width, 60), Style.CARD)) + _PASSAGE_PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        row = index.model().row(index)
        painter.save()
        if isinstance(row, DocumentRow):
            self._paint_head(painter, option, row)
        elif isinstance(row, PassageRow):
            self._paint_passage(painter, option, row)
        elif isinstance(row, MoreRow):
            painter.setFont(interface_font(FontSize.META))
            painter.setPen(QColor(tokens().text_2))
            place = RowPlaces(option.rect, option.direction).between(Space.M, Space.M)
            draw_elided(painter, place, row.words(), option.direction)
        painter.restore()

    def _paint_head(self, painter: QPainter, option: QStyleOptionViewItem, row: DocumentRow) -> None:
        painter.setFont(interface_font(FontSize.META, is_bold=True))
        painter.setPen(QColor(tokens().text_2))
        number = localized_digits(f"{row.sequence:02d}", interface_language())
        name = side_by_side(number, row.name, localized_number(row.count, interface_language()))
        draw_elided(painter, RowPlaces(option.rect, option.direction).between(Space.M, Space.M), name, option.direction)

    def _paint_passage(self, painter: QPainter, option: QStyleOptionViewItem, row: PassageRow) -> None:
        shown = tokens()
        place = option.rect.adjusted(Space.S, 1, -Space.S, -1)
        paint_ground(painter, place, row_ground(option, self._view, shown.page))
        places = RowPlaces(place, option.direction)
        code = self._session.code(row.code_id)
        if code is not None:
            painter.fillRect(places.leading(Space.S, 3, place.height() - 12), QColor(shown.code_color(code.color)))
        painter.setPen(QColor(shown.text_1))
        inside = places.between(_BAR_ROOM, Space.S)
        self._texts.draw_passage(painter, row.quote, Box(inside.x(), inside.y(), inside.width(), inside.height()))


class PassageList(QListView):
    """``jumped(quotation_id)`` on Enter or double click; ``left`` on Escape."""

    jumped = Signal(int)
    left = Signal()

    def __init__(self, session: CodebookSession) -> None:
        super().__init__()
        self.passages = PassageRows(session, self)
        self.setModel(self.passages)
        self._delegate = PassageDelegate(session, self)
        self.setItemDelegate(self._delegate)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setObjectName("pageRows")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the list in the interface's language."""
        self.setAccessibleName(tr("Quotations of the card"))
        self._delegate.forget()
        self.scheduleDelayedItemsLayout()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and not self.currentIndex().isValid() and self.passages.rowCount() > 1:
            self.setCurrentIndex(self.passages.index(1))
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._jump(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event) -> None:
        self._jump(self.indexAt(event.position().toPoint()))

    def _jump(self, index: QModelIndex) -> None:
        row = self.passages.row(index)
        if isinstance(row, PassageRow):
            self.jumped.emit(row.quotation_id)


class PeekPanel(QFrame):
    """Follows the focus a moment later, so that arrow keys are not held up. ``close_asked`` by its button."""

    close_asked = Signal()

    def __init__(self, session: CodebookSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._code_id: int | None = None
        wear(self, Look.PAGE)
        self.list = PassageList(session)
        self._name = ElidedLabel("", Look.DENSE)
        self._head = PanelHead("Quotations")
        self._head.add(self._name)
        close = IconButton(Icon.CLOSE, "Close the quotations")
        close.clicked.connect(self.close_asked)
        self._head.add(close)
        self._pages = QStackedWidget()
        for page in (
            self.list,
            EmptyState("No passage carries this code yet."),
            EmptyState("Choose a card to see its quotations."),
        ):
            self._pages.addWidget(page)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._head)
        rows.addWidget(self._pages, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LATER_MS)
        self._timer.timeout.connect(self.refresh)
        session.refreshed.connect(self._refresh_soon)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        self.refresh()

    def show_code(self, code_id: int | None) -> None:
        """Show the passages of a code in a moment."""
        self._code_id = code_id
        self._refresh_soon()

    def refresh(self) -> None:
        """Look the passages up now."""
        self._timer.stop()
        code = self._session.code(self._code_id)
        self.list.passages.show_code(self._code_id if code is not None else None)
        self._pages.setCurrentIndex(2 if code is None else 0 if self.list.passages.rowCount() else 1)
        self._name.setText(self._session.label(self._code_id))
        self._name.setLayoutDirection(direction_of(self._name.text()))
        count = self._session.whole_count(self._code_id) if code is not None else None
        whose = tr("my own") if self._session.scope is Scope.MINE else tr("of all coders")
        self._head.show_count(f"{groundedness(count)} · {whose}" if count is not None else "")

    def _refresh_soon(self) -> None:
        if self.isVisible():
            self._timer.start()
