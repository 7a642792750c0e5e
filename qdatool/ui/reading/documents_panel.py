"""The documents at the reading start: filter, list, import. It asks; others do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QListView, QStackedWidget, QVBoxLayout, QWidget

from qdatool.ui.controls import EmptyState, FilterField, IconButton, PanelHead
from qdatool.ui.icons import Icon
from qdatool.ui.reading.document_model import DOCUMENT_MIME, DocumentDelegate, DocumentModel
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import color, tokens
from qdatool.ui.tokens import Space
from qdatool.wording import interface_language, localized_number, tr


class DocumentsPanel(QFrame):
    """The list of documents. ``import_asked`` on the plus button."""

    import_asked = Signal()

    def __init__(self, session: ReadingSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        wear(self, Look.PANEL)
        self.head = PanelHead("Documents")
        self.import_button = IconButton(Icon.ADD, "Import interviews")
        self.import_button.clicked.connect(self.import_asked)
        self.head.add(self.import_button)
        self.filter = FilterField("Filter documents", Icon.SEARCH)
        self.list = DocumentList(session)
        self.filter.textChanged.connect(self._on_filter)
        self._progress = QLabel()
        wear(self._progress, Look.META)
        self._progress.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self._stack = QStackedWidget()
        # The button stands in the middle of the window and as a plus over this list.
        for page in (self.list, EmptyState("No documents yet."), EmptyState("No document fits the filter.")):
            self._stack.addWidget(page)
        band = QVBoxLayout()
        band.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        band.addWidget(self.filter)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(band)
        rows.addWidget(self._stack, 1)
        rows.addWidget(self._progress)
        for signal in (session.project_opened, session.documents_changed, session.share_changed):
            signal.connect(self._refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        self._refresh()

    def _on_filter(self, query: str) -> None:
        self.list.documents.set_filter(query)
        self.list.show_open_document()
        self._refresh()

    def _refresh(self) -> None:
        documents = self._session.documents
        shares = [self._session.share(document.id) or 0 for document in documents]
        self.head.show_count(localized_number(len(documents), interface_language()) if documents else "")
        under_way = sum(0 < share < 1 for share in shares)
        done = sum(share >= 1 for share in shares)
        finished = sum(self._session.is_finished(document.id) for document in documents)
        sentence = tr(
            "{under_way} under way · {untouched} not begun",
            under_way=under_way,
            untouched=len(shares) - under_way - done,
        )
        # In lines of their own: the panel is narrow, and each is a sentence of its own.
        self._progress.setText(f"{sentence}\n{tr('{n} finished', n=finished)}" if finished else sentence)
        self._progress.setVisible(bool(documents))
        self.filter.setEnabled(bool(documents))
        self.import_button.setEnabled(self._session.is_writable())
        index = 0 if self.list.documents.rowCount() else 2 if documents else 1
        self._stack.setCurrentIndex(index)


class DocumentList(QListView):
    """Shows the documents and tells what the user wants.

    ``document_chosen(id)``; ``activated_document(id)`` on Enter; ``menu_asked(id, point)``; ``moved(id, place)`` when
    one was dragged to another place; ``files_dropped(paths)``.
    """

    document_chosen = Signal(int)
    activated_document = Signal(int)
    menu_asked = Signal(int, QPoint)
    moved = Signal(int, int)
    files_dropped = Signal(object)

    def __init__(self, session: ReadingSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.documents = DocumentModel(session, self)
        self.setModel(self.documents)
        self.setItemDelegate(DocumentDelegate(self))
        self._drop_row: int | None = None
        self.setObjectName("paintedRows")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        session.document_opened.connect(self.show_open_document)
        session.documents_changed.connect(self.show_open_document)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        self.setAccessibleName(tr("Documents"))
        self.documents.retranslate()

    def show_open_document(self) -> None:
        """Select the row of the document that is open."""
        index = self.documents.index_of(self._session.document_id)
        self.selectionModel().blockSignals(True)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.selectionModel().blockSignals(False)
        if index.isValid():
            self.scrollTo(index)
        self.viewport().update()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        document = self.documents.document(current)
        if document is not None and document.id != self._session.document_id and self.hasFocus():
            self.document_chosen.emit(document.id)

    def keyPressEvent(self, event) -> None:
        document = self.documents.document(self.currentIndex())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and document is not None:
            self.activated_document.emit(document.id)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event) -> None:
        super().mousePressEvent(event)
        document = self.documents.document(self.indexAt(event.position().toPoint()))
        if document is not None and document.id != self._session.document_id:
            self.document_chosen.emit(document.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, place = self.indexAt(event.pos()), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).center())
        document = self.documents.document(index)
        if document is not None:
            self.menu_asked.emit(document.id, place)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if _files(event):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        elif event.mimeData().hasFormat(DOCUMENT_MIME) and not self.documents.is_filtered():
            self._show_drop_row(self._row_at(event.position().toPoint()))
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        else:
            event.ignore()

    def dragLeaveEvent(self, event) -> None:
        self._show_drop_row(None)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_drop_row(None)
        files = _files(event)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if files:
            self.files_dropped.emit(files)
            return
        document_id = int(bytes(event.mimeData().data(DOCUMENT_MIME)))
        ids = [document.id for document in self._session.documents]
        place, present = self._row_at(event.position().toPoint()), ids.index(document_id)
        target = place - 1 if place > present else place
        if target != present:
            self.moved.emit(document_id, target)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop_row is None:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(color(tokens().accent), 2))
        y = self._edge(self._drop_row)
        painter.drawLine(Space.S, y, self.viewport().width() - Space.S, y)

    def _row_at(self, point: QPoint) -> int:
        """Return before which row something dropped at a point goes."""
        index = self.indexAt(point)
        if not index.isValid():
            return self.documents.rowCount()
        return index.row() + (1 if point.y() > self.visualRect(index).center().y() else 0)

    def _edge(self, row: int) -> int:
        if row < self.documents.rowCount():
            return max(self.visualRect(self.documents.index(row)).top(), 1)
        return self.visualRect(self.documents.index(row - 1)).bottom()

    def _show_drop_row(self, row: int | None) -> None:
        if row != self._drop_row:
            self._drop_row = row
            self.viewport().update()


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
