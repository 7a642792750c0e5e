"""How a recent project is, as far as its file tells without opening it. Qt-free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path

from qdatool.settings import RecentProject

OLD_SNAPSHOT = timedelta(days=7)

_SYNCED = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud", "owncloud", "yandex", "pcloud")


class Health(Enum):
    """The marks of the start page."""

    CHECKED = "checked"
    UNCHECKED = "unchecked"
    OLD_SNAPSHOT = "old_snapshot"
    MISSING = "missing"


@dataclass(frozen=True)
class HealthMark:
    """A mark; ``days`` is the age of the newest snapshot where that is the matter."""

    health: Health
    days: int = 0


def health_of(project: RecentProject, now: datetime | None = None) -> HealthMark:
    """Return the mark of a project: missing, snapshot too old for its last change, checked, or not yet checked."""
    file = project.file()
    try:
        changed_at = _modified(file)
    except OSError:
        return HealthMark(Health.MISSING)
    newest = _newest_snapshot(file)
    if newest is not None and changed_at - newest > OLD_SNAPSHOT:
        return HealthMark(Health.OLD_SNAPSHOT, ((now or datetime.now(UTC)) - newest).days)
    return HealthMark(Health.CHECKED if project.is_checked else Health.UNCHECKED)


def is_in_synced_folder(file: Path) -> bool:
    """Tell whether a cloud service is likely to copy this file while it is open."""
    return any(name in part.lower() for part in file.parent.parts for name in _SYNCED)


def _newest_snapshot(file: Path) -> datetime | None:
    folder = file.with_name(file.stem + ".snapshots")
    try:
        return max((_modified(copy) for copy in folder.glob("*.qdatool")), default=None)
    except OSError:
        return None


def _modified(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)
