"""Make an empty project file."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from qdatool.errors import ProjectFileError, ProjectFileReason
from qdatool.storage.connection import SCHEMA_VERSION, file_error
from qdatool.storage.schema import APPLICATION_ID, metadata


def create_file(path: Path) -> None:
    """Create the tables in a new file; nothing stays behind when that fails.

    Raises ProjectFileError if something stands at ``path`` already, the folder is missing or cannot be written.
    """
    if not path.parent.is_dir():
        raise ProjectFileError(ProjectFileReason.FOLDER_MISSING, path=path, folder=path.parent)
    try:
        path.touch(exist_ok=False)
    except FileExistsError as error:
        raise ProjectFileError(ProjectFileReason.ALREADY_EXISTS, path=path) from error
    except OSError as error:
        raise ProjectFileError(ProjectFileReason.NOT_WRITABLE, path=path, detail=error.strerror or "") from error
    engine = create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(path, isolation_level=None), poolclass=StaticPool
    )
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            metadata.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")
            connection.exec_driver_sql("COMMIT")
    except Exception as error:
        with suppress(OSError):
            path.unlink()
        if isinstance(error.__cause__, sqlite3.Error):
            raise file_error(error.__cause__, path) from error
        raise
    finally:
        engine.dispose()
