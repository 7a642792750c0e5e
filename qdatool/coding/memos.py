"""Memos: what the researcher thinks, linked to what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import delete, insert, select, update

from qdatool.coding.bare_quotations import drop_bare_quotations
from qdatool.coding.changes import Operation
from qdatool.coding.guids import make_guid
from qdatool.coding.known_rows import require_row
from qdatool.coding.project import Project
from qdatool.coding.roles import MemoKind
from qdatool.coding.sight import hidden_memos
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.storage.rows import new_id
from qdatool.text.memo_markup import plain_text
from qdatool.text.normalisation import normalise, one_line

_LONGEST_NAME = 80


class MemoTarget(StrEnum):
    """What a memo can be linked to; the values are table names."""

    DOCUMENT = "document"
    CODE = "code"
    QUOTATION = "quotation"
    PARTICIPANT = "participant"
    RELATION = "relation"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class MemoLink:
    """One thing a memo is about."""

    target: MemoTarget
    id: int


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo with its links; times are ISO 8601 in UTC."""

    id: int
    kind: MemoKind
    title: str
    body: str
    coder_id: int | None
    created_at: str
    changed_at: str
    links: tuple[MemoLink, ...]


def memo_name(memo: Memo) -> str:
    """Return the title of a memo, or how its words begin; empty where it has neither."""
    return memo.title or " ".join(plain_text(memo.body).split())[:_LONGEST_NAME]


def list_memos(project: Project, about: MemoLink | None = None) -> tuple[Memo, ...]:
    """Return all memos in sight, or those linked to one thing, the newest first."""
    db = project.read()
    hidden = hidden_memos(project)
    links: dict[int, list[MemoLink]] = {}
    for row in db.execute(select(schema.memo_link)).mappings():
        for target in MemoTarget:
            if row[f"{target.value}_id"] is not None:
                links.setdefault(row["memo_id"], []).append(MemoLink(target, row[f"{target.value}_id"]))
    memos = (
        Memo(
            row.id,
            MemoKind(row.kind),
            row.title,
            row.body,
            row.coder_id,
            row.created_at,
            row.changed_at,
            tuple(links.get(row.id, ())),
        )
        for row in db.execute(select(schema.memo).order_by(schema.memo.c.created_at.desc(), schema.memo.c.id.desc()))
    )
    return tuple(memo for memo in memos if memo.id not in hidden and (about is None or about in memo.links))


def codes_with_memo(project: Project) -> frozenset[int]:
    """Return the codes that a memo in sight is linked to."""
    hidden = hidden_memos(project)
    link = schema.memo_link
    rows = project.read().execute(select(link.c.code_id, link.c.memo_id).where(link.c.code_id.is_not(None)))
    return frozenset(code_id for code_id, memo_id in rows if memo_id not in hidden)


def write_memo(
    project: Project, kind: MemoKind, body: str = "", *, title: str = "", about: MemoLink | None = None
) -> int:
    """Write a new memo and return its id; raises InvalidOperation(UNKNOWN_…) if what it is about does not exist."""
    title, body = one_line(title), normalise(body)
    with project.change(Operation.WRITE_MEMO) as db:
        if about is not None:
            require_row(db, schema.metadata.tables[about.target.value], about.id)
        now = project.now()
        result = db.execute(
            insert(schema.memo).values(
                guid=make_guid(),
                kind=kind.value,
                title=title,
                body=body,
                coder_id=project.coder_id or None,
                created_at=now,
                changed_at=now,
            )
        )
        memo_id = new_id(result)
        if about is not None:
            db.execute(insert(schema.memo_link).values({"memo_id": memo_id, f"{about.target.value}_id": about.id}))
    return memo_id


def edit_memo(project: Project, memo_id: int, *, title: str, body: str) -> None:
    """Change title and body; typing within a minute is one undo step. Raises InvalidOperation(UNKNOWN_MEMO)."""
    title, body = one_line(title), normalise(body)
    with project.change(Operation.EDIT_MEMO, merge_key=f"memo {memo_id}") as db:
        changed = db.execute(
            update(schema.memo)
            .where(schema.memo.c.id == memo_id)
            .where((schema.memo.c.title != title) | (schema.memo.c.body != body))
            .values(title=title, body=body, changed_at=project.now())
        )
        if not changed.rowcount and db.scalar(select(schema.memo.c.id).where(schema.memo.c.id == memo_id)) is None:
            raise InvalidOperation(OperationReason.UNKNOWN_MEMO, memo=memo_id)


def set_memo_kind(project: Project, memo_id: int, kind: MemoKind) -> None:
    """Say of which type a memo is; raises InvalidOperation(UNKNOWN_MEMO)."""
    with project.change(Operation.SET_MEMO_KIND) as db:
        if not db.execute(update(schema.memo).where(schema.memo.c.id == memo_id).values(kind=kind.value)).rowcount:
            raise InvalidOperation(OperationReason.UNKNOWN_MEMO, memo=memo_id)


def link_memo(project: Project, memo_id: int, about: MemoLink) -> None:
    """Say that a memo is about one more thing; a link that is there already stays one.

    Raises InvalidOperation(UNKNOWN_MEMO or UNKNOWN_… for the thing).
    """
    column = f"{about.target.value}_id"
    with project.change(Operation.LINK_MEMO) as db:
        require_row(db, schema.memo, memo_id)
        require_row(db, schema.metadata.tables[about.target.value], about.id)
        links = schema.memo_link
        is_there = select(links.c.id).where(links.c.memo_id == memo_id, links.c[column] == about.id)
        if db.scalar(is_there) is None:
            db.execute(insert(links).values({"memo_id": memo_id, column: about.id}))


def unlink_memo(project: Project, memo_id: int, about: MemoLink) -> None:
    """Say that a memo is not about a thing; a quotation that only the memo held goes.

    Raises InvalidOperation(UNKNOWN_MEMO).
    """
    links = schema.memo_link
    with project.change(Operation.UNLINK_MEMO) as db:
        require_row(db, schema.memo, memo_id)
        db.execute(delete(links).where(links.c.memo_id == memo_id, links.c[f"{about.target.value}_id"] == about.id))
        if about.target is MemoTarget.QUOTATION:
            drop_bare_quotations(db, {about.id})


def delete_memo(project: Project, memo_id: int) -> None:
    """Delete a memo; a quotation that only it held goes too. Raises InvalidOperation(UNKNOWN_MEMO)."""
    with project.change(Operation.DELETE_MEMO) as db:
        held = set(
            db.scalars(
                select(schema.memo_link.c.quotation_id).where(
                    schema.memo_link.c.memo_id == memo_id, schema.memo_link.c.quotation_id.is_not(None)
                )
            )
        )
        if not db.execute(delete(schema.memo).where(schema.memo.c.id == memo_id)).rowcount:
            raise InvalidOperation(OperationReason.UNKNOWN_MEMO, memo=memo_id)
        drop_bare_quotations(db, held)
