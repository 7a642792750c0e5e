"""The command that finds words in the transcripts, and in memos and codes where asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

import typer

from qdatool.cli.opening import AsJson, ProjectFile, open_to_read
from qdatool.cli.output import say_json, say_line
from qdatool.coding.codes import load_codes
from qdatool.coding.documents import document_text, list_documents
from qdatool.coding.memos import list_memos
from qdatool.coding.project import Project
from qdatool.coding.search import SearchKind, Source, find_everywhere
from qdatool.text.queries import Query
from qdatool.text.spans import Span

_CONTEXT_CHARACTERS = 30


@dataclass(frozen=True, slots=True)
class _Found:
    """A hit with the whole text it stands in and the name of what that belongs to."""

    source: Source
    name: str
    span: Span
    text: str


def add_to(application: typer.Typer) -> None:
    """Add the command to the program."""
    application.command("search")(search)


def search(
    file: ProjectFile,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words, or a pattern.", show_default=False)],
    is_pattern: Annotated[bool, typer.Option("--regex", help="QUERY is a regular expression.")] = False,
    is_whole_word: Annotated[bool, typer.Option("--whole-word", help="Leave hits inside words out.")] = False,
    is_everywhere: Annotated[bool, typer.Option("--everywhere", help="Search memos and codes too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Find words as a reader would: letter forms, digits, diacritics and case make no difference."""
    kinds = tuple(SearchKind) if is_everywhere else (SearchKind.DOCUMENT,)
    with open_to_read(file) as project:
        hits = list(_hits(project, Query(query, is_pattern, is_whole_word), kinds))
    if as_json:
        say_json({"hits": [_as_json(hit, is_everywhere=is_everywhere) for hit in hits]})
        return
    for hit in hits:
        start, end = hit.span.start, hit.span.end
        around = hit.text[max(0, start - _CONTEXT_CHARACTERS) : end + _CONTEXT_CHARACTERS]
        place = f"{start}-{end}" if hit.source.kind is SearchKind.DOCUMENT else hit.source.part.value
        say_line(f"{hit.name} {place}: {' '.join(around.split())}")


def _hits(project: Project, query: Query, kinds: tuple[SearchKind, ...]) -> Iterator[_Found]:
    names = {
        SearchKind.DOCUMENT: {document.id: document.name for document in list_documents(project)},
        SearchKind.MEMO: {memo.id: memo.title for memo in list_memos(project)},
        SearchKind.CODE: {code.id: code.label for code in load_codes(project)},
    }
    for source, those in groupby(find_everywhere(project, query, kinds), key=lambda hit: hit.source):
        text = source.key if isinstance(source.key, str) else document_text(project, source.id)
        for hit in those:
            yield _Found(source, names[source.kind][source.id], hit.span, text)


def _as_json(hit: _Found, *, is_everywhere: bool) -> dict[str, object]:
    """Return a hit; ``document`` is null outside of transcripts, where ``start`` and ``end`` count in that text."""
    is_document = hit.source.kind is SearchKind.DOCUMENT
    found: dict[str, object] = {
        "document": hit.name if is_document else None,
        "start": hit.span.start,
        "end": hit.span.end,
        "text": hit.span.cut(hit.text),
    }
    if is_everywhere:
        found |= {"kind": hit.source.kind.value, "name": hit.name, "part": hit.source.part.value}
    return found
