"""Search and comparison that see what a reader sees: ي is ی, ۱ is 1, a diacritic or a joiner makes no difference.

The stored spelling is never touched. A folded copy is searched, and an offset map leads back to the stored text.
Every rule turns one character into one or into none, so a table does the work.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
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
_PRESENTATION_RANGES = ((0xFB50, 0xFDFF), (0xFE70, 0xFEFF))
_BETWEEN_ARABIC = re.compile("(?<=[\u0620-\u06ff]) (?=[\u0620-\u06ff])")


@dataclass(frozen=True, slots=True, eq=False)
class FoldedText:
    """A folded copy of ``source``; ``offsets[i]`` is where ``text[i]`` stands in the source."""

    source: str
    text: str
    offsets: NDArray[np.int32]

    def source_span(self, start: int, end: int) -> Span:
        """Return the stored span of the folded characters ``start..end``, marks on the last letter included."""
        source_end = int(self.offsets[end - 1]) + 1
        while source_end < len(self.source) and unicodedata.category(self.source[source_end]) in ("Mn", "Me"):
            source_end += 1
        return Span(int(self.offsets[start]), source_end)


def fold(text: str) -> FoldedText:
    """Return the folded copy of a text, with ZWNJ kept and no-break spaces as spaces."""
    folded, kept = _folded_units(text)
    offsets = np.flatnonzero(kept).astype(np.int32)
    return FoldedText(text, folded, offsets)


def find_all(query: str, folded: FoldedText) -> list[Span]:
    """Return where the query stands in the stored text, from left to right, without overlaps.

    Both sides are folded. A ZWNJ on either side matches a ZWNJ, a space or nothing on the other. A ZWNJ at an edge of
    the query is ignored, and a query of nothing visible has no hits.
    """
    wanted = _folded_units(query)[0].strip(ZWNJ)
    if not wanted.strip():
        return []
    pattern = _pattern(wanted, has_joiners=ZWNJ in folded.text)
    return [folded.source_span(*hit.span()) for hit in pattern.finditer(folded.text)]


def find_pattern(pattern: str, folded: FoldedText) -> list[Span]:
    """Return where a regular expression matches the folded text; matches of no character are left out.

    Letters of the pattern are folded too, except ASCII ones, whose case may belong to an escape; case is ignored.
    re.error is raised for a pattern that is none.
    """
    wanted = "".join(part if part.isascii() else _folded_units(part)[0] for part in pattern)
    hits = re.compile(wanted, re.IGNORECASE | re.MULTILINE).finditer(folded.text)
    return [folded.source_span(*hit.span()) for hit in hits if hit.end() > hit.start()]


def folded_key(label: str) -> str:
    """Return the form in which two labels are equal when a reader takes them for the same.

    Beyond folding, ZWNJ and spaces between Arabic letters vanish (می‌خواهم, می خواهم and میخواهم are one), and other
    runs of white space are one space.
    """
    plain = " ".join(_folded_units(label)[0].replace(ZWNJ, "").split())
    return _BETWEEN_ARABIC.sub("", plain)


def _pattern(wanted: str, has_joiners: bool) -> re.Pattern[str]:
    # Without a ZWNJ in the text the pattern is nearly literal, which the engine searches several times faster.
    space = f"[ {ZWNJ}]" if has_joiners else " "
    between = f"{ZWNJ}*" if has_joiners else ""
    parts = (f"{space}?" if c == ZWNJ else space if c == " " else re.escape(c) for c in wanted)
    return re.compile(between.join(parts))


def _folded_units(text: str) -> tuple[str, NDArray[np.bool_]]:
    """Return the folded characters and, for each source character, whether it was kept."""
    units = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    folded = _table()[units]
    kept = folded != _DROPPED
    return folded[kept].tobytes().decode("utf-32-le", "surrogatepass"), kept


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
