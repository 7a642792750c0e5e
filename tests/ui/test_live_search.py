"""A search that brings its hits while the window goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer, QObject
from PySide6.QtTest import QTest

from qdatool.coding.project import Project
from qdatool.coding.search import MOST_HITS, Hit
from qdatool.errors import OperationReason, QdaError
from qdatool.text.queries import Query
from qdatool.ui.live_search import LiveSearch
from qdatool.ui.tasks import Tasks
from tests.builders import add_text, empty_project


class Heard:
    """Everything a search has told."""

    def __init__(self, search: LiveSearch) -> None:
        self.hits: list[Hit] = []
        self.ends: list[bool] = []
        self.refusals: list[QdaError] = []
        search.began.connect(self.hits.clear)
        search.found.connect(self.hits.extend)
        search.ended.connect(self.ends.append)
        search.refused.connect(self.refusals.append)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with empty_project(tmp_path / "p.qdatool") as project:
        add_text(project, "trust and hope\n" * 300, "A")
        add_text(project, "hope\n", "B")
        yield project


@pytest.fixture
def search(qapp: object) -> Iterator[LiveSearch]:
    owner = QObject()
    tasks = Tasks(owner)
    yield LiveSearch(tasks, owner)
    tasks.close()


def wait(search: LiveSearch) -> None:
    deadline = QDeadlineTimer(5_000)
    while search.is_going_on():
        assert not deadline.hasExpired(), "the search does not end"
        QTest.qWait(1)


def test_hits_of_all_parts_come_and_then_the_end(search: LiveSearch, project: Project) -> None:
    heard = Heard(search)
    search.start(project, Query("hope"))
    wait(search)
    assert len(heard.hits) == 301
    assert heard.ends == [False]


def test_nothing_of_an_older_search_comes_after_a_newer_one_began(search: LiveSearch, project: Project) -> None:
    heard = Heard(search)
    search.start(project, Query("hope"))
    search.start(project, Query("trust"))
    wait(search)
    assert len(heard.hits) == 300
    assert heard.ends == [False]


def test_a_stopped_search_brings_nothing(search: LiveSearch, project: Project) -> None:
    heard = Heard(search)
    search.start(project, Query("hope"))
    search.stop()
    QTest.qWait(50)
    assert (heard.hits, heard.ends) == ([], [])


def test_a_search_may_be_started_from_what_it_brings(search: LiveSearch, project: Project) -> None:
    heard = Heard(search)
    again = iter([True])
    search.found.connect(lambda _hits: next(again, False) and search.start(project, Query("trust")))
    search.start(project, Query("hope"))
    wait(search)
    assert len(heard.hits) == 300


def test_a_broken_pattern_is_refused_at_once(search: LiveSearch, project: Project) -> None:
    heard = Heard(search)
    search.start(project, Query("(", is_pattern=True))
    assert [error.reason for error in heard.refusals] == [OperationReason.BAD_PATTERN]
    assert not search.is_going_on()


def test_a_pattern_without_end_is_refused_and_the_next_search_goes_on(
    search: LiveSearch, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qdatool.text.queries.LONGEST_MATCHING_S", 0.05)
    add_text(project, "a" * 60 + "b", "C")
    heard = Heard(search)
    search.start(project, Query("(a|aa)+$", is_pattern=True))
    wait(search)
    assert [error.reason for error in heard.refusals] == [OperationReason.PATTERN_TOO_SLOW]
    search.start(project, Query("trust"))
    wait(search)
    assert len(heard.hits) == 300


def test_more_hits_than_anyone_reads_end_the_search(search: LiveSearch, project: Project) -> None:
    add_text(project, "e " * (MOST_HITS + 1), "D")
    heard = Heard(search)
    search.start(project, Query("e"))
    wait(search)
    assert len(heard.hits) == MOST_HITS
    assert heard.ends == [True]
