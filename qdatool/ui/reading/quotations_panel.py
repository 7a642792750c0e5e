"""What hangs on the code that is chosen, below the transcript: its quotations and its memos."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from qdatool.coding.memos import MemoLink, MemoTarget
from qdatool.ui.controls import ElidedLabel, EmptyState
from qdatool.ui.icons import Icon, icon
from qdatool.ui.level_signs import paint_shape, rank_of
from qdatool.ui.reading.memo_panel import MemoPanel
from qdatool.ui.reading.passage_panel import PassagePanel
from qdatool.ui.reading.quotation_rows import GroupRow, QuotationDelegate, QuotationRole, QuotationRow, QuotationRows
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import IconSize, Size, Space
from qdatool.wording import interface_language, tr

_REFRESH_AFTER_MS = 40


_LEAST_TABS = 150


class Tab(IntEnum):
    """The tabs in their order."""

    QUOTATIONS = 0
    MEMOS = 1
    PASSAGE = 2


class QuotationsPanel(QFrame):
    """Follows the code that is chosen. The list is looked up a moment after a change, when the text is painted."""

    def __init__(self, session: ReadingSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._code_id: int | None = None
        self._follows_code = True
        wear(self, Look.PAGE)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setIconSize(QSize(IconSize.DENSE, IconSize.DENSE))
        # In a narrow window the names give way, or the panel would reach over its neighbour.
        self.tabs.setMinimumWidth(_LEAST_TABS)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.addTab(icon(Icon.QUOTE), "")
        self.tabs.addTab(icon(Icon.MEMO), "")
        self.tabs.addTab(icon(Icon.LINK), "")
        self.list = QuotationList(session)
        self.memos = MemoPanel(session)
        self.passage = PassagePanel(session)
        self._sign = _SubjectSign(session)
        self._subject = ElidedLabel("", Look.DENSE)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REFRESH_AFTER_MS)
        self._timer.timeout.connect(self.refresh)
        self._lay_out()
        self.tabs.currentChanged.connect(self._on_tab)
        self.memos.count_changed.connect(self._show_counts)
        self.passage.count_changed.connect(self._show_counts)
        session.project_opened.connect(self._on_project_opened)
        session.counts_changed.connect(self._on_counts_changed)
        for signal in (
            session.memos_changed,
            session.remarks_changed,
            session.codes_changed,
            session.documents_changed,
        ):
            signal.connect(self._timer.start)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        self.tabs.setAccessibleName(tr("Quotations and memos"))
        self.refresh()

    def show_code(self, code_id: int | None) -> None:
        """Show what hangs on a code, a moment later, so that what was clicked is painted first."""
        self._code_id = code_id
        self._follows_code = True
        self._timer.start()

    def show_memos_on(self, about: MemoLink) -> None:
        """Show the memos on a code, a document or a quotation, and open their tab."""
        self._follows_code = False
        self.memos.show_about(about)
        self.tabs.setCurrentIndex(Tab.MEMOS)
        self._show_subject()

    def show_passage(self, quotation_id: int) -> None:
        """Show the comment and the links of a quotation, and open their tab."""
        self.passage.show_quotation(quotation_id)
        self.tabs.setCurrentIndex(Tab.PASSAGE)

    def pane(self) -> QWidget:
        """Return what takes the keyboard: the list, the memo that is open, or the comment."""
        if self.tabs.currentIndex() == Tab.PASSAGE:
            return self.passage.comment
        if self.tabs.currentIndex() == Tab.MEMOS:
            return self.memos.body
        return self.list

    def refresh(self) -> None:
        """Look the quotations and memos up again."""
        self._timer.stop()
        if self._follows_code:
            self._follows_code = False
            self.memos.show_about(MemoLink(MemoTarget.CODE, self._code_id) if self._code_id is not None else None)
        kept = self.list.present_quotation()
        self.list.quotations.show_code(self._code_id)
        if kept is not None:
            self.list.mark(kept)
        self._show_counts()

    def catch_up(self) -> None:
        """Look up now what would be looked up in a moment."""
        if self._timer.isActive():
            self.refresh()

    def _lay_out(self) -> None:
        self.head = QFrame()
        wear(self.head, Look.PANEL_HEAD)
        self.head.setFixedHeight(Size.TAB + 1)
        row = QHBoxLayout(self.head)
        row.setContentsMargins(Space.S, 0, Space.M, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        row.addWidget(self._sign)
        row.addWidget(self._subject, 0)
        self._lists = QStackedWidget()
        for page in (
            self.list,
            EmptyState("No quotations yet. Select text and press Enter."),
            EmptyState("Choose a code to see its quotations."),
        ):
            self._lists.addWidget(page)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._lists)
        self._pages.addWidget(self.memos)
        self._pages.addWidget(self.passage)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._pages, 1)

    def _on_project_opened(self) -> None:
        self._code_id, self._follows_code = None, True
        self.refresh()

    def _on_tab(self, tab: int) -> None:
        self._pages.setCurrentIndex(tab)
        self._show_subject()

    def _on_counts_changed(self, code_ids: frozenset[int] | None) -> None:
        if code_ids is None or self._code_id in code_ids:
            self._timer.start()

    def _show_counts(self) -> None:
        has_code = self._session.code(self._code_id) is not None
        number = self.list.quotations.count()
        self.tabs.setTabText(Tab.QUOTATIONS, tr("Quotations {n}", n=number) if has_code else tr("Quotations"))
        number = self.memos.count()
        self.tabs.setTabText(Tab.MEMOS, tr("Memos {n}", n=number) if self.memos.about() else tr("Memos"))
        number = self.passage.count()
        passage = tr("Comment and links {n}", n=number) if number else tr("Comment and links")
        self.tabs.setTabText(Tab.PASSAGE, passage)
        self._lists.setCurrentIndex(2 if not has_code else 0 if self.list.quotations.rowCount() else 1)
        self._show_subject()

    def _show_subject(self) -> None:
        about = self.memos.about()
        is_memos = self.tabs.currentIndex() == Tab.MEMOS and about is not None
        code_id = self._code_id
        text = ""
        quotation_id = self.passage.quotation_id()
        if self.tabs.currentIndex() == Tab.PASSAGE and quotation_id is not None:
            code_id = None
            text = self._described(MemoLink(MemoTarget.QUOTATION, quotation_id))
        if is_memos and about.target is not MemoTarget.CODE:
            code_id = None
            text = self._described(about)
        code = self._session.code(code_id)
        if code is not None:
            text = code.label_in(interface_language())
        self._sign.show_code(code_id if code is not None else None)
        self._subject.setText(text)
        self._subject.setMaximumWidth(max(self.width() // 3, 60))

    def _described(self, about: MemoLink) -> str:
        if about.target is MemoTarget.DOCUMENT:
            document = self._session.document(about.id)
            return tr("Document: {name}", name=document.name) if document else ""
        codings = self._session.codings_of(about.id)
        if not codings:
            return tr("Quotation")
        number = self._session.paragraphs(codings[0].document_id).number_at(codings[0].start)
        return tr("Quotation in paragraph {n}", n=number)

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._subject.setMaximumWidth(max(self.width() // 3, 60))


class QuotationList(QListView):
    """``shown(Coding)`` when a quotation is chosen, ``jumped(Coding)`` on Enter or double click.

    ``menu_asked(Coding, place on the screen)`` for what can be done with one.
    """

    shown = Signal(object)
    jumped = Signal(object)
    menu_asked = Signal(object, QPoint)

    def __init__(self, session: ReadingSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.quotations = QuotationRows(session, self)
        self.setModel(self.quotations)
        self.setItemDelegate(QuotationDelegate(session, self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("pageRows")
        self.retranslate()

    def retranslate(self) -> None:
        """Name the list in the interface's language."""
        self.setAccessibleName(tr("Quotations of the code"))

    def present_quotation(self) -> int | None:
        """Return the quotation that is chosen."""
        row = self.currentIndex().data(QuotationRole.ROW)
        return row.coding.quotation_id if isinstance(row, QuotationRow) else None

    def mark(self, quotation_id: int | None) -> None:
        """Choose a quotation without showing it in the text; None chooses nothing."""
        index = self.quotations.index_of(quotation_id) if quotation_id is not None else self.rootIndex()
        self.selectionModel().blockSignals(True)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, flag)
            self.scrollTo(index)
        else:
            self.selectionModel().clear()
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and not self.currentIndex().isValid() and self.quotations.rowCount() > 1:
            self.mark(self.quotations.index(1).data(QuotationRole.ROW).coding.quotation_id)
        return super().event(event)

    def currentChanged(self, current, previous) -> None:
        super().currentChanged(current, previous)
        row = current.data(QuotationRole.ROW)
        if isinstance(row, QuotationRow) and self.hasFocus():
            self.shown.emit(row.coding)

    def mousePressEvent(self, event) -> None:
        index = self.indexAt(event.position().toPoint())
        row = index.data(QuotationRole.ROW)
        if isinstance(row, GroupRow):
            self.quotations.toggle(row.document_id)
            return
        was_present = index == self.currentIndex()
        super().mousePressEvent(event)
        if isinstance(row, QuotationRow) and was_present:
            self.shown.emit(row.coding)

    def mouseDoubleClickEvent(self, event) -> None:
        self._jump()

    def keyPressEvent(self, event) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._jump()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event) -> None:
        is_mouse = event.reason() == event.Reason.Mouse
        index = self.indexAt(event.pos()) if is_mouse else self.currentIndex()
        row = index.data(QuotationRole.ROW)
        if isinstance(row, QuotationRow):
            self.mark(row.coding.quotation_id)
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            self.menu_asked.emit(row.coding, event.globalPos() if is_mouse else below)

    def _jump(self) -> None:
        row = self.currentIndex().data(QuotationRole.ROW)
        if isinstance(row, QuotationRow):
            self.jumped.emit(row.coding)


class _SubjectSign(QWidget):
    """The shape of the code that the panel is about."""

    def __init__(self, session: ReadingSession) -> None:
        super().__init__()
        self._session = session
        self._code_id: int | None = None
        self.setFixedSize(QSize(12, 12))

    def show_code(self, code_id: int | None) -> None:
        self._code_id = code_id
        self.setVisible(code_id is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        code = self._session.code(self._code_id)
        if code is not None:
            rank = rank_of(code.level_id, self._session.levels)
            paint_shape(QPainter(self), QPointF(6, 6), rank, code.color, tokens().panel)
