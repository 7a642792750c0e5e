"""How fast the audit trail, what is new, review comments and links stay in a project of years.

100,000 acts on 500 codes, 20,000 codings, 2,000 links and 2,000 comments; the floor is a bare read of the history.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QApplication

from qdatool.coding.changed_since import News, Visit, changed_since
from qdatool.coding.changes import Operation
from qdatool.coding.codes import CodeDraft, create_code
from qdatool.coding.history import HistoryFilter, Subject, history_coders
from qdatool.coding.project import Project
from qdatool.coding.quotation_links import link_quotations, linked_quotations, links_of_quotation
from qdatool.coding.quotation_search import find_quotations
from qdatool.coding.quotations import apply_code, codings_of_document
from qdatool.coding.review import CommentSubject, CommentTarget, add_comment, list_comments, open_comments
from qdatool.coding.snapshots import take_snapshot
from qdatool.text.spans import Span
from qdatool.ui.history.rows import HistoryRows
from tests.builders import add_text, empty_project

ACTS, CODES, CODINGS, LINKS, COMMENTS = 100_000, 500, 20_000, 2_000, 2_000
TEXT = "words that somebody said in an interview of an hour, one line after another of them\n" * 3_000


def timed(act: Callable[[], object], rounds: int = 11) -> tuple[float, float]:
    """Return the median of clock and thread seconds of ``rounds`` acts after two that do not count."""
    clock, thread = [], []
    for _ in range(rounds + 2):
        start, started = time.perf_counter(), time.thread_time()
        act()
        clock.append(time.perf_counter() - start)
        thread.append(time.thread_time() - started)
    return sorted(clock[2:])[rounds // 2], sorted(thread[2:])[rounds // 2]


def report(what: str, seconds: tuple[float, float], limit_s: float) -> None:
    clock, thread = seconds
    print(f"\n{what}: {clock * 1e3:.1f} ms, {thread * 1e3:.1f} ms of thread (must be below {limit_s * 1e3:.0f} ms)")
    assert thread <= limit_s


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    generator = random.Random(1)
    with empty_project(tmp_path_factory.mktemp("history") / "long.qdatool") as project:
        with project.change(Operation.BUILD_SAMPLE):
            document = add_text(project, TEXT, "d")
            codes = [create_code(project, CodeDraft(f"c{number}")) for number in range(CODES)]
            for number in range(CODINGS):
                start = number * 12
                apply_code(project, document, generator.choice(codes), Span(start, start + generator.randint(20, 180)))
            quotations = [coding.quotation_id for coding in codings_of_document(project, document)]
            for _ in range(LINKS):
                link_quotations(project, *generator.sample(quotations, 2), "explains")
            for number in range(COMMENTS):
                add_comment(project, CommentSubject(CommentTarget.CODE, generator.choice(codes)), f"comment {number}")
        _write_history(project, generator, codes)
        yield project


def _write_history(project: Project, generator: random.Random, codes: list[int]) -> None:
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    rows = []
    for _ in range(ACTS):
        moment += timedelta(minutes=5)
        touched = json.dumps({"code": {"updated": [generator.choice(codes)]}})
        rows.append((moment.isoformat(), "rename-code", "do", project.coder_id, "Sara", touched, ""))
    raw = project.raw()
    raw.execute("PRAGMA query_only=OFF")
    columns = "at, operation, direction, coder_id, coder_name, entities, reason"
    raw.execute("BEGIN")
    raw.executemany(f"INSERT INTO history ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    raw.execute("COMMIT")
    raw.execute("PRAGMA query_only=ON")


def test_the_first_page_of_the_history(qapp: QApplication, project: Project) -> None:
    rows = HistoryRows()
    report("first page of 100,000 acts", timed(lambda: rows.show_history(project, HistoryFilter(), "")), 0.03)
    assert rows.rowCount() > 100


def test_the_next_page_of_the_history(qapp: QApplication, project: Project) -> None:
    rows = HistoryRows()
    rows.show_history(project, HistoryFilter(), "")
    report("next page", timed(lambda: rows.fetchMore(QModelIndex())), 0.03)


def test_a_filter_that_fits_nothing_looks_through_everything(qapp: QApplication, project: Project) -> None:
    rows = HistoryRows()
    wanted = HistoryFilter(subject=Subject.PARTICIPANT)
    report("filter by kind, nothing fits", timed(lambda: rows.show_history(project, wanted, "")), 0.15)
    report("everybody who did something", timed(lambda: history_coders(project)), 0.08)


def test_one_part_of_a_search_for_words_leaves_the_window_its_turn(qapp: QApplication, project: Project) -> None:
    rows = HistoryRows()
    report("one part of a search", timed(lambda: rows.show_history(project, HistoryFilter(), "nowhere")), 0.12)
    rows.show_history(None, HistoryFilter(), "")


def test_what_is_new_since_a_visit(project: Project) -> None:
    (newest,) = project.raw().execute("SELECT max(id) FROM history").fetchone()
    recent = Visit(newest - 1_000, datetime.now(UTC))
    report("new since a visit 1,000 acts ago", timed(lambda: changed_since(project, recent)), 0.06)
    first = Visit(2, datetime.now(UTC))
    report("new since a visit 100,000 acts ago", timed(lambda: changed_since(project, first), 3), 1.0)
    news = News(project, first)
    news.look()
    report("the same once more after a step", timed(news.look), 0.03)


def test_what_is_new_since_a_snapshot(project: Project) -> None:
    snapshot = take_snapshot(project)
    report("new since a snapshot", timed(lambda: changed_since(project, snapshot), 5), 0.4)


def test_comments_and_links(project: Project) -> None:
    report("2,000 comments", timed(lambda: list_comments(project)), 0.06)
    report("open comments of every code", timed(lambda: open_comments(project, CommentTarget.CODE)), 0.02)
    report("every linked passage", timed(lambda: linked_quotations(project)), 0.04)
    (first,) = project.raw().execute("SELECT source_id FROM quotation_link LIMIT 1").fetchone()
    report("links of one passage", timed(lambda: links_of_quotation(project, first)), 0.04)
    report("passages that hold a word, of 20,000", timed(lambda: find_quotations(project, "interview")), 0.25)
