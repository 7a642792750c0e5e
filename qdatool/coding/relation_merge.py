"""What becomes of relations that turn out to be one, as those of codes that are merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, or_, select, update

from qdatool.coding.guids import make_guid
from qdatool.coding.project import Project
from qdatool.coding.roles import MemoKind
from qdatool.storage import schema
from qdatool.storage.rows import new_id


@dataclass(frozen=True, slots=True)
class _Link:
    id: int
    source_id: int
    target_id: int
    type_id: int
    is_symmetric: bool


def relations_between(db: Connection, code_ids: Sequence[int]) -> tuple[int, ...]:
    """Return the relations of which both ends are among the codes."""
    table = schema.relation
    ends = table.c.source_id.in_(code_ids), table.c.target_id.in_(code_ids)
    return tuple(db.scalars(select(table.c.id).where(*ends)))


def move_relations(project: Project, db: Connection, sources: Sequence[int], into: int) -> None:
    """Hang the relations of codes on another one, inside a change.

    One that is there already takes over propositions, evidence, memos and comments. One between the codes themselves
    cannot be: its words become a memo on the code, linked to the quotations of its evidence.
    """
    for link in _links_of(db, sources):
        ends = tuple(into if end in sources else end for end in (link.source_id, link.target_id))
        if ends[0] == ends[1]:
            _turn_into_memo(project, db, link.id, into)
            continue
        present = _same_link(db, link, *ends)
        if present is None:
            db.execute(
                update(schema.relation)
                .where(schema.relation.c.id == link.id)
                .values(source_id=ends[0], target_id=ends[1])
            )
        else:
            join_relations(db, link.id, present)


def _links_of(db: Connection, code_ids: Sequence[int]) -> list[_Link]:
    table, kind = schema.relation, schema.relation_type
    touching = or_(table.c.source_id.in_(code_ids), table.c.target_id.in_(code_ids))
    rows = db.execute(
        select(table.c.id, table.c.source_id, table.c.target_id, table.c.relation_type_id, kind.c.is_symmetric)
        .join_from(table, kind)
        .where(touching)
        .order_by(table.c.id)
    ).all()
    return [_Link(*row) for row in rows]


def _same_link(db: Connection, link: _Link, source_id: int, target_id: int) -> int | None:
    """Return another relation of the same type between the ends, either way round for a type without direction."""
    table = schema.relation
    ends = (table.c.source_id == source_id) & (table.c.target_id == target_id)
    if link.is_symmetric:
        ends |= (table.c.source_id == target_id) & (table.c.target_id == source_id)
    return db.scalar(select(table.c.id).where(ends, table.c.relation_type_id == link.type_id, table.c.id != link.id))


def join_relations(db: Connection, gone: int, present: int) -> None:
    """Give everything that hangs on one relation to another between the same codes, and delete it."""
    _join_propositions(db, gone, present)
    _join_evidence(db, gone, present)
    memo = schema.memo_link
    known = select(memo.c.memo_id).where(memo.c.relation_id == present)
    db.execute(update(memo).where(memo.c.relation_id == gone, memo.c.memo_id.not_in(known)).values(relation_id=present))
    for column in (schema.review_comment.c.relation_id, schema.figure_edge.c.relation_id):
        db.execute(update(column.table).where(column == gone).values(relation_id=present))
    db.execute(delete(schema.relation).where(schema.relation.c.id == gone))


def _join_propositions(db: Connection, gone: int, present: int) -> None:
    table = schema.proposition
    here = {row.language_id: row for row in db.execute(select(table).where(table.c.relation_id == present))}
    for row in db.execute(select(table).where(table.c.relation_id == gone)).all():
        same = here.get(row.language_id)
        if same is None:
            db.execute(update(table).where(table.c.id == row.id).values(relation_id=present))
        elif row.sentence not in same.sentence:
            both = f"{same.sentence}\n{row.sentence}"
            db.execute(update(table).where(table.c.id == same.id).values(sentence=both))


def _join_evidence(db: Connection, gone: int, present: int) -> None:
    """Move evidence; for a quotation that is evidence already the note of both is kept, and its stance stays."""
    table = schema.evidence
    here = {row.quotation_id: row for row in db.execute(select(table).where(table.c.relation_id == present))}
    for row in db.execute(select(table).where(table.c.relation_id == gone)).all():
        same = here.get(row.quotation_id)
        if same is None:
            db.execute(update(table).where(table.c.id == row.id).values(relation_id=present))
            continue
        added = row.note if row.stance == same.stance else f"[{row.stance}] {row.note}".strip()
        if added and added not in same.note:
            both = "\n".join(note for note in (same.note, added) if note)
            db.execute(update(table).where(table.c.id == same.id).values(note=both))


def _turn_into_memo(project: Project, db: Connection, relation_id: int, code_id: int) -> None:
    """Keep propositions and evidence of a relation that goes, if it has any, and everything linked to it."""
    sentences = db.scalars(
        select(schema.proposition.c.sentence)
        .where(schema.proposition.c.relation_id == relation_id)
        .order_by(schema.proposition.c.language_id)
    ).all()
    shown = set(db.scalars(select(schema.evidence.c.quotation_id).where(schema.evidence.c.relation_id == relation_id)))
    notes = db.scalars(
        select(schema.evidence.c.note).where(schema.evidence.c.relation_id == relation_id, schema.evidence.c.note != "")
    ).all()
    if sentences or shown:
        now = project.now()
        memo = {"kind": MemoKind.CODE.value, "body": "\n".join((*sentences, *notes)), "created_at": now}
        memo |= {"guid": make_guid(), "changed_at": now}
        memo_id = new_id(db.execute(insert(schema.memo).values(coder_id=project.coder_id or None, **memo)))
        db.execute(insert(schema.memo_link).values(memo_id=memo_id, code_id=code_id))
        for quotation_id in sorted(shown):
            db.execute(insert(schema.memo_link).values(memo_id=memo_id, quotation_id=quotation_id))
    for column in (schema.memo_link.c.relation_id, schema.review_comment.c.relation_id):
        moved = {column.name: None, "code_id": code_id}
        db.execute(update(column.table).where(column == relation_id).values(moved))
    db.execute(delete(schema.relation).where(schema.relation.c.id == relation_id))
