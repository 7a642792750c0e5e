"""Where a code comes from: made in vivo, from other codes, split off, merged, raised; when, by whom and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from qdatool.coding.changes import Operation
from qdatool.coding.codes import Code
from qdatool.coding.project import Project
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.text.normalisation import one_line


class ProvenanceKind(StrEnum):
    """How a code came about, or what happened to it."""

    IN_VIVO = "in-vivo"
    MADE_FROM = "made-from"
    SPLIT_FROM = "split-from"
    MERGED_FROM = "merged-from"
    PROMOTED = "promoted"


@dataclass(frozen=True, slots=True)
class Source:
    """A code that another one comes from; ``id`` is None once it is gone, its labels stay.

    For a change of level ``label`` is the key of the level before.
    """

    id: int | None
    label: str


@dataclass(frozen=True, slots=True)
class ProvenanceStep:
    """One act in the life of a code; ``key`` names the act for ``explain_provenance``."""

    key: int
    kind: ProvenanceKind
    at: datetime
    coder: str
    sources: tuple[Source, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Creation:
    """When a code was made, and by whom; ``coder`` is empty where that is not known."""

    at: datetime
    coder: str


def list_provenance(project: Project, code_id: int) -> tuple[ProvenanceStep, ...]:
    """Return what happened to a code, the oldest act first; rows written by one act are one step."""
    table = schema.code_provenance
    rows = project.read().execute(
        select(table, schema.coder.c.name)
        .join_from(table, schema.coder, table.c.coder_id == schema.coder.c.id, isouter=True)
        .where(table.c.code_id == code_id)
        .order_by(table.c.at, table.c.id)
    )
    steps: dict[tuple[str, str], ProvenanceStep] = {}
    for row in rows:
        source = Source(row.source_code_id, row.source_label)
        present = steps.get((row.kind, row.at))
        if present is not None:
            steps[row.kind, row.at] = ProvenanceStep(
                present.key, present.kind, present.at, present.coder, (*present.sources, source), present.reason
            )
            continue
        steps[row.kind, row.at] = ProvenanceStep(
            row.id,
            ProvenanceKind(row.kind),
            datetime.fromisoformat(row.at),
            row.name or "",
            (source,) if source.id is not None or source.label else (),
            row.reason,
        )
    return tuple(steps.values())


def creation_of(project: Project, code_id: int) -> Creation:
    """Return when a code was made; raises InvalidOperation(UNKNOWN_CODE)."""
    row = (
        project.read()
        .execute(
            select(schema.code.c.created_at, schema.coder.c.name)
            .join_from(schema.code, schema.coder, schema.code.c.created_by == schema.coder.c.id, isouter=True)
            .where(schema.code.c.id == code_id)
        )
        .one_or_none()
    )
    if row is None:
        raise InvalidOperation(OperationReason.UNKNOWN_CODE, code=code_id)
    return Creation(datetime.fromisoformat(row.created_at), row.name or "")


def explain_provenance(project: Project, key: int, reason: str) -> None:
    """Say why an act was done, for every row it wrote; typing within a minute is one undo step.

    Raises InvalidOperation(UNKNOWN_PROVENANCE).
    """
    table = schema.code_provenance
    row = project.read().execute(select(table.c.code_id, table.c.kind, table.c.at).where(table.c.id == key)).first()
    if row is None:
        raise InvalidOperation(OperationReason.UNKNOWN_PROVENANCE)
    with project.change(Operation.EXPLAIN_CODE, merge_key=f"provenance {key}") as db:
        db.execute(
            update(table)
            .where(table.c.code_id == row.code_id, table.c.kind == row.kind, table.c.at == row.at)
            .values(reason=one_line(reason))
        )


def note_provenance(
    project: Project, db: Connection, code_id: int, kind: ProvenanceKind, sources: Sequence[Source], reason: str = ""
) -> None:
    """Write one act, a row for each source; inside a change."""
    now = project.now()
    db.execute(
        insert(schema.code_provenance),
        [
            {
                "code_id": code_id,
                "kind": kind.value,
                "source_code_id": source.id,
                "source_label": source.label,
                "coder_id": project.coder_id or None,
                "reason": one_line(reason),
                "at": now,
            }
            for source in sources or (Source(None, ""),)
        ],
    )


def labels_of(code: Code) -> str:
    """Return the label with its translations in brackets, as provenance keeps it."""
    others = [label for label in dict.fromkeys(code.labels.values()) if label != code.label]
    return f"{code.label} ({', '.join(others)})" if others else code.label
