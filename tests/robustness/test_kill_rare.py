"""Killed while it is made, goes back to a copy or is brought along, a project is the one or the other, and whole."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from qdatool.coding.changes import Operation
from qdatool.coding.coders import list_coders, list_rounds
from qdatool.coding.creation import ProjectDraft, create_project
from qdatool.coding.facts import project_facts
from qdatool.coding.health import check_project
from qdatool.coding.levels import list_levels
from qdatool.coding.project import Project
from qdatool.coding.snapshots import list_snapshots, restore_snapshot, take_snapshot
from qdatool.errors import ProjectFileError, ProjectFileReason
from qdatool.storage.connection import SCHEMA_VERSION
from qdatool.storage.migrations import migrate
from tests.builders import dump, dump_file, filled_project
from tests.processes import fork
from tests.storage.test_migrations import BATCH, NEXT

KILLS = 25


class Killer:
    """Kills children at random moments, and finds out by itself how long what they do takes on this computer."""

    def __init__(self, seed: int) -> None:
        self._dice = Random(seed)
        self._longest_s = 0.02

    def run(self, act: Callable[[], object]) -> None:
        """Run ``act`` in a child and kill it, at times before it begins and at times after it has ended."""
        child = fork()
        if not child:
            act()
            os._exit(0)
        time.sleep(self._dice.uniform(0, self._longest_s))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0
        self._longest_s *= 0.8 if os.WIFEXITED(status) else 1.25


def assert_whole(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("PRAGMA foreign_key_check").fetchone() is None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with something to undo, in a folder of its own that is copied for every kill."""
    made = tmp_path / "original"
    made.mkdir()
    project, _ = filled_project(made / "p.qdatool")
    take_snapshot(project, "then")
    with project.change(Operation.RENAME_CODE) as db:
        db.exec_driver_sql("UPDATE code SET label = 'now' WHERE id = 1")
    project.close()
    return made


def test_going_back_is_done_or_not(folder: Path, tmp_path: Path) -> None:
    killer = Killer(7)
    (copy,) = list_snapshots(folder / "p.qdatool")
    now, then = dump_file(folder / "p.qdatool"), dump_file(copy.path)
    found = set()
    for number in range(KILLS):
        path = tmp_path / str(number) / "p.qdatool"
        shutil.copytree(folder, path.parent)
        killer.run(lambda path=path: restore_snapshot(path, copy.name))
        state = dump_file(path)
        assert state in (now, then)
        if state == then:
            assert now in [dump_file(kept.path) for kept in list_snapshots(path)]
        assert_whole(path)
        with Project.open(path) as project:
            assert dump(project) == state
        found.add(state == then)
    assert found == {True, False}


def test_bringing_an_old_file_along_is_done_or_not(folder: Path, tmp_path: Path) -> None:
    killer = Killer(8)
    (tmp_path / "versions").mkdir()
    (tmp_path / "versions" / f"{NEXT:04d}_short_name.py").write_text(BATCH, encoding="utf-8")
    before = dump_file(folder / "p.qdatool")
    found = set()
    # Once here, so that no child has to import what migrations need.
    shutil.copytree(folder, tmp_path / "whole")
    migrate(tmp_path / "whole" / "p.qdatool", NEXT, tmp_path / "versions")
    after = dump_file(tmp_path / "whole" / "p.qdatool")
    for number in range(KILLS):
        path = tmp_path / str(number) / "p.qdatool"
        shutil.copytree(folder, path.parent)
        killer.run(lambda path=path: migrate(path, NEXT, tmp_path / "versions"))
        with closing(sqlite3.connect(path)) as raw:
            (version,) = raw.execute("PRAGMA user_version").fetchone()
        assert dump_file(path) == (after if version == NEXT else before)
        assert_whole(path)
        found.add(version)
    assert found == {SCHEMA_VERSION, NEXT}


def test_making_a_project_is_done_or_not(tmp_path: Path) -> None:
    killer = Killer(9)
    found = set()
    for number in range(KILLS):
        path = tmp_path / f"{number}.qdatool"
        killer.run(lambda path=path: create_project(path, ProjectDraft("T", coder="Sara")).close())
        try:
            with Project.open(path) as project:
                assert project_facts(project).title == "T"
                assert [coder.name for coder in list_coders(project)] == ["Sara"]
                assert len(list_rounds(project)) == len(list_levels(project)) == 1
                assert check_project(project) == ()
            found.add("made")
        except ProjectFileError as error:
            assert error.reason in (ProjectFileReason.NOT_FOUND, ProjectFileReason.NOT_A_PROJECT)
            found.add("not made")
    assert found == {"made", "not made"}
