"""What the acts of the history and in the life of a code are called, and what things that are gone are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qdatool.coding.changes import Course
from qdatool.coding.history import HistoryEntry
from qdatool.coding.history_names import TouchedThing
from qdatool.coding.levels import Level
from qdatool.coding.provenance import ProvenanceKind, ProvenanceStep, Source
from qdatool.wording.catalogue import say
from qdatool.wording.lists import listed
from qdatool.wording.terms import step_name

GONE: Mapping[str, str] = {
    "code": "a code that is gone",
    "document": "a document that is gone",
    "memo": "a memo that is gone",
    "relation": "a link that is gone",
    "model": "a model that is gone",
    "participant": "a participant who is gone",
    "coder": "a coder who is gone",
    "round": "a round that is gone",
    "quotation": "a passage that is gone",
    "coding": "a coding that is gone",
}
"""What stands for a thing whose name nobody knows any longer."""

_MOST_NAMED = 12


def act_name(entry: HistoryEntry, language: str) -> str:
    """Return what was done, and whether it was undone or done again."""
    named = step_name(entry.operation, language)
    if entry.course is Course.UNDO:
        return say("Undone: {step}", language, step=named)
    if entry.course is Course.REDO:
        return say("Done again: {step}", language, step=named)
    return named[0].upper() + named[1:]


def thing_name(thing: TouchedThing, language: str) -> str:
    """Return what a thing is called, or what kind of thing it was."""
    if thing.name:
        return thing.name
    if thing.is_present:
        return say("Memo without a title", language) if thing.kind == "memo" else ""
    return say(GONE[thing.kind], language)


def provenance_name(step: ProvenanceStep, levels: Sequence[Level], language: str) -> str:
    """Return what an act did to a code, as a clause without a full stop."""
    names = [source.label for source in step.sources if source.label]
    codes = _named(names, language)
    if step.kind is ProvenanceKind.PROMOTED:
        return say("level changed, before: {level}", language, level=_level_name(step.sources, levels, language))
    if step.kind is ProvenanceKind.IN_VIVO:
        in_words = say("“{code}” taken from what was said", language, code=codes)
        return in_words if names else say("taken from what was said, in vivo", language)
    if step.kind is ProvenanceKind.SPLIT_FROM:
        return say("split off from “{code}”", language, code=codes)
    if step.kind is ProvenanceKind.MERGED_FROM:
        of_one = say("merged with “{code}”", language, code=codes)
        return of_one if len(names) == 1 else say("merged with {n} codes: {codes}", language, n=len(names), codes=codes)
    if len(names) == 1:
        return say("made from “{code}”", language, code=codes)
    return say("made from {n} codes: {codes}", language, n=len(names), codes=codes)


def _named(names: Sequence[str], language: str) -> str:
    shown = listed(names[:_MOST_NAMED], language)
    return f"{shown}…" if len(names) > _MOST_NAMED else shown


def _level_name(sources: Sequence[Source], levels: Sequence[Level], language: str) -> str:
    key = sources[0].label if sources else ""
    return next((level.name_in(language) for level in levels if level.key == key), key)
