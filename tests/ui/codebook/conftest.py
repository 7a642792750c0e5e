"""The codebook's table in a real window, on a small study in two languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from qdatool.coding.code_groups import CodeStatus
from qdatool.coding.codes import Code, CodeDraft, create_code, load_codes
from qdatool.coding.documents import add_document
from qdatool.coding.drafts import ImportedDocument
from qdatool.coding.levels import find_level, list_levels
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code, codings_of_code, load_codings
from qdatool.text.spans import Span
from qdatool.ui.codebook.columns import Column
from qdatool.ui.codebook.table import CodeTable
from qdatool.ui.codebook.workspace import CodebookWorkspace, ViewKind
from qdatool.ui.main_window import MainWindow
from qdatool.ui.workspace import WorkspaceId

TEXT = "The chief listens to us. We went home late. Nobody answered the letter. Forms came back."
SECOND = "مدیر هیچ‌وقت گوش نمی‌داد. فرم‌ها برگشت خورد."
CODES = (
    ("Mistrust", None, "axial", "بی‌اعتمادی"),
    ("late", "Mistrust", "open", "دیر رفتن"),
    ("rude", "Mistrust", "open", "بی‌ادبی"),
    ("Training", None, "axial", "آموزش"),
    ("course", "Training", "open", "دوره"),
    ("forms", None, "open", "پر کردن فرم"),
)
CODINGS = (("late", 0), ("late", 1), ("rude", 2), ("forms", 3))
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
PLAIN = Qt.KeyboardModifier.NoModifier
X11_CODES = {"G": 42, "N": 57, "M": 58, "S": 39, "P": 33, "D": 40, "B": 56, "E": 26}
"""Key codes that X11 reports: those of evdev and 8."""
ON_PERSIAN_LAYOUT = {"G": "ل", "N": "د", "M": "پ", "S": "س", "P": "ح", "D": "ی", "B": "ذ", "E": "ث"}


@dataclass
class Book:
    """The window with the table; codes are named by their English labels."""

    window: MainWindow
    project: Project
    codes: dict[str, int]
    passages: tuple[int, ...]

    @property
    def workspace(self) -> CodebookWorkspace:
        made = self.window.workspace(WorkspaceId.CODEBOOK)
        assert isinstance(made, CodebookWorkspace)
        return made

    @property
    def table(self) -> CodeTable:
        return self.workspace.table

    def code(self, name: str) -> Code:
        """Return a code as the project holds it."""
        return load_codes(self.project).codes[self.codes[name]]

    def level(self, name: str) -> str:
        keys = {one.id: one.key for one in list_levels(self.project)}
        return keys[self.code(name).level_id]

    def status(self, name: str) -> CodeStatus:
        return CodeStatus(self.code(name).status)

    def below(self, name: str | None) -> list[str]:
        """Return the English labels of what the project holds below a code, in order."""
        tree = load_codes(self.project)
        return [tree.codes[one].label_in("en") for one in tree.children_of(self.codes[name] if name else None)]

    def quotations(self, name: str) -> list[int]:
        return [one.quotation_id for one in codings_of_code(self.project, (self.codes[name],))]

    def shown(self, name: str, column: Column) -> object:
        """Return what a cell shows."""
        return self.table.codes.index_of(self.codes[name], column).data()

    def rows(self) -> list[str]:
        """Return the names in the first column from top to bottom, as the table shows them."""
        found, index = [], self.table.codes.index(0, 0)
        while index.isValid():
            found.append(str(index.data()))
            index = self.table.indexBelow(index)
        return found

    def choose(self, *names: str) -> None:
        """Choose rows with the mouse, the later ones with Ctrl."""
        for number, name in enumerate(names):
            self.click(name, Column.LABEL, CTRL if number else PLAIN)

    def chosen(self) -> list[str]:
        labels = {code_id: name for name, code_id in self.codes.items()}
        return [labels.get(one, "?") for one in self.workspace.session.chosen]

    def place(self, name: str, column: Column = Column.LABEL) -> QPoint:
        index = self.table.codes.index_of(self.codes[name], column)
        self.table.scrollTo(index)
        return self.table.visualRect(index).center()

    def click(self, name: str, column: Column = Column.LABEL, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        button = Qt.MouseButton.LeftButton
        QTest.mouseClick(self.table.viewport(), button, modifiers, self.place(name, column))
        QApplication.processEvents()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self.focus(), key, modifiers)
        QApplication.processEvents()

    def letter(self, letter: str, *, persian: bool = False) -> None:
        """Press the key of a letter on a Latin or on the Persian layout."""
        typed = ON_PERSIAN_LAYOUT[letter] if persian else letter.lower()
        event = QKeyEvent(QKeyEvent.Type.KeyPress, ord(typed.upper()), PLAIN, X11_CODES[letter], 0, 0, typed)
        QApplication.sendEvent(QApplication.focusWidget(), event)
        QApplication.processEvents()

    def write(self, words: str) -> None:
        """Write over what the field with the keyboard holds, and take it with Enter."""
        field = QApplication.focusWidget()
        field.selectAll()
        field.insertPlainText(words) if hasattr(field, "insertPlainText") else field.insert(words)
        self.key(Qt.Key.Key_Return)

    def drop(self, dragged: tuple[str, ...], target: str, depth: float) -> None:
        """Let codes fall on a row, ``depth`` of its height below its upper edge."""
        mime = self.table.codes.mimeData([self.table.codes.index_of(self.codes[name]) for name in dragged])
        row = self.table.visualRect(self.table.codes.index_of(self.codes[target]))
        place = QPoint(row.center().x(), row.top() + int(depth * row.height()))
        actions, left = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        viewport = self.table.viewport()
        QApplication.sendEvent(viewport, QDragEnterEvent(place, actions, mime, left, PLAIN))
        QApplication.sendEvent(viewport, QDragMoveEvent(place, actions, mime, left, PLAIN))
        QApplication.sendEvent(viewport, QDropEvent(QPointF(place), actions, mime, left, PLAIN))
        QApplication.processEvents()

    def wait_for(self, is_there: Callable[[], bool]) -> None:
        """Let what a timer or a job does be done, however busy the computer is."""
        deadline = QDeadlineTimer(5_000)
        while not is_there():
            assert not deadline.hasExpired(), "it did not come"
            QTest.qWait(5)

    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found


MakeBook = Callable[..., Book]


def fill(project: Project) -> tuple[dict[str, int], tuple[int, ...]]:
    """Put codes and passages into a project; return codes by English label, and the quotations in order."""
    codes: dict[str, int] = {}
    for name, parent, level, persian in CODES:
        draft = CodeDraft(
            persian, codes[parent] if parent else None, find_level(project, level).id, {"en": name}, color="#137B5E"
        )
        codes[name] = create_code(project, draft)
    first = add_document(project, ImportedDocument("P1", "p1.txt", TEXT)).id
    add_document(project, ImportedDocument("م ۲", "p2.txt", SECOND))
    spans = (Span(0, 24), Span(25, 43), Span(44, 71), Span(72, 88))
    codings = [apply_code(project, first, codes[name], spans[place]) for name, place in CODINGS]
    return codes, tuple(one.quotation_id for one in load_codings(project, codings))


@pytest.fixture
def make_book(make_window, tmp_path, project_file, filled_files) -> MakeBook:
    """Return a maker of the codebook: ``make_book(language="en")``."""

    def _filled(path: Path) -> tuple[dict[str, int], tuple[int, ...]]:
        project_file(language="fa").rename(path)
        with Project.open(path) as project:
            filled = fill(project)
            project.forget_undo()
        return filled

    def _make(language: str = "en", theme: str = "light", *, empty: bool = False, **size: object) -> Book:
        codes: dict[str, int] = {}
        passages: tuple[int, ...] = ()
        if empty:
            path = project_file(language="fa")
        else:
            path = tmp_path / "study.qdatool"
            codes, passages = filled_files.copy("codebook", path, _filled)
        window = make_window(language=language, theme=theme, **size)
        window.open_path(path)
        window.show_workspace(WorkspaceId.CODEBOOK)
        book = Book(window, window.project(), codes, passages)
        book.workspace.show_view(ViewKind.TABLE)
        QApplication.processEvents()
        return book

    return _make


@pytest.fixture
def book(make_book: MakeBook) -> Book:
    """Return the codebook in English."""
    return make_book()
