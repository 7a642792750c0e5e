"""Where the files that are not code lie: beside the package in a checkout, inside it when installed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource_folder(name: str) -> Path:
    """Return the folder ``resources/<name>``, such as ``fonts`` or ``i18n``."""
    return _data_folder("resources") / name


def samples_folder() -> Path:
    """Return the folder with one subfolder of sources per sample project."""
    return _data_folder("sample_projects")


@cache
def _data_folder(name: str) -> Path:
    checkout = _PACKAGE.parent / name
    return checkout if checkout.is_dir() else _PACKAGE / "_data" / name
