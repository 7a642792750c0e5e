"""What is dragged between the transcript and the code tree, as MIME contents."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

from qdatool.text.spans import Span

PASSAGE_MIME = "application/x-qdatool-passage"
"""A passage of the transcript shown: start and end in code points, separated by a space."""
CODE_MIME = "application/x-qdatool-code"
"""A code of the tree: its id."""


def passage_mime(span: Span, words: str) -> QMimeData:
    """Return a passage for dragging and for the clipboard; ``words`` is the stored text of it."""
    mime = QMimeData()
    mime.setText(words)
    mime.setData(PASSAGE_MIME, f"{span.start} {span.end}".encode())
    return mime


def code_mime(code_id: int, label: str) -> QMimeData:
    """Return a code for dragging."""
    mime = QMimeData()
    mime.setText(label)
    mime.setData(CODE_MIME, str(code_id).encode())
    return mime


def dragged_passage(mime: QMimeData) -> Span | None:
    """Return the passage that is dragged, or None."""
    numbers = bytes(mime.data(PASSAGE_MIME)).split() if mime.hasFormat(PASSAGE_MIME) else []
    if len(numbers) != 2 or not all(number.isdigit() for number in numbers):
        return None
    start, end = (int(number) for number in numbers)
    return Span(start, end) if start < end else None


def dragged_code(mime: QMimeData) -> int | None:
    """Return the id of the code that is dragged, or None."""
    number = bytes(mime.data(CODE_MIME)) if mime.hasFormat(CODE_MIME) else b""
    return int(number) if number.isdigit() else None
