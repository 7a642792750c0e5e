from __future__ import annotations

import pytest

from qdatool.coding.roles import Direction
from qdatool.figures.figure import FigureFonts
from qdatool.figures.measure import LineBreaker, direction_of


class EvenWidths:
    """Half an em per character, nothing for a joiner."""

    def width(
        self, text: str, size_pt: float, is_bold: bool, direction: Direction, fonts: FigureFonts | None = None
    ) -> float:
        return 0.5 * size_pt * len(text.replace("\u200c", ""))


@pytest.fixture
def breaker() -> LineBreaker:
    return LineBreaker(EvenWidths(), 10, False, Direction.RTL)


def test_a_label_wraps_at_spaces_and_never_at_a_joiner(breaker):
    label = "می‌خواهم کتاب‌خانه‌های دیجیتال"
    assert breaker.lines(label, 75) == ["می‌خواهم", "کتاب‌خانه‌های", "دیجیتال"]


def test_a_no_break_space_holds_a_line_together(breaker):
    assert breaker.lines("سال\u00a0۱۳۹۸ بود", 45) == ["سال\u00a0۱۳۹۸", "بود"]


def test_balancing_keeps_the_number_of_lines(breaker):
    label = "یک دو سه چهار پنج شش"
    greedy, balanced = breaker.lines(label, 70), breaker.lines(label, 70, is_balanced=True)
    assert len(greedy) == len(balanced) == 2
    assert max(map(len, balanced)) < max(map(len, greedy))


def test_a_word_wider_than_the_line_is_cut_away_from_joiners_and_marks(breaker):
    pieces = breaker.lines("نمی‌توانستیم‌هایشان", 25)
    assert "".join(pieces) == "نمی‌توانستیم‌هایشان"
    assert all(breaker.width(piece) <= 25 for piece in pieces)
    assert not any(piece.startswith("\u200c") or piece.endswith("\u200c") for piece in pieces)


@pytest.mark.parametrize(
    ("text", "language", "direction"),
    [
        ("API محور", "fa", Direction.RTL),
        ("Gioia", "fa", Direction.LTR),
        ("۱۲", "fa", Direction.RTL),
        ("\u200e−۱۲", "fa", Direction.RTL),
        ("the word «سلام»", "en", Direction.LTR),
        ("سلام", "en", Direction.RTL),
        ("12", "en", Direction.LTR),
    ],
)
def test_a_label_reads_the_way_of_its_language_and_letters(text, language, direction):
    assert direction_of(text, language) is direction
