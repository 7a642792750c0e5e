"""The reference count of None survives calls into Qt.

PySide6 6.12.0 drops a reference to None on every void call under Python 3.10 and 3.11; a process dies after some
thousands of calls, long after small tests have passed. The upper bound in pyproject.toml keeps that release out; this
tells when a release behaves. From Python 3.12 on None is immortal, its count stands still, and so does the danger.
"""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QWidget

CALLS = 1_000
# Python itself moves the count by a few while it runs; a dropped reference moves it by one a call.
NOISE = 50


class Sender(QObject):
    sent = Signal(int)


def _void_call_on_a_value() -> Callable[[], object]:
    point = QPoint()
    return lambda: point.setX(3)


def _void_call_on_a_widget() -> Callable[[], object]:
    widget = QWidget()
    return lambda: widget.setToolTip("x")


def _none_as_an_argument() -> Callable[[], object]:
    widget = QWidget()
    return lambda: widget.setParent(None)


def _text_edit() -> Callable[[], object]:
    document = QTextDocument()
    cursor = QTextCursor(document)
    return lambda: (document, cursor.insertText("x"))


def _painter_call() -> Callable[[], object]:
    image = QImage(4, 4, QImage.Format.Format_ARGB32)

    def paint() -> None:
        painter = QPainter(image)
        painter.setPen(QColor(1, 2, 3))
        painter.drawLine(0, 0, 1, 1)
        painter.end()

    return paint


def _signal() -> Callable[[], object]:
    sender = Sender()
    sender.sent.connect(lambda number: None)
    return lambda: sender.sent.emit(1)


def _python_override() -> Callable[[], object]:
    class Painted(QWidget):
        def paintEvent(self, event: object) -> None:
            pass

    widget = Painted()
    image = QImage(4, 4, QImage.Format.Format_ARGB32)
    return lambda: widget.render(image)


@pytest.mark.parametrize(
    "make_call",
    [
        _void_call_on_a_value,
        _void_call_on_a_widget,
        _none_as_an_argument,
        _text_edit,
        _painter_call,
        _signal,
        _python_override,
    ],
)
def test_a_call_into_qt_keeps_the_references_to_none(
    qapp: QApplication, make_call: Callable[[], Callable[[], object]]
) -> None:
    call = make_call()
    call()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    assert abs(sys.getrefcount(None) - before) < NOISE
