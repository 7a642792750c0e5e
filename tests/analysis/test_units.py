"""Which pieces of a text coders are compared on."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qdatool.analysis.units import Unit, UnitPlaces, unit_spans
from qdatool.text.spans import Span
from qdatool.text.turns import find_turns
from tests.analysis.studies import UNHURRIED

INTERVIEW = (
    "Welcome.\n"
    "P1: I am Sara.\n"
    "Interviewer: Why?\n"
    "Interviewer: Why did you stay?\n"
    "P1: I trusted her. She helped me!\n"
    "And then I stayed.\n"
    "مصاحبه‌گر: چرا؟\n"
    "P1: Because.\n"
)


def pieces(unit: Unit, text: str = INTERVIEW) -> list[str]:
    return [span.cut(text) for span in unit_spans(unit, text, find_turns(text), len(text))]


def test_a_paragraph_is_a_line_that_is_not_blank():
    assert pieces(Unit.PARAGRAPH, "one\n \n\ntwo\n") == ["one", "two"]


def test_a_sentence_lies_in_a_paragraph():
    assert pieces(Unit.SENTENCE, "He came. She left!\nعلی رفت؟ بله.") == ["He came.", "She left!", "علی رفت؟", "بله."]


def test_a_turn_is_what_one_speaker_says():
    assert pieces(Unit.TURN)[3] == "I trusted her. She helped me!\nAnd then I stayed."


def test_a_question_lasts_to_the_next_one():
    first, second = pieces(Unit.QUESTION)
    assert first.startswith("Why?") and first.endswith("And then I stayed.")
    assert second.startswith("چرا؟") and second.endswith("Because.")


def test_a_text_without_an_interviewer_has_no_questions():
    assert pieces(Unit.QUESTION, "P1: one.\nP2: two.\n") == []


def test_a_document_is_one_unit():
    assert pieces(Unit.DOCUMENT) == [INTERVIEW]


@pytest.mark.parametrize("unit", [Unit.CHARACTER, Unit.SEGMENT])
def test_characters_and_segments_have_no_list(unit):
    with pytest.raises(ValueError, match="no list"):
        pieces(unit)


def spans_apart() -> st.SearchStrategy[list[Span]]:
    edges = st.lists(st.integers(0, 30), max_size=8, unique=True).map(sorted)
    return edges.map(lambda e: [Span(a, b) for a, b in zip(e[::2], e[1::2], strict=False)])


@UNHURRIED
@given(
    texts=st.lists(spans_apart(), min_size=1, max_size=4),
    passage=st.tuples(st.integers(0, 40), st.integers(1, 10)),
    data=st.data(),
)
def test_a_passage_touches_the_units_of_which_it_covers_a_character(texts, passage, data):
    document = data.draw(st.integers(0, len(texts) - 1))
    start, end = passage[0], passage[0] + passage[1]
    low, high = UnitPlaces(texts).touched(np.array([document]), np.array([start]), np.array([end]))
    expected = [i for i, span in enumerate(texts[document]) if span.overlaps(Span(start, end))]
    assert list(range(low[0], high[0])) == expected
