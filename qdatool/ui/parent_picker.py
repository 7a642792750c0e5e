"""Ask for a category that codes are to be put under, or for any code: type to find it, Enter to choose."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from qdatool.coding.codes import CodeTree
from qdatool.coding.levels import Level
from qdatool.ui.code_search import CodeSearch
from qdatool.ui.controls import SentenceLabel
from qdatool.ui.keyboard_return import KeyboardReturn
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Size, Space
from qdatool.wording import interface_language, tr

_HEIGHT = 330


class CodePicker(QFrame):
    """Lies over the workspace and goes with Escape, a choice or a click elsewhere. ``picked(code_id | None)``."""

    picked = Signal(object)
    top = ""
    """What is offered in place of a code, if anything."""

    def __init__(self, tree: CodeTree, title: str, prompt: str, ground: QWidget) -> None:
        super().__init__(ground)
        self._tree = tree
        self._search = CodeSearch(tree, interface_language())
        wear(self, Look.CARD)
        self._keyboard = KeyboardReturn(self)
        self.setFixedSize(Size.CODE_BOX, _HEIGHT)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr(prompt))
        self.field.setAccessibleName(tr(prompt))
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._fill)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(lambda _item: self._pick())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        rows.setSpacing(Space.XS)
        rows.addWidget(SentenceLabel(title, Look.STRONG))
        rows.addWidget(self.field)
        rows.addWidget(self.list, 1)

    def open(self) -> None:
        """Show it in the middle of the workspace with the keyboard in it."""
        self._fill("")
        ground = self.parentWidget().rect()
        self.move(ground.center() - QPoint(self.width() // 2, self.height() // 2))
        self._keyboard.note()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._pick()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._close()
                return True
        if watched is self.field and event.type() == QEvent.Type.FocusOut and self.isVisible():
            if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
                self._close()
        return super().eventFilter(watched, event)

    def offers(self, code_id: int) -> bool:
        """Tell whether a code can be chosen."""
        return code_id in self._tree.codes

    def _fill(self, query: str) -> None:
        tree = self._tree
        found = (
            [match.code_id for match in self._search.matches(query, len(tree) or 1)] if query.strip() else tree.codes
        )
        self.list.clear()
        if self.top and not query.strip():
            self._add(tr(self.top), None, 0)
        for code_id in found:
            if self.offers(code_id):
                depth = 0 if query.strip() else len(tree.ancestors(code_id))
                self._add(tree.codes[code_id].label_in(interface_language()), code_id, depth)
        self.list.setCurrentRow(0)

    def _add(self, text: str, code_id: int | None, depth: int) -> None:
        item = QListWidgetItem("\u2003" * depth + text)
        item.setData(Qt.ItemDataRole.UserRole, code_id)
        self.list.addItem(item)

    def _pick(self) -> None:
        item = self.list.currentItem()
        self._close()
        if item is not None:
            self.picked.emit(item.data(Qt.ItemDataRole.UserRole))

    def _close(self) -> None:
        self._keyboard.close_card()


class ParentPicker(CodePicker):
    """Asks for a category to put codes under; what cannot hold them is left out."""

    top = "The top of the tree"

    def __init__(self, tree: CodeTree, levels: Sequence[Level], moving: Sequence[int], ground: QWidget) -> None:
        super().__init__(tree, "Move to…", "Category to put it under", ground)
        self._lowest = levels[-1].id if len(levels) > 1 else None
        # Nothing can go under itself or under what lies below it.
        self._hidden = {one for code_id in moving for one in (code_id, *tree.descendants(code_id))}

    def offers(self, code_id: int) -> bool:
        """Tell whether a code can hold others."""
        return code_id not in self._hidden and self._tree.codes[code_id].level_id != self._lowest
