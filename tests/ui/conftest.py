"""Real widgets with real fonts, and nothing left behind."""

from __future__ import annotations

import gc
import shutil
import threading
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from qdatool.settings import Settings
from qdatool.ui.appearance import Appearance
from qdatool.ui.dialogs import Dialogs
from qdatool.ui.main_window import MainWindow
from qdatool.ui.workspace import WorkspaceId

MakeWindow = Callable[..., MainWindow]
Filled = TypeVar("Filled")


@pytest.fixture(scope="session")
def appearance(qapp: QApplication) -> Appearance:
    """Return what dresses the application."""
    return Appearance(qapp)


@pytest.fixture(autouse=True)
def _plain_appearance(
    appearance: Appearance, _english_interface: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Begin every test in English and light, whatever the one before chose."""
    plain = Settings(Path("unused.json"), language="en", theme="light")
    appearance.apply(plain)
    yield
    appearance.apply(plain)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings that lie in the test's own folder."""
    return Settings(
        tmp_path / "settings.json", language="en", theme="light", coder_name="Negar", projects_folder=str(tmp_path)
    )


class AnsweringDialogs(Dialogs):
    """Answers in place of the user: set what the next question gets; what was asked stands in ``asked``."""

    def __init__(self) -> None:
        self.project: Path | None = None
        self.files: list[Path] = []
        self.target: Path | None = None
        self.chosen_folder: Path | None = None
        self.confirms = True
        self.asked: list[str] = []

    def project_to_open(self, folder: Path) -> Path | None:
        self.asked.append("project_to_open")
        return self.project

    def files_to_open(self, title: str, folder: Path, kinds: str) -> list[Path]:
        self.asked.append("files_to_open")
        return self.files

    def file_to_write(self, title: str, proposed: Path, kinds: str) -> Path | None:
        self.asked.append("file_to_write")
        return self.target

    def folder(self, title: str, start: Path) -> Path | None:
        self.asked.append("folder")
        return self.chosen_folder

    def is_confirmed(self, question: str, explanation: str, act: str) -> bool:
        self.asked.append(question)
        return self.confirms

    def tell(self, sentence: str, explanation: str = "") -> None:
        self.asked.append(sentence)


@pytest.fixture
def dialogs() -> AnsweringDialogs:
    """Return dialogs that answer by themselves."""
    return AnsweringDialogs()


@pytest.fixture
def make_window(
    qapp: QApplication, appearance: Appearance, settings: Settings, dialogs: AnsweringDialogs
) -> Iterator[MakeWindow]:
    """Return a maker of shown main windows; they are closed after the test."""
    made: list[MainWindow] = []

    def _make(*, language: str = "en", theme: str = "light", size: tuple[int, int] = (1440, 872)) -> MainWindow:
        settings.language, settings.theme = language, theme
        appearance.apply(settings)
        window = MainWindow(settings, appearance, dialogs=dialogs)
        made.append(window)
        window.resize(*size)
        window.show()
        window.activateWindow()
        window.show_workspace(WorkspaceId.START)
        qapp.processEvents()
        return window

    yield _make
    for window in made:
        window.close()
        window.deleteLater()


class FilledFiles:
    """Project files that are filled once; every test gets copies of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._filled: dict[str, object] = {}

    def copy(self, name: str, target: Path, fill: Callable[[Path], Filled]) -> Filled:
        """Write the file ``name`` to ``target``; ``fill`` makes it the first time. Return what it returned then."""
        made = self._folder / f"{name}.qdatool"
        if name not in self._filled:
            self._filled[name] = fill(made)
        shutil.copyfile(made, target)
        return deepcopy(cast("Filled", self._filled[name]))


@pytest.fixture(scope="session")
def filled_files(tmp_path_factory: pytest.TempPathFactory) -> FilledFiles:
    """Return where files are kept that several tests begin with."""
    return FilledFiles(tmp_path_factory.mktemp("filled"))


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    """Return the main window on the start page, in English and light."""
    return make_window()


@pytest.fixture(scope="session", autouse=True)
def _only_what_tests_make(qapp: QApplication) -> None:
    """Take what was imported before the first test out of the search for left-over timers; it is most of the heap."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _nothing_left_behind(_plain_appearance: None) -> Iterator[None]:
    """Fail a test after which a window, a running timer or a thread is still there."""
    threads_before = set(threading.enumerate())
    yield
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
        QApplication.processEvents()
    left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    names = [f"{type(widget).__name__} {widget.objectName()}" for widget in left]
    for widget in left:
        widget.close()
    assert names == [], "windows left open"
    # By type and not by isinstance, which would ask a hundred thousand objects for their classes.
    timers = [one for one in gc.get_objects() if type(one) is QTimer and isValid(one) and one.isActive()]
    assert [timer.parent() for timer in timers] == [], "timers left running"
    threads = [
        one.name for one in threading.enumerate() if one not in threads_before and one.name.startswith("qdatool")
    ]
    assert threads == [], "threads left running"
