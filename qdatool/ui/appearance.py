"""Language and theme of the running application, changed without a restart."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from qdatool.settings import Settings
from qdatool.ui.theme import ThemeChoice, show_language, show_theme
from qdatool.wording import set_interface_language


class Appearance(QObject):
    """Dresses the application as the settings say, and follows the desktop's own switch to dark."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._of_qt = QTranslator(self)
        self._shown_language = ""
        self._theme = ThemeChoice.SYSTEM
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_desktop_switched)

    def apply(self, settings: Settings) -> None:
        """Show the settings' language and theme; what already is so is left alone."""
        if settings.language != self._shown_language:
            self._shown_language = settings.language
            set_interface_language(settings.language)
            self._translate_qt(settings.language)
            show_language(self._application)
        theme = ThemeChoice(settings.theme)
        if theme is not self._theme or not self._application.styleSheet():
            self._theme = theme
            show_theme(self._application, theme)

    def _translate_qt(self, language: str) -> None:
        """Load Qt's own sentences, which stand in file dialogs and context menus."""
        self._application.removeTranslator(self._of_qt)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if language != "en" and self._of_qt.load(f"qtbase_{language}", folder):
            self._application.installTranslator(self._of_qt)

    def _on_desktop_switched(self, _scheme: Qt.ColorScheme) -> None:
        if self._theme is ThemeChoice.SYSTEM:
            show_theme(self._application, self._theme)
