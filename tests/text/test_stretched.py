"""Where a passage is when names in its text are replaced: nothing that was coded is lost."""

import pytest

from qdatool.text.edits import Edit, corrected, stretched
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
    assert stretched(Span(*passage), NAME).cut(corrected(TEXT, NAME)) == words


def test_several_replacements_before_inside_and_behind():
    text = "Ali and Sara and Reza"
    edits = (Edit(0, 3, "P1"), Edit(8, 12, "Participant 2"), Edit(17, 21, "P"))
    assert stretched(Span(4, 16), edits).cut(corrected(text, edits)) == "and Participant 2 and"


def test_a_passage_of_which_nothing_is_left_is_lost():
    assert stretched(Span(5, 9), (Edit(5, 16, ""),)) is None
