from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qdatool.text.folding import find_all, fold, folded_key
from qdatool.text.spans import Span

ZWNJ = "\u200c"
# A small alphabet in which accidents are frequent; the tables below say what each character is to a reader.
SAME = {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "أ": "ا", "ؤ": "و", "ئ": "ی", "۱": "1", "١": "1", "A": "a"}
SAME["\u00a0"] = " "
NOTHING = {"\u0640", "\u064e", "\u0654", "\u200f", "\u200e"}
LETTERS = st.text(st.sampled_from([*SAME, *SAME.values(), *NOTHING, ZWNJ, ZWNJ, " ", "😀"]), max_size=14)


def plain(text: str) -> list[tuple[str, int]]:
    return [(SAME.get(character, character), place) for place, character in enumerate(text) if character not in NOTHING]


def brute_force_ends(query: list[str], text: list[str], start: int) -> set[int]:
    """Return every place where the query may end when it begins at ``start``, one character at a time."""
    seen: set[tuple[int, int]] = set()
    waiting = [(0, start)]
    while waiting:
        q, t = waiting.pop()
        if (q, t) in seen:
            continue
        seen.add((q, t))
        if q < len(query) and query[q] == ZWNJ:
            waiting.append((q + 1, t))
        if t < len(text) and text[t] == ZWNJ and 0 < q < len(query):
            waiting.append((q, t + 1))
        if q < len(query) and t < len(text) and matches(query[q], text[t]):
            waiting.append((q + 1, t + 1))
    return {t for q, t in seen if q == len(query)}


def matches(a: str, b: str) -> bool:
    return a == b or {a, b} == {ZWNJ, " "}


def brute_force(query: str, text: str) -> list[tuple[int, int]]:
    wanted = [character for character, _ in plain(query)]
    while wanted and wanted[0] == ZWNJ:
        wanted.pop(0)
    while wanted and wanted[-1] == ZWNJ:
        wanted.pop()
    letters = plain(text)
    characters = [character for character, _ in letters]
    if not "".join(wanted).strip():
        return []
    hits, start = [], 0
    while start < len(characters):
        ends = brute_force_ends(wanted, characters, start)
        if ends:
            hits.append((letters[start][1], letters[max(ends) - 1][1] + 1))
        start = max(ends) if ends else start + 1
    return hits


@given(LETTERS, LETTERS.filter(lambda query: len(query) < 5))
@example("می خواهم می‌خواهم میخواهم", "می‌خواهم")
@example("ا\u200c ا", "ا ا")
def test_search_finds_what_a_slow_reader_finds(text: str, query: str) -> None:
    found = [(hit.start, hit.end) for hit in find_all(query, fold(text))]
    marks = re.compile("[\u064e\u0654]*")
    expected = [(start, marks.match(text, end).end()) for start, end in brute_force(query, text)]
    assert found == expected


@given(st.text(max_size=20))
def test_offsets_lead_from_each_folded_character_to_its_source(text: str) -> None:
    folded = fold(text)
    places = folded.source_places(np.arange(len(folded.text)))
    assert "".join(fold(text[place]).text for place in places) == folded.text
    assert fold(folded.text).text == folded.text


@pytest.mark.parametrize("spelling", ["می خواهم", "می‌خواهم", "می\u00a0خواهم"])
def test_a_joiner_in_the_query_matches_a_space(spelling: str) -> None:
    text = f"من {spelling} بروم"
    assert [hit.cut(text) for hit in find_all("می‌خواهم", fold(text))] == [spelling]


def test_a_space_is_not_nothing() -> None:
    assert find_all("می خواهم", fold("میخواهم")) == []
    assert find_all("میخواهم", fold("می خواهم")) == []


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("کتاب‌های", "كتاب‌هاي"),
        ("خانه", "خانهٔ"),
        ("خانه", "خانۀ"),
        ("مدرسه", "مدرسة"),
        ("مسیول", "مسئول"),
        ("1398", "۱۳۹۸"),
        ("۱۳۹۸", "١٣٩٨"),
        ("سلام", "ســلام"),
        ("محمد", "مُحَمَّد"),
        ("api", "API"),
        ("resume", "Résumé"),
        ("resume", "re\u0301sume\u0301"),
        ("علی", "عل\u200fی"),
        ("سلام", "ﺳﻼم".replace("ﻼ", "ﻠﺎ")),
    ],
)
def test_spellings_a_reader_ignores_are_found_whole(query: str, text: str) -> None:
    assert find_all(query, fold(f"و {text} و")) == [Span(2, 2 + len(text))]


def test_alef_with_madda_is_a_letter_of_its_own() -> None:
    assert find_all("ان", fold("آن")) == []


def test_hits_inside_words_count_and_do_not_overlap() -> None:
    assert find_all("aa", fold("aaaaa")) == [Span(0, 2), Span(2, 4)]


@pytest.mark.parametrize("query", ["", " ", ZWNJ, "\u064e", "\u200f "])
def test_a_query_of_nothing_visible_has_no_hits(query: str) -> None:
    assert find_all(query, fold("a b\u200cc")) == []


def test_a_query_is_no_pattern() -> None:
    assert find_all("a.c", fold("abc a.c")) == [Span(4, 7)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("می خواهم", "میخواهم"),
        ("می‌خواهم", "میخواهم"),
        ("كتاب‌هاي من", "کتاب های من"),
        ("  Open  Code ", "open code"),
        ("مقولهٔ ۱", "مقوله 1"),
    ],
)
def test_labels_a_reader_takes_for_the_same_have_one_key(one: str, other: str) -> None:
    assert folded_key(one) == folded_key(other)


@pytest.mark.parametrize(("one", "other"), [("now here", "nowhere"), ("کار", "گار"), ("آن", "ان"), ("P1", "P2")])
def test_labels_that_differ_have_two_keys(one: str, other: str) -> None:
    assert folded_key(one) != folded_key(other)
