"""The History workspace of the shell: filters over the audit trail, one act in full, and the snapshots."""

from __future__ import annotations

from base64 import b64decode, b64encode

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from qdatool.coding.changes import Changes
from qdatool.coding.project import Project
from qdatool.ui.controls import EmptyState
from qdatool.ui.going import place_of
from qdatool.ui.history.actions import ACTIONS, HistoryAction
from qdatool.ui.history.details import ActDetails
from qdatool.ui.history.filters import HistoryFilters
from qdatool.ui.history.rows import ActRow
from qdatool.ui.history.snapshots_part import SnapshotsPart
from qdatool.ui.history.view import HistoryList
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Size
from qdatool.ui.workspace import Place, Shell
from qdatool.wording import tr

_FOLLOW_AFTER_MS = 60


class HistoryWorkspace(QObject):
    """The workspace; see ``ui.workspace.Workspace`` for what the shell asks of it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._project: Project | None = None
        self._is_stale = True
        self.filters = HistoryFilters(shell.since)
        self.list = HistoryList()
        self.details = ActDetails()
        self.snapshots = SnapshotsPart(shell)
        self.widget = self._laid_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FOLLOW_AFTER_MS)
        self._timer.timeout.connect(self.refresh)
        self.filters.changed.connect(self.refresh)
        self.list.chosen.connect(self.details.show_act)
        self.list.jumped.connect(self._jump)
        self.list.rows.found_changed.connect(self._show_state)
        self.details.jumped.connect(self._go_to)
        shell.bridge.changed.connect(self._on_changed)
        rows = {spec.id: spec for spec in ACTIONS}
        shell.actions.bind(rows[HistoryAction.FIND], self._focus_filter, within=self.widget)
        shell.actions.bind(rows[HistoryAction.JUMP], self.list.jump, within=self.list, is_enabled=self._can_jump)

    def set_project(self, project: Project | None) -> None:
        """Show the history of another project, or of none."""
        if project is not self._project:
            self._project = project
            self.filters.set_project(project)
            self.snapshots.set_project(project)
        self._is_stale = True
        if self.widget.isVisible() or project is None:
            self.refresh()

    def shown(self) -> None:
        """Catch up with what was done meanwhile and take the keyboard."""
        if self._is_stale:
            self.refresh()
        self.snapshots.refresh()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say()

    def panes(self) -> list[QWidget]:
        """Return the parts that F6 goes through."""
        return [self.filters.words, self.list, self.details.things, self.snapshots.list]

    def go_to(self, place: Place) -> None:
        """Nothing has its place in the history."""

    def reveal(self, changes: Changes) -> None:
        """Show the newest act: an undo or redo is one."""
        self._timer.stop()
        self.refresh()

    def refresh(self) -> None:
        """Read the history anew."""
        self._is_stale = False
        self.filters.refresh_coders()
        self.list.rows.show_history(self._project, self.filters.wanted(), self.filters.words.text())
        self._show_state()

    def _laid_out(self) -> QWidget:
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(EmptyState("Nothing was done in this project yet."))
        nothing_fits = EmptyState("No act fits the filter.", "Show everything")
        nothing_fits.asked.connect(self._show_everything)
        self._pages.addWidget(nothing_fits)
        page = QFrame()
        wear(page, Look.PAGE)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self._pages, 1)
        side = QSplitter(Qt.Orientation.Vertical)
        side.setHandleWidth(1)
        side.addWidget(self.details)
        side.addWidget(self.snapshots)
        side.setSizes([420, 380])
        self._splitters = {"history-side": side}
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.addWidget(page)
        splitter.addWidget(side)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([1000, Size.INSPECTOR_DOCK + 80])
        self._splitters["history"] = splitter
        for name, one in self._splitters.items():
            kept = self._shell.settings.layouts.get(name)
            if kept:
                one.restoreState(QByteArray(b64decode(kept)))
            one.splitterMoved.connect(self._keep_sizes)
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)
        return widget

    def _keep_sizes(self) -> None:
        for name, splitter in self._splitters.items():
            self._shell.settings.layouts[name] = b64encode(splitter.saveState().data()).decode("ascii")

    def _show_state(self) -> None:
        has_rows = self.list.rows.rowCount() > 0
        is_done = self.list.rows.is_at_end()
        self._pages.setCurrentIndex(0 if has_rows or not is_done else 1 if self.filters.is_plain() else 2)
        self._say()

    def _say(self) -> None:
        if self.widget.isVisible():
            self._shell.show_selection(tr("Looking through the history…") if not self.list.rows.is_settled() else "")

    def _show_everything(self) -> None:
        self.filters.set_project(self._project)
        self.refresh()

    def _focus_filter(self) -> None:
        self.filters.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.words.selectAll()

    def _can_jump(self) -> bool:
        act = self.list.act()
        return act is not None and act.jump() is not None

    def _jump(self, act: ActRow) -> None:
        thing = act.jump()
        if thing is not None:
            self._go_to(thing.kind, thing.id)

    def _go_to(self, kind: str, id: int) -> None:
        place = place_of(kind, id)
        if place is not None:
            self._shell.go_to(place)

    def _on_changed(self, _changes: Changes) -> None:
        self._is_stale = True
        if self.widget.isVisible():
            self._timer.start()
