"""How folders are written on the start page."""

from __future__ import annotations

from pathlib import Path


def short_folder(folder: Path) -> str:
    """Return the folder with the user's home written as ``~``."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)


def full_folder(written: str) -> Path:
    """Return the folder that is meant, ``~`` spelt out."""
    try:
        return Path(written.strip()).expanduser()
    except RuntimeError:
        return Path(written.strip())
