"""The command that finds words in the transcripts."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from qdatool.cli.opening import AsJson, ProjectFile, open_to_read
from qdatool.cli.output import say_json, say_line
from qdatool.coding.documents import document_text, list_documents
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.text.folding import find_all, find_pattern, fold

_CONTEXT_CHARACTERS = 30


def add_to(application: typer.Typer) -> None:
    """Add the command to the program."""
    application.command("search")(search)


def search(
    file: ProjectFile,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words, or a pattern.", show_default=False)],
    is_pattern: Annotated[bool, typer.Option("--regex", help="QUERY is a regular expression.")] = False,
    as_json: AsJson = False,
) -> None:
    """Find words as a reader would: letter forms, digits, diacritics and case make no difference."""
    if is_pattern:
        _check_pattern(query)
    find = find_pattern if is_pattern else find_all
    hits = []
    with open_to_read(file) as project:
        for document in list_documents(project):
            text = document_text(project, document.id)
            hits += [(document.name, span, text) for span in find(query, fold(text))]
    if as_json:
        say_json(
            {
                "hits": [
                    {"document": name, "start": span.start, "end": span.end, "text": span.cut(text)}
                    for name, span, text in hits
                ]
            }
        )
        return
    for name, span, text in hits:
        around = text[max(0, span.start - _CONTEXT_CHARACTERS) : span.end + _CONTEXT_CHARACTERS]
        say_line(f"{name} {span.start}-{span.end}: {' '.join(around.split())}")


def _check_pattern(query: str) -> None:
    try:
        find_pattern(query, fold(""))
    except re.error as error:
        raise InvalidOperation(OperationReason.BAD_PATTERN, pattern=query, detail=error.msg) from error
