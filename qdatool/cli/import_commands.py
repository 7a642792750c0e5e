"""Commands that bring in transcripts and participants."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Protocol

import typer

from qdatool.cli.opening import AsJson, ProjectFile, open_to_write
from qdatool.cli.output import refuse, say_json, say_line, warn
from qdatool.coding.documents import AddedDocument, Document, add_document, document_text, list_documents
from qdatool.coding.participants import import_participants
from qdatool.coding.project import Project
from qdatool.coding.roles import Direction
from qdatool.errors import ImportFailed, QdaError
from qdatool.importing.formats import read_document
from qdatool.importing.tables import read_participants
from qdatool.text.direction import text_direction
from qdatool.wording import interface_language, listed, tr
from qdatool.wording.errors import sentence_for


@dataclass(frozen=True, slots=True)
class _Imported:
    """A transcript that came in, and what was left out of it."""

    added: AddedDocument
    omitted: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Refused:
    """A source that did not."""

    source: Path
    error: QdaError


class _Ticker(Protocol):
    def __call__(self) -> None:
        """Say that one more source is done."""


def add_to(application: typer.Typer) -> None:
    """Add the commands to the program."""
    application.command("import")(import_)
    participants = typer.Typer(no_args_is_help=True, help="Participants and their attributes.")
    participants.command("import")(participants_import)
    # A callback keeps the only command of the group a command.
    participants.callback()(_participants)
    application.add_typer(participants, name="participants")


def import_(
    file: ProjectFile,
    sources: Annotated[
        list[Path], typer.Argument(metavar="SOURCE...", help="Transcripts.", show_default=False, readable=False)
    ],
    direction: Annotated[Direction, typer.Option(help="Which way the transcripts run.")] = Direction.AUTO,
    as_json: AsJson = False,
) -> None:
    """Import transcripts; each is taken whole or not at all and is one undo step."""
    imported: list[_Imported] = []
    refused: list[_Refused] = []
    with open_to_write(file) as project, _progress(sources) as tick:
        for source in sources:
            try:
                imported.append(_import_one(project, source, direction))
            except QdaError as error:
                refused.append(_Refused(source, error))
            tick()
        documents = {document.id: document for document in list_documents(project)}
        if as_json:
            say_json(_report(project, documents, imported, refused))
    _tell(documents, imported, refused, is_brief=as_json)
    if refused:
        raise typer.Exit(1)


def participants_import(
    file: ProjectFile,
    table: Annotated[Path, typer.Argument(metavar="TABLE.(csv|xlsx)", show_default=False, readable=False)],
) -> None:
    """Add or complete participants from a table; its first column names them.

    A column "document" says which transcript is theirs; every other column is an attribute.
    """
    rows = read_participants(table).rows
    with open_to_write(file) as project:
        number = import_participants(project, rows)
    say_line(tr("Participants imported: {number}", number=number))


def _participants() -> None:
    """Participants and their attributes."""


def _import_one(project: Project, source: Path, direction: Direction) -> _Imported:
    document = read_document(source)
    added = add_document(project, replace(document, direction=direction))
    return _Imported(added, dict(document.omitted))


def _report(
    project: Project,
    documents: dict[int, Document],
    imported: Sequence[_Imported],
    refused: Sequence[_Refused],
) -> dict[str, object]:
    return {
        "documents": [_described(project, documents[one.added.id], one) for one in imported],
        "refused": [
            {
                "source": str(one.source),
                "reason": one.error.reason.value,
                "message": sentence_for(one.error, interface_language()),
            }
            for one in refused
        ],
    }


def _described(project: Project, document: Document, imported: _Imported) -> dict[str, object]:
    direction: str = document.direction.value
    if document.direction is Direction.AUTO:
        direction = text_direction(document_text(project, document.id)).value
    described: dict[str, object] = {
        "id": document.id,
        "name": document.name,
        "characters": document.characters,
        "paragraphs": document.paragraphs,
        "turns": document.turns,
        "direction": direction,
        "sha256": document.sha256,
    }
    if imported.added.duplicate_of is not None:
        described["duplicate_of"] = imported.added.duplicate_of
    if imported.omitted:
        described["omitted"] = imported.omitted
    return described


def _tell(
    documents: dict[int, Document], imported: Sequence[_Imported], refused: Sequence[_Refused], *, is_brief: bool
) -> None:
    for one in imported:
        document = documents[one.added.id]
        if not is_brief:
            sentence = "{name}: {characters} characters, {paragraphs} paragraphs, {turns} turns"
            say_line(
                tr(
                    sentence,
                    name=document.name,
                    characters=document.characters,
                    paragraphs=document.paragraphs,
                    turns=document.turns,
                )
            )
            if one.omitted:
                counted = (f"{tr(kind)}: {number}" for kind, number in one.omitted.items())
                say_line("  " + tr("left out: {kinds}", kinds=listed(counted, interface_language())))
        if one.added.duplicate_of is not None:
            warn(
                tr(
                    "{name} has the same text as {other}; both are kept.",
                    name=document.name,
                    other=one.added.duplicate_of,
                )
            )
    for failure in refused:
        sentence = sentence_for(failure.error, interface_language())
        # Sentences about sources name the file; others must be told which source they are about.
        refuse(sentence if isinstance(failure.error, ImportFailed) else f"{failure.source.name}: {sentence}")


@contextmanager
def _progress(sources: Sequence[Path]) -> Iterator[_Ticker]:
    """Show a bar on a terminal while several sources are read."""
    if len(sources) < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(tr("Importing"), total=len(sources))
        yield lambda: bar.advance(task)
