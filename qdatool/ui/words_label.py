"""Words of a person over several lines, in their own direction."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from qdatool.ui.direction import runs_right_to_left
from qdatool.ui.theme import font_families


class WordsLabel(QLabel):
    """Shows all of the words, which may be selected and copied with the mouse."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.show_words(words)

    def show_words(self, words: str) -> None:
        """Show other words."""
        is_rtl = runs_right_to_left(words)
        direction, spacing = ("rtl", 108) if is_rtl else ("ltr", 122)
        # A label mirrors its text with the window; the paragraph's own direction decides here.
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
        style = f"margin:0; line-height:{spacing}%; font-family:'{font_families('fa' if is_rtl else 'en')[0]}'"
        lines = "<br>".join(escape(line) for line in words.split("\n"))
        self.setText(f'<p dir="{direction}" style="{style}">{lines}</p>')
        self.setAccessibleName(words)
