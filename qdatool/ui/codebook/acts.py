"""What is done to the codes of the table: each one step, written through the shell; and the menu that offers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from qdatool.coding.categories import create_category
from qdatool.coding.changes import Operation
from qdatool.coding.code_groups import (
    CodeStatus,
    lower_codes,
    next_sibling,
    raise_codes,
    recolour_branches,
    recolour_codes,
    set_codes_level,
    set_codes_status,
)
from qdatool.coding.code_moves import group_codes, move_codes, topmost
from qdatool.coding.code_split import copy_code
from qdatool.coding.codes import (
    CodeDraft,
    Definition,
    create_code,
    define_code,
    delete_codes,
    rename_code,
    set_code_role,
)
from qdatool.coding.languages import first_language
from qdatool.coding.memos import MemoLink, MemoTarget, list_memos, write_memo
from qdatool.coding.near_duplicates import NearDuplicate
from qdatool.coding.project import Project
from qdatool.coding.roles import MemoKind, Role
from qdatool.ui.branch_drawing import add_branch, show_branch
from qdatool.ui.code_drops import Drop, drop_place
from qdatool.ui.code_menus import add_colors, add_levels
from qdatool.ui.codebook.actions import ROWS, CodebookAction
from qdatool.ui.codebook.columns import WORDS, Column, other_language
from qdatool.ui.codebook.duplicates_sheet import DuplicatesSheet, look_for_duplicates
from qdatool.ui.codebook.merge_card import MergeCard
from qdatool.ui.codebook.session import CodebookSession
from qdatool.ui.codebook.split_sheet import SplitSheet
from qdatool.ui.controls import menu_text
from qdatool.ui.icons import Icon, icon
from qdatool.ui.name_field import NameField
from qdatool.ui.parent_picker import ParentPicker
from qdatool.ui.workspace import Place, PlaceKind, WorkspaceId
from qdatool.wording import interface_language, tr
from qdatool.wording.terms import code_status_name, role_name


class CodebookActs(QObject):
    """Writes through the session; asks for names and places over ``ground``.

    ``done(code ids)`` after a write, with what should be chosen then; ``named(code_id)`` when a new code waits for its
    name.
    """

    done = Signal(object)
    named = Signal(int)

    def __init__(self, session: CodebookSession, ground: QWidget) -> None:
        super().__init__(ground)
        self._session = session
        self._ground = ground

    # One cell

    def write_cell(self, code_id: int, column: Column, value: object) -> None:
        """Write what was edited in a cell of the table."""
        code, project = self._session.code(code_id), self._session.project
        if code is None or project is None:
            return
        if column is Column.LABEL:
            self.rename(code_id, str(value))
        elif column is Column.TRANSLATION:
            self._session.attempt(lambda: rename_code(project, code_id, str(value), other_language()))
        elif column is Column.LEVEL and isinstance(value, int):
            self.set_level((code_id,), value)
        elif column is Column.STATUS:
            self.set_status((code_id,), CodeStatus(str(value)))
        elif column in WORDS:
            words = Definition(code.definition, code.include, code.exclude, code.example)
            self.define(code_id, replace(words, **{WORDS[column]: str(value)}))

    def rename(self, code_id: int, label: str, language: str | None = None) -> None:
        """Change the label that is shown: the one in the interface's language, or the only one there is."""
        code, project = self._session.code(code_id), self._session.project
        if code is None or project is None:
            return
        wanted = language or interface_language()
        if language is None and wanted != first_language(project) and not code.labels.get(wanted):
            wanted = first_language(project)
        self._session.attempt(lambda: rename_code(project, code_id, label, wanted))

    def define(self, code_id: int, words: Definition) -> None:
        """Write when a code applies."""
        self._write(lambda project: define_code(project, code_id, words, is_typing=False))

    # Several codes

    def new_code(self, beside_id: int | None) -> None:
        """Make a code after another one, of its level, with a name to be written over at once."""
        project, beside = self._session.project, self._session.code(beside_id)
        if project is None:
            return
        draft = CodeDraft(tr("New code"))
        if beside is not None:
            draft = replace(draft, parent_id=beside.parent_id, level_id=beside.level_id)
        made = self._session.attempt(lambda: self._make_beside(project, draft, beside_id))
        if made is not None:
            self.done.emit((made,))
            self.named.emit(made)

    def move(self, code_ids: Sequence[int], parent_id: int | None, before_id: int | None = None) -> None:
        """Put codes under another one, before one of its children or last."""
        if code_ids and self._write(lambda project: move_codes(project, code_ids, parent_id, before_id)):
            self.done.emit(tuple(code_ids))

    def drop(self, code_ids: Sequence[int], target: int | None, where: Drop) -> None:
        """Put dragged codes into another one or beside it, or at the end of the roots."""
        place = drop_place(self._session.tree, code_ids, target, where)
        if place is not None:
            self.move(code_ids, *place)

    def shift(self, code_ids: Sequence[int], step: int) -> None:
        """Put codes of one parent one place up (-1) or down (1) among its children."""
        tree = self._session.tree
        moving = topmost(tree, code_ids)
        parents = {tree.codes[one].parent_id for one in moving}
        if len(parents) != 1:
            return
        (parent_id,) = parents
        siblings = list(tree.children_of(parent_id))
        first, last = siblings.index(moving[0]), siblings.index(moving[-1])
        if step < 0 and first > 0:
            self.move(moving, parent_id, siblings[first - 1])
        elif step > 0 and last + 1 < len(siblings):
            after = siblings[last + 2] if last + 2 < len(siblings) else None
            self.move(moving, parent_id, after)

    def raise_level(self, code_ids: Sequence[int]) -> None:
        """Raise codes by one level."""
        if code_ids and self._write(lambda project: raise_codes(project, code_ids)):
            self.done.emit(tuple(code_ids))

    def lower_level(self, code_ids: Sequence[int]) -> None:
        """Lower codes by one level."""
        if code_ids and self._write(lambda project: lower_codes(project, code_ids)):
            self.done.emit(tuple(code_ids))

    def set_level(self, code_ids: Sequence[int], level_id: int) -> None:
        """Put codes on a level."""
        self._write(lambda project: set_codes_level(project, code_ids, level_id))

    def set_status(self, code_ids: Sequence[int], status: CodeStatus) -> None:
        """Say how far codes have come."""
        self._write(lambda project: set_codes_status(project, code_ids, status))

    def set_role(self, code_id: int, role: Role | None) -> None:
        """Give a category a role in the paradigm, or none."""
        self._write(lambda project: set_code_role(project, code_id, role))

    def recolour(self, code_ids: Sequence[int], color: str) -> None:
        """Give codes a colour."""
        self._write(lambda project: recolour_codes(project, code_ids, color))

    def recolour_branches(self, code_ids: Sequence[int]) -> None:
        """Give everything below the codes their colour."""
        self._write(lambda project: recolour_branches(project, code_ids))

    def copy(self, code_id: int, *, with_codings: bool) -> None:
        """Copy a code, with its codings if asked."""
        project = self._session.project
        made = self._session.attempt(lambda: copy_code(project, code_id, with_codings=with_codings))
        if made is not None:
            self.done.emit((made,))
            self.named.emit(made)

    def delete(self, code_ids: Sequence[int]) -> None:
        """Delete codes, after a question that says what goes with them."""
        session, number = self._session, len(code_ids)
        if not code_ids or not session.is_writable():
            return
        question = tr("Delete “{code}”?", code=session.label(code_ids[0]))
        question = question if number == 1 else tr("Delete {n} codes?", n=number)
        codings = sum(session.own_count(code_id).quotations for code_id in code_ids)
        sentences = [tr("It is taken off {n} quotations.", n=codings)] if codings else []
        if any(session.tree.children_of(code_id) for code_id in code_ids):
            sentences.append(tr("What lies below moves up."))
        sentences.append(tr("Undo brings everything back."))
        if session.shell.dialogs.is_confirmed(question, " ".join(sentences), tr("Delete")):
            self._write(lambda project: delete_codes(project, code_ids))

    def open_memo(self, code_id: int) -> None:
        """Go to the newest memo on a code, or begin one that is called like it."""
        project, about = self._session.project, MemoLink(MemoTarget.CODE, code_id)
        if project is None:
            return
        present = list_memos(project, about)
        title = self._session.label(code_id)
        memo_id = (
            present[0].id
            if present
            else self._session.attempt(lambda: write_memo(project, MemoKind.CODE, title=title, about=about))
        )
        if memo_id is not None:
            self._session.shell.go_to(Place(WorkspaceId.MEMOS, PlaceKind.MEMO, memo_id))

    # Asking

    def ask_merge(self, code_ids: Sequence[int]) -> None:
        """Ask which of several codes stays when they are merged."""
        if len(code_ids) > 1 and self._session.is_writable():
            card = MergeCard(self._session, code_ids, self._ground)
            card.merged.connect(lambda kept: self.done.emit((kept,)))
            card.open()

    def ask_parent(self, code_ids: Sequence[int]) -> None:
        """Ask for the category that codes are to be put under."""
        if code_ids and self._session.is_writable():
            picker = ParentPicker(self._session.tree, self._session.levels, code_ids, self._ground)
            picker.picked.connect(lambda parent_id: self.move(code_ids, parent_id))
            picker.open()

    def ask_category(self, code_ids: Sequence[int]) -> None:
        """Ask for the name of a new category and put codes under it; nothing is written without a name."""
        if code_ids and self._session.is_writable():
            field = NameField(tr("Name of the new category"), "", self._ground)
            field.named.connect(lambda name: self.make_category(name, code_ids))
            field.open()

    def make_category(self, name: str, code_ids: Sequence[int]) -> None:
        """Make a category of codes, one level above them."""
        project = self._session.project
        made = self._session.attempt(lambda: create_category(project, CodeDraft(name), code_ids))
        if made is not None:
            self.done.emit((made,))

    def ask_column(self, code_ids: Sequence[int], lane_id: int | None) -> None:
        """Ask for the name of a new column of the board and put cards into it; nothing is written without a name."""
        if not self._session.is_writable():
            return
        sentence = tr("Name of the new category")
        if lane_id is not None:
            sentence = tr("Name of the new category in “{category}”", category=self._session.label(lane_id))
        field = NameField(sentence, "", self._ground)
        field.named.connect(lambda name: self.make_column(name, code_ids, lane_id))
        field.open()

    def make_column(self, name: str, code_ids: Sequence[int], lane_id: int | None) -> None:
        """Make a column of cards, or an empty one, at the end of a lane of the board."""
        project, levels = self._session.project, self._session.levels
        draft = CodeDraft(name, lane_id, levels[max(len(levels) - 2, 0)].id)
        made = self._session.attempt(lambda: group_codes(project, code_ids, draft))
        if made is not None:
            self.done.emit((made,))

    def ask_split(self, code_id: int) -> None:
        """Ask which passages of a code go to which codes."""
        if self._session.is_writable():
            sheet = SplitSheet(self._session, code_id, self._ground)
            sheet.parted.connect(self.done)
            sheet.open()

    def ask_duplicates(self) -> None:
        """Look for codes that may be the same under two names, and show them."""
        shell = self._session.shell
        shell.tasks.run(
            tr("Looking for near-duplicates"), look_for_duplicates, self._session.tree, self._show_duplicates
        )

    def _show_duplicates(self, pairs: tuple[NearDuplicate, ...]) -> None:
        known = [one for one in pairs if {one.first_id, one.second_id} <= self._session.tree.codes.keys()]
        sheet = DuplicatesSheet(self._session, known, self._ground)
        sheet.merged.connect(lambda code_id: self.done.emit((code_id,)))
        sheet.open()

    # The menu

    def show_menu(self, place: QPoint, code_ids: Sequence[int]) -> None:
        """Offer what can be done with codes."""
        menu = self.menu(tuple(code_ids))
        if menu.actions():
            menu.popup(place)

    def show_branch(self, code_id: int) -> None:
        """Show the tree of a code and all below it among the models."""
        if self._session.project is not None:
            show_branch(self._session.shell, self._session.project, code_id)

    def menu(self, code_ids: tuple[int, ...]) -> QMenu:
        """Return the menu for codes; with none, what can be done without one."""
        menu = QMenu(self._ground)
        if not self._session.is_writable():
            return menu
        first = self._session.code(code_ids[0]) if code_ids else None
        self._add(menu, CodebookAction.NEW_CODE)
        if first is None:
            return menu
        if len(code_ids) > 1:
            self._add(menu, CodebookAction.MERGE)
        else:
            self._add(menu, CodebookAction.RENAME, CodebookAction.SPLIT, CodebookAction.MEMO)
        self._add(menu, CodebookAction.NEW_CATEGORY, CodebookAction.MOVE_TO)
        menu.addSeparator()
        self._add(menu, CodebookAction.RAISE, CodebookAction.LOWER)
        add_levels(menu, self._session.levels, first.level_id, lambda level_id: self.set_level(code_ids, level_id))
        statuses = menu.addMenu(icon(Icon.DONE), tr("Status"))
        for status in CodeStatus:
            words = code_status_name(status, interface_language())
            self._choice(statuses, words, first.status == status, lambda one=status: self.set_status(code_ids, one))
        colors = add_colors(menu, first.color, lambda color: self.recolour(code_ids, color))
        if any(self._session.tree.children_of(one) for one in code_ids):
            colors.addSeparator()
            colors.addAction(tr("Colour everything below the same"), lambda: self.recolour_branches(code_ids))
        if len(code_ids) == 1:
            self._add_single(menu, first.id, first.role)
        menu.addSeparator()
        self._add(menu, CodebookAction.DELETE)
        return menu

    def _add_single(self, menu: QMenu, code_id: int, present: Role | None) -> None:
        levels = self._session.levels
        if len(levels) > 1 and self._session.tree.codes[code_id].level_id == levels[0].id:
            roles = menu.addMenu(icon(Icon.PARADIGM), tr("Role in the paradigm"))
            for role in (None, *Role):
                words = tr("None") if role is None else role_name(role, interface_language())
                self._choice(roles, words, present is role, lambda one=role: self.set_role(code_id, one))
        place = Place(WorkspaceId.CODE, PlaceKind.CODE, code_id)
        menu.addAction(icon(Icon.CODE), tr("Show in Read & code"), lambda: self._session.shell.go_to(place))
        project = self._session.project
        if project is not None and self._session.tree.children_of(code_id):
            add_branch(menu, self._session.shell, project, code_id)
        copies = menu.addMenu(icon(Icon.COPY), tr("Copy the code"))
        copies.addAction(tr("With its quotations"), lambda: self.copy(code_id, with_codings=True))
        copies.addAction(tr("Without quotations"), lambda: self.copy(code_id, with_codings=False))

    def _add(self, menu: QMenu, *action_ids: CodebookAction) -> None:
        actions = self._session.shell.actions
        for action_id in action_ids:
            spec = ROWS[action_id]
            entry = menu.addAction(menu_text(tr(spec.text), actions, spec), lambda one=action_id: actions.trigger(one))
            entry.setEnabled(actions.is_enabled(action_id))
            if spec.icon is not None:
                entry.setIcon(icon(spec.icon))

    @staticmethod
    def _choice(menu: QMenu, words: str, is_present: bool, pick: Callable[[], object]) -> None:
        entry = QAction(words, menu, checkable=True)
        entry.setChecked(is_present)
        entry.triggered.connect(lambda _checked=False: pick())
        menu.addAction(entry)

    # Inside

    def _make_beside(self, project: Project, draft: CodeDraft, beside_id: int | None) -> int:
        if beside_id is None:
            return create_code(project, draft)
        before_id = next_sibling(self._session.tree, beside_id)
        with project.change(Operation.CREATE_CODE):
            made = create_code(project, draft)
            if before_id is not None:
                move_codes(project, (made,), draft.parent_id, before_id)
        return made

    def _write(self, act: Callable[[Project], object]) -> bool:
        """Do an act on the open project; tell whether it was done."""
        project = self._session.project

        def _run() -> bool:
            if project is not None:
                act(project)
            return project is not None

        return bool(self._session.attempt(_run))
