"""Where a passage is when names in its text are replaced: nothing that was coded is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qdatool.text.edits import Edit, Stretched, corrected, tidy
from qdatool.text.spans import Span

TEXT = "with Sara Karimi we went"
NAME = (Edit(5, 16, "[Participant 1]"),)


@pytest.mark.parametrize(
    "passage,words",
    [
        ((0, 4), "with"),
        ((5, 16), "[Participant 1]"),
        ((5, 9), "[Participant 1]"),
        ((7, 12), "[Participant 1]"),
        ((0, 9), "with [Participant 1]"),
        ((10, 24), "[Participant 1] we went"),
        ((17, 24), "we went"),
        ((0, 24), "with [Participant 1] we went"),
    ],
)
def test_a_passage_that_is_cut_takes_in_the_whole_pseudonym(passage, words):
    assert Stretched(NAME)(Span(*passage)).cut(corrected(TEXT, NAME)) == words


def test_several_replacements_before_inside_and_behind():
    text = "Ali and Sara and Reza"
    edits = (Edit(0, 3, "P1"), Edit(8, 12, "Participant 2"), Edit(17, 21, "P"))
    assert Stretched(edits)(Span(4, 16)).cut(corrected(text, edits)) == "and Participant 2 and"


def test_a_passage_of_which_nothing_is_left_is_lost():
    assert Stretched((Edit(5, 16, ""),))(Span(5, 9)) is None


def one_by_one(span, edits):
    """Return the same by walking over every edit."""
    start, end = span.start, span.end
    for edit in edits:
        if edit.end <= span.start:
            start, end = start + edit.growth, end + edit.growth
        elif edit.start < span.end:
            start += min(edit.start - span.start, 0)
            end += max(edit.end - span.end, 0) + edit.growth
    return Span(start, end) if start < end else None


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5), st.text("xy", max_size=6)), max_size=6),
    st.integers(0, 40),
    st.integers(1, 20),
)
def test_bisection_gives_what_walking_gives(gaps, start, length):
    text = "abcdefghij" * 8
    edits, at = [], 0
    for gap, size, words in gaps:
        edits.append(Edit(at + gap, at + gap + size, words))
        at += gap + size
    edits = tidy(text, edits)
    span = Span(start, start + length)
    assert Stretched(edits)(span) == one_by_one(span, edits)
