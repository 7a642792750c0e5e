"""Paragraphs are numbered as in the gutter, and each counts once however often it is coded."""

import random

from qdatool.text.sentences import paragraphs
from qdatool.ui.paragraph_index import ParagraphIndex

TEXT = "یکم\n\nدوم است\n  \nthird one\n"


def test_blank_lines_have_no_number():
    index = ParagraphIndex(TEXT)
    assert [index.number_at(TEXT.index(words)) for words in ("یکم", "دوم", "third")] == [1, 2, 3]
    assert len(index) == 3


def test_a_passage_over_two_paragraphs_counts_both_and_overlaps_count_once():
    index = ParagraphIndex(TEXT)
    assert index.coded_count([(0, 8), (1, 2), (5, 9)]) == 2


def test_coded_paragraphs_agree_with_counting_one_by_one():
    chance = random.Random(3)
    text = "\n".join("x" * chance.randint(0, 9) for _ in range(60))
    index = ParagraphIndex(text)
    for _ in range(50):
        spans = [(start, start + chance.randint(1, 30)) for start in (chance.randrange(len(text)) for _ in range(5))]
        slow = sum(any(s < one.end and one.start < e for s, e in spans) for one in paragraphs(text))
        assert index.coded_count(spans) == slow
