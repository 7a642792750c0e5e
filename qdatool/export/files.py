"""The one way content gets into a file: whole, in the place of what stood there, or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from qdatool.errors import ExportFailed, ExportReason

_FORBIDDEN = '<>:"/\\|?*'
_NO_ROOM = frozenset(
    number for name in ("ENOSPC", "EDQUOT", "EFBIG") if (number := getattr(errno, name, None)) is not None
)


def replace_file(path: Path, content: bytes) -> None:
    """Write beside the target and put it in its place, so that a failure leaves what stood there.

    Raises ExportFailed with FOLDER_MISSING, NOT_WRITABLE or DISK_FULL; nothing is left over then.
    """
    require_folder(path)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        # Where even this fails, the folder refuses everything and nothing was written either.
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        reason = ExportReason.DISK_FULL if error.errno in _NO_ROOM else ExportReason.NOT_WRITABLE
        raise ExportFailed(reason, path=str(path)) from error


def file_name_for(title: str, otherwise: str) -> str:
    """Return a title without the characters that file systems refuse; ``otherwise`` where nothing is left of it."""
    return " ".join("".join(" " if letter in _FORBIDDEN else letter for letter in title).split()) or otherwise


def require_folder(path: Path) -> None:
    """Raise ExportFailed(FOLDER_MISSING) unless the folder of a file to be written is there."""
    if not path.parent.is_dir():
        raise ExportFailed(ExportReason.FOLDER_MISSING, path=str(path), folder=str(path.parent))


def unknown_format(path: Path, known: Collection[str]) -> ExportFailed:
    """Return the refusal of a suffix that is not among the known ones."""
    names = tuple(suffix.removeprefix(".") for suffix in known)
    return ExportFailed(ExportReason.UNKNOWN_FORMAT, path=str(path), suffix=path.suffix.lower(), known=names)
