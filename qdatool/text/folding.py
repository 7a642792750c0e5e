"""Search and comparison that see what a reader sees: ي is ی, ۱ is 1, a diacritic or a joiner makes no difference.

The stored spelling is never touched. A folded copy is searched, and an offset map leads back to the stored text.
Every rule turns one character into one or into none, so a table does the work.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from qdatool.text.spans import Span

ZWNJ = "\u200c"
_DROPPED = 0xFFFFFFFF
_DIACRITICS = (
    (0x0300, 0x036F),
    (0x0610, 0x061A),
    # U+0653, the madda, is left out: آ is a letter of its own.
    (0x064B, 0x0652),
    (0x0654, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06DC),
    (0x06DF, 0x06E4),
    (0x06E7, 0x06E8),
    (0x06EA, 0x06ED),
)
_INVISIBLE = (
    (0x00AD, 0x00AD),  # soft hyphen
    (0x061C, 0x061C),  # Arabic letter mark
    (0x0640, 0x0640),  # tatweel
    (0x200D, 0x200F),  # joiner, direction marks
    (0x202A, 0x202E),  # embeddings and overrides
    (0x2060, 0x2060),  # word joiner
    (0x2066, 0x2069),  # isolates
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFEFF, 0xFEFF),  # byte order mark
)
_SAME_LETTER = {
    **dict.fromkeys("يىې", "ی"),
    **dict.fromkeys("كڪ", "ک"),
    **dict.fromkeys("ةہھە", "ه"),
    "ٱ": "ا",
    "\u00a0": " ",
    "\u202f": " ",
    "\u200b": ZWNJ,  # typed for a ZWNJ in many files
}
# Letters with a case, marks or other shapes all lie here; the rest folds to itself.
_FOLDING_RANGES = ((0x0000, 0x2FFF), (0xA640, 0xA7FF), (0xAB70, 0xABBF), (0xFB00, 0xFFFF))
# Marks of living scripts; those of plane 1 stand in no interview, and looking at every code point takes long.
_MARK_RANGES = ((0x0300, 0x20FF), (0x2DE0, 0x2DFF), (0x302A, 0x309A), (0xA66F, 0xABED), (0xFB1E, 0xFE2F))
_PRESENTATION_RANGES = ((0xFB50, 0xFDFF), (0xFE70, 0xFEFF))
_BETWEEN_ARABIC = re.compile("(?<=[\u0620-\u06ff]) (?=[\u0620-\u06ff])")


@dataclass(frozen=True, slots=True, eq=False)
class FoldedText:
    """A folded copy of a text and the way back to it, without the text itself: a whole project's fit into memory.

    ``dropped`` are the places of the source that left nothing in ``text``, ``marks`` those of its combining marks,
    both ascending.
    """

    text: str
    dropped: NDArray[np.int32]
    marks: NDArray[np.int32]

    def source_places(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where characters of the folded text stand in the source."""
        # The place in the folded text before which each dropped character stood.
        before = self.dropped - np.arange(len(self.dropped))
        found: NDArray[np.int64] = places + np.searchsorted(before, places, side="right")
        return found

    def source_spans(self, starts: Sequence[int], ends: Sequence[int]) -> list[Span]:
        """Return the stored spans of folded ranges, none empty, marks on their last letters included."""
        first = self.source_places(np.array(starts, dtype=np.int64)).tolist()
        last = (self.source_places(np.array(ends, dtype=np.int64) - 1) + 1).tolist()
        if len(self.marks):
            last = [self._past_marks(end) for end in last]
        return [Span(start, end) for start, end in zip(first, last, strict=True)]

    def _past_marks(self, end: int) -> int:
        i = int(np.searchsorted(self.marks, end))
        while i < len(self.marks) and self.marks[i] == end:
            i, end = i + 1, end + 1
        return end


def fold(text: str) -> FoldedText:
    """Return the folded copy of a text, with ZWNJ kept and no-break spaces as spaces."""
    units = _units(text)
    folded, kept = _folded_units(units)
    marks = np.flatnonzero(_mark_table()[units]).astype(np.int32)
    return FoldedText(folded, np.flatnonzero(~kept).astype(np.int32), marks)


def folded_words(text: str) -> str:
    """Return the folded form of a few words, with ZWNJ kept."""
    return _folded_units(_units(text))[0]


def find_all(query: str, folded: FoldedText) -> list[Span]:
    """Return where the query stands in the stored text, from left to right, without overlaps.

    Both sides are folded. A ZWNJ on either side matches a ZWNJ, a space or nothing on the other. A ZWNJ at an edge of
    the query is ignored, and a query of nothing visible has no hits.
    """
    pattern = words_pattern(query, has_joiners=ZWNJ in folded.text)
    if pattern is None:
        return []
    hits = [hit.span() for hit in re.finditer(pattern, folded.text)]
    return folded.source_spans([start for start, _ in hits], [end for _, end in hits])


def words_pattern(query: str, *, has_joiners: bool) -> str | None:
    """Return the regular expression that finds words in a folded text, or None for a query of nothing visible.

    Without a ZWNJ in the text it is nearly literal, which the engine searches several times faster.
    """
    wanted = folded_words(query).strip(ZWNJ)
    if not wanted.strip():
        return None
    space = f"[ {ZWNJ}]" if has_joiners else " "
    between = f"{ZWNJ}*" if has_joiners else ""
    return between.join(f"{space}?" if c == ZWNJ else space if c == " " else re.escape(c) for c in wanted)


def folded_key(label: str) -> str:
    """Return the form in which two labels are equal when a reader takes them for the same.

    Beyond folding, ZWNJ and spaces between Arabic letters vanish (می‌خواهم, می خواهم and میخواهم are one), and other
    runs of white space are one space.
    """
    plain = " ".join(folded_words(label).replace(ZWNJ, "").split())
    return _BETWEEN_ARABIC.sub("", plain)


def _units(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _folded_units(units: NDArray[np.uint32]) -> tuple[str, NDArray[np.bool_]]:
    """Return the folded characters and, for each source character, whether it was kept."""
    folded = _table()[units]
    kept = folded != _DROPPED
    return folded[kept].tobytes().decode("utf-32-le", "surrogatepass"), kept


@cache
def _mark_table() -> NDArray[np.bool_]:
    """Return of every code point whether it is a mark on the letter before it."""
    table = np.zeros(0x110000, dtype=np.bool_)
    table[[code for code in _codes(_MARK_RANGES) if unicodedata.category(chr(code)) in ("Mn", "Me")]] = True
    return table


@cache
def _table() -> NDArray[np.uint32]:
    """Return what every code point folds to."""
    table = np.arange(0x110000, dtype="<u4")
    for code in _codes(_FOLDING_RANGES):
        table[code] = _fold_character(chr(code))
    return table


def _fold_character(character: str) -> int:
    if _is_dropped(character):
        return _DROPPED
    seen = ""
    while character != seen:
        seen = character
        character = _simpler(character)
    return ord(character)


def _simpler(character: str) -> str:
    """Take one step towards the plain form of a character, or return it as it is."""
    if character in _SAME_LETTER:
        return _SAME_LETTER[character]
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.decimal(character))
    for candidate in (_without_case(character), _without_marks(character), _unshaped(character)):
        if len(candidate) == 1 and candidate != character:
            return candidate
    return character


def _without_case(character: str) -> str:
    # Not both in turn: Cherokee letters fold to capitals and lower to small ones.
    folded = character.casefold()
    return folded if len(folded) == 1 else character.lower()


def _without_marks(character: str) -> str:
    decomposed = unicodedata.normalize("NFD", character)
    return decomposed[0] if all(map(_is_dropped, decomposed[1:])) else character


def _unshaped(character: str) -> str:
    """Return the letter of an Arabic presentation form, as texts taken out of PDF files hold them."""
    if _within(ord(character), _PRESENTATION_RANGES):
        return unicodedata.normalize("NFKC", character)
    return character


def _is_dropped(character: str) -> bool:
    return _within(ord(character), _DIACRITICS + _INVISIBLE)


def _within(code: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(first <= code <= last for first, last in ranges)


def _codes(ranges: Iterable[tuple[int, int]]) -> Iterable[int]:
    return (code for first, last in ranges for code in range(first, last + 1))
