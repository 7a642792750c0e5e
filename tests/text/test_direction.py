from __future__ import annotations

import pytest

from qdatool.text.direction import TextDirection, line_directions, paragraph_direction, text_direction

LTR, RTL = TextDirection.LTR, TextDirection.RTL


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("سلام", RTL),
        ("hello", LTR),
        ("P1: سلام، من از سال ۱۳۹۸ با API کار می‌کنم (تقریباً ۳٫۵ سال).", RTL),
        ("P1: سلام", RTL),
        ("Interviewer 2: بله", RTL),
        ("م۷: yes, I do", LTR),
        ("API یک رابط است", RTL),
        ("The word «خانه» means home", LTR),
        ("[00:12:31] P1: سلام", RTL),
        ("☎ 021-88 😀 بله؟!", RTL),
        ("שלום", RTL),
    ],
)
def test_the_majority_of_letters_after_the_label_decides(text: str, direction: TextDirection) -> None:
    assert paragraph_direction(text) is direction


@pytest.mark.parametrize("text", ["", "12:30", "۱۲٬۵۰۰", "P1:", "…"])
def test_without_letters_the_fallback_decides(text: str) -> None:
    assert paragraph_direction(text, fallback=RTL) is RTL
    assert paragraph_direction(text, fallback=LTR) is LTR


def test_every_line_has_the_direction_it_has_alone() -> None:
    lines = ["P1: سلام", "", "hello", "م۷: yes", "12", "😀 بله", ""]
    assert line_directions("\n".join(lines), RTL) == [paragraph_direction(line, RTL) for line in lines]


def test_a_document_runs_like_most_of_its_paragraphs() -> None:
    assert text_direction("سلام\nبله\nOne long English paragraph with many letters") is RTL


def test_a_tie_of_paragraphs_is_decided_by_letters() -> None:
    assert text_direction("سلام و درود بسیار\nhi") is RTL
    assert text_direction("hello there\nبه") is LTR


def test_an_empty_document_runs_like_the_fallback() -> None:
    assert text_direction("\n\n", RTL) is RTL
