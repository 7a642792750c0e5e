"""What was found, put together by person or kind, and what it becomes. Qt-free."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from qdatool.coding.pseudonyms import Occurrence, Replacement
from qdatool.export.tables import PlainTable
from qdatool.text.identifiers import IdentifierKind
from qdatool.text.language import EntityKind, Wanted
from qdatool.text.name_lists import Person
from qdatool.wording import tr

Kind = IdentifierKind | EntityKind

KIND_NAMES: dict[Kind, str] = {
    IdentifierKind.PHONE: "Phone numbers",
    IdentifierKind.EMAIL: "E-mail addresses",
    IdentifierKind.NATIONAL_ID: "National IDs",
    IdentifierKind.CARD: "Bank cards",
    IdentifierKind.IBAN: "Account numbers",
    EntityKind.PERSON: "People",
    EntityKind.PLACE: "Places",
    EntityKind.GROUP: "Organisations",
}
"""Keys for ``tr``, in the order of the sheet."""

PLACEHOLDERS: dict[Kind, str] = {
    IdentifierKind.PHONE: "[Phone]",
    IdentifierKind.EMAIL: "[E-mail]",
    IdentifierKind.NATIONAL_ID: "[National ID]",
    IdentifierKind.CARD: "[Bank card]",
    IdentifierKind.IBAN: "[Account]",
    EntityKind.PERSON: "[Person]",
    EntityKind.PLACE: "[Place]",
    EntityKind.GROUP: "[Organisation]",
}
"""What is put in the place of each kind; keys for ``tr``."""


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """Occurrences that become the same words: those of one person, or of one kind."""

    title: str
    pseudonym: str
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Agreed:
    """Occurrences that were ticked in one group, and the words that come instead."""

    pseudonym: str
    occurrences: tuple[Occurrence, ...]


def wanted_of(people: Sequence[Person], kinds: Iterable[IdentifierKind], pipelines: Iterable[str]) -> Wanted:
    """Return what a search looks for; names stand in the order of the people."""
    names = tuple(name for person in people for name in person.names)
    return Wanted(names, frozenset(kinds), tuple(pipelines))


def with_pseudonyms(people: Sequence[Person], texts: Iterable[str] = ()) -> tuple[Person, ...]:
    """Return people of whom everyone has a pseudonym; those without one are numbered.

    A number that stands in a text already, from an earlier time, is not given to somebody else.
    """
    taken = {person.pseudonym for person in people} | _numbered_in(texts)
    proposed = (name for number in count(1) if (name := tr("Participant {n}", n=number)) not in taken)
    return tuple(Person(person.names, person.pseudonym or next(proposed)) for person in people)


def _numbered_in(texts: Iterable[str]) -> set[str]:
    """Return the numbered pseudonyms that stand in texts."""
    stem = re.escape(tr("Participant {n}", n=0)[:-1])
    pattern = re.compile(rf"{stem}\d+")
    return {found for text in texts for found in pattern.findall(text)}


def found_groups(people: Sequence[Person], found: Iterable[Occurrence]) -> tuple[FoundGroup, ...]:
    """Return what was found by person in the order of the list, then by kind; nobody stands there without a place."""
    owners = [place for place, person in enumerate(people) for _ in person.names]
    of_people: dict[int, list[Occurrence]] = {}
    of_kinds: dict[Kind, list[Occurrence]] = {}
    for one in found:
        if one.name is not None:
            of_people.setdefault(owners[one.name], []).append(one)
        elif one.kind is not None:
            of_kinds.setdefault(one.kind, []).append(one)
    groups = [
        FoundGroup(" / ".join(person.names), person.pseudonym, tuple(of_people[place]))
        for place, person in enumerate(people)
        if place in of_people
    ]
    groups += [
        FoundGroup(tr(name), tr(PLACEHOLDERS[kind]), tuple(of_kinds[kind]))
        for kind, name in KIND_NAMES.items()
        if kind in of_kinds
    ]
    return tuple(groups)


def replacements_of(agreed: Iterable[Agreed]) -> tuple[Replacement, ...]:
    """Return what the project is to replace."""
    return tuple(
        Replacement(one.place, one.start, one.end, one.words, group.pseudonym)
        for group in agreed
        for one in group.occurrences
    )


def key_table(agreed: Iterable[Agreed], *, is_right_to_left: bool) -> PlainTable:
    """Return who is who: the words as they stood, what they became, and how often."""
    counts: Counter[tuple[str, str]] = Counter()
    for group in agreed:
        counts.update((one.words, group.pseudonym) for one in group.occurrences)
    rows = [(words, pseudonym, number) for (words, pseudonym), number in counts.items()]
    return PlainTable("key", ("name", "pseudonym", "count"), rows, is_right_to_left)
