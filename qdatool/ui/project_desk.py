"""Opening, making, checking, restoring and closing projects, and what to offer when one of these is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from qdatool.errors import ProjectFileReason, QdaError
from qdatool.settings import Settings
from qdatool.ui.dialogs import PROJECT_SUFFIX, Dialogs
from qdatool.ui.icons import Icon, icon
from qdatool.ui.shell_actions import ShellAction
from qdatool.ui.tasks import Tasks
from qdatool.ui.workspace import Notice, NoticeAction, NoticeKind
from qdatool.wording import interface_language, tr
from qdatool.wording.errors import sentence_for

if TYPE_CHECKING:
    from qdatool.coding.changed_since import Visit
    from qdatool.coding.project import Project
    from qdatool.coding.snapshots import Snapshot


class DeskWindow(Protocol):
    """What the desk needs of the window it works for."""

    settings: Settings
    dialogs: Dialogs
    tasks: Tasks

    def attempt(self, act: Callable[[], object]) -> object: ...

    def show_notice(self, notice: Notice) -> None: ...


class ProjectDesk(QObject):
    """Holds the one open project. The subject is imported when the first project is opened, not at start-up."""

    changed = Signal()
    """Another project is open, or none, or somebody else codes in it."""
    shown_again = Signal()
    """The user opened the project that is open already."""
    about_to_close = Signal()
    """The open project is about to be closed; write what is only on the screen."""

    def __init__(self, window: DeskWindow, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = window
        self._parent = parent
        self.project: Project | None = None
        self._is_only_read = False
        self._being_built: set[Path] = set()

    def open_path(self, path: Path, *, read_only: bool = False) -> None:
        """Open a project file; a refusal is shown with the one thing that can be done about it."""
        from qdatool.ui.opening import open_project

        path = path.absolute()
        if self.project is not None and self.project.path == path:
            if read_only == self._is_only_read:
                self.shown_again.emit()
                return
            # The same project the other way: it must be let go of before it can be opened again.
            self.close()
        try:
            project = open_project(path, self._window.settings, read_only=read_only)
        except QdaError as error:
            self._offer_way_out(path, error)
            return
        self._is_only_read = read_only
        self._take_over(project)

    def create(self, path: Path, title: str, language: str, template: str) -> bool:
        """Make a project and open it; tell whether that went well."""
        from qdatool.ui.opening import create_project_file

        settings = self._window.settings
        project = self._window.attempt(lambda: create_project_file(path, title, language, template, settings))
        if project is None:
            return False
        self._is_only_read = False
        self._take_over(project)
        return True

    def open_sample(self, name: str, folder: Path) -> None:
        """Open the user's own copy of a sample, making it the first time."""
        from qdatool.ui.opening import build_sample_copy

        path = folder / f"{name}{PROJECT_SUFFIX}"
        if self._window.tasks.is_busy() and path in self._being_built:
            return
        if path.exists():
            self.open_path(path)
            return
        self._being_built.add(path)
        self._window.tasks.run(tr("Building the sample"), build_sample_copy, (name, path), self.open_path)

    def close(self) -> None:
        """Close the open project, if there is one, and remember it among the recent ones."""
        project = self.project
        if project is None:
            return
        from qdatool.ui.opening import remembered

        self.about_to_close.emit()
        self.project = None
        try:
            # The disk may be gone by now; the window must let go of the project all the same.
            self._window.settings.remember_project(remembered(project, self._window.settings))
        finally:
            self.changed.emit()
            self._let_go(project)

    def _let_go(self, project: Project) -> None:
        """Remember how far the user has seen a project, with what was only on the screen until now, and close it."""
        from qdatool.ui.opening import note_visit

        try:
            note_visit(project, self._window.settings)
            self._window.settings.save()
        finally:
            project.close()

    def ask_to_open(self, *, read_only: bool = False) -> None:
        """Let the user choose a project file and open it."""
        chosen = self._window.dialogs.project_to_open(Path(self._window.settings.projects_folder))
        if chosen is not None:
            self.open_path(chosen, read_only=read_only)

    def locate(self, path: Path) -> None:
        """Ask where the project that lay at ``path`` is now, and open it from there."""
        start = path.parent if path.parent.is_dir() else Path(self._window.settings.projects_folder)
        found = self._window.dialogs.project_to_open(start)
        if found is not None:
            self._window.settings.forget_project(path)
            self.open_path(found)

    def open_snapshots(self) -> None:
        """Show the snapshots of the open project."""
        if self.project is not None:
            self._open_snapshots(self.project.path, self.project)

    def open_snapshots_of(self, path: Path) -> None:
        """Show the snapshots of a project that is not open."""
        self._open_snapshots(path, None)

    def open_pseudonyms(self) -> None:
        """Show the sheet that replaces names in the open project."""
        from qdatool.text.language import installed_pipelines
        from qdatool.ui.pseudonyms.sheet import PseudonymSheet

        if self.project is None:
            return
        sheet = PseudonymSheet(self._parent, self._window, self.project, installed_pipelines())
        sheet.replaced.connect(self._on_names_replaced)
        sheet.open()

    def _on_names_replaced(self, notice: Notice) -> None:
        self.changed.emit()
        self._window.show_notice(notice)

    def take_snapshot(self) -> None:
        """Copy the open project now and say so."""
        from qdatool.coding.snapshots import take_snapshot

        project = self.project
        if project is not None and self._window.attempt(lambda: take_snapshot(project)) is not None:
            sentence = tr("A snapshot of the whole project was taken.")
            self._window.show_notice(Notice(NoticeKind.OK, sentence))

    def save_report(self, action: ShellAction) -> None:
        """Ask where to, and write the report that an action stands for."""
        from qdatool.ui.report_saving import REPORTS, save_report

        save_report(self._window, REPORTS[action])

    def last_visit(self) -> Visit | None:
        """Return how far the user had seen the open project when they closed it last."""
        from qdatool.ui.opening import last_visit

        return last_visit(self.project, self._window.settings) if self.project is not None else None

    def restore_snapshot(self, snapshot: Snapshot) -> None:
        """Make the open project what it was in a snapshot, after asking, and open it again."""
        from qdatool.coding.snapshots import restore_snapshot
        from qdatool.ui.snapshot_list import is_restore_confirmed

        if self.project is None or not is_restore_confirmed(self._window.dialogs, snapshot):
            return
        path = self.project.path
        self.close()
        refusal = None
        try:
            restore_snapshot(path, snapshot.name)
        except QdaError as error:
            refusal = Notice(NoticeKind.ERROR, sentence_for(error, interface_language()))
        self.open_path(path)
        # Said last: opening a project takes notices about another one away.
        if refusal is not None:
            self._window.show_notice(refusal)

    def fill_coder_menu(self, menu: QMenu) -> None:
        """Offer everyone who codes in the project, the user of this window if they do not yet, and the rounds."""
        from qdatool.ui.opening import coders_of, rounds_of

        menu.clear()
        project = self.project
        if project is None:
            return
        coders = coders_of(project)
        for coder in coders:
            entry = menu.addAction(coder.name, lambda name=coder.name: self.code_as(name))
            entry.setCheckable(True)
            entry.setChecked(coder.id == project.coder_id)
        mine = self._window.settings.coder_name.strip()
        if mine and not project.is_read_only and all(coder.name != mine for coder in coders):
            menu.addSeparator()
            menu.addAction(icon(Icon.ADD), tr("Join as {name}", name=mine), lambda: self.code_as(mine))
        menu.addSection(tr("Round"))
        for present in rounds_of(project):
            name = tr("{round} (blind)", round=present.name) if present.is_blind else present.name
            entry = menu.addAction(name, lambda round_id=present.id: self.code_in_round(round_id))
            entry.setCheckable(True)
            entry.setChecked(present.id == project.round_id)

    def code_in_round(self, round_id: int) -> None:
        """Code in another round from now on."""
        from qdatool.ui.opening import take_round

        project = self.project
        if project is not None:
            self._window.attempt(lambda: take_round(project, round_id, self._window.settings))
            self.changed.emit()

    def code_as(self, name: str) -> None:
        """Code under this name from now on; who is new joins the project."""
        from qdatool.ui.opening import join_project

        project = self.project
        if project is not None:
            self._window.attempt(lambda: join_project(project, name))
            self.changed.emit()

    def _take_over(self, project: Project) -> None:
        from qdatool.ui.opening import remembered

        self.close()
        self.project = project
        settings = self._window.settings
        settings.remember_project(remembered(project, settings))
        self.changed.emit()
        self._check(project.path)

    def _check(self, path: Path) -> None:
        """Check the file in the background, for the mark on the start page."""
        from qdatool.ui.opening import is_healthy

        settings = self._window.settings

        def _note(healthy: bool) -> None:
            known = settings.recent_project(path)
            if known is not None:
                settings.change_recent(path, replace(known, is_checked=healthy))
                settings.save()
            if not healthy and self.project is not None and self.project.path == path:
                action = NoticeAction(tr("Show the snapshots"), self.open_snapshots)
                sentence = tr("This project does not pass its check: some quotations or texts are not as stored.")
                self._window.show_notice(Notice(NoticeKind.WARNING, sentence, action))

        self._window.tasks.run(tr("Checking the project"), is_healthy, path, _note, on_error=lambda _error: None)

    def _offer_way_out(self, path: Path, error: QdaError) -> None:
        offers: dict[object, tuple[str, Callable[[], object]]] = {
            ProjectFileReason.LOCKED: (tr("Open for reading only"), lambda: self.open_path(path, read_only=True)),
            ProjectFileReason.DAMAGED: (tr("Restore a snapshot"), lambda: self.open_snapshots_of(path)),
            ProjectFileReason.NOT_FOUND: (tr("Locate the file"), lambda: self.locate(path)),
            ProjectFileReason.NOT_A_PROJECT: (tr("Open another file"), self.ask_to_open),
        }
        offer = offers.get(error.reason)
        action = NoticeAction(*offer) if offer is not None else None
        self._window.show_notice(Notice(NoticeKind.ERROR, sentence_for(error, interface_language()), action))

    def _open_snapshots(self, path: Path, project: Project | None) -> None:
        from qdatool.ui.snapshots_dialog import SnapshotsDialog

        dialog = SnapshotsDialog(self._parent, self._window.dialogs, path, project)
        dialog.about_to_restore.connect(self.close)
        dialog.restored.connect(lambda: self.open_path(path))
        dialog.open()
