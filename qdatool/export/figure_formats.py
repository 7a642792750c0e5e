"""The formats a figure can be written in, and the one way it gets into a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from qdatool.errors import ExportFailed
from qdatool.export.figure_options import FigureOptions
from qdatool.export.files import replace_file, require_folder, unknown_format
from qdatool.figures.figure import Figure
from qdatool.figures.spec import FigureCaption, FigureSpec

FigureWriter = Callable[[Figure, FigureOptions], bytes]

# Suffix -> module and function, loaded when asked for: most need Qt or a library.
_WRITERS: Mapping[str, tuple[str, str]] = {
    ".svg": ("qdatool.export.figure_svg", "figure_svg"),
    ".pdf": ("qdatool.export.figure_pdf", "figure_pdf"),
    ".png": ("qdatool.export.figure_png", "figure_png"),
    ".tiff": ("qdatool.export.figure_tiff", "figure_tiff"),
    ".tif": ("qdatool.export.figure_tiff", "figure_tiff"),
    ".pptx": ("qdatool.export.figure_pptx", "figure_pptx"),
    ".docx": ("qdatool.export.figure_docx", "figure_docx"),
    ".graphml": ("qdatool.export.figure_graphml", "figure_graphml"),
    ".drawio": ("qdatool.export.figure_drawio", "figure_drawio"),
}
FIGURE_SUFFIXES = tuple(_WRITERS)
"""The suffixes, with their dots, that ``write_figure`` knows."""


def write_figure(figure: Figure, path: Path, options: FigureOptions | None = None) -> None:
    """Write the figure in the format of the path's suffix; an older file is replaced only by a whole new one.

    Raises ExportFailed with UNKNOWN_FORMAT, FOLDER_MISSING, NOT_WRITABLE or DISK_FULL; nothing is left over then.
    """
    writer = figure_writer(path)
    require_folder(path)
    try:
        content = writer(figure, options or FigureOptions())
    except ExportFailed as error:
        # A writer makes bytes and does not know where they go.
        error.facts.setdefault("path", str(path))
        raise
    replace_file(path, content)


def caption_apart(spec: FigureSpec, suffix: str) -> tuple[FigureSpec, FigureCaption | None]:
    """Return what is drawn in the format of a suffix, and the caption that the format writes itself, if it does."""
    if suffix.removeprefix(".").lower() != "docx":
        return spec, None
    return replace(spec, caption=None), spec.caption


def figure_writer(path: Path) -> FigureWriter:
    """Return the writer for a path's suffix; ExportFailed(UNKNOWN_FORMAT) when there is none."""
    suffix = path.suffix.lower()
    if suffix not in _WRITERS:
        raise unknown_format(path, FIGURE_SUFFIXES)
    module, function = _WRITERS[suffix]
    writer: FigureWriter = getattr(import_module(module), function)
    return writer
