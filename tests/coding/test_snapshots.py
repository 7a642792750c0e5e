"""Copies of the project: when they are made, how many stay, and going back to one."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from qdatool.coding.code_import import import_codes
from qdatool.coding.codes import CodeDraft, create_code, load_codes, rename_code
from qdatool.coding.drafts import CodeRow
from qdatool.coding.project import Project
from qdatool.coding.snapshots import Snapshot, SnapshotReason, list_snapshots, restore_snapshot, take_snapshot
from qdatool.errors import ProjectFileError, ProjectFileReason
from qdatool.storage.lock import lock_path
from tests.builders import FakeClock, dump_file, empty_project, filled_project, open_quickly
from tests.processes import LivingChild


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project in which nothing was done since it was made."""
    file = tmp_path / "p.qdatool"
    empty_project(file).close()
    return file


def add_code(path: Path, label: str) -> None:
    with open_quickly(path, FakeClock()) as project:
        create_code(project, CodeDraft(label))


def labels(path: Path) -> list[str]:
    with Project.open(path, read_only=True) as project:
        return [code.label for code in load_codes(project)]


def reasons(path: Path) -> list[SnapshotReason]:
    return [snapshot.reason for snapshot in list_snapshots(path)]


def by_hand(path: Path, label: str = "") -> Snapshot:
    with Project.open(path) as project:
        return take_snapshot(project, label)


def test_a_copy_says_when_why_and_what_it_is_called(path: Path) -> None:
    with Project.open(path, clock=FakeClock()) as project:
        create_code(project, CodeDraft("الف"))
        made = take_snapshot(project, "قبل از ادغام")
    assert list_snapshots(path) == [made]
    assert (made.reason, made.label) == (SnapshotReason.BY_HAND, "قبل از ادغام")
    assert made.at.date() == date(2026, 3, 1)
    assert made.path.parent == path.with_name("p.snapshots")
    assert dump_file(made.path) == dump_file(path)


def test_a_copy_can_be_opened_as_a_project(path: Path) -> None:
    add_code(path, "الف")
    made = by_hand(path)
    shutil.copy(made.path, path.with_name("copy.qdatool"))
    assert labels(path.with_name("copy.qdatool")) == ["الف"]


def test_taking_a_copy_is_no_step(path: Path) -> None:
    with Project.open(path) as project:
        take_snapshot(project)
        assert project.next_undo() is None


def test_opening_keeps_what_the_last_session_left(path: Path) -> None:
    Project.open(path).close()
    assert reasons(path) == []
    add_code(path, "الف")
    assert reasons(path) == []
    Project.open(path).close()
    assert reasons(path) == [SnapshotReason.OPENING]
    Project.open(path).close()
    assert reasons(path) == [SnapshotReason.OPENING]


def test_reading_makes_no_copy(path: Path) -> None:
    add_code(path, "الف")
    Project.open(path, read_only=True).close()
    assert reasons(path) == []


def test_opening_makes_no_copy_of_what_was_copied_by_hand(path: Path) -> None:
    with Project.open(path) as project:
        create_code(project, CodeDraft("الف"))
        take_snapshot(project)
    Project.open(path).close()
    assert reasons(path) == [SnapshotReason.BY_HAND]


def test_a_bulk_act_keeps_what_was_before(path: Path) -> None:
    with Project.open(path) as project:
        create_code(project, CodeDraft("الف"))
        import_codes(project, [CodeRow(2, "ب")])
        import_codes(project, [CodeRow(2, "پ")])
    assert reasons(path) == [SnapshotReason.BULK, SnapshotReason.BULK]


def test_the_newest_twenty_copies_stay(path: Path) -> None:
    with Project.open(path) as project:
        made = [take_snapshot(project, str(number)) for number in range(23)]
    assert [snapshot.label for snapshot in list_snapshots(path)] == [str(number) for number in range(22, 2, -1)]
    assert not made[2].path.exists()
    assert len(list(path.with_name("p.snapshots").iterdir())) == 20


def test_a_copy_made_by_hand_outlives_the_automatic_ones(path: Path) -> None:
    with Project.open(path, clock=FakeClock()) as project:
        by_hand_name = take_snapshot(project, "keep me").name
        for number in range(25):
            create_code(project, CodeDraft(f"code {number}"))
            project.keep_copy(SnapshotReason.BULK)
    assert len(reasons(path)) == 20
    assert by_hand_name in [snapshot.name for snapshot in list_snapshots(path)]


def test_what_is_no_copy_is_not_listed(path: Path) -> None:
    made = by_hand(path)
    for number, garbage in enumerate((b"", b"hello", made.path.read_bytes()[:5000])):
        made.path.with_name(f"x{number}.qdatool").write_bytes(garbage)
    assert [snapshot.name for snapshot in list_snapshots(path)] == [made.name]


def test_a_folder_that_cannot_be_made_is_a_refusal_and_no_step(path: Path) -> None:
    path.with_name("p.snapshots").write_text("in the way", encoding="utf-8")
    with Project.open(path) as project:
        with pytest.raises(ProjectFileError) as error:
            take_snapshot(project)
        assert error.value.reason is ProjectFileReason.NOT_WRITABLE
        assert project.raw().execute("SELECT count(*) FROM snapshot_record").fetchone() == (0,)


# Restore


def test_going_back_first_keeps_the_present(path: Path) -> None:
    add_code(path, "الف")
    made = by_hand(path, "then")
    add_code(path, "ب")
    restore_snapshot(path, made.name)
    assert labels(path) == ["الف"]
    newest = list_snapshots(path)[0]
    assert (newest.reason, labels(newest.path)) == (SnapshotReason.RESTORE, ["الف", "ب"])
    restore_snapshot(path, newest.name)
    assert labels(path) == ["الف", "ب"]


def test_nothing_can_be_undone_after_going_back(path: Path) -> None:
    add_code(path, "الف")
    made = by_hand(path)
    restore_snapshot(path, made.name)
    with Project.open(path) as project:
        assert (project.next_undo(), project.next_redo()) == (None, None)


def test_what_is_done_after_going_back_is_copied_on_opening(path: Path) -> None:
    made = by_hand(path)
    for label in ("الف", "ب", "پ"):
        add_code(path, label)
    restore_snapshot(path, made.name)
    add_code(path, "ت")
    Project.open(path).close()
    assert labels(list_snapshots(path)[0].path) == ["ت"]


def test_the_oldest_copy_can_be_restored(path: Path) -> None:
    with Project.open(path) as project:
        for number in range(20):
            rename = create_code(project, CodeDraft(f"c{number}"))
            take_snapshot(project, str(number))
        rename_code(project, rename, "last")
    restore_snapshot(path, list_snapshots(path)[-1].name)
    assert labels(path) == ["c0"]


@pytest.mark.parametrize("damage", [b"", b"gone", None])
def test_going_back_works_over_a_damaged_project(path: Path, damage: bytes | None) -> None:
    add_code(path, "الف")
    made = by_hand(path)
    if damage is None:
        os.truncate(path, 9_000)
    else:
        path.write_bytes(damage)
    broken = path.read_bytes()
    restore_snapshot(path, made.name)
    assert labels(path) == ["الف"]
    (kept,) = path.with_name("p.snapshots").glob("*.bak")
    assert kept.read_bytes() == broken


def test_going_back_works_when_the_project_is_gone(path: Path) -> None:
    made = by_hand(path)
    path.unlink()
    restore_snapshot(path, made.name)
    assert labels(path) == []


def test_a_journal_of_the_damaged_file_does_not_touch_the_restored_one(path: Path) -> None:
    add_code(path, "الف")
    made = by_hand(path)
    journal = path.with_name(f"{path.name}-journal")
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA cache_size=1")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE code SET label = 'cut'")
        raw.execute("CREATE TABLE large AS SELECT zeroblob(2000000) AS body")
        left = journal.read_bytes()
        raw.execute("ROLLBACK")
    path.write_bytes(b"damaged")
    journal.write_bytes(left)
    restore_snapshot(path, made.name)
    assert not journal.exists()
    assert path.stat().st_size > 50_000
    assert labels(path) == ["الف"]


def test_an_unknown_copy_is_refused(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(ProjectFileError) as error:
        restore_snapshot(path, "2020-01-01 00-00-00")
    assert error.value.reason is ProjectFileReason.UNKNOWN_SNAPSHOT
    assert path.read_bytes() == before
    assert not lock_path(path).exists()


def test_going_back_waits_until_nobody_has_the_project_open(path: Path) -> None:
    made = by_hand(path)
    with LivingChild(lambda: Project.open(path)), pytest.raises(ProjectFileError) as error:
        restore_snapshot(path, made.name)
    assert error.value.reason is ProjectFileReason.LOCKED


def test_a_filled_project_comes_back_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "p.qdatool"
    project, ids = filled_project(path)
    made = take_snapshot(project)
    before = dump_file(path)
    rename_code(project, ids.trust, "x")
    project.close()
    restore_snapshot(path, made.name)
    assert dump_file(path) == before


def test_going_back_through_a_link_restores_the_file_behind_it(path: Path) -> None:
    link = path.parent / "elsewhere" / "link.qdatool"
    link.parent.mkdir()
    link.symlink_to(path)
    made = by_hand(link)
    add_code(path, "الف")
    restore_snapshot(link, made.name)
    assert link.is_symlink()
    assert labels(path) == []
    assert made.path.parent == path.with_name("p.snapshots")
