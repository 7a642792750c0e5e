"""Killed at any moment, a project holds every acknowledged step, perhaps the one under way, and never half of it."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Connection

import qdatool.coding.project
from qdatool.coding.project import Project
from qdatool.coding.snapshots import list_snapshots
from tests.builders import dump, dump_file, filled_project
from tests.processes import fork
from tests.random_acts import SeededWorld, step_at_random

SEED = 20260301
STEPS = 100_000

OPENED, COMMITTING, DONE, FAILED = b"o", b"c", b"d", b"!"


class Victim:
    """A child that opens the project and does one random step after the other until it is killed."""

    def __init__(self, path: Path, first_step: int) -> None:
        self._reading, writing = os.pipe()
        self._process = fork()
        if not self._process:
            os.close(self._reading)
            try:
                _work(path, first_step, writing)
            except BaseException as error:
                os.write(writing, FAILED + repr(error).encode())
            os._exit(1)
        os.close(writing)
        self._heard = b""

    def wait_for(self, sign: bytes, times: int = 1) -> None:
        while self._heard.count(sign) < times:
            self._hear()

    def kill(self) -> int:
        """End the child without warning and return how many steps it has acknowledged."""
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        while self._hear():
            pass
        os.close(self._reading)
        assert FAILED not in self._heard, self._heard
        return self._heard.count(DONE)

    def _hear(self) -> bool:
        part = os.read(self._reading, 4096)
        self._heard += part
        assert part or FAILED not in self._heard, self._heard
        return bool(part)


def _work(path: Path, first_step: int, writing: int) -> None:
    world = SeededWorld(SEED)
    real_commit = qdatool.coding.project.commit

    def told_commit(connection: Connection) -> None:
        os.write(writing, COMMITTING)
        real_commit(connection)

    qdatool.coding.project.commit = told_commit
    with world.in_force(), Project.open(path, clock=world.clock) as project:
        assert not project.is_read_only
        os.write(writing, OPENED)
        for number in range(first_step, STEPS):
            step_at_random(project, world.begin(number))
            os.write(writing, DONE)


class Shadow:
    """The same steps on another file, by a process that nobody kills."""

    def __init__(self, path: Path) -> None:
        self._world = SeededWorld(SEED)
        filled_project(path)[0].close()
        self._project = Project.open(path, clock=self._world.clock)
        self._project.raw().execute("PRAGMA synchronous=OFF")
        self.steps = 0

    def advance(self, steps: int) -> None:
        with self._world.in_force():
            for _ in range(steps):
                step_at_random(self._project, self._world.begin(self.steps))
                self.steps += 1

    def dump(self) -> object:
        return dump(self._project)

    def close(self) -> None:
        self._project.close()


@pytest.fixture
def shadow(tmp_path: Path) -> Iterator[Shadow]:
    one = Shadow(tmp_path / "shadow.qdatool")
    yield one
    one.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "p.qdatool"
    filled_project(file)[0].close()
    return file


def assert_whole(path: Path, shadow: Shadow, acknowledged: int) -> None:
    """Assert that the file holds the acknowledged steps or one more, and nothing broken."""
    found = dump_file(path)
    shadow.advance(acknowledged)
    if found != shadow.dump():
        shadow.advance(1)
        assert found == shadow.dump(), f"after step {shadow.steps}"
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("PRAGMA foreign_key_check").fetchone() is None


def test_a_hundred_kills_at_any_moment(path: Path, shadow: Shadow) -> None:
    dice = Random(SEED)
    for _ in range(100):
        victim = Victim(path, shadow.steps)
        if dice.random() < 0.8:
            victim.wait_for(OPENED)
            victim.wait_for(DONE, dice.randint(0, 6))
        time.sleep(dice.uniform(0, 0.03))
        assert_whole(path, shadow, victim.kill())
    assert shadow.steps >= 100


def test_a_hundred_kills_within_a_commit(path: Path, shadow: Shadow) -> None:
    dice = Random(SEED + 1)
    torn = 0
    for _ in range(100):
        victim = Victim(path, shadow.steps)
        victim.wait_for(OPENED)
        victim.wait_for(COMMITTING, dice.randint(2, 5))
        time.sleep(dice.uniform(0, 0.003))
        acknowledged = victim.kill()
        torn += path.with_name(f"{path.name}-journal").exists()
        assert_whole(path, shadow, acknowledged)
    # Dozens on a disk; on one in memory a commit is over almost at once.
    assert torn, "no kill hit a commit under way"


def test_what_a_kill_leaves_behind_does_not_pile_up(path: Path, shadow: Shadow) -> None:
    dice = Random(SEED + 2)
    for _ in range(10):
        victim = Victim(path, shadow.steps)
        victim.wait_for(DONE, dice.randint(0, 3))
        time.sleep(dice.uniform(0, 0.02))
        shadow.advance(victim.kill())
    last = Victim(path, shadow.steps)
    last.wait_for(DONE, 5)
    last.kill()
    with Project.open(path):
        pass
    locks = {file.name for file in path.parent.iterdir() if file.suffix in (".lock", ".taking")}
    assert locks == {"shadow.qdatool.lock"}
    kept = {snapshot.path for snapshot in list_snapshots(path)}
    assert set(path.with_name("p.snapshots").iterdir()) == kept
