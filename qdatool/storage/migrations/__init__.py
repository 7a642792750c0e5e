"""Bring an older project file to the present schema with Alembic.

The number of a revision is the file's ``user_version`` after it. ``migrate`` copies the file into its snapshots
first, switches foreign keys off before BEGIN (with them on, a batch rebuild of ``code`` would cascade into every
coding), checks them before COMMIT, and forgets the undo steps, whose rows have the old shape.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from qdatool.errors import ProjectFileError, ProjectFileReason
from qdatool.storage.connection import file_error, is_file_fault
from qdatool.storage.snapshots import SnapshotReason, write_snapshot

VERSIONS = Path(__file__).parent / "versions"


def migrate(path: Path, target: int, versions: Path = VERSIONS) -> None:
    """Bring the file to schema version ``target`` in one transaction; a failure leaves it as it was."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as raw:
            write_snapshot(raw, path, datetime.now(UTC), SnapshotReason.MIGRATION)
        _upgrade(path, target, versions)
    except (sqlite3.Error, DBAPIError) as error:
        if is_file_fault(error):
            raise file_error(error, path) from error
        raise


def _upgrade(path: Path, target: int, versions: Path) -> None:
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(path, isolation_level=None),
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
    )
    try:
        with engine.connect() as connection:
            run = connection.exec_driver_sql
            run("PRAGMA foreign_keys=OFF")
            run("BEGIN IMMEDIATE")
            version = run("PRAGMA user_version").scalar_one()
            numbers = run("SELECT name, seq FROM sqlite_sequence").fetchall()
            _run_revisions(connection, range(version + 1, target + 1), versions)
            for name, last in numbers:
                # A rebuilt table counts on from its largest id; ids that were deleted must not come again either.
                run("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last, name))
            run("DELETE FROM undo_step")
            if run("PRAGMA foreign_key_check").first() is not None:
                run("ROLLBACK")
                raise ProjectFileError(ProjectFileReason.DAMAGED, path=path)
            run(f"PRAGMA user_version={target}")
            run("COMMIT")
    finally:
        engine.dispose()


def _run_revisions(connection: Connection, numbers: Iterable[int], versions: Path) -> None:
    # Alembic is imported here alone: only an old file needs it, and it costs start-up time.
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(versions.parent), version_locations=[str(versions)])
    context = MigrationContext.configure(connection, opts={"render_as_batch": True})
    for number in numbers:
        revision = scripts.get_revision(f"{number:04d}")
        with Operations.context(context):
            revision.module.upgrade()
