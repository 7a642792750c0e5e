"""Record what a transaction changes, row by row, and put the rows back.

TEMP triggers note every touched row once per step: an inserted row as absent, an updated or deleted one with its old
values. Cascades and bulk statements are covered, since the triggers sit below them. The project file holds no
trigger of ours. Putting the old rows back is the same for every operation, and while it happens the triggers record
the way forward again.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from sqlalchemy import Table

from qdatool.storage.schema import UNDOABLE

RowValues: TypeAlias = tuple[object, ...]


@dataclass(slots=True)
class TableRows:
    """The rows of one table that a step touched.

    ``added`` are ids that exist after the step and did not before; ``before`` holds the old values (without the id)
    of those that did.
    """

    added: list[int] = field(default_factory=list)
    before: dict[int, RowValues] = field(default_factory=dict)


StepRows: TypeAlias = dict[str, TableRows]


@dataclass(frozen=True, slots=True)
class TouchedIds:
    """What became of the touched rows of one table.

    ``reordered`` are those of ``updated`` of which nothing but their place is new, among others or in a text that was
    corrected before it.
    """

    added: frozenset[int]
    updated: frozenset[int]
    removed: frozenset[int]
    reordered: frozenset[int] = frozenset()


_COLUMNS = {table.name: tuple(column.name for column in table.columns if column.name != "id") for table in UNDOABLE}
_ORDER = frozenset({"position", "sequence", "start", "end"})
"""Columns that say where a row stands: among others, as moving one thing renumbers its neighbours, or in a text, as
correcting a word moves all passages behind it."""


def _references() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Map a table to its foreign keys and to those that point at it, as (child table, child column, parent table)."""
    found: dict[str, list[tuple[str, str, str]]] = {table.name: [] for table in UNDOABLE}
    for table in UNDOABLE:
        for key in table.foreign_keys:
            reference = (table.name, key.parent.name, key.column.table.name)
            found[table.name].append(reference)
            if reference[2] != table.name:
                found[reference[2]].append(reference)
    return {name: tuple(references) for name, references in found.items()}


_REFERENCES = _references()
_ANY_TOUCHED = " UNION ALL ".join(
    f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM temp.before_{name})" for name in _COLUMNS
)


class ChangeRecorder:
    """The TEMP tables and triggers of one connection."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    def install(self) -> None:
        """Create the TEMP tables and triggers; they live as long as the connection."""
        self._raw.executescript("BEGIN;" + "".join(_recorder_sql(table) for table in UNDOABLE) + "COMMIT;")

    def touched_tables(self) -> list[str]:
        """Return the names of the tables touched since the last ``take``."""
        return [name for (name,) in self._raw.execute(_ANY_TOUCHED)]

    def take(self) -> tuple[StepRows, dict[str, TouchedIds]]:
        """Return what was changed since the last call, and start anew; what is as it was before is left out."""
        rows: StepRows = {}
        touched: dict[str, TouchedIds] = {}
        for name in self.touched_tables():
            table_rows, ids = self._take_table(name)
            if table_rows.added or table_rows.before:
                rows[name], touched[name] = table_rows, ids
            self._raw.execute(f"DELETE FROM temp.before_{name}")
        return rows, touched

    def _take_table(self, name: str) -> tuple[TableRows, TouchedIds]:
        columns = ", ".join(f'b."{column}"' for column in _COLUMNS[name])
        differs = " OR ".join(f't."{column}" IS NOT b."{column}"' for column in _COLUMNS[name])
        added = [
            row_id
            for (row_id,) in self._raw.execute(
                f'SELECT b.id FROM temp.before_{name} b JOIN main."{name}" t ON t.id = b.id WHERE b.was_present = 0'
            )
        ]
        content = [column for column in _COLUMNS[name] if column not in _ORDER]
        is_reworded = " OR ".join(f't."{column}" IS NOT b."{column}"' for column in content)
        old = self._raw.execute(
            f"SELECT b.id, t.id IS NOT NULL, {is_reworded}, {columns} FROM temp.before_{name} b "
            f'LEFT JOIN main."{name}" t ON t.id = b.id WHERE b.was_present = 1 AND (t.id IS NULL OR {differs})'
        ).fetchall()
        return TableRows(added, {row[0]: row[3:] for row in old}), TouchedIds(
            added=frozenset(added),
            updated=frozenset(row[0] for row in old if row[1]),
            removed=frozenset(row[0] for row in old if not row[1]),
            reordered=frozenset(row[0] for row in old if row[1] and not row[2]),
        )

    def put_back(self, rows: StepRows) -> None:
        """Make the touched rows what they were before the step.

        Foreign keys must be off: children may go back before their parents. Raises ``sqlite3.IntegrityError`` when
        the result would leave a dangling reference.
        """
        for name, table_rows in rows.items():
            touched = [*table_rows.added, *table_rows.before]
            self._raw.executemany(f'DELETE FROM main."{name}" WHERE id BETWEEN ? AND ?', id_ranges(touched))
        for name, table_rows in rows.items():
            if table_rows.before:
                columns = ", ".join(f'"{column}"' for column in _COLUMNS[name])
                places = ", ".join("?" * (len(_COLUMNS[name]) + 1))
                self._raw.executemany(
                    f'INSERT INTO main."{name}" (id, {columns}) VALUES ({places})',
                    [(row_id, *values) for row_id, values in table_rows.before.items()],
                )
        self._check_references(rows)

    def _check_references(self, rows: StepRows) -> None:
        """Look only at the touched rows and their children: a whole-file check grows with the project."""
        for name in rows:
            for child, column, parent in _REFERENCES[name]:
                near = f'c."{column}"' if child != name else "c.id"
                either = f'OR c."{column}" IN (SELECT id FROM temp.before_{name})' if child == parent else ""
                dangling = self._raw.execute(
                    f'SELECT 1 FROM main."{child}" c WHERE ({near} IN (SELECT id FROM temp.before_{name}) {either}) '
                    f'AND c."{column}" IS NOT NULL '
                    f'AND NOT EXISTS (SELECT 1 FROM main."{parent}" p WHERE p.id = c."{column}") LIMIT 1'
                ).fetchone()
                if dangling:
                    raise sqlite3.IntegrityError(f"{child}.{column} would point at a missing {parent}")


def _recorder_sql(table: Table) -> str:
    name = table.name
    columns = _COLUMNS[name]

    def listed(prefix: str) -> str:
        return ", ".join(f'{prefix}"{column}"' for column in columns)

    def unseen(row: str) -> str:
        # Stands in the WHEN clause, which SQLite judges before it enters the body: undo is a fifth quicker for it.
        return f"NOT EXISTS (SELECT 1 FROM temp.before_{name} WHERE id = {row}.id)"

    changed = " OR ".join(f'old."{column}" IS NOT new."{column}"' for column in columns)
    keep_old = f"INSERT INTO before_{name} VALUES (old.id, 1, {listed('old.')});"
    return f"""
        CREATE TEMP TABLE before_{name} (id INTEGER PRIMARY KEY, was_present INTEGER NOT NULL, {listed("")});
        CREATE TEMP TRIGGER note_{name}_insert AFTER INSERT ON main."{name}" WHEN {unseen("new")} BEGIN
            INSERT INTO before_{name} (id, was_present) VALUES (new.id, 0);
        END;
        CREATE TEMP TRIGGER note_{name}_update BEFORE UPDATE ON main."{name}" WHEN ({changed}) AND {unseen("old")} BEGIN
            {keep_old}
        END;
        CREATE TEMP TRIGGER note_{name}_delete BEFORE DELETE ON main."{name}" WHEN {unseen("old")} BEGIN
            {keep_old}
        END;
    """


def id_ranges(ids: Iterable[int]) -> list[tuple[int, int]]:
    """Return sorted closed ranges that hold exactly ``ids``; 10,000 new codings are one range."""
    ranges: list[tuple[int, int]] = []
    for row_id in sorted(ids):
        if ranges and row_id == ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], row_id)
        else:
            ranges.append((row_id, row_id))
    return ranges


def merge_steps(older: StepRows, newer: StepRows) -> StepRows:
    """Return one step that undoes both: where both touched a row, the older one knows what it was."""
    merged: StepRows = {}
    for name in older.keys() | newer.keys():
        first, second = older.get(name, TableRows()), newer.get(name, TableRows())
        fresh = set(first.added)
        merged[name] = TableRows(
            added=sorted(fresh | (set(second.added) - first.before.keys())),
            before={
                **{row_id: values for row_id, values in second.before.items() if row_id not in fresh},
                **first.before,
            },
        )
    return merged


def pack(rows: StepRows) -> bytes:
    """Return the rows as compressed JSON; floats and text come back exactly."""
    plain = {
        name: {
            "columns": _COLUMNS[name],
            "added": id_ranges(table_rows.added),
            "before": [(row_id, *values) for row_id, values in table_rows.before.items()],
        }
        for name, table_rows in rows.items()
    }
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode(), level=1)


def unpack(packed: bytes) -> StepRows:
    """Return the rows that ``pack`` stored."""
    plain: Mapping[str, Mapping[str, Sequence[list[object]]]] = json.loads(zlib.decompress(packed))
    columns: Mapping[str, object] = {name: list(names) for name, names in _COLUMNS.items()}
    rows: StepRows = {}
    for name, table in plain.items():
        if table["columns"] != columns.get(name):
            raise ValueError(f"the step was stored with other columns of {name}")
        rows[name] = TableRows(
            added=[row_id for first, last in _ranges(table["added"]) for row_id in range(first, last + 1)],
            before={_row_id(row[0]): tuple(row[1:]) for row in table["before"]},
        )
    return rows


def row_values(table: str, values: RowValues) -> dict[str, object]:
    """Return an old row by the names of its columns."""
    return dict(zip(_COLUMNS[table], values, strict=True))


def _ranges(stored: Sequence[list[object]]) -> list[tuple[int, int]]:
    return [(_row_id(first), _row_id(last)) for first, last in stored]


def _row_id(value: object) -> int:
    if not isinstance(value, int):
        raise ValueError("a row id must be a whole number")
    return value
