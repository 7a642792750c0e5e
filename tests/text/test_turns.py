from __future__ import annotations

import pytest

from qdatool.text.turns import find_turns


def spoken(text: str) -> list[tuple[str, str]]:
    return [(turn.speaker, text[turn.start : turn.end]) for turn in find_turns(text)]


PERSIAN_LABELS = ["م۷", "ش۱", "پرسشگر", "مصاحبه‌شونده ۲", "مصاحبه شونده ۲", "مصاحبه‌گر", "شرکت‌کننده شماره ۴"]
ENGLISH_LABELS = ["P1", "p 12", "R-3", "Interviewer", "Participant 3", "Participant #3", "Interviewer (Sara)"]


@pytest.mark.parametrize("label", [*PERSIAN_LABELS, *ENGLISH_LABELS, "مصاحبه‌شونده (زن، ۳۴ ساله)"])
@pytest.mark.parametrize("colon", [":", " :", "："])
def test_a_known_label_is_a_speaker_at_once(label: str, colon: str) -> None:
    assert spoken(f"{label}{colon} سلام") == [(label, "سلام")]


@pytest.mark.parametrize(
    "text",
    [
        "گفت: «نمی‌دانم»\nو رفت.",
        "Note: this is prose.\nIt has no speaker.",
        "گفت: نه\nگفت: آری",
        "نکته: یک\nنکته: دو",
        "We left at 10:30 and\n11:15 came back.",
        "See http://example.com\nhttp://example.org",
        "این را می‌دانم که او یک روز به من گفت و من هم شنیدم: برو\nو رفتم.",
        "علی: رفت.",
        "x: 1",
        "",
    ],
)
def test_prose_has_no_speakers(text: str) -> None:
    assert spoken(text) == []


def test_a_name_that_recurs_is_a_speaker() -> None:
    assert spoken("سارا: سلام\nDr. Smith: hi\nسارا: خوبم\nDr. Smith: good") == [
        ("سارا", "سلام"),
        ("Dr. Smith", "hi"),
        ("سارا", "خوبم"),
        ("Dr. Smith", "good"),
    ]


def test_letters_confirm_each_other() -> None:
    assert spoken("س: چرا؟\nج: چون.") == [("س", "چرا؟"), ("ج", "چون.")]
    assert spoken("سوال: چرا؟\nپاسخ: چون.") == [("سوال", "چرا؟"), ("پاسخ", "چون.")]


def test_a_speaker_is_written_as_at_first() -> None:
    assert [speaker for speaker, _ in spoken("م۷: یک\nم7: دو\nمصاحبه‌گر: سه\nمصاحبه گر : چهار")] == [
        "م۷",
        "م۷",
        "مصاحبه‌گر",
        "مصاحبه‌گر",
    ]


def test_a_turn_runs_over_paragraphs_to_the_next_label() -> None:
    text = "گفت‌وگوی سوم\nتهران\n\nP1: یک\n\nدو  \n\nI: three\n"
    assert spoken(text) == [("P1", "یک\n\nدو"), ("I", "three")]


def test_a_label_on_its_own_line_speaks_the_next() -> None:
    assert spoken("P1:\nسلام\nP2:\nدرود") == [("P1", "سلام"), ("P2", "درود")]


def test_a_label_without_words_makes_no_turn() -> None:
    assert spoken("P1: \nP2: درود\nP1:") == [("P2", "درود")]


@pytest.mark.parametrize(
    ("line", "time_s"),
    [
        ("[00:12:31] P1: سلام", 751),
        ("P1 [۰۰:۱۲:۳۱]: سلام", 751),
        ("P1 (12:31): سلام", 751),
        ("P1: [00:12:31.5] سلام", 751.5),
        ("00:12:31 P1: سلام", 751),
        ("Speaker 1  00:12:31\nسلام", 751),
        ("[00:12:31]\nP1: سلام", 751),
        ("P1: سلام", None),
    ],
)
def test_the_time_of_a_turn_is_read(line: str, time_s: float | None) -> None:
    (turn,) = find_turns(line)
    assert turn.time_s == time_s
    assert line[turn.start : turn.end] == "سلام"


def test_the_head_of_a_table_is_no_speaker() -> None:
    text = "شرکت‌کننده\tتاریخ\nم۳\t۲۲ اردیبهشت\nپرسشگر: خوبید؟\nم۳: بله.\nپرسشگر: و؟\nم۳: هیچ."
    assert [turn.speaker for turn in find_turns(text)] == ["پرسشگر", "م۳", "پرسشگر", "م۳"]


def test_cells_of_a_table_name_known_speakers_only() -> None:
    assert spoken("P1\tسلام\nپرسشگر\tچرا؟") == [("P1", "سلام"), ("پرسشگر", "چرا؟")]
    assert spoken("زن\t۲۵\nزن\t۳۰") == []


def test_a_direction_mark_does_not_hide_a_label() -> None:
    assert spoken("\u200fم۱: سلام\n\u200fم۲: درود") == [("م۱", "سلام"), ("م۲", "درود")]
