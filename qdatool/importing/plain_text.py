"""A transcript from a plain text file."""

from __future__ import annotations

from pathlib import Path

from qdatool.coding.drafts import ImportedDocument
from qdatool.importing.encodings import decode_text
from qdatool.importing.files import read_source
from qdatool.importing.transcripts import transcript


def read_plain_text(path: Path) -> ImportedDocument:
    """Return the document in a text file in UTF-8, UTF-16 or, as a guess that must look right, windows-1256 or -1252.

    Raises ImportFailed, also BINARY, UNKNOWN_ENCODING and NO_TEXT.
    """
    return transcript(path, decode_text(read_source(path), path.name), omitted={})
