"""What SQLite itself can say about the health of a project file."""

from __future__ import annotations

import sqlite3


def file_problems(raw: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Return (kind, where, detail) for every fault of the file: broken pages, dangling references, foreign triggers."""
    problems = [
        ("damaged-file", "file", str(message))
        for (message,) in raw.execute("PRAGMA integrity_check(50)")
        if message != "ok"
    ]
    problems += [
        ("dangling-reference", f"{table} {row}", f"points at a missing {parent}")
        for table, row, parent, _ in raw.execute("PRAGMA foreign_key_check")
    ]
    problems += [
        ("foreign-object", str(name), f"a {kind} that qdatool did not make")
        for kind, name in raw.execute("SELECT type, name FROM main.sqlite_master WHERE type IN ('trigger', 'view')")
    ]
    return problems
