"""What is new in a project since a moment, the last visit or a snapshot, thing by thing.

There are two ways. From a moment on, the history tells which rows each step touched; a thing that came and went again
since is left out, and so is one that an undo brought back to life and nothing else changed. A snapshot is compared row
by row, so it also knows what removed things were called, and a thing changed and changed back counts as unchanged.
A new order among neighbours is no change in either way: moving one code renumbers all beside it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from qdatool.coding.changes import Kind
from qdatool.coding.history import OWNERS, entities_since, history_id_at, newest_history_id, touched_in
from qdatool.coding.project import Project
from qdatool.coding.sight import (
    hidden_coders,
    hidden_memos,
    is_anything_blind,
    seen_codings_sql,
    seen_quotations_sql,
)
from qdatool.coding.snapshots import Snapshot
from qdatool.storage.connection import file_error


class Difference(StrEnum):
    """What became of a thing."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Visit:
    """How far somebody has seen a project: the newest history entry then, and when that was."""

    history_id: int
    at: datetime


Since: TypeAlias = datetime | Visit | Snapshot
"""A moment with its zone, the last visit, or a snapshot of the same project."""

THINGS: tuple[Kind, ...] = (
    Kind.DOCUMENT,
    Kind.CODE,
    Kind.QUOTATION,
    Kind.CODING,
    Kind.MEMO,
    Kind.RELATION,
    Kind.MODEL,
    Kind.PARTICIPANT,
    Kind.REVIEW_COMMENT,
)
"""The kinds that are told apart; what belongs to one of them counts as a change of it."""


@dataclass(frozen=True)
class ChangedThings:
    """What became of each thing, by kind and id.

    ``recoded`` maps a code to the number of its codings that came or changed since. ``removed_names`` holds what
    removed things were called, by kind and id, where that is known.
    """

    things: Mapping[Kind, Mapping[int, Difference]]
    recoded: Mapping[int, int] = field(default_factory=dict)
    removed_names: Mapping[tuple[Kind, int], str] = field(default_factory=dict)

    def of(self, kind: Kind) -> Mapping[int, Difference]:
        """Return the things of a kind that are not as they were."""
        return self.things.get(kind, {})

    def ids(self, kind: Kind, *differences: Difference) -> frozenset[int]:
        """Return the things of a kind with one of the differences, with any by default."""
        return frozenset(id for id, one in self.of(kind).items() if not differences or one in differences)

    def __bool__(self) -> bool:
        return any(self.things.values())


def changed_since(project: Project, since: Since) -> ChangedThings:
    """Return what is not as it was and is in sight; raises ProjectFileError when a snapshot cannot be read."""
    return News(project, since).look()


class News:
    """What is new since a moment, to be asked for again after each step: then only the steps after are read."""

    def __init__(self, project: Project, since: Since) -> None:
        self._project = project
        self._since = since
        self._was_there: dict[str, dict[int, bool]] = {}
        self._read_to = 0 if isinstance(since, Snapshot) else _start(project, since)
        self._begin = self._read_to

    def look(self) -> ChangedThings:
        """Return what is new now; raises ProjectFileError when a snapshot cannot be read."""
        if isinstance(self._since, Snapshot):
            return _compared(self._project, self._since)
        if is_anything_blind(self._project) or newest_history_id(self._project) < self._read_to:
            # What is in sight may be other acts than before.
            self._was_there, self._read_to = {}, self._begin
        self._read_on()
        return self._told()

    def _read_on(self) -> None:
        for history_id, entities in entities_since(self._project, self._read_to):
            self._read_to = history_id
            for table in entities:
                known = self._was_there.setdefault(table, {})
                for course, was_present in (("added", False), ("updated", True), ("removed", True)):
                    for row_id in touched_in(entities, table, course).ids:
                        known.setdefault(row_id, was_present)

    def _told(self) -> ChangedThings:
        raw = self._project.raw()
        rows: _Rows = {}
        for table, known in self._was_there.items():
            present = _present(raw, table, known)
            rows[table] = {
                row_id: _difference(was_present, row_id in present)
                for row_id, was_present in known.items()
                if was_present or row_id in present
            }
        _keep_still(self._project, rows)
        return _by_thing(raw, rows)


_Rows: TypeAlias = dict[str, dict[int, Difference]]


# Told by the history


def _start(project: Project, since: datetime | Visit) -> int:
    """Return the newest act that is not new."""
    if isinstance(since, Visit) and since.history_id <= newest_history_id(project):
        return since.history_id
    # After a restore the history is shorter than what the visitor has seen; then the clock must do.
    return history_id_at(project, since.at if isinstance(since, Visit) else since)


def _present(raw: sqlite3.Connection, table: str, ids: Iterable[int]) -> set[int]:
    """Return which of the ids the table holds."""
    wanted = set(ids)
    if table not in _tables(raw):
        return set()
    if len(wanted) > _MANY:
        return {row_id for (row_id,) in raw.execute(f'SELECT id FROM "{table}"')} & wanted
    places = ", ".join("?" * len(wanted))
    return {row_id for (row_id,) in raw.execute(f'SELECT id FROM "{table}" WHERE id IN ({places})', tuple(wanted))}


def _difference(was_present: bool, is_present: bool) -> Difference:
    if not was_present:
        return Difference.ADDED
    return Difference.CHANGED if is_present else Difference.REMOVED


_MANY = 900
"""Above this a whole table is read; SQLite's oldest limit for one list is 999."""


# Compared with a snapshot


def _compared(project: Project, snapshot: Snapshot) -> ChangedThings:
    uri = f"{snapshot.path.resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as old:
            rows = _differences(old, project.raw())
            _keep_still(project, rows)
            names = {
                (kind, row_id): name
                for kind in THINGS
                for row_id, name in _names(old, kind, rows.get(kind.value, {})).items()
            }
            return _by_thing(project.raw(), rows, names, old)
    except sqlite3.Error as error:
        raise file_error(error, snapshot.path) from error


def _differences(old: sqlite3.Connection, new: sqlite3.Connection) -> _Rows:
    found: _Rows = {}
    tables = {kind.value for kind in THINGS} | OWNERS.keys()
    for table in sorted(tables & _tables(old) & _tables(new)):
        columns = _content(old, table) & _content(new, table)
        before, after = _contents(old, table, columns), _contents(new, table, columns)
        found[table] = {
            **{row_id: Difference.ADDED for row_id in after.keys() - before.keys()},
            **{row_id: Difference.REMOVED for row_id in before.keys() - after.keys()},
            **{id: Difference.CHANGED for id in after.keys() & before.keys() if after[id] != before[id]},
        }
    return found


def _tables(raw: sqlite3.Connection) -> set[str]:
    return {name for (name,) in raw.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")}


def _content(raw: sqlite3.Connection, table: str) -> set[str]:
    """Return the columns whose values are a thing's own: not its place among others, and not a text's bulk."""
    columns = {row[1] for row in raw.execute(f'PRAGMA main.table_info("{table}")')}
    # Where a passage stands changes with every correction before it; its words are compared.
    places = {"position", "sequence", "start", "end"}
    return columns - {"id"} - places - ({"body"} if table == "document_text" else set())


def _contents(raw: sqlite3.Connection, table: str, columns: set[str]) -> dict[int, tuple[object, ...]]:
    listed = ", ".join(f'"{column}"' for column in ("id", *sorted(columns)))
    return {row[0]: row[1:] for row in raw.execute(f'SELECT {listed} FROM main."{table}"')}


_NAMED: Mapping[Kind, str] = {
    Kind.DOCUMENT: "name",
    Kind.CODE: "label",
    Kind.QUOTATION: "quote",
    Kind.MEMO: "title",
    Kind.MODEL: "title",
    Kind.PARTICIPANT: "name",
}


def _names(raw: sqlite3.Connection, kind: Kind, differences: Mapping[int, Difference]) -> dict[int, str]:
    gone = {row_id for row_id, one in differences.items() if one is Difference.REMOVED}
    if kind not in _NAMED or not gone:
        return {}
    rows = raw.execute(f'SELECT id, "{_NAMED[kind]}" FROM main."{kind.value}"')
    return {row_id: name for row_id, name in rows if row_id in gone}


# By thing


def _keep_still(project: Project, rows: _Rows) -> None:
    """Leave out what a blind round keeps out of sight; what is gone from there cannot be told apart, so all of it."""
    if not is_anything_blind(project):
        return
    raw, is_any_hidden = project.raw(), bool(hidden_coders(project))
    seen = {
        "coding": {row_id for (row_id,) in raw.execute(f"SELECT id FROM {seen_codings_sql(project)}")},
        "quotation": {row_id for (row_id,) in raw.execute(f"SELECT id FROM {seen_quotations_sql(project)}")},
    }
    memos = hidden_memos(project)
    for table in (*seen, "memo"):
        rows[table] = {
            row_id: one
            for row_id, one in rows.get(table, {}).items()
            if (not is_any_hidden if one is Difference.REMOVED else row_id in seen.get(table, (row_id,)))
            and not (table == "memo" and row_id in memos)
        }


def _by_thing(
    raw: sqlite3.Connection,
    rows: _Rows,
    removed_names: Mapping[tuple[Kind, int], str] | None = None,
    old: sqlite3.Connection | None = None,
) -> ChangedThings:
    things = {kind: dict(rows.get(kind.value, {})) for kind in THINGS}
    for table, (column, owner) in OWNERS.items():
        differences = rows.get(table, {})
        for source, wanted in ((raw, (Difference.ADDED, Difference.CHANGED)), (old, (Difference.REMOVED,))):
            ids = [row_id for row_id, one in differences.items() if one in wanted]
            if source is None or not ids:
                continue
            present = _present(raw, owner, set(_owners(source, table, column, ids).values()))
            for owner_id in present:
                things[Kind(owner)].setdefault(owner_id, Difference.CHANGED)
    changed_codings = [id for id, one in rows.get("coding", {}).items() if one is not Difference.REMOVED]
    recoded: dict[int, int] = {}
    for code_id in _owners(raw, "coding", "code_id", changed_codings).values():
        recoded[code_id] = recoded.get(code_id, 0) + 1
    return ChangedThings(things, recoded, removed_names or {})


def _owners(raw: sqlite3.Connection, table: str, column: str, ids: Iterable[int]) -> dict[int, int]:
    """Map rows of a table that still exist to the thing they belong to."""
    wanted = tuple(set(ids))
    if not wanted or table not in _tables(raw):
        return {}
    query = f'SELECT id, "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL'
    if len(wanted) > _MANY:
        known = set(wanted)
        return {row_id: owner_id for row_id, owner_id in raw.execute(query) if row_id in known}
    places = ", ".join("?" * len(wanted))
    return dict(raw.execute(f"{query} AND id IN ({places})", wanted).fetchall())
