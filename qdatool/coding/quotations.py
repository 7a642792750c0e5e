"""Quotations and the codings that hang on them.

A quotation is one (document, start, end) with its words; codings are who said which code applies to it, in which
round. Moving an edge moves only the codings chosen: they go to the quotation at the new span.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, FromClause, Select, delete, distinct, exists, func, insert, select, update

from qdatool.coding.bare_quotations import drop_bare_quotations, id_parts
from qdatool.coding.changes import Operation
from qdatool.coding.coders import require_coder
from qdatool.coding.codes import CodeDraft, CodeTree, create_code
from qdatool.coding.documents import document_text
from qdatool.coding.guids import make_guid
from qdatool.coding.known_rows import require_row
from qdatool.coding.project import Project
from qdatool.coding.quotation_links import carry_links
from qdatool.coding.sight import hidden_comments, hidden_memos, seen_codings, seen_quotations
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.storage.rows import new_id
from qdatool.text.normalisation import normalise
from qdatool.text.spans import Span


@dataclass(frozen=True, slots=True)
class Coding:
    """One code on one quotation by one coder; ``start`` and ``end`` are those of the quotation.

    ``adds_dimension`` is the coder's mark that the passage shows a side of the code not met before.
    """

    id: int
    quotation_id: int
    document_id: int
    start: int
    end: int
    code_id: int
    coder_id: int
    round_id: int
    created_at: str
    adds_dimension: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage with its words; ``has_memo`` tells whether a memo is linked to it."""

    id: int
    document_id: int
    start: int
    end: int
    quote: str
    comment: str
    has_memo: bool


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How often a code is used: distinct quotations, and documents they lie in."""

    quotations: int
    documents: int


def apply_code(project: Project, document_id: int, code_id: int, span: Span) -> int:
    """Code a passage for the present coder and round; returns the coding, the present one if it was coded so already.

    Raises InvalidOperation(SPAN_OUTSIDE_TEXT, UNKNOWN_DOCUMENT, UNKNOWN_CODE or UNKNOWN_CODER).
    """
    coder_id = require_coder(project)
    text = document_text(project, document_id)
    _check_span(text, span)
    require_row(project.read(), schema.code, code_id)
    with project.change(Operation.APPLY_CODE) as db:
        quotation_id = quotation_at(db, document_id, span, text)
        return insert_coding(project, db, quotation_id, code_id, coder_id, project.round_id)


def code_in_vivo(project: Project, document_id: int, span: Span, parent_id: int | None = None) -> tuple[int, int]:
    """Make a code of the lowest level from the words of the passage and apply it; returns (code, coding)."""
    text = document_text(project, document_id)
    _check_span(text, span)
    require_coder(project)
    with project.change(Operation.CODE_IN_VIVO) as db:
        code_id = create_code(project, CodeDraft(" ".join(span.cut(text).split()), parent_id))
        db.execute(
            insert(schema.code_provenance).values(
                code_id=code_id, kind="in-vivo", coder_id=project.coder_id or None, at=project.now()
            )
        )
        return code_id, apply_code(project, document_id, code_id, span)


def create_and_apply(project: Project, draft: CodeDraft, document_id: int, span: Span) -> tuple[int, int]:
    """Make a code and apply it as one step; returns (code, coding)."""
    with project.change(Operation.APPLY_CODE):
        code_id = create_code(project, draft)
        return code_id, apply_code(project, document_id, code_id, span)


def uncode(project: Project, coding_ids: Sequence[int]) -> None:
    """Take codings away; quotations that nothing holds any longer go with them.

    Raises InvalidOperation(UNKNOWN_CODING).
    """
    with project.change(Operation.UNCODE) as db:
        quotation_ids = _quotations_of(db, coding_ids)
        for part in id_parts(coding_ids):
            db.execute(delete(schema.coding).where(schema.coding.c.id.in_(part)))
        drop_bare_quotations(db, quotation_ids)


def move_edge(project: Project, coding_ids: Sequence[int], span: Span) -> int:
    """Move codings of one document to another span and return the quotation there.

    The quotation at the new span is made if need be; what others coded at the old one stays. A coding that would
    double one at the new span is dropped. Raises InvalidOperation(UNKNOWN_CODING or SPAN_OUTSIDE_TEXT), and
    ValueError unless the codings are of one document.
    """
    with project.change(Operation.MOVE_EDGE) as db:
        old_ids = _quotations_of(db, coding_ids)
        documents = set(
            db.scalars(select(schema.quotation.c.document_id).where(schema.quotation.c.id.in_(old_ids)).distinct())
        )
        if len(documents) != 1:
            raise ValueError(f"an edge belongs to one document, not {len(documents)}")
        (document_id,) = documents
        text = document_text(project, document_id)
        _check_span(text, span)
        target_id = quotation_at(db, document_id, span, text)
        _carry_over(db, old_ids - {target_id}, set(coding_ids), target_id)
        for coding_id in coding_ids:
            _move_coding(db, coding_id, target_id)
        drop_bare_quotations(db, old_ids - {target_id})
    return target_id


def comment_quotation(project: Project, quotation_id: int, comment: str) -> None:
    """Write the comment of a quotation; typing within a minute is one undo step.

    Raises InvalidOperation(UNKNOWN_QUOTATION, or COMMENT_OUT_OF_SIGHT where that of another coder would be lost).
    """
    words = normalise(comment)
    if hidden_comments(project, (quotation_id,)):
        raise InvalidOperation(OperationReason.COMMENT_OUT_OF_SIGHT)
    with project.change(Operation.COMMENT_QUOTATION, merge_key=f"quotation {quotation_id}") as db:
        changed = db.execute(
            update(schema.quotation).where(schema.quotation.c.id == quotation_id).values(comment=words)
        )
        if not changed.rowcount:
            raise InvalidOperation(OperationReason.UNKNOWN_QUOTATION, quotation=quotation_id)


def set_adds_dimension(project: Project, coding_ids: Sequence[int], *, adds: bool = True) -> None:
    """Mark codings as showing a side of their code not met before, or take the mark away.

    Raises InvalidOperation(UNKNOWN_CODING).
    """
    table = schema.coding
    with project.change(Operation.SET_ADDS_DIMENSION) as db:
        _quotations_of(db, coding_ids)
        for part in id_parts(coding_ids):
            db.execute(update(table).where(table.c.id.in_(part)).values(adds_dimension=int(adds)))


def codings_of_document(project: Project, document_id: int, coder_id: int | None = None) -> tuple[Coding, ...]:
    """Return the codings of a document by span (earlier first, longer first), of one coder or of all in sight."""
    codings = seen_codings(project)
    wanted = _select_codings(codings).where(schema.quotation.c.document_id == document_id)
    if coder_id is not None:
        wanted = wanted.where(codings.c.coder_id == coder_id)
    rows = project.read().execute(
        wanted.order_by(schema.quotation.c.start, schema.quotation.c.end.desc(), codings.c.id)
    )
    return tuple(Coding(*row) for row in rows)


def codings_of_code(project: Project, code_ids: Collection[int], coder_id: int | None = None) -> tuple[Coding, ...]:
    """Return the codings with any of the codes, in document and text order."""
    codings = seen_codings(project)
    wanted = _select_codings(codings).join(schema.document).where(codings.c.code_id.in_(tuple(code_ids)))
    if coder_id is not None:
        wanted = wanted.where(codings.c.coder_id == coder_id)
    rows = project.read().execute(
        wanted.order_by(schema.document.c.sequence, schema.quotation.c.start, schema.quotation.c.end.desc())
    )
    return tuple(Coding(*row) for row in rows)


def load_codings(project: Project, coding_ids: Sequence[int]) -> tuple[Coding, ...]:
    """Return the codings with the ids that still exist and are in sight."""
    codings = seen_codings(project)
    wanted = _select_codings(codings)
    found: list[Coding] = []
    for part in id_parts(coding_ids):
        found += [Coding(*row) for row in project.read().execute(wanted.where(codings.c.id.in_(part)))]
    return tuple(found)


def load_quotations(project: Project, quotation_ids: Sequence[int]) -> dict[int, Quotation]:
    """Return the quotations with the ids that still exist and are in sight, by id."""
    table = seen_quotations(project)
    memo = schema.memo_link.c
    is_linked = exists().where(memo.quotation_id == table.c.id, memo.memo_id.not_in(sorted(hidden_memos(project))))
    has_memo = is_linked.label("has_memo")
    found: dict[int, Quotation] = {}
    unseen = hidden_comments(project, quotation_ids)
    for part in id_parts(quotation_ids):
        rows = project.read().execute(
            select(
                table.c.id,
                table.c.document_id,
                table.c.start,
                table.c.end,
                table.c.quote,
                table.c.comment,
                has_memo.label("has_memo"),
            ).where(table.c.id.in_(part))
        )
        found.update(
            {
                row.id: Quotation(
                    row.id,
                    row.document_id,
                    row.start,
                    row.end,
                    row.quote,
                    "" if row.id in unseen else row.comment,
                    bool(row.has_memo),
                )
                for row in rows
            }
        )
    return found


def quotations_with_memo(project: Project, document_id: int) -> frozenset[int]:
    """Return the quotations of a document that a memo is linked to."""
    hidden = hidden_memos(project)
    rows = project.read().execute(
        select(schema.memo_link.c.quotation_id, schema.memo_link.c.memo_id)
        .join(schema.quotation)
        .where(schema.quotation.c.document_id == document_id)
    )
    return frozenset(quotation_id for quotation_id, memo_id in rows if memo_id not in hidden)


def counts_by_code(project: Project, coder_id: int | None = None) -> dict[int, CodeCount]:
    """Return how often each used code was applied, by one coder or by all; own codings, not those below it."""
    codings = seen_codings(project)
    wanted = (
        select(
            codings.c.code_id,
            func.count(distinct(codings.c.quotation_id)),
            func.count(distinct(schema.quotation.c.document_id)),
        )
        .join_from(codings, schema.quotation)
        .group_by(codings.c.code_id)
    )
    if coder_id is not None:
        wanted = wanted.where(codings.c.coder_id == coder_id)
    return {code_id: CodeCount(n, documents) for code_id, n, documents in project.read().execute(wanted)}


def counts_in_tree(
    project: Project, tree: CodeTree, coder_id: int | None = None, *, codings: FromClause | None = None
) -> dict[int, CodeCount]:
    """Return how often each code or one below it was applied, by one coder or by all; unused codes are left out.

    ``codings`` narrows those in sight down.
    """
    codings = seen_codings(project) if codings is None else codings
    # One row for each code: a hundred thousand codings as rows of their own take four times as long to read.
    wanted = (
        select(
            codings.c.code_id,
            func.group_concat(codings.c.quotation_id),
            func.group_concat(distinct(schema.quotation.c.document_id)),
        )
        .join_from(codings, schema.quotation)
        .group_by(codings.c.code_id)
    )
    if coder_id is not None:
        wanted = wanted.where(codings.c.coder_id == coder_id)
    found: dict[int, tuple[set[str], set[str]]] = {}
    for code_id, quotation_ids, document_ids in project.read().execute(wanted):
        own_quotations, own_documents = quotation_ids.split(","), document_ids.split(",")
        for link in (code_id, *tree.ancestors(code_id)):
            quotations, documents = found.setdefault(link, (set(), set()))
            quotations.update(own_quotations)
            documents.update(own_documents)
    return {code_id: CodeCount(len(quotations), len(documents)) for code_id, (quotations, documents) in found.items()}


def count_of_codes(project: Project, code_ids: Collection[int], coder_id: int | None = None) -> CodeCount:
    """Return how many quotations any of the codes is applied to, and in how many documents."""
    codings = seen_codings(project)
    wanted = (
        select(func.count(distinct(codings.c.quotation_id)), func.count(distinct(schema.quotation.c.document_id)))
        .join_from(codings, schema.quotation)
        .where(codings.c.code_id.in_(tuple(code_ids)))
    )
    if coder_id is not None:
        wanted = wanted.where(codings.c.coder_id == coder_id)
    quotations, documents = project.read().execute(wanted).one()
    return CodeCount(quotations, documents)


def _select_codings(codings: FromClause) -> Select[tuple[Any, ...]]:
    """Select in the order of ``Coding``'s fields; the types of ten columns would say nothing more."""
    return select(
        codings.c.id,
        codings.c.quotation_id,
        schema.quotation.c.document_id,
        schema.quotation.c.start,
        schema.quotation.c.end,
        codings.c.code_id,
        codings.c.coder_id,
        codings.c.round_id,
        codings.c.created_at,
        codings.c.adds_dimension == 1,
    ).join_from(codings, schema.quotation)


def _check_span(text: str, span: Span) -> None:
    if span.end > len(text):
        raise InvalidOperation(OperationReason.SPAN_OUTSIDE_TEXT, start=span.start, end=span.end, characters=len(text))


def quotation_at(db: Connection, document_id: int, span: Span, text: str) -> int:
    """Return the quotation at a span, written if there is none; inside a change."""
    table = schema.quotation
    present = db.scalar(
        select(table.c.id).where(
            table.c.document_id == document_id, table.c.start == span.start, table.c.end == span.end
        )
    )
    if present is not None:
        return int(present)
    result = db.execute(
        insert(table).values(
            guid=make_guid(), document_id=document_id, start=span.start, end=span.end, quote=span.cut(text)
        )
    )
    return new_id(result)


def insert_coding(
    project: Project, db: Connection, quotation_id: int, code_id: int, coder_id: int, round_id: int
) -> int:
    """Return the coding of a quotation by a coder in a round, written if there is none; inside a change."""
    table = schema.coding
    present = db.scalar(
        select(table.c.id).where(
            table.c.quotation_id == quotation_id,
            table.c.code_id == code_id,
            table.c.coder_id == coder_id,
            table.c.round_id == round_id,
        )
    )
    if present is not None:
        return int(present)
    result = db.execute(
        insert(table).values(
            guid=make_guid(),
            quotation_id=quotation_id,
            code_id=code_id,
            coder_id=coder_id,
            round_id=round_id,
            created_at=project.now(),
        )
    )
    return new_id(result)


def join_quotations(db: Connection, quotation_id: int, target_id: int) -> None:
    """Hang everything of a quotation on another one of the same words and let it go; inside a change."""
    coding_ids = db.scalars(select(schema.coding.c.id).where(schema.coding.c.quotation_id == quotation_id)).all()
    _carry_over(db, {quotation_id}, set(coding_ids), target_id)
    for coding_id in coding_ids:
        _move_coding(db, coding_id, target_id)
    db.execute(delete(schema.quotation).where(schema.quotation.c.id == quotation_id))


def _quotations_of(db: Connection, coding_ids: Sequence[int]) -> set[int]:
    found: dict[int, int] = {}
    for part in id_parts(coding_ids):
        rows = db.execute(select(schema.coding.c.id, schema.coding.c.quotation_id).where(schema.coding.c.id.in_(part)))
        found.update({row.id: row.quotation_id for row in rows})
    for coding_id in coding_ids:
        if coding_id not in found:
            raise InvalidOperation(OperationReason.UNKNOWN_CODING, coding=coding_id)
    return set(found.values())


def _carry_over(db: Connection, old_ids: set[int], moved: set[int], target_id: int) -> None:
    """Let comment, memos, links, evidence and dimensions follow when every coding of a quotation moves."""
    for old_id in old_ids:
        staying = set(db.scalars(select(schema.coding.c.id).where(schema.coding.c.quotation_id == old_id))) - moved
        if staying:
            continue
        comment = db.scalar(select(schema.quotation.c.comment).where(schema.quotation.c.id == old_id))
        target_comment = db.scalar(select(schema.quotation.c.comment).where(schema.quotation.c.id == target_id))
        if comment:
            joined = "\n".join(part for part in (target_comment, comment) if part)
            db.execute(update(schema.quotation).where(schema.quotation.c.id == target_id).values(comment=joined))
            db.execute(update(schema.quotation).where(schema.quotation.c.id == old_id).values(comment=""))
        carry_links(db, old_id, target_id)
        for column in (schema.memo_link.c.quotation_id, schema.review_comment.c.quotation_id):
            db.execute(update(column.table).where(column == old_id).values(quotation_id=target_id))
        known = select(schema.evidence.c.relation_id).where(schema.evidence.c.quotation_id == target_id)
        db.execute(
            update(schema.evidence)
            .where(schema.evidence.c.quotation_id == old_id, schema.evidence.c.relation_id.not_in(known))
            .values(quotation_id=target_id)
        )
        db.execute(delete(schema.evidence).where(schema.evidence.c.quotation_id == old_id))
        marks = schema.dimension_mark
        placed = select(marks.c.dimension_id).where(marks.c.quotation_id == target_id)
        db.execute(
            update(marks)
            .where(marks.c.quotation_id == old_id, marks.c.dimension_id.not_in(placed))
            .values(quotation_id=target_id)
        )
        db.execute(delete(marks).where(marks.c.quotation_id == old_id))


def _move_coding(db: Connection, coding_id: int, target_id: int) -> None:
    table = schema.coding
    own = db.execute(select(table).where(table.c.id == coding_id)).one()
    double = db.scalar(
        select(table.c.id).where(
            table.c.quotation_id == target_id,
            table.c.code_id == own.code_id,
            table.c.coder_id == own.coder_id,
            table.c.round_id == own.round_id,
            table.c.id != coding_id,
        )
    )
    if double is not None:
        db.execute(delete(table).where(table.c.id == coding_id))
    else:
        db.execute(update(table).where(table.c.id == coding_id).values(quotation_id=target_id))
