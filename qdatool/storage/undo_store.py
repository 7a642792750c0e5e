"""The undo and redo stacks as rows of the project file, so that undo survives closing the program."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from qdatool.storage.recorder import StepRows, merge_steps, pack, unpack

MAX_STEPS = 200
MAX_BYTES = 50_000_000


class Stack(StrEnum):
    """Where a step waits: to be taken back, or to be done again."""

    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class NewStep:
    """What is known of a step when it is laid on a stack, but for its rows."""

    operation: str
    at: datetime
    coder_id: int | None
    merge_key: str | None = None


@dataclass(frozen=True, slots=True)
class StepHead:
    """A step without its rows; ``coder_id`` is who did it, None where that is not known."""

    step_id: int
    operation: str
    merge_key: str | None
    at: datetime
    coder_id: int | None


class UndoStore:
    """The two stacks of one connection; every call happens inside the caller's transaction."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    def newest(self, stack: Stack) -> StepHead | None:
        """Return the step that undo (or redo) would take next, or None."""
        row = self._raw.execute(
            "SELECT id, operation, merge_key, at, coder_id FROM undo_step WHERE stack = ? ORDER BY id DESC LIMIT 1",
            (stack,),
        ).fetchone()
        return StepHead(row[0], row[1], row[2], datetime.fromisoformat(row[3]), row[4]) if row else None

    def push(self, stack: Stack, step: NewStep, rows: StepRows) -> None:
        """Lay a step on a stack and drop the oldest ones beyond the limits."""
        packed = pack(rows)
        self._raw.execute(
            "INSERT INTO undo_step (stack, operation, merge_key, at, coder_id, size, rows) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (stack, step.operation, step.merge_key, step.at.isoformat(), step.coder_id, len(packed), packed),
        )
        self._prune()

    def merge_into(self, step_id: int, rows: StepRows) -> None:
        """Widen an earlier step so that undoing it undoes ``rows`` too; its time stays that of its beginning."""
        packed = pack(merge_steps(self.rows(step_id), rows))
        self._raw.execute("UPDATE undo_step SET rows = ?, size = ? WHERE id = ?", (packed, len(packed), step_id))
        self._prune()

    def rows(self, step_id: int) -> StepRows:
        """Return the rows of a step."""
        (packed,) = self._raw.execute("SELECT rows FROM undo_step WHERE id = ?", (step_id,)).fetchone()
        return unpack(packed)

    def remove(self, step_id: int) -> None:
        """Take a step off its stack."""
        self._raw.execute("DELETE FROM undo_step WHERE id = ?", (step_id,))

    def clear(self, stack: Stack | None = None) -> None:
        """Forget one stack, or both."""
        if stack is None:
            self._raw.execute("DELETE FROM undo_step")
        else:
            self._raw.execute("DELETE FROM undo_step WHERE stack = ?", (stack,))

    def _prune(self) -> None:
        steps = self._raw.execute("SELECT id, size FROM undo_step ORDER BY id DESC").fetchall()
        if len(steps) <= MAX_STEPS and sum(size for _, size in steps) <= MAX_BYTES:
            return
        total = 0
        for index, (step_id, size) in enumerate(steps):
            total += size
            # The newest step always stays: one huge import must be undoable too.
            if index and (index >= MAX_STEPS or total > MAX_BYTES):
                self.remove(step_id)
