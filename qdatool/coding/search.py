"""One search over transcripts, memos and codes: what is searched, in which order, and part by part.

A ``Search`` reads from the project and is asked for one part after the other; ``search_part`` does the work of one part
on plain data, so that a window can do it in a job and show the first hits long before the last text is read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qdatool.coding.folded_texts import TextKey
from qdatool.coding.project import Project
from qdatool.coding.sight import hidden_memos
from qdatool.text.folding import FoldedText, fold
from qdatool.text.memo_markup import plain_text
from qdatool.text.queries import Query, check_query, find_matches, is_blank
from qdatool.text.spans import Span

MOST_HITS = 10_000
"""Where a search of the window ends; nobody reads on."""

_FIRST_HITS = 200
_CHARACTERS_TO_FOLD = 1_000_000
_LONGEST_PART_S = 0.04


class SearchKind(StrEnum):
    """What is searched, in the order of the hits."""

    CODE = "code"
    MEMO = "memo"
    DOCUMENT = "document"


class TextPart(StrEnum):
    """Which words of a thing a hit stands in; the values are names of columns."""

    BODY = "body"
    TITLE = "title"
    LABEL = "label"
    DEFINITION = "definition"
    INCLUDE = "include"
    EXCLUDE = "exclude"
    EXAMPLE = "example"


@dataclass(frozen=True, slots=True)
class Source:
    """One text that is searched: what it belongs to, by kind and id, and which part of it.

    ``language`` is that of a code's label, empty for its own. ``key`` is the id of a transcript's version, or the words
    themselves where they are short.
    """

    kind: SearchKind
    id: int
    part: TextPart
    key: TextKey
    language: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a query stands: in code points of the stored text of ``source``."""

    source: Source
    span: Span


@dataclass(frozen=True, slots=True)
class SearchPart:
    """What one part of a search works on; texts that were not folded before are plain, and are folded with it.

    ``place`` is where in the folded form of the first text the search goes on.
    """

    query: Query
    texts: tuple[FoldedText | str, ...]
    place: int
    most_hits: int


@dataclass(frozen=True, slots=True)
class PartFound:
    """Hits of one part, as number of the text and span; ``folded`` are the new copies.

    The search goes on in text number ``next_text``, at ``next_place`` of its folded form.
    """

    hits: tuple[tuple[int, Span], ...]
    folded: Mapping[int, FoldedText] = field(default_factory=dict)
    next_text: int = 0
    next_place: int = 0


def list_sources(
    project: Project, kinds: Collection[SearchKind] = tuple(SearchKind), document_id: int | None = None
) -> tuple[Source, ...]:
    """Return what there is to search, in the order of its hits; of one document where its id is given."""
    found: list[Source] = []
    if document_id is not None:
        return tuple(source for source in _documents(project) if source.id == document_id)
    for kind in SearchKind:
        if kind in kinds:
            found += _LISTED[kind](project)
    return tuple(found)


def search_part(part: SearchPart, _progress: object, is_cancelled: Callable[[], bool]) -> PartFound:
    """Search the texts of a part until there are enough hits or it has taken long enough to be shown; a job."""
    hits: list[tuple[int, Span]] = []
    new: dict[int, FoldedText] = {}
    began, place = time.monotonic(), part.place
    for number, text in enumerate(part.texts):
        if is_cancelled() or (number and time.monotonic() - began > _LONGEST_PART_S):
            return PartFound(tuple(hits), new, number)
        folded = text
        if isinstance(folded, str):
            folded = new[number] = fold(folded)
        found = find_matches(part.query, folded, place=place, most=part.most_hits - len(hits))
        hits += ((number, span) for span in found.spans)
        if found.next_place is not None:
            return PartFound(tuple(hits), new, number, found.next_place)
        place = 0
    return PartFound(tuple(hits), new, len(part.texts))


class Search:
    """A search that goes on part by part until it is through or has ``most_hits``.

    Raises InvalidOperation(BAD_PATTERN) when it is made from a regular expression that is none. What changes in the
    project meanwhile is for the next search.
    """

    def __init__(
        self,
        project: Project,
        query: Query,
        kinds: Collection[SearchKind] = tuple(SearchKind),
        *,
        document_id: int | None = None,
        most_hits: int | None = None,
    ) -> None:
        check_query(query)
        self.query = query
        self._project = project
        self._sources = list_sources(project, kinds, document_id) if not is_blank(query) else ()
        self._most_hits = most_hits
        self._next = self._place = self._hits = 0
        if document_id is None and len(set(kinds)) == len(SearchKind) and self._sources:
            # What was searched before and is no longer there, such as the words of a memo before it was changed.
            project.folded.keep_only({source.key for source in self._sources})

    @property
    def is_cut_short(self) -> bool:
        """Whether it ended because there were enough hits."""
        return self._hits == self._most_hits

    def next_part(self) -> SearchPart | None:
        """Read what the next part needs, or return None when the search is through."""
        if self._next >= len(self._sources) or self.is_cut_short:
            return None
        texts: list[FoldedText | str] = []
        unfolded = 0
        for source in self._sources[self._next :]:
            kept = self._project.folded.get(source.key)
            if kept is None and unfolded > _CHARACTERS_TO_FOLD:
                break
            text = kept if kept is not None else self._read(source)
            unfolded += len(text) if isinstance(text, str) else 0
            texts.append(text)
        # Few at first, so that they are there at once; a page in the window holds no more.
        room = MOST_HITS if self._hits else _FIRST_HITS
        if self._most_hits is not None:
            room = min(room, self._most_hits - self._hits)
        return SearchPart(self.query, tuple(texts), self._place, room)

    def take(self, found: PartFound) -> tuple[Hit, ...]:
        """Take what the part found; returns its hits."""
        for number, folded in found.folded.items():
            self._project.folded.keep(self._sources[self._next + number].key, folded)
        hits = tuple(Hit(self._sources[self._next + number], span) for number, span in found.hits)
        self._hits += len(hits)
        self._next += found.next_text
        self._place = found.next_place
        return hits

    def _read(self, source: Source) -> str:
        if isinstance(source.key, str):
            return source.key
        row = self._project.raw().execute("SELECT body FROM document_text WHERE id = ?", (source.key,)).fetchone()
        return str(row[0]) if row is not None else ""


def find_everywhere(project: Project, query: Query, kinds: Collection[SearchKind] = tuple(SearchKind)) -> Iterator[Hit]:
    """Return every hit, part by part; raises InvalidOperation(BAD_PATTERN or PATTERN_TOO_SLOW)."""
    search = Search(project, query, kinds)
    while (part := search.next_part()) is not None:
        yield from search.take(search_part(part, None, lambda: False))


def _documents(project: Project) -> list[Source]:
    rows = project.raw().execute(
        "SELECT d.id, t.id FROM document d JOIN document_text t ON t.document_id = d.id "
        "WHERE t.version = (SELECT max(version) FROM document_text WHERE document_id = d.id) ORDER BY d.sequence, d.id"
    )
    return [Source(SearchKind.DOCUMENT, document_id, TextPart.BODY, text_id) for document_id, text_id in rows]


def _memos(project: Project) -> list[Source]:
    hidden = hidden_memos(project)
    rows = project.raw().execute("SELECT id, title, body FROM memo ORDER BY created_at DESC, id DESC")
    return [
        Source(SearchKind.MEMO, memo_id, part, words)
        for memo_id, title, body in rows
        if memo_id not in hidden
        for part, words in ((TextPart.TITLE, title), (TextPart.BODY, plain_text(body)))
        if words
    ]


def _codes(project: Project) -> list[Source]:
    raw = project.raw()
    own = {id: texts for id, *texts in raw.execute("SELECT id, label, definition, include, exclude, example FROM code")}
    labels: dict[int, list[Source]] = {code_id: [] for code_id in own}
    for code_id, language, label in raw.execute(
        "SELECT l.code_id, g.tag, l.label FROM code_label l JOIN language g ON g.id = l.language_id ORDER BY g.position"
    ):
        if label != own[code_id][0]:
            labels[code_id].append(Source(SearchKind.CODE, code_id, TextPart.LABEL, label, language))
    parts = (TextPart.LABEL, TextPart.DEFINITION, TextPart.INCLUDE, TextPart.EXCLUDE, TextPart.EXAMPLE)
    found: list[Source] = []
    for code_id, texts in own.items():
        first, *others = (
            Source(SearchKind.CODE, code_id, part, words) for part, words in zip(parts, texts, strict=True) if words
        )
        found += [first, *labels[code_id], *others]
    return found


_LISTED: Mapping[SearchKind, Callable[[Project], list[Source]]] = {
    SearchKind.CODE: _codes,
    SearchKind.MEMO: _memos,
    SearchKind.DOCUMENT: _documents,
}
