"""The open memo: its type, who wrote it and when, what it is about, and the editor."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from qdatool.coding.memos import Memo, MemoTarget
from qdatool.coding.project import Project
from qdatool.coding.roles import MemoKind
from qdatool.coding.things import Thing, Things
from qdatool.ui.controls import EmptyState, IconButton, separator
from qdatool.ui.dates import shown_time
from qdatool.ui.icons import Icon, icon
from qdatool.ui.memo_editor import MemoEditor, thing_choices
from qdatool.ui.memos.chips import AboutChips
from qdatool.ui.memos.memo_rows import KIND_ICONS
from qdatool.ui.palette import Palette
from qdatool.ui.row_painting import side_by_side
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Space
from qdatool.wording import interface_language, tr
from qdatool.wording.terms import memo_kind_name


class MemoPage(QFrame):
    """Shows one memo. ``kind_chosen(MemoKind)``, ``about_chosen(MemoLink)``, ``delete_asked``."""

    kind_chosen = Signal(object)
    about_chosen = Signal(object)
    delete_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wear(self, Look.PAGE)
        self._project: Project | None = None
        self._memo: Memo | None = None
        self._coder = ""
        self._picker: Palette | None = None
        self.kind = QComboBox()
        self.kind.activated.connect(lambda _place: self.kind_chosen.emit(self.draft_kind()))
        self._facts = QLabel()
        wear(self._facts, Look.META)
        self.delete_button = IconButton(Icon.DELETE, "Delete the memo")
        self.delete_button.clicked.connect(self.delete_asked)
        self.chips = AboutChips()
        self.chips.add_asked.connect(self.pick_about)
        self.editor = MemoEditor()
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        present = self.kind.currentIndex()
        language = interface_language()
        self.kind.clear()
        for kind in MemoKind:
            self.kind.addItem(icon(KIND_ICONS[kind]), memo_kind_name(kind, language), kind)
        self.kind.setAccessibleName(tr("Type"))
        self.kind.setCurrentIndex(max(present, 0))
        self._show_head()

    def set_project(self, project: Project | None) -> None:
        """Work in another project, or in none."""
        self._project = project
        self._memo = None
        self.editor.set_project(project)
        self._show_head()

    def show_memo(self, memo: Memo | None, coder: str) -> None:
        """Show a memo, or that none is open; a draft stays until it is written or another memo is shown."""
        self._memo, self._coder = memo, coder
        self.editor.show_memo(memo)
        if memo is not None:
            self.show_kind(memo.kind)
        self._show_head()

    def begin(self) -> None:
        """Start a memo that will exist once something is typed."""
        self._memo, self._coder = None, ""
        self.show_kind(MemoKind.FREE)
        self._stack.setCurrentIndex(0)
        self.editor.begin(None)
        self._show_head()

    def is_open(self) -> bool:
        """Tell whether a memo or a draft is shown."""
        return self._memo is not None or self.editor.is_draft()

    def draft_kind(self) -> MemoKind:
        """Return the type that is chosen."""
        return MemoKind(self.kind.currentData())

    def show_kind(self, kind: MemoKind) -> None:
        """Show which type is chosen."""
        self.kind.setCurrentIndex(list(MemoKind).index(kind))

    def pick_about(self) -> None:
        """Offer everything the memo can be about."""
        if self._project is None or not self._is_writable() or not self.is_open():
            return
        if self._picker is None:
            self._picker = Palette(self.window())
        linked = set(self._memo.links) if self._memo is not None else set()
        targets = {target.value for target in MemoTarget}
        things = [one for one in Things(self._project, interface_language()).linkable() if one.kind in targets]
        free = [one for one in things if one.as_link() not in linked]
        self._picker.open_with(
            thing_choices(free, lambda one: self.about_chosen.emit(one.as_link())),
            tr("What is the memo about?"),
            self.editor,
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.kind)
        head.addWidget(self._facts)
        head.addStretch(1)
        head.addWidget(self.delete_button)
        column = QWidget()
        rows = QVBoxLayout(column)
        rows.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        rows.setSpacing(Space.S)
        rows.addLayout(head)
        rows.addWidget(self.chips)
        rows.addWidget(separator(Qt.Orientation.Horizontal))
        rows.addWidget(self.editor, 1)
        nothing = EmptyState("Choose a memo to read it here.")
        self._stack = QStackedWidget()
        self._stack.addWidget(column)
        self._stack.addWidget(nothing)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.addWidget(self._stack)

    def _show_head(self) -> None:
        memo = self._memo
        self._stack.setCurrentIndex(0 if self.is_open() else 1)
        is_writable = self._is_writable()
        self.kind.setEnabled(is_writable)
        self.delete_button.setVisible(memo is not None and is_writable)
        self._facts.setText(self._said_of(memo) if memo is not None else "")
        self.chips.show_things(self._about(memo) if memo is not None else [], is_writable=is_writable)

    def _said_of(self, memo: Memo) -> str:
        now = datetime.now().astimezone()
        made, changed = (datetime.fromisoformat(one) for one in (memo.created_at, memo.changed_at))
        return side_by_side(
            self._coder,
            tr("written {when}", when=shown_time(made, now)),
            tr("changed {when}", when=shown_time(changed, now)) if changed > made else "",
        )

    def _about(self, memo: Memo) -> list[Thing]:
        things = Things(self._project, interface_language())
        return [thing for link in memo.links if (thing := things.of(link)) is not None]

    def _is_writable(self) -> bool:
        return self._project is not None and not self._project.is_read_only
