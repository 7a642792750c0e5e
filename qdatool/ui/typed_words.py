"""Words that were typed and not yet written: fields wait for a pause before they write, and cannot always wait."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid


def write_typed(window: QWidget) -> None:
    """Let every part of a window that has a ``flush()`` write at once what it would write after a pause."""
    for widget in window.findChildren(QWidget):
        # By name: asking a thousand widgets for a protocol takes longer than the undo that waits for it.
        flush = getattr(widget, "flush", None)
        if flush is not None:
            flush()


def leave_field(window: QWidget) -> None:
    """Let the field that has the keyboard write as if the user went on to another, and leave the keyboard there."""
    field = QApplication.focusWidget()
    if not isinstance(field, QLineEdit | QTextEdit | QPlainTextEdit) or not window.isAncestorOf(field):
        return
    field.clearFocus()
    # A field in a row of a list is gone once it is left.
    if isValid(field) and field.isVisible():
        field.setFocus()
