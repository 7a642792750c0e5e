"""The last step of every reader of transcripts: clean the text once and find who speaks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from qdatool.coding.drafts import ImportedDocument
from qdatool.errors import ImportFailed, ImportReason
from qdatool.text.normalisation import normalise
from qdatool.text.turns import find_turns


def transcript(path: Path, text: str, omitted: Mapping[str, int]) -> ImportedDocument:
    """Return the document that a file's text becomes; it is named like the file without its suffix.

    Raises ImportFailed(NO_TEXT) when nothing but white space is left.
    """
    stored = normalise(text)
    if not stored.strip():
        raise ImportFailed(ImportReason.NO_TEXT, source=path.name)
    return ImportedDocument(
        name=path.stem,
        source_name=path.name,
        text=stored,
        turns=find_turns(stored),
        omitted={kind: count for kind, count in omitted.items() if count},
    )
