"""A study with memos of several types, shown in the Memos workspace of a real window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qdatool.coding.codes import CodeDraft, create_code
from qdatool.coding.memos import Memo, MemoLink, MemoTarget, list_memos, write_memo
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code, load_codings
from qdatool.coding.roles import MemoKind
from qdatool.text.spans import Span
from qdatool.ui.main_window import MainWindow
from qdatool.ui.memos.workspace import MemosWorkspace
from qdatool.ui.workspace import WorkspaceId
from tests.builders import add_text, empty_project

TEXT = "م۱: مدیرم به من اعتماد داشت و همکارانم کمکم کردند.\n"


@dataclass
class Study:
    """The window and what its project holds."""

    window: MainWindow
    project: Project
    workspace: MemosWorkspace
    code: int
    quotation: int
    memos: dict[str, int]

    @property
    def body(self):
        return self.workspace.page.editor.body

    def listed(self) -> list[str]:
        """Return the names in the list, in order."""
        rows = self.workspace.overview.table.rows
        return [rows.index(i).data() for i in range(rows.rowCount())]

    def memo(self, memo_id: int) -> Memo:
        return next(one for one in list_memos(self.project) if one.id == memo_id)

    def open(self, name: str) -> None:
        """Click on a memo of the list."""
        table = self.workspace.overview.table
        place = table.visualRect(table.rows.index_of(self.memos[name])).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def type(self, text: str) -> None:
        """Type text of any script where the keyboard is."""
        for character in text:
            event = QKeyEvent(QEvent.Type.KeyPress, ord(character.upper()), Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(QApplication.focusWidget(), event)
        QApplication.processEvents()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)


@pytest.fixture
def make_study(make_window: Callable[..., MainWindow], tmp_path: Path) -> Callable[..., Study]:
    """Return a maker of studies; the window closes the project."""

    def _make(language: str = "en", *, empty: bool = False) -> Study:
        path = tmp_path / "study.qdatool"
        project = empty_project(path, coder="Negar")
        document = add_text(project, TEXT, "مصاحبه ۱")
        code = create_code(project, CodeDraft("اعتماد مدیر", labels={"en": "Trust"}))
        coding = apply_code(project, document, code, Span(4, 27))
        quotation = load_codings(project, (coding,))[0].quotation_id
        memos = {}
        if not empty:
            about = MemoLink(MemoTarget.CODE, code)
            memos["trust"] = write_memo(project, MemoKind.CODE, "می‌خواهم بدانم چرا.", title="اعتماد", about=about)
            memos["method"] = write_memo(project, MemoKind.METHODOLOGICAL, "Ask again in June.", title="Order")
            memos["theory"] = write_memo(project, MemoKind.THEORETICAL, "پیوند کمک و ماندن", title="پیوندها")
        project.forget_undo()
        project.close()
        window = make_window(language=language)
        window.open_path(path)
        window.show_workspace(WorkspaceId.MEMOS)
        QApplication.processEvents()
        workspace = window.workspace(WorkspaceId.MEMOS)
        return Study(window, window.project(), workspace, code, quotation, memos)

    return _make


@pytest.fixture
def study(make_study: Callable[..., Study]) -> Study:
    """Return the study in English."""
    return make_study()
