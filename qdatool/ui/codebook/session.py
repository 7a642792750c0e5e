"""What the parts of the codebook share: the tree, how often each code is used, and which codes are chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from qdatool.coding.changes import Changes, Kind
from qdatool.coding.code_order import Children, CodeOrder, last_used, ordered_children
from qdatool.coding.codes import Code, CodeTree, load_codes
from qdatool.coding.facts import project_facts
from qdatool.coding.languages import first_language
from qdatool.coding.levels import Level, list_levels
from qdatool.coding.project import Project
from qdatool.coding.quotations import CodeCount, counts_by_code, counts_in_tree
from qdatool.ui.code_marks import CodeMarks
from qdatool.ui.code_orders import kept_order
from qdatool.ui.level_signs import Rank, rank_of
from qdatool.wording import interface_language

if TYPE_CHECKING:
    from qdatool.ui.workspace import Shell

T = TypeVar("T")

EMPTY_TREE = CodeTree({}, (), {})
NO_COUNT = CodeCount(0, 0)
_ORDER = "codebook-order"

_READ = (
    *(Kind.CODE, Kind.CODE_LABEL, Kind.LEVEL, Kind.CODING, Kind.QUOTATION, Kind.MEMO, Kind.MEMO_LINK, Kind.CODER),
    *(Kind.CODE_PROVENANCE, Kind.CODE_PROPERTY, Kind.DIMENSION, Kind.DIMENSION_MARK, Kind.REVIEW_COMMENT),
)
"""The kinds of thing that the table, the board and the inspector show."""


_COUNTED = (Kind.CODING, Kind.QUOTATION, Kind.CODER, Kind.ROUND, Kind.FINISHED_DOCUMENT)
"""The kinds of thing on which it depends how often a code is used."""


class Scope(Enum):
    """Whose codings are counted."""

    MINE = "mine"
    ALL = "all"


class CodebookSession(QObject):
    """The open project as the codebook sees it; what a write through ``attempt`` has changed comes as ``refreshed``.

    ``tree`` and ``levels`` are made anew after each step, never patched. ``chosen`` holds the ids of the codes that
    are selected in whichever view is shown, in tree order; ``last_changed`` those that the newest step made or changed.
    ``not_same`` are pairs that the user told apart.
    """

    refreshed = Signal()
    """Anything read from the project, or whose codings are counted, may be different: show everything anew."""
    chosen_changed = Signal()
    """Other codes are chosen than before."""

    def __init__(self, shell: Shell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        self.is_in_view: Callable[[], bool] = lambda: True
        self.project: Project | None = None
        self.tree: CodeTree = EMPTY_TREE
        self.levels: tuple[Level, ...] = ()
        self.first_language = ""
        self.scope = Scope.ALL
        self.order = kept_order(shell.settings.layouts.get(_ORDER, ""))
        self.chosen: tuple[int, ...] = ()
        self.marks = CodeMarks(shell.bridge, shell.since, lambda: self.tree, self)
        self.last_changed: tuple[int, ...] = ()
        self.not_same: frozenset[frozenset[int]] = frozenset()
        self._own: Mapping[int, CodeCount] = {}
        self._whole: Mapping[int, CodeCount] = {}
        self._is_stale = False
        shell.bridge.changed.connect(self._on_changed)

    def set_project(self, project: Project | None) -> None:
        """Show another project, or none."""
        is_other = project is not self.project
        self.project = project
        if is_other:
            self.scope = Scope.ALL
            self.not_same = self._kept_pairs()
            self.choose(())
        self.refresh()
        self.marks.set_project(project)

    def refresh(self, changes: Changes | None = None) -> None:
        """Read everything anew, or what a step may have changed, and tell every part."""
        self._is_stale = False
        project = self.project
        before, self.tree = self.tree, load_codes(project) if project is not None else EMPTY_TREE
        self.last_changed = _changed(before, self.tree)
        self.levels = list_levels(project) if project is not None else ()
        self.first_language = first_language(project) if project is not None else ""
        parents = {code.id: code.parent_id for code in self.tree}
        if changes is None or changes.touches(*_COUNTED) or parents != {code.id: code.parent_id for code in before}:
            self._count()
        self.refreshed.emit()
        self.choose(self.chosen)

    def refresh_if_stale(self) -> None:
        """Catch up with what changed while the workspace was hidden."""
        if self._is_stale:
            self.refresh()

    def set_scope(self, scope: Scope) -> None:
        """Count the codings of the present coder or of all."""
        if scope is not self.scope:
            self.scope = scope
            self._count()
            self.refreshed.emit()

    def set_order(self, order: CodeOrder) -> None:
        """Sort the codes under each parent in another way, also when the program is started again."""
        if order is not self.order:
            self.order = order
            self.shell.settings.layouts[_ORDER] = order.value
            self.refreshed.emit()

    def tell_apart(self, pair: frozenset[int]) -> None:
        """Remember that two codes are not the same; the settings are saved when the window closes."""
        self.not_same |= {pair}
        written = " ".join("-".join(map(str, sorted(one))) for one in sorted(self.not_same, key=sorted))
        self.shell.settings.layouts[self._pairs_key()] = written

    def choose(self, code_ids: Iterable[int]) -> None:
        """Say which codes are selected; those that do not exist are left out."""
        wanted = set(code_ids)
        chosen = tuple(code_id for code_id in self.tree.codes if code_id in wanted)
        if chosen != self.chosen:
            self.chosen = chosen
            self.chosen_changed.emit()

    def attempt(self, act: Callable[[], T]) -> T | None:
        """Run an operation; a refusal becomes a notice and None is returned."""
        return self.shell.attempt(act)

    # What is known

    def children(self) -> Children:
        """Return the codes under each parent in the order chosen."""
        used = last_used(self.project) if self.project is not None and self.order is CodeOrder.RECENT else {}
        return ordered_children(self.tree, self.order, interface_language(), self._whole, used)

    def label_in(self, code: Code, language: str) -> str:
        """Return the label a code has in a language, empty where it has none."""
        own = code.label if language == self.first_language else ""
        return own or code.labels.get(language, "")

    def is_writable(self) -> bool:
        """Tell whether there is a project that can be changed."""
        return self.project is not None and not self.project.is_read_only

    def coder_filter(self) -> int | None:
        """Return the coder whose codings are counted; None for all."""
        return None if self.scope is Scope.ALL or self.project is None else self.project.coder_id

    def code(self, code_id: int | None) -> Code | None:
        """Return a code by its id, or None."""
        return self.tree.codes.get(code_id) if code_id is not None else None

    def label(self, code_id: int | None) -> str:
        """Return a code's label in the interface's language, empty for none."""
        code = self.code(code_id)
        return code.label_in(interface_language()) if code is not None else ""

    def level_of(self, code: Code) -> Level | None:
        """Return the level of a code."""
        return next((level for level in self.levels if level.id == code.level_id), None)

    def rank_of(self, code: Code) -> Rank:
        """Return where a code's level stands among those of the project."""
        return rank_of(code.level_id, self.levels)

    def own_count(self, code_id: int) -> CodeCount:
        """Return how often a code itself is applied, by whom ``scope`` says."""
        return self._own.get(code_id, NO_COUNT)

    def whole_count(self, code_id: int) -> CodeCount:
        """Return how often a code or one below it is applied."""
        return self._whole.get(code_id, NO_COUNT)

    # Inside

    def _pairs_key(self) -> str:
        return f"codes told apart {project_facts(self.project).guid}" if self.project is not None else ""

    def _kept_pairs(self) -> frozenset[frozenset[int]]:
        written = self.shell.settings.layouts.get(self._pairs_key(), "")
        pairs = (frozenset(int(part) for part in one.split("-") if part.isdigit()) for one in written.split())
        return frozenset(pair for pair in pairs if len(pair) == 2)

    def _count(self) -> None:
        if self.project is None:
            self._own, self._whole = {}, {}
            return
        self._own = counts_by_code(self.project, self.coder_filter())
        self._whole = counts_in_tree(self.project, self.tree, self.coder_filter())

    def _on_changed(self, changes: Changes) -> None:
        if not changes.touches(*_READ):
            return
        if self.is_in_view() and not self._is_stale:
            self.refresh(changes)
        elif self.is_in_view():
            self.refresh()
        else:
            self._is_stale = True


def _changed(before: CodeTree, after: CodeTree) -> tuple[int, ...]:
    """Return the codes that are new or other than before; a new place among siblings alone does not count."""
    return tuple(
        code.id
        for code in after
        if code.id not in before.codes
        or replace(code, position=before.codes[code.id].position) != before.codes[code.id]
    )
