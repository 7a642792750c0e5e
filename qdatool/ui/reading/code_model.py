"""The code tree as a Qt model: codes by id, filtered as the user types, with a group for codes in no category."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from qdatool.coding.code_order import Children, CodeOrder, last_used, ordered_children
from qdatool.coding.codes import Code, CodeTree
from qdatool.ui.code_drops import CODES_MIME
from qdatool.ui.code_marks import CodeMarks
from qdatool.ui.code_search import CodeSearch
from qdatool.ui.dragging import CODE_MIME, PASSAGE_MIME, code_mime
from qdatool.ui.reading.session import ReadingSession
from qdatool.wording import interface_language, tr

UNCATEGORISED = 0
"""The id of the row that groups codes of the lowest level that stand in no category; no code has it."""

AnyIndex = QModelIndex | QPersistentModelIndex


class CodeRole(IntEnum):
    """What the delegate asks for."""

    CODE = Qt.ItemDataRole.UserRole
    COUNT = Qt.ItemDataRole.UserRole + 1
    MARK = Qt.ItemDataRole.UserRole + 2


class CodeTreeModel(QAbstractItemModel):
    """Rows are ids of codes. ``renamed(code_id, label)`` when a label was edited in place; nothing else is changed."""

    renamed = Signal(int, str)
    rebuilt = Signal()

    def __init__(self, session: ReadingSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tree = CodeTree({}, (), {})
        self._filter = ""
        self.order = CodeOrder.TREE
        self._marks: CodeMarks | None = None
        self._shows_new_only = False
        self._children: Children = {None: ()}
        self._parents: dict[int, int | None] = {}
        self._rows: dict[int, int] = {}
        self._language = ""
        session.codes_changed.connect(self._on_codes_changed)
        session.project_opened.connect(self._rebuild)
        session.counts_changed.connect(self._on_counts_changed)
        self._rebuild()

    # What the panel asks

    def set_filter(self, query: str) -> None:
        """Show only the codes that fit a query, with those above them; all for an empty one."""
        if query.strip() != self._filter:
            self._filter = query.strip()
            self._rebuild()

    def set_marks(self, marks: CodeMarks) -> None:
        """Show the signs of comments and of what is new."""
        self._marks = marks
        marks.changed.connect(self._on_marks_changed)

    def set_order(self, order: CodeOrder) -> None:
        """Sort the codes under each parent in another way."""
        if order is not self.order:
            self.order = order
            self._rebuild()

    def show_new_only(self, is_on: bool) -> None:
        """Show only what is new since the chosen moment, with those above; all codes while nothing is marked."""
        if is_on is not self._shows_new_only:
            self._shows_new_only = is_on
            self._rebuild()

    def is_filtered(self) -> bool:
        """Tell whether some codes may be hidden."""
        return bool(self._filter) or self._new_only() is not None

    def fits(self, code_id: int) -> bool:
        """Tell whether a code fits the filter by itself."""
        return not self.is_filtered() or code_id in self._fitting

    def search(self) -> CodeSearch:
        """Return the labels ready to be searched in the interface's language."""
        return self._session.search()

    def index_of(self, code_id: int) -> QModelIndex:
        """Return the index of a code, invalid if it is not shown."""
        if code_id not in self._rows:
            return QModelIndex()
        return self.createIndex(self._rows[code_id], 0, code_id)

    def is_group(self, index: AnyIndex) -> bool:
        """Tell whether a row is the group of codes in no category."""
        return index.isValid() and index.internalId() == UNCATEGORISED

    def retranslate(self) -> None:
        """Show labels in the interface's language."""
        if self._language != interface_language():
            self._rebuild()

    # What Qt asks

    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self._children.get(self._id(parent), ())
        return self.createIndex(row, column, children[row]) if 0 <= row < len(children) and column == 0 else _NOWHERE

    def parent(self, index: AnyIndex) -> QModelIndex:
        if not index.isValid():
            return QModelIndex()
        parent_id = self._parents.get(index.internalId())
        return QModelIndex() if parent_id is None else self.index_of(parent_id)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return len(self._children.get(self._id(parent), ()))

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        code = self._session.code(index.internalId())
        if code is None:
            return self._group_data(role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return code.label_in(interface_language())
        if role == CodeRole.CODE:
            return code
        if role == CodeRole.MARK:
            return self._marks.mark(code.id) if self._marks is not None else None
        if role == CodeRole.COUNT:
            return self._session.count(code.id)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((_tip(code), *self._mark_words(code.id)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((self._described(code), *self._mark_words(code.id)))
        return None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        label = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not label or label == self.data(index):
            return False
        self.renamed.emit(index.internalId(), label)
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        shared = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDropEnabled
        if not index.isValid() or self.is_group(index):
            return shared
        shared |= Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        return shared | Qt.ItemFlag.ItemIsEditable if self._session.is_writable() else shared

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [CODES_MIME, CODE_MIME, PASSAGE_MIME]

    def mimeData(self, indexes: Iterable[AnyIndex]) -> QMimeData:
        ids = [index.internalId() for index in indexes]
        first = self._session.code(ids[0]) if ids else None
        mime = code_mime(first.id, first.label_in(interface_language())) if first else QMimeData()
        mime.setData(CODES_MIME, " ".join(map(str, ids)).encode())
        return mime

    # Inside

    def _id(self, index: AnyIndex) -> int | None:
        return index.internalId() if index.isValid() else None

    def _group_data(self, role: int) -> object:
        members = self._children.get(UNCATEGORISED, ())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return tr("Uncategorised ({n} codes)", n=len(members))
        return None

    def _mark_words(self, code_id: int) -> list[str]:
        return self._marks.words(code_id) if self._marks is not None else []

    def _described(self, code: Code) -> str:
        level, count = self._session.level_of(code), self._session.count(code.id)
        return tr(
            "{code}, {level}, quotations: {quotations}, documents: {documents}",
            code=code.label_in(interface_language()),
            level=level.name_in(interface_language()) if level else "",
            quotations=count.quotations,
            documents=count.documents,
        )

    def _on_codes_changed(self) -> None:
        tree = self._session.tree
        is_same_shape = (tree.roots, tree.children) == (self._tree.roots, self._tree.children)
        is_same_levels = {code.id: code.level_id for code in tree} == {code.id: code.level_id for code in self._tree}
        is_steady = not self._filter and self.order is CodeOrder.TREE
        if not (is_steady and is_same_shape and is_same_levels) or self._language != interface_language():
            self._rebuild()
            return
        before, self._tree = self._tree, tree
        for code in tree:
            if code != before.codes.get(code.id):
                self._emit_changed(code.id)

    def _new_only(self) -> frozenset[int] | None:
        """Return the codes that alone are shown, None for all."""
        return self._marks.new_ids() if self._shows_new_only and self._marks is not None else None

    def _on_marks_changed(self) -> None:
        if self._shows_new_only:
            self._rebuild()
        self._on_counts_changed(None)

    def _on_counts_changed(self, code_ids: frozenset[int] | None) -> None:
        for code_id in self._rows if code_ids is None else code_ids:
            self._emit_changed(code_id)

    def _emit_changed(self, code_id: int) -> None:
        index = self.index_of(code_id)
        if index.isValid():
            self.dataChanged.emit(index, index)

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._tree = self._session.tree
        self._language = interface_language()
        self._fitting = self._session.search().ids(self._filter) if self._filter else set(self._tree.codes)
        new_only = self._new_only()
        if new_only is not None:
            self._fitting &= new_only
        shown = set(self._fitting)
        if self.is_filtered():
            for code_id in self._fitting:
                shown.update(self._tree.ancestors(code_id))
        self._children = {
            parent: tuple(child for child in children if child in shown)
            for parent, children in self._ordered().items()
            if parent is None or parent in shown
        }
        self._group_loose_codes()
        self._parents = {child: parent for parent, children in self._children.items() for child in children}
        self._rows = {child: row for children in self._children.values() for row, child in enumerate(children)}
        self.endResetModel()
        self.rebuilt.emit()

    def _ordered(self) -> Children:
        """Return the codes under each parent in the order chosen; counts are those of the moment."""
        project = self._session.project
        counts = {code_id: self._session.count(code_id) for code_id in self._tree.codes}
        used = last_used(project) if project is not None and self.order is CodeOrder.RECENT else {}
        return ordered_children(self._tree, self.order, self._language, counts, used)

    def _group_loose_codes(self) -> None:
        """Gather root codes of the lowest level under one row, once there are categories they could stand in."""
        levels: Sequence = self._session.levels
        if len(levels) < 2:
            return
        roots = self._children[None]
        loose = tuple(code_id for code_id in roots if self._tree.codes[code_id].level_id == levels[-1].id)
        has_categories = any(self._tree.codes[one].level_id != levels[-1].id for one in self._tree.roots)
        if loose and has_categories:
            self._children[None] = (*(one for one in roots if one not in loose), UNCATEGORISED)
            self._children[UNCATEGORISED] = loose


_NOWHERE = QModelIndex()


def _tip(code: Code) -> str:
    other = "en" if interface_language() == "fa" else "fa"
    lines = [code.label_in(interface_language())]
    if code.labels.get(other) and code.labels[other] != lines[0]:
        lines.append(code.labels[other])
    return "\n".join((*lines, code.definition)) if code.definition else "\n".join(lines)
