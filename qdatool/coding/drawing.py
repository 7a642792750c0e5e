"""Which documents or passages are coded twice: drawn by lot, the same ones for the same seed, and kept per round."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from qdatool.coding.changes import Operation
from qdatool.coding.documents import document_text, list_documents
from qdatool.coding.participants import list_participants
from qdatool.coding.project import Project
from qdatool.coding.rounds import find_round
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.text.sentences import paragraphs
from qdatool.text.spans import Span


@dataclass(frozen=True, slots=True)
class SampleDraft:
    """What to draw: ``count`` documents or (``of_paragraphs``) paragraphs, spread over the classes of an attribute."""

    count: int
    seed: int = 1
    attribute: str | None = None
    of_paragraphs: bool = False


@dataclass(frozen=True, slots=True)
class DrawnPassage:
    """A document, or (``span``) a passage of one, drawn for a round; ``stratum`` is the class it was drawn from."""

    document_id: int
    span: Span | None
    stratum: str


_Lot = tuple[int, Span | None]


def list_drawn(project: Project, round_id: int) -> tuple[DrawnPassage, ...]:
    """Return what was drawn for a round, in document and text order."""
    table = schema.drawn_passage.c
    rows = project.read().execute(
        select(table.document_id, table.start, table.end, table.stratum)
        .join_from(schema.drawn_passage, schema.document)
        .where(table.round_id == round_id)
        .order_by(schema.document.c.sequence, table.start)
    )
    return tuple(
        DrawnPassage(document_id, Span(start, end) if start is not None else None, stratum)
        for document_id, start, end, stratum in rows
    )


def draw_sample(project: Project, round_id: int, draft: SampleDraft) -> tuple[DrawnPassage, ...]:
    """Draw by lot what the coders of a round code in common, in place of what was drawn before.

    Every class of the attribute gives its share (largest remainders); a document whose participants are in several
    classes, or in none, stands in a class of its own kind. Raises InvalidOperation(UNKNOWN_ROUND, UNKNOWN_ATTRIBUTE or
    NOTHING_TO_DRAW).
    """
    find_round(project, round_id)
    strata = _strata(project, draft)
    total = sum(len(lots) for lots in strata.values())
    if not total or draft.count < 1:
        raise InvalidOperation(OperationReason.NOTHING_TO_DRAW)
    lot = random.Random(draft.seed)
    shares = _shares({name: len(lots) for name, lots in strata.items()}, min(draft.count, total))
    rows = [
        {
            "round_id": round_id,
            "document_id": document_id,
            "start": span.start if span else None,
            "end": span.end if span else None,
            "seed": draft.seed,
            "stratum": name,
        }
        for name, lots in strata.items()
        for document_id, span in sorted(lot.sample(lots, shares[name]), key=lots.index)
    ]
    with project.change(Operation.DRAW_SAMPLE) as db:
        db.execute(delete(schema.drawn_passage).where(schema.drawn_passage.c.round_id == round_id))
        db.execute(insert(schema.drawn_passage), rows)
    return list_drawn(project, round_id)


def drop_sample(project: Project, round_id: int) -> None:
    """Forget what was drawn for a round: all of its documents count again."""
    with project.change(Operation.DROP_SAMPLE) as db:
        db.execute(delete(schema.drawn_passage).where(schema.drawn_passage.c.round_id == round_id))


def _strata(project: Project, draft: SampleDraft) -> Mapping[str, Sequence[_Lot]]:
    """Return the lots of every class, classes by name and lots in document and text order."""
    classes: dict[int, set[str]] = {}
    is_known = draft.attribute is None
    for participant in list_participants(project):
        label = participant.attributes.get(draft.attribute) if draft.attribute is not None else None
        is_known = is_known or label is not None
        for document_id in participant.document_ids:
            classes.setdefault(document_id, set()).update({label} if label else ())
    if not is_known:
        raise InvalidOperation(OperationReason.UNKNOWN_ATTRIBUTE, attribute=draft.attribute)
    strata: dict[str, list[_Lot]] = {}
    for document in list_documents(project):
        name = " + ".join(sorted(classes.get(document.id, ())))
        lots: list[_Lot] = [(document.id, None)]
        if draft.of_paragraphs:
            lots = [(document.id, span) for span in paragraphs(document_text(project, document.id))]
        strata.setdefault(name, []).extend(lots)
    return dict(sorted(strata.items()))


def _shares(sizes: Mapping[str, int], count: int) -> dict[str, int]:
    """Share ``count`` out in proportion to the sizes; what is left over goes to the largest remainders."""
    total = sum(sizes.values())
    shares = {name: count * size // total for name, size in sizes.items()}
    by_remainder = sorted(sizes, key=lambda name: (-(count * sizes[name] % total), name))
    for name in by_remainder[: count - sum(shares.values())]:
        shares[name] += 1
    return shares
