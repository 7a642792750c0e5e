"""Matching what someone types against names: letters in order, better at word starts and in a row. Qt-free."""

from __future__ import annotations

from dataclasses import dataclass

_SAME = str.maketrans("يىكةۀ۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩\u200c", "ییکهه01234567890123456789 ")
_WORD_START = 8
_IN_A_ROW = 5
_WHOLE_BEGINNING = 12


@dataclass(frozen=True)
class Match:
    """How well a text matches; ``places`` are the positions of the letters that were matched."""

    score: int
    places: tuple[int, ...]


def fuzzy_match(typed: str, text: str) -> Match | None:
    """Return how well ``text`` matches, or None; Persian and Arabic letter forms, case and ZWNJ do not matter.

    Letters may be left out but not swapped; spaces in ``typed`` may be left out of ``text``.
    """
    wanted = _folded(typed).replace(" ", "")
    offered = _folded(text)
    if not wanted:
        return Match(0, ())
    straight = offered.find(_folded(typed).strip())
    if straight >= 0:
        places = tuple(range(straight, straight + len(typed.strip())))
        return Match(_score(offered, places) + _WHOLE_BEGINNING * (straight == 0), places)
    places = _letters_in_order(wanted, offered)
    return None if places is None else Match(_score(offered, places), places)


def _letters_in_order(wanted: str, offered: str) -> tuple[int, ...] | None:
    """Return positions of the letters, taking starts of words where there is a choice."""
    places: list[int] = []
    at = 0
    for letter in wanted:
        if places and at < len(offered) and offered[at] == letter:
            found = at
        else:
            found = _next_word_start(offered, letter, at)
            if found < 0 or not _remains(wanted[len(places) + 1 :], offered, found + 1):
                found = offered.find(letter, at)
        if found < 0:
            return None
        places.append(found)
        at = found + 1
    return tuple(places)


def _next_word_start(offered: str, letter: str, at: int) -> int:
    for i in range(at, len(offered)):
        if offered[i] == letter and (i == 0 or not offered[i - 1].isalnum()):
            return i
    return -1


def _remains(wanted: str, offered: str, at: int) -> bool:
    """Tell whether the rest of the letters can still be found after ``at``."""
    for letter in wanted:
        at = offered.find(letter, at) + 1
        if at == 0:
            return False
    return True


def _score(offered: str, places: tuple[int, ...]) -> int:
    score = 100 - min(len(offered), 80) // 4
    for i, place in enumerate(places):
        if place == 0 or not offered[place - 1].isalnum():
            score += _WORD_START
        if i and places[i - 1] == place - 1:
            score += _IN_A_ROW
        elif i:
            score -= min(place - places[i - 1], 10)
    return score


def _folded(text: str) -> str:
    """Return the text with the differences that a typist ignores taken away; its length stays."""
    lowered = text.lower()
    return (lowered if len(lowered) == len(text) else text).translate(_SAME)
