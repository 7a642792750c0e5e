"""What differs between two states of a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# A word with its joiners and marks, a line end, a run of spaces, or one sign.
_TOKEN = re.compile("\\w[\\w\u200c\u0300-\u036f\u064b-\u065f\u0670]*|\n|[^\\S\n]+|.", re.DOTALL)
_MOST_TOKENS = 6_000
"""Of a stretch on either side; comparing takes time by the square, and nobody reads so many changes word by word."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of the old text and what stands in its place in the new one, half-open; either may be empty."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def differences(old: str, new: str) -> tuple[Difference, ...]:
    """Return what differs, in order: lines are compared first, and words inside the lines that differ."""
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    found: list[Difference] = []
    for line in _differing(old_lines, new_lines, 0, 0):
        old_part = old[line.old_start : line.old_end]
        new_part = new[line.new_start : line.new_end]
        old_tokens, new_tokens = _TOKEN.findall(old_part), _TOKEN.findall(new_part)
        if max(len(old_tokens), len(new_tokens)) > _MOST_TOKENS:
            found.append(line)
        else:
            found += _differing(old_tokens, new_tokens, line.old_start, line.new_start)
    return tuple(found)


def _differing(old: Sequence[str], new: Sequence[str], old_start: int, new_start: int) -> Iterator[Difference]:
    """Yield the stretches of two sequences of pieces that differ, in places of the texts they were cut from."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    same = sum(map(len, old[:first]))
    old_places = _places(old[first : len(old) - last], old_start + same)
    new_places = _places(new[first : len(new) - last], new_start + same)
    matcher = SequenceMatcher(None, old[first : len(old) - last], new[first : len(new) - last], autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            yield Difference(old_places[i], old_places[j], new_places[k], new_places[m])


def _places(pieces: Sequence[str], start: int) -> list[int]:
    places = [start]
    for piece in pieces:
        places.append(places[-1] + len(piece))
    return places
