"""The Codebook workspace of the shell: the same codes as a table and as a board, and one inspector."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from qdatool.coding.changes import Changes, Kind
from qdatool.coding.project import Project
from qdatool.ui.actions import Scope as KeyScope
from qdatool.ui.codebook.actions import ACTIONS, CodebookAction
from qdatool.ui.codebook.board.view import BoardView
from qdatool.ui.codebook.session import CodebookSession
from qdatool.ui.controls import EmptyState, FilterField
from qdatool.ui.icons import Icon
from qdatool.ui.segments import Segment, Segments
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Size, Space
from qdatool.ui.workspace import Place, PlaceKind

if TYPE_CHECKING:
    from qdatool.ui.workspace import Shell

_LAYOUT = "codebook-columns"
_VIEW = "codebook-view"
_FIELD_WIDTH = 210


class ViewKind(Enum):
    """As what the codebook is shown."""

    TABLE = "table"
    BOARD = "board"


class CodebookView(Protocol):
    """What the table and the board are to the workspace; both are widgets that follow the session by themselves."""

    def take_keyboard(self) -> None:
        """Put the keyboard where the user works."""

    def panes(self) -> list[QWidget]:
        """Return the parts that F6 goes through."""

    def show_code(self, code_id: int) -> None:
        """Bring a code into view and choose it."""

    def set_filter(self, query: str) -> None:
        """Show only codes that fit, or mark them; all for an empty query."""


class CodebookWorkspace:
    """The codes of the project as things to define, sort, join and part."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self.session = CodebookSession(shell)
        for spec in ACTIONS:
            shell.actions.bind(spec, lambda: None, is_enabled=lambda: False)
        self.board = BoardView(self.session)
        self.views: dict[ViewKind, QWidget] = {
            ViewKind.TABLE: EmptyState("No codes yet."),
            ViewKind.BOARD: self.board,
        }
        self.inspector: QWidget = QFrame()
        self.widget = CodebookScreen(self)
        self.session.setParent(self.widget)
        self.session.is_in_view = self.widget.isVisible
        self.widget.find_field.textChanged.connect(self.board.set_filter)
        self._bind_actions()
        shell.actions.refresh()

    def set_project(self, project: Project | None) -> None:
        """Show another project, or none."""
        self.session.set_project(project)

    def shown(self) -> None:
        """Catch up with what changed while hidden and take the keyboard."""
        self.session.refresh_if_stale()
        self.widget.stack.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> list[QWidget]:
        """Return the parts that F6 goes through."""
        return [self.widget.find_field, *(self.board.panes() if self.board.isVisible() else [])]

    def go_to(self, place: Place) -> None:
        """Show a code."""
        if place.kind is PlaceKind.CODE and place.id is not None:
            self.session.choose((place.id,))

    def reveal(self, changes: Changes) -> None:
        """Choose the codes that an undo or redo has just changed."""
        if self.board.isVisible():
            self.board.reveal(changes)
            return
        present = changes.added(Kind.CODE) or changes.updated(Kind.CODE)
        if present:
            self.session.choose(present)

    def show_view(self, kind: ViewKind) -> None:
        """Show the codebook as a table or as a board."""
        self.widget.stack.setCurrentWidget(self.views[kind])
        self.widget.switch.show_value(kind)
        self._shell.settings.layouts[_VIEW] = kind.value
        self.shown()

    def _bind_actions(self) -> None:
        runs: dict[CodebookAction, Callable[[], object]] = {
            CodebookAction.SHOW_TABLE: lambda: self.show_view(ViewKind.TABLE),
            CodebookAction.SHOW_BOARD: lambda: self.show_view(ViewKind.BOARD),
            CodebookAction.FIND: lambda: self.widget.find_field.setFocus(Qt.FocusReason.ShortcutFocusReason),
            CodebookAction.MERGE: self.board.merge_chosen,
            CodebookAction.NEW_CATEGORY: self.board.new_category,
            CodebookAction.PEEK: self.board.toggle_peek,
        }
        enabled: dict[CodebookAction, Callable[[], bool]] = {
            CodebookAction.MERGE: self.board.can_merge,
            CodebookAction.NEW_CATEGORY: self.board.can_make_category,
            CodebookAction.PEEK: self.board.isVisible,
        }
        for spec in ACTIONS:
            action_id = CodebookAction(spec.id)
            within = self.board if spec.scope is KeyScope.VIEW else self.widget
            self._shell.actions.bind(spec, runs[action_id], within=within, is_enabled=enabled.get(action_id))


class CodebookScreen(QWidget):
    """The parts beside each other: a row of tools over the view, and the inspector."""

    def __init__(self, workspace: CodebookWorkspace) -> None:
        super().__init__()
        self._layouts = workspace._shell.settings.layouts
        self.switch = Segments(
            (
                Segment(ViewKind.TABLE, "Table", "Show the codebook as a table"),
                Segment(ViewKind.BOARD, "Board", "Show the codebook as a board"),
            ),
            "View of the codebook",
        )
        self.find_field = FilterField("Find a code", Icon.SEARCH)
        self.find_field.setFixedWidth(_FIELD_WIDTH)
        self.stack = QStackedWidget()
        for view in workspace.views.values():
            self.stack.addWidget(view)
        present = ViewKind(self._layouts.get(_VIEW, ViewKind.TABLE.value))
        self.stack.setCurrentWidget(workspace.views[present])
        self.switch.show_value(present)
        self.switch.picked.connect(workspace.show_view)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._columns.addWidget(self._middle())
        self._columns.addWidget(workspace.inspector)
        self._columns.setStretchFactor(0, 1)
        self._columns.setHandleWidth(1)
        self._columns.setChildrenCollapsible(False)
        self._columns.setSizes([1000, Size.INSPECTOR_DOCK])
        if _LAYOUT in self._layouts:
            self._columns.restoreState(QByteArray(b64decode(self._layouts[_LAYOUT])))
        self._columns.splitterMoved.connect(self._keep_sizes)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._columns)

    def _middle(self) -> QWidget:
        tools = QFrame()
        wear(tools, Look.TOOL_ROW)
        tools.setFixedHeight(Size.TOOL_ROW)
        row = QHBoxLayout(tools)
        row.setContentsMargins(Space.S, 0, Space.S, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.switch)
        row.addWidget(self.find_field)
        row.addStretch(1)
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
