"""The window with its Reliability workspace on a project that two people have coded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qdatool.coding.coders import add_coder
from qdatool.coding.codes import CodeDraft, create_code
from qdatool.coding.levels import find_level
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code
from qdatool.ui.main_window import MainWindow
from qdatool.ui.reliability.workspace import ReliabilityWorkspace
from qdatool.ui.workspace import WorkspaceId
from tests.builders import add_text, empty_project, span_of

WORDS = ("We all got along", "The system was slow", "Nobody asked us", "My manager trusted me", "It broke every week")
TEXT = "".join(f"P1: {words}. And so it went on for a while.\n" for words in WORDS)
PERSIAN = "م۱: سامانه کند بود و هیچ‌کس از ما نپرسید.\nم۱: مدیرم به من اعتماد داشت.\n"


@dataclass
class Bench:
    """The window, its project, and the codes by label. Two documents, ``I1`` and ``I2``; coders Negar and Arash.

    In I1 they agree on ``slow``; Arash's ``trust`` ends later; Negar said ``trust`` and Arash ``slow`` in paragraph 1;
    only Negar coded ``unasked``. In I2 only Arash coded ``slow``, and both ``trust``.
    """

    window: MainWindow
    project: Project
    work: ReliabilityWorkspace
    codes: dict[str, int]
    arash: int

    @property
    def session(self):
        return self.work.session

    def key(self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the keyboard"
        QTest.keyClick(focused, key, modifiers)
        QApplication.processEvents()

    def settle(self) -> None:
        """Wait until what was asked for is worked out."""
        while self.window.tasks.is_busy():
            QTest.qWait(5)
        QApplication.processEvents()


@pytest.fixture
def make_bench(make_window: Callable[..., MainWindow], tmp_path: Path) -> Callable[..., Bench]:
    """Return a maker of benches; ``second=False`` leaves Arash without a coding."""

    def _make(*, language: str = "en", theme: str = "light", second: bool = True) -> Bench:
        path = tmp_path / "two.qdatool"
        with empty_project(path, coder="Negar") as project:
            codes, arash = _fill(project, second=second)
        window = make_window(language=language, theme=theme)
        window.open_path(path)
        window.show_workspace(WorkspaceId.RELIABILITY)
        project = window.project()
        assert project is not None
        work = window.workspace(WorkspaceId.RELIABILITY)
        bench = Bench(window, project, work, codes, arash)
        bench.settle()
        return bench

    return _make


@pytest.fixture
def bench(make_bench: Callable[..., Bench]) -> Bench:
    return make_bench()


def _fill(project: Project, *, second: bool) -> tuple[dict[str, int], int]:
    level = find_level(project, "open").id
    codes = {
        label: create_code(project, CodeDraft(label, level_id=level, labels={"fa": name}))
        for label, name in (("slow", "کندی"), ("trust", "اعتماد"), ("unasked", "نپرسیدن"), ("hope", "امید"))
    }
    first, other = add_text(project, TEXT, "I1"), add_text(project, PERSIAN, "I2")
    apply_code(project, first, codes["slow"], span_of(TEXT, "The system was slow"))
    apply_code(project, first, codes["trust"], span_of(TEXT, "We all got along"))
    apply_code(project, first, codes["trust"], span_of(TEXT, "My manager trusted"))
    apply_code(project, first, codes["unasked"], span_of(TEXT, "Nobody asked us"))
    apply_code(project, other, codes["trust"], span_of(PERSIAN, "مدیرم به من اعتماد داشت"))
    arash, negar = add_coder(project, "Arash"), project.coder_id
    if second:
        project.coder_id = arash
        apply_code(project, first, codes["slow"], span_of(TEXT, "The system was slow"))
        apply_code(project, first, codes["slow"], span_of(TEXT, "We all got along"))
        apply_code(project, first, codes["trust"], span_of(TEXT, "My manager trusted me"))
        apply_code(project, other, codes["slow"], span_of(PERSIAN, "سامانه کند بود"))
        apply_code(project, other, codes["trust"], span_of(PERSIAN, "مدیرم به من اعتماد داشت"))
        project.coder_id = negar
    return codes, arash
