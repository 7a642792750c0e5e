"""The whole window on a real project, driven by keys and mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer, QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from qdatool.coding.codes import CodeDraft, create_code
from qdatool.coding.levels import find_level
from qdatool.coding.project import Project
from qdatool.coding.quotations import Coding, codings_of_document
from qdatool.text.spans import Span
from qdatool.text.turns import find_turns
from qdatool.ui.main_window import MainWindow
from qdatool.ui.reading.workspace import ReadingWorkspace
from qdatool.ui.workspace import WorkspaceId
from tests.builders import add_text, empty_project, span_of

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
PLAIN = Qt.KeyboardModifier.NoModifier

PERSIAN = (
    "پرسشگر: از کی اینجا کار می‌کنید؟\n"
    "م۱: من از سال ۱۳۹۸ با API کار می‌کنم. اولش هیچ سامانه‌ای نبود. بعد کم‌کم درست شد.\n"
    "پرسشگر: چه چیزی سخت بود؟\n"
    "م۱: همه چیز! نمی خواهم اغراق کنم، ولی سه بار فرم پر کردیم و برگشت خورد.\n"
)
ENGLISH = "Interviewer: When did you start?\nP2: I started in 2019. There was no system at first. Then it came.\n"

X11_CODES = {
    "D": 40,
    "S": 39,
    "P": 33,
    "T": 28,
    "V": 55,
    "R": 27,
    "M": 58,
    "F": 41,
    "Z": 52,
    "1": 10,
    "2": 11,
    "G": 42,
    "N": 57,
    "Q": 24,
    "W": 25,
    "J": 44,
    "K": 45,
    "L": 46,
    "C": 54,
}
"""Key codes that X11 reports: those of evdev and 8."""
SOON_MS = 100
"""Timers below this let lists follow a change; longer ones wait for the end of typing."""
ON_PERSIAN_LAYOUT = {
    "D": "ی",
    "S": "س",
    "P": "ح",
    "T": "ف",
    "V": "ر",
    "R": "ق",
    "M": "پ",
    "F": "ب",
    "Z": "ظ",
    "1": "۱",
    "2": "۲",
    "G": "ل",
    "N": "د",
    "Q": "ض",
    "W": "ص",
    "J": "ت",
    "K": "ن",
    "L": "م",
    "C": "ز",
}
"""What the keys type on the Persian standard layout."""


@dataclass
class Desk:
    """The window with its Read & code workspace on a project of two documents and six codes."""

    window: MainWindow
    project: Project
    reading: ReadingWorkspace
    persian: int
    english: int
    codes: dict[str, int]

    @property
    def view(self):
        return self.reading.pane.view

    @property
    def tree(self):
        return self.reading.codes.tree

    @property
    def box(self):
        return self.reading.loop.box

    def select(self, words: str) -> Span:
        """Select words of the open document with the keyboard in the text."""
        span = span_of(self.reading.session.text(), words)
        self.view.setFocus()
        self.view.select_span(span)
        return span

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN, text: str = "") -> None:
        """Press a key where the keyboard is."""
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the keyboard"
        QApplication.sendEvent(focused, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text))
        QApplication.processEvents()

    def letter(self, position: str, modifiers: Qt.KeyboardModifier = PLAIN, *, persian: bool = False) -> None:
        """Press the key at a Latin position on a Latin or on the Persian layout."""
        typed = ON_PERSIAN_LAYOUT[position] if persian else position.lower()
        event = QKeyEvent(
            QEvent.Type.KeyPress, ord(typed.upper()), modifiers, X11_CODES[position], 0, 0, "" if modifiers else typed
        )
        QApplication.sendEvent(QApplication.focusWidget(), event)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type text of any script where the keyboard is."""
        for character in text:
            event = QKeyEvent(QEvent.Type.KeyPress, ord(character.upper()), PLAIN, character)
            QApplication.sendEvent(QApplication.focusWidget(), event)
        QApplication.processEvents()

    def codings(self, document_id: int | None = None) -> tuple[Coding, ...]:
        """Return the codings of a document, the Persian one by default, as the project holds them."""
        return codings_of_document(self.project, document_id or self.persian)

    def quotes(self) -> list[tuple[str, str]]:
        """Return the coded words of the Persian document with the labels of their codes."""
        labels = {code.id: code.label for code in self.reading.session.tree}
        return [(PERSIAN[one.start : one.end], labels[one.code_id]) for one in self.codings()]

    def count_shown(self, code_id: int) -> int:
        """Return the quotations of a code as the tree shows them."""
        return self.tree.codes.data(self.tree.codes.index_of(code_id), Qt.ItemDataRole.UserRole + 1).quotations

    def drop(self, mime, target: QWidget, place: QPoint) -> QDropEvent:
        """Drag something over a widget and let it fall."""
        actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
        buttons = Qt.MouseButton.LeftButton
        QApplication.sendEvent(target, QDragEnterEvent(place, actions, mime, buttons, PLAIN))
        QApplication.sendEvent(target, QDragMoveEvent(place, actions, mime, buttons, PLAIN))
        event = QDropEvent(QPointF(place), actions, mime, buttons, PLAIN)
        QApplication.sendEvent(target, event)
        QApplication.processEvents()
        return event

    def click_code(self, code_id: int) -> None:
        """Click on a code in the tree."""
        index = self.tree.codes.index_of(code_id)
        QTest.mouseClick(self.tree.viewport(), Qt.MouseButton.LeftButton, PLAIN, self.tree.visualRect(index).center())

    def settle(self) -> None:
        """Let what follows a moment after a change be done, however busy the computer is."""
        deadline = QDeadlineTimer(5_000)
        QApplication.processEvents()
        while self._is_something_due():
            assert not deadline.hasExpired(), "something is due again and again"
            QTest.qWait(5)

    def _is_something_due(self) -> bool:
        owners = (self.window, self.reading, self.reading.session)
        timers = [timer for owner in owners for timer in owner.findChildren(QTimer)]
        return any(timer.isActive() and timer.isSingleShot() and timer.interval() < SOON_MS for timer in timers)


MakeDesk = Callable[..., Desk]


@pytest.fixture
def make_desk(make_window: Callable[..., MainWindow], tmp_path: Path, filled_files) -> MakeDesk:
    """Return a maker of desks; the window closes the project."""

    def _make(language: str = "en", *, empty: bool = False) -> Desk:
        path = tmp_path / "study.qdatool"
        persian, english, codes = filled_files.copy(f"reading-{empty}", path, partial(_filled, empty=empty))
        window = make_window(language=language)
        window.open_path(path)
        project = window.project()
        reading = window.workspace(WorkspaceId.CODE)
        QApplication.processEvents()
        return Desk(window, project, reading, persian, english, codes)

    return _make


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    """Return the desk in English."""
    return make_desk()


def _filled(path: Path, *, empty: bool) -> tuple[int, int, dict[str, int]]:
    """Make a file with two interviews and some codes, or with nothing; return their ids."""
    with empty_project(path, coder="Negar") as project:
        if empty:
            return 0, 0, {}
        persian = add_text(project, PERSIAN, "مصاحبه ۱", find_turns(PERSIAN))
        english = add_text(project, ENGLISH, "Interview 2", find_turns(ENGLISH))
        codes = _codes(project)
        project.forget_undo()
    return persian, english, codes


def _codes(project: Project) -> dict[str, int]:
    axial = find_level(project, "axial").id
    made: dict[str, int] = {}

    def _code(label: str, english: str, parent: int | None = None, level: int | None = None) -> None:
        made[english] = create_code(project, CodeDraft(label, parent, level, {"en": english}))

    _code("کمبود سامانه", "Lack of systems", level=axial)
    _code("نبود سامانهٔ یکپارچه", "No integrated system", made["Lack of systems"])
    _code("فرم‌های تکراری", "Repeated forms", made["Lack of systems"])
    _code("رفتن به جلو", "Moving on", level=axial)
    _code("درست شدن تدریجی", "Slow repair", made["Moving on"])
    _code("مشارکت کارکنان", "Staff take part")
    return made
