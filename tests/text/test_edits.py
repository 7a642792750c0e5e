from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qdatool.text.edits import Edit, corrected, edits_between, followed, tidy
from qdatool.text.normalisation import normalise
from qdatool.text.spans import Span

TEXT = "She trusted the manager, and the manager trusted her."
ALPHABET = st.sampled_from(["ا", "ب", "\u200c", " ", ".", "\n", "😀", "\u064e", "a", "b", "\r"])


@st.composite
def edited_texts(draw: st.DrawFn) -> tuple[str, list[Edit], Span]:
    """Draw a stored text, edits that do not overlap, and a passage."""
    text = normalise(draw(st.text(ALPHABET, min_size=2, max_size=40))) or "ab"
    text = text if len(text) > 1 else text + "a"
    places = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=8)))
    edits = [
        Edit(start, end, draw(st.text(ALPHABET, max_size=5)))
        for start, end in zip(places[::2], places[1::2], strict=False)
    ]
    start = draw(st.integers(0, len(text) - 1))
    return text, edits, Span(start, draw(st.integers(start + 1, len(text))))


def span(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def after(passage: Span, *edits: Edit) -> str | None:
    tidied = tidy(TEXT, edits)
    moved = followed(passage, TEXT, tidied)
    return moved.cut(corrected(TEXT, tidied)) if moved else None


def replace(words: str, by: str, nth: int = 0) -> Edit:
    return Edit(span(words, nth).start, span(words, nth).end, by)


@given(edited_texts())
def test_a_passage_that_no_edit_touches_keeps_its_words_exactly(drawn: tuple[str, list[Edit], Span]) -> None:
    text, edits, passage = drawn
    tidied = tidy(text, edits)
    if any(edit.start <= passage.end and passage.start <= edit.end for edit in tidied):
        return
    moved = followed(passage, text, tidied)
    assert moved is not None
    assert moved.cut(corrected(text, tidied)) == passage.cut(text)


@given(edited_texts())
def test_a_passage_never_gains_a_character_it_did_not_touch(drawn: tuple[str, list[Edit], Span]) -> None:
    """Mark each surviving character with where it came from, and read the passage off the new text."""
    text, edits, passage = drawn
    tidied = tidy(text, edits)
    origins: list[int | None] = []
    done = 0
    for edit in tidied:
        origins += [*range(done, edit.start), *([None] * len(edit.words))]
        done = edit.end
    origins += range(done, len(text))
    survivors = [i for i, origin in enumerate(origins) if origin is not None and passage.contains(origin)]
    moved = followed(passage, text, tidied)
    if moved is None:
        assert survivors == []
        return
    if survivors:
        assert moved.start <= survivors[0]
        assert moved.end > survivors[-1]
    if not any(edit.start <= edge <= edit.end for edit in tidied for edge in (passage.start, passage.end)):
        assert all(origin is None or passage.contains(origin) for origin in origins[moved.start : moved.end])


@given(edited_texts())
def test_tidy_edits_make_the_same_text_as_those_they_come_from(drawn: tuple[str, list[Edit], Span]) -> None:
    text, edits, _ = drawn
    parts, done = [], 0
    for edit in sorted(edits):
        parts += (text[done : edit.start], normalise(edit.words))
        done = edit.end
    assert corrected(text, tidy(text, edits)) == "".join((*parts, text[done:]))


@given(st.text(ALPHABET, max_size=40).map(normalise), st.text(ALPHABET, max_size=40).map(normalise))
@example("من می‌روم. تو می‌روی.", "من می‌روم. تو نمی‌روی.")
@example("a\nb\nc", "a\nc")
def test_edits_between_two_texts_make_the_one_of_the_other(old: str, new: str) -> None:
    assert corrected(old, edits_between(old, new)) == new


def test_edits_between_touch_only_the_letters_that_differ() -> None:
    assert edits_between("I saw teh dog run.", "I saw the dog ran.", 100) == (Edit(107, 109, "he"), Edit(115, 116, "a"))


def test_an_edit_before_or_behind_leaves_the_words() -> None:
    assert after(span("manager"), replace("She", "Only she"), replace("trusted", "loved", 1)) == "manager"


def test_an_edit_inside_changes_the_words() -> None:
    assert after(span("the manager, and"), replace("manager", "boss")) == "the boss, and"


def test_an_edit_of_exactly_the_passage_changes_the_words() -> None:
    assert after(span("manager"), replace("manager", "boss")) == "boss"


def test_an_edit_across_an_edge_stays_outside() -> None:
    assert after(span("trusted the"), replace("the manager", "a boss")) == "trusted "
    assert after(span("manager, and"), replace("the manager", "a boss")) == ", and"


def test_words_inserted_at_an_edge_stay_outside() -> None:
    end = span("manager").end
    assert after(span("manager"), Edit(end, end, " of mine")) == "manager"
    start = span("manager").start
    assert after(span("manager"), Edit(start, start, "good ")) == "manager"


def test_a_missing_letter_at_an_edge_belongs_to_the_word() -> None:
    text = "She truste the manage, and"
    passage = Span(4, 21)
    edits = tidy(text, [Edit(10, 10, "d"), Edit(21, 21, "r")])
    assert followed(passage, text, edits).cut(corrected(text, edits)) == "trusted the manager"
    beginning = tidy("rust is good", [Edit(0, 0, "t")])
    assert followed(Span(0, 4), "rust is good", beginning) == Span(0, 5)


def test_a_letter_in_a_word_that_the_passage_cuts_stays_on_its_side() -> None:
    edits = tidy("trusted", [Edit(4, 4, "x")])
    assert followed(Span(0, 4), "trusted", edits) == Span(0, 4)
    assert followed(Span(4, 7), "trusted", edits) == Span(5, 8)


def test_a_passage_inside_a_deletion_is_lost() -> None:
    assert after(span("manager"), replace("the manager, ", "")) is None
    assert after(span("manager"), replace("manager", "")) is None
    assert after(span("manager"), replace("the manager", "our chief")) is None


def test_a_new_mark_goes_with_its_letter() -> None:
    edits = tidy("خانه ما", [Edit(4, 4, "\u0654")])
    assert followed(Span(0, 4), "خانه ما", edits) == Span(0, 5)


def test_edits_that_overlap_or_lie_outside_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        tidy(TEXT, [Edit(0, 5, ""), Edit(4, 6, "")])
    with pytest.raises(ValueError, match="outside"):
        tidy(TEXT, [Edit(0, len(TEXT) + 1, "")])
