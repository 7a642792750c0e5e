"""How fast a transcript of a million characters with 10,000 codings opens, is coded and is scrolled.

The floor is a plain read-only QTextEdit with the same text, fonts, letter size and window size, uncoded, in the same
run. Each figure is printed, and a figure that is missed fails.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from qdatool.text.spans import Span
from qdatool.ui import theme
from qdatool.ui.transcript import StripeCoding, TranscriptContent, TranscriptView
from qdatool.ui.transcript.page import USUAL_LETTERS
from tests.benchmarks.long_transcript import CODES, LongTranscript, long_transcript

WARM_UPS, ROUNDS = 5, 50
_WINDOW = (900, 800)


class PaintWatch(QObject):
    """Notices when a widget has been painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.has_painted = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.has_painted = True
        return False


def until_painted(watch: PaintWatch) -> None:
    deadline = time.perf_counter() + 10
    while not watch.has_painted:
        QApplication.processEvents()
        assert time.perf_counter() < deadline, "never painted"
    # The margin and the gutter are painted in the same round, after the viewport.
    watch.has_painted = False


def timed(benchmark, act: Callable[[], object], rounds: int = ROUNDS, before: Callable[[], object] | None = None):
    """Return the sorted seconds of ``rounds`` acts after the warm-ups; ``before`` each act is not counted."""
    seconds: list[float] = []

    def measured() -> None:
        if before:
            before()
        start = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - start)

    if benchmark is not None:
        benchmark.pedantic(measured, rounds=rounds, warmup_rounds=WARM_UPS)
    while len(seconds) < rounds + WARM_UPS:
        measured()
    return sorted(seconds[-rounds:])


def p95(seconds: list[float]) -> float:
    return seconds[min(len(seconds) - 1, int(len(seconds) * 0.95))]


def median(seconds: list[float]) -> float:
    return seconds[len(seconds) // 2]


def report(what: str, seconds: float, limit: str, floor: float | None = None) -> None:
    ratio = f", {seconds / floor:.2f} x the floor of {floor * 1e3:.2f} ms" if floor else ""
    print(f"\n{what}: {seconds * 1e3:.2f} ms{ratio} (must be {limit})")


@pytest.fixture(scope="module")
def transcript() -> LongTranscript:
    return long_transcript()


@pytest.fixture(autouse=True)
def _fonts(qapp) -> None:
    theme.load_fonts()
    theme.show_theme(qapp, theme.ThemeChoice.LIGHT)
    theme.show_language(qapp)


@pytest.fixture
def closing():
    """Widgets that are gone after the test, timers for background layout and all."""
    widgets: list[QWidget] = []
    yield widgets.append
    for widget in widgets:
        gone(widget)


def gone(widget: QWidget) -> None:
    widget.close()
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def plain_editor() -> QTextEdit:
    editor = QTextEdit()
    editor.setReadOnly(True)
    font = QFont()
    font.setFamilies(theme.font_families("fa"))
    font.setPixelSize(USUAL_LETTERS)
    editor.setFont(font)
    editor.resize(*_WINDOW)
    return editor


def open_plainly(transcript: LongTranscript) -> QTextEdit:
    editor = plain_editor()
    watch = PaintWatch(editor.viewport())
    editor.setPlainText(transcript.content.text)
    editor.show()
    until_painted(watch)
    return editor


def open_coded(transcript: LongTranscript) -> TranscriptView:
    view = TranscriptView()
    view.resize(*_WINDOW)
    watch = PaintWatch(view.viewport())
    view.set_appearances(transcript.appearances)
    view.set_document(transcript.content)
    view.set_codings(transcript.codings)
    view.show()
    until_painted(watch)
    return view


def repaint_floor(transcript: LongTranscript) -> float:
    """Return the p95 of painting the plain editor anew, in the middle of the text and wholly laid out."""
    editor = open_plainly(transcript)
    editor.document().documentLayout().documentSize()
    bar = editor.verticalScrollBar()
    cursor = editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    editor.setTextCursor(cursor)
    bar.setValue(bar.maximum() // 2)
    watch = PaintWatch(editor.viewport())
    until_painted(watch)

    def repaint() -> None:
        editor.viewport().update()
        until_painted(watch)

    floor = p95(timed(None, repaint))
    gone(editor)
    return floor


def test_opening_costs_at_most_five_plain_openings(transcript, benchmark):
    opened: list[QWidget] = []

    def close_all() -> None:
        while opened:
            gone(opened.pop())

    floor = median(timed(None, lambda: opened.append(open_plainly(transcript)), rounds=15, before=close_all))
    ours = median(timed(benchmark, lambda: opened.append(open_coded(transcript)), rounds=15, before=close_all))
    close_all()
    report("open to first paint", ours, "<= 5 x", floor)
    assert ours <= 5 * floor


def test_applying_a_code_is_painted_within_a_frame(transcript, benchmark, closing):
    floor = repaint_floor(transcript)
    view = open_coded(transcript)
    closing(view)
    view.go_to(Span(500_000, 500_010))
    watch = PaintWatch(view.viewport())
    until_painted(watch)
    numbers, chance = count(1_000_000), random.Random(7)

    def apply() -> None:
        number, start = next(numbers), 500_000 + chance.randrange(1500)
        view.add_codings((StripeCoding(number, number, start, start + 60, number % CODES, 1),))
        until_painted(watch)

    ours = p95(timed(benchmark, apply))
    report("apply a code, painted, p95", ours, "<= 4 x and <= 16 ms", floor)
    assert ours <= 4 * floor
    assert ours <= 0.016


def test_going_to_the_end_of_an_unopened_document(transcript, benchmark, closing):
    view = TranscriptView()
    closing(view)
    view.resize(*_WINDOW)
    view.set_appearances(transcript.appearances)
    view.show()
    watch = PaintWatch(view.viewport())
    until_painted(watch)
    target = replace(transcript.codings[0], coding_id=1, start=990_000, end=990_120)

    def show_another() -> None:
        view.set_document(TranscriptContent("Another document."))
        watch.has_painted = False
        until_painted(watch)

    def go() -> None:
        view.set_document(transcript.content)
        view.set_codings((*transcript.codings[1:], target))
        view.select_quotation(target.quotation_id)
        view.go_to(Span(target.start, target.end))
        until_painted(watch)

    ours = p95(timed(benchmark, go, rounds=15, before=show_another))
    report("go to a quotation near the end, painted, p95", ours, "<= 400 ms")
    assert ours <= 0.4


def test_scrolling_keeps_up_with_the_screen(transcript, benchmark, closing):
    view = open_coded(transcript)
    closing(view)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    watch = PaintWatch(view.viewport())
    until_painted(watch)

    def scroll() -> None:
        bar.setValue(bar.value() + 60)
        until_painted(watch)

    ours = p95(timed(benchmark, scroll, rounds=200))
    report("scroll, p95", ours, "<= 12 ms")
    assert ours <= 0.012
