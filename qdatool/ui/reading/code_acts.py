"""What is done to codes from the tree: rename, move, colour, level, role, pin, delete; and the menu that offers it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from qdatool.coding.changes import Operation
from qdatool.coding.code_groups import recolour_codes, set_codes_level
from qdatool.coding.code_moves import move_codes, topmost
from qdatool.coding.codes import (
    Code,
    CodeDraft,
    Definition,
    create_code,
    define_code,
    delete_codes,
    rename_code,
    set_code_role,
)
from qdatool.coding.languages import first_language
from qdatool.coding.roles import Role
from qdatool.ui.branch_drawing import add_branch
from qdatool.ui.code_drops import Drop, drop_place
from qdatool.ui.code_menus import add_colors, add_levels
from qdatool.ui.controls import menu_text
from qdatool.ui.icons import Icon, icon
from qdatool.ui.parent_picker import ParentPicker
from qdatool.ui.reading.actions import ROWS, ReadingAction
from qdatool.ui.reading.code_tree import CodeTreeView
from qdatool.ui.reading.pins import Pins
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.shell_actions import ShellAction
from qdatool.ui.workspace import Shell
from qdatool.wording import interface_language, tr
from qdatool.wording.terms import role_name


class CodeActs(QObject):
    """Writes through the shell.

    ``memo_asked(code_id)``; ``keep_asked(code_id)`` to apply a code to every selection; ``pins_changed``;
    ``unfilter_asked`` before a code is made that a filter would hide.
    """

    memo_asked = Signal(int)
    keep_asked = Signal(int)
    pins_changed = Signal()
    unfilter_asked = Signal()

    def __init__(self, shell: Shell, session: ReadingSession, tree: CodeTreeView, pins: Pins, ground: QWidget) -> None:
        super().__init__(tree)
        self._shell = shell
        self._session = session
        self._tree = tree
        self._pins = pins
        self._ground = ground
        tree.codes.renamed.connect(self.rename)
        tree.codes_dropped.connect(self._on_codes_dropped)
        tree.menu_asked.connect(self.show_menu)

    # Acts

    def new_code(self, parent_id: int | None = None, level_id: int | None = None) -> None:
        """Make a code with a name to be written over at once."""
        project = self._session.project
        if project is None:
            return
        draft = CodeDraft(tr("New code"), parent_id, level_id)
        code_id = self._shell.attempt(lambda: create_code(project, draft))
        if code_id is None:
            return
        self.unfilter_asked.emit()
        if parent_id is not None:
            self._tree.open_code(parent_id)
        self._tree.open_code(0)
        self._tree.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tree.rename(code_id)

    def rename(self, code_id: int, label: str, language: str | None = None) -> None:
        """Change the label that is shown: the one in the interface's language, or the only one there is."""
        project, code = self._session.project, self._session.code(code_id)
        if project is None or code is None:
            return
        shown = language or interface_language()
        if language is None and shown != first_language(project) and not code.labels.get(shown):
            shown = first_language(project)
        self._shell.attempt(lambda: rename_code(project, code_id, label, shown))

    def define(self, code_id: int, words: Definition) -> None:
        """Write the definition of a code."""
        self._shell.attempt(lambda: define_code(self._session.project, code_id, words))

    def recolour(self, code_ids: Sequence[int], color: str) -> None:
        """Give codes a colour, as one step."""
        self._shell.attempt(lambda: recolour_codes(self._session.project, code_ids, color))

    def set_level(self, code_ids: Sequence[int], level_id: int) -> None:
        """Put codes on a level, as one step."""
        self._shell.attempt(lambda: set_codes_level(self._session.project, code_ids, level_id))

    def set_role(self, code_ids: Sequence[int], role: Role | None) -> None:
        """Give categories a role in the paradigm, or none, as one step."""
        self._all(
            Operation.SET_CODE_ROLE, code_ids, lambda code_id: set_code_role(self._session.project, code_id, role)
        )

    def delete(self, code_ids: Sequence[int]) -> None:
        """Delete codes with their codings; undo brings them back."""
        if code_ids:
            self._shell.attempt(lambda: delete_codes(self._session.project, code_ids))

    def toggle_pin(self, code_id: int) -> None:
        """Pin a code on the next free key, or take it off its key."""
        self._pins.toggle(code_id)
        self.pins_changed.emit()

    def move(self, code_ids: Sequence[int], parent_id: int | None, before_id: int | None = None) -> None:
        """Put codes under a parent in their order, before one of its children or last, as one step."""
        project = self._session.project
        tops = topmost(self._session.tree, code_ids)
        if project is None or not tops:
            return

        def _move() -> bool:
            move_codes(project, tops, parent_id, before_id)
            return True

        if self._shell.attempt(_move):
            if parent_id is not None:
                self._tree.open_code(parent_id)
            self._tree.show_code(tops[0])

    def ask_parent(self, code_ids: Sequence[int]) -> None:
        """Ask for the category that codes are to be put under."""
        if not code_ids:
            return
        picker = ParentPicker(self._session.tree, self._session.levels, code_ids, self._ground)
        picker.picked.connect(lambda parent_id: self.move(code_ids, parent_id))
        picker.open()

    # Dropping

    def _on_codes_dropped(self, code_ids: tuple[int, ...], target: int | None, drop: Drop) -> None:
        place = drop_place(self._session.tree, code_ids, target, drop)
        if place is not None:
            self.move(code_ids, *place)

    def _all(self, operation: Operation, code_ids: Sequence[int], act) -> None:
        project = self._session.project
        if project is None or not code_ids:
            return

        def _run() -> None:
            with project.change(operation):
                for code_id in code_ids:
                    act(code_id)

        self._shell.attempt(_run)

    # The menu

    def show_menu(self, place: QPoint, code_ids: Sequence[int] | None = None) -> None:
        """Offer what can be done with the selected codes."""
        menu = self.menu(tuple(code_ids) if code_ids is not None else self._tree.chosen_codes())
        if menu.actions():
            menu.popup(place)

    def menu(self, code_ids: tuple[int, ...]) -> QMenu:
        """Return the menu for codes; with none, what can be done without one."""
        menu = QMenu(self._tree)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        project = self._session.project
        if project is None or project.is_read_only:
            return menu
        first = self._session.code(code_ids[0]) if code_ids else None
        if first is None:
            menu.addAction(icon(Icon.ADD), tr("New code"), lambda: self.new_code())
            return menu
        if len(code_ids) == 1:
            rename = menu_text(tr("Rename"), self._shell.actions, ROWS[ReadingAction.RENAME_CODE])
            menu.addAction(icon(Icon.EDIT), rename, lambda: self._tree.rename(first.id))
            menu.addAction(icon(Icon.ADD), tr("New code below"), lambda: self.new_code(first.id))
        menu.addAction(icon(Icon.SWAP), tr("Move to…"), lambda: self.ask_parent(code_ids))
        menu.addSeparator()
        add_colors(menu, first.color, lambda color: self.recolour(code_ids, color))
        add_levels(menu, self._session.levels, first.level_id, lambda level_id: self.set_level(code_ids, level_id))
        self._add_roles(menu, code_ids, first)
        menu.addSeparator()
        if len(code_ids) == 1:
            self._add_pin(menu, first)
            menu.addAction(icon(Icon.TAG), tr("Apply to every selection"), lambda: self.keep_asked.emit(first.id))
            menu.addAction(icon(Icon.MEMO), tr("Memo"), lambda: self.memo_asked.emit(first.id))
            if self._session.tree.children_of(first.id):
                add_branch(menu, self._shell, project, first.id)
            actions = self._shell.actions
            comment = menu_text(tr("Review comment"), actions, actions.row(ShellAction.WRITE_COMMENT))
            menu.addAction(icon(Icon.COMMENT), comment, lambda: actions.trigger(ShellAction.WRITE_COMMENT))
            menu.addSeparator()
        delete = menu_text(tr("Delete"), self._shell.actions, ROWS[ReadingAction.DELETE_CODE])
        menu.addAction(icon(Icon.DELETE), delete, lambda: self.delete(code_ids))
        return menu

    def _add_roles(self, menu: QMenu, code_ids: tuple[int, ...], first: Code) -> None:
        levels = self._session.levels
        if len(levels) < 2 or first.level_id != levels[0].id:
            return
        roles = menu.addMenu(icon(Icon.PARADIGM), tr("Role in the paradigm"))
        for role in (None, *Role):
            action = QAction(
                tr("None") if role is None else role_name(role, interface_language()), roles, checkable=True
            )
            action.setChecked(first.role is role)
            action.triggered.connect(lambda _checked=False, role=role: self.set_role(code_ids, role))
            roles.addAction(action)

    def _add_pin(self, menu: QMenu, code: Code) -> None:
        pinned = self._pins.codes()
        if code.id in pinned:
            key = pinned.index(code.id) + 1
            menu.addAction(icon(Icon.UNPIN), tr("Take off key {key}", key=key), lambda: self.toggle_pin(code.id))
        elif not self._pins.is_full():
            key = len(pinned) + 1
            menu.addAction(icon(Icon.PIN), tr("Pin on key {key}", key=key), lambda: self.toggle_pin(code.id))
