"""The shell: top bar, activity bar, workspaces, status bar; it opens and closes projects and owns the way around."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from qdatool.errors import ProjectFileError, ProjectFileReason, QdaError
from qdatool.settings import Settings
from qdatool.ui.actions import Actions, ActionSpec, Need, Section
from qdatool.ui.activity_bar import ActivityBar
from qdatool.ui.appearance import Appearance
from qdatool.ui.dialogs import Dialogs
from qdatool.ui.key_choice import OwnedRow
from qdatool.ui.memo_actions import bind_memo_actions
from qdatool.ui.notices import NoticeBar
from qdatool.ui.palette import Palette, action_choices, distant_choices, recent_choices
from qdatool.ui.places import Trail
from qdatool.ui.project_bridge import ProjectBridge
from qdatool.ui.project_desk import ProjectDesk
from qdatool.ui.review_side import ReviewedArea, ReviewSide
from qdatool.ui.shell_actions import ACTIONS, ShellAction, ShowWorkspace
from qdatool.ui.shortcuts import Shortcuts
from qdatool.ui.since import SinceMarks
from qdatool.ui.status_bar import SavedState, StatusBar
from qdatool.ui.tasks import Tasks
from qdatool.ui.theme import tokens
from qdatool.ui.top_bar import TopBar
from qdatool.ui.typed_words import leave_field, write_typed
from qdatool.ui.work_bar import WorkBar
from qdatool.ui.workspace import Commentable, Notice, NoticeKind, Place, Workspace, WorkspaceEntry, WorkspaceId
from qdatool.ui.workspaces import WORKSPACES
from qdatool.wording import interface_language, tr
from qdatool.wording.errors import sentence_for

if TYPE_CHECKING:
    from qdatool.coding.changes import Changes, Operation
    from qdatool.coding.project import Project
    from qdatool.coding.review import Box, CommentSubject
    from qdatool.coding.snapshots import Snapshot

T = TypeVar("T")
_GEOMETRY = "window"
_USUAL_SIZE = (1440, 872)
_TITLE_BAR_ROOM = 32
_WRITE_FAILURES = frozenset({ProjectFileReason.DISK_FULL, ProjectFileReason.NOT_WRITABLE, ProjectFileReason.DAMAGED})


class MainWindow(QMainWindow):
    """The one window. It is the ``Shell`` that workspaces know."""

    project_changed = Signal(object)
    """Another project is open, or None."""

    preferences_changed = Signal()
    """A preference such as the reading size has another value in ``settings``."""

    def __init__(
        self,
        settings: Settings,
        appearance: Appearance,
        *,
        dialogs: Dialogs | None = None,
        tasks: Tasks | None = None,
        entries: tuple[WorkspaceEntry, ...] = WORKSPACES,
    ) -> None:
        super().__init__()
        self.settings = settings
        self.appearance = appearance
        self.dialogs = dialogs or Dialogs(self)
        self.tasks = tasks or Tasks(self)
        self.actions = Actions(self)
        self.actions.use_keys(settings.shortcuts)
        self.bridge = ProjectBridge(self)
        self.since = SinceMarks(self.bridge, self)
        self._entries = {entry.id: entry for entry in entries}
        self._workspaces: dict[WorkspaceId, Workspace] = {}
        self._chosen: WorkspaceId | None = None
        self._shown_project: Project | None = None
        self._trail = Trail()
        self._failure = ""
        self.desk = ProjectDesk(self, self)
        self._bind_actions()
        self._build()
        self._shortcuts = Shortcuts(self, self.actions)
        self.bridge.changed.connect(self._on_project_step)
        self.desk.about_to_close.connect(self._write_typed)
        self.desk.changed.connect(self._on_project_changed)
        self.desk.shown_again.connect(self._show_first_workspace)
        self.tasks.failed.connect(self.show_refusal)
        self._restore_geometry()
        self.retranslate()

    # What workspaces use

    def project(self) -> Project | None:
        """Return the open project."""
        return self.desk.project

    def code_as(self, name: str) -> None:
        """Code under another name from now on."""
        self.desk.code_as(name)

    def code_in_round(self, round_id: int) -> None:
        """Code in another round from now on."""
        self.desk.code_in_round(round_id)

    def go_to(self, place: Place) -> None:
        """Show a place and remember it."""
        self._show_place(place)
        self.visited(place)

    def visited(self, place: Place) -> None:
        """Remember a place that is shown already."""
        self._trail.visit(place)
        self.actions.refresh()

    def attempt(self, act: Callable[[], T]) -> T | None:
        """Run an operation; a refusal becomes a notice."""
        try:
            return act()
        except QdaError as error:
            self.show_refusal(error)
            return None

    def show_refusal(self, error: QdaError) -> None:
        """Show why something was refused; a failed write also turns the status bar red until one succeeds."""
        sentence = sentence_for(error, interface_language())
        if isinstance(error, ProjectFileError) and error.reason in _WRITE_FAILURES:
            self._failure = sentence
            self._status.show_state(SavedState.FAILED)
        self.show_notice(Notice(NoticeKind.ERROR, sentence))

    def show_notice(self, notice: Notice) -> None:
        """Show a notice over the workspace."""
        self._notices.show_notice(notice)

    def withdraw_notice(self, notice: Notice) -> None:
        """Take a notice away if it is still shown."""
        if self._notices.notice() is notice:
            self._notices.clear()

    def notice(self) -> Notice | None:
        """Return the notice that is shown."""
        return self._notices.notice()

    def show_selection(self, sentence: str) -> None:
        """Say in the status bar what is selected."""
        self._status.show_selection(sentence)

    def show_position(self, *sentences: str) -> None:
        """Say in the status bar where the keyboard is."""
        self._status.show_position(*sentences)

    def restore_snapshot(self, snapshot: Snapshot) -> None:
        """Make the open project what it was in a snapshot, after asking."""
        self.desk.restore_snapshot(snapshot)

    # Projects

    def open_path(self, path: Path, *, read_only: bool = False) -> None:
        """Open a project file and show it."""
        self.desk.open_path(path, read_only=read_only)

    def close_project(self) -> None:
        """Close the open project, if there is one."""
        self.desk.close()

    def _new_project(self) -> None:
        self.show_workspace(WorkspaceId.START)
        start = self._workspaces[WorkspaceId.START]
        start.begin_new_project()

    def _on_project_changed(self) -> None:
        """Show the project that is open now, or that none is, everywhere."""
        project = self.desk.project
        is_other = project is not self._shown_project
        self._shown_project = project
        self._failure = ""
        self.bridge.attach(project)
        self.since.open(project, self.desk.last_visit())
        self._review.set_project(project)
        self._status.show_state(_state_of(project))
        if is_other:
            self._trail.clear()
            self._notices.clear()
        for workspace in self._workspaces.values():
            workspace.set_project(project)
        for entry in self._entries.values():
            self._activity.set_enabled(entry.id, project is not None or not entry.needs_project)
        self._show_names()
        self._refresh_needs()
        self.project_changed.emit(project)
        if is_other:
            self._show_first_workspace()

    def _show_first_workspace(self) -> None:
        has_project = self.desk.project is not None
        first = next((one.id for one in self._entries.values() if one.needs_project and has_project), WorkspaceId.START)
        if has_project:
            self.go_to(Place(first))
        else:
            self.show_workspace(first)

    def _show_names(self) -> None:
        project = self.desk.project
        if project is None:
            self.setWindowTitle("qdatool")
            self._top.show_project(None, "")
            self._status.show_coder("", "")
            return
        from qdatool.ui.opening import coder_name, project_title, round_name

        title = project_title(project)
        self.setWindowTitle(f"{title} — qdatool")
        self._top.show_project(title, coder_name(project))
        self._status.show_coder(coder_name(project), round_name(project))

    def _refresh_needs(self) -> None:
        met = set()
        if self.desk.project is not None:
            met.add(Need.PROJECT)
            if not self.desk.project.is_read_only:
                met.add(Need.WRITABLE_PROJECT)
        self.actions.set_met(met)

    # Undo

    def _write_typed(self) -> None:
        """Write what so far is only on the screen."""
        leave_field(self)
        write_typed(self)

    def _undo(self) -> None:
        # What was typed last is what is taken back first.
        self._write_typed()
        changes = self.attempt(self.desk.project.undo)
        if changes is not None:
            self._reveal(changes)

    def _redo(self) -> None:
        self._write_typed()
        changes = self.attempt(self.desk.project.redo)
        if changes is not None:
            self._reveal(changes)

    def _undo_name(self) -> str:
        step = self.desk.project.next_undo() if self.desk.project is not None else None
        return tr("Undo: {step}", step=_named(step)) if step is not None else tr("Undo")

    def _redo_name(self) -> str:
        step = self.desk.project.next_redo() if self.desk.project is not None else None
        return tr("Redo: {step}", step=_named(step)) if step is not None else tr("Redo")

    def _reveal(self, changes: Changes) -> None:
        if self._chosen is not None:
            self._workspaces[self._chosen].reveal(changes)

    def _on_project_step(self, changes: Changes) -> None:
        from qdatool.coding.changes import Kind

        if self._status.state() is SavedState.FAILED:
            self._status.show_state(SavedState.SAVED)
            self._failure = ""
        if changes.touches(Kind.PROJECT, Kind.CODER, Kind.ROUND):
            self._show_names()
        self.actions.refresh()

    # Ways around

    def show_workspace(self, workspace_id: WorkspaceId) -> None:
        """Show a workspace, making it when it is needed for the first time."""
        entry = self._entries.get(workspace_id)
        if entry is None or (entry.needs_project and self.desk.project is None):
            return
        workspace = self._made(entry)
        is_switch = self._chosen is not workspace_id
        self._chosen = workspace_id
        self._activity.show_chosen(workspace_id)
        if is_switch:
            self._status.show_selection("")
            self._status.show_position()
        self._stack.setCurrentWidget(workspace.widget)
        workspace.shown()

    def chosen_workspace(self) -> WorkspaceId | None:
        """Return which workspace is shown."""
        return self._chosen

    def workspace(self, workspace_id: WorkspaceId) -> Workspace:
        """Return a workspace, making it when it is needed for the first time."""
        return self._made(self._entries[workspace_id])

    def open_palette(self) -> None:
        """Offer every action."""
        elsewhere = self._rows_elsewhere() if self.desk.project is not None else {}
        choices = [
            *action_choices(self.actions),
            *distant_choices([row.spec for row in elsewhere.values()], lambda id: self._run_elsewhere(elsewhere[id])),
            *recent_choices(self.settings.recent, self.open_path),
        ]
        self._palette.open_with(choices, tr("Type a command"), self._top.search_field())

    def _rows_elsewhere(self) -> dict[StrEnum, OwnedRow]:
        """Return the rows of workspaces that have not been made yet, by action."""
        bound = {spec.id for spec in self.actions.table()}
        return {row.spec.id: row for row in self._owned_rows() if row.owner is not None and row.spec.id not in bound}

    def _run_elsewhere(self, row: OwnedRow) -> None:
        """Show the workspace of an action, which makes it, and run the action there."""
        self.show_workspace(WorkspaceId(row.owner))
        self.actions.trigger(row.spec.id)

    def open_jump(self) -> None:
        """Offer everything in the project."""
        from qdatool.ui.jump import jump_choices

        if self.desk.project is not None:
            choices = jump_choices(self.desk.project, self.go_to)
            self._palette.open_with(choices, tr("Jump to a document, code, memo or model"), self._top.search_field())

    def _find(self) -> None:
        """Find the chosen words in the whole project, or let the user type some."""
        from qdatool.ui.chosen_words import chosen_words

        words = chosen_words(QApplication.focusWidget())
        self.go_to(Place(WorkspaceId.FIND))
        self._workspaces[WorkspaceId.FIND].ask(words)

    def _made(self, entry: WorkspaceEntry) -> Workspace:
        if entry.id not in self._workspaces:
            workspace = entry.create(self)
            self._workspaces[entry.id] = workspace
            self._stack.addWidget(workspace.widget)
            workspace.set_project(self.desk.project)
        return self._workspaces[entry.id]

    def _commented(self) -> CommentSubject | Box | None:
        """Return what a review comment would be on now."""
        workspace = self._workspaces.get(self._chosen) if self._chosen is not None else None
        return workspace.commented() if isinstance(workspace, Commentable) else None

    def _show_place(self, place: Place) -> None:
        self.show_workspace(place.workspace)
        if self._chosen is place.workspace and place.kind is not None:
            self._workspaces[place.workspace].go_to(place)

    def _step_pane(self, step: int) -> None:
        panes = [pane for pane in self._all_panes() if pane.isVisible() and pane.isEnabled()]
        if not panes:
            return
        focused = QApplication.focusWidget()
        at = next((i for i, pane in enumerate(panes) if focused in (pane, *pane.findChildren(QWidget))), -1)
        if at < 0:
            at = 0 if step < 0 else -1
        panes[(at + step) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    def _all_panes(self) -> list[QWidget]:
        own = self._workspaces[self._chosen].panes() if self._chosen is not None else []
        return [*own, *self._review.panes(), self._top.search_field()]

    # Building

    def _build(self) -> None:
        self.setMinimumSize(720, 480)
        self._top = TopBar(self.actions)
        self._top.language_chosen.connect(self._choose_language)
        self._top.coder_menu().aboutToShow.connect(lambda: self.desk.fill_coder_menu(self._top.coder_menu()))
        self._activity = ActivityBar(tuple(self._entries.values()), self.actions)
        self._activity.chosen.connect(lambda workspace_id: self.go_to(Place(workspace_id)))
        self._activity.settings_asked.connect(self._open_preferences)
        self._notices = NoticeBar()
        self._work = WorkBar(self.tasks)
        self._stack = QStackedWidget()
        self._review = ReviewSide(self, self._commented)
        self._review.count_changed.connect(self._top.show_open_comments)
        self._status = StatusBar()
        self._status.reason_asked.connect(lambda: self.show_notice(Notice(NoticeKind.ERROR, self._failure)))
        work_side = QWidget()
        column = QVBoxLayout(work_side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._work)
        column.addWidget(self._notices)
        column.addWidget(self._stack, 1)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self._activity)
        middle.addWidget(ReviewedArea(work_side, self._review), 1)
        ground = QWidget()
        rows = QVBoxLayout(ground)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._top)
        rows.addLayout(middle, 1)
        rows.addWidget(self._status)
        self.setCentralWidget(ground)
        self._palette = Palette(self)
        for entry in self._entries.values():
            self._activity.set_enabled(entry.id, not entry.needs_project)

    def _bind_actions(self) -> None:
        runs: dict[ShellAction, Callable[[], object]] = {
            ShellAction.COMMANDS: self.open_palette,
            ShellAction.JUMP: self.open_jump,
            ShellAction.FIND: self._find,
            ShellAction.UNDO: self._undo,
            ShellAction.REDO: self._redo,
            ShellAction.BACK: lambda: self._show_place(self._trail.back()) or self.actions.refresh(),
            ShellAction.FORWARD: lambda: self._show_place(self._trail.forward()) or self.actions.refresh(),
            ShellAction.NEXT_PANE: lambda: self._step_pane(1),
            ShellAction.PREVIOUS_PANE: lambda: self._step_pane(-1),
            ShellAction.HELP: self._open_help,
            ShellAction.NEW_PROJECT: self._new_project,
            ShellAction.OPEN_PROJECT: self.desk.ask_to_open,
            ShellAction.OPEN_READ_ONLY: lambda: self.desk.ask_to_open(read_only=True),
            ShellAction.CLOSE_PROJECT: self.desk.close,
            ShellAction.REVIEW: lambda: self._review.toggle(),
            ShellAction.WRITE_COMMENT: lambda: self._review.write(),
            ShellAction.SNAPSHOTS: self.desk.open_snapshots,
            ShellAction.TAKE_SNAPSHOT: self.desk.take_snapshot,
            ShellAction.PSEUDONYMISE: self.desk.open_pseudonyms,
            ShellAction.SAVE_REVIEW_PACKET: lambda: self.desk.save_report(ShellAction.SAVE_REVIEW_PACKET),
            ShellAction.SAVE_METHODS: lambda: self.desk.save_report(ShellAction.SAVE_METHODS),
            ShellAction.SAVE_AUDIT_TRAIL: lambda: self.desk.save_report(ShellAction.SAVE_AUDIT_TRAIL),
            ShellAction.PREFERENCES: self._open_preferences,
            ShellAction.SWITCH_THEME: self._switch_theme,
            ShellAction.SWITCH_LANGUAGE: lambda: self._choose_language("en" if interface_language() == "fa" else "fa"),
            ShellAction.ABOUT: self._open_about,
            ShellAction.QUIT: self.close,
        }
        enabled: dict[ShellAction, Callable[[], bool]] = {
            ShellAction.UNDO: lambda: self.desk.project is not None and self.desk.project.next_undo() is not None,
            ShellAction.REDO: lambda: self.desk.project is not None and self.desk.project.next_redo() is not None,
            ShellAction.BACK: self._trail.can_go_back,
            ShellAction.FORWARD: self._trail.can_go_forward,
        }
        names = {ShellAction.UNDO: self._undo_name, ShellAction.REDO: self._redo_name}
        for spec in ACTIONS:
            self.actions.bind(spec, runs[spec.id], is_enabled=enabled.get(spec.id), name=names.get(spec.id))
        bind_memo_actions(self.actions)
        for number, (entry, action_id) in enumerate(zip(self._entries.values(), ShowWorkspace, strict=False), start=1):
            need = Need.PROJECT if entry.needs_project else Need.NOTHING
            spec = ActionSpec(action_id, entry.title, Section.WINDOW, entry.icon, (f"Alt+{number}",), needs=need)
            self.actions.bind(
                spec,
                lambda id=entry.id: self.go_to(Place(id)),
                name=lambda title=entry.title: tr("Go to: {workspace}", workspace=tr(title)),
            )

    # Language, theme, window

    def retranslate(self) -> None:
        """Show the window's title anew and forget what was said in the other language."""
        self._palette.close_palette()
        self._status.show_selection("")
        self._status.show_position()
        self._show_names()

    def _choose_language(self, language: str) -> None:
        self.settings.language = language
        self.settings.save()
        self.appearance.apply(self.settings)

    def _switch_theme(self) -> None:
        self.settings.theme = "light" if tokens().is_dark else "dark"
        self.settings.save()
        self.appearance.apply(self.settings)

    def open_first_steps(self) -> None:
        """Show the first ten minutes."""
        self._open_help(shows_first_steps=True)

    def _open_preferences(self) -> None:
        from qdatool.ui.preferences import PreferencesDialog

        dialog = PreferencesDialog(self, self.settings, self._owned_rows())
        dialog.changed.connect(self._on_preferences_changed)
        dialog.open()

    def _owned_rows(self) -> tuple[OwnedRow, ...]:
        """Return every row of the table with the workspace it belongs to, the shell's own first."""
        of_workspaces = [OwnedRow(entry.id, spec) for entry in self._entries.values() for spec in entry.actions()]
        known = {row.spec.id for row in of_workspaces}
        return (*(OwnedRow(None, spec) for spec in self.actions.table() if spec.id not in known), *of_workspaces)

    def _on_preferences_changed(self) -> None:
        self.actions.use_keys(self.settings.shortcuts)
        self.appearance.apply(self.settings)
        self.preferences_changed.emit()

    def _open_help(self, *, shows_first_steps: bool = False) -> None:
        from qdatool.ui.help import HelpSheet

        rows = [self.actions.with_keys(row.spec) for row in self._owned_rows()]
        here = self._entries[self._chosen].actions() if self._chosen is not None else ()
        first = frozenset(spec.section for spec in here)
        HelpSheet(self, rows, first=first, shows_first_steps=shows_first_steps).open()

    def _open_about(self) -> None:
        from qdatool.ui.about import AboutDialog

        AboutDialog(self, self.settings.store).open()

    def _restore_geometry(self) -> None:
        room = self.screen().availableSize()
        self.resize(min(_USUAL_SIZE[0], room.width()), min(_USUAL_SIZE[1], room.height() - _TITLE_BAR_ROOM))
        stored = self.settings.layouts.get(_GEOMETRY, "")
        if stored:
            self.restoreGeometry(QByteArray(b64decode(stored)))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.settings.layouts[_GEOMETRY] = b64encode(self.saveGeometry().data()).decode("ascii")
        try:
            self.close_project()
        finally:
            self.settings.save()
            self.tasks.close()
            super().closeEvent(event)


def _named(step: Operation) -> str:
    from qdatool.wording.terms import step_name

    return step_name(step, interface_language())


def _state_of(project: Project | None) -> SavedState:
    if project is None:
        return SavedState.NO_PROJECT
    return SavedState.READ_ONLY if project.is_read_only else SavedState.SAVED
