"""The one door to a project file: every read and every write goes through ``Project``.

``with project.change(Operation.X) as db`` is one transaction, one undo step, one history row and one ``Changes``
message. It nests (an inner one joins the outer), rolls back on any exception, and outside it the connection refuses
to write. A raised inner change dooms the outer one even if the caller swallows the exception: half an act is never
committed.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Table, insert, select
from sqlalchemy.exc import DBAPIError

from qdatool.coding.changes import Changes, Course, Operation
from qdatool.coding.folded_texts import FoldedTexts
from qdatool.coding.texts import TextCache
from qdatool.errors import InvalidOperation, OperationReason, ProjectFileError, ProjectFileReason
from qdatool.storage import schema
from qdatool.storage.connection import (
    SCHEMA_VERSION,
    begin,
    close,
    commit,
    connect,
    driver,
    file_error,
    inspect_file,
    is_file_fault,
    roll_back,
    wiping,
    write_anew,
)
from qdatool.storage.lock import ProjectLock
from qdatool.storage.migrations import migrate
from qdatool.storage.recorder import ChangeRecorder, TouchedIds, id_ranges
from qdatool.storage.snapshots import RECORD, SnapshotReason, write_snapshot
from qdatool.storage.undo_store import NewStep, Stack, StepHead, UndoStore

_LOG = logging.getLogger(__name__)

COALESCE_WITHIN = timedelta(seconds=60)
_HISTORY_IDS_PER_KIND = 50
_HISTORY_RANGES_PER_KIND = 500
_FIRST_HISTORY_ID = 1
"""The history of a project that was made and not yet touched."""

Listener = Callable[[Changes], None]


def utc_now() -> datetime:
    """Return the present time with its zone."""
    return datetime.now(UTC)


class Project:
    """An open project.

    ``coder_id`` and ``round_id`` say who codes now and in which round; they are chosen by the user of this window and
    are not part of the file. ``read_only`` projects refuse every change.
    """

    def __init__(
        self, path: Path, connection: Connection, lock: ProjectLock | None, clock: Callable[[], datetime]
    ) -> None:
        self.path = path
        self._connection = connection
        self._lock = lock
        self._clock = clock
        self._raw = driver(connection)
        self._recorder = ChangeRecorder(self._raw)
        self._undo_store = UndoStore(self._raw)
        self._listeners: list[Listener] = []
        self._depth = 0
        self._is_doomed = False
        self._is_delivering = False
        self.texts = TextCache()
        self.folded = FoldedTexts()
        if lock is not None:
            self._raw.execute("PRAGMA query_only=OFF")
            self._recorder.install()
            self._raw.execute("PRAGMA query_only=ON")
        self.coder_id: int = self._first_id(schema.coder)
        self.round_id: int = self._first_id(schema.round_)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, clock: Callable[[], datetime] = utc_now) -> Project:
        """Open the project at ``path``; an older file is migrated first, after a snapshot.

        A project in a place that cannot be written opens read-only, unless it is an older one. Raises
        ProjectFileError when the file is missing, no project, newer than this program, damaged, or held by another
        process (unless ``read_only``).
        """
        version = inspect_file(path)
        lock = None if read_only else _lock_if_writable(path)
        connection = None
        try:
            if version < SCHEMA_VERSION:
                _bring_up_to_date(path, lock)
            connection = connect(path, read_only=lock is None)
            project = cls(path, connection, lock, clock)
            project.keep_copy(SnapshotReason.OPENING)
        except BaseException as error:
            if connection is not None:
                close(connection)
            if lock is not None:
                lock.release()
            if isinstance(error, sqlite3.Error | DBAPIError):
                raise file_error(error, path) from error
            raise
        return project

    @property
    def is_read_only(self) -> bool:
        """Whether every change is refused."""
        return self._lock is None

    def close(self) -> None:
        """Let go of the file and of its lock; a second time does nothing."""
        if self._connection.closed:
            return
        close(self._connection)
        if self._lock is not None:
            self._lock.release()
        self._listeners.clear()

    def __enter__(self) -> Project:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        """Close; what SQLite says about the file while it is read becomes a ProjectFileError."""
        self.close()
        if isinstance(error, Exception) and is_file_fault(error):
            raise file_error(error, self.path) from error

    def read(self) -> Connection:
        """Return the connection to read with; it refuses to write."""
        return self._connection

    def raw(self) -> sqlite3.Connection:
        """Return the sqlite3 connection for gathering large arrays; 17 times quicker than rows of SQLAlchemy."""
        return self._raw

    def now(self) -> str:
        """Return the present time as it is stored: ISO 8601 in UTC."""
        return self._clock().isoformat()

    @contextmanager
    def change(self, operation: Operation, *, merge_key: str | None = None, reason: str = "") -> Iterator[Connection]:
        """Do one act: one transaction, one undo step, one history row, one message.

        Steps of the same operation and ``merge_key`` within 60 seconds of the first become one. ``reason`` is kept in
        the history. Raises ProjectFileError(READ_ONLY) on a read-only project and ProjectFileError when the commit
        fails; in both cases, and on any exception inside, the file is as it was.
        """
        if self._depth:
            with self._joined():
                yield self._connection
            return
        with self._transaction():
            yield self._connection
            changes = self._record_step(operation, merge_key, reason)
        if changes is not None:
            self._deliver(changes)

    @contextmanager
    def rewrite(self, operation: Operation) -> Iterator[Connection]:
        """Do one act of which nothing stays behind: no undo step, of it or of any before, and no byte it replaces.

        What acts before it left between the pages goes with ``write_anew``. Raises what ``change`` raises.
        """
        with wiping(self._connection), self._transaction():
            yield self._connection
            _, touched = self._recorder.take()
            self._undo_store.clear()
            changes = self._note(operation, Course.DO, touched, self._clock(), "")
        self.texts.clear()
        self.folded.clear()
        self._deliver(changes)

    def write_anew(self) -> None:
        """Write the whole file anew, so that nothing of what was ever deleted stays between its pages.

        Raises ProjectFileError when the disk is full or somebody reads the file; it is as it was then.
        """
        try:
            write_anew(self._connection)
        except sqlite3.Error as error:
            raise file_error(error, self.path) from error

    def undo(self) -> Changes:
        """Take the newest step back; raises InvalidOperation(NOTHING_TO_UNDO or OTHERS_STEP)."""
        return self._swap(Stack.UNDO, Stack.REDO, Course.UNDO, OperationReason.NOTHING_TO_UNDO)

    def redo(self) -> Changes:
        """Do the step again that was undone last; raises InvalidOperation(NOTHING_TO_REDO or OTHERS_STEP)."""
        return self._swap(Stack.REDO, Stack.UNDO, Course.REDO, OperationReason.NOTHING_TO_REDO)

    def next_undo(self) -> Operation | None:
        """Return what ``undo`` would take back, or None."""
        step = self._undo_store.newest(Stack.UNDO)
        return Operation(step.operation) if step and self._may_swap(step) else None

    def next_redo(self) -> Operation | None:
        """Return what ``redo`` would do again, or None."""
        step = self._undo_store.newest(Stack.REDO)
        return Operation(step.operation) if step and self._may_swap(step) else None

    def forget_undo(self) -> None:
        """Drop every undo step, after a rewrite that must not be taken back."""
        with self._transaction():
            self._undo_store.clear()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` after every committed step; returns what ends it. Listeners may not write."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def take_snapshot(self, reason: SnapshotReason, label: str = "") -> Path:
        """Copy the project into its snapshots; the record of it is not an undo step.

        Raises ProjectFileError when the copy cannot be written.
        """
        now = self._clock()
        copy = write_snapshot(self._raw, self.path, now, reason, label)
        with self._transaction():
            self._raw.execute(RECORD, (now.isoformat(), reason.value, label))
        return copy

    def keep_copy(self, reason: SnapshotReason) -> None:
        """Copy what the last session left, or what stands before a bulk act, unless a copy or nobody has it.

        A copy that cannot be written is logged and otherwise ignored: the act itself can still be undone.
        """
        if self._depth or self._lock is None:
            return
        # What was copied last is asked of the file itself: after a restore its history is shorter than that of copies
        # made before.
        (changed_to,) = self._raw.execute("SELECT coalesce(max(id), 0) FROM history").fetchone()
        (copied_to,) = self._raw.execute("SELECT max(history_id) FROM snapshot_record").fetchone()
        if changed_to <= (copied_to or _FIRST_HISTORY_ID):
            return
        try:
            self.take_snapshot(reason)
        except ProjectFileError as error:
            _LOG.warning("no snapshot could be written: %s", error.reason)

    @contextmanager
    def _transaction(self, *, enforce_foreign_keys: bool = True) -> Iterator[None]:
        if self._is_delivering:
            raise RuntimeError("a listener must not write")
        if self._depth:
            raise RuntimeError("undo, redo and snapshots stand outside a change")
        if self._lock is None:
            raise ProjectFileError(ProjectFileReason.READ_ONLY, path=self.path)
        try:
            begin(self._connection, enforce_foreign_keys=enforce_foreign_keys)
        except sqlite3.Error as error:
            raise file_error(error, self.path) from error
        self._depth, self._is_doomed = 1, False
        try:
            yield
            if self._is_doomed:
                raise RuntimeError("an inner change failed, so the outer one cannot be committed")
            commit(self._connection)
        except BaseException as error:
            self._give_up()
            if isinstance(error, Exception) and is_file_fault(error):
                raise file_error(error, self.path) from error
            raise
        finally:
            self._depth = 0

    @contextmanager
    def _joined(self) -> Iterator[None]:
        self._depth += 1
        try:
            yield
        except BaseException:
            self._is_doomed = True
            raise
        finally:
            self._depth -= 1

    def _give_up(self) -> None:
        # A text read inside the change may carry an id that the next change gives to another one.
        self.texts.clear()
        self.folded.clear()
        with suppress(sqlite3.Error):
            roll_back(self._connection)

    def _record_step(self, operation: Operation, merge_key: str | None, reason: str) -> Changes | None:
        rows, touched = self._recorder.take()
        if not rows:
            return None
        now = self._clock()
        last = self._undo_store.newest(Stack.UNDO)
        if last is not None and self._continues(last, operation, merge_key, now):
            self._undo_store.merge_into(last.step_id, rows)
        else:
            self._undo_store.clear(Stack.REDO)
            self._undo_store.push(Stack.UNDO, NewStep(operation, now, self.coder_id, merge_key), rows)
        return self._note(operation, Course.DO, touched, now, reason)

    def _continues(self, last: StepHead, operation: Operation, merge_key: str | None, now: datetime) -> bool:
        return (
            merge_key is not None
            and last.merge_key == merge_key
            and last.operation == operation
            and last.coder_id == self.coder_id
            and timedelta(0) <= now - last.at <= COALESCE_WITHIN
            and self._undo_store.newest(Stack.REDO) is None
        )

    def _swap(self, source: Stack, target: Stack, course: Course, nothing: OperationReason) -> Changes:
        with self._transaction(enforce_foreign_keys=False):
            step = self._undo_store.newest(source)
            if step is None:
                raise InvalidOperation(nothing)
            if not self._may_swap(step):
                raise InvalidOperation(OperationReason.OTHERS_STEP)
            self._recorder.put_back(self._undo_store.rows(step.step_id))
            rows, touched = self._recorder.take()
            now = self._clock()
            self._undo_store.remove(step.step_id)
            self._undo_store.push(target, NewStep(step.operation, now, step.coder_id), rows)
            changes = self._note(Operation(step.operation), course, touched, now, "")
        self._keep_coder_and_round()
        self._deliver(changes)
        return changes

    def _may_swap(self, step: StepHead) -> bool:
        """Tell whether the present coder may take a step back or do it again.

        While a round is blind nobody touches what another coder did: part of it may be out of sight.
        """
        if step.coder_id in (None, self.coder_id) or not self._exists(schema.coder, step.coder_id):
            return True
        return self._raw.execute("SELECT 1 FROM round WHERE is_blind LIMIT 1").fetchone() is None

    def _keep_coder_and_round(self) -> None:
        """Choose others when undo or redo has taken away the ones that were chosen, and the first that come."""
        if not self._exists(schema.coder, self.coder_id):
            self.coder_id = self._first_id(schema.coder)
        if not self._exists(schema.round_, self.round_id):
            self.round_id = self._first_id(schema.round_)

    def _note(
        self, operation: Operation, course: Course, touched: dict[str, TouchedIds], now: datetime, reason: str
    ) -> Changes:
        """Append the history row; it names ids, never words of a transcript."""
        self._connection.execute(
            insert(schema.history).values(
                at=now.isoformat(),
                operation=operation.value,
                direction=course.value,
                coder_id=self.coder_id,
                coder_name=self._coder_name(),
                entities=json.dumps({table: _summary(ids) for table, ids in touched.items()}),
                reason=reason,
            )
        )
        return Changes(operation, course, touched)

    def _coder_name(self) -> str:
        name = self._connection.scalar(select(schema.coder.c.name).where(schema.coder.c.id == self.coder_id))
        return name or ""

    def _deliver(self, changes: Changes) -> None:
        self._is_delivering = True
        try:
            for listener in tuple(self._listeners):
                try:
                    listener(changes)
                except Exception:
                    # The step is committed; one broken view must not keep the others from hearing of it.
                    _LOG.exception("a listener failed after %s", changes.operation)
        finally:
            self._is_delivering = False

    def _exists(self, table: Table, row_id: int) -> bool:
        return self._connection.scalar(select(table.c.id).where(table.c.id == row_id)) is not None

    def _first_id(self, table: Table) -> int:
        found = self._connection.scalar(select(table.c.id).order_by(table.c.id).limit(1))
        return int(found) if found is not None else 0


def _summary(ids: TouchedIds) -> dict[str, object]:
    """Return the ids of a step for the history; a bulk step gives their number and ranges."""
    summary: dict[str, object] = {}
    groups = {
        "added": ids.added,
        "updated": ids.updated - ids.reordered,
        "removed": ids.removed,
        "reordered": ids.reordered,
    }
    for name, group in groups.items():
        if len(group) > _HISTORY_IDS_PER_KIND:
            ranges = id_ranges(group)
            bulk: dict[str, object] = {"count": len(group), "first": min(group), "last": max(group)}
            if 1 < len(ranges) <= _HISTORY_RANGES_PER_KIND:
                bulk["ranges"] = ranges
            summary[name] = bulk
        elif group:
            summary[name] = sorted(group)
    return summary


def _bring_up_to_date(path: Path, lock: ProjectLock | None) -> None:
    """Migrate an older file, also for somebody who only reads: nothing can read the old shape.

    Raises ProjectFileError(OLDER_VERSION) when the file cannot be written.
    """
    if lock is not None:
        migrate(path, SCHEMA_VERSION)
        return
    passing = _lock_if_writable(path)
    if passing is None:
        raise ProjectFileError(ProjectFileReason.OLDER_VERSION, path=path)
    try:
        migrate(path, SCHEMA_VERSION)
    finally:
        passing.release()


def _lock_if_writable(path: Path) -> ProjectLock | None:
    if not os.access(path, os.W_OK):
        return None
    try:
        return ProjectLock.acquire(path)
    except OSError:
        return None
