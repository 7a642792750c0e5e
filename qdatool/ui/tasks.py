"""Long work in one worker thread, with a bar that appears only when it takes long enough to be noticed.

A job is a Qt-free function ``(data, progress, cancelled) -> result`` on plain data: the window reads before it starts
and writes, with one operation that checks again, after it has ended.

While a job runs, Python's collector rests: it works in whatever thread happens to allocate, and a widget it frees in
the worker thread holds a lock of Qt and waits for Python while the window holds Python and waits for that lock.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from qdatool.errors import QdaError

D = TypeVar("D")
R = TypeVar("R")

Progress = Callable[[float], None]
"""Called by a job with the share done, 0..1."""

Cancelled = Callable[[], bool]
"""Asked by a job now and then; True means: stop and return anything."""

BAR_AFTER_MS = 400
CANCEL_AFTER_MS = 2000
_REPORT_EVERY_S = 0.1


class Tasks(QObject):
    """Runs jobs one after the other and tells the window about the one that runs now."""

    started = Signal(str)
    """A job has been running for 400 ms: show the bar with this sentence."""
    progressed = Signal(float)
    can_cancel = Signal()
    ended = Signal()
    failed = Signal(object)
    """A job ended with a QdaError that its caller did not ask to hear of."""

    _finished = Signal(object)
    _reported = Signal(float)

    def __init__(self, parent: QObject | None = None, executor: Executor | None = None) -> None:
        super().__init__(parent)
        self._executor = executor or ThreadPoolExecutor(max_workers=1, thread_name_prefix="qdatool-task")
        self._running: dict[Future[object], Callable[[Future[object]], None]] = {}
        self._stop = Event()
        self._sentence = ""
        self._bar_timer = self._one_shot(BAR_AFTER_MS, lambda: self.started.emit(self._sentence))
        self._cancel_timer = self._one_shot(CANCEL_AFTER_MS, self.can_cancel.emit)
        # Queued, so that a job that is done at once does not answer while its asker still asks.
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self.progressed)

    def run(
        self,
        sentence: str,
        job: Callable[[D, Progress, Cancelled], R],
        data: D,
        then: Callable[[R], object],
        *,
        on_error: Callable[[QdaError], object] | None = None,
    ) -> None:
        """Run ``job(data, ...)`` in the worker thread and ``then(result)`` in this one.

        ``sentence`` says what goes on, already translated. A cancelled job calls neither ``then`` nor ``on_error``.
        """
        self._stop = Event()
        self._sentence = sentence
        stop = self._stop
        gc.disable()
        future: Future[object] = self._executor.submit(job, data, _Reporter(self._reported.emit), stop.is_set)

        def _settle(done: Future[object]) -> None:
            if stop.is_set():
                return
            try:
                result = done.result()
            except CancelledError:
                return
            except QdaError as error:
                (on_error or self.failed.emit)(error)
                return
            then(result)

        self._running[future] = _settle
        self._bar_timer.start()
        self._cancel_timer.start()
        future.add_done_callback(self._finished.emit)

    def cancel(self) -> None:
        """Ask the job that runs now to stop; its result is thrown away."""
        self._stop.set()

    def is_busy(self) -> bool:
        """Tell whether a job is running or waiting."""
        return bool(self._running)

    def close(self) -> None:
        """Stop what runs and let go of the thread."""
        self._stop.set()
        self._bar_timer.stop()
        self._cancel_timer.stop()
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._running.clear()
        gc.enable()

    def _on_finished(self, future: Future[object]) -> None:
        settle = self._running.pop(future, None)
        if not self._running:
            gc.enable()
            self._bar_timer.stop()
            self._cancel_timer.stop()
            self.ended.emit()
        if settle is None:
            return
        error = None if future.cancelled() else future.exception()
        if error is not None and not isinstance(error, QdaError):
            raise error
        settle(future)

    def _one_shot(self, after_ms: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(act)
        return timer


class _Reporter:
    """Passes the share done on, ten times a second at most."""

    def __init__(self, report: Callable[[float], None]) -> None:
        self._report = report
        self._last_s = 0.0

    def __call__(self, share: float) -> None:
        now_s = time.monotonic()
        if now_s - self._last_s >= _REPORT_EVERY_S or share >= 1:
            self._last_s = now_s
            self._report(min(max(share, 0.0), 1.0))
