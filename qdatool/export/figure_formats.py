"""The formats a figure can be written in, and the one way it gets into a file."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from qdatool.errors import ExportFailed, ExportReason
from qdatool.export.figure_options import FigureOptions
from qdatool.figures.figure import Figure

FigureWriter = Callable[[Figure, FigureOptions], bytes]

# Suffix -> module and function, loaded when asked for: only the picture and the PDF need Qt.
_WRITERS: Mapping[str, tuple[str, str]] = {
    ".svg": ("qdatool.export.figure_svg", "figure_svg"),
    ".pdf": ("qdatool.export.figure_pdf", "figure_pdf"),
    ".png": ("qdatool.export.figure_png", "figure_png"),
}
FIGURE_SUFFIXES = tuple(_WRITERS)
"""The suffixes, with their dots, that ``write_figure`` knows."""

_NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT)) if hasattr(errno, "EDQUOT") else frozenset((errno.ENOSPC,))


def write_figure(figure: Figure, path: Path, options: FigureOptions | None = None) -> None:
    """Write the figure in the format of the path's suffix; an older file is replaced only by a whole new one.

    Raises ExportFailed with UNKNOWN_FORMAT, FOLDER_MISSING, NOT_WRITABLE or DISK_FULL; nothing is left over then.
    """
    writer = figure_writer(path)
    if not path.parent.is_dir():
        raise ExportFailed(ExportReason.FOLDER_MISSING, path=str(path), folder=str(path.parent))
    content = writer(figure, options or FigureOptions())
    _replace_file(path, content)


def figure_writer(path: Path) -> FigureWriter:
    """Return the writer for a path's suffix; ExportFailed(UNKNOWN_FORMAT) when there is none."""
    suffix = path.suffix.lower()
    if suffix not in _WRITERS:
        known = ", ".join(known.removeprefix(".") for known in FIGURE_SUFFIXES)
        raise ExportFailed(ExportReason.UNKNOWN_FORMAT, path=str(path), suffix=suffix, known=known)
    module, function = _WRITERS[suffix]
    writer: FigureWriter = getattr(import_module(module), function)
    return writer


def _replace_file(path: Path, content: bytes) -> None:
    """Write beside the target and put it in its place, so that a failure leaves what stood there."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        _remove(beside)
        reason = ExportReason.DISK_FULL if error.errno in _NO_ROOM else ExportReason.NOT_WRITABLE
        raise ExportFailed(reason, path=str(path)) from error


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError:
        # The folder refuses: then nothing was written either.
        return
