"""The codebook's board in a real window, on a small study with codes in usual and unusual places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qdatool.coding.codes import CodeDraft, create_code, load_codes
from qdatool.coding.documents import add_document
from qdatool.coding.drafts import ImportedDocument
from qdatool.coding.levels import find_level
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code
from qdatool.text.spans import Span
from qdatool.ui.codebook.board.canvas import CardCanvas
from qdatool.ui.codebook.board.content import Item
from qdatool.ui.codebook.board.view import BoardView
from qdatool.ui.codebook.workspace import CodebookWorkspace, ViewKind
from qdatool.ui.controls import ElidedLabel
from qdatool.ui.main_window import MainWindow
from qdatool.ui.workspace import WorkspaceId

TEXT = "The chief listens to us. We went home late. Nobody answered the letter."
CODES = (
    ("Causes", None, "selective", "علت‌ها"),
    ("Mistrust", "Causes", "axial", "بی‌اعتمادی"),
    ("late", "Mistrust", "open", "دیر رفتن"),
    ("rude", "Mistrust", "open", "بی‌ادبی"),
    ("far", "Mistrust", "open", "دوری"),
    ("Bribes", "Causes", "axial", "رشوه"),
    ("money", "Bribes", "open", "پول"),
    ("direct", "Causes", "open", "بی‌میانجی"),
    ("Answers", None, "selective", "پاسخ‌ها"),
    ("Training", "Answers", "axial", "آموزش"),
    ("course", "Training", "open", "دوره"),
    ("free", None, "open", "آزاد"),
    ("loose", None, "open", "رها"),
)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier
X11_CODES = {"G": 42, "N": 57, "Q": 24}
"""Key codes that X11 reports: those of evdev and 8."""
ON_PERSIAN_LAYOUT = {"G": "ل", "N": "د", "Q": "ض"}


@dataclass
class Desk:
    """The window with the board; codes are named by their English labels."""

    window: MainWindow
    project: Project
    codes: dict[str, int]

    @property
    def workspace(self) -> CodebookWorkspace:
        made = self.window.workspace(WorkspaceId.CODEBOOK)
        assert isinstance(made, CodebookWorkspace)
        return made

    @property
    def board(self) -> BoardView:
        return self.workspace.board

    @property
    def canvas(self) -> CardCanvas:
        return self.board.canvas

    @property
    def inbox(self) -> CardCanvas:
        return self.board.inbox.canvas

    def item(self, name: str) -> Item:
        item = self.board.state.board.item_of(self.codes[name])
        assert item is not None
        return item

    def at(self, name: str) -> QPoint:
        """Return the middle of a card or head, in pixels of its own canvas, after bringing it into view."""
        canvas = self.canvas_of(name)
        canvas.reveal(self.item(name))
        return canvas.place_of(self.item(name)).center()

    def canvas_of(self, name: str) -> CardCanvas:
        return self.inbox if self.inbox.shows(self.item(name)) else self.canvas

    def click(self, name: str, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.mouseClick(self.canvas_of(name).viewport(), Qt.MouseButton.LeftButton, modifiers, self.at(name))

    def double_click(self, name: str) -> None:
        self.click(name)
        view = self.canvas_of(name).viewport()
        QTest.mouseDClick(view, Qt.MouseButton.LeftButton, PLAIN, self.at(name))
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, PLAIN, self.at(name))

    def drag(self, name: str, to: QPoint, on: CardCanvas | None = None, *, is_released: bool = True) -> None:
        """Drag a card or column by its middle to a point of a canvas, in a few steps as a hand does."""
        source, target = self.canvas_of(name), on or self.canvas
        start = self.at(name)
        end = source.viewport().mapFromGlobal(target.viewport().mapToGlobal(to))
        QTest.mousePress(source.viewport(), Qt.MouseButton.LeftButton, PLAIN, start)
        for share in (0.2, 0.6, 1.0):
            QTest.mouseMove(source.viewport(), start + (end - start) * share)
            QApplication.processEvents()
        if is_released:
            QTest.mouseRelease(source.viewport(), Qt.MouseButton.LeftButton, PLAIN, end)
            QApplication.processEvents()

    def above(self, name: str) -> QPoint:
        """Return a point in the upper part of a card or of the columns beside it."""
        self.canvas_of(name).reveal(self.item(name))
        place = self.canvas_of(name).place_of(self.item(name))
        return QPoint(place.center().x(), place.top() + 3)

    def slot(self, lane: str) -> QPoint:
        """Return a point in the empty place of a lane."""
        place = next(one for one in self.canvas.places.lanes if one.lane.code_id == self.codes[lane])
        return self.canvas.to_viewport(place.slot).center()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)
        QApplication.processEvents()

    def letter(self, letter: str, *, persian: bool = False) -> None:
        """Press the key of a letter on a Latin or on the Persian layout."""
        typed = ON_PERSIAN_LAYOUT[letter] if persian else letter.lower()
        event = QKeyEvent(QKeyEvent.Type.KeyPress, ord(typed.upper()), PLAIN, X11_CODES[letter], 0, 0, typed)
        QApplication.sendEvent(QApplication.focusWidget(), event)
        QApplication.processEvents()

    def type_name(self, name: str) -> None:
        """Write a name into the field that has the keyboard, and take it with Enter."""
        QApplication.focusWidget().insert(name)
        self.key(Qt.Key.Key_Return)

    def below(self, name: str | None) -> list[str]:
        """Return the labels of what the project holds below a code, in order."""
        tree = load_codes(self.project)
        return [tree.codes[one].label for one in tree.children_of(self.codes[name] if name else None)]

    def said(self) -> list[str]:
        """Return the short texts that the window shows, those of the status bar among them."""
        return [label.text() for label in self.window.findChildren(ElidedLabel) if label.isVisible()]

    def marked(self) -> list[str]:
        names = {code_id: name for name, code_id in self.codes.items()}
        return [names[one] for one in self.board.state.marks]

    def focused(self) -> str:
        """Return the label of what the keyboard is on."""
        item = self.board.state.focus
        return "" if item is None or item.code_id is None else load_codes(self.project).codes[item.code_id].label


def fill(project: Project) -> dict[str, int]:
    codes: dict[str, int] = {}
    for name, parent, level, persian in CODES:
        draft = CodeDraft(
            name, codes[parent] if parent else None, find_level(project, level).id, labels={"fa": persian}
        )
        codes[name] = create_code(project, draft)
    document = add_document(project, ImportedDocument("P1", "p1.txt", TEXT)).id
    other = add_document(project, ImportedDocument("P2", "p2.txt", TEXT)).id
    for name, spans in {"late": (Span(25, 43), Span(0, 24)), "rude": (Span(0, 24),), "free": (Span(44, 71),)}.items():
        for span in spans:
            apply_code(project, document, codes[name], span)
    apply_code(project, other, codes["late"], Span(25, 43))
    return codes


@pytest.fixture
def make_desk(make_window, project_file) -> Callable[..., Desk]:
    """Return a maker of the desk: ``make_desk(language="en")``."""

    def _make(*, language: str = "en", is_read_only: bool = False, **kind: object) -> Desk:
        path = project_file()
        with Project.open(path) as project:
            codes = fill(project)
        window = make_window(language=language, **kind)
        window.open_path(path, read_only=is_read_only)
        window.show_workspace(WorkspaceId.CODEBOOK)
        desk = Desk(window, window.project(), codes)
        desk.workspace.show_view(ViewKind.BOARD)
        desk.board.take_keyboard()
        for _ in range(3):
            QApplication.processEvents()
        return desk

    return _make


@pytest.fixture(params=["en", "fa"])
def desk(make_desk, request) -> Desk:
    """Return the board in each language."""
    return make_desk(language=request.param)


@pytest.fixture
def english(make_desk) -> Desk:
    """Return the board in English."""
    return make_desk()
