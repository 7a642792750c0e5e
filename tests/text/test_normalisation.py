from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qdatool.text.normalisation import normalise, one_line


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0c", "\x0b", "\n"])
def test_every_line_end_becomes_one_lf(line_end: str) -> None:
    assert normalise(f"یک{line_end}دو") == "یک\nدو"


@pytest.mark.parametrize("removed", ["\ufeff", "\x00", "\ud83d", "\ude00", "\ufdd0", "\ufdd1"])
def test_characters_no_text_may_hold_are_removed(removed: str) -> None:
    assert normalise(f"سلا{removed}م") == "سلام"


@pytest.mark.parametrize("kept", ["\u00a0", "\u200c", "\t", "\u200f", "\u202b", "e\u0301", "كي", "ﻻ", "😀", "\n\n"])
def test_what_carries_meaning_is_kept(kept: str) -> None:
    assert normalise(f"a{kept}b") == f"a{kept}b"


def test_a_surrogate_pair_becomes_its_character() -> None:
    assert normalise("\ud83d\ude00") == "😀"


@given(st.text(st.sampled_from("a\r\n\x00\ufeff\ud83d\ude00\u2028ب😀"), max_size=12))
def test_a_second_time_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    once.encode("utf-8")


@pytest.mark.parametrize(
    ("name", "stored"),
    [("  a ", "a"), ("a\r\nb", "a b"), ("a\n\n\tb", "a b"), ("\ufeff\x00", ""), ("نیم\u200cفاصله", "نیم\u200cفاصله")],
)
def test_a_name_stays_on_one_line(name: str, stored: str) -> None:
    assert one_line(name) == stored
