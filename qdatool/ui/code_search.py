"""Find codes by a few words in either language, as a reader would: spelling variants, ZWNJ and word order do not count.

No Qt here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qdatool.coding.codes import Code, CodeTree
from qdatool.text.folding import find_all, fold, folded_key
from qdatool.text.spans import Span
from qdatool.ui.fuzzy import fuzzy_match

_ENOUGH = 8
"""Matches from which no abbreviations are looked for."""
_SHORTEST_PART = 3
"""Letters of a word that may count alone when other words of the query do not fit."""


@dataclass(frozen=True, slots=True)
class CodeMatch:
    """A code that fits a query; ``label`` is the one that fits and ``hits`` are the fitting parts of it.

    ``is_whole`` tells that every word of the query fits; otherwise only some do.
    """

    code_id: int
    label: str
    hits: tuple[Span, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The best matches, and how many codes there are: those that every word fits, and those listed besides."""

    matches: list[CodeMatch]
    count: int


@dataclass(frozen=True, slots=True)
class _Entry:
    code_id: int
    labels: tuple[tuple[str, str], ...]
    """Each label with its folded key, the one of the interface first."""


class CodeSearch:
    """The labels of a tree, folded once and asked with every key."""

    def __init__(self, tree: CodeTree, language: str) -> None:
        self._entries = [_Entry(code.id, _keyed(code, language)) for code in tree]

    def ids(self, query: str) -> set[int]:
        """Return the codes that every word of the query fits."""
        words, whole = _words(query), folded_key(query)
        return {entry.code_id for entry in self._entries if _best_label(entry, words, whole)[1] == len(words)}

    def matches(self, query: str, limit: int = 40, recent: Sequence[int] = ()) -> list[CodeMatch]:
        """Return the codes that fit, the best first: the whole query at the start of a label, all words, some words.

        Of those that fit alike, the ones of ``recent`` come first, in its order. Labels whose letters only begin with
        those typed (``nis`` for "no integrated system") come last.
        """
        return self.find(query, limit, recent).matches

    def find(self, query: str, limit: int, recent: Sequence[int] = ()) -> Found:
        """Return what ``matches`` returns, and how many more there are."""
        words, whole = _words(query), folded_key(query)
        if not words:
            return Found([], 0)
        ranked = []
        used = {code_id: place for place, code_id in enumerate(recent)}
        for place, entry in enumerate(self._entries):
            label_index, fitting, quality = _best_label(entry, words, whole)
            if fitting:
                recency = used.get(entry.code_id, len(used))
                ranked.append((-fitting, -quality, recency, label_index, place, entry))
        ranked.sort(key=lambda row: row[:5])
        found = [
            _match(entry, label_index, query, words, is_whole=-fitting == len(words))
            for fitting, _, _, label_index, _, entry in ranked[:limit]
        ]
        if len(ranked) < min(_ENOUGH, limit):
            found += self._abbreviated(query, {one.code_id for one in found})
        whole_ones = sum(-fitting == len(words) for fitting, *_ in ranked)
        return Found(found[:limit], max(whole_ones, len(found[:limit])))

    def _abbreviated(self, query: str, found: set[int]) -> list[CodeMatch]:
        """Return codes whose words begin with the letters typed, or hold them in order, the best first."""
        letters = folded_key(query).replace(" ", "")
        if len(letters) < _SHORTEST_PART:
            return []
        fits = []
        for place, entry in enumerate(self._entries):
            if entry.code_id in found:
                continue
            for label, key in entry.labels:
                match = fuzzy_match(query, label) if set(letters) <= set(key) else None
                if match is not None:
                    hits = tuple(Span(one, one + 1) for one in match.places)
                    fits.append((-match.score, place, CodeMatch(entry.code_id, label, hits, is_whole=False)))
                    break
        return [match for _, _, match in sorted(fits, key=lambda row: row[:2])[: _ENOUGH - len(found)]]


def _keyed(code: Code, language: str) -> tuple[tuple[str, str], ...]:
    labels = dict.fromkeys((code.label_in(language), code.label, *code.labels.values()))
    return tuple((label, _key_of(label)) for label in labels)


@lru_cache(maxsize=20_000)
def _key_of(label: str) -> str:
    """Return the folded form; kept, because every change of a tree asks for nearly the same labels again."""
    return folded_key(label)


def _words(query: str) -> list[str]:
    return [key for word in query.split() if (key := folded_key(word))]


def _best_label(entry: _Entry, words: Sequence[str], whole: str) -> tuple[int, int, int]:
    """Return the index of the label that fits best, how many words fit it, and how well.

    ``whole`` is the folded query.
    """
    best = (0, 0, 0)
    for index, (_, key) in enumerate(entry.labels):
        if whole and whole in key:
            found = (index, len(words), 3 if key == whole else 2 if key.startswith(whole) else 1)
        else:
            fitting = sum(word in key for word in words if len(words) == 1 or len(word) >= _SHORTEST_PART)
            found = (index, fitting, 0)
        if found[1:] > best[1:]:
            best = found
    return best


def _match(entry: _Entry, label_index: int, query: str, words: Iterable[str], *, is_whole: bool) -> CodeMatch:
    label = entry.labels[label_index][0]
    folded = fold(label)
    hits = find_all(query.strip(), folded) or [hit for word in words for hit in find_all(word, folded)]
    return CodeMatch(entry.code_id, label, tuple(sorted(set(hits))), is_whole)
