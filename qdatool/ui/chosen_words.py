"""The words that are selected where the keyboard is, to look for them elsewhere."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from qdatool.ui.query_row import QueryRow

_UNSEEN = "\u200c\u2029\u2028"


def chosen_words(widget: QWidget | None) -> str:
    """Return the selected words, empty where none are or where they go over several lines."""
    if isinstance(widget, QLineEdit):
        # What was just looked for in one place is looked for in the next, selected or not.
        return widget.text() if isinstance(widget.parentWidget(), QueryRow) else widget.selectedText()
    if not isinstance(widget, QTextEdit | QPlainTextEdit):
        return ""
    words = widget.textCursor().selectedText().strip(_UNSEEN)
    return "" if "\u2029" in words else words
