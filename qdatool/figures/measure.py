"""How wide text is, and where it wraps: at spaces, never at a zero-width non-joiner."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Protocol

from qdatool.coding.roles import Direction
from qdatool.figures.figure import FigureFonts

# Where a word that is too wide may part before letters are parted: at a no-break space, after a hyphen or a slash.
_SOFT_BREAK = re.compile(r"\u00a0|(?<=[-/\u2010\u2013])(?=\w)")
_UNTIDY = re.compile(r"[\t\n]|^ |  | $")
_JOINERS = "\u200c\u200d"
_RIGHT_TO_LEFT = frozenset(("R", "AL"))


class TextMeasurer(Protocol):
    """Tells how wide a line of text will be drawn."""

    def width(
        self, text: str, size_pt: float, is_bold: bool, direction: Direction, fonts: FigureFonts | None = None
    ) -> float:
        """Return the width in points of ``text`` on one line; ``fonts`` are others than those it measures with."""
        ...


@lru_cache(maxsize=20_000)
def direction_of(text: str, language: str) -> Direction:
    """Return the direction of a label: its language's if a letter has it, else that of its letters."""
    # A mark that keeps a minus in its place is no letter.
    kinds = {unicodedata.bidirectional(character) for character in text if unicodedata.category(character) != "Cf"}
    has_right_to_left = bool(kinds & _RIGHT_TO_LEFT)
    if language == "fa":
        return Direction.LTR if "L" in kinds and not has_right_to_left else Direction.RTL
    return Direction.RTL if has_right_to_left and "L" not in kinds else Direction.LTR


def language_of(text: str) -> str:
    """Return the language of words that nobody has said the language of: that of most of their letters."""
    kinds = [unicodedata.bidirectional(character) for character in text]
    return "fa" if sum(kind in _RIGHT_TO_LEFT for kind in kinds) >= max(1, kinds.count("L")) else "en"


class LineBreaker:
    """Breaks labels of one size, weight and font into lines."""

    def __init__(
        self,
        measurer: TextMeasurer,
        size_pt: float,
        is_bold: bool,
        direction: Direction,
        fonts: FigureFonts | None = None,
    ) -> None:
        self._measurer = measurer
        self._fonts = fonts
        self._size_pt = size_pt
        self._is_bold = is_bold
        self._direction = direction
        self._widths: dict[str, float] = {}
        # Two letters that never join, so that nothing but the space makes the difference.
        letter = "\u0627" if direction is Direction.RTL else "n"
        self._space = self.width(f"{letter} {letter}") - self.width(letter + letter)

    def width(self, text: str) -> float:
        """Return the width in points of ``text`` on one line."""
        width = self._widths.get(text)
        if width is None:
            width = self._measurer.width(text, self._size_pt, self._is_bold, self._direction, self._fonts)
            self._widths[text] = width
        return width

    def widest_word(self, text: str) -> float:
        """Return the width of the widest word, 0 for no text."""
        return max((self.width(word) for word in _words(text)), default=0.0)

    def lines(self, text: str, max_width: float, *, is_balanced: bool = False) -> list[str]:
        """Return the lines of ``text``, none wider than ``max_width``.

        A word that is wider by itself is parted after a hyphen or slash, or else between letters, but never beside a
        joiner or before a combining mark.
        ``is_balanced`` makes the lines about equally long without adding one.
        """
        if text and not _UNTIDY.search(text) and self.width(text) <= max_width:
            return [text]
        words = [piece for word in _words(text) for piece in self._pieces(word, max_width)]
        widths = [self.width(word) for word in words]
        lines = self._filled(words, widths, max_width)
        if not is_balanced or len(lines) < 2:
            return lines
        narrow, wide = max(widths), max_width
        while wide - narrow > 0.5:
            middle = (narrow + wide) / 2
            tried = self._filled(words, widths, middle)
            if len(tried) > len(lines):
                narrow = middle
            else:
                wide, lines = middle, tried
        return lines

    def _filled(self, words: list[str], widths: list[float], max_width: float) -> list[str]:
        lines: list[list[str]] = []
        used = 0.0
        for word, width in zip(words, widths, strict=True):
            if lines and used + self._space + width <= max_width + 0.01:
                lines[-1].append(word)
                used += self._space + width
            else:
                lines.append([word])
                used = width
        return [" ".join(line) for line in lines]

    def _pieces(self, word: str, max_width: float) -> list[str]:
        if self.width(word) <= max_width:
            return [word]
        parts = _SOFT_BREAK.split(word)
        if len(parts) > 1:
            return [piece for part in parts if part for piece in self._pieces(part, max_width)]
        pieces: list[str] = []
        start = 0
        for end in _cuts(word):
            if end - start > 1 and self.width(word[start:end]) > max_width:
                cut = max((place for place in _cuts(word) if start < place < end), default=end)
                pieces.append(word[start:cut])
                start = cut
        return [*pieces, word[start:]]


def _words(text: str) -> list[str]:
    # Only what a typist sees as a gap: str.split() would also part a label at a no-break space.
    return [word for word in text.replace("\t", " ").replace("\n", " ").split(" ") if word]


def _cuts(word: str) -> list[int]:
    """Return the places where an overlong word may be cut, its end included."""
    inside = [
        place
        for place in range(1, len(word))
        if word[place] not in _JOINERS and word[place - 1] not in _JOINERS and not unicodedata.combining(word[place])
    ]
    return [*inside, len(word)]
