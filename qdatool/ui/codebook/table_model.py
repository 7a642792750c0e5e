"""The codebook's table as a Qt model: one row for each code, below the row of its parent."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from qdatool.coding.code_groups import CodeStatus
from qdatool.coding.code_order import Children, CodeOrder
from qdatool.coding.codes import Code
from qdatool.ui.code_drops import CODES_MIME
from qdatool.ui.code_search import CodeSearch
from qdatool.ui.codebook.columns import NUMBERS, WORDS, Column, heading, other_language
from qdatool.ui.codebook.session import EMPTY_TREE, CodebookSession, Scope
from qdatool.ui.dragging import code_mime
from qdatool.wording import interface_language, tr
from qdatool.wording.lists import listed
from qdatool.wording.terms import code_status_name

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_GROUND = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDropEnabled
_CELL = _GROUND | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
_EDITABLE = _CELL | Qt.ItemFlag.ItemIsEditable


class CellRole(IntEnum):
    """What the delegate asks for besides the text."""

    CODE = Qt.ItemDataRole.UserRole


class CodeTableModel(QAbstractItemModel):
    """Rows are ids of codes. ``edited(code_id, Column, value)`` when a cell was edited; nothing else is changed."""

    edited = Signal(int, object, object)
    rebuilt = Signal()

    def __init__(self, session: CodebookSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tree = EMPTY_TREE
        self._filter = ""
        self._order = session.order
        self._language = ""
        self._fitting: set[int] = set()
        self._children: Children = {None: ()}
        self._rows: dict[int, int] = {}
        self._search = CodeSearch(self._tree, "en")
        self._rebuild()

    # What the table asks

    def set_filter(self, query: str) -> None:
        """Show only the codes that fit a query, with those above them; all for an empty one."""
        if query.strip() != self._filter:
            self._filter = query.strip()
            self._rebuild()

    def is_filtered(self) -> bool:
        """Tell whether some codes may be hidden."""
        return bool(self._filter)

    def fitting(self) -> tuple[int, ...]:
        """Return the codes that fit the query themselves, in tree order."""
        return tuple(code_id for code_id in self._tree.codes if code_id in self._fitting)

    def index_of(self, code_id: int, column: Column = Column.LABEL) -> QModelIndex:
        """Return the index of a cell, invalid if its row is not shown."""
        row = self._rows.get(code_id)
        return QModelIndex() if row is None else self.createIndex(row, int(column), code_id)

    def retranslate(self) -> None:
        """Show names and headings in the interface's language."""
        if self._language != interface_language():
            self._rebuild()

    # What Qt asks

    def index(self, row: int, column: int, parent: AnyIndex = _NOWHERE) -> QModelIndex:
        children = self._children.get(self._id(parent), ())
        if 0 <= row < len(children) and 0 <= column < len(Column):
            return self.createIndex(row, column, children[row])
        return QModelIndex()

    def parent(self, index: AnyIndex) -> QModelIndex:
        code = self._tree.codes.get(index.internalId()) if index.isValid() else None
        return QModelIndex() if code is None or code.parent_id is None else self.index_of(code.parent_id)

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.column() > 0 else len(self._children.get(self._id(parent), ()))

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return heading(column)
        if role == Qt.ItemDataRole.ToolTipRole and column in NUMBERS:
            return self._counted(column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in NUMBERS:
            return int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        code = self._session.code(index.internalId()) if index.isValid() else None
        if code is None:
            return None
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(code, column)
        if role == Qt.ItemDataRole.EditRole:
            return self._written(code, column)
        if role == CellRole.CODE:
            return code
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(code, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self._session.marks.words(code.id) if column is Column.LABEL else []
            return listed((f"{heading(column)}: {self._shown(code, column)}", *words), interface_language())
        return None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or value == self.data(index, role):
            return False
        self.edited.emit(index.internalId(), Column(index.column()), value)
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return _GROUND
        is_editable = index.column() not in NUMBERS and self._session.is_writable()
        return _EDITABLE if is_editable else _CELL

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [CODES_MIME]

    def mimeData(self, indexes: Iterable[AnyIndex]) -> QMimeData:
        ids = tuple(dict.fromkeys(index.internalId() for index in indexes))
        first = self._session.code(ids[0]) if ids else None
        mime = code_mime(first.id, first.label_in(interface_language())) if first else QMimeData()
        mime.setData(CODES_MIME, " ".join(map(str, ids)).encode())
        return mime

    # Inside

    def _id(self, index: AnyIndex) -> int | None:
        return index.internalId() if index.isValid() else None

    def _shown(self, code: Code, column: Column) -> object:
        if column is Column.LABEL:
            return code.label_in(interface_language())
        if column is Column.TRANSLATION:
            return self._session.label_in(code, other_language())
        if column is Column.LEVEL:
            level = self._session.level_of(code)
            return level.name_in(interface_language()) if level is not None else ""
        if column is Column.PARENT:
            return self._session.label(code.parent_id)
        if column is Column.STATUS:
            return code_status_name(CodeStatus(code.status), interface_language())
        if column in WORDS:
            return " ".join(str(getattr(code, WORDS[column])).split())
        return self._number(code, column)

    def _written(self, code: Code, column: Column) -> object:
        """Return what an editor begins with and what it would give back unchanged."""
        if column in WORDS:
            return getattr(code, WORDS[column])
        if column is Column.LEVEL:
            return code.level_id
        if column is Column.STATUS:
            return code.status
        return self._shown(code, column)

    def _number(self, code: Code, column: Column) -> int:
        if column is Column.QUOTATIONS:
            return self._session.whole_count(code.id).quotations
        if column is Column.OWN:
            return self._session.own_count(code.id).quotations
        if column is Column.DOCUMENTS:
            return self._session.whole_count(code.id).documents
        mark = self._session.marks.mark(code.id)
        return mark.open_comments if mark is not None else 0

    def _counted(self, column: Column) -> str:
        """Return what a column of numbers counts, and whose codings."""
        is_all = self._session.scope is Scope.ALL
        if column is Column.QUOTATIONS:
            of_all = tr("Quotations of the code and those below it, of all coders")
            return of_all if is_all else tr("Quotations of the code and those below it, coded by you")
        if column is Column.OWN:
            of_all = tr("Quotations of the code itself, of all coders")
            return of_all if is_all else tr("Quotations of the code itself, coded by you")
        if column is Column.DOCUMENTS:
            of_all = tr("Documents with the code or those below it, of all coders")
            return of_all if is_all else tr("Documents with the code or those below it, coded by you")
        return tr("Open comments on the code")

    def _tip(self, code: Code, column: Column) -> str | None:
        if column in NUMBERS:
            return self._counted(column)
        if column in WORDS:
            return str(getattr(code, WORDS[column])) or None
        if column is Column.PARENT:
            return self._tree.path(code.parent_id) if code.parent_id is not None else None
        if column is Column.LABEL:
            return "\n".join((str(self._shown(code, column)), *self._session.marks.words(code.id)))
        return str(self._shown(code, column))

    def refresh(self) -> None:
        """Show what the session holds now."""
        tree = self._session.tree
        is_same_shape = (tree.roots, tree.children) == (self._tree.roots, self._tree.children)
        is_steady = self._session.order is CodeOrder.TREE and not self._filter and self._order is CodeOrder.TREE
        if not (is_same_shape and is_steady) or self._language != interface_language():
            self._rebuild()
            return
        self._tree = tree
        self._search = CodeSearch(tree, self._language)
        for parent, children in self._children.items():
            if children:
                above = self.index_of(parent) if parent is not None else QModelIndex()
                last = self.index(len(children) - 1, len(Column) - 1, above)
                self.dataChanged.emit(self.index(0, 0, above), last)

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._tree = self._session.tree
        self._order = self._session.order
        self._language = interface_language()
        self._search = CodeSearch(self._tree, self._language)
        self._fitting = self._search.ids(self._filter) if self._filter else set(self._tree.codes)
        shown = set(self._fitting)
        if self._filter:
            shown.update(above for code_id in self._fitting for above in self._tree.ancestors(code_id))
        self._children = {
            parent: tuple(child for child in children if child in shown)
            for parent, children in self._session.children().items()
        }
        self._rows = {child: row for children in self._children.values() for row, child in enumerate(children)}
        self.endResetModel()
        self.rebuilt.emit()
