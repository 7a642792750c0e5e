"""The Codebook workspace of the shell: the same codes as a table and as a board, and one inspector."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qdatool.coding.changes import Changes
from qdatool.coding.project import Project
from qdatool.coding.review import CommentSubject, CommentTarget
from qdatool.ui.actions import Scope as KeyScope
from qdatool.ui.codebook.actions import ACTIONS, CodebookAction
from qdatool.ui.codebook.acts import CodebookActs
from qdatool.ui.codebook.board.view import BoardView
from qdatool.ui.codebook.columns import Column
from qdatool.ui.codebook.inspector import CodeInspector
from qdatool.ui.codebook.screen import CodebookScreen, ViewKind
from qdatool.ui.codebook.session import CodebookSession, Scope
from qdatool.ui.codebook.table import CodeTable
from qdatool.ui.name_field import NameField
from qdatool.ui.workspace import Place, PlaceKind, WorkspaceId
from qdatool.wording import tr

if TYPE_CHECKING:
    from qdatool.ui.workspace import Shell

_VIEW = "codebook-view"
_WITH_CODES = frozenset(
    {
        *(CodebookAction.RENAME, CodebookAction.MOVE_TO, CodebookAction.RAISE, CodebookAction.LOWER),
        *(CodebookAction.DELETE, CodebookAction.MOVE_UP, CodebookAction.MOVE_DOWN, CodebookAction.MEMO),
    }
)
"""Actions that need at least one chosen code."""


class CodebookWorkspace:
    """The codes of the project as things to define, sort, join and part."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self.session = CodebookSession(shell)
        # Buttons look their rows up when they are made; which view the keys belong to is known only afterwards.
        for spec in ACTIONS:
            shell.actions.bind(spec, lambda: None, is_enabled=lambda: False)
        self.table = CodeTable(self.session)
        self.board = BoardView(self.session)
        self.inspector = CodeInspector(self.session)
        self.views: dict[ViewKind, CodeTable | BoardView] = {ViewKind.TABLE: self.table, ViewKind.BOARD: self.board}
        self.widget = CodebookScreen(self.session, self.views, self.inspector)
        self.acts = CodebookActs(self.session, self.widget)
        self.session.setParent(self.widget)
        self.session.is_in_view = self.widget.isVisible
        self._connect()
        self.board.use_acts(self.acts)
        self._bind_actions()
        self.widget.show_view(ViewKind(shell.settings.layouts.get(_VIEW, ViewKind.TABLE.value)))
        shell.actions.refresh()

    # What the shell asks

    def set_project(self, project: Project | None) -> None:
        """Show another project, or none; what was typed and not yet saved is saved first."""
        if self.session.project is not None:
            self.inspector.flush()
            self.table.keep_closed()
        is_other = project is not self.session.project
        self.session.set_project(project)
        if is_other:
            self.table.restore_closed()

    def shown(self) -> None:
        """Catch up with what changed while hidden and take the keyboard."""
        self.session.refresh_if_stale()
        self._say_position()
        self._view().take_keyboard()

    def panes(self) -> list[QWidget]:
        """Return the parts that F6 goes through."""
        return [self.widget.find_field, *self._view().panes(), self.inspector.first_field()]

    def go_to(self, place: Place) -> None:
        """Show a code."""
        if place.kind is PlaceKind.CODE and place.id is not None:
            self.widget.find_field.clear()
            self._view().show_code(place.id)

    def commented(self) -> CommentSubject | None:
        """Return the chosen code: a review comment would be on it."""
        chosen = self.session.chosen
        return CommentSubject(CommentTarget.CODE, chosen[0]) if chosen else None

    def reveal(self, changes: Changes) -> None:
        """Choose the codes that an undo or redo has just changed."""
        if self.board.isVisible():
            self.board.reveal(changes)
            return
        if self.session.last_changed:
            self.table.show_code(self.session.last_changed[0])

    def show_view(self, kind: ViewKind) -> None:
        """Show the codebook as a table or as a board, with the same code chosen."""
        chosen = self.session.chosen
        self.widget.show_view(kind)
        self._shell.settings.layouts[_VIEW] = kind.value
        self._find(self.widget.find_field.text())
        if chosen:
            self._view().show_code(chosen[0])
        self._view().take_keyboard()
        self._shell.actions.refresh()

    # Inside

    def _view(self) -> CodeTable | BoardView:
        return self.views[self.widget.shown_view()]

    def _connect(self) -> None:
        widget, table, acts = self.widget, self.table, self.acts
        widget.switch.picked.connect(self.show_view)
        widget.find_field.textChanged.connect(self._find)
        widget.find_field.returnPressed.connect(lambda: self._view().take_keyboard())
        table.codes.edited.connect(acts.write_cell)
        table.parent_asked.connect(lambda code_id: acts.ask_parent((code_id,)))
        table.codes_dropped.connect(acts.drop)
        table.menu_asked.connect(lambda place: acts.show_menu(place, self.session.chosen))
        acts.done.connect(self._on_done)
        acts.named.connect(self._name)
        self.session.chosen_changed.connect(self._on_chosen)
        self.session.refreshed.connect(self._say_position)
        self.inspector.page.passages.broken_out.connect(self._on_broken_out)
        self.inspector.page.properties.opened.connect(self._open_quotation)
        self.inspector.left.connect(lambda: self._view().take_keyboard())

    def _go_to_find(self) -> None:
        self.widget.find_field.show()
        self.widget.find_field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _count_whose(self) -> None:
        self.session.set_scope(Scope.MINE if self.session.scope is Scope.ALL else Scope.ALL)

    def _find(self, query: str) -> None:
        self._view().set_filter(query)

    def _on_done(self, code_ids: tuple[int, ...]) -> None:
        """Go on with what was made or moved."""
        if len(code_ids) == 1:
            self._view().show_code(code_ids[0])
        self.session.choose(code_ids)
        self._view().take_keyboard()

    def _on_broken_out(self, code_id: int) -> None:
        self._on_done((code_id,))
        self._name(code_id)

    def _open_quotation(self, quotation_id: int) -> None:
        self._shell.go_to(Place(WorkspaceId.CODE, PlaceKind.QUOTATION, quotation_id))

    def _name(self, code_id: int) -> None:
        """Let the name of a new code be written over."""
        if self.widget.shown_view() is ViewKind.TABLE:
            self.widget.find_field.clear()
            self.table.edit_cell(code_id)
        else:
            self._ask_name(code_id)

    def _on_chosen(self) -> None:
        self._shell.actions.refresh()
        number = len(self.session.chosen)
        if self.table.isVisible():
            self._shell.show_selection(tr("{n} codes selected", n=number) if number > 1 else "")

    def _say_position(self) -> None:
        if self.widget.isVisible():
            number = len(self.session.tree)
            self._shell.show_position(tr("1 code") if number == 1 else tr("{n} codes", n=number))

    def _members(self) -> tuple[int, ...]:
        """Return the chosen codes that a new category would hold."""
        return self.board.category_members() if self.board.isVisible() else self.session.chosen

    def _ask_name(self, code_id: int) -> None:
        field = NameField(tr("Another name"), self.session.label(code_id), self.widget)
        field.named.connect(lambda name: self.acts.rename(code_id, name))
        field.open()

    def _rename(self) -> None:
        if self.board.isVisible():
            self._ask_name(self.session.chosen[0])
            return
        index = self.table.currentIndex()
        column = Column(index.column()) if index.isValid() else Column.LABEL
        self.table.edit_cell(self.table.present_code() or self.session.chosen[0], column)

    def _runs(self) -> dict[CodebookAction, Callable[[], object]]:
        session, acts = self.session, self.acts
        return {
            CodebookAction.SHOW_TABLE: lambda: self.show_view(ViewKind.TABLE),
            CodebookAction.SHOW_BOARD: lambda: self.show_view(ViewKind.BOARD),
            CodebookAction.FIND: self._go_to_find,
            CodebookAction.COUNT_WHOSE: self._count_whose,
            CodebookAction.MEMO: lambda: acts.open_memo(session.chosen[0]),
            CodebookAction.DRAW_BRANCH: lambda: acts.show_branch(session.chosen[0]),
            CodebookAction.NEW_CODE: lambda: acts.new_code(session.chosen[-1] if session.chosen else None),
            CodebookAction.RENAME: self._rename,
            CodebookAction.MERGE: lambda: acts.ask_merge(session.chosen),
            CodebookAction.SPLIT: lambda: acts.ask_split(session.chosen[0]),
            CodebookAction.NEW_CATEGORY: lambda: acts.ask_category(self._members()),
            CodebookAction.MOVE_TO: lambda: acts.ask_parent(session.chosen),
            CodebookAction.MOVE_UP: lambda: acts.shift(session.chosen, -1),
            CodebookAction.MOVE_DOWN: lambda: acts.shift(session.chosen, 1),
            CodebookAction.RAISE: lambda: acts.raise_level(session.chosen),
            CodebookAction.LOWER: lambda: acts.lower_level(session.chosen),
            CodebookAction.DUPLICATES: acts.ask_duplicates,
            CodebookAction.DELETE: lambda: acts.delete(session.chosen),
            CodebookAction.PEEK: self.board.toggle_peek,
        }

    def _can(self, action_id: CodebookAction) -> bool:
        """Tell whether what is chosen allows an action."""
        chosen = self.session.chosen
        if action_id is CodebookAction.MERGE:
            return len(chosen) > 1
        if action_id is CodebookAction.NEW_CATEGORY:
            return bool(self._members())
        if action_id is CodebookAction.SPLIT:
            return len(chosen) == 1 and self.session.own_count(chosen[0]).quotations > 0
        if action_id is CodebookAction.DRAW_BRANCH:
            return len(chosen) == 1 and bool(self.session.tree.children_of(chosen[0]))
        if action_id is CodebookAction.PEEK:
            return self.board.isVisible()
        return bool(chosen) if action_id in _WITH_CODES else True

    def _bind_actions(self) -> None:
        runs = self._runs()
        for spec in ACTIONS:
            action_id = CodebookAction(spec.id)
            within = self.widget.stack if spec.scope is KeyScope.VIEW else self.widget
            self._shell.actions.bind(
                spec, runs[action_id], within=within, is_enabled=lambda one=action_id: self._can(one)
            )
