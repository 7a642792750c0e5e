"""The audit trail: what was done, when, by whom; it never holds words of a transcript."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from qdatool.coding.changes import Course, Operation
from qdatool.coding.project import Project
from qdatool.storage import schema


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One committed step; ``entities`` maps a table to the ids it added, updated and removed."""

    id: int
    at: datetime
    operation: Operation
    course: Course
    coder_name: str
    entities: Mapping[str, Mapping[str, object]]
    reason: str


def list_history(project: Project, newest: int = 200) -> tuple[HistoryEntry, ...]:
    """Return the newest entries, the newest first."""
    rows = project.read().execute(select(schema.history).order_by(schema.history.c.id.desc()).limit(newest))
    return tuple(
        HistoryEntry(
            row.id,
            datetime.fromisoformat(row.at),
            Operation(row.operation),
            Course(row.direction),
            row.coder_name,
            json.loads(row.entities),
            row.reason,
        )
        for row in rows
    )
