"""Part a code: give its passages, one by one or a whole document at a time, to new codes or to others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qdatool.coding.code_split import SplitPart, split_code
from qdatool.coding.documents import list_documents
from qdatool.coding.quotations import codings_of_code, load_quotations
from qdatool.ui.codebook.session import CodebookSession
from qdatool.ui.controls import SentenceLabel, SentenceText, WrappingLabel
from qdatool.ui.direction import direction_of
from qdatool.ui.row_painting import side_by_side
from qdatool.ui.sheet import Sheet
from qdatool.ui.shortcuts import latin_key
from qdatool.ui.style_sheet import Look
from qdatool.ui.tokens import Space
from qdatool.wording import interface_language, localized_number, tr

_QUOTATION = Qt.ItemDataRole.UserRole
_NUMBERED = 9
_TARGETS_WIDTH = 250
_GOAL_WIDTH = 150
HINT = "Name the codes first. Then select passages, or a whole document, and press the number of a code; 0 leaves them."


@dataclass(frozen=True, slots=True)
class SplitTarget:
    """A code that passages can go to: one that is there, or one to be made with a label."""

    label: str
    code_id: int | None = None


class SplitSheet(Sheet):
    """Digits give the selected passages to the code with that number, 0 leaves them. ``parted(code ids)`` after it.

    Codes after the ninth have no digit and get passages by Enter or a double click in their list, as all can.
    """

    parted = Signal(object)

    def __init__(self, session: CodebookSession, code_id: int, parent: QWidget) -> None:
        super().__init__(parent, "Split a code")
        self._session = session
        self._code_id = code_id
        self.targets: list[SplitTarget] = []
        self._given: dict[int, int] = {}
        self.rows = QTreeWidget()
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.rows.setColumnCount(2)
        self.rows.setUniformRowHeights(True)
        header = self.rows.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(1, _GOAL_WIDTH)
        self.rows.installEventFilter(self)
        self.list = QListWidget()
        self.list.itemActivated.connect(lambda _item: self.give(self.list.currentRow() + 1))
        self.name = QLineEdit()
        self.name.returnPressed.connect(self._add_target)
        self.summary = WrappingLabel("", Look.DENSE)
        self.reason = QLineEdit()
        self._lay_out()
        self._fill()
        self.retranslate()
        self.name.setFocus()

    def retranslate(self) -> None:
        """Show everything in the interface's language."""
        super().retranslate()
        self.rows.setHeaderLabels([tr("Quotations"), tr("Goes to")])
        self.rows.setAccessibleName(tr("Passages of “{code}”", code=self._session.label(self._code_id)))
        self.list.setAccessibleName(tr("Codes the passages go to"))
        self.list.setToolTip(tr("Enter or a double click gives a code the selected passages"))
        self.name.setPlaceholderText(tr("Name of a new code, or of one that is there"))
        self.name.setAccessibleName(tr("Name of a new code, or of one that is there"))
        self.reason.setPlaceholderText(tr("Why? You may leave this empty."))
        self.reason.setAccessibleName(tr("Reason for the split"))
        self._show_given()

    # What the user does

    def give(self, number: int) -> None:
        """Give the selected passages to the code with a number; 0 lets them stay."""
        if not 0 <= number <= len(self.targets):
            return
        for quotation_id in self._selected():
            if number:
                self._given[quotation_id] = number - 1
            else:
                self._given.pop(quotation_id, None)
        self._show_given()

    def parts(self) -> list[SplitPart]:
        """Return what each target gets."""
        found = []
        for number, target in enumerate(self.targets):
            ids = tuple(one for one in self._passages if self._given.get(one) == number)
            found.append(SplitPart(ids, target.code_id, target.label if target.code_id is None else ""))
        return found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.rows and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            digit = latin_key(event) or event.key()
            if ord("0") <= digit <= ord("9") and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.give(digit - ord("0"))
                return True
        return super().eventFilter(watched, event)

    def _add_target(self) -> None:
        name = self.name.text().strip()
        if not name:
            return
        known = [one for one in self._session.tree.named(name) if one != self._code_id]
        target = SplitTarget(self._session.label(known[0]), known[0]) if len(known) == 1 else SplitTarget(name)
        if target not in self.targets:
            self.targets.append(target)
        self.name.clear()
        self._show_given()
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _split(self) -> None:
        project, parts, reason = self._session.project, self.parts(), self.reason.text().strip()
        made = self._session.attempt(lambda: split_code(project, self._code_id, parts, reason))
        if made is not None:
            self.accept()
            self.parted.emit(tuple(dict.fromkeys(made)))

    # Inside

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(Space.XS)
        side.addWidget(SentenceLabel("Codes the passages go to", Look.STRONG))
        side.addWidget(self.list, 1)
        side.addWidget(self.name)
        side.addSpacing(Space.S)
        side.addWidget(self.summary)
        holder = QWidget()
        holder.setLayout(side)
        holder.setFixedWidth(_TARGETS_WIDTH)
        side.setContentsMargins(0, 0, 0, 0)
        columns = QHBoxLayout()
        columns.setSpacing(Space.L)
        columns.addWidget(self.rows, 1)
        columns.addWidget(holder)
        self.body.addWidget(SentenceText(HINT, Look.DENSE))
        self.body.addLayout(columns, 1)
        self.body.addWidget(self.reason)
        leave = self.add_button("Cancel")
        leave.clicked.connect(self.reject)
        self.split = self.add_button("Split", Look.PRIMARY)
        self.split.clicked.connect(self._split)
        self.resize(860, 560)

    def _fill(self) -> None:
        project = self._session.project
        if project is None:
            return
        by_document: dict[int, list[int]] = {}
        for coding in codings_of_code(project, (self._code_id,)):
            by_document.setdefault(coding.document_id, []).append(coding.quotation_id)
        quotes = load_quotations(project, tuple({one for ids in by_document.values() for one in ids}))
        self._passages: dict[int, QTreeWidgetItem] = {}
        for document in list_documents(project):
            ids = tuple(dict.fromkeys(by_document.get(document.id, ())))
            if not ids:
                continue
            head = QTreeWidgetItem([tr("{document}: {n} quotations", document=document.name, n=len(ids)), ""])
            self.rows.addTopLevelItem(head)
            for quotation_id in ids:
                words = " ".join(quotes[quotation_id].quote.split())
                row = QTreeWidgetItem([side_by_side(words), ""])
                row.setData(0, _QUOTATION, quotation_id)
                row.setToolTip(0, words)
                side = (
                    Qt.AlignmentFlag.AlignRight
                    if direction_of(words) == Qt.LayoutDirection.RightToLeft
                    else (Qt.AlignmentFlag.AlignLeft)
                )
                row.setTextAlignment(0, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
                head.addChild(row)
                self._passages[quotation_id] = row
        self.rows.expandAll()
        if self.rows.topLevelItemCount():
            self.rows.setCurrentItem(self.rows.topLevelItem(0).child(0))

    def _selected(self) -> Iterable[int]:
        """Give the selected passages; a selected document stands for all of its own."""
        for item in self.rows.selectedItems():
            members = [item] if item.parent() is not None else [item.child(i) for i in range(item.childCount())]
            for member in members:
                yield member.data(0, _QUOTATION)

    def _show_given(self) -> None:
        language = interface_language()
        present = self.list.currentRow()
        self.list.clear()
        for number, target in enumerate(self.targets, start=1):
            digit = localized_number(number, language) if number <= _NUMBERED else "\u2013"
            row = tr("{number}  {code}", number=digit, code=target.label)
            known = tr("{number}  {code} (there already)", number=digit, code=target.label)
            self.list.addItem(QListWidgetItem(row if target.code_id is None else known))
        self.list.setCurrentRow(present)
        for quotation_id, row in self._passages.items():
            place = self._given.get(quotation_id)
            row.setText(1, self.targets[place].label if place is not None else "")
        self.summary.show_text(self._counted())
        self.split.setEnabled(bool(self._given))

    def _counted(self) -> str:
        """Return how many passages go where."""
        stay = len(self._passages) - len(self._given)
        sentences = [tr("{n} passages stay with “{code}”.", n=stay, code=self._session.label(self._code_id))]
        for number, target in enumerate(self.targets):
            n = sum(place == number for place in self._given.values())
            sentences.append(tr("{n} go to “{code}”.", n=n, code=target.label))
        return " ".join(sentences)
