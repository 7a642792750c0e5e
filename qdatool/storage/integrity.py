"""What can be wrong with a project file, and what SQLite itself can say about it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from qdatool.storage.schema import metadata


class ProblemKind(StrEnum):
    """The kinds of fault, in the file itself or in what it holds."""

    DAMAGED_FILE = "damaged-file"
    DANGLING_REFERENCE = "dangling-reference"
    FOREIGN_OBJECT = "foreign-object"
    CHANGED_TEXT = "changed-text"
    MISSING_TEXT = "missing-text"
    SPAN_OUTSIDE_TEXT = "span-outside-text"
    QUOTE_MISMATCH = "quote-mismatch"
    CHANGED_PICTURE = "changed-picture"
    CIRCLE = "circle"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: what kind, where, and the detail a person needs to find it."""

    kind: ProblemKind
    where: str
    detail: str


def file_problems(raw: sqlite3.Connection) -> list[Problem]:
    """Return every fault of the file: broken pages, dangling references, foreign triggers and views, missing parts."""
    problems = [
        Problem(ProblemKind.DAMAGED_FILE, "file", str(message))
        for (message,) in raw.execute("PRAGMA integrity_check(50)")
        if message != "ok"
    ]
    problems += [
        Problem(ProblemKind.DANGLING_REFERENCE, f"{table} {row}", f"points at a missing {parent}")
        for table, row, parent, _ in raw.execute("PRAGMA foreign_key_check")
    ]
    problems += [
        Problem(ProblemKind.FOREIGN_OBJECT, str(name), f"a {kind} that qdatool did not make")
        for kind, name in raw.execute("SELECT type, name FROM main.sqlite_master WHERE type IN ('trigger', 'view')")
    ]
    return problems + _missing_parts(raw)


def _missing_parts(raw: sqlite3.Connection) -> list[Problem]:
    """Return the tables and columns that the file should have and has not."""
    problems = []
    for table in metadata.sorted_tables:
        present = {name for (name,) in raw.execute("SELECT name FROM pragma_table_info(?)", (table.name,))}
        if not present:
            problems.append(Problem(ProblemKind.DAMAGED_FILE, table.name, "the table is missing"))
            continue
        problems += [
            Problem(ProblemKind.DAMAGED_FILE, table.name, f"the column {column.name} is missing")
            for column in table.columns
            if column.name not in present
        ]
    return problems
