"""How the width is shared among gutter, text and margin, and how large letters and lines are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetricsF

from qdatool.ui.theme import font_families
from qdatool.ui.transcript.lazy_layout import LineMetrics
from qdatool.ui.transcript.margin import WIDEST, WIDTH_OF_STRIPES, WIDTH_WITH_NAMES

SMALLEST_LETTERS, LARGEST_LETTERS, USUAL_LETTERS = 12, 24, 15
_LATIN_PITCH, _PERSIAN_PITCH, _GAP = 1.8, 1.95, 0.5
_LETTERS_PER_LINE = 75
_NARROWEST_COLUMN, _SMALLEST_COLUMN = 300, 80
_SAMPLES = {
    False: "The office next door had it too, but neither could see the other's data. ",
    True: "اداره‌ی کناری هم همان را داشت، اما هیچ‌کدام داده‌های دیگری را نمی‌دید. ",
}


@dataclass(frozen=True, slots=True)
class PageShares:
    """The widths of the three columns, in logical pixels."""

    text: int
    gutter: int
    margin: int


def text_font(letter_size: int, is_right_to_left: bool) -> QFont:
    """Return the font of a transcript; the other script's letters come from the second family."""
    font = QFont()
    font.setFamilies(font_families("fa" if is_right_to_left else "en"))
    font.setPixelSize(letter_size)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def page_shares(width: int, gutter: int, letter_width: float) -> PageShares:
    """Share ``width`` out: the text takes at most 75 letters, the names in the margin go first when it is narrow."""
    margin = WIDTH_WITH_NAMES if width - gutter - WIDTH_WITH_NAMES >= _NARROWEST_COLUMN else WIDTH_OF_STRIPES
    width -= 2 * LineMetrics().side
    text = max(min(width - gutter - margin, round(letter_width * _LETTERS_PER_LINE)), _SMALLEST_COLUMN)
    spare = max(width - gutter - margin - text, 0)
    if margin == WIDTH_WITH_NAMES:
        wider = min(spare, WIDEST - margin)
        margin, spare = margin + wider, spare - wider
    return PageShares(text, gutter + spare // 2, margin + spare - spare // 2)


def letter_width(font: QFont, is_right_to_left: bool) -> float:
    """Return the mean width of a letter in running text."""
    sample = _SAMPLES[is_right_to_left]
    return QFontMetricsF(font).horizontalAdvance(sample) / len(sample)


def line_metrics(letter_size: int, column: int, letter: float) -> LineMetrics:
    """Return the measures of lines for a letter size and a width of the text column."""
    return LineMetrics(
        width=column,
        pitch_left_to_right=round(letter_size * _LATIN_PITCH),
        pitch_right_to_left=round(letter_size * _PERSIAN_PITCH),
        gap=round(letter_size * _GAP),
        letters_per_line=column / letter,
    )
