"""Make a new project file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from qdatool.errors import ProjectFileError, ProjectFileReason
from qdatool.storage.connection import SCHEMA_VERSION, file_error, is_file_fault
from qdatool.storage.schema import APPLICATION_ID, metadata


def create_file(path: Path, fill: Callable[[Connection], None]) -> None:
    """Create the tables in a new file and let ``fill`` write their first rows, in one transaction.

    Nothing stays behind when that fails; killed in the midst of it, an empty file that is no project may. Raises
    ProjectFileError if something stands at ``path`` already, the folder is missing or cannot be written.
    """
    if not path.parent.is_dir():
        raise ProjectFileError(ProjectFileReason.FOLDER_MISSING, path=path, folder=path.parent)
    try:
        path.touch(exist_ok=False)
    except FileExistsError as error:
        raise ProjectFileError(ProjectFileReason.ALREADY_EXISTS, path=path) from error
    except OSError as error:
        raise file_error(error, path) from error
    try:
        _write(path, fill)
    except BaseException as error:
        with suppress(OSError):
            path.unlink()
        if isinstance(error, sqlite3.Error | DBAPIError) and is_file_fault(error):
            raise file_error(error, path) from error
        raise


def _write(path: Path, fill: Callable[[Connection], None]) -> None:
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(path, isolation_level=None),
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
    )
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            metadata.create_all(connection)
            fill(connection)
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")
            connection.exec_driver_sql("COMMIT")
    finally:
        engine.dispose()
