"""Pairs of codes that may be the same under two names, and why each pair was found.

Labels of all languages are compared in the form in which a reader takes them for equal (``folded_key``). Three
measures, the strongest one that holds counts:

- the folded labels are equal;
- the labels have the same words, plural endings and little words left out, or they share most of what is rare in them:
  the shared weight over the weight of both (Jaccard), a word weighing ``log(1 + codes / codes with it)``;
- one label becomes the other by one or two changed letters (Levenshtein), fewer in short labels.

Only pairs that share a word or a piece of their letters are compared, so that 1,000 codes take well under a second.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations, pairwise
from math import log

from qdatool.coding.codes import CodeTree
from qdatool.text.folding import ZWNJ, fold, folded_key

ENOUGH_SHARED = 0.6
"""Share of the weight of two labels' words that must be in both."""
_MOST_FOR_A_WORD = 60
"""Codes with one word above which the word says too little to bring them together."""

_WORD = re.compile(r"[^\W_]+(?:\u200c[^\W_]+)*")
_ENDINGS = frozenset({"ها", "های", "هایی", "ی", "ای", "هایم", "هایش", "هاشان", "هایشان"})
_PLURAL_ENDINGS = frozenset(ending for ending in _ENDINGS if ending.startswith("ها"))
_LITTLE_WORDS = frozenset(
    {
        *("از", "به", "با", "بر", "در", "را", "و", "یا", "که", "برای", "تا", "هر", "یک", "این", "آن", "بین", "میان"),
        *("the", "a", "an", "of", "in", "on", "to", "for", "and", "or", "with", "by", "at", "from", "as", "is", "are"),
    }
)


class Likeness(Enum):
    """Why two codes may be the same, the surest first."""

    SAME_LABEL = "same_label"
    SAME_WORDS = "same_words"
    SPELLING = "spelling"
    SHARED_WORDS = "shared_words"


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Two codes, the earlier in the tree first, with the labels that are alike.

    ``letters`` is how many letters differ (for SPELLING), ``words`` are those in both (for SHARED_WORDS); ``score`` is
    1 for equal labels and less for less likeness.
    """

    first_id: int
    second_id: int
    likeness: Likeness
    first_label: str
    second_label: str
    score: float
    letters: int = 0
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Label:
    code_id: int
    place: int
    text: str
    key: str
    words: Mapping[str, str]
    """Stems of the words, each with the word as it is written."""


def find_near_duplicates(tree: CodeTree) -> tuple[NearDuplicate, ...]:
    """Return each pair once with its surest reason, the surest pairs first.

    A code and one above it are compared by whole labels only: that they share words is what a tree is for.
    """
    labels = [
        _Label(code.id, place, text, folded_key(text), _words(text))
        for place, code in enumerate(tree)
        for text in dict.fromkeys((code.label, *code.labels.values()))
        if folded_key(text)
    ]
    weights = _weights(labels)
    found: dict[tuple[int, int], NearDuplicate] = {}
    for first, second in _candidates(labels):
        pair = _compared(first, second, weights)
        if pair is None:
            continue
        is_lineage = first.code_id in tree.ancestors(second.code_id) or second.code_id in tree.ancestors(first.code_id)
        if is_lineage and pair.likeness is Likeness.SHARED_WORDS:
            continue
        ids = (pair.first_id, pair.second_id)
        if ids not in found or _rank(pair) < _rank(found[ids]):
            found[ids] = pair
    places = {code_id: place for place, code_id in enumerate(tree.codes)}
    return tuple(sorted(found.values(), key=lambda one: (*_rank(one), places[one.first_id], places[one.second_id])))


def _rank(pair: NearDuplicate) -> tuple[int, float]:
    return list(Likeness).index(pair.likeness), -pair.score


def _words(label: str) -> dict[str, str]:
    """Return the stems of the words that carry meaning, with the words as written."""
    found: dict[str, str] = {}
    folded = fold(label).text
    for hit in _WORD.finditer(folded):
        if found and hit.group() in _PLURAL_ENDINGS:
            # Written apart from the word before it, as many type it.
            continue
        parts = hit.group().split(ZWNJ)
        while len(parts) > 1 and parts[-1] in _ENDINGS:
            parts.pop()
        stem = "".join(parts)
        if stem.isascii() and len(stem) > 3 and stem.endswith("s") and not stem.endswith("ss"):
            stem = stem[:-1]
        if stem not in _LITTLE_WORDS:
            found.setdefault(stem, hit.group())
    return found


def _weights(labels: Sequence[_Label]) -> dict[str, float]:
    """Return how much each word tells two codes apart."""
    codes = len({label.code_id for label in labels})
    used = Counter(word for _, word in {(label.code_id, word) for label in labels for word in label.words})
    return {word: log(1 + codes / number) for word, number in used.items()}


def _candidates(labels: Sequence[_Label]) -> Iterator[tuple[_Label, _Label]]:
    """Give the pairs of labels of different codes that share a word, a piece of their letters, or all letters."""
    shelves: dict[object, list[int]] = defaultdict(list)
    for i, label in enumerate(labels):
        shelves["key", label.key].append(i)
        for word in label.words:
            shelves["word", word].append(i)
        for piece in _pieces(label.key):
            shelves[piece].append(i)
    seen: set[tuple[int, int]] = set()
    for name, shelf in shelves.items():
        is_common = isinstance(name, tuple) and name[0] == "word" and len(shelf) > _MOST_FOR_A_WORD
        if is_common:
            continue
        for i, j in combinations(sorted(set(shelf)), 2):
            if (i, j) not in seen and labels[i].code_id != labels[j].code_id:
                seen.add((i, j))
                yield labels[i], labels[j]


def _pieces(key: str) -> Iterator[tuple[int, int, str]]:
    """Give pieces of which two labels that differ in few letters share at least one (the pigeonhole principle).

    A key whose length allows k changed letters is cut into k + 1 pieces; the other one, up to k longer or shorter,
    holds one of them unchanged, at most k places off.
    """
    for length in range(len(key) - 2, len(key) + 3):
        most = _most_changes(length)
        if not most or abs(length - len(key)) > most:
            continue
        for number, (start, end) in enumerate(_cuts(length, most + 1)):
            for shift in range(-most, most + 1):
                if start + shift >= 0 and end + shift <= len(key):
                    yield length, number, key[start + shift : end + shift]


def _cuts(length: int, parts: int) -> list[tuple[int, int]]:
    edges = [length * i // parts for i in range(parts + 1)]
    return list(pairwise(edges))


def _most_changes(length: int) -> int:
    """Return how many letters of a label may differ: none in short ones, where every letter counts."""
    return 0 if length < 5 else 1 if length < 12 else 2


def _compared(first: _Label, second: _Label, weights: Mapping[str, float]) -> NearDuplicate | None:
    if first.place > second.place:
        first, second = second, first
    ids = (first.code_id, second.code_id)
    texts = (first.text, second.text)
    if first.key == second.key:
        return NearDuplicate(*ids, Likeness.SAME_LABEL, *texts, 1.0)
    shared = first.words.keys() & second.words.keys()
    if len(shared) > 1 and first.words.keys() == second.words.keys():
        return NearDuplicate(*ids, Likeness.SAME_WORDS, *texts, 1.0)
    most = min(_most_changes(len(first.key)), _most_changes(len(second.key)))
    letters = _changes(first.key, second.key, most)
    if letters is not None and _is_slip(first, second):
        return NearDuplicate(*ids, Likeness.SPELLING, *texts, 1 - letters / len(second.key), letters)
    if len(shared) < 2:
        return None
    both = sum(weights[word] for word in shared)
    score = both / sum(weights[word] for word in first.words.keys() | second.words.keys())
    if score < ENOUGH_SHARED:
        return None
    words = tuple(word for stem, word in first.words.items() if stem in shared)
    return NearDuplicate(*ids, Likeness.SHARED_WORDS, *texts, score, words=words)


def _is_slip(first: _Label, second: _Label) -> bool:
    """Tell whether a difference of few letters can be one of spelling.

    Other numbers, another short word, or two letters in a word of middling length make another thing of it
    ("round 1" and "round 2"; «مهارت» and «مشارکت»).
    """
    if re.findall(r"\d+", first.key) != re.findall(r"\d+", second.key):
        return False
    pairs = zip(first.words, second.words, strict=False)
    if len(first.words) != len(second.words):
        return True
    return all(one == other or _changes(one, other, _slips_in(one, other)) is not None for one, other in pairs)


def _slips_in(first: str, second: str) -> int:
    """Return how many letters of a word may differ."""
    length = min(len(first), len(second))
    return 0 if length < 4 else 1 if length < 8 else 2


def _changes(first: str, second: str, most: int) -> int | None:
    """Return how many letters must be changed, added or dropped (Levenshtein 1966), or None if more than ``most``."""
    if not most or abs(len(first) - len(second)) > most:
        return None
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, start=1):
        lowest, highest = max(1, i - most), min(len(second), i + most)
        above, row[0] = row[0], i
        if lowest > 1:
            above, row[lowest - 1] = row[lowest - 1], most + 1
        best = most + 1
        for j in range(lowest, highest + 1):
            beyond = row[j] if j < i + most else most + 1
            cost = above + (letter != second[j - 1])
            above, row[j] = row[j], min(cost, beyond + 1, row[j - 1] + 1)
            best = min(best, row[j])
        if best > most:
            return None
    return row[len(second)] if row[len(second)] <= most else None
