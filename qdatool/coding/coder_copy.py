"""A copy of the project for another coder, who works on another computer and must not see a blind round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Table, delete, select, update

from qdatool.coding.bare_quotations import id_parts
from qdatool.coding.coders import list_coders
from qdatool.coding.project import Project
from qdatool.coding.sight import hidden_comments, hidden_memos, looking_as, seen_quotations, sees, unseen_codings
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.storage.file_copy import write_changed_copy


@dataclass(frozen=True, slots=True)
class CoderCopy:
    """What was made: for whom, and how many codings of others stayed behind."""

    path: Path
    coder: str
    left_out: int


@dataclass(frozen=True, slots=True)
class _LeftOut:
    codings: Sequence[int]
    quotations: Sequence[int]
    memos: Sequence[int]
    decisions: Sequence[int]
    comments: Sequence[int]


def make_coder_copy(project: Project, path: Path, coder_id: int) -> CoderCopy:
    """Write a copy in which the coder finds the documents, the codes and only what they may see.

    The undo steps and the history stay behind too, since they tell what others did. Raises
    InvalidOperation(UNKNOWN_CODER), and ProjectFileError when the copy cannot be written.
    """
    coder = next((one for one in list_coders(project) if one.id == coder_id and not one.is_consensus), None)
    if coder is None:
        raise InvalidOperation(OperationReason.UNKNOWN_CODER, coder=coder_id)
    with looking_as(project, coder_id):
        left_out = _left_out(project)
    write_changed_copy(project.raw(), path, lambda db: _strip(db, left_out))
    return CoderCopy(path, coder.name, len(left_out.codings))


def _left_out(project: Project) -> _LeftOut:
    codings = unseen_codings(project)
    touched = sorted({quotation_id for _, quotation_id in codings})
    seen = set(project.read().scalars(select(seen_quotations(project).c.id)))
    is_seen = sees(project)
    decisions = [
        row.id
        for row in project.read().execute(select(schema.decision))
        if not all(is_seen(row.document_id, one, row.round_id) for one in (row.first_coder_id, row.second_coder_id))
    ]
    bare = [quotation_id for quotation_id in touched if quotation_id not in seen]
    return _LeftOut(
        [coding_id for coding_id, _ in codings],
        bare,
        sorted(hidden_memos(project)),
        decisions,
        sorted(hidden_comments(project)),
    )


def _strip(db: Connection, left_out: _LeftOut) -> None:
    """Delete what stays behind; links and evidence go with their quotations."""
    _delete(db, schema.coding, left_out.codings)
    _delete(db, schema.memo, left_out.memos)
    _delete(db, schema.decision, left_out.decisions)
    _delete(db, schema.quotation, left_out.quotations)
    for part in id_parts(left_out.comments):
        db.execute(update(schema.quotation).where(schema.quotation.c.id.in_(part)).values(comment=""))
    db.execute(delete(schema.undo_step))
    db.execute(delete(schema.history))


def _delete(db: Connection, table: Table, ids: Sequence[int]) -> None:
    for part in id_parts(ids):
        db.execute(delete(table).where(table.c.id.in_(part)))
