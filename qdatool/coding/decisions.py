"""Decisions about disagreements, and the consensus coding that they make; the coders' own codings stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, FromClause, delete, insert, select, update

from qdatool.coding.bare_quotations import drop_bare_quotations
from qdatool.coding.changes import Operation
from qdatool.coding.codes import CodeTree
from qdatool.coding.disputes import CodedPassage, DecisionKind, Dispute, moved_key
from qdatool.coding.documents import document_text
from qdatool.coding.guids import make_guid, make_guids
from qdatool.coding.known_rows import require_row
from qdatool.coding.project import Project
from qdatool.coding.quotations import CodeCount, counts_in_tree, quotation_at
from qdatool.coding.sight import seen_codings, sees
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.storage.rows import new_id
from qdatool.text.normalisation import normalise
from qdatool.text.spans import Span

CONSENSUS = "consensus"
"""The name under which the agreed coding stands."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one disagreement; ``code_id`` is the code of a new passage."""

    id: int
    key: str
    kind: DecisionKind
    code_id: int | None
    reason: str
    coder_id: int | None
    at: str


def consensus_coder(project: Project) -> int | None:
    """Return the coder in whose name the agreed coding stands, None before the first decision."""
    found = project.read().scalar(select(schema.coder.c.id).where(schema.coder.c.is_consensus == 1).limit(1))
    return int(found) if found is not None else None


def standing_codings(project: Project) -> FromClause:
    """Return what figures and tables count by themselves: what was agreed on in documents where anything was.

    In the other documents everybody's codings in sight count.
    """
    seen = seen_codings(project)
    consensus = consensus_coder(project)
    if consensus is None:
        return seen
    place = schema.quotation.c
    agreed = project.read().scalars(
        select(place.document_id).join_from(seen, schema.quotation).where(seen.c.coder_id == consensus).distinct()
    )
    settled = select(place.id).where(place.document_id.in_(sorted(agreed)))
    return select(seen).where((seen.c.coder_id == consensus) | seen.c.quotation_id.not_in(settled)).subquery("standing")


def standing_counts(project: Project, tree: CodeTree) -> dict[int, CodeCount]:
    """Return how often each code or one below it stands, agreed on where anything was."""
    return counts_in_tree(project, tree, codings=standing_codings(project))


def list_decisions(project: Project) -> dict[str, Decision]:
    """Return the decisions in sight by the key of the disagreement they are about."""
    is_seen = sees(project)
    table = schema.decision.c
    rows = project.read().execute(select(schema.decision).order_by(table.id))
    return {
        row.guid: Decision(row.id, row.guid, DecisionKind(row.kind), row.code_id, row.reason, row.coder_id, row.at)
        for row in rows
        if all(is_seen(row.document_id, one, row.round_id) for one in (row.first_coder_id, row.second_coder_id))
    }


def decide(
    project: Project,
    dispute: Dispute,
    kind: DecisionKind,
    *,
    agreed: Collection[CodedPassage] = (),
    code_id: int | None = None,
    reason: str = "",
) -> int:
    """Settle a disagreement, or change what was decided about it, and return the decision.

    What stands afterwards is written under the consensus coder, together with what both coders agree on in the
    document (``agreed``). A decision without a reason keeps the one it had. Raises InvalidOperation(UNKNOWN_CODE) for
    a new passage without a code.
    """
    if kind is DecisionKind.NEW:
        require_row(project.read(), schema.code, code_id or 0)
    else:
        code_id = None
    words = normalise(reason).strip()
    before = list_decisions(project).get(dispute.key)
    with project.change(Operation.DECIDE, reason=words) as db:
        standing = dispute.outcome(kind, code_id)
        if before is not None:
            _drop(project, db, dispute, dispute.outcome(before.kind, before.code_id) - standing - frozenset(agreed))
        _agree_on(project, db, dispute.document_id, dispute.round_id, standing | frozenset(agreed))
        values = {
            "kind": kind.value,
            "code_id": code_id,
            "reason": words or (before.reason if before is not None else ""),
            "coder_id": project.coder_id or None,
            "at": project.now(),
        }
        return _write(db, dispute, before, values)


def withdraw_decision(project: Project, dispute: Dispute, *, agreed: Collection[CodedPassage] = ()) -> None:
    """Leave a disagreement open again; raises InvalidOperation(NOT_DECIDED)."""
    before = list_decisions(project).get(dispute.key)
    if before is None:
        raise InvalidOperation(OperationReason.NOT_DECIDED)
    with project.change(Operation.WITHDRAW_DECISION) as db:
        _drop(project, db, dispute, dispute.outcome(before.kind, before.code_id) - frozenset(agreed))
        db.execute(delete(schema.decision).where(schema.decision.c.id == before.id))


def explain_decision(project: Project, decision_id: int, reason: str) -> None:
    """Write why something was decided; typing within a minute is one undo step.

    Raises InvalidOperation(NOT_DECIDED).
    """
    words = normalise(reason).strip()
    table = schema.decision
    present = project.read().scalar(select(table.c.reason).where(table.c.id == decision_id))
    if present is None:
        raise InvalidOperation(OperationReason.NOT_DECIDED)
    if present == words:
        return
    with project.change(Operation.EXPLAIN_DECISION, merge_key=f"decision {decision_id}", reason=words) as db:
        db.execute(update(table).where(table.c.id == decision_id).values(reason=words))


def adopt_agreed(project: Project, document_id: int, round_id: int, agreed: Collection[CodedPassage]) -> None:
    """Write what both coders agree on in a document under the consensus coder."""
    with project.change(Operation.ADOPT_AGREED) as db:
        _agree_on(project, db, document_id, round_id, agreed)


def move_decisions(
    db: Connection, move: Callable[[CodedPassage], CodedPassage], document_id: int | None = None
) -> None:
    """Let decisions stay with their disagreements when passages move or codes are merged; inside a change."""
    table = schema.decision
    wanted = select(table.c.id, table.c.guid)
    if document_id is not None:
        wanted = wanted.where(table.c.document_id == document_id)
    for row_id, key in db.execute(wanted).all():
        moved = moved_key(key, move)
        if moved != key:
            db.execute(update(table).where(table.c.id == row_id).values(guid=moved))


def recode_decisions(db: Connection, sources: Collection[int], into: int) -> None:
    """Let decisions about merged codes be about the code that they became; inside a change."""
    table = schema.decision
    db.execute(update(table).where(table.c.code_id.in_(sources)).values(code_id=into))
    move_decisions(db, lambda one: replace(one, code_id=into) if one.code_id in sources else one)


def _ready_consensus_coder(project: Project, db: Connection) -> int:
    present = consensus_coder(project)
    if present is not None:
        return present
    table = schema.coder
    named = db.scalar(select(table.c.id).where(table.c.name == CONSENSUS))
    if named is not None:
        db.execute(update(table).where(table.c.id == named).values(is_consensus=1))
        return int(named)
    values = {"guid": make_guid(), "name": CONSENSUS, "created_at": project.now(), "is_consensus": 1}
    return new_id(db.execute(insert(table).values(values)))


def _agree_on(
    project: Project, db: Connection, document_id: int, round_id: int, passages: Collection[CodedPassage]
) -> None:
    """Write the passages that do not stand under the consensus coder yet; the first one brings that coder."""
    if not passages:
        return
    consensus = _ready_consensus_coder(project, db)
    missing = sorted(frozenset(passages) - _agreed_codings(db, document_id, round_id, consensus).keys())
    if not missing:
        return
    quotations = _quotations_for(project, db, document_id, missing)
    now = project.now()
    db.execute(
        insert(schema.coding),
        [
            {
                "guid": guid,
                "quotation_id": quotations[passage.start, passage.end],
                "code_id": passage.code_id,
                "coder_id": consensus,
                "round_id": round_id,
                "created_at": now,
            }
            for guid, passage in zip(make_guids(len(missing)), missing, strict=True)
        ],
    )


def _quotations_for(
    project: Project, db: Connection, document_id: int, passages: Sequence[CodedPassage]
) -> dict[tuple[int, int], int]:
    """Return the quotation of every passage, written where there is none; all at once, since there may be hundreds."""
    table = schema.quotation.c
    rows = db.execute(select(table.start, table.end, table.id).where(table.document_id == document_id))
    found = {(start, end): quotation_id for start, end, quotation_id in rows}
    text = document_text(project, document_id)
    for passage in passages:
        if (passage.start, passage.end) not in found:
            span = Span(passage.start, passage.end)
            found[passage.start, passage.end] = quotation_at(db, document_id, span, text)
    return found


def _drop(project: Project, db: Connection, dispute: Dispute, passages: Collection[CodedPassage]) -> None:
    consensus = consensus_coder(project)
    if not passages or consensus is None:
        return
    present = _agreed_codings(db, dispute.document_id, dispute.round_id, consensus)
    for coding_id, quotation_id in (present[one] for one in passages if one in present):
        db.execute(delete(schema.coding).where(schema.coding.c.id == coding_id))
        drop_bare_quotations(db, [quotation_id])


def _agreed_codings(
    db: Connection, document_id: int, round_id: int, consensus: int
) -> dict[CodedPassage, tuple[int, int]]:
    """Return coding and quotation of every passage under the consensus coder in a document."""
    # CROSS JOIN keeps SQLite from going through all that the consensus coder ever coded.
    rows = db.exec_driver_sql(
        'SELECT q.start, q."end", c.code_id, c.id, q.id FROM quotation AS q'
        " CROSS JOIN coding AS c ON c.quotation_id = q.id"
        " WHERE q.document_id = ? AND c.coder_id = ? AND c.round_id = ?",
        (document_id, consensus, round_id),
    )
    return {CodedPassage(start, end, code_id): (coding_id, place) for start, end, code_id, coding_id, place in rows}


def _write(db: Connection, dispute: Dispute, before: Decision | None, values: Mapping[str, object]) -> int:
    table = schema.decision
    if before is not None:
        db.execute(update(table).where(table.c.id == before.id).values(values))
        return before.id
    place = {
        "guid": dispute.key,
        "document_id": dispute.document_id,
        "start": dispute.start,
        "end": dispute.end,
        "round_id": dispute.round_id,
        "first_coder_id": dispute.first_coder_id,
        "second_coder_id": dispute.second_coder_id,
    }
    return new_id(db.execute(insert(table).values(place | dict(values))))
