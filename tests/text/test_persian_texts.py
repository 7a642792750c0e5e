"""The texts that every part of the program has to show and find rightly."""

from __future__ import annotations

import pytest

from qdatool.text.direction import TextDirection, paragraph_direction
from qdatool.text.folding import find_all, fold
from qdatool.text.normalisation import normalise
from qdatool.text.sentences import sentences, words
from qdatool.text.spans import Span
from qdatool.text.turns import find_turns
from qdatool.text.utf16 import Utf16Map

TEXTS = [
    "P1: سلام، من از سال ۱۳۹۸ با API کار می‌کنم (تقریباً ۳٫۵ سال).",
    "گفت:«نمی‌دانم»",
    "كتاب‌هاي من",
    "می خواهم",
    "می‌خواهم",
    "میخواهم",
    "۱۲٬۵۰۰ ریال",
    "خانهٔ ما / خانه‌ی ما",
    "☎ 021-88 😀 بله؟!",
]


@pytest.mark.parametrize("text", TEXTS)
def test_they_are_stored_as_they_are(text: str) -> None:
    assert normalise(text) == text


@pytest.mark.parametrize("text", TEXTS)
def test_they_run_from_right_to_left(text: str) -> None:
    assert paragraph_direction(text) is TextDirection.RTL


@pytest.mark.parametrize("text", TEXTS)
def test_they_are_one_sentence_each(text: str) -> None:
    assert sentences(text, Span(0, len(text))) == [Span(0, len(text))]


@pytest.mark.parametrize("text", TEXTS)
def test_they_find_themselves(text: str) -> None:
    assert Span(0, len(text)) in find_all(text, fold(text))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("می‌خواهم", ["می خواهم", "می‌خواهم", "میخواهم"]),
        ("می خواهم", ["می خواهم", "می‌خواهم"]),
        ("میخواهم", ["می‌خواهم", "میخواهم"]),
        ("کتابهای", ["كتاب‌هاي"]),
        ("12٬500", ["۱۲٬۵۰۰"]),
        ("خانۀ", ["خانهٔ", "خانه"]),
        ("api", ["API"]),
        ("تقریبا", ["تقریباً"]),
    ],
)
def test_they_are_found_in_every_spelling(query: str, found: list[str]) -> None:
    text = "\n".join(TEXTS)
    assert [hit.cut(text) for hit in find_all(query, fold(text))] == found


def test_the_speaker_is_not_part_of_the_words() -> None:
    (turn,) = find_turns(TEXTS[0])
    assert (turn.speaker, TEXTS[0][turn.start :][:4]) == ("P1", "سلام")
    assert find_turns("\n".join(TEXTS[1:])) == ()


def test_words_are_kept_whole() -> None:
    text = "\n".join(TEXTS)
    found = [word.cut(text) for word in words(text, Span(0, len(text)))]
    assert {"می‌کنم", "تقریباً", "۳٫۵", "نمی‌دانم", "كتاب‌هاي", "۱۲٬۵۰۰", "خانهٔ", "خانه‌ی", "بله"} <= set(found)


def test_positions_after_an_emoji_count_twice_in_utf16() -> None:
    text = TEXTS[-1]
    assert Utf16Map(text).to16(text.index("بله")) == text.index("بله") + 1
