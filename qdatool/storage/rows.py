"""What an INSERT gave back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CursorResult


def new_id(result: CursorResult[Any]) -> int:
    """Return the id of the one row that an INSERT wrote.

    ``Any`` is SQLAlchemy's own: the row type of an INSERT without RETURNING is unknown.
    """
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])
