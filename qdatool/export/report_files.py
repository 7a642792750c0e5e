"""The formats of a report, and the one way it gets into a file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
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
    ".pdf": ("qdatool.export.report_pdf", "report_pdf"),
}
REPORT_SUFFIXES = tuple(_WRITERS)
"""The suffixes, with their dots, that ``write_report`` knows."""
PAGE_SUFFIXES = (".docx", ".html", ".pdf")
"""Those of formats with pages or pictures, which a report that is read from beginning to end needs."""


def write_report(report: Report, path: Path, style: TableStyle = TableStyle.APA) -> None:
    """Write the report in the format of the path's suffix.

    Raises ExportFailed with UNKNOWN_FORMAT, FOLDER_MISSING, NOT_WRITABLE or DISK_FULL; what stood there stays then.
    """
    require_known(path)
    require_folder(path)
    module, function = _WRITERS[path.suffix.lower()]
    writer: ReportWriter = getattr(import_module(module), function)
    replace_file(path, writer(report, style))


def require_known(path: Path, known: Collection[str] = REPORT_SUFFIXES) -> None:
    """Raise ExportFailed(UNKNOWN_FORMAT) unless the path's suffix is among the known ones."""
    if path.suffix.lower() not in known:
        raise unknown_format(path, known)
