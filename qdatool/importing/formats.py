"""The table of formats: which reader takes which file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from qdatool.coding.drafts import ImportedDocument
from qdatool.errors import ImportFailed, ImportReason
from qdatool.importing.docx import read_docx
from qdatool.importing.plain_text import read_plain_text

DOCUMENT_READERS: Mapping[str, Callable[[Path], ImportedDocument]] = {
    ".docx": read_docx,
    ".txt": read_plain_text,
    ".text": read_plain_text,
    ".md": read_plain_text,
}
"""Suffix in lower case -> reader of a transcript."""


def read_document(path: Path) -> ImportedDocument:
    """Return the transcript in a file, by its suffix.

    Raises ImportFailed, and nothing else whatever the bytes: UNKNOWN_FORMAT for a suffix not in the table, NOT_FOUND,
    UNREADABLE, TOO_LARGE, and what the reader of the format finds.
    """
    reader = DOCUMENT_READERS.get(path.suffix.lower())
    if reader is None:
        known = tuple(sorted(suffix.removeprefix(".") for suffix in DOCUMENT_READERS))
        raise ImportFailed(ImportReason.UNKNOWN_FORMAT, source=path.name, known=known)
    return reader(path)
