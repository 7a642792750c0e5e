"""The parts of the codebook beside each other: a row of tools over the view, and the inspector."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qdatool.ui.code_orders import OrderButton
from qdatool.ui.codebook.actions import CodebookAction
from qdatool.ui.codebook.session import CodebookSession, Scope
from qdatool.ui.controls import ActionButton, EmptyState, FilterField
from qdatool.ui.icons import Icon
from qdatool.ui.segments import Segment, Segments
from qdatool.ui.since_button import SinceButton
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Size, Space

if TYPE_CHECKING:
    from qdatool.ui.codebook.board.view import BoardView
    from qdatool.ui.codebook.table import CodeTable

_LAYOUT = "codebook-columns"
_FIELD_WIDTH = 190
_LEAST_FIELD_WIDTH = 80


class ViewKind(Enum):
    """As what the codebook is shown."""

    TABLE = "table"
    BOARD = "board"


class CodebookScreen(QWidget):
    """Lays the views out; ``show_view`` switches between them."""

    def __init__(
        self, session: CodebookSession, views: Mapping[ViewKind, CodeTable | BoardView], inspector: QWidget
    ) -> None:
        super().__init__()
        self._session = session
        self._views = views
        self._layouts = session.shell.settings.layouts
        self.switch = Segments(
            (
                Segment(ViewKind.TABLE, "Table", "Show the codebook as a table"),
                Segment(ViewKind.BOARD, "Board", "Show the codebook as a board"),
            ),
            "View of the codebook",
        )
        self.find_field = FilterField("Find a code", Icon.SEARCH)
        self.find_field.setMaximumWidth(_FIELD_WIDTH)
        self.find_field.setMinimumWidth(_LEAST_FIELD_WIDTH)
        self.find_field.installEventFilter(self)
        self.order = OrderButton(session.order)
        self.scope = Segments(
            (
                Segment(Scope.ALL, "Everyone's", "Count the codings of all coders"),
                Segment(Scope.MINE, "Mine", "Count your own codings"),
            ),
            "Whose codings are counted",
        )
        self.stack = QStackedWidget()
        self._empty = EmptyState("No codes yet. Code an interview, or make the first code here.", "New code")
        self._empty.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._empty.asked.connect(lambda: session.shell.actions.trigger(CodebookAction.NEW_CODE))
        self._pages: dict[ViewKind, QWidget] = {ViewKind.TABLE: _either(views[ViewKind.TABLE], self._empty)}
        self._pages[ViewKind.BOARD] = views[ViewKind.BOARD]
        for page in self._pages.values():
            self.stack.addWidget(page)
        self._lay_out(inspector)
        self.order.picked.connect(session.set_order)
        self.scope.picked.connect(session.set_scope)
        session.refreshed.connect(self._refresh)
        self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the search field with Down, or with Escape once it is empty."""
        if watched is self.find_field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_done = event.key() == Qt.Key.Key_Escape and not self.find_field.text()
            if is_done or event.key() == Qt.Key.Key_Down:
                self._views[self.shown_view()].take_keyboard()
                return True
        return super().eventFilter(watched, event)

    def show_view(self, kind: ViewKind) -> None:
        """Show the codes as a table or as a board."""
        self.stack.setCurrentWidget(self._pages[kind])
        self.switch.show_value(kind)
        self.order.setVisible(kind is ViewKind.TABLE)

    def shown_view(self) -> ViewKind:
        """Return which view is shown."""
        return next(kind for kind, page in self._pages.items() if page is self.stack.currentWidget())

    def _refresh(self) -> None:
        self.scope.show_value(self._session.scope)
        has_codes = len(self._session.tree) > 0
        self._views[ViewKind.TABLE].setVisible(has_codes)
        self._empty.setVisible(not has_codes)
        self._empty.offer(is_on=self._session.is_writable())

    def _lay_out(self, inspector: QWidget) -> None:
        columns = QSplitter(Qt.Orientation.Horizontal)
        columns.addWidget(self._middle())
        columns.addWidget(inspector)
        columns.setStretchFactor(0, 1)
        columns.setHandleWidth(1)
        columns.setChildrenCollapsible(False)
        columns.setSizes([1000, Size.INSPECTOR_DOCK])
        if _LAYOUT in self._layouts:
            columns.restoreState(QByteArray(b64decode(self._layouts[_LAYOUT])))
        columns.splitterMoved.connect(self._keep_sizes)
        self._columns = columns
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(columns)

    def _middle(self) -> QWidget:
        actions = self._session.shell.actions
        tools = CodebookTools((self.scope, self.find_field))
        for widget in (self.switch, self.find_field, self.order):
            tools.row.addWidget(widget)
        tools.row.addStretch(1)
        tools.row.addWidget(self.scope)
        tools.row.addWidget(SinceButton(self._session.shell.since, self._session.attempt))
        for action_id in (CodebookAction.DUPLICATES, CodebookAction.NEW_CODE):
            tools.row.addWidget(ActionButton(actions, action_id))
        middle = QWidget()
        rows = QVBoxLayout(middle)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(tools)
        rows.addWidget(self.stack, 1)
        return middle

    def _keep_sizes(self) -> None:
        """Remember how wide the parts are; the settings are saved when the window closes."""
        self._layouts[_LAYOUT] = b64encode(self._columns.saveState().data()).decode("ascii")


class CodebookTools(QFrame):
    """The row of tools; where there is no room for all, those that keys and commands stand for give way first."""

    def __init__(self, optional: Sequence[QWidget]) -> None:
        super().__init__()
        self._optional = optional
        wear(self, Look.TOOL_ROW)
        self.setFixedHeight(Size.TOOL_ROW)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(Space.S, 0, Space.S, 0)
        self.row.setSpacing(Space.S)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def retranslate(self) -> None:
        """See again what there is room for: words of another language are as long as they are."""
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, Size.TOOL_ROW)

    def _fit(self) -> None:
        for widget in self._optional:
            widget.show()
        for widget in self._optional:
            self.row.invalidate()
            if self.row.minimumSize().width() <= self.width() or widget.hasFocus():
                return
            widget.hide()


def _either(first: QWidget, second: QWidget) -> QWidget:
    """Return a page on which one of two widgets is shown."""
    page = QWidget()
    rows = QVBoxLayout(page)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.addWidget(first)
    rows.addWidget(second)
    return page
