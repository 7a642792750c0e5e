"""The command that finds words in the transcripts."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated

import typer

from qdatool.cli.opening import AsJson, ProjectFile, open_to_read
from qdatool.cli.output import say_json, say_line
from qdatool.coding.documents import document_text, list_documents
from qdatool.coding.search import SearchKind, find_everywhere
from qdatool.text.queries import Query

_CONTEXT_CHARACTERS = 30


def add_to(application: typer.Typer) -> None:
    """Add the command to the program."""
    application.command("search")(search)


def search(
    file: ProjectFile,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words, or a pattern.", show_default=False)],
    is_pattern: Annotated[bool, typer.Option("--regex", help="QUERY is a regular expression.")] = False,
    is_whole_word: Annotated[bool, typer.Option("--whole-word", help="Leave hits inside words out.")] = False,
    as_json: AsJson = False,
) -> None:
    """Find words as a reader would: letter forms, digits, diacritics and case make no difference."""
    with open_to_read(file) as project:
        names = {document.id: document.name for document in list_documents(project)}
        found = find_everywhere(project, Query(query, is_pattern, is_whole_word), (SearchKind.DOCUMENT,))
        hits = [
            (names[document_id], hit.span, text)
            for document_id, those in groupby(found, key=lambda hit: hit.source.id)
            for text in (document_text(project, document_id),)
            for hit in those
        ]
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
