"""The sidecar lock: who has the project open for writing.

SQLite's own locks name nobody and hold only while a transaction runs. ``NAME.qdatool.lock`` says host, process, user
and time; it is stale only when the host is this one and the process is gone.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from qdatool.errors import ProjectFileError, ProjectFileReason


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a project; ``started`` is the process's start in seconds, so that a reused number is told apart."""

    host: str
    process: int
    started: float
    user: str
    since: str


class ProjectLock:
    """The lock of one open project; released by ``release`` or by the death of the process."""

    def __init__(self, path: Path) -> None:
        self._lock_path = lock_path(path)
        self._holder = _present_holder()

    @classmethod
    def acquire(cls, path: Path) -> ProjectLock:
        """Take the lock of the project at ``path``.

        Raises ProjectFileError(LOCKED) with the holder's name, or ``OSError`` when the folder cannot be written.
        """
        lock = cls(path)
        while not lock._write_first():
            holder = read_holder(path)
            if holder is not None and not _is_dead(holder):
                raise ProjectFileError(
                    ProjectFileReason.LOCKED, path=path, holder=holder.user, host=holder.host, since=holder.since
                )
            lock._lock_path.unlink(missing_ok=True)
        return lock

    def release(self) -> None:
        """Give the project free for others, if the lock is still ours."""
        if _read(self._lock_path) == self._holder:
            self._lock_path.unlink(missing_ok=True)

    def _write_first(self) -> bool:
        """Put the whole lock file in place in one step; False if there is one already."""
        handle, name = tempfile.mkstemp(prefix=".lock-", dir=self._lock_path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(self._holder), file)
            os.link(name, self._lock_path)
        except FileExistsError:
            return False
        except OSError:
            # Sticks formatted with FAT know no hard links.
            return self._write_exclusively()
        finally:
            Path(name).unlink()
        return True

    def _write_exclusively(self) -> bool:
        try:
            with self._lock_path.open("x", encoding="utf-8") as file:
                json.dump(asdict(self._holder), file)
        except FileExistsError:
            return False
        return True


def lock_path(path: Path) -> Path:
    """Return the place of the lock beside the project file."""
    return path.with_name(path.name + ".lock")


def read_holder(path: Path) -> Holder | None:
    """Return who holds the project at ``path``, or None if nobody does or the lock is unreadable."""
    return _read(lock_path(path))


def _read(file: Path) -> Holder | None:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return Holder(
            str(found["host"]), int(found["process"]), float(found["started"]), str(found["user"]), str(found["since"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _present_holder() -> Holder:
    process = psutil.Process()
    return Holder(
        platform.node(),
        process.pid,
        process.create_time(),
        _user_name(),
        datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def _is_dead(holder: Holder) -> bool:
    if holder.host != platform.node():
        return False
    try:
        started: float = psutil.Process(holder.process).create_time()
        return abs(started - holder.started) > 1.0
    except psutil.NoSuchProcess:
        return True
    except psutil.AccessDenied:
        return False
