"""Review: comments on anything in a project, answered, and closed when they are done.

A comment hangs on one thing and goes with it; answers hang on a comment and are neither answered nor closed
themselves. Comments are talk about the work and never count as a change of the thing they are on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Column, Connection, Row, Table, delete, func, insert, select, update

from qdatool.coding.bare_quotations import drop_bare_quotations
from qdatool.coding.changes import Operation
from qdatool.coding.guids import make_guid
from qdatool.coding.known_rows import require_row
from qdatool.coding.node_keys import code_of_key
from qdatool.coding.project import Project
from qdatool.coding.sight import hidden_memos, is_anything_blind, seen_quotations
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.storage.rows import new_id
from qdatool.text.normalisation import normalise


class CommentTarget(StrEnum):
    """What a comment can hang on; the values are table names."""

    DOCUMENT = "document"
    CODE = "code"
    QUOTATION = "quotation"
    PARTICIPANT = "participant"
    RELATION = "relation"
    MODEL = "model"
    MEMO = "memo"
    FIGURE_NODE = "figure_node"


@dataclass(frozen=True, slots=True)
class CommentSubject:
    """The one thing a comment hangs on."""

    target: CommentTarget
    id: int


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a comment; ``created_at`` is ISO 8601 in UTC."""

    id: int
    body: str
    coder_id: int | None
    created_at: str


@dataclass(frozen=True, slots=True)
class ReviewComment:
    """A comment with its answers, the oldest first."""

    id: int
    subject: CommentSubject
    body: str
    coder_id: int | None
    created_at: str
    is_done: bool
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a model: its key, and the code it stands for, if any."""

    model_id: int
    key: str
    code_id: int | None = None


def list_comments(project: Project, about: CommentSubject | None = None) -> tuple[ReviewComment, ...]:
    """Return all comments on what is in sight, or those on one thing; the newest first."""
    table = schema.review_comment
    query = select(table).order_by(table.c.created_at, table.c.id)
    if about is not None:
        query = query.where(_column(about.target) == about.id)
    answers: dict[int, list[Answer]] = {}
    comments: list[Row[tuple[object, ...]]] = []
    unseen = _unseen(project)
    for row in project.read().execute(query):
        if row.quotation_id in unseen[CommentTarget.QUOTATION] or row.memo_id in unseen[CommentTarget.MEMO]:
            continue
        if row.answers_id is None:
            comments.append(row)
        else:
            answers.setdefault(row.answers_id, []).append(Answer(row.id, row.body, row.coder_id, row.created_at))
    return tuple(
        ReviewComment(
            row.id,
            _subject(row),
            row.body,
            row.coder_id,
            row.created_at,
            bool(row.is_done),
            tuple(answers.get(row.id, ())),
        )
        for row in reversed(comments)
    )


def open_comments(project: Project, target: CommentTarget) -> dict[int, int]:
    """Return how many open comments there are on each thing of a kind, by its id."""
    table, column = schema.review_comment, _column(target)
    rows = project.read().execute(
        select(column, func.count())
        .where(column.is_not(None), table.c.answers_id.is_(None), table.c.is_done == 0)
        .group_by(column)
    )
    unseen = _unseen(project).get(target, frozenset())
    return {thing_id: number for thing_id, number in rows if thing_id is not None and thing_id not in unseen}


def count_open_comments(project: Project) -> int:
    """Return how many comments on what is in sight are open in the whole project."""
    return sum(sum(open_comments(project, target).values()) for target in CommentTarget)


def open_box_comments(project: Project, model_id: int) -> dict[str, int]:
    """Return how many open comments there are on each box of a model, by the key of its node."""
    nodes = {row.id: row.key for row in _nodes(project.read(), model_id)}
    return {nodes[id]: n for id, n in open_comments(project, CommentTarget.FIGURE_NODE).items() if id in nodes}


def stored_boxes(project: Project) -> dict[int, Box]:
    """Return every box that is stored, by its id."""
    rows = project.read().execute(select(schema.figure_node))
    return {row.id: Box(row.model_id, row.key, row.code_id) for row in rows}


def box_subject(project: Project, box: Box) -> CommentSubject | None:
    """Return a box as what a comment hangs on; None while it was neither moved nor commented on."""
    node_id = next((row.id for row in _nodes(project.read(), box.model_id) if row.key == box.key), None)
    return CommentSubject(CommentTarget.FIGURE_NODE, node_id) if node_id is not None else None


def add_comment(project: Project, subject: CommentSubject | Box, body: str) -> int:
    """Comment on a thing and return the comment; raises InvalidOperation(EMPTY_COMMENT or UNKNOWN_…).

    A box stays where automatic layout puts it.
    """
    words = _words(body)
    if isinstance(subject, Box):
        return _add_to_box(project, subject, words)
    require_row(project.read(), _table(subject.target), subject.id)
    with project.change(Operation.ADD_COMMENT) as db:
        return _insert(project, db, subject, words, None)


def answer_comment(project: Project, comment_id: int, body: str) -> int:
    """Answer a comment and return the answer.

    Raises InvalidOperation(EMPTY_COMMENT, UNKNOWN_COMMENT or ANSWER_TO_ANSWER).
    """
    words = _words(body)
    row = _thread(project.read(), comment_id)
    with project.change(Operation.ANSWER_COMMENT) as db:
        return _insert(project, db, _subject(row), words, comment_id)


def edit_comment(project: Project, comment_id: int, body: str) -> None:
    """Change the words of a comment or an answer; raises InvalidOperation(EMPTY_COMMENT or UNKNOWN_COMMENT)."""
    words, table = _words(body), schema.review_comment
    _row(project.read(), comment_id)
    with project.change(Operation.EDIT_COMMENT) as db:
        db.execute(update(table).where(table.c.id == comment_id).values(body=words))


def close_comment(project: Project, comment_id: int) -> None:
    """Mark a comment as done; raises InvalidOperation(UNKNOWN_COMMENT or ANSWER_TO_ANSWER)."""
    _set_done(project, comment_id, Operation.CLOSE_COMMENT, is_done=True)


def reopen_comment(project: Project, comment_id: int) -> None:
    """Open a comment that was done; raises InvalidOperation(UNKNOWN_COMMENT or ANSWER_TO_ANSWER)."""
    _set_done(project, comment_id, Operation.REOPEN_COMMENT, is_done=False)


def delete_comment(project: Project, comment_id: int) -> None:
    """Delete a comment with its answers, or one answer; a quotation that only it held goes too.

    Raises InvalidOperation(UNKNOWN_COMMENT).
    """
    subject = _subject(_row(project.read(), comment_id))
    with project.change(Operation.DELETE_COMMENT) as db:
        db.execute(delete(schema.review_comment).where(schema.review_comment.c.id == comment_id))
        if subject.target is CommentTarget.QUOTATION:
            drop_bare_quotations(db, {subject.id})


def _unseen(project: Project) -> Mapping[CommentTarget, frozenset[int]]:
    """Return the quotations and memos with comments that a blind round keeps out of sight."""
    if not is_anything_blind(project):
        return {CommentTarget.QUOTATION: frozenset(), CommentTarget.MEMO: frozenset()}
    commented = select(schema.review_comment.c.quotation_id).where(schema.review_comment.c.quotation_id.is_not(None))
    seen = set(project.read().scalars(select(seen_quotations(project).c.id)))
    hidden = frozenset(one for one in project.read().scalars(commented) if one is not None and one not in seen)
    return {CommentTarget.QUOTATION: hidden, CommentTarget.MEMO: hidden_memos(project)}


def _set_done(project: Project, comment_id: int, operation: Operation, *, is_done: bool) -> None:
    table = schema.review_comment
    _thread(project.read(), comment_id)
    with project.change(operation) as db:
        db.execute(update(table).where(table.c.id == comment_id).values(is_done=int(is_done)))


def _add_to_box(project: Project, box: Box, words: str) -> int:
    require_row(project.read(), schema.model, box.model_id)
    code_id = code_of_key(box.key)
    if code_id is not None:
        require_row(project.read(), schema.code, code_id)
    with project.change(Operation.ADD_COMMENT) as db:
        present = next((row.id for row in _nodes(db, box.model_id) if row.key == box.key), None)
        if present is None:
            values = {"model_id": box.model_id, "key": box.key, "code_id": code_id}
            present = new_id(db.execute(insert(schema.figure_node).values(**values)))
        return _insert(project, db, CommentSubject(CommentTarget.FIGURE_NODE, present), words, None)


def _insert(project: Project, db: Connection, subject: CommentSubject, body: str, answers_id: int | None) -> int:
    values: Mapping[str, object] = {
        "guid": make_guid(),
        "body": body,
        "coder_id": project.coder_id or None,
        "answers_id": answers_id,
        "created_at": project.now(),
        _column(subject.target).name: subject.id,
    }
    return new_id(db.execute(insert(schema.review_comment).values(values)))


def _words(body: str) -> str:
    words = normalise(body).strip()
    if not words:
        raise InvalidOperation(OperationReason.EMPTY_COMMENT)
    return words


def _row(db: Connection, comment_id: int) -> Row[tuple[object, ...]]:
    row = db.execute(select(schema.review_comment).where(schema.review_comment.c.id == comment_id)).one_or_none()
    if row is None:
        raise InvalidOperation(OperationReason.UNKNOWN_COMMENT)
    return row


def _thread(db: Connection, comment_id: int) -> Row[tuple[object, ...]]:
    """Return the comment, which must be no answer."""
    row = _row(db, comment_id)
    if row.answers_id is not None:
        raise InvalidOperation(OperationReason.ANSWER_TO_ANSWER)
    return row


def _nodes(db: Connection, model_id: int) -> list[Row[tuple[object, ...]]]:
    return list(db.execute(select(schema.figure_node).where(schema.figure_node.c.model_id == model_id)))


def _subject(row: Row[tuple[object, ...]]) -> CommentSubject:
    for target in CommentTarget:
        thing_id = row._mapping[f"{target.value}_id"]
        if thing_id is not None:
            return CommentSubject(target, thing_id)
    raise ValueError("a comment hangs on nothing")


def _table(target: CommentTarget) -> Table:
    return schema.metadata.tables[target.value]


def _column(target: CommentTarget) -> Column[int | None]:
    return schema.review_comment.c[f"{target.value}_id"]
