"""What is chosen in the codebook: one code with its words, properties and origin, or several together."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QStackedWidget, QVBoxLayout, QWidget

from qdatool.coding.quotations import count_of_codes
from qdatool.ui.codebook.actions import CodebookAction
from qdatool.ui.codebook.code_page import CodePage
from qdatool.ui.codebook.session import CodebookSession, Scope
from qdatool.ui.controls import ActionButton, EmptyState
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Space
from qdatool.wording import tr

_LEAST_WIDTH = 260


class CodeInspector(QFrame):
    """Follows what the session has chosen; ``left`` when Escape was pressed."""

    left = Signal()

    def __init__(self, session: CodebookSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        wear(self, Look.PANEL)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.page = CodePage(session)
        self.several = SeveralCodes(session)
        self._nothing = EmptyState("Choose a code to see its definition, its properties and where it comes from.")
        self._nothing.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pages = QStackedWidget()
        for page in (self._nothing, self.page, self.several):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        session.chosen_changed.connect(self._show)
        session.refreshed.connect(self._show)
        self._show()

    def first_field(self) -> QWidget:
        """Return where the keyboard goes first."""
        return self.page.first_field() if self._pages.currentWidget() is self.page else self._nothing

    def flush(self) -> None:
        """Save what was typed and not yet saved."""
        self.page.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _show(self) -> None:
        chosen = self._session.chosen
        if len(chosen) == 1:
            self.page.show_code(chosen[0])
            self._pages.setCurrentWidget(self.page)
            return
        self.page.flush()
        if chosen:
            self.several.show_codes()
        self._pages.setCurrentWidget(self.several if chosen else self._nothing)


class SeveralCodes(QWidget):
    """Several codes together: how many quotations they have, and what can be done with all of them."""

    def __init__(self, session: CodebookSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._title = QLabel()
        wear(self._title, Look.STRONG)
        self._count = QLabel()
        self._count.setWordWrap(True)
        wear(self._count, Look.DENSE)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        rows.setSpacing(Space.S)
        rows.addWidget(self._title)
        rows.addWidget(self._count)
        actions = session.shell.actions
        for action_id in (
            *(CodebookAction.MERGE, CodebookAction.NEW_CATEGORY, CodebookAction.MOVE_TO),
            *(CodebookAction.RAISE, CodebookAction.LOWER, CodebookAction.DELETE),
        ):
            rows.addWidget(ActionButton(actions, action_id, with_text=True), 0, Qt.AlignmentFlag.AlignLeading)
        rows.addStretch(1)

    def retranslate(self) -> None:
        """Show the numbers in the interface's language."""
        self.show_codes()

    def show_codes(self) -> None:
        """Show how many codes are chosen, and what they rest on."""
        chosen, session = self._session.chosen, self._session
        self._title.setText(tr("{n} codes selected", n=len(chosen)))
        project = session.project
        number = count_of_codes(project, chosen, session.coder_filter()).quotations if project is not None else 0
        is_all = session.scope is Scope.ALL
        of_all = tr("Applied to {n} quotations, by all coders", n=number)
        self._count.setText(of_all if is_all else tr("Applied to {n} quotations by you", n=number))
