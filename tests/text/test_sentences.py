from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qdatool.text.sentences import (
    next_word,
    paragraph_at,
    paragraphs,
    previous_word,
    sentence_at,
    sentences,
    snap,
    word_at,
    words,
)
from qdatool.text.spans import Span

FAMILY = "👨‍👩‍👧"
TEXTS = st.text(st.sampled_from("سآبِ\u0654\u200c .؟\n\u00a0a۳٫5😀\u200d🏽👩❤\ufe0f🇮🇷"), min_size=1, max_size=16)


def cut(text: str, spans: list[Span]) -> list[str]:
    return [span.cut(text) for span in spans]


def whole(text: str) -> Span:
    return Span(0, len(text))


def test_a_paragraph_is_a_line_that_is_not_blank() -> None:
    assert paragraphs(" یک\n\n \t\nدو\n") == [Span(0, 3), Span(8, 10)]


@given(TEXTS)
def test_the_paragraph_at_a_position_is_the_line_around_it(text: str) -> None:
    for position in range(len(text) + 1):
        line = text[:position].count("\n")
        paragraph = paragraph_at(text, position)
        assert (paragraph.cut(text) if paragraph else "") == text.split("\n")[line] * bool(
            text.split("\n")[line].strip()
        )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("من می‌خواهم بروم.", ["من", "می‌خواهم", "بروم"]),
        ("گفت:«نمی‌دانم»", ["گفت", "نمی‌دانم"]),
        ("۳٫۵ سال و ۱۲٬۵۰۰ ریال، 3.5", ["۳٫۵", "سال", "و", "۱۲٬۵۰۰", "ریال", "3.5"]),
        ("خانهٔ ما / خانه‌ی ما", ["خانهٔ", "ما", "خانه‌ی", "ما"]),
        ("مُحَمَّد ســلام", ["مُحَمَّد", "ســلام"]),
        ("don't he’s 'so'", ["don't", "he’s", "so"]),
        ("☎ 021-88 😀 بله؟!", ["021", "88", "بله"]),
        ("می‌\u200cخواهم‌ بروم", ["می‌\u200cخواهم", "بروم"]),
    ],
)
def test_words_are_whole(text: str, expected: list[str]) -> None:
    assert cut(text, words(text, whole(text))) == expected


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("من می‌خواهم", 3, "می‌خواهم"),
        ("من می‌خواهم", 5, "می‌خواهم"),
        ("من می‌خواهم", 10, "می‌خواهم"),
        ("من می‌خواهم", 2, None),
        ("من می‌خواهم", 11, None),
        (f"a {FAMILY} b", 4, FAMILY),
        ("بله؟!", 3, "؟"),
        ("خانهٔ", 4, "خانهٔ"),
        ("a\n\nb", 1, None),
    ],
)
def test_the_word_at_a_position(text: str, position: int, expected: str | None) -> None:
    word = word_at(text, position)
    assert (word.cut(text) if word else None) == expected


@given(TEXTS)
def test_next_and_previous_word_agree_with_all_words(text: str) -> None:
    every = words(text, whole(text))
    for position in range(len(text) + 1):
        assert next_word(text, position) == next((word for word in every if word.start >= position), None)
        assert previous_word(text, position) == next((word for word in reversed(every) if word.end <= position), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سلام. خوبی؟ بله! چرا… نمی‌دانم", ["سلام.", "خوبی؟", "بله!", "چرا…", "نمی‌دانم"]),
        ("حدود ۳٫۵ سال و 3.5 ماه. بعد رفتم.", ["حدود ۳٫۵ سال و 3.5 ماه.", "بعد رفتم."]),
        ("د. احمدی آمد. رفت.", ["د. احمدی آمد.", "رفت."]),
        ("Dr. J. Smith came. He left.", ["Dr. J. Smith came.", "He left."]),
        ("گفت: «نمی‌دانم.» و رفت.", ["گفت: «نمی‌دانم.»", "و رفت."]),
        ("Really?! Yes... no", ["Really?!", "Yes...", "no"]),
        ("رفت.بعد آمد. see example.com now", ["رفت.", "بعد آمد.", "see example.com now"]),
        ("بله؟! 😀 خب", ["بله؟!", "😀 خب"]),
        ("بله. 😀", ["بله. 😀"]),
        ("1. First point. Next.", ["1. First point.", "Next."]),
        ("سال ۱۳۹۸. بعد", ["سال ۱۳۹۸.", "بعد"]),
        ("e.g. this, i.e. that. End", ["e.g. this, i.e. that.", "End"]),
        ("سال ۶۰ ه.ش. آمدم. بعد رفتم.", ["سال ۶۰ ه.ش. آمدم.", "بعد رفتم."]),
        ("ر.ک. به فصل دو و رک. به صص. ۲۲ تا ۲۳. خب.", ["ر.ک. به فصل دو و رک. به صص. ۲۲ تا ۲۳.", "خب."]),
        ("See Fig. 3 and no. 5. I said no. Then I left.", ["See Fig. 3 and no. 5.", "I said no.", "Then I left."]),
        ('"Why?" he asked. "Why not?" Then he left.', ['"Why?" he asked.', '"Why not?"', "Then he left."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert cut(text, sentences(text, whole(text))) == expected


def test_a_sentence_has_no_speaker_label_and_no_other_paragraph() -> None:
    text = "قبل\nP1: سلام من هستم. دو\nبعد"
    assert sentence_at(text, 8).cut(text) == "سلام من هستم."
    assert sentence_at(text, 4).cut(text) == "سلام من هستم."


def test_space_after_a_sentence_belongs_to_it() -> None:
    assert sentence_at("یک. دو.", 3) == Span(0, 3)
    assert sentence_at("یک. دو.", 7) == Span(4, 7)
    assert sentence_at("یک.\n\nدو.", 4) is None


@pytest.mark.parametrize("length", [50, 3990, 5000, 9000])
def test_a_sentence_in_a_very_long_paragraph_is_whole(length: int) -> None:
    text = f"{'یک. ' * 3000}{'ب ' * length}بود. {'دو. ' * 3000}"
    start = text.index("ب ")
    expected = Span(start, start + 2 * length + 4)
    assert {sentence_at(text, position) for position in (start, start + length, expected.end - 1)} == {expected}


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("خانهٔ ما", (0, 4), "خانهٔ"),
        ("aِb", (1, 3), "aِb"),
        ("می‌خواهم", (0, 3), "می"),
        ("می‌خواهم", (2, 8), "خواهم"),
        (" \u00a0بله \u200f", (0, 7), "بله"),
        (f"a{FAMILY}b", (2, 3), FAMILY),
        ("a🇮🇷🇩🇪", (2, 4), "🇮🇷🇩🇪"),
        ("👍🏽 x", (0, 1), "👍🏽"),
        ("❤\ufe0fx", (0, 1), "❤\ufe0f"),
        ("  ", (0, 2), None),
        ("\u200c", (0, 1), None),
    ],
)
def test_edges_fall_where_a_reader_sets_them(text: str, span: tuple[int, int], expected: str | None) -> None:
    snapped = snap(text, Span(*span))
    assert (snapped.cut(text) if snapped else None) == expected


@given(TEXTS, st.data())
def test_a_snapped_span_is_whole_and_stays(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    snapped = snap(text, Span(start, data.draw(st.integers(start + 1, len(text)))))
    if snapped is None:
        return
    assert snap(text, snapped) == snapped
    inside = snapped.cut(text)
    assert inside.strip(" \u00a0\n\u200c") == inside
    after = text[snapped.end : snapped.end + 1]
    assert not after or unicodedata.category(after) not in ("Mn", "Me")
