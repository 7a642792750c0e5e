"""Coding what a search found: the hits themselves, or the words, sentences or paragraphs they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from qdatool.coding.changes import Operation
from qdatool.coding.coders import require_coder
from qdatool.coding.documents import document_text
from qdatool.coding.known_rows import require_row
from qdatool.coding.project import Project
from qdatool.coding.quotations import insert_coding, quotation_at
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.storage.snapshots import SnapshotReason
from qdatool.text.sentences import paragraph_at, sentence_at, snap, word_at
from qdatool.text.spans import Span

_MANY = 200
"""Codings in one act from which a copy of the project is kept first."""

At = Callable[[str, int], Span | None]


class Extent(StrEnum):
    """How much around a hit is coded."""

    HIT = "hit"
    WORDS = "words"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


_UNITS: Mapping[Extent, At] = {
    Extent.WORDS: word_at,
    Extent.SENTENCE: sentence_at,
    Extent.PARAGRAPH: paragraph_at,
}


def extent_of(text: str, hit: Span, extent: Extent) -> Span | None:
    """Return the passage that a hit makes, from the unit at its start to the one at its end; None for nothing visible.

    A paragraph is coded without the space at its edges.
    """
    at = _UNITS.get(extent)
    if at is None:
        return snap(text, hit)
    first, last = at(text, hit.start), at(text, hit.end - 1)
    return snap(text, Span(min(first.start if first else hit.start, hit.start), max(last.end if last else 0, hit.end)))


def code_hits(project: Project, hits: Iterable[tuple[int, Span]], code_id: int, extent: Extent = Extent.HIT) -> int:
    """Code the hits (document, span) for the present coder and round as one step; return how many passages it made.

    Hits in one unit make one passage, and one that is coded so already is left as it is. Raises
    InvalidOperation(UNKNOWN_DOCUMENT, UNKNOWN_CODE, UNKNOWN_CODER or SPAN_OUTSIDE_TEXT).
    """
    coder_id = require_coder(project)
    require_row(project.read(), schema.code, code_id)
    passages: dict[tuple[int, Span], None] = {}
    for document_id, hit in hits:
        text = document_text(project, document_id)
        if hit.end > len(text):
            raise InvalidOperation(
                OperationReason.SPAN_OUTSIDE_TEXT, start=hit.start, end=hit.end, characters=len(text)
            )
        span = extent_of(text, hit, extent)
        if span is not None:
            passages[document_id, span] = None
    if len(passages) >= _MANY:
        project.keep_copy(SnapshotReason.BULK)
    with project.change(Operation.CODE_HITS) as db:
        before = _coding_count(project)
        for document_id, span in passages:
            quotation_id = quotation_at(db, document_id, span, document_text(project, document_id))
            insert_coding(project, db, quotation_id, code_id, coder_id, project.round_id)
        return _coding_count(project) - before


def _coding_count(project: Project) -> int:
    (count,) = project.raw().execute("SELECT count(*) FROM coding").fetchone()
    return int(count)
