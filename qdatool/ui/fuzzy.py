"""Matching what someone types against names, also by abbreviation. Qt-free."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

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

    What is typed stands in the text as it is, or its letters are letters of words in order, the first of each word
    among them ("np", "prjct"). Spaces in ``typed`` may be left out.
    """
    wanted = _folded(typed).replace(" ", "")
    offered = _folded(text)
    if not wanted:
        return Match(0, ())
    straight = offered.find(_folded(typed).strip())
    if straight >= 0:
        places = tuple(range(straight, straight + len(typed.strip())))
        return Match(_score(offered, places) + _WHOLE_BEGINNING * (straight == 0), places)
    places = _letters_of_words(wanted, offered)
    return None if places is None else Match(_score(offered, places), places)


def _letters_of_words(wanted: str, offered: str) -> tuple[int, ...] | None:
    """Return positions of the letters, each at the start of a word or in the word of the letter before it."""
    words = [_word_of(offered, i) for i in range(len(offered))]

    @cache
    def _rest(done: int, last: int) -> tuple[int, ...] | None:
        if done == len(wanted):
            return ()
        for place in range(last + 1, len(offered)):
            is_start = words[place] == place
            is_same_word = last >= 0 and words[place] == words[last]
            if offered[place] == wanted[done] and (is_start or is_same_word):
                rest = _rest(done + 1, place)
                if rest is not None:
                    return (place, *rest)
        return None

    return _rest(0, -1)


def _word_of(offered: str, place: int) -> int:
    """Return where the word of a letter begins."""
    while place and offered[place - 1].isalnum() and offered[place].isalnum():
        place -= 1
    return place


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
