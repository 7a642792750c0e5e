"""The look of the window: which theme is shown, the palette, the style sheet and the fonts made from the tokens."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from qdatool.resources import resource_folder
from qdatool.ui.style_sheet import style_sheet
from qdatool.ui.tokens import DARK, LIGHT, TEXT_SELECTION, FontSize, Tokens, mixed
from qdatool.wording import interface_language

_shown = {"tokens": LIGHT}


class ThemeChoice(StrEnum):
    """What the user chose; ``SYSTEM`` follows the desktop."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


def tokens() -> Tokens:
    """Return the colours of the theme that is shown; like ``tr`` it may be called anywhere in the window."""
    return _shown["tokens"]


def color(token_value: str, alpha: float = 1.0) -> QColor:
    """Return a token's colour for a painter, with an opacity of 0..1."""
    made = QColor(token_value)
    made.setAlphaF(alpha)
    return made


def show_theme(application: QApplication, choice: ThemeChoice) -> None:
    """Dress the whole application in the chosen theme, at run time, and tell every widget."""
    is_dark = choice is ThemeChoice.DARK or (choice is ThemeChoice.SYSTEM and _desktop_is_dark())
    _shown["tokens"] = DARK if is_dark else LIGHT
    application.setPalette(_palette(tokens()))
    _apply_style_sheet(application)
    announce("apply_theme")


def show_language(application: QApplication) -> None:
    """Give the application the font and the direction of the interface's language, and tell every widget."""
    application.setFont(interface_font())
    is_persian = interface_language() == "fa"
    application.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_persian else Qt.LayoutDirection.LeftToRight)
    _apply_style_sheet(application)
    announce("retranslate")


def announce(method: str) -> None:
    """Call ``retranslate`` or ``apply_theme`` on every living widget that has it, parents before children."""
    waiting: list[QWidget] = list(QApplication.topLevelWidgets())
    while waiting:
        widget = waiting.pop()
        if not isValid(widget):
            continue
        act = getattr(widget, method, None)
        if act is not None:
            act()
        if isValid(widget):
            waiting.extend(child for child in widget.children() if isinstance(child, QWidget))


def load_fonts() -> None:
    """Make Inter and Vazirmatn known to Qt; without them the desktop's own fonts serve."""
    for family in ("inter", "vazirmatn"):
        for file in sorted((resource_folder("fonts") / family).glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))


def font_families(language: str | None = None) -> list[str]:
    """Return the font families for a language, the interface's by default, the first one first."""
    latin, persian = "Inter", "Vazirmatn"
    return [persian, latin] if (language or interface_language()) == "fa" else [latin, persian]


def interface_font(size: FontSize = FontSize.BASE, *, is_bold: bool = False, language: str | None = None) -> QFont:
    """Return a font of the window; Latin numbers are tabular where Qt can ask for it, Persian ones never."""
    font = QFont()
    font.setFamilies(font_families(language))
    font.setPixelSize(int(size))
    font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _apply_style_sheet(application: QApplication) -> None:
    is_mirrored = application.layoutDirection() == Qt.LayoutDirection.RightToLeft
    application.setStyleSheet(style_sheet(tokens(), is_mirrored=is_mirrored))


def _desktop_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _palette(shown: Tokens) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: shown.window,
        QPalette.ColorRole.WindowText: shown.text_1,
        QPalette.ColorRole.Base: shown.page,
        QPalette.ColorRole.AlternateBase: shown.panel,
        QPalette.ColorRole.Text: shown.text_1,
        QPalette.ColorRole.PlaceholderText: shown.text_3,
        QPalette.ColorRole.Button: shown.raised,
        QPalette.ColorRole.ButtonText: shown.text_1,
        QPalette.ColorRole.BrightText: shown.on_accent,
        QPalette.ColorRole.ToolTipBase: shown.raised,
        QPalette.ColorRole.ToolTipText: shown.text_1,
        QPalette.ColorRole.Highlight: mixed(shown.accent, shown.page, TEXT_SELECTION),
        QPalette.ColorRole.HighlightedText: shown.text_1,
        QPalette.ColorRole.Link: shown.accent_text,
        QPalette.ColorRole.LinkVisited: shown.accent_text,
        QPalette.ColorRole.Accent: shown.accent,
        QPalette.ColorRole.Light: shown.raised,
        QPalette.ColorRole.Midlight: shown.hover,
        QPalette.ColorRole.Mid: shown.line_strong,
        QPalette.ColorRole.Dark: shown.line_strong,
        QPalette.ColorRole.Shadow: shown.line_strong,
    }
    for role, value in roles.items():
        palette.setColor(role, QColor(value))
    faint = QColor(shown.disabled)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, faint)
    return palette
