"""Long work runs beside the window and ends in it."""

import gc
import threading

import pytest

from qdatool.errors import ExportFailed, ExportReason
from qdatool.ui.tasks import Tasks
from qdatool.ui.work_bar import WorkBar


@pytest.fixture
def tasks(qapp):
    made = Tasks()
    yield made
    made.close()


def test_the_result_arrives_in_the_thread_of_the_window(tasks, qtbot):
    seen = []
    tasks.run(
        "Counting",
        lambda data, progress, cancelled: (sum(data), threading.current_thread()),
        [1, 2, 3],
        lambda result: seen.append((*result, threading.current_thread())),
    )
    qtbot.waitUntil(lambda: bool(seen))
    total, worked_in, arrived_in = seen[0]
    assert total == 6
    assert worked_in is not arrived_in
    assert arrived_in is threading.main_thread()


def test_a_refusal_reaches_whoever_asked(tasks, qtbot):
    def job(data, progress, cancelled):
        raise ExportFailed(ExportReason.DISK_FULL)

    refused = []
    tasks.run("Writing", job, None, lambda result: None, on_error=refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert refused[0].reason is ExportReason.DISK_FULL


def test_a_refusal_nobody_asked_for_is_announced(tasks, qtbot):
    def job(data, progress, cancelled):
        raise ExportFailed(ExportReason.DISK_FULL)

    with qtbot.waitSignal(tasks.failed) as failed:
        tasks.run("Writing", job, None, lambda result: None)
    assert failed.args[0].reason is ExportReason.DISK_FULL


def test_a_cancelled_job_is_told_and_its_result_thrown_away(tasks, qtbot):
    begun, results = threading.Event(), []

    def job(data, progress, cancelled):
        begun.set()
        while not cancelled():
            pass
        return "late"

    tasks.run("Waiting", job, None, results.append)
    begun.wait(2)
    with qtbot.waitSignal(tasks.ended):
        tasks.cancel()
    assert results == []


def test_a_quick_job_shows_no_bar(tasks, qtbot):
    bar = WorkBar(tasks)
    qtbot.addWidget(bar)
    done = []
    tasks.run("Quick", lambda data, progress, cancelled: 1, None, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert not bar.isVisible()


def test_a_long_job_shows_its_sentence_and_progress(tasks, qtbot):
    bar = WorkBar(tasks)
    qtbot.addWidget(bar)
    go_on = threading.Event()

    def job(data, progress, cancelled):
        progress(1.0)
        go_on.wait(5)
        return None

    tasks.run("Reading transcripts", job, None, lambda result: None)
    with qtbot.waitSignal(tasks.started) as started:
        pass
    assert started.args == ["Reading transcripts"]
    assert bar.isVisible()
    with qtbot.waitSignal(tasks.ended):
        go_on.set()
    assert not bar.isVisible()


class Leftover:
    """Something that only the collector can free, and that tells in which thread it did."""

    def __init__(self, freed_in):
        self.myself = self
        self._freed_in = freed_in

    def __del__(self):
        self._freed_in.append(threading.current_thread())


def test_what_the_window_left_behind_is_not_freed_by_a_job(tasks, qtbot):
    freed_in, results = [], []

    def job(data, progress, cancelled):
        return len([[number] for number in range(200_000)])

    gc.collect()
    for _ in range(100):
        Leftover(freed_in)
    tasks.run("Counting", job, None, results.append)
    qtbot.waitUntil(lambda: bool(results))
    gc.collect()
    assert set(freed_in) == {threading.main_thread()}
    assert gc.isenabled()
