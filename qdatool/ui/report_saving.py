"""Saving a report that is read from beginning to end: asks where to, and makes it in the background."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qdatool.coding.project import Project
from qdatool.export.files import file_name_for
from qdatool.export.report_files import PAGE_SUFFIXES, write_report
from qdatool.export.reports.kinds import ReportKind, make_document, report_kind_name
from qdatool.ui.opening import project_title
from qdatool.ui.shell_actions import ShellAction
from qdatool.ui.tasks import Cancelled, Progress
from qdatool.ui.workspace import Notice, NoticeKind, Shell
from qdatool.wording import interface_language, tr

REPORTS: Mapping[ShellAction, ReportKind] = {
    ShellAction.SAVE_REVIEW_PACKET: ReportKind.REVIEW_PACKET,
    ShellAction.SAVE_METHODS: ReportKind.METHODS,
    ShellAction.SAVE_AUDIT_TRAIL: ReportKind.AUDIT_TRAIL,
}
_KINDS = "PDF (*.pdf);;Word (*.docx);;HTML (*.html)"


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be made, for whose eyes, and where it goes."""

    project: Path
    coder_id: int
    kind: ReportKind
    language: str
    out: Path


def save_report(shell: Shell, kind: ReportKind) -> None:
    """Ask where to, and write a report of the open project in the interface's language."""
    project = shell.project()
    if project is None:
        return
    language = interface_language()
    named = report_kind_name(kind, language)
    name = file_name_for(f"{project_title(project)} – {named}", named)
    out = shell.dialogs.file_to_write(tr("Save a report"), project.path.parent / f"{name}.pdf", _KINDS)
    if out is None:
        return
    if out.suffix.lower() not in PAGE_SUFFIXES:
        out = out.with_name(f"{out.name}.pdf")
    order = _Order(project.path, project.coder_id, kind, language, out)

    def say_so(path: Path) -> None:
        shell.show_notice(Notice(NoticeKind.OK, tr("The report was saved as {file}.", file=path.name)))

    shell.tasks.run(tr("Saving the report"), _write, order, say_so)


def _write(order: _Order, _progress: Progress, _cancelled: Cancelled) -> Path:
    """Read the project anew, since connections stay in their thread, and write; runs in the worker thread."""
    with Project.open(order.project, read_only=True) as project:
        project.coder_id = order.coder_id
        report = make_document(project, order.kind, order.language)
    write_report(report, order.out)
    return order.out
