"""Sorting by the Persian alphabet, with numbers by their value."""

from __future__ import annotations

import re

from qdatool.text.folding import ZWNJ, fold

SortKey = tuple[tuple[tuple[int, int], ...], str]

_ALPHABET = "آاءبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_RANKS = {letter: rank for rank, letter in enumerate(_ALPHABET)}
_PIECE = re.compile(r"[0-9]+|[^0-9]", re.DOTALL)
_SIGN, _NUMBER, _LETTER, _PERSIAN_LETTER = range(4)


def persian_sort_key(label: str) -> SortKey:
    """Return a key that sorts labels as a Persian dictionary does.

    آ comes first, پ چ ژ گ stand in their places, ک before گ; Arabic spellings, diacritics, ZWNJ and case make no
    difference. A run of digits of any script counts by its value (P2 before P10). Signs come before numbers, numbers
    before other alphabets, those before the Persian one. Labels a reader takes for the same sort by their spelling.
    """
    folded = fold(label).text.replace(ZWNJ, "").strip()
    return tuple(_weight(piece) for piece in _PIECE.findall(folded)), label


def _weight(piece: str) -> tuple[int, int]:
    if piece.isascii() and piece.isdecimal():
        # Python refuses to read numbers of more than 4,300 digits.
        return _NUMBER, int(piece[:4000])
    if piece in _RANKS:
        return _PERSIAN_LETTER, _RANKS[piece]
    if "\u0620" <= piece <= "\u06ff" and piece.isalpha():
        return _PERSIAN_LETTER, ord(piece)
    return (_LETTER if piece.isalpha() else _SIGN), ord(piece)
