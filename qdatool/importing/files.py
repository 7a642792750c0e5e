"""The bytes of a source file, or a refusal that names it."""

from __future__ import annotations

from pathlib import Path

from qdatool.errors import ImportFailed, ImportReason

MOST_BYTES = 256 * 1024 * 1024


def read_source(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises ImportFailed: NOT_FOUND, UNREADABLE (a folder, no permission, a failing disk) or TOO_LARGE.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise ImportFailed(ImportReason.NOT_FOUND, source=path.name) from error
    except (OSError, ValueError) as error:
        # A name with a NUL raises ValueError.
        raise ImportFailed(ImportReason.UNREADABLE, source=path.name) from error
    if len(content) > MOST_BYTES:
        raise ImportFailed(ImportReason.TOO_LARGE, source=path.name)
    return content
