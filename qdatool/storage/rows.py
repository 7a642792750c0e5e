"""What stands around an INSERT: the place of the new row among its siblings, and the id it was given."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, CursorResult, func, select


def next_position(db: Connection, position: Column[Any], *among: ColumnElement[bool]) -> int:
    """Return the position after the last of the rows that meet the conditions; 0 where there is none.

    ``Any`` because the tables of the schema do not tell the types of their columns.
    """
    last = db.scalar(select(func.max(position)).where(*among))
    return 0 if last is None else int(last) + 1


def new_id(result: CursorResult[Any]) -> int:
    """Return the id of the one row that an INSERT wrote.

    ``Any`` is SQLAlchemy's own: the row type of an INSERT without RETURNING is unknown.
    """
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])
