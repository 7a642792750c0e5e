"""One quotation: its comment, which of its codings add a dimension, and its links to other quotations."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qdatool.coding.quotations import Coding, Quotation, load_quotations
from qdatool.coding.relation_types import list_link_types
from qdatool.ui.controls import EmptyState, IconButton, SentenceLabel
from qdatool.ui.direction import direction_of
from qdatool.ui.icons import Icon
from qdatool.ui.reading.link_rows import LinkDelegate, LinkRole, LinkRow, LinkRows
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.relation_types_sheet import RelationTypesSheet
from qdatool.ui.style_sheet import Look
from qdatool.ui.tokens import Space
from qdatool.ui.words_field import WordsField
from qdatool.wording import interface_language, localized_number, tr

SAVE_AFTER_MS = 700
_BOX_SIGN, _LEAST_ROOM = 30, 120


class PassagePanel(QWidget):
    """Shows and edits one quotation.

    ``comment_written(quotation_id, text)`` after a pause in typing, and at once when another quotation is shown;
    ``dimension_marked(coding_id, adds)``; ``link_asked`` (begin one here); ``count_changed``. What its list of links
    asks for stands in ``LinkList``.
    """

    comment_written = Signal(int, str)
    dimension_marked = Signal(int, bool)
    link_comment_written = Signal(int, str)
    link_asked = Signal()
    count_changed = Signal()

    def __init__(self, session: ReadingSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._quotation_id: int | None = None
        self._commented_link: int | None = None
        self.comment = WordsField("What is to be said about this passage?", "Comment on the quotation")
        self.links = LinkList(session)
        self.link_comment = QLineEdit()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self._write)
        self._boxes: dict[int, QCheckBox] = {}
        self._lay_out()
        self.comment.words_changed.connect(self._on_typed)
        self.link_comment.editingFinished.connect(self._write_link_comment)
        self.links.row_changed.connect(self._show_link_comment)
        session.project_opened.connect(self._on_project_opened)
        session.remarks_changed.connect(self.refresh)
        session.codings_changed.connect(lambda _step: self._show_boxes())
        session.codes_changed.connect(self._show_boxes)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        self.link_comment.setPlaceholderText(tr("Why are the two linked?"))
        self.link_comment.setAccessibleName(tr("Comment on the link"))
        self.refresh()

    def quotation_id(self) -> int | None:
        """Return the quotation that is shown."""
        return self._quotation_id

    def count(self) -> int:
        """Return how many links the quotation has."""
        return self.links.rows.rowCount()

    def show_quotation(self, quotation_id: int | None) -> None:
        """Show another quotation, or none; what was typed and not yet saved is saved first."""
        if quotation_id != self._quotation_id:
            self.flush()
            self._quotation_id = quotation_id
            self.refresh()

    def edit_comment(self) -> None:
        """Take the keyboard into the comment, at its end."""
        self.comment.edit_at_end()

    def flush(self) -> None:
        """Save what was typed and not yet saved."""
        if self._timer.isActive():
            self._timer.stop()
            self._write()

    def refresh(self) -> None:
        """Look the quotation up again."""
        quotation = self._quotation()
        self._pages.setCurrentIndex(0 if quotation is not None else 1)
        if not self._timer.isActive():
            self.comment.show_words(quotation.comment if quotation is not None else "")
        self._show_boxes()
        self.links.show_links(quotation.id if quotation is not None else None)
        self._link_pages.setCurrentIndex(0 if self.count() else 1)
        self.count_changed.emit()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._show_boxes()

    def _lay_out(self) -> None:
        start = QWidget()
        column = QVBoxLayout(start)
        column.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        column.setSpacing(Space.XS)
        column.addWidget(SentenceLabel("Comment", Look.META))
        column.addWidget(self.comment, 1)
        holder = QWidget()
        self._box_rows = QVBoxLayout(holder)
        self._box_rows.setContentsMargins(0, 0, 0, 0)
        self._box_rows.setSpacing(0)
        self._box_area = QScrollArea()
        self._box_area.setWidgetResizable(True)
        self._box_area.setWidget(holder)
        self._box_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._box_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._box_area.viewport().setAutoFillBackground(False)
        holder.setAutoFillBackground(False)
        column.addWidget(self._box_area)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.addWidget(start)
        splitter.addWidget(self._link_side())
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([280, 560])
        self._pages = QStackedWidget()
        self._pages.addWidget(splitter)
        self._pages.addWidget(EmptyState("Select a coded passage to comment on it or to link it to another one."))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._pages)

    def _link_side(self) -> QWidget:
        head = QHBoxLayout()
        head.setSpacing(Space.XS)
        head.addWidget(SentenceLabel("Links to other passages", Look.META))
        head.addStretch(1)
        self.add_button = IconButton(Icon.ADD, "Link to another passage", 14)
        self.add_button.clicked.connect(self.link_asked)
        head.addWidget(self.add_button)
        self._link_pages = QStackedWidget()
        self._link_pages.addWidget(self.links)
        self._empty = EmptyState(
            "No links yet. Press L here, then L again on the other passage.", "Link to another passage"
        )
        self._empty.asked.connect(self.link_asked)
        self._link_pages.addWidget(self._empty)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        column.setSpacing(Space.XS)
        column.addLayout(head)
        column.addWidget(self._link_pages, 1)
        column.addWidget(self.link_comment)
        return side

    def _on_project_opened(self) -> None:
        self._timer.stop()
        self._quotation_id = None
        is_writable = self._session.is_writable()
        self.comment.setReadOnly(not is_writable)
        self.link_comment.setReadOnly(not is_writable)
        self.add_button.setEnabled(is_writable)
        self._empty.offer(is_on=is_writable)
        self.refresh()

    def _quotation(self) -> Quotation | None:
        project, wanted = self._session.project, self._quotation_id
        if project is None or wanted is None:
            return None
        return load_quotations(project, (wanted,)).get(wanted)

    def _on_typed(self) -> None:
        if self._quotation_id is not None:
            self._timer.start()

    def _write(self) -> None:
        quotation = self._quotation()
        words = self.comment.words()
        if quotation is not None and words != quotation.comment:
            self.comment_written.emit(quotation.id, words)

    def _show_boxes(self) -> None:
        """Offer one box for each code on the passage, those of the present coder to be ticked."""
        codings = self._session.codings_of(self._quotation_id) if self._quotation_id is not None else ()
        for box in self._boxes.values():
            self._box_rows.removeWidget(box)
            box.deleteLater()
        self._boxes = {}
        for coding in sorted(codings, key=lambda one: one.id):
            self._boxes[coding.id] = self._box(coding)
            self._box_rows.addWidget(self._boxes[coding.id])
        height = sum(box.sizeHint().height() for box in self._boxes.values())
        self._box_area.setFixedHeight(min(height, 3 * 24) + 2 if height else 0)

    def _box(self, coding: Coding) -> QCheckBox:
        code = self._session.code(coding.code_id)
        label = code.label_in(interface_language()) if code is not None else ""
        said = tr("Adds a dimension to {code}", code=label)
        box = QCheckBox()
        room = max(self._box_area.width() - _BOX_SIGN, _LEAST_ROOM)
        box.setText(box.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room).replace("&", "&&"))
        box.setAccessibleName(said)
        why = tr("The passage shows a side of this code that was not met before.")
        box.setToolTip(f"{said}\n{why}")
        box.setChecked(coding.adds_dimension)
        project = self._session.project
        box.setEnabled(self._session.is_writable() and project is not None and coding.coder_id == project.coder_id)
        box.clicked.connect(lambda is_on, coding_id=coding.id: self.dimension_marked.emit(coding_id, is_on))
        return box

    def _show_link_comment(self, row: LinkRow | None) -> None:
        self._commented_link = row.link.id if row is not None else None
        self.link_comment.setVisible(row is not None)
        words = row.link.comment if row is not None else ""
        if self.link_comment.text() != words:
            self.link_comment.setText(words)
        self.link_comment.setModified(False)
        self.link_comment.setLayoutDirection(direction_of(words) if words else self.layoutDirection())

    def _write_link_comment(self) -> None:
        if self._commented_link is not None and self.link_comment.isModified():
            self.link_comment.setModified(False)
            self.link_comment_written.emit(self._commented_link, self.link_comment.text().strip())


class LinkList(QListView):
    """The links of a quotation.

    ``jumped(Quotation)`` on Enter or double click; ``type_chosen(link_id, type key, turned)``;
    ``delete_asked(link_id)``; ``row_changed(LinkRow | None)``.
    """

    jumped = Signal(object)
    type_chosen = Signal(int, str, bool)
    delete_asked = Signal(int)
    row_changed = Signal(object)

    def __init__(self, session: ReadingSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.rows = LinkRows(session, self)
        self.setModel(self.rows)
        self.setItemDelegate(LinkDelegate(self))
        self.setObjectName("pageRows")
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the list in the interface's language."""
        self.setAccessibleName(tr("Links to other passages"))

    def show_links(self, quotation_id: int | None) -> None:
        """Show the links of a quotation; the one that was chosen stays so, else the first is."""
        present = self._present()
        self.rows.show_links(quotation_id)
        index = self.rows.index_of(present.link.id if present is not None else None)
        if not index.isValid() and self.rows.rowCount():
            index = self.rows.index(0)
        self.setCurrentIndex(index)
        self.row_changed.emit(self._present())

    def choose_type(self, place: QPoint | None = None) -> None:
        """Offer the types for the chosen link, and to turn it round."""
        row = self._present()
        if row is None or not self._session.is_writable():
            return
        menu = self._type_menu(row)
        menu.popup(place or self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft()))

    def currentChanged(self, current, previous) -> None:
        super().currentChanged(current, previous)
        self.row_changed.emit(current.data(LinkRole.ROW))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._jump()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._present()
        if row is None:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._jump()
        elif event.key() == Qt.Key.Key_F2:
            self.choose_type()
        elif event.key() == Qt.Key.Key_Delete and self._session.is_writable():
            self.delete_asked.emit(row.link.id)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos()) if event.reason() == QContextMenuEvent.Reason.Mouse else self.currentIndex()
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        row = self._present()
        menu = self._type_menu(row) if self._session.is_writable() else QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        menu.addAction(tr("Go to the other passage"), self._jump)
        if self._session.is_writable():
            menu.addAction(tr("Delete"), lambda: self.delete_asked.emit(row.link.id))
        menu.popup(event.globalPos())

    def _type_menu(self, row: LinkRow) -> QMenu:
        menu = type_menu(
            self._session, self, lambda key: self.type_chosen.emit(row.link.id, key, False), row.link.type_key
        )
        if row.is_directed:
            menu.addSeparator()
            menu.addAction(tr("Turn it round"), lambda: self.type_chosen.emit(row.link.id, row.link.type_key, True))
        return menu

    def _present(self) -> LinkRow | None:
        return self.rows.row(self.currentIndex())

    def _jump(self) -> None:
        row = self._present()
        if row is not None:
            self.jumped.emit(row.other)


def type_menu(
    session: ReadingSession, parent: QWidget, choose: Callable[[str], object], present: str | None = None
) -> QMenu:
    """Return a menu of the types a link between passages can have; digits choose them too."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    language = interface_language()
    for number, kind in enumerate(list_link_types(session.project), start=1):
        name = kind.name_in(language).replace("&", "&&")
        action = menu.addAction(f"&{localized_number(number, language)}  {name}", lambda key=kind.key: choose(key))
        action.setCheckable(present is not None)
        action.setChecked(kind.key == present)
    menu.addSeparator()
    project, window = session.project, parent.window()
    menu.addAction(tr("Types of relation\u2026"), lambda: RelationTypesSheet(project, window, present or "").open())
    return menu
