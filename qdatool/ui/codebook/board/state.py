"""What the two canvases of the board show: the board, and what is focused, marked, dragged, folded up and found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum

from PySide6.QtCore import QObject, Signal

from qdatool.coding.memos import codes_with_memo
from qdatool.text.collation import persian_sort_key
from qdatool.text.spans import Span
from qdatool.ui.codebook.board.content import Board, Column, Item, Part, board_of
from qdatool.ui.codebook.board.drops import Load, Target
from qdatool.ui.codebook.board.texts import BoardTexts
from qdatool.ui.codebook.session import CodebookSession


class InboxOrder(Enum):
    """In which order the inbox lists its cards."""

    TREE = "tree"
    NAME = "name"
    GROUNDED = "grounded"


class BoardState(QObject):
    """Follows the session. Focus is where the keyboard stands; marks are what was selected on purpose."""

    content_changed = Signal()
    """Other codes, labels or counts, or something was folded up: place everything anew."""
    focus_changed = Signal()
    marks_changed = Signal()
    hits_changed = Signal()

    def __init__(self, session: CodebookSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.texts = BoardTexts()
        self.board: Board = board_of(session.tree, session.levels)
        self.focus: Item | None = None
        self.marks: tuple[int, ...] = ()
        self.collapsed: set[Item] = set()
        self.with_memo: frozenset[int] = frozenset()
        self.load: Load | None = None
        self.target: Target | None = None
        self.hits: Mapping[int, Sequence[Span]] | None = None
        self.inbox_order = InboxOrder.TREE
        self.inbox_filter: frozenset[int] | None = None
        self.texts.forget()

    def look_up(self) -> None:
        """Take the session's tree anew; focus and marks stay as far as their codes exist."""
        project = self.session.project
        self.board = board_of(self.session.tree, self.session.levels)
        self.with_memo = codes_with_memo(project) if project is not None else frozenset()
        parts = self.board.parts
        if self.focus is not None and self.focus.code_id is not None:
            # A code may be another part than before, such as a card that was promoted.
            self.focus = self.board.item_of(self.focus.code_id)
        self.collapsed = {item for item in self.collapsed if item.code_id is None or item.code_id in parts}
        self.content_changed.emit()
        self.set_marks(self.marks)

    def set_focus(self, item: Item | None) -> None:
        """Put the keyboard on something."""
        if item != self.focus:
            self.focus = item
            self.focus_changed.emit()

    def set_marks(self, code_ids: Iterable[int]) -> None:
        """Mark exactly these codes; they are kept in the order in which they were marked."""
        marks = tuple(one for one in dict.fromkeys(code_ids) if one in self.board.parts)
        if marks != self.marks:
            self.marks = marks
            self.marks_changed.emit()

    def toggle_mark(self, code_id: int) -> None:
        """Mark a code, or take its mark away."""
        is_marked = code_id in self.marks
        self.set_marks([one for one in self.marks if one != code_id] if is_marked else (*self.marks, code_id))

    def chosen(self) -> tuple[int, ...]:
        """Return the marked codes, or else the focused one."""
        if self.marks:
            return self.marks
        return (self.focus.code_id,) if self.focus is not None and self.focus.code_id is not None else ()

    def part_of(self, code_id: int) -> Part:
        """Return what a code is on the board."""
        return self.board.parts[code_id]

    def toggle_fold(self, item: Item) -> None:
        """Fold a lane or column up, or open it."""
        self.collapsed ^= {item}
        self.content_changed.emit()

    def unfold(self, items: Iterable[Item]) -> None:
        """Open lanes and columns that are folded up."""
        before = len(self.collapsed)
        self.collapsed -= set(items)
        if len(self.collapsed) != before:
            self.content_changed.emit()

    def order_inbox(self, order: InboxOrder) -> None:
        """List the inbox in another order."""
        self.inbox_order = order
        self.content_changed.emit()

    def filter_inbox(self, code_ids: frozenset[int] | None) -> None:
        """List only these codes in the inbox; None lists all."""
        self.inbox_filter = code_ids
        self.content_changed.emit()

    def listed_inbox(self) -> Column:
        """Return the inbox as it is listed: in its order and without what is filtered out."""
        inbox, session = self.board.inbox, self.session
        cards = [card for card in inbox.cards if self.inbox_filter is None or card.code_id in self.inbox_filter]
        if self.inbox_order is InboxOrder.NAME:
            names = {card: session.label(card.code_id) for card in cards}
            cards.sort(key=lambda card: persian_sort_key(names[card]))
        elif self.inbox_order is InboxOrder.GROUNDED:
            cards.sort(key=lambda card: -session.own_count(card.code_id).quotations)
        return replace(inbox, cards=tuple(cards))

    def set_hits(self, hits: Mapping[int, Sequence[Span]] | None) -> None:
        """Say which codes fit what is looked for, with the fitting letters; None looks for nothing."""
        self.hits = hits
        self.hits_changed.emit()

    def load_of(self, item: Item) -> Load | None:
        """Return what is dragged when an item is taken: with a marked one all marked ones of its part."""
        if item.code_id is None:
            return None
        tree = self.session.tree
        codes = [item.code_id]
        if item.code_id in self.marks:
            codes = [one for one in tree.codes if one in self.marks and self.part_of(one) is item.part]
        family = frozenset(one for code_id in codes for one in (code_id, *tree.descendants(code_id)))
        return Load(item.part, tuple(codes), family)
