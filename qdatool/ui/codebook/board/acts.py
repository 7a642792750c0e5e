"""What the board writes: drops, moves and new categories, each one step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qdatool.coding.code_groups import recolour_codes
from qdatool.coding.code_moves import group_codes, move_codes
from qdatool.coding.codes import CodeDraft, delete_codes, rename_code
from qdatool.coding.languages import first_language
from qdatool.ui.codebook.board.content import Part
from qdatool.ui.codebook.board.drops import Aim, Load, Target, changes_nothing
from qdatool.ui.codebook.board.state import BoardState
from qdatool.ui.codebook.board.words import counted
from qdatool.ui.codebook.merge_card import MergeCard
from qdatool.ui.name_field import NameField
from qdatool.ui.parent_picker import ParentPicker
from qdatool.wording import interface_language, tr


class BoardActs(QObject):
    """Writes through the session; asks for names and places over ``ground``. ``done(code ids)`` after a write."""

    done = Signal(object)

    def __init__(self, state: BoardState, ground: QWidget) -> None:
        super().__init__(ground)
        self._state = state
        self._session = state.session
        self._ground = ground

    def drop(self, load: Load, target: Target) -> None:
        """Do what letting a load go over a target means."""
        if target.aim is Aim.NEW_COLUMN:
            self.ask_category(load.code_ids, target.parent_id)
        elif not changes_nothing(target, load, self._session.tree):
            self.move(load.code_ids, target.parent_id, target.before_id)

    def move(self, code_ids: Sequence[int], parent_id: int | None, before_id: int | None = None) -> None:
        """Put codes under another one, before one of its children or last."""
        project = self._session.project

        def _move() -> bool:
            move_codes(project, code_ids, parent_id, before_id)
            return True

        if project is not None and self._session.attempt(_move):
            self.done.emit(tuple(code_ids))

    def ask_parent(self, code_ids: Sequence[int]) -> None:
        """Ask for the category that codes are to be put under."""
        if not code_ids or not self._session.is_writable():
            return
        picker = ParentPicker(self._session.tree, self._session.levels, code_ids, self._ground)
        picker.picked.connect(lambda parent_id: self.move(code_ids, parent_id))
        picker.open()

    def ask_category(self, code_ids: Sequence[int], parent_id: int | None) -> None:
        """Ask for the name of a new category and put codes under it; nothing is written without a name."""
        if not self._session.is_writable():
            return
        sentence = tr("Name of the new category")
        if parent_id is not None:
            sentence = tr("Name of the new category in “{category}”", category=self._session.label(parent_id))
        field = NameField(sentence, "", self._ground)
        field.named.connect(lambda name: self.make_category(name, code_ids, parent_id))
        field.open()

    def make_category(self, name: str, code_ids: Sequence[int], parent_id: int | None) -> None:
        """Make a category of codes, or an empty column in a lane."""
        project, levels = self._session.project, self._session.levels
        if project is None:
            return
        level_id = levels[-2].id if not code_ids and len(levels) > 1 else None
        draft = CodeDraft(name, parent_id, level_id)
        made = self._session.attempt(lambda: group_codes(project, code_ids, draft))
        if made is not None:
            self.done.emit((made,))

    def ask_merge(self, code_ids: Sequence[int]) -> None:
        """Ask which of several codes stays when they are merged."""
        if len(code_ids) < 2 or not self._session.is_writable():
            return
        card = MergeCard(self._session, code_ids, self._ground)
        card.merged.connect(lambda kept: self.done.emit((kept,)))
        card.open()

    def recolour(self, code_ids: Sequence[int], color: str) -> None:
        """Give codes a colour."""
        project = self._session.project
        if project is not None:
            self._session.attempt(lambda: recolour_codes(project, code_ids, color))

    def delete(self, code_ids: Sequence[int]) -> None:
        """Delete codes, after a question that says what goes with them."""
        project, session = self._session.project, self._session
        if project is None or not code_ids or not session.is_writable():
            return
        number = len(code_ids)
        question = counted(number, "Delete “{code}”?", "Delete {n} codes?", code=session.label(code_ids[0]))
        codings = sum(session.own_count(code_id).quotations for code_id in code_ids)
        below = any(session.tree.children_of(code_id) for code_id in code_ids)
        sentences = [tr("It is taken off {n} quotations.", n=codings)] if codings else []
        sentences += [tr("What lies below moves up.")] if below else []
        sentences.append(tr("Undo brings everything back."))
        if session.shell.dialogs.is_confirmed(question, " ".join(sentences), tr("Delete")):
            session.attempt(lambda: delete_codes(project, code_ids))

    def ask_name(self, code_id: int) -> None:
        """Ask for another name of a code."""
        project, code = self._session.project, self._session.code(code_id)
        if project is None or code is None or not self._session.is_writable():
            return
        language = interface_language()
        if language != first_language(project) and not code.labels.get(language):
            language = first_language(project)
        field = NameField(tr("Another name"), code.label_in(language), self._ground)
        field.named.connect(lambda name: self._session.attempt(lambda: rename_code(project, code_id, name, language)))
        field.open()

    def home_of_new_category(self, code_ids: Sequence[int]) -> int | None:
        """Return where a category made of codes goes: the lane in which the first of them lies."""
        tree, state = self._session.tree, self._state
        if not code_ids or state.part_of(code_ids[0]) is not Part.CARD:
            return None
        lanes = (one for one in tree.ancestors(code_ids[0]) if state.part_of(one) is Part.LANE)
        return next(lanes, None)
