"""Pseudonyms in the place of names, in every text of a project at once and without a way back.

``gather_texts`` reads, ``find_occurrences`` looks through plain data in a job; once the user has agreed,
``gather_rewrites`` reads, ``rewrite_texts`` replaces in a job, and ``write_texts`` writes. Passages follow the words
they cover (``text.edits.Stretched``), so no coding is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select, update

from qdatool.coding.changes import Operation
from qdatool.coding.documents import document_turns
from qdatool.coding.project import Project
from qdatool.coding.pseudonym_texts import (
    StoredText,
    TextPlace,
    Where,
    gather_texts,
    pictures_in,
    read_place,
    write_body,
    write_places,
)
from qdatool.coding.text_correction import NewText, move_passages
from qdatool.errors import InvalidOperation, OperationReason, ProjectFileError
from qdatool.storage import schema
from qdatool.storage.connection import driver
from qdatool.text.edits import Edit, Stretched, corrected, tidy
from qdatool.text.identifiers import IdentifierKind
from qdatool.text.language import EntityKind, Finder, Wanted
from qdatool.text.normalisation import one_line
from qdatool.text.spans import Span
from qdatool.text.turns import Turn, find_turns

__all__ = [
    "Occurrence",
    "Replacement",
    "RewriteTask",
    "Rewritten",
    "SearchTask",
    "StoredText",
    "TextPlace",
    "Where",
    "find_occurrences",
    "gather_rewrites",
    "gather_texts",
    "pictures_in",
    "pseudonymise",
    "rewrite_texts",
    "write_texts",
]

_CONTEXT = 48
_BODIES = "document_text"


@dataclass(frozen=True, slots=True)
class SearchTask:
    """What is looked for, and in which texts."""

    texts: tuple[StoredText, ...]
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name or number found: where, its words and those round it.

    ``name`` is its place in the list of names, ``kind`` what anything else is. What is not certain waits for the user:
    a name with an ending, an entity of a trained pipeline, the name of somebody who codes.
    """

    place: TextPlace
    where: Where
    owner: str
    start: int
    end: int
    words: str
    before: str
    after: str
    name: int | None
    kind: IdentifierKind | EntityKind | None
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Replacement:
    """Put ``words`` where the ``old`` ones stand, ``start..end`` of a text."""

    place: TextPlace
    start: int
    end: int
    old: str
    words: str


def find_occurrences(
    task: SearchTask, progress: Callable[[float], object], cancelled: Callable[[], bool]
) -> tuple[Occurrence, ...]:
    """Return everything found, text by text and in reading order; a job on plain data, paragraph by paragraph."""
    finder = Finder(task.wanted)
    total = sum(len(stored.text) for stored in task.texts) or 1
    found: list[Occurrence] = []
    done = 0
    for stored in task.texts:
        for end, marks in finder.in_paragraphs(stored.text):
            if cancelled():
                return ()
            found += (
                _occurrence(stored, Span(mark.start, mark.end), mark.name, mark.kind, mark.is_certain) for mark in marks
            )
            progress((done + end) / total)
        done += len(stored.text)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class RewriteTask:
    """What is replaced where: the replacements of each text, with the text as it stands; None where it is gone."""

    places: tuple[tuple[TextPlace, str | None, tuple[Replacement, ...]], ...]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A text as it was and as it shall be; ``turns`` are those that both read as where it is one of a transcript."""

    place: TextPlace
    old: str
    new: str
    edits: tuple[Edit, ...]
    turns: tuple[tuple[Turn, ...], tuple[Turn, ...]] | None


def pseudonymise(project: Project, replacements: Sequence[Replacement]) -> ProjectFileError | None:
    """Replace what the user agreed to, everywhere as one act that cannot be undone; see ``write_texts``."""
    task = gather_rewrites(project, replacements)
    return write_texts(project, rewrite_texts(task, lambda _share: None, lambda: False))


def gather_rewrites(project: Project, replacements: Sequence[Replacement]) -> RewriteTask:
    """Read the texts in which something is replaced; InvalidOperation(EMPTY_LABEL) for a pseudonym without a letter."""
    by_place: dict[TextPlace, list[Replacement]] = {}
    for one in replacements:
        if not one_line(one.words):
            raise InvalidOperation(OperationReason.EMPTY_LABEL)
        by_place.setdefault(one.place, []).append(one)
    return RewriteTask(tuple((place, read_place(project, place), tuple(ones)) for place, ones in by_place.items()))


def rewrite_texts(
    task: RewriteTask, progress: Callable[[float], object], cancelled: Callable[[], bool]
) -> tuple[Rewritten, ...]:
    """Return every text with its replacements made; a job on plain data.

    Raises InvalidOperation(TEXT_HAS_CHANGED) where a text is not what was looked through.
    """
    total = sum(len(text or "") for _, text, _ in task.places) or 1
    done = 0
    found: list[Rewritten] = []
    for place, text, replacements in task.places:
        if cancelled():
            return ()
        old, edits = _edits(place, text, replacements)
        new = corrected(old, edits)
        turns = (find_turns(old), find_turns(new)) if place.table == _BODIES else None
        found.append(Rewritten(place, old, new, edits, turns))
        done += len(old)
        progress(done / total)
    return tuple(found)


def write_texts(project: Project, rewritten: Sequence[Rewritten]) -> ProjectFileError | None:
    """Write texts in which names were replaced, as one act that cannot be undone.

    Every undo step goes, and the file is written anew, so that no old byte stays in it; snapshots are other files.
    Where it cannot be written anew, say while another program reads it, the reason is returned: names are replaced
    then, and only what was deleted long before may still stand between the pages.
    Raises InvalidOperation(TEXT_HAS_CHANGED) where a text is no longer what it was, and what ``Project.rewrite``
    raises.
    """
    if not rewritten:
        return None
    if any(read_place(project, one.place) != one.old for one in rewritten):
        raise InvalidOperation(OperationReason.TEXT_HAS_CHANGED)
    with project.rewrite(Operation.PSEUDONYMISE) as db:
        for one in rewritten:
            if one.place.table == _BODIES:
                _rewrite_body(project, one)
        write_places(driver(db), {one.place: one.new for one in rewritten if one.place.table != _BODIES})
    try:
        project.write_anew()
    except ProjectFileError as error:
        return error
    return None


def _occurrence(
    stored: StoredText, span: Span, name: int | None, kind: IdentifierKind | EntityKind | None, is_certain: bool
) -> Occurrence:
    text = stored.text
    line_start = text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.end)
    if stored.is_hidden:
        line_start, line_end = span.start, span.end
    before = text[max(line_start, span.start - _CONTEXT) : span.start]
    after = text[span.end : min(line_end if line_end >= 0 else len(text), span.end + _CONTEXT)]
    return Occurrence(
        stored.place,
        stored.where,
        stored.owner,
        span.start,
        span.end,
        span.cut(text),
        before,
        after,
        name,
        kind,
        is_certain and stored.where is not Where.RESEARCHER,
    )


def _edits(place: TextPlace, text: str | None, replacements: Sequence[Replacement]) -> tuple[str, tuple[Edit, ...]]:
    """Return a text and what is replaced in it; raises InvalidOperation(TEXT_HAS_CHANGED)."""
    if text is None or any(text[one.start : one.end] != one.old for one in replacements):
        raise InvalidOperation(OperationReason.TEXT_HAS_CHANGED)
    is_markup = (place.table, place.column) == ("memo", "body")
    words = (_as_markup(one.words) if is_markup else one_line(one.words) for one in replacements)
    return text, tidy(text, [Edit(one.start, one.end, new) for one, new in zip(replacements, words, strict=True)])


def _as_markup(words: str) -> str:
    """Return words as they stand in a memo, where brackets may stand inside a link."""
    return re.sub(r"([\\*\[\]])", r"\\\1", one_line(words))


def _rewrite_body(project: Project, one: Rewritten) -> None:
    """Rewrite a version of a transcript; what hangs on the present one follows."""
    db, text_id, text = project.read(), one.place.row_id, one.old
    texts = schema.document_text
    document_id = db.scalar(select(texts.c.document_id).where(texts.c.id == text_id))
    newest = select(texts.c.id).where(texts.c.document_id == document_id).order_by(texts.c.version.desc()).limit(1)
    if db.scalar(newest) == text_id and document_id is not None:
        turns = document_turns(project, document_id)
        ids = db.scalars(
            select(schema.turn.c.id).where(schema.turn.c.document_id == document_id).order_by(schema.turn.c.start)
        ).all()
        speakers = {
            turn_id: (turn.speaker, Span(turn.start, turn.start + len(turn.speaker)))
            for turn_id, turn in zip(ids, turns, strict=True)
            if turn.speaker and text.startswith(turn.speaker, turn.start)
        }
        change = NewText(text, one.new, Stretched(one.edits), one.turns)
        move_passages(db, document_id, turns, change, keeps_turns=True)
        _rename_speakers(project, speakers, change)
    write_body(driver(db), text_id, one.new)


def _rename_speakers(project: Project, speakers: Mapping[int, tuple[str, Span]], text: NewText) -> None:
    """Let speakers be called what the text calls them now."""
    table = schema.turn
    for turn_id, (speaker, span) in speakers.items():
        place = text.follow(span)
        if place is not None and (now := place.cut(text.new)) != speaker:
            project.read().execute(update(table).where(table.c.id == turn_id).values(speaker=now))
