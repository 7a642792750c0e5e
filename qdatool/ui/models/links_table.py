"""Saving the links of a model as a table: what each claims, what speaks for and against it, its negative cases."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from qdatool.errors import QdaError
from qdatool.export.report import Report
from qdatool.export.report_files import REPORT_SUFFIXES, write_report
from qdatool.export.report_relations import relations
from qdatool.ui.dialogs import ending_in
from qdatool.ui.models.session import ModelSession
from qdatool.ui.tasks import Cancelled, Progress
from qdatool.ui.workspace import Notice, NoticeAction, NoticeKind
from qdatool.wording import interface_language, tr

_KINDS = "Word (*.docx);;Excel (*.xlsx);;CSV (*.csv);;HTML (*.html);;Markdown (*.md)"


def save_links_table(session: ModelSession) -> None:
    """Ask where to, and write the tables of the model shown there in the interface's language."""
    project, model = session.project, session.model
    if project is None or model is None:
        return
    proposed = project.path.parent / f"{model.title_in(interface_language())}.docx"
    path = session.shell.dialogs.file_to_write(tr("Save the links as a table"), proposed, _KINDS)
    if path is None:
        return
    path = ending_in(path, ".docx", *REPORT_SUFFIXES)

    def saved(written: Path) -> None:
        folder = QUrl.fromLocalFile(str(written.parent))
        action = NoticeAction(tr("Open the folder"), lambda: QDesktopServices.openUrl(folder))
        sentence = tr("The tables were saved as {file}.", file=written.name)
        session.shell.show_notice(Notice(NoticeKind.OK, sentence, action))

    def refused(error: QdaError) -> None:
        def refuse() -> None:
            raise error

        session.shell.attempt(refuse)

    job = (relations(project, interface_language(), model.title), path)
    session.shell.tasks.run(tr("Saving the tables"), _write, job, saved, on_error=refused)


def _write(job: tuple[Report, Path], _progress: Progress, _cancelled: Cancelled) -> Path:
    """Write the tables; runs in the worker thread."""
    report, path = job
    write_report(report, path)
    return path
