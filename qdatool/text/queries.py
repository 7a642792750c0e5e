"""What someone looks for, words or a regular expression, and where it stands in a folded text.

Matches come from the library regex and not from re: they end at a time limit, and other threads go on meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Protocol

from qdatool.errors import InvalidOperation, OperationReason
from qdatool.text.folding import ZWNJ, FoldedText, folded_words, words_pattern
from qdatool.text.spans import Span

LONGEST_MATCHING_S = 1.0
"""How long a pattern may work on one text; one that nests repetitions would go on for years."""

_SOON_S = 0.05
"""How long it may hold other threads up. Letting go of them at every match costs far more where the window is busy."""

_LETTER = rf"[^\W_{ZWNJ}]"  # the library counts a ZWNJ among what words are made of
_NOTHING = "(?!)"  # matches nowhere
_NO_LETTER_BEFORE = rf"(?<!{_LETTER}{ZWNJ}*)"
_NO_LETTER_AFTER = rf"(?!{ZWNJ}*{_LETTER})"


@dataclass(frozen=True, slots=True)
class Query:
    """Words to find as a reader would, or a regular expression over the folded text.

    ``is_whole_word``: no letter or digit before and behind, and a ZWNJ does not end a word.
    """

    words: str
    is_pattern: bool = False
    is_whole_word: bool = False


@dataclass(frozen=True, slots=True)
class Matches:
    """The first hits in one text; ``next_place`` is where in the folded text the search goes on, None at its end."""

    spans: tuple[Span, ...]
    next_place: int | None


def is_blank(query: Query) -> bool:
    """Tell whether a query asks for nothing that can be seen."""
    if query.is_pattern:
        return not query.words
    return words_pattern(query.words, has_joiners=False) is None


def check_query(query: Query) -> None:
    """Raise InvalidOperation(BAD_PATTERN) for a regular expression that is none."""
    if not is_blank(query):
        _compiled(query, False)


def find_matches(query: Query, folded: FoldedText, *, place: int = 0, most: int | None = None) -> Matches:
    """Return where a query stands in the stored text, left to right and without overlaps, from a folded place on.

    A ZWNJ on either side matches a ZWNJ, a space or nothing on the other. Letters of a pattern are folded too, except
    ASCII ones, whose case may belong to an escape; matches of no character are left out. Raises InvalidOperation
    (BAD_PATTERN, or PATTERN_TOO_SLOW after a second in this text).
    """
    pattern = _compiled(query, ZWNJ in folded.text)
    try:
        try:
            found = _spans(pattern.finditer(folded.text, place, concurrent=False, timeout=_SOON_S), most)
        except TimeoutError:
            found = _spans(pattern.finditer(folded.text, place, concurrent=True, timeout=LONGEST_MATCHING_S), most)
    except TimeoutError as error:
        raise InvalidOperation(OperationReason.PATTERN_TOO_SLOW, pattern=query.words) from error
    if not found:
        return Matches((), None)
    next_place = found[-1][1] if len(found) == most else None
    return Matches(tuple(folded.source_spans(*zip(*found, strict=True))), next_place)


def _spans(hits: Iterator[_Hit], most: int | None) -> list[tuple[int, int]]:
    """Return where the first hits stand, those of no character left out."""
    spans = (hit.span() for hit in hits)
    return list(islice((span for span in spans if span[0] < span[1]), most))


class _Hit(Protocol):
    def span(self) -> tuple[int, int]: ...


class _Pattern(Protocol):
    """What is used of a pattern of the library, which has no type hints."""

    def finditer(self, text: str, pos: int, *, concurrent: bool, timeout: float) -> Iterator[_Hit]: ...


@lru_cache(maxsize=64)
def _compiled(query: Query, has_joiners: bool) -> _Pattern:
    if not query.is_pattern:
        text = words_pattern(query.words, has_joiners=has_joiners) or _NOTHING
    else:
        text = "".join(part if part.isascii() else folded_words(part) for part in query.words)
        # By itself first: what is wrong with it must not be mended by the brackets put round it.
        pattern = _compiled_text(text, query.words, ignores_case=True)
        if not query.is_whole_word:
            return pattern
    if query.is_whole_word:
        text = f"{_NO_LETTER_BEFORE}(?:{text}){_NO_LETTER_AFTER}"
    return _compiled_text(text, query.words, ignores_case=query.is_pattern)


def _compiled_text(text: str, shown: str, *, ignores_case: bool) -> _Pattern:
    import regex

    flags = regex.MULTILINE | (regex.IGNORECASE if ignores_case else 0)
    try:
        pattern: _Pattern = regex.compile(text, flags, cache_pattern=False)
    except regex.error as error:
        raise InvalidOperation(OperationReason.BAD_PATTERN, pattern=shown, n=error.pos or 0) from error
    return pattern
