"""Copies of the project to go back to."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from qdatool.coding.project import Project, utc_now
from qdatool.errors import ProjectFileError, ProjectFileReason
from qdatool.storage import snapshots as copies
from qdatool.storage.connection import file_error
from qdatool.storage.lock import ProjectLock
from qdatool.storage.snapshots import Snapshot, SnapshotReason

__all__ = ["Snapshot", "SnapshotReason", "delete_snapshots", "list_snapshots", "restore_snapshot", "take_snapshot"]


def take_snapshot(project: Project, label: str = "") -> Snapshot:
    """Copy the project now; raises ProjectFileError when the copy cannot be written."""
    return copies.find_snapshot(project.path, project.take_snapshot(SnapshotReason.BY_HAND, label).stem)


def list_snapshots(path: Path) -> list[Snapshot]:
    """Return the copies of the project at ``path``, newest first; the project need not be open."""
    return copies.list_snapshots(path)


def delete_snapshots(project: Project) -> int:
    """Delete every copy of the project, as they may hold what was taken out of it; return how many went.

    Raises ProjectFileError when one cannot be deleted.
    """
    return copies.delete_snapshots(project.path)


def restore_snapshot(path: Path, name: str) -> None:
    """Make the project what it was in a copy, after copying the present; the project must be closed.

    A project too damaged to open is kept as it is beside the copies. The undo steps of the copy are forgotten: they
    lead back to states nobody remembers. Raises ProjectFileError(UNKNOWN_SNAPSHOT), and ProjectFileError(LOCKED) if
    somebody has the project open.
    """
    # Through a link, the file behind it is replaced and not the link.
    path = path.resolve()
    lock = _locked(path)
    try:
        # Written out first: copying the present may push the oldest copy, perhaps this one, off the list.
        ready = copies.copy_out(copies.find_snapshot(path, name), path)
    finally:
        lock.release()
    try:
        _copy_present(path, name)
        lock = _locked(path)
        try:
            copies.take_place(ready, path)
        finally:
            lock.release()
    finally:
        with suppress(OSError):
            ready.unlink(missing_ok=True)
    with Project.open(path) as project:
        project.forget_undo()


def _locked(path: Path) -> ProjectLock:
    try:
        return ProjectLock.acquire(path)
    except FileNotFoundError as error:
        raise ProjectFileError(ProjectFileReason.NOT_FOUND, path=path) from error
    except OSError as error:
        raise file_error(error, path) from error


def _copy_present(path: Path, restored: str) -> None:
    try:
        with Project.open(path) as project:
            project.take_snapshot(SnapshotReason.RESTORE, restored)
    except ProjectFileError as error:
        if error.reason not in (
            ProjectFileReason.DAMAGED,
            ProjectFileReason.NOT_A_PROJECT,
            ProjectFileReason.NOT_FOUND,
        ):
            raise
        if path.exists():
            copies.keep_damaged(path, utc_now())
