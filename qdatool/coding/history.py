"""The audit trail: what was done, when, by whom; it never holds words of a transcript.

A step names the rows it touched by table and id. A bulk step gives the number of rows and the ranges their ids lie
in; where there are very many ranges, only the first and the last id.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeAlias

from sqlalchemy import ColumnElement, Row, exists, func, or_, select

from qdatool.coding.changes import Course, Operation
from qdatool.coding.project import Project
from qdatool.coding.sight import hidden_coders
from qdatool.storage import schema


class Subject(StrEnum):
    """What an act was about, as a reader sorts it."""

    DOCUMENT = "document"
    CODE = "code"
    CODING = "coding"
    MEMO = "memo"
    COMMENT = "comment"
    RELATION = "relation"
    MODEL = "model"
    PARTICIPANT = "participant"
    CODER = "coder"


SUBJECT_TABLES: Mapping[Subject, tuple[str, ...]] = {
    Subject.DOCUMENT: ("document", "document_text", "turn", "finished_document", "drawn_passage"),
    Subject.CODE: ("code", "code_label", "code_provenance", "code_property", "dimension", "level", "level_name"),
    Subject.CODING: ("coding", "quotation", "quotation_link", "dimension_mark", "decision"),
    Subject.MEMO: ("memo", "memo_link"),
    Subject.COMMENT: ("review_comment",),
    Subject.RELATION: ("relation", "proposition", "evidence", "relation_type", "relation_type_name"),
    Subject.MODEL: (
        *("model", "model_label", "model_slot", "model_role", "model_role_name", "model_version"),
        *("figure_node", "figure_edge", "picture"),
    ),
    Subject.PARTICIPANT: ("participant", "participant_class", "participant_document", "attribute", "attribute_class"),
    Subject.CODER: ("coder", "round"),
}
"""The tables whose rows an act about something touches."""


OWNERS: Mapping[str, tuple[str, str]] = {
    "document_text": ("document_id", "document"),
    "turn": ("document_id", "document"),
    "participant_document": ("participant_id", "participant"),
    "participant_class": ("participant_id", "participant"),
    "code_label": ("code_id", "code"),
    "code_provenance": ("code_id", "code"),
    "code_property": ("code_id", "code"),
    "memo_link": ("memo_id", "memo"),
    "quotation_link": ("source_id", "quotation"),
    "proposition": ("relation_id", "relation"),
    "evidence": ("relation_id", "relation"),
    "model_label": ("model_id", "model"),
    "model_slot": ("model_id", "model"),
    "model_role": ("model_id", "model"),
    "figure_node": ("model_id", "model"),
    "figure_edge": ("model_id", "model"),
}
"""Tables whose rows belong to a thing: the column that names it, and its table."""


Entities: TypeAlias = Mapping[str, Mapping[str, object]]
"""The ids that a step added, updated, removed and reordered, by the name of the table."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One committed step; ``entities`` maps a table to the ids it added, updated, removed and reordered."""

    id: int
    at: datetime
    operation: Operation
    course: Course
    coder_name: str
    entities: Entities
    reason: str


_TELLING = frozenset(
    {"coding", "quotation", "quotation_link", "memo", "memo_link", "review_comment", "decision", "evidence"}
)
"""Tables whose ids and counts would tell what somebody coded."""


@dataclass(frozen=True, slots=True)
class TouchedRows:
    """Rows of one table that a step added, updated, removed or reordered.

    ``ids`` are all of them, at most ``most`` as asked for; ``count`` tells how many there were. ``is_exact`` is False
    where the history kept only the first and the last id, so that ``ids`` may hold rows the step left alone.
    """

    ids: tuple[int, ...]
    count: int
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which entries are wanted; what is None or empty does not matter. ``since`` and ``until`` carry their zone."""

    subject: Subject | None = None
    coder_name: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    with_reason: bool = False


_ALL = HistoryFilter()
_NOBODY = TouchedRows((), 0)


def list_history(
    project: Project, newest: int = 200, *, before_id: int | None = None, wanted: HistoryFilter = _ALL
) -> tuple[HistoryEntry, ...]:
    """Return the newest entries in sight, or the newest of those before one; the newest first.

    While codings of a coder are out of the present coder's sight, so are that coder's acts on codings, quotations and
    memos: even their number would tell something.
    """
    table = schema.history
    query = select(table).where(*_conditions(wanted), *_in_sight(project)).order_by(table.c.id.desc()).limit(newest)
    if before_id is not None:
        query = query.where(table.c.id < before_id)
    return tuple(map(_entry, project.read().execute(query)))


def entities_since(project: Project, history_id: int) -> Iterator[tuple[int, Entities]]:
    """Give the id and the entities of every entry in sight after one, the oldest first."""
    table = schema.history
    wanted = select(table.c.id, table.c.entities).where(table.c.id > history_id, *_in_sight(project))
    for row in project.read().execute(wanted.order_by(table.c.id)):
        yield row[0], json.loads(row[1])


def newest_history_id(project: Project) -> int:
    """Return the id of the newest entry; 0 where there is none."""
    return int(project.raw().execute("SELECT coalesce(max(id), 0) FROM history").fetchone()[0])


def history_id_at(project: Project, moment: datetime) -> int:
    """Return the id of the last entry made by a moment, which carries its zone; 0 where all are later."""
    # Entries are in UTC with one format, so their order as text is their order in time.
    table = schema.history
    found = project.read().scalar(
        select(table.c.id).where(table.c.at <= _stored(moment)).order_by(table.c.id.desc()).limit(1)
    )
    return int(found or 0)


def history_coders(project: Project) -> tuple[str, ...]:
    """Return the names under which anything was done, in the order of their first act."""
    rows = project.raw().execute("SELECT coder_name FROM history WHERE coder_name <> '' GROUP BY 1 ORDER BY min(id)")
    return tuple(name for (name,) in rows)


def touched_rows(entry: HistoryEntry, table: str, *courses: str, most: int = 10_000) -> TouchedRows:
    """Return the rows of a table that a step touched in any of the ways (``added``, ``updated`` …); all by default."""
    return touched_in(entry.entities, table, *courses, most=most)


def touched_in(entities: Entities, table: str, *courses: str, most: int = 10_000) -> TouchedRows:
    """Return the same for the entities of an entry."""
    groups = entities.get(table, {})
    found = [_group(groups[name], most) for name in courses or tuple(groups) if name in groups]
    if not found:
        return _NOBODY
    ids = tuple(dict.fromkeys(one for group in found for one in group.ids))[:most]
    return TouchedRows(ids, sum(group.count for group in found), all(group.is_exact for group in found))


def _group(stored: object, most: int) -> TouchedRows:
    if isinstance(stored, Mapping):
        ranges = stored.get("ranges") or [(stored["first"], stored["last"])]
        ids = tuple(_within(ranges, most))
        span = sum(last - first + 1 for first, last in ranges)
        return TouchedRows(ids, int(stored["count"]), span == stored["count"])
    ids = tuple(stored) if isinstance(stored, Sequence) else ()
    return TouchedRows(ids[:most], len(ids))


def _within(ranges: Iterable[Sequence[int]], most: int) -> Iterable[int]:
    left = most
    for first, last in ranges:
        part = range(first, min(last + 1, first + left))
        yield from part
        left -= len(part)


def _conditions(wanted: HistoryFilter) -> list[ColumnElement[bool]]:
    table = schema.history
    conditions: list[ColumnElement[bool]] = []
    if wanted.subject is not None:
        names = SUBJECT_TABLES[wanted.subject]
        conditions.append(or_(*(table.c.entities.contains(f'"{name}":', autoescape=True) for name in names)))
    if wanted.coder_name is not None:
        conditions.append(table.c.coder_name == wanted.coder_name)
    if wanted.since is not None:
        conditions.append(table.c.at >= _stored(wanted.since))
    if wanted.until is not None:
        conditions.append(table.c.at < _stored(wanted.until))
    if wanted.with_reason:
        conditions.append(table.c.reason != "")
    return conditions


def _in_sight(project: Project) -> list[ColumnElement[bool]]:
    hidden = frozenset[int]().union(*hidden_coders(project).values())
    if not hidden:
        return []
    entities = func.json_each(schema.history.c.entities).table_valued("key")
    telling = exists().select_from(entities).where(entities.c.key.in_(sorted(_TELLING)))
    return [~(schema.history.c.coder_id.in_(sorted(hidden)) & telling)]


def _stored(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _entry(row: Row[tuple[object, ...]]) -> HistoryEntry:
    return HistoryEntry(
        row.id,
        datetime.fromisoformat(row.at),
        Operation(row.operation),
        Course(row.direction),
        row.coder_name,
        json.loads(row.entities),
        row.reason,
    )
