"""The composition root of the window: settings, fonts, language, theme, project, main window."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication

from qdatool import __version__
from qdatool.logs import report_uncaught, start_logging, stop_logging
from qdatool.settings import Settings
from qdatool.ui.appearance import Appearance
from qdatool.ui.dialogs import Dialogs
from qdatool.ui.dragging import PASSAGE_MIME
from qdatool.ui.icons import Icon, Ink, icon
from qdatool.ui.main_window import MainWindow
from qdatool.ui.theme import load_fonts
from qdatool.ui.workspace import WorkspaceId
from qdatool.wording import tr


def run_window(project: Path | None = None, *, read_only: bool = False) -> int:
    """Show the window, with a project where one is given, until it is closed; return the exit status."""
    application = make_application(sys.argv[:1])
    start_logging()
    window = make_window(application, Settings.load())
    report_uncaught(BugNotice(window.dialogs))
    window.show()
    if project is not None:
        window.open_path(project, read_only=read_only)
    # What is there now stays: looking through it again and again for what could go would halt the hand that drags.
    gc.freeze()
    try:
        return application.exec()
    finally:
        sys.excepthook = sys.__excepthook__
        stop_logging()


def make_application(arguments: list[str]) -> QApplication:
    """Return the application with its fonts and its style, not yet dressed."""
    application = QApplication(arguments)
    application.setApplicationName("qdatool")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("qdatool")
    application.setStyle("Fusion")
    load_fonts()
    application.aboutToQuit.connect(hand_over_clipboard)
    return application


def hand_over_clipboard() -> None:
    """Leave what was copied here on the clipboard as plain words of Qt's own making.

    PySide6 6.11 ends the process with a segmentation fault where QMimeData made in Python outlives the application.
    Gone when the test that copies and quits passes without this.
    """
    clipboard = QGuiApplication.clipboard()
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        content = clipboard.mimeData(mode)
        # The stubs do not know that there is none where a platform has no such clipboard.
        if content is not None and content.hasFormat(PASSAGE_MIME):  # type: ignore[redundant-expr]
            clipboard.setText(content.text(), mode)


def make_window(application: QApplication, settings: Settings) -> MainWindow:
    """Return the main window on the start page, in the settings' language and theme, not yet shown."""
    appearance = Appearance(application)
    appearance.apply(settings)
    application.setWindowIcon(icon(Icon.QUOTE, Ink.ACCENT))
    window = MainWindow(settings, appearance)
    window.show_workspace(WorkspaceId.START)
    return window


class BugNotice:
    """Tells the user that something unexpected happened, once however often it happens until they close it."""

    def __init__(self, dialogs: Dialogs) -> None:
        self._dialogs = dialogs
        self._is_shown = False

    def __call__(self) -> None:
        """Show the notice as soon as what goes on now has ended."""
        if not self._is_shown:
            self._is_shown = True
            QTimer.singleShot(0, self._show)

    def _show(self) -> None:
        try:
            self._dialogs.tell(
                tr("Something went wrong that should not have."),
                tr("What you had done before is saved. The log says where it happened, without your texts."),
            )
        finally:
            self._is_shown = False
