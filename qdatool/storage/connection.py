"""One SQLite connection to a project file, opened with the pragmas the project relies on.

Transactions are begun and ended by hand (``begin``, ``commit``, ``roll_back``): SQLAlchemy runs in autocommit, so
that BEGIN IMMEDIATE, the foreign key switch and the query_only guard stand where they are needed.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from qdatool.errors import ProjectFileError, ProjectFileReason
from qdatool.storage.schema import APPLICATION_ID

SUFFIX = ".qdatool"
SCHEMA_VERSION = 2
"""The user_version of files this program writes: the number of its newest migration."""

_BUSY_TIMEOUT_S = 5.0
_HEADER = b"SQLite format 3\x00"
# Researchers keep projects in synced folders and on sticks: no side files while closed, and a power cut loses nothing.
PRAGMAS = (
    "journal_mode=DELETE",
    "synchronous=FULL",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    "cache_size=-32768",
    "trusted_schema=OFF",
)
"""How every connection to a project is set."""


def connect(path: Path, *, read_only: bool = False) -> Connection:
    """Open an existing SQLite file; a read-only connection refuses to write for as long as it lives.

    Even that one may finish what a crash left half done, as SQLite does on the first read where the place allows it.
    """
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(_uri(path), uri=True, isolation_level=None, timeout=_BUSY_TIMEOUT_S),
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
        # An error that reaches the log must not carry words of a transcript.
        hide_parameters=True,
    )
    try:
        connection = engine.connect()
        raw = driver(connection)
        for pragma in PRAGMAS:
            if not (read_only and pragma.startswith("journal_mode")):
                raw.execute(f"PRAGMA {pragma}")
        raw.execute("PRAGMA query_only=ON")
    except (sqlite3.Error, DBAPIError) as error:
        engine.dispose()
        raise file_error(error, path) from error
    return connection


def _uri(path: Path) -> str:
    return f"{path.resolve().as_uri()}?mode=rw"


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
    try:
        # On a full disk SQLite has rolled back by itself already.
        if raw.in_transaction:
            raw.execute("ROLLBACK")
    finally:
        _guard(raw)


@contextmanager
def wiping(connection: Connection) -> Iterator[None]:
    """Overwrite in the file what a transaction inside deletes or replaces."""
    raw = driver(connection)
    (usual,) = raw.execute("PRAGMA secure_delete").fetchone()
    raw.execute("PRAGMA secure_delete=ON")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA secure_delete={int(usual)}")


def write_anew(connection: Connection) -> None:
    """Write the whole file anew, so that nothing is left between its rows; outside a transaction."""
    raw = driver(connection)
    raw.execute("PRAGMA query_only=OFF")
    try:
        raw.execute("VACUUM")
    finally:
        raw.execute("PRAGMA query_only=ON")


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
        # Windows refuses to open a folder as if it were forbidden. Path.is_dir() raises where it may not look.
        is_folder = os.path.isdir(path)  # noqa: PTH112
        reason = ProjectFileReason.NOT_A_PROJECT if is_folder else ProjectFileReason.UNREADABLE
        raise ProjectFileError(reason, path=path) from error
    if len(header) < 100 or not header.startswith(_HEADER):
        raise ProjectFileError(ProjectFileReason.NOT_A_PROJECT, path=path)
    # user_version and application_id lie at fixed places of the header, so that nothing of a foreign file is run.
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise ProjectFileError(ProjectFileReason.NOT_A_PROJECT, path=path)
    version = _version(path, header)
    if not version:
        # Making it was cut short, and taking that back has emptied the file.
        raise ProjectFileError(ProjectFileReason.NOT_A_PROJECT, path=path)
    if version > SCHEMA_VERSION:
        raise ProjectFileError(ProjectFileReason.NEWER_VERSION, path=path, found=version, known=SCHEMA_VERSION)
    return version


def _version(path: Path, header: bytes) -> int:
    """Return the user_version; beside a journal only SQLite knows it, which takes a commit cut short back first."""
    if not path.with_name(f"{path.name}-journal").exists():
        return int.from_bytes(header[60:64], "big")
    try:
        with closing(sqlite3.connect(_uri(path), uri=True, timeout=_BUSY_TIMEOUT_S)) as raw:
            return int(raw.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error as error:
        raise file_error(error, path) from error


_SQLITE_REASONS = {
    sqlite3.SQLITE_FULL: ProjectFileReason.DISK_FULL,
    sqlite3.SQLITE_READONLY: ProjectFileReason.READ_ONLY,
    sqlite3.SQLITE_PERM: ProjectFileReason.READ_ONLY,
    sqlite3.SQLITE_CORRUPT: ProjectFileReason.DAMAGED,
    sqlite3.SQLITE_NOTADB: ProjectFileReason.DAMAGED,
    sqlite3.SQLITE_ERROR: ProjectFileReason.DAMAGED,
}
"""By primary result code; a plain error while opening means a table or column of ours is not there."""

_SYSTEM_REASONS = {
    errno.ENOSPC: ProjectFileReason.DISK_FULL,
    errno.EDQUOT: ProjectFileReason.DISK_FULL,
    errno.EROFS: ProjectFileReason.READ_ONLY,
    errno.EACCES: ProjectFileReason.READ_ONLY,
    errno.EPERM: ProjectFileReason.READ_ONLY,
}


_FILE_FAULTS = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOLFS,
}


def is_file_fault(error: BaseException) -> bool:
    """Tell whether the file or its disk is to blame; a wrong statement or a broken constraint is a bug of ours."""
    return _result_code(_cause(error)) in _FILE_FAULTS


def file_error(error: Exception, path: Path) -> ProjectFileError:
    """Turn SQLite's or the system's complaint about a project file into one the user can act on."""
    cause = _cause(error)
    code = _result_code(cause)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ProjectFileError(ProjectFileReason.LOCKED, path=path, holder="", host="", since="")
    reason = _SYSTEM_REASONS.get(cause.errno or 0) if isinstance(cause, OSError) else _SQLITE_REASONS.get(code)
    if reason is not None:
        return ProjectFileError(reason, path=path)
    detail = (cause.strerror or "") if isinstance(cause, OSError) else str(cause)
    return ProjectFileError(ProjectFileReason.NOT_WRITABLE, path=path, detail=detail)


def _cause(error: BaseException) -> BaseException | None:
    return error.orig if isinstance(error, DBAPIError) else error


def _result_code(cause: BaseException | None) -> int:
    """Return SQLite's primary result code: codes, not words, since a message may quote the name of a file."""
    return int(getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_OK)) & 0xFF
