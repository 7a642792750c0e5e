"""A disk without room: the change fails in one sentence, the file is as it was, and the next change works."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from qdatool.coding.project import Project
from qdatool.coding.snapshots import list_snapshots, take_snapshot
from qdatool.errors import ProjectFileError, ProjectFileReason
from tests.builders import add_text, dump, dump_file, empty_project
from tests.processes import in_child

LARGE = "word " * 400_000


def test_a_change_that_does_not_fit_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    with empty_project(tmp_path / "p.qdatool") as project:
        before = dump(project)
        (pages,) = project.raw().execute("PRAGMA page_count").fetchone()
        project.raw().execute(f"PRAGMA max_page_count={pages + 3}")
        with pytest.raises(ProjectFileError) as refused:
            add_text(project, LARGE)
        assert refused.value.reason is ProjectFileReason.DISK_FULL
        assert dump(project) == before
        assert project.next_undo() is None

        project.raw().execute("PRAGMA max_page_count=1000000")
        add_text(project, LARGE)
        project.undo()
        assert dump(project) == before


def test_a_file_that_may_not_grow_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "p.qdatool"
    empty_project(path).close()
    before = dump_file(path)
    size = path.stat().st_size

    def act() -> list[object]:
        with Project.open(path) as project:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20_000, resource.RLIM_INFINITY))
            try:
                add_text(project, LARGE)
            except ProjectFileError as error:
                refused = str(error.reason.value)
            is_same = dump(project) == before
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            add_text(project, LARGE)
            project.undo()
            return [refused, is_same, dump(project) == before]

    assert in_child(act) == ["not_writable", True, True]
    assert dump_file(path) == before


def test_a_snapshot_that_does_not_fit_is_not_listed(tmp_path: Path) -> None:
    path = tmp_path / "p.qdatool"
    with empty_project(path) as project:
        add_text(project, LARGE)
    size = path.stat().st_size

    def act() -> str:
        with Project.open(path) as project:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, resource.RLIM_INFINITY))
            try:
                take_snapshot(project, "late")
            except ProjectFileError as error:
                return str(error.reason.value)
            return "taken"

    assert in_child(act) == "not_writable"
    assert [snapshot.label for snapshot in list_snapshots(path)] == [""]
    assert not list((tmp_path / "p.snapshots").glob("*.part*"))
