"""The schema is frozen by a golden dump: whoever changes a table must bring old files along."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from enum import Enum
from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint

from qdatool.coding.changes import Course
from qdatool.coding.roles import Direction, MemoKind, ModelKind, Role, Stance
from qdatool.storage.connection import SCHEMA_VERSION
from qdatool.storage.creation import create_file
from qdatool.storage.schema import APART, APPLICATION_ID, UNDOABLE, metadata
from qdatool.storage.snapshots import SnapshotReason
from qdatool.storage.undo_store import Stack

GOLDEN = Path(__file__).with_name(f"schema_{SCHEMA_VERSION}.sql")


def schema_dump(path: Path) -> str:
    """Return every statement that made the file, by name."""
    with closing(sqlite3.connect(path)) as raw:
        statements = raw.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type, name"
        ).fetchall()
    lines = (line.rstrip() for (statement,) in statements for line in f"{statement};".splitlines())
    return "\n".join(lines) + "\n"


def test_the_schema_is_the_one_that_its_version_promises(tmp_path: Path) -> None:
    """When this fails, the tables were changed: raise SCHEMA_VERSION, write a migration and a new golden dump."""
    create_file(tmp_path / "p.qdatool", lambda _: None)
    assert schema_dump(tmp_path / "p.qdatool").splitlines() == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_a_fresh_file_says_what_it_is(tmp_path: Path) -> None:
    create_file(tmp_path / "p.qdatool", lambda _: None)
    with closing(sqlite3.connect(tmp_path / "p.qdatool")) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_ids_are_never_used_again_in_any_table() -> None:
    assert {table.name for table in metadata.sorted_tables if not table.kwargs["sqlite_autoincrement"]} == set()


def test_every_constraint_has_a_name() -> None:
    unnamed = [
        (table.name, str(constraint))
        for table in metadata.sorted_tables
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert unnamed == []


def test_every_reference_is_indexed() -> None:
    bare = [
        (table.name, key.parent.name)
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if not any(key.parent.name == index.columns.keys()[0] for index in table.indexes)
    ]
    assert bare == []


def test_undo_restores_every_table_but_three() -> None:
    assert {table.name for table in UNDOABLE} == set(metadata.tables) - {"history", "undo_step", "snapshot_record"}
    assert not APART & {table.name for table in UNDOABLE}


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("document", "direction", Direction),
        ("model", "direction", Direction),
        ("model", "kind", ModelKind),
        ("code", "role", Role),
        ("memo", "kind", MemoKind),
        ("evidence", "stance", Stance),
        ("history", "direction", Course),
        ("undo_step", "stack", Stack),
        ("snapshot_record", "reason", SnapshotReason),
    ],
)
def test_a_column_takes_what_its_enum_names(table: str, column: str, kind: type[Enum]) -> None:
    (check,) = [
        str(constraint.sqltext)
        for constraint in metadata.tables[table].constraints
        if isinstance(constraint, CheckConstraint) and str(constraint.sqltext).startswith(f"{column} IN")
    ]
    # A column that may be empty lists nothing as a choice too.
    assert set(re.findall("'([^']*)'", check)) - {""} == {member.value for member in kind}
