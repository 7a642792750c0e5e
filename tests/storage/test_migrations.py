"""Bringing an older file along: with a version folder of the tests' own, whose one step rebuilds ``code``, the riskiest
table, and with the true steps, from every version that ever was."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import qdatool.coding.project as project_module
from qdatool.coding.changes import Operation
from qdatool.coding.health import check_project
from qdatool.coding.project import Project
from qdatool.coding.snapshots import SnapshotReason, list_snapshots
from qdatool.errors import ProjectFileError, ProjectFileReason
from qdatool.storage import connection
from qdatool.storage.connection import SCHEMA_VERSION
from qdatool.storage.creation import create_file
from qdatool.storage.migrations import VERSIONS, migrate
from qdatool.storage.schema import APPLICATION_ID
from tests.builders import dump_file, filled_project

NEXT = SCHEMA_VERSION + 1

BATCH = f'''
"""Give every code a short name."""

from alembic import op
from sqlalchemy import Column, Text, MetaData, Table

from qdatool.storage.schema import metadata

revision = "{NEXT:04d}"
down_revision = None


def upgrade():
    with op.batch_alter_table(
        "code", copy_from=metadata.tables["code"], table_kwargs={{"sqlite_autoincrement": True}}, recreate="always"
    ) as batch:
        batch.add_column(Column("short_name", Text, nullable=False, server_default=""))
    op.execute("UPDATE code SET short_name = substr(label, 1, 3)")
'''

_FAILING = BATCH + "    op.execute('DELETE FROM level')\n"
_RAISING = BATCH + "    raise ZeroDivisionError\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "p.qdatool"
    project, _ = filled_project(file)
    with project.change(Operation.RENAME_CODE):
        project.read().exec_driver_sql("UPDATE code SET label = 'x' WHERE id = 1")
    project.close()
    return file


def versions(folder: Path, text: str) -> Path:
    made = folder / "versions"
    made.mkdir()
    (made / f"{NEXT:04d}_short_name.py").write_text(text, encoding="utf-8")
    return made


def ask(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA foreign_keys=ON")
        return raw.execute(statement).fetchall()


def test_rows_of_every_table_come_along(path: Path, tmp_path: Path) -> None:
    before = dump_file(path)
    migrate(path, NEXT, versions(tmp_path, BATCH))
    after = dump_file(path)
    assert [row[:-1] for row in after.pop("code")] == before.pop("code")
    assert after == before
    assert ask(path, "SELECT short_name FROM code WHERE id = 1") == [("x",)]
    assert ask(path, "PRAGMA user_version") == [(NEXT,)]
    assert ask(path, "PRAGMA foreign_key_check") == []
    assert ask(path, "PRAGMA integrity_check") == [("ok",)]


def test_the_rebuilt_table_keeps_its_rules(path: Path, tmp_path: Path) -> None:
    migrate(path, NEXT, versions(tmp_path, BATCH))
    ((statement,),) = ask(path, "SELECT sql FROM sqlite_master WHERE name = 'code'")
    assert isinstance(statement, str)
    assert "AUTOINCREMENT" in statement
    for name in ("ck_code_label", "ck_code_role", "ck_code_status", "fk_code_parent_id", "fk_code_level_id"):
        assert name in statement
    indexes = {name for (name,) in ask(path, "SELECT name FROM sqlite_master WHERE type = 'index'")}
    assert {"ix_code_parent_id", "ix_code_level_id", "ix_code_created_by"} <= indexes


def test_references_to_the_rebuilt_table_still_hold(path: Path, tmp_path: Path) -> None:
    migrate(path, NEXT, versions(tmp_path, BATCH))
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA foreign_keys=ON")
        raw.execute("DELETE FROM code WHERE id = 1")
        assert raw.execute("SELECT count(*) FROM code WHERE parent_id = 1").fetchone() == (0,)
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute("UPDATE coding SET code_id = 999")


def test_ids_are_not_used_again_after_a_rebuild(path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("PRAGMA foreign_keys=ON")
        (last,) = raw.execute("SELECT max(id) FROM code").fetchone()
        raw.execute("DELETE FROM code WHERE id = ?", (last,))
    migrate(path, NEXT, versions(tmp_path, BATCH))
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(
            "INSERT INTO code (guid, label, level_id, position, role, color, created_at) "
            "VALUES ('g', 'l', 1, 0, '', '#000000', '')"
        )
        assert raw.execute("SELECT max(id) FROM code").fetchone() > (last,)


def test_a_copy_is_kept_and_undo_forgotten(path: Path, tmp_path: Path) -> None:
    before = dump_file(path)
    migrate(path, NEXT, versions(tmp_path, BATCH))
    (copy,) = [one for one in list_snapshots(path) if one.reason is SnapshotReason.MIGRATION]
    assert dump_file(copy.path) == before
    assert ask(copy.path, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert ask(path, "SELECT count(*) FROM undo_step") == [(0,)]
    assert ask(copy.path, "SELECT count(*) FROM undo_step") == [(1,)]


@pytest.mark.parametrize(("text", "error"), [(_FAILING, ProjectFileError), (_RAISING, ZeroDivisionError)])
def test_a_failure_leaves_the_file_as_it_was(path: Path, tmp_path: Path, text: str, error: type[Exception]) -> None:
    before = path.read_bytes()
    with pytest.raises(error):
        migrate(path, NEXT, versions(tmp_path, text))
    assert path.read_bytes() == before


def test_a_missing_version_is_a_bug_that_leaves_the_file_as_it_was(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(Exception, match=f"{NEXT + 1:04d}"):
        migrate(path, NEXT + 1, versions(tmp_path, BATCH))
    assert path.read_bytes() == before


def test_there_is_a_version_for_every_number() -> None:
    numbers = sorted(int(file.name[:4]) for file in VERSIONS.glob("[0-9]*.py"))
    assert numbers == list(range(2, SCHEMA_VERSION + 1))


@pytest.fixture
def newer_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this program be one whose files have one version more."""
    folder = versions(tmp_path, BATCH)
    monkeypatch.setattr(connection, "SCHEMA_VERSION", NEXT)
    monkeypatch.setattr(project_module, "SCHEMA_VERSION", NEXT)
    monkeypatch.setattr(project_module, "migrate", lambda path, target: migrate(path, target, folder))


def test_an_older_file_is_brought_along_when_it_is_opened(path: Path, newer_program: None) -> None:
    with Project.open(path) as project:
        assert project.next_undo() is None
        assert project.raw().execute("PRAGMA user_version").fetchone() == (NEXT,)
    copies = list_snapshots(path)
    Project.open(path).close()
    assert list_snapshots(path) == copies


def test_an_older_file_is_brought_along_for_somebody_who_only_reads(path: Path, newer_program: None) -> None:
    with Project.open(path, read_only=True) as project:
        assert project.is_read_only
        assert project.raw().execute("PRAGMA user_version").fetchone() == (NEXT,)
    Project.open(path).close()


def test_an_older_file_that_cannot_be_written_is_refused(
    path: Path, newer_program: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    monkeypatch.setattr(project_module.os, "access", lambda *_: False)
    for read_only in (True, False):
        with pytest.raises(ProjectFileError) as refused:
            Project.open(path, read_only=read_only)
        assert refused.value.reason is ProjectFileReason.OLDER_VERSION
    assert path.read_bytes() == before


HERE = Path(__file__).parent
OLD_VERSIONS = range(1, SCHEMA_VERSION)


def old_file(path: Path, version: int) -> None:
    """Write a file as the program of that version left it: the frozen schema, filled with rows of the time."""
    with closing(sqlite3.connect(path)) as raw, raw:
        schema = (HERE / f"schema_{version}.sql").read_text(encoding="utf-8").split(";\n")
        for statement in sorted(schema, key=lambda words: not words.startswith("CREATE TABLE")):
            raw.execute(statement)
        raw.executescript((HERE / f"rows_{version}.sql").read_text(encoding="utf-8"))
        raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
        raw.execute(f"PRAGMA user_version={version}")


def shape(path: Path) -> dict[str, object]:
    """Return what the tables of a file demand, whatever the words of the statements that made them."""
    with closing(sqlite3.connect(path)) as raw:
        tables = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        indexes = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        return {
            "indexes": dict(indexes.fetchall()),
            **{
                name: (
                    [row[1:] for row in raw.execute(f"PRAGMA table_xinfo({name})")],
                    sorted(row[2:] for row in raw.execute(f"PRAGMA foreign_key_list({name})")),
                    sorted(re.findall(r"CONSTRAINT ((?:ck|uq|fk)_\w+)", sql)),
                    sorted(re.findall(r"CHECK (\(.*\))", sql)),
                    "AUTOINCREMENT" in sql,
                )
                for name, sql in tables.fetchall()
            },
        }


@pytest.mark.parametrize("version", OLD_VERSIONS)
def test_a_file_of_every_older_version_becomes_one_of_today(tmp_path: Path, version: int) -> None:
    old, fresh = tmp_path / "old.qdatool", tmp_path / "fresh.qdatool"
    old_file(old, version)
    before = dump_file(old)
    migrate(old, SCHEMA_VERSION)
    create_file(fresh, lambda _: None)
    assert shape(old) == shape(fresh)
    after = dump_file(old)
    for table, rows in before.items():
        assert [row[: len(rows[0])] for row in after[table]] == rows if rows else after[table] == []
    assert {table for table in after.keys() - before.keys() if after[table]} == set()
    with Project.open(old) as project:
        assert check_project(project) == ()
