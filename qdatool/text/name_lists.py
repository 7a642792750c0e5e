"""Lists of names as people write them: a line for each person, maybe with a pseudonym.

``Sara Karimi / Sara = Participant 1``: names of one person stand between slashes, the pseudonym behind the equals sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qdatool.text.folding import folded_key
from qdatool.text.normalisation import normalise, one_line

_HEADINGS = frozenset({"name", "names", "real name", "نام", "نامها", "نام واقعی"})


@dataclass(frozen=True, slots=True)
class Person:
    """Names that become one pseudonym; an empty one is still to be given."""

    names: tuple[str, ...]
    pseudonym: str = ""


def read_people(text: str) -> tuple[Person, ...]:
    """Return the people of a list; lines without a name are left out, a name that was listed before too."""
    pairs = []
    for line in normalise(text).split("\n"):
        names, _, pseudonym = line.partition("=")
        pairs.append((names, pseudonym))
    return _people(pairs)


def people_in_cells(rows: Iterable[Sequence[str]]) -> tuple[Person, ...]:
    """Return the people of a table: names in the first column, pseudonyms in the second; headings are no people."""
    pairs = [(row[0], row[1] if len(row) > 1 else "") for row in rows if row]
    if pairs and folded_key(pairs[0][0]) in {folded_key(heading) for heading in _HEADINGS}:
        pairs = pairs[1:]
    return _people(pairs)


def write_people(people: Iterable[Person]) -> str:
    """Return people as ``read_people`` reads them."""
    lines = (" / ".join(one.names) + (f" = {one.pseudonym}" if one.pseudonym else "") for one in people)
    return "\n".join(lines)


def _people(pairs: Iterable[tuple[str, str]]) -> tuple[Person, ...]:
    known: set[str] = set()
    people = []
    for listed, pseudonym in pairs:
        names = []
        for part in re.split("[/;؛]", listed):
            name = one_line(part)
            if name and folded_key(name) not in known:
                known.add(folded_key(name))
                names.append(name)
        if names:
            people.append(Person(tuple(names), one_line(pseudonym)))
    return tuple(people)
