from __future__ import annotations

import itertools
import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qdatool.errors import InvalidOperation, OperationReason
from qdatool.text.folding import find_all, fold
from qdatool.text.queries import Query, check_query, find_matches, is_blank
from qdatool.text.spans import Span

ZWNJ = "\u200c"
SAME = {"ي": "ی", "ى": "ی", "ك": "ک", "۱": "1", "١": "1", "A": "a", "\u00a0": " "}
DROPPED = {"\u0640", "\u064e", "\u0654", "\u200f"}
LETTERS = st.text(st.sampled_from([*SAME, *SAME.values(), *DROPPED, ZWNJ, ZWNJ, " ", "😀", "-"]), max_size=14)


def found(query: Query, text: str) -> list[str]:
    return [hit.cut(text) for hit in find_matches(query, fold(text)).spans]


def plain(text: str) -> list[tuple[str, int]]:
    return [(SAME.get(character, character), place) for place, character in enumerate(text) if character not in DROPPED]


def is_letter(character: str) -> bool:
    return character.isalnum()


def stands_alone(characters: list[str], start: int, end: int) -> bool:
    """Look outwards from a hit, past any joiner, one character at a time."""
    before, after = start - 1, end
    while before >= 0 and characters[before] == ZWNJ:
        before -= 1
    while after < len(characters) and characters[after] == ZWNJ:
        after += 1
    return not (before >= 0 and is_letter(characters[before])) and not (
        after < len(characters) and is_letter(characters[after])
    )


def reads_as(query: str, characters: str) -> bool:
    """Tell whether a stretch of text is the query to a reader, one character at a time."""
    if not query:
        return not characters
    if query[0] == ZWNJ and reads_as(query[1:], characters):
        return True
    if not characters:
        return False
    if {query[0], characters[0]} in ({ZWNJ, " "}, {query[0]}) and reads_as(query[1:], characters[1:]):
        return True
    return characters[0] == ZWNJ and reads_as(query, characters[1:])


def whole_words(query: str, text: str) -> list[tuple[int, int]]:
    wanted = "".join(character for character, _ in plain(query)).strip(ZWNJ)
    letters = plain(text)
    characters = [character for character, _ in letters]
    hits: list[tuple[int, int]] = []
    start = 0
    while wanted.strip() and start < len(characters):
        ends = [
            end
            for end in range(len(characters), start, -1)
            if characters[start] != ZWNJ
            and characters[end - 1] != ZWNJ
            and reads_as(wanted, "".join(characters[start:end]))
            and stands_alone(characters, start, end)
        ]
        if ends:
            stop = letters[ends[0] - 1][1] + 1
            hits.append((letters[start][1], re.compile("[\u064e\u0654]*").match(text, stop).end()))
        start = ends[0] if ends else start + 1
    return hits


@given(LETTERS, st.text(st.sampled_from(["ی", "ي", "ک", "1", "a", " ", ZWNJ, "\u064e"]), max_size=4))
@example("می‌خواهم و خواهم", "خواهم")
@example("یa a a", "a a")
@example("a\u200c\u200cی a", "a")
def test_whole_words_are_those_a_slow_reader_finds(text: str, query: str) -> None:
    hits = find_matches(Query(query, is_whole_word=True), fold(text)).spans
    assert [(hit.start, hit.end) for hit in hits] == whole_words(query, text)


@given(LETTERS, LETTERS.filter(lambda query: len(query) < 5))
def test_words_are_found_as_in_labels(text: str, query: str) -> None:
    assert list(find_matches(Query(query), fold(text)).spans) == find_all(query, fold(text))


@given(LETTERS, st.sampled_from([r"\d+", r"[یک]+", "ي.", r"1|a", r"^.", r".$", r"\s"]))
def test_a_pattern_finds_what_it_finds_in_the_folded_text_written_out(text: str, pattern: str) -> None:
    letters = plain(text)
    written_out = "".join(character for character, _ in letters)
    expected = []
    for hit in re.finditer("".join(SAME.get(c, c) for c in pattern), written_out, re.MULTILINE):
        end = letters[hit.end() - 1][1] + 1
        end = re.compile("[\u064e\u0654]*").match(text, end).end()
        expected.append((letters[hit.start()][1], end))
    hits = find_matches(Query(pattern, is_pattern=True), fold(text)).spans
    assert [(hit.start, hit.end) for hit in hits] == expected


@given(LETTERS, st.integers(1, 3))
def test_a_search_in_parts_finds_the_same(text: str, most: int) -> None:
    query, folded = Query("ی"), fold(text)
    parts: list[Span] = []
    place: int | None = 0
    for _ in itertools.count():
        part = find_matches(query, folded, place=place, most=most)
        parts += part.spans
        place = part.next_place
        if place is None:
            break
    assert parts == list(find_matches(query, folded).spans)


def test_whole_words_do_not_end_at_a_joiner() -> None:
    assert found(Query("خواهم", is_whole_word=True), "می‌خواهم بروم، خواهم") == ["خواهم"]
    assert found(Query("trust", is_whole_word=True), "trust, mistrust trusty (trust)") == ["trust", "trust"]


def test_a_pattern_runs_on_the_folded_text() -> None:
    assert found(Query(r"كتاب \d+", is_pattern=True), "كتاب ۱۲ و کتاب 7") == ["كتاب ۱۲", "کتاب 7"]
    assert found(Query(r"T\w+", is_pattern=True), "Trust to") == ["Trust", "to"]


def test_offsets_are_exact_behind_emoji_and_joiners() -> None:
    text = "😀😀 می‌دانم 🙂 که نمی‌دانم"
    hits = find_matches(Query("دانم"), fold(text)).spans
    assert [(hit.start, hit.cut(text)) for hit in hits] == [(6, "دانم"), (20, "دانم")]


def test_a_word_of_a_pattern_holds_its_joiners() -> None:
    assert found(Query(r"\w+", is_pattern=True), "نمی‌دانم چرا") == ["نمی‌دانم", "چرا"]


def test_a_pattern_of_whole_words_takes_the_way_on_which_it_stands_alone() -> None:
    assert found(Query("کار|کارگر", is_pattern=True, is_whole_word=True), "کارگر کار کاری") == ["کارگر", "کار"]


@pytest.mark.parametrize("pattern", ["(", "a)(b", "[a", "*", "\\"])
@pytest.mark.parametrize("is_whole_word", [False, True])
def test_a_broken_pattern_is_refused(pattern: str, is_whole_word: bool) -> None:
    with pytest.raises(InvalidOperation) as refused:
        check_query(Query(pattern, is_pattern=True, is_whole_word=is_whole_word))
    assert refused.value.reason is OperationReason.BAD_PATTERN


def test_a_pattern_that_would_go_on_for_years_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qdatool.text.queries.LONGEST_MATCHING_S", 0.02)
    began = time.monotonic()
    with pytest.raises(InvalidOperation) as refused:
        find_matches(Query("(a|aa)+$", is_pattern=True), fold("a" * 80 + "b"))
    assert refused.value.reason is OperationReason.PATTERN_TOO_SLOW
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("words", ["", " ", ZWNJ, "\u064e", "\u200f "])
def test_a_query_of_nothing_visible_has_no_hits(words: str) -> None:
    assert is_blank(Query(words))
    assert found(Query(words), "a b\u200cc") == []


def test_a_pattern_that_matches_nothing_has_no_hits() -> None:
    assert found(Query("x*", is_pattern=True), "abc") == []
