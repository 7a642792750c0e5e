"""Coding what a search found: the hits themselves, or the words, sentences or paragraphs they stand in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import StrEnum

from sqlalchemy import Connection, insert, select

from qdatool.coding.changes import Operation
from qdatool.coding.coders import require_coder
from qdatool.coding.documents import document_text
from qdatool.coding.guids import make_guid
from qdatool.coding.known_rows import require_row
from qdatool.coding.project import Project
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
    texts: dict[int, str] = {}
    for document_id, hit in hits:
        if document_id not in texts:
            texts[document_id] = document_text(project, document_id)
        text = texts[document_id]
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
        quotation_ids = _quotations_at(db, passages, texts)
        return _insert_codings(project, db, quotation_ids, code_id, coder_id)


def _quotations_at(db: Connection, passages: Collection[tuple[int, Span]], texts: Mapping[int, str]) -> list[int]:
    """Return the quotations at the passages, written where there are none; together, for there may be thousands."""
    present = _present_quotations(db, texts)
    missing = [
        {"guid": make_guid(), "document_id": document_id, "start": span.start, "end": span.end, "quote": span.cut(text)}
        for document_id, span in passages
        if (document_id, span) not in present
        for text in (texts[document_id],)
    ]
    if missing:
        db.execute(insert(schema.quotation), missing)
        present = _present_quotations(db, texts)
    return [present[passage] for passage in passages]


def _present_quotations(db: Connection, document_ids: Iterable[int]) -> dict[tuple[int, Span], int]:
    table = schema.quotation
    found: dict[tuple[int, Span], int] = {}
    for document_id in document_ids:
        rows = db.execute(select(table.c.id, table.c.start, table.c.end).where(table.c.document_id == document_id))
        found.update({(document_id, Span(row.start, row.end)): row.id for row in rows})
    return found


def _insert_codings(project: Project, db: Connection, quotation_ids: Sequence[int], code_id: int, coder_id: int) -> int:
    """Code quotations for a coder in the present round, but for those that are coded so; return how many it were."""
    table = schema.coding
    own = (table.c.code_id == code_id, table.c.coder_id == coder_id, table.c.round_id == project.round_id)
    coded = set(db.scalars(select(table.c.quotation_id).where(*own)))
    now = project.now()
    rows = [
        {
            "guid": make_guid(),
            "quotation_id": quotation_id,
            "code_id": code_id,
            "coder_id": coder_id,
            "round_id": project.round_id,
            "created_at": now,
        }
        for quotation_id in quotation_ids
        if quotation_id not in coded
    ]
    if rows:
        db.execute(insert(table), rows)
    return len(rows)
