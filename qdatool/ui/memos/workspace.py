"""Memos as a workspace of the shell: the overview beside the open memo, kept in step with the project."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QWidget

from qdatool.coding.changes import Changes, Kind
from qdatool.coding.memos import MemoLink, delete_memo, edit_memo, link_memo, set_memo_kind, unlink_memo, write_memo
from qdatool.coding.project import Project
from qdatool.coding.review import CommentSubject, CommentTarget
from qdatool.coding.roles import MemoKind
from qdatool.ui.actions import Scope
from qdatool.ui.memo_editor import MemoText
from qdatool.ui.memos.actions import ACTIONS, MemosAction
from qdatool.ui.memos.overview import Overview
from qdatool.ui.memos.page import MemoPage
from qdatool.ui.workspace import Place, PlaceKind, Shell, WorkspaceId
from qdatool.wording import tr

_LAYOUT = "memos-columns"
_OVERVIEW_WIDTH = 440
_SHOWN_KINDS = (
    *(Kind.MEMO, Kind.MEMO_LINK, Kind.CODER, Kind.CODE, Kind.CODE_LABEL, Kind.DOCUMENT, Kind.QUOTATION),
    *(Kind.PARTICIPANT, Kind.MODEL, Kind.MODEL_LABEL, Kind.RELATION, Kind.PROJECT),
)


class MemosWorkspace(QObject):
    """The workspace; see ``ui.workspace.Workspace`` for what the shell asks of it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._project: Project | None = None
        self._is_stale = False
        self.overview = Overview()
        self.page = MemoPage()
        self.widget = MemosScreen(self.overview, self.page, shell)
        self._bind()
        self.widget.escaped.connect(self._focus_list)
        self.overview.search.returnPressed.connect(self._focus_list)
        self.overview.new_asked.connect(self.begin)
        self.overview.table.chosen.connect(self._on_chosen)
        self.overview.table.entered.connect(self._enter)
        self.overview.table.customContextMenuRequested.connect(self._show_menu)
        self.page.delete_asked.connect(self._delete)
        self.page.kind_chosen.connect(self._on_kind_chosen)
        self.page.about_chosen.connect(self._on_about_chosen)
        self.page.chips.removed.connect(self._on_about_removed)
        self.page.chips.jump_asked.connect(self._go)
        self.page.editor.written.connect(self._on_written)
        self.page.editor.jump_asked.connect(self._go)
        shell.bridge.changed.connect(self._on_changed)

    # What the shell asks

    def set_project(self, project: Project | None) -> None:
        """Show another project, or none; what was typed and not yet saved is saved first."""
        self.page.editor.flush()
        is_other = project is not self._project
        self._project = project
        if is_other:
            self.page.set_project(project)
            self.overview.set_project(project)
        else:
            self._refresh()
        self._show_first()

    def shown(self) -> None:
        """Catch up with what changed while hidden and take the keyboard."""
        if self._is_stale:
            self._refresh()
        self.overview.sort_anew()
        self._say_count()
        self._focus_list()

    def panes(self) -> list[QWidget]:
        """Return the parts that F6 goes through."""
        return [self.overview.search, self.overview.table, self.page.editor.title, self.page.editor.body]

    def go_to(self, place: Place) -> None:
        """Show a memo with the keyboard in it."""
        if place.kind is PlaceKind.MEMO and place.id is not None and self.overview.memo(place.id) is not None:
            self._open(place.id)
            self.page.editor.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def commented(self) -> CommentSubject | None:
        """Return the memo that is open: a review comment would be on it."""
        memo_id = self.page.editor.memo_id()
        return CommentSubject(CommentTarget.MEMO, memo_id) if memo_id is not None else None

    def reveal(self, changes: Changes) -> None:
        """Show the memo that an undo or redo has just changed."""
        for memo_id in sorted(changes.added(Kind.MEMO) | changes.updated(Kind.MEMO))[:1]:
            self._open(memo_id)

    # Acts

    def begin(self) -> None:
        """Start a memo."""
        if self._project is None or self._project.is_read_only:
            return
        self.overview.show_everything()
        self.page.begin()
        self.overview.open(None)

    def _on_chosen(self, memo_id: int) -> None:
        if memo_id == self.page.editor.memo_id():
            return
        self._open(memo_id)
        self._shell.visited(Place(WorkspaceId.MEMOS, PlaceKind.MEMO, memo_id))

    def _open(self, memo_id: int | None) -> None:
        self.page.editor.flush()
        memo = self.overview.memo(memo_id)
        self.page.show_memo(memo, self.overview.coder_name(memo.coder_id) if memo is not None else "")
        self.overview.open(memo.id if memo is not None else None)
        self._shell.actions.refresh()

    def _focus_list(self) -> None:
        """Give the keyboard to the list, with a memo chosen in it."""
        table = self.overview.table
        table.setFocus(Qt.FocusReason.OtherFocusReason)
        if table.present() is None and table.rows.rowCount():
            table.setCurrentIndex(table.rows.index(0))

    def _enter(self) -> None:
        self.page.editor.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_written(self, text: MemoText) -> None:
        project = self._project
        if project is None:
            return
        if text.memo_id is not None:
            memo_id = text.memo_id
            self._shell.attempt(lambda: edit_memo(project, memo_id, title=text.title, body=text.body))
            return
        kind = self.page.draft_kind()
        made = self._shell.attempt(lambda: write_memo(project, kind, text.body, title=text.title, about=text.about))
        self._take_written(made)

    def _take_written(self, memo_id: int | None) -> None:
        """Let the draft be the memo that it has become."""
        if memo_id is not None:
            self.page.editor.wrote(memo_id)
            self._refresh()

    def _delete(self) -> None:
        project, memo_id = self._project, self.page.editor.memo_id()
        if project is None or memo_id is None:
            return
        self.page.editor.flush()
        row = self.overview.table.currentIndex().row()
        self._shell.attempt(lambda: delete_memo(project, memo_id))
        rows = self.overview.table.rows
        place = rows.index(min(row, rows.rowCount() - 1)) if rows.rowCount() else None
        if place is not None and place.isValid():
            self.overview.table.setCurrentIndex(place)
            self._open(self.overview.table.present())

    def _on_kind_chosen(self, kind: MemoKind) -> None:
        project, memo_id = self._project, self.page.editor.memo_id()
        if project is not None and memo_id is not None:
            self._shell.attempt(lambda: set_memo_kind(project, memo_id, kind))

    def _on_about_chosen(self, about: MemoLink) -> None:
        project = self._project
        if project is None:
            return
        self.page.editor.flush()
        memo_id = self.page.editor.memo_id()
        if memo_id is not None:
            self._shell.attempt(lambda: link_memo(project, memo_id, about))
            return
        kind = self.page.draft_kind()
        self._take_written(self._shell.attempt(lambda: write_memo(project, kind, about=about)))

    def _on_about_removed(self, about: MemoLink) -> None:
        project, memo_id = self._project, self.page.editor.memo_id()
        if project is not None and memo_id is not None:
            self._shell.attempt(lambda: unlink_memo(project, memo_id, about))

    def _go(self, place: Place) -> None:
        self._shell.go_to(place)

    # Keeping in step

    def _on_changed(self, changes: Changes) -> None:
        if not changes.touches(*_SHOWN_KINDS):
            return
        if self.widget.isVisible():
            self._refresh()
        else:
            self._is_stale = True

    def _refresh(self) -> None:
        self._is_stale = False
        self.overview.refresh()
        self.page.editor.refresh_names()
        if self.page.editor.is_draft():
            return
        memo = self.overview.memo(self.page.editor.memo_id())
        self.page.show_memo(memo, self.overview.coder_name(memo.coder_id) if memo is not None else "")
        self.overview.open(memo.id if memo is not None else None)
        self._say_count()

    def _show_first(self) -> None:
        if not self.page.is_open() and self.overview.memos():
            self.overview.table.setCurrentIndex(self.overview.table.rows.index(0))
            self._open(self.overview.table.present())

    def _say_count(self) -> None:
        if self.widget.isVisible():
            number = len(self.overview.memos())
            self._shell.show_position(tr("{n} memos", n=number) if number else "")

    # Keys and menus

    def _bind(self) -> None:
        page, overview = self.page, self.overview
        runs: dict[MemosAction, Callable[[], object]] = {
            MemosAction.NEW: self.begin,
            MemosAction.DELETE: self._delete,
            MemosAction.ABOUT: page.pick_about,
            MemosAction.SEARCH: lambda: overview.search.setFocus(Qt.FocusReason.ShortcutFocusReason),
        }
        enabled: dict[MemosAction, Callable[[], bool]] = {
            MemosAction.DELETE: lambda: page.editor.memo_id() is not None,
            MemosAction.ABOUT: page.is_open,
        }
        for spec in ACTIONS:
            action_id = MemosAction(spec.id)
            within = overview.table if spec.scope is Scope.VIEW else self.widget
            self._shell.actions.bind(spec, runs[action_id], within=within, is_enabled=enabled.get(action_id))

    def _show_menu(self, point) -> None:
        table = self.overview.table
        if not table.indexAt(point).isValid():
            return
        menu = QMenu(table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action_id in (MemosAction.ABOUT, MemosAction.DELETE):
            entry = menu.addAction(self._shell.actions.text(action_id))
            entry.setEnabled(self._shell.actions.is_enabled(action_id))
            entry.triggered.connect(lambda _checked=False, id=action_id: self._shell.actions.trigger(id))
        menu.popup(table.viewport().mapToGlobal(point))


class MemosScreen(QWidget):
    """The two parts beside each other; how wide they are is remembered. ``escaped`` on Escape in any field."""

    escaped = Signal()

    def __init__(self, overview: Overview, page: MemoPage, shell: Shell) -> None:
        super().__init__()
        self._layouts = shell.settings.layouts
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._columns.setHandleWidth(1)
        self._columns.setChildrenCollapsible(False)
        for part in (overview, page):
            self._columns.addWidget(part)
        self._columns.setStretchFactor(1, 1)
        self._columns.setSizes([_OVERVIEW_WIDTH, 1000])
        if _LAYOUT in self._layouts:
            self._columns.restoreState(QByteArray(b64decode(self._layouts[_LAYOUT])))
        self._columns.splitterMoved.connect(self._keep_sizes)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._columns)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Escape arrives here from every field that has no use for it.
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        super().keyPressEvent(event)

    def _keep_sizes(self) -> None:
        self._layouts[_LAYOUT] = b64encode(self._columns.saveState().data()).decode("ascii")
