"""The command that writes a report to be read from beginning to end."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qdatool.cli.opening import ProjectFile, open_to_read
from qdatool.cli.output import say_line
from qdatool.cli.table_command import TableLanguage
from qdatool.coding.languages import first_language
from qdatool.export.files import require_folder
from qdatool.export.report_files import PAGE_SUFFIXES, require_known, write_report
from qdatool.export.reports.kinds import ReportKind, make_document
from qdatool.wording import tr


def add_to(application: typer.Typer) -> None:
    """Add the command to the program."""
    application.command("report")(report)


def report(
    file: ProjectFile,
    kind: Annotated[ReportKind, typer.Argument(metavar="KIND", help=" | ".join(ReportKind), show_default=False)],
    out: Annotated[Path, typer.Option(metavar="OUT.(docx|html|pdf)", show_default=False, readable=False)],
    language: Annotated[
        TableLanguage | None, typer.Option(help="The language of the words.", show_default="the project's first")
    ] = None,
) -> None:
    """Write a packet for review, a methods section or the audit trail, in Word, as a web page or as PDF."""
    # Before the work: a wrong name must not cost a minute.
    require_known(out, PAGE_SUFFIXES)
    require_folder(out)
    with open_to_read(file) as project:
        chosen = language.value if language is not None else first_language(project)
        made = make_document(project, kind, chosen)
    write_report(made, out)
    say_line(tr("The report was saved as {file}.", file=out.name))
