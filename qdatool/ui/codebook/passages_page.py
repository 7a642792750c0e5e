"""The quotations of a code in the inspector: to jump to, to take as example, to break out, to place on dimensions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from qdatool.coding.categories import give_example
from qdatool.coding.code_split import break_out
from qdatool.coding.properties import Dimension, place_on_dimension
from qdatool.ui.codebook.board.peek import PassageList, PassageRow
from qdatool.ui.codebook.session import CodebookSession
from qdatool.ui.controls import EmptyState, SentenceButton
from qdatool.ui.style_sheet import Look
from qdatool.ui.tokens import Space
from qdatool.ui.workspace import Place, PlaceKind, WorkspaceId
from qdatool.wording import tr

_MIDDLE = 0.5


class PassagesPage(QWidget):
    """Lists the quotations of one code and of those below it. ``broken_out(code_id)`` with the code made from one.

    ``dimensions`` tells which dimensions the code has, with the name of the property of each.
    """

    broken_out = Signal(int)

    def __init__(
        self,
        session: CodebookSession,
        dimensions: Callable[[], list[tuple[str, Dimension]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._dimensions = dimensions
        self._code_id: int | None = None
        self._is_stale = False
        self.list = PassageList(session)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.jumped.connect(lambda one: session.shell.go_to(Place(WorkspaceId.CODE, PlaceKind.QUOTATION, one)))
        self.list.selectionModel().currentChanged.connect(lambda *_: self._refresh())
        self.example = SentenceButton("Use as example", Look.SMALL)
        self.example.clicked.connect(self.give_example)
        self.out = SentenceButton("Break out", Look.SMALL)
        self.out.clicked.connect(self.break_out)
        self.place = SentenceButton("Place…", Look.SMALL)
        self.place.clicked.connect(
            lambda: self._dimension_menu().popup(self.place.mapToGlobal(self.place.rect().topLeft()))
        )
        self._empty = EmptyState("No quotations yet. Apply the code to a passage, and it appears here.")
        buttons = QHBoxLayout()
        buttons.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        buttons.setSpacing(Space.XS)
        for button in (self.example, self.out, self.place):
            buttons.addWidget(button)
        buttons.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.list, 1)
        rows.addWidget(self._empty, 1)
        rows.addLayout(buttons)
        self.retranslate()

    def retranslate(self) -> None:
        """Say what the buttons do."""
        self.example.setToolTip(tr("Add the quotation to the examples of the code"))
        self.out.setToolTip(tr("Make an open code of its own from the quotation"))
        self.place.setToolTip(tr("Place the quotation on a dimension of the code"))

    def show_code(self, code_id: int) -> None:
        """List the quotations of a code, as soon as the page is seen; the same row stays the present one."""
        self._is_stale = not self.isVisible()
        if self._is_stale:
            self._code_id = code_id
            return
        row = self.list.currentIndex().row() if code_id == self._code_id else -1
        self._code_id = code_id
        self.list.passages.show_code(code_id)
        has_rows = self.list.passages.rowCount() > 0
        self.list.setVisible(has_rows)
        self._empty.setVisible(not has_rows)
        if 0 <= row < self.list.passages.rowCount():
            self.list.setCurrentIndex(self.list.passages.index(row))
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale and self._code_id is not None:
            self.show_code(self._code_id)

    def present(self) -> PassageRow | None:
        """Return the quotation that the keyboard stands on."""
        row = self.list.passages.row(self.list.currentIndex())
        return row if isinstance(row, PassageRow) else None

    def give_example(self) -> None:
        """Take the present quotation as an example of the code shown."""
        row, project, code_id = self.present(), self._session.project, self._code_id
        if row is not None and project is not None and code_id is not None:
            self._session.attempt(lambda: give_example(project, code_id, row.quotation_id))

    def break_out(self) -> None:
        """Make the present quotation a code of its own."""
        row, project = self.present(), self._session.project
        if row is None or project is None:
            return
        made = self._session.attempt(lambda: break_out(project, row.code_id, row.quotation_id))
        if made is not None:
            self.broken_out.emit(made)

    def place_on(self, dimension_id: int) -> None:
        """Place the present quotation in the middle of a dimension, to be moved from there."""
        row, project = self.present(), self._session.project
        if row is not None and project is not None:
            self._session.attempt(lambda: place_on_dimension(project, dimension_id, row.quotation_id, _MIDDLE))

    def _refresh(self) -> None:
        is_ready = self.present() is not None and self._session.is_writable()
        self.example.setEnabled(is_ready)
        self.out.setEnabled(is_ready)
        self.place.setEnabled(is_ready and bool(self._dimensions()))

    def _show_menu(self, place: QPoint) -> None:
        if self.present() is None or not self._session.is_writable():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Use as example"), self.give_example)
        menu.addAction(tr("Break out"), self.break_out)
        if self._dimensions():
            menu.addMenu(self._dimension_menu())
        menu.popup(self.list.viewport().mapToGlobal(place))

    def _dimension_menu(self) -> QMenu:
        menu = QMenu(tr("Place…"), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, line in self._dimensions():
            words = tr("{property}: from {low} to {high}", property=name, low=line.low_name, high=line.high_name)
            menu.addAction(words, lambda one=line.id: self.place_on(one))
        return menu
