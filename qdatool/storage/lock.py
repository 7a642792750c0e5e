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
    """Who holds a project; ``started`` is when the process began, in seconds, so that a reused number is told apart.

    Names are empty where the lock cannot be read.
    """

    host: str
    process: int
    started: float
    user: str
    since: str


class ProjectLock:
    """The lock of one open project; free again after ``release`` or the death of the process."""

    def __init__(self, path: Path) -> None:
        self._lock_path = lock_path(path)
        self._holder = _present_holder()

    @classmethod
    def acquire(cls, path: Path) -> ProjectLock:
        """Take the lock of the project at ``path``.

        Raises ProjectFileError(LOCKED) with the holder's name, or ``OSError`` when the folder cannot be written.
        """
        lock = cls(path)
        while not lock._write_first(lock._lock_path):
            holder = read_holder(path)
            if holder is not None and not _is_dead(holder):
                raise ProjectFileError(
                    ProjectFileReason.LOCKED, path=path, holder=holder.user, host=holder.host, since=holder.since
                )
            lock._take_away(holder)
        return lock

    def release(self) -> None:
        """Give the project free for others, if the lock is still ours."""
        if _read(self._lock_path) == self._holder:
            self._lock_path.unlink(missing_ok=True)

    def _take_away(self, stale: Holder | None) -> None:
        """Remove the lock that was judged stale, unless another process has replaced it meanwhile.

        Only who holds the second lock may look and remove; two steps in one are not to be had from a file system.
        """
        guard = self._lock_path.with_name(f"{self._lock_path.name}.taking")
        if not self._write_first(guard):
            other = _read(guard)
            if other is None or _is_dead(other):
                guard.unlink(missing_ok=True)
            return
        try:
            if _read(self._lock_path) == stale:
                self._lock_path.unlink(missing_ok=True)
        finally:
            guard.unlink(missing_ok=True)

    def _write_first(self, place: Path) -> bool:
        """Put the whole lock file in place in one step; False if there is one already."""
        handle, name = tempfile.mkstemp(prefix=".lock-", dir=place.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(self._holder), file)
            # Others must be able to read who holds the project; a temporary file is its owner's alone.
            Path(name).chmod(0o644)
            os.link(name, place)
        except FileExistsError:
            return False
        except OSError:
            # Sticks formatted with FAT know no hard links.
            return self._write_exclusively(place)
        finally:
            Path(name).unlink()
        return True

    def _write_exclusively(self, place: Path) -> bool:
        try:
            with place.open("x", encoding="utf-8") as file:
                json.dump(asdict(self._holder), file)
        except FileExistsError:
            return False
        return True


def lock_path(path: Path) -> Path:
    """Return the place of the lock beside the project file, the same by whatever link the file is reached."""
    file = path.resolve()
    return file.with_name(file.name + ".lock")


def read_holder(path: Path) -> Holder | None:
    """Return who holds the project at ``path``, or None if nobody does or the lock is garbage.

    A lock that this user may not read is held by somebody without a name.
    """
    return _read(lock_path(path))


def _read(file: Path) -> Holder | None:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return Holder(
            str(found["host"]), int(found["process"]), float(found["started"]), str(found["user"]), str(found["since"])
        )
    except PermissionError:
        return Holder("", 0, 0.0, "", "")
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _present_holder() -> Holder:
    process = psutil.Process()
    return Holder(
        platform.node(),
        process.pid,
        _start_s(process),
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
        process = psutil.Process(holder.process)
        # A killed process keeps its number until its parent asks after it; its files are let go long before.
        if process.status() == psutil.STATUS_ZOMBIE:
            return True
        return abs(_start_s(process) - holder.started) > 2.0
    except psutil.NoSuchProcess:
        return True
    except psutil.AccessDenied:
        return False


def _start_s(process: psutil.Process) -> float:
    """Return when a process began, in a form that does not move when the clock is set right.

    Linux counts from the boot, whose own time is worked out from the clock anew in every process.
    """
    booted = psutil.boot_time() if psutil.LINUX else 0.0
    return float(process.create_time() - booted)
