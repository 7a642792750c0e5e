from __future__ import annotations

import json
import os
import platform
import signal
import tempfile
import time
from pathlib import Path

import pytest

from qdatool.coding.changes import Operation
from qdatool.coding.project import Project
from qdatool.errors import ProjectFileError, ProjectFileReason
from qdatool.storage.lock import ProjectLock, lock_path, read_holder
from tests.builders import empty_project
from tests.processes import LivingChild, fork, in_child

NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "p.qdatool"
    empty_project(file).close()
    return file


def test_a_closed_project_leaves_no_lock(path: Path) -> None:
    Project.open(path).close()
    assert list(path.parent.iterdir()) == [path]


def test_a_project_open_elsewhere_names_its_holder(path: Path) -> None:
    with LivingChild(lambda: Project.open(path)), pytest.raises(ProjectFileError) as refused:
        Project.open(path)
    assert refused.value.reason is ProjectFileReason.LOCKED
    assert refused.value.facts["host"] == platform.node()
    assert refused.value.facts["holder"]
    assert refused.value.facts["since"]


def test_reading_works_beside_the_holder(path: Path) -> None:
    with LivingChild(lambda: Project.open(path)), Project.open(path, read_only=True) as project:
        assert project.read().exec_driver_sql("SELECT title FROM project").scalar() == "Staying at work"
        with pytest.raises(ProjectFileError) as refused, project.change(Operation.CREATE_CODE):
            pass
    assert refused.value.reason is ProjectFileReason.READ_ONLY


def test_the_lock_of_a_dead_process_is_taken_over(path: Path) -> None:
    with LivingChild(lambda: Project.open(path)) as child:
        child.kill()
    assert lock_path(path).exists()
    with Project.open(path) as project:
        assert not project.is_read_only


def test_a_killed_process_that_nobody_has_waited_for_holds_nothing(path: Path) -> None:
    with LivingChild(lambda: Project.open(path)) as child:
        os.kill(child.process, signal.SIGKILL)
        os.waitid(os.P_PID, child.process, os.WEXITED | os.WNOWAIT)
        with Project.open(path) as project:
            assert not project.is_read_only


def test_a_reused_process_number_is_told_apart(path: Path) -> None:
    with Project.open(path):
        held = json.loads(lock_path(path).read_text(encoding="utf-8"))
    lock_path(path).write_text(json.dumps({**held, "started": held["started"] - 500.0}), encoding="utf-8")
    with Project.open(path) as project:
        assert not project.is_read_only


def test_the_lock_of_another_computer_is_kept(path: Path) -> None:
    held = {"host": "elsewhere", "process": 1, "started": 0.0, "user": "mina", "since": "2026-03-01T09:00:00+00:00"}
    lock_path(path).write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(ProjectFileError) as refused:
        Project.open(path)
    assert refused.value.facts["holder"] == "mina"
    assert refused.value.facts["host"] == "elsewhere"


@pytest.mark.parametrize("garbage", [b"", b"{", b"[]", b"\xff\xfe", b'{"host": 1}', b'{"host": "a", "process": "x"}'])
def test_a_garbled_lock_is_taken_over(path: Path, garbage: bytes) -> None:
    lock_path(path).write_bytes(garbage)
    with Project.open(path) as project:
        assert not project.is_read_only


def test_others_may_read_who_holds_the_project(path: Path) -> None:
    with Project.open(path):
        assert lock_path(path).stat().st_mode & 0o044 == 0o044


def test_giving_the_lock_back_leaves_that_of_others(path: Path) -> None:
    lock = ProjectLock.acquire(path)
    other = {"host": "elsewhere", "process": 1, "started": 0.0, "user": "mina", "since": ""}
    lock_path(path).write_text(json.dumps(other), encoding="utf-8")
    lock.release()
    holder = read_holder(path)
    assert holder is not None and holder.user == "mina"


def test_without_hard_links_the_lock_still_excludes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links on this disk")

    monkeypatch.setattr(os, "link", refuse)
    with Project.open(path), pytest.raises(ProjectFileError) as refused:
        Project.open(path)
    assert refused.value.reason is ProjectFileReason.LOCKED


def test_only_one_of_many_takes_over_a_stale_lock(path: Path) -> None:
    stale = {"host": platform.node(), "process": 2**22 + 1, "started": 0.0, "user": "ghost", "since": ""}
    for _ in range(15):
        lock_path(path).write_text(json.dumps(stale), encoding="utf-8")
        assert _winners(path, 5) == 1
        lock_path(path).unlink()


def _winners(path: Path, children: int) -> int:
    """Let children take the lock at the same moment; return how many believe that they hold it."""
    reading, writing = os.pipe()
    waiting, ending = os.pipe()
    begin = time.monotonic() + 0.01
    processes = []
    for _ in range(children):
        child = fork()
        if not child:
            while time.monotonic() < begin:
                pass
            try:
                ProjectLock.acquire(path)
                os.write(writing, b"y")
            except ProjectFileError:
                os.write(writing, b"n")
            # The winner stays alive until all have tried.
            os.close(ending)
            os.read(waiting, 1)
            os._exit(0)
        processes.append(child)
    os.close(writing)
    os.close(waiting)
    answers = b""
    while len(answers) < children:
        answers += os.read(reading, children)
    os.close(reading)
    os.close(ending)
    for process in processes:
        os.waitpid(process, 0)
    return answers.count(b"y")


def test_a_project_in_a_read_only_folder_opens_for_reading() -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "p.qdatool"
        empty_project(path).close()
        path.chmod(0o666)
        path.parent.chmod(0o555)
        assert in_child(lambda: _opened_as_nobody(path)) == [True, "Staying at work"]
        path.parent.chmod(0o755)


def test_a_file_without_the_right_to_write_opens_for_reading() -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "p.qdatool"
        empty_project(path).close()
        path.chmod(0o444)
        path.parent.chmod(0o777)
        assert in_child(lambda: _opened_as_nobody(path)) == [True, "Staying at work"]


def test_a_lock_that_may_not_be_read_is_kept() -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "p.qdatool"
        empty_project(path).close()
        path.chmod(0o666)
        path.parent.chmod(0o777)
        lock_path(path).write_text("{}", encoding="utf-8")
        lock_path(path).chmod(0o000)
        assert in_child(lambda: _refusal_as_nobody(path)) == "locked"


def _become_nobody() -> None:
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def _opened_as_nobody(path: Path) -> list[object]:
    _become_nobody()
    with Project.open(path) as project:
        return [project.is_read_only, project.read().exec_driver_sql("SELECT title FROM project").scalar()]


def _refusal_as_nobody(path: Path) -> str:
    _become_nobody()
    try:
        Project.open(path).close()
    except ProjectFileError as error:
        return str(error.reason.value)
    return "opened"


def test_a_project_is_locked_by_whatever_name_it_is_opened(path: Path) -> None:
    link = path.with_name("link.qdatool")
    link.symlink_to(path)
    with Project.open(path), pytest.raises(ProjectFileError) as refused:
        Project.open(link)
    assert refused.value.reason is ProjectFileReason.LOCKED
