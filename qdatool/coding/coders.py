"""Who codes, and in which round."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from qdatool.coding.changes import Operation
from qdatool.coding.guids import make_guid
from qdatool.coding.known_rows import require_row
from qdatool.coding.project import Project
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.storage.rows import new_id, next_position
from qdatool.text.normalisation import one_line


@dataclass(frozen=True, slots=True)
class Coder:
    """A person who codes; the consensus coder is nobody, in that name stands what was agreed."""

    id: int
    name: str
    is_consensus: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """A round of coding; in a blind one coders do not see each other's work."""

    id: int
    name: str
    is_blind: bool


def list_coders(project: Project) -> tuple[Coder, ...]:
    """Return the coders in the order in which they came."""
    table = schema.coder.c
    rows = project.read().execute(select(table.id, table.name, table.is_consensus).order_by(table.id))
    return tuple(Coder(row.id, row.name, bool(row.is_consensus)) for row in rows)


def list_rounds(project: Project) -> tuple[Round, ...]:
    """Return the rounds in their order."""
    rows = project.read().execute(select(schema.round_).order_by(schema.round_.c.position))
    return tuple(Round(row.id, row.name, bool(row.is_blind)) for row in rows)


def add_coder(project: Project, name: str) -> int:
    """Add a coder and return the id; raises InvalidOperation(EMPTY_LABEL or NAME_TAKEN)."""
    wanted = _checked_name(project.read(), name)
    with project.change(Operation.ADD_CODER) as db:
        coder_id = insert_coder(project, db, wanted)
    if not project.coder_id:
        project.coder_id = coder_id
    return coder_id


def rename_coder(project: Project, coder_id: int, name: str) -> None:
    """Give a coder another name; raises InvalidOperation(EMPTY_LABEL, NAME_TAKEN or UNKNOWN_CODER)."""
    db = project.read()
    present = db.scalar(select(schema.coder.c.name).where(schema.coder.c.id == coder_id))
    if present is None:
        raise InvalidOperation(OperationReason.UNKNOWN_CODER, coder=coder_id)
    if one_line(name) == present:
        return
    wanted = _checked_name(db, name)
    with project.change(Operation.RENAME_CODER) as db:
        db.execute(update(schema.coder).where(schema.coder.c.id == coder_id).values(name=wanted))


def add_round(project: Project, name: str, *, is_blind: bool = False) -> int:
    """Add a round and return the id; raises InvalidOperation(EMPTY_LABEL or NAME_TAKEN)."""
    wanted = free_round_name(project, name)
    with project.change(Operation.ADD_ROUND) as db:
        return insert_round(db, wanted, is_blind=is_blind)


def mark_finished(project: Project, document_id: int, *, is_finished: bool = True) -> None:
    """Note that the present coder has (or has not) finished a document in the present round.

    Raises InvalidOperation(UNKNOWN_CODER or UNKNOWN_DOCUMENT).
    """
    require_coder(project)
    require_row(project.read(), schema.document, document_id)
    table = schema.finished_document
    operation = Operation.MARK_FINISHED if is_finished else Operation.MARK_UNFINISHED
    mine = (
        (table.c.document_id == document_id)
        & (table.c.coder_id == project.coder_id)
        & (table.c.round_id == project.round_id)
    )
    with project.change(operation) as db:
        if not is_finished:
            db.execute(delete(table).where(mine))
        elif db.scalar(select(table.c.id).where(mine)) is None:
            db.execute(
                insert(table).values(
                    document_id=document_id,
                    coder_id=project.coder_id,
                    round_id=project.round_id,
                    finished_at=project.now(),
                )
            )


def free_round_name(project: Project, name: str) -> str:
    """Return the name as it may be given to a round; raises InvalidOperation(EMPTY_LABEL or NAME_TAKEN)."""
    wanted = one_line(name)
    if not wanted:
        raise InvalidOperation(OperationReason.EMPTY_LABEL)
    if any(present.name == wanted for present in list_rounds(project)):
        raise InvalidOperation(OperationReason.NAME_TAKEN, name=wanted)
    return wanted


def require_coder(project: Project) -> int:
    """Return the present coder, who must exist; raises InvalidOperation(UNKNOWN_CODER)."""
    if not project.coder_id:
        raise InvalidOperation(OperationReason.UNKNOWN_CODER, coder="")
    return project.coder_id


def coders_by_name(project: Project, db: Connection, names: set[str]) -> dict[str, int]:
    """Return the id of every name, adding the coders that are new; inside a change."""
    known = {row.name: row.id for row in db.execute(select(schema.coder.c.name, schema.coder.c.id))}
    for name in sorted(names - known.keys()):
        known[name] = insert_coder(project, db, name)
    return known


def rounds_by_name(db: Connection, names: set[str]) -> dict[str, int]:
    """Return the id of every name, adding the rounds that are new; inside a change."""
    known = {row.name: row.id for row in db.execute(select(schema.round_.c.name, schema.round_.c.id))}
    for name in sorted(names - known.keys()):
        known[name] = insert_round(db, name)
    return known


def insert_round(db: Connection, name: str, *, is_blind: bool = False) -> int:
    """Write a round after the others; inside a change."""
    position = next_position(db, schema.round_.c.position)
    return new_id(db.execute(insert(schema.round_).values(name=name, position=position, is_blind=int(is_blind))))


def insert_coder(project: Project, db: Connection, name: str) -> int:
    """Write a coder; inside a change."""
    result = db.execute(insert(schema.coder).values(guid=make_guid(), name=name, created_at=project.now()))
    return new_id(result)


def _checked_name(db: Connection, name: str) -> str:
    wanted = one_line(name)
    if not wanted:
        raise InvalidOperation(OperationReason.EMPTY_LABEL)
    if db.scalar(select(schema.coder.c.id).where(schema.coder.c.name == wanted)) is not None:
        raise InvalidOperation(OperationReason.NAME_TAKEN, name=wanted)
    return wanted
