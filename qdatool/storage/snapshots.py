"""Copies of the whole project in ``NAME.snapshots/`` beside it.

The list is read from the copies themselves: each holds, as its newest ``snapshot_record``, when and why it was made.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from qdatool.errors import ProjectFileError, ProjectFileReason
from qdatool.storage.connection import SUFFIX, file_error, inspect_file

KEPT = 20
"""How many copies stay; the oldest automatic ones go first."""


class SnapshotReason(StrEnum):
    """Why a copy was made."""

    BY_HAND = "by-hand"
    OPENING = "opening"
    MIGRATION = "migration"
    BULK = "bulk"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One copy; ``name`` is its file name without the suffix, ``history_id`` the newest history row it holds."""

    name: str
    path: Path
    at: datetime
    reason: SnapshotReason
    label: str
    history_id: int
    size_bytes: int


def snapshots_folder(path: Path) -> Path:
    """Return the folder of copies beside the project file, the same by whatever link the file is reached."""
    file = path.resolve()
    return file.with_name(file.name.removesuffix(SUFFIX) + ".snapshots")


RECORD = (
    "INSERT INTO snapshot_record (at, reason, label, history_id) "
    "VALUES (?, ?, ?, (SELECT coalesce(max(id), 0) FROM history))"
)
"""Notes a copy in a project file: when, why, its label, and up to which act."""


def write_snapshot(raw: sqlite3.Connection, path: Path, at: datetime, reason: SnapshotReason, label: str = "") -> Path:
    """Copy the project behind ``raw`` into its folder and drop the oldest copies beyond ``KEPT``.

    The record stands in the copy alone; the project itself is only read. A copy appears whole or not at all. Raises
    ProjectFileError when it cannot be written.
    """
    folder = snapshots_folder(path)
    target = _free_name(folder, at)
    unfinished = target.with_suffix(".part")
    try:
        folder.mkdir(exist_ok=True)
        for leftover in folder.glob("*.part*"):
            leftover.unlink()
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
            # Nobody reads the copy before it is whole: one wait for the disk, at the end, is enough.
            copy.execute("PRAGMA journal_mode=OFF")
            copy.execute("PRAGMA synchronous=OFF")
            raw.backup(copy)
            copy.execute(RECORD, (at.isoformat(), reason.value, label))
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(target)
    except (sqlite3.Error, OSError) as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise file_error(error, path) from error
    for old in _superfluous(list_snapshots(path)):
        # One copy too many, say while another program reads it, does no harm.
        with suppress(OSError):
            old.path.unlink(missing_ok=True)
    return target


def _superfluous(copies: Sequence[Snapshot]) -> Sequence[Snapshot]:
    """Return the copies beyond ``KEPT``; those made by hand outlive the automatic ones, and the newest always stays."""
    newest, *others = copies
    by_worth = [newest, *sorted(others, key=lambda copy: copy.reason is not SnapshotReason.BY_HAND)]
    return by_worth[KEPT:]


def list_snapshots(path: Path) -> list[Snapshot]:
    """Return the readable copies of the project at ``path``, newest first; none in a folder that may not be read."""
    try:
        files = list(snapshots_folder(path).glob(f"*{SUFFIX}"))
    except PermissionError:
        return []
    found = []
    for file in files:
        snapshot = _read(file)
        if snapshot is not None:
            found.append(snapshot)
    return sorted(found, key=lambda snapshot: (snapshot.at, snapshot.name), reverse=True)


def delete_snapshots(path: Path) -> int:
    """Delete every copy of the project at ``path``, damaged and unfinished ones too, and return how many went.

    Raises ProjectFileError when one cannot be deleted.
    """
    folder = snapshots_folder(path)
    files = [file for file in folder.glob("*") if file.is_file() and _is_ours(file)] if folder.is_dir() else []
    try:
        for file in files:
            file.unlink()
    except OSError as error:
        raise file_error(error, path) from error
    return len(files)


def _is_ours(file: Path) -> bool:
    return file.suffix in (SUFFIX, ".bak") or ".part" in file.name or ".bak-" in file.name


def find_snapshot(path: Path, name: str) -> Snapshot:
    """Return the copy called ``name``, or else the newest by hand with that label.

    Raises ProjectFileError(UNKNOWN_SNAPSHOT).
    """
    copies = list_snapshots(path)
    named = [snapshot for snapshot in copies if snapshot.name == name]
    labelled = [snapshot for snapshot in copies if snapshot.reason is SnapshotReason.BY_HAND and snapshot.label == name]
    for snapshot in (*named, *labelled):
        return snapshot
    raise ProjectFileError(ProjectFileReason.UNKNOWN_SNAPSHOT, path=path, name=name)


def copy_out(snapshot: Snapshot, path: Path) -> Path:
    """Write the copy beside the project, ready to take its place; returns where."""
    ready = path.with_name(path.name + ".restoring")
    try:
        ready.unlink(missing_ok=True)
        source_uri = f"{snapshot.path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(source_uri, uri=True)) as source, closing(sqlite3.connect(ready)) as copy:
            source.backup(copy)
    except (sqlite3.Error, OSError) as error:
        with suppress(OSError):
            ready.unlink(missing_ok=True)
        raise file_error(error, path) from error
    return ready


def keep_damaged(path: Path, at: datetime) -> Path:
    """Put a project that no longer opens among its snapshots as it is, so that a restore destroys nothing.

    What a crash left beside it goes along.
    """
    folder = snapshots_folder(path)
    kept = folder / f"{at.strftime('%Y-%m-%d %H-%M-%S')} damaged.bak"
    try:
        folder.mkdir(exist_ok=True)
        shutil.copy2(path, kept)
        for leftover in _leftovers(path):
            shutil.copy2(leftover, folder / f"{kept.name}{leftover.name.removeprefix(path.name)}")
    except OSError as error:
        raise file_error(error, path) from error
    return kept


def take_place(ready: Path, path: Path) -> None:
    """Let the file that ``copy_out`` wrote become the project.

    A journal left by a crash belongs to the file that goes: SQLite would play it into the one that comes.
    """
    try:
        for leftover in _leftovers(path):
            leftover.unlink()
        ready.replace(path)
    except OSError as error:
        raise file_error(error, path) from error


def _leftovers(path: Path) -> list[Path]:
    beside = (path.with_name(f"{path.name}{suffix}") for suffix in ("-journal", "-wal", "-shm"))
    return [file for file in beside if file.exists()]


def _free_name(folder: Path, at: datetime) -> Path:
    stem = at.strftime("%Y-%m-%d %H-%M-%S")
    candidate = folder / f"{stem}{SUFFIX}"
    number = 2
    while candidate.exists():
        candidate = folder / f"{stem} ({number}){SUFFIX}"
        number += 1
    return candidate


def _read(file: Path) -> Snapshot | None:
    """Return what the copy says of itself, or None for a file that is no copy of ours or is damaged."""
    try:
        inspect_file(file)
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as raw:
            at, reason, label, history_id = raw.execute(
                "SELECT at, reason, label, history_id FROM snapshot_record ORDER BY id DESC LIMIT 1"
            ).fetchone()
        return Snapshot(
            file.stem, file, datetime.fromisoformat(at), SnapshotReason(reason), label, history_id, file.stat().st_size
        )
    except (ProjectFileError, sqlite3.Error, OSError, TypeError, ValueError):
        return None
