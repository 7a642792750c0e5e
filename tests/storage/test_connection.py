from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from qdatool.coding.changes import Operation
from qdatool.coding.project import Project
from qdatool.errors import ProjectFileError, ProjectFileReason
from qdatool.storage import connection
from qdatool.storage.connection import SCHEMA_VERSION, file_error
from qdatool.storage.lock import lock_path
from tests.builders import dump, dump_file, empty_project, filled_project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "p.qdatool"
    empty_project(file).close()
    return file


def refusal(path: Path, *, read_only: bool = False) -> ProjectFileReason:
    with pytest.raises(ProjectFileError) as refused:
        Project.open(path, read_only=read_only)
    return refused.value.reason


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.qdatool") is ProjectFileReason.NOT_FOUND


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00", b"\x00" * 4096])
def test_a_file_that_is_no_project_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "p.qdatool"
    file.write_bytes(content)
    assert refusal(file) is ProjectFileReason.NOT_A_PROJECT
    assert not lock_path(file).exists()


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) is ProjectFileReason.NOT_A_PROJECT


def test_a_foreign_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "p.qdatool"
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("CREATE TABLE code (id INTEGER PRIMARY KEY)")
    before = file.read_bytes()
    assert refusal(file) is ProjectFileReason.NOT_A_PROJECT
    assert file.read_bytes() == before


def test_a_file_of_a_newer_program_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    assert refusal(path) is ProjectFileReason.NEWER_VERSION
    assert path.read_bytes() == before


@pytest.mark.parametrize("share", [0.05, 0.2, 0.5, 0.9])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_truncated_file_is_refused_in_one_sentence(path: Path, share: float, read_only: bool) -> None:
    os.truncate(path, int(path.stat().st_size * share))
    assert refusal(path, read_only=read_only) is ProjectFileReason.DAMAGED
    assert not lock_path(path).exists()


def test_a_file_without_its_tables_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("DROP TABLE history")
    assert refusal(path) is ProjectFileReason.DAMAGED
    assert not lock_path(path).exists()


def test_a_name_with_every_kind_of_sign_opens(tmp_path: Path) -> None:
    file = tmp_path / "پروژهٔ من? #1 100% & 'x'.qdatool"
    with empty_project(file) as project, project.change(Operation.RENAME_PROJECT) as db:
        db.exec_driver_sql("UPDATE project SET title = 'x'")
    assert dump_file(file)["project"][0][2] == "x"


def test_nothing_is_written_outside_a_change(path: Path) -> None:
    with Project.open(path) as project:
        before = dump(project)
        with pytest.raises(DBAPIError):
            project.read().exec_driver_sql("UPDATE project SET title = 'x'")
        with pytest.raises(sqlite3.OperationalError):
            project.raw().execute("DELETE FROM level")
        assert dump(project) == before


def test_nothing_is_written_after_a_failed_change(path: Path) -> None:
    with Project.open(path) as project:
        with pytest.raises(ZeroDivisionError), project.change(Operation.RENAME_PROJECT):
            raise ZeroDivisionError
        with pytest.raises(DBAPIError):
            project.read().exec_driver_sql("UPDATE project SET title = 'x'")


@pytest.mark.parametrize("read_only", [False, True])
def test_a_commit_cut_short_is_taken_back_on_opening(tmp_path: Path, read_only: bool) -> None:
    crashed = _with_a_hot_journal(tmp_path)
    with Project.open(crashed, read_only=read_only) as project:
        assert project.read().exec_driver_sql("SELECT count(*) FROM code WHERE definition = 'cut'").scalar() == 0
        assert project.raw().execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not crashed.with_name(f"{crashed.name}-journal").exists()


def test_a_migration_cut_short_leaves_the_version_of_before(tmp_path: Path) -> None:
    crashed = _with_a_hot_journal(tmp_path, f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    assert crashed.read_bytes()[60:64] == (SCHEMA_VERSION + 1).to_bytes(4, "big")
    with Project.open(crashed) as project:
        assert project.raw().execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def _with_a_hot_journal(folder: Path, statement: str = "") -> Path:
    """Return a copy of a project made in the midst of a commit: its pages written, its journal not yet gone."""
    path, crashed = folder / "whole.qdatool", folder / "crashed.qdatool"
    filled_project(path)[0].close()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA cache_size=1")
        raw.execute("BEGIN IMMEDIATE")
        if statement:
            raw.execute(statement)
        raw.execute("UPDATE code SET definition = 'cut'")
        raw.execute("CREATE TABLE large AS SELECT zeroblob(4000000) AS body")
        shutil.copy(f"{path}-journal", f"{crashed}-journal")
        raw.execute("COMMIT")
    shutil.copy(path, crashed)
    return crashed


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(28, "No space left on device", "full.qdatool"), ProjectFileReason.DISK_FULL),
        (PermissionError(13, "Permission denied", "x"), ProjectFileReason.READ_ONLY),
        (OSError(30, "Read-only file system"), ProjectFileReason.READ_ONLY),
        (FileNotFoundError(2, "No such file", "locked readonly full.qdatool"), ProjectFileReason.NOT_WRITABLE),
    ],
)
def test_a_complaint_of_the_system_is_read_by_its_number(error: OSError, reason: ProjectFileReason) -> None:
    assert file_error(error, Path("p.qdatool")).reason is reason


def test_a_step_survives_a_power_cut_and_leaves_one_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, durable_pragmas: tuple[str, ...]
) -> None:
    monkeypatch.setattr(connection, "PRAGMAS", durable_pragmas)
    with Project.open(path) as project:
        raw = project.raw()
        set_to = {name: raw.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "journal_mode")}
    full = 2
    assert set_to == {"synchronous": full, "journal_mode": "delete"}
