"""The audit trail: what was done, when, by whom; it never holds words of a transcript."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select

from qdatool.coding.changes import Course, Operation
from qdatool.coding.project import Project
from qdatool.coding.sight import hidden_coders
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


_TELLING = frozenset({"coding", "quotation", "memo", "memo_link", "decision"})
"""Tables whose ids and counts would tell what somebody coded."""


def list_history(project: Project, newest: int = 200) -> tuple[HistoryEntry, ...]:
    """Return the newest entries in sight, the newest first.

    While codings of a coder are out of the present coder's sight, so are that coder's acts on codings, quotations and
    memos: even their number would tell something.
    """
    wanted = select(schema.history).order_by(schema.history.c.id.desc())
    hidden = frozenset().union(*hidden_coders(project).values())
    if hidden:
        entities = func.json_each(schema.history.c.entities).table_valued("key")
        telling = exists().select_from(entities).where(entities.c.key.in_(sorted(_TELLING)))
        wanted = wanted.where(~(schema.history.c.coder_id.in_(sorted(hidden)) & telling))
    rows = project.read().execute(wanted.limit(newest))
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
