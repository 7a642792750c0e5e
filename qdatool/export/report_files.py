"""The formats of a report, and the one way it gets into a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from qdatool.export.files import replace_file, require_folder, unknown_format
from qdatool.export.report import Report, TableStyle

ReportWriter = Callable[[Report, TableStyle], bytes]

# Suffix -> module and function, loaded when asked for: python-docx and openpyxl take longer to load than most commands.
_WRITERS: Mapping[str, tuple[str, str]] = {
    ".docx": ("qdatool.export.report_docx", "report_docx"),
    ".xlsx": ("qdatool.export.report_xlsx", "report_xlsx"),
    ".html": ("qdatool.export.report_text", "report_html"),
    ".md": ("qdatool.export.report_text", "report_markdown"),
    ".csv": ("qdatool.export.report_text", "report_csv"),
}
REPORT_SUFFIXES = tuple(_WRITERS)
"""The suffixes, with their dots, that ``write_report`` knows."""


def write_report(report: Report, path: Path, style: TableStyle = TableStyle.APA) -> None:
    """Write the report in the format of the path's suffix.

    Raises ExportFailed with UNKNOWN_FORMAT, FOLDER_MISSING, NOT_WRITABLE or DISK_FULL; what stood there stays then.
    """
    require_known(path)
    require_folder(path)
    module, function = _WRITERS[path.suffix.lower()]
    writer: ReportWriter = getattr(import_module(module), function)
    replace_file(path, writer(report, style))


def require_known(path: Path) -> None:
    """Raise ExportFailed(UNKNOWN_FORMAT) unless a report can be written in the format of the path's suffix."""
    if path.suffix.lower() not in _WRITERS:
        raise unknown_format(path, REPORT_SUFFIXES)
