"""One SQLite connection to a project file, opened with the pragmas the project relies on.

Transactions are begun and ended by hand (``begin``, ``commit``, ``roll_back``): SQLAlchemy runs in autocommit, so
that BEGIN IMMEDIATE, the foreign key switch and the query_only guard stand where they are needed.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from qdatool.errors import ProjectFileError, ProjectFileReason
from qdatool.storage.schema import APPLICATION_ID

SUFFIX = ".qdatool"
SCHEMA_VERSION = 1
"""The user_version of files this program writes: the number of its newest migration."""

_BUSY_TIMEOUT_S = 5.0
_HEADER = b"SQLite format 3\x00"
# Researchers keep projects in synced folders and on sticks: no side files while closed, and a power cut loses nothing.
_PRAGMAS = (
    "journal_mode=DELETE",
    "synchronous=FULL",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    "cache_size=-32768",
    "trusted_schema=OFF",
)


def connect(path: Path, *, read_only: bool = False) -> Connection:
    """Open an existing SQLite file; a read-only connection changes nothing.

    It may still put right what a killed process left half written, which SQLite does before the first read where the
    file can be written; a connection that could not would be unable to read such a file at all.
    """
    mode = "ro" if read_only and not os.access(path, os.W_OK) else "rw"
    uri = f"file:{quote(str(path.resolve()))}?mode={mode}"
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_BUSY_TIMEOUT_S),
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
        # Row values are plain Python already; without this each statement would be logged through a formatter.
        hide_parameters=True,
    )
    try:
        connection = engine.connect()
        raw = driver(connection)
        for pragma in _PRAGMAS:
            if not (read_only and pragma.startswith("journal_mode")):
                raw.execute(f"PRAGMA {pragma}")
        raw.execute("PRAGMA query_only=ON")
    except sqlite3.DatabaseError as error:
        engine.dispose()
        raise file_error(error, path) from error
    return connection


def close(connection: Connection) -> None:
    """Close the connection and everything SQLAlchemy keeps behind it."""
    raw = driver(connection)
    connection.close()
    raw.close()
    connection.engine.dispose()


def driver(connection: Connection) -> sqlite3.Connection:
    """Return the sqlite3 connection below, for what is SQLite's own and for large reads."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def begin(connection: Connection, *, enforce_foreign_keys: bool = True) -> None:
    """Open the writing transaction; foreign keys can only be switched before it."""
    raw = driver(connection)
    raw.execute("PRAGMA query_only=OFF")
    if not enforce_foreign_keys:
        raw.execute("PRAGMA foreign_keys=OFF")
    try:
        raw.execute("BEGIN IMMEDIATE")
    except sqlite3.Error:
        _guard(raw)
        raise


def commit(connection: Connection) -> None:
    """End the writing transaction; once this returns, the step survives a power cut."""
    raw = driver(connection)
    raw.execute("COMMIT")
    _guard(raw)


def roll_back(connection: Connection) -> None:
    """Give the writing transaction up; the file is as it was before ``begin``."""
    raw = driver(connection)
    if raw.in_transaction:
        raw.execute("ROLLBACK")
    _guard(raw)


def _guard(raw: sqlite3.Connection) -> None:
    raw.execute("PRAGMA foreign_keys=ON")
    raw.execute("PRAGMA query_only=ON")


def inspect_file(path: Path) -> int:
    """Return the schema version of the project file at ``path``.

    Raises ProjectFileError when there is no file, it is no SQLite file, or it is somebody else's database.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ProjectFileError(ProjectFileReason.NOT_FOUND, path=path) from error
    except IsADirectoryError as error:
        raise ProjectFileError(ProjectFileReason.NOT_A_PROJECT, path=path) from error
    except OSError as error:
        # Windows refuses to open a folder as if it were forbidden.
        reason = ProjectFileReason.NOT_A_PROJECT if path.is_dir() else ProjectFileReason.UNREADABLE
        raise ProjectFileError(reason, path=path) from error
    if len(header) < 100 or not header.startswith(_HEADER):
        raise ProjectFileError(ProjectFileReason.NOT_A_PROJECT, path=path)
    # user_version and application_id lie at fixed places of the header, so that nothing of a foreign file is run.
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise ProjectFileError(ProjectFileReason.NOT_A_PROJECT, path=path)
    version = int.from_bytes(header[60:64], "big")
    if version > SCHEMA_VERSION:
        raise ProjectFileError(ProjectFileReason.NEWER_VERSION, path=path, found=version, known=SCHEMA_VERSION)
    return version


def file_error(error: Exception, path: Path) -> ProjectFileError:
    """Turn SQLite's or the system's complaint about a project file into one the user can act on."""
    text = str(error).lower()
    if "full" in text or "no space" in text:
        return ProjectFileError(ProjectFileReason.DISK_FULL, path=path)
    if "readonly" in text or "read-only" in text or "permission" in text:
        return ProjectFileError(ProjectFileReason.READ_ONLY, path=path)
    if "malformed" in text or "not a database" in text or "corrupt" in text:
        return ProjectFileError(ProjectFileReason.DAMAGED, path=path)
    if "locked" in text or "busy" in text:
        return ProjectFileError(ProjectFileReason.LOCKED, path=path, holder="", host="", since="")
    return ProjectFileError(ProjectFileReason.NOT_WRITABLE, path=path, detail=str(error))
