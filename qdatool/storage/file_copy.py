"""Copy a project into a new file and change the copy before anybody sees it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from qdatool.errors import ProjectFileError, ProjectFileReason
from qdatool.storage.connection import begin, close, commit, connect, driver, file_error, is_file_fault


def write_changed_copy(raw: sqlite3.Connection, target: Path, change: Callable[[Connection], None]) -> None:
    """Copy the project behind ``raw`` to ``target`` after ``change`` has been made to the copy.

    What was deleted cannot be recovered from the file. The copy appears whole or not at all. Raises ProjectFileError
    if something stands at ``target`` already, the folder is missing or cannot be written.
    """
    if not target.parent.is_dir():
        raise ProjectFileError(ProjectFileReason.FOLDER_MISSING, path=target, folder=target.parent)
    if target.exists():
        raise ProjectFileError(ProjectFileReason.ALREADY_EXISTS, path=target)
    unfinished = target.with_name(f"{target.name}.part")
    try:
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(unfinished)) as copy:
            raw.backup(copy)
        _change(unfinished, change)
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        # A hard link, unlike a rename, never takes the place of a file that came meanwhile.
        _put(unfinished, target)
    except (sqlite3.Error, DBAPIError, OSError) as error:
        if isinstance(error, OSError) or is_file_fault(error):
            raise file_error(error, target) from error
        raise
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _change(path: Path, change: Callable[[Connection], None]) -> None:
    connection = connect(path)
    try:
        begin(connection)
        change(connection)
        commit(connection)
        raw = driver(connection)
        raw.execute("PRAGMA query_only=OFF")
        # Deleted rows stay in free pages until the file is written anew.
        raw.execute("VACUUM")
    finally:
        close(connection)


def _put(unfinished: Path, target: Path) -> None:
    try:
        os.link(unfinished, target)
    except FileExistsError as error:
        raise ProjectFileError(ProjectFileReason.ALREADY_EXISTS, path=target) from error
    except OSError:
        # Sticks know no hard links.
        unfinished.rename(target)
