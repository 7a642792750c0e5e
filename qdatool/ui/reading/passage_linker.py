"""Linking two passages without a dialog: mark one end, go to the other or search for it, choose the type."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from qdatool.coding.quotation_links import link_quotations
from qdatool.coding.quotation_search import find_quotations
from qdatool.coding.quotations import Quotation, load_quotations
from qdatool.text.spans import Span
from qdatool.ui.controls import ElidedLabel, FilterField, IconButton, IconLabel
from qdatool.ui.icons import Icon, Ink
from qdatool.ui.reading.passage_panel import type_menu
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.reading.transcript_pane import TranscriptPane
from qdatool.ui.row_painting import side_by_side
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import IconSize, Size, Space
from qdatool.ui.workspace import Shell
from qdatool.wording import tr

_SEARCH_AFTER_MS = 120
_MOST_FOUND = 30
_LONGEST_WORDS = 70
_WORDS_IN_BAR = 28
_ROWS_SHOWN = 8


class PassageLinker(QObject):
    """Keeps the marked end while the user goes to the other one, in whichever document. ``linked(quotation_id)``."""

    linked = Signal(int)

    def __init__(self, shell: Shell, session: ReadingSession, pane: TranscriptPane) -> None:
        super().__init__(pane)
        self._shell = shell
        self._session = session
        self._pane = pane
        self._marked: int | None = None
        self.bar = LinkBar(session, pane)
        self.bar.left.connect(self.cancel)
        self.bar.found.connect(self._on_found)
        session.project_opened.connect(self.cancel)
        session.remarks_changed.connect(self._forget_if_gone)

    def is_waiting(self) -> bool:
        """Tell whether one end is marked."""
        return self._marked is not None

    def press(self) -> None:
        """Mark the selected passage, or link the marked one to it; the marked one again lets go of it."""
        selected = self._pane.view.selected_quotation()
        if selected is None or not self._session.is_writable():
            return
        if self._marked is None:
            self.begin(selected)
        elif selected == self._marked:
            self.cancel()
        else:
            self._ask_type(selected)

    def begin(self, quotation_id: int) -> None:
        """Mark one end."""
        quotation = self._quotation(quotation_id)
        if quotation is not None:
            self._marked = quotation_id
            self.bar.begin(quotation.id, quotation.quote)

    def cancel(self) -> None:
        """Let go of the marked end."""
        self._marked = None
        if not self.bar.isHidden():
            self.bar.close_bar()
            self._pane.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _quotation(self, quotation_id: int) -> Quotation | None:
        project = self._session.project
        return load_quotations(project, (quotation_id,)).get(quotation_id) if project is not None else None

    def _on_found(self, quotation_id: int) -> None:
        if quotation_id != self._marked:
            self._ask_type(quotation_id, self.bar.mapToGlobal(self.bar.rect().bottomLeft()))

    def _ask_type(self, other_id: int, place: QPoint | None = None) -> None:
        menu = type_menu(self._session, self._pane, partial(self._link, other_id))
        said = QAction(tr("The first passage…"), menu)
        said.setEnabled(False)
        menu.insertAction(menu.actions()[0], said)
        menu.setActiveAction(menu.actions()[1])
        menu.popup(place or self._beside(other_id))

    def _beside(self, quotation_id: int) -> QPoint:
        codings = self._session.codings_of(quotation_id)
        if not codings:
            return self._pane.mapToGlobal(self._pane.rect().center())
        passage = self._pane.passage_rect(Span(codings[0].start, codings[0].end))
        return self._pane.mapToGlobal(passage.bottomLeft())

    def _link(self, other_id: int, type_key: str) -> None:
        project, marked = self._session.project, self._marked
        if project is None or marked is None:
            return
        if self._shell.attempt(lambda: link_quotations(project, marked, other_id, type_key)) is not None:
            self.cancel()
            self.linked.emit(marked)

    def _forget_if_gone(self) -> None:
        if self._marked is not None and self._quotation(self._marked) is None:
            self.cancel()


class LinkBar(QFrame):
    """Says which end is marked and finds the other one. ``found(quotation_id)``; ``left`` to let go."""

    found = Signal(int)
    left = Signal()

    def __init__(self, session: ReadingSession, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._words = ""
        self._marked: int | None = None
        wear(self, Look.NOTICE_INFO)
        self.setFixedHeight(Size.PANEL_HEAD)
        self._label = ElidedLabel()
        self.search = FilterField("Or search for it", Icon.SEARCH)
        self.search.setFixedWidth(220)
        self.close_button = IconButton(Icon.CLOSE, "Do not link", IconSize.DENSE)
        self.list = QListWidget(parent)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        wear(self.list, Look.CARD)
        self.list.setObjectName("searchHits")
        self.list.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, 0, Space.S, 0)
        row.setSpacing(Space.S)
        row.addWidget(IconLabel(Icon.LINK, ink=Ink.ACCENT))
        row.addWidget(self._label, 1)
        row.addWidget(self.search)
        row.addWidget(self.close_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SEARCH_AFTER_MS)
        self._timer.timeout.connect(self._find)
        self.search.textChanged.connect(lambda _text: self._timer.start())
        self.search.installEventFilter(self)
        self.close_button.clicked.connect(self.left)
        self.list.itemClicked.connect(self._pick)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Say in the interface's language what to do."""
        self._label.setText(tr("Link from {passage}: go to the other passage and press L.", passage=self._words))
        self.list.setAccessibleName(tr("Passages found"))

    def begin(self, quotation_id: int, quote: str) -> None:
        """Show that an end is marked."""
        self._marked = quotation_id
        self._words = tr("“{words}”", words=_shortened(quote, _WORDS_IN_BAR))
        self.retranslate()
        self.show()

    def close_bar(self) -> None:
        """Hide, and forget what was searched for."""
        self.search.clear()
        self._timer.stop()
        self.list.hide()
        self.hide()

    def eventFilter(self, watched: QObject, event) -> bool:
        if watched is self.search and event.type() == event.Type.KeyPress:
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps and self.list.count():
            place = (self.list.currentRow() + steps[event.key()]) % self.list.count()
            self.list.setCurrentRow(place)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._timer.isActive():
                self._find()
            if self.list.currentItem() is not None:
                self._pick(self.list.currentItem())
            return True
        if event.key() == Qt.Key.Key_Escape and not self.search.text():
            self.left.emit()
            return True
        return False

    def _find(self) -> None:
        self._timer.stop()
        project = self._session.project
        found = find_quotations(project, self.search.text(), _MOST_FOUND) if project is not None else ()
        ids = tuple(one for one in found if one != self._marked)
        quotations = load_quotations(project, ids) if ids else {}
        self.list.clear()
        for quotation_id in ids:
            item = QListWidgetItem(described(self._session, quotations[quotation_id]))
            item.setData(Qt.ItemDataRole.UserRole, quotation_id)
            item.setSizeHint(QSize(0, Size.LIST_ROW))
            self.list.addItem(item)
        if not ids and self.search.text().strip():
            nothing = QListWidgetItem(tr("No coded passage holds these words."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        elif ids:
            self.list.setCurrentRow(0)
        self._place_list()

    def _place_list(self) -> None:
        self.list.setVisible(self.list.count() > 0)
        height = min(self.list.count(), _ROWS_SHOWN) * Size.LIST_ROW + Space.S
        self.list.setGeometry(Space.S, self.geometry().bottom() + 1, self.width() - 2 * Space.S, height)
        self.list.raise_()

    def _pick(self, item: QListWidgetItem) -> None:
        quotation_id = item.data(Qt.ItemDataRole.UserRole)
        if quotation_id is not None:
            self.found.emit(quotation_id)


def described(session: ReadingSession, quotation: Quotation) -> str:
    """Return a passage in one line: its words, its document and paragraph."""
    document = session.document(quotation.document_id)
    number = session.paragraphs(quotation.document_id).number_at(quotation.start)
    where = tr("{document}, ¶ {n}", document=document.name if document else "", n=number)
    return side_by_side(tr("“{words}”", words=_shortened(quotation.quote, _LONGEST_WORDS)), where)


def _shortened(quote: str, most: int) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= most else words[:most].rstrip() + "…"
