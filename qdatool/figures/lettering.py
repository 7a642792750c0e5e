"""Labels as blocks of broken lines: how much room they take, before they have a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from qdatool.coding.letter_styles import USUAL_LETTERS, LetterStyle
from qdatool.coding.node_styles import NodeStyle
from qdatool.coding.roles import Direction
from qdatool.figures.figure import FigureFonts
from qdatool.figures.measure import LineBreaker, TextMeasurer, direction_of
from qdatool.figures.own_letters import own_fonts, own_size
from qdatool.figures.spec import Count, Label
from qdatool.figures.style import FigureStyle
from qdatool.wording import localized_number

_NO_BREAK_SPACE = "\u00a0"
_SECOND_LANGUAGE_SIZE = 0.92


@dataclass(frozen=True, slots=True)
class Lettering:
    """Size, weight and colour of a label; a balanced one is broken into lines of about equal length.

    ``spacing`` draws its lines together or apart, 1 being what the style says; ``fonts`` None are those of the style.
    """

    size_pt: float
    color: str
    second_color: str
    is_bold: bool = False
    is_balanced: bool = False
    spacing: float = 1.0
    fonts: FigureFonts | None = None


@dataclass(frozen=True, slots=True)
class TextRow:
    """One line of a block; ``offset`` is how far its baseline lies below the top of the block."""

    text: str
    width: float
    offset: float
    size_pt: float
    is_bold: bool
    direction: Direction
    language: str
    color: str
    fonts: FigureFonts | None = None


@dataclass(frozen=True, slots=True)
class TextBlock:
    """The lines of one label and the room they take."""

    rows: tuple[TextRow, ...]
    width: float
    height: float


class Typesetter:
    """Sets labels in the fonts of one style and numbers in the digits of one language.

    ``styles`` says by node key whose letters are set otherwise than usual; a layout asks for them with ``own``.
    """

    def __init__(
        self,
        style: FigureStyle,
        measurer: TextMeasurer,
        language: str,
        styles: Mapping[str, NodeStyle] | None = None,
    ) -> None:
        self.style = style
        self.language = language
        self._measurer = measurer
        self._styles = styles or {}
        self._breakers: dict[tuple[float, bool, Direction, FigureFonts | None], LineBreaker] = {}

    def lettering(self, size_pt: float, *, is_bold: bool = False, is_balanced: bool = False) -> Lettering:
        """Return lettering in the ink of the style."""
        return Lettering(size_pt, self.style.ink, self.style.muted_ink, is_bold, is_balanced)

    def own(self, lettering: Lettering, key: str, box_key: str = "") -> Lettering:
        """Return the lettering of a node: the usual one given, or as its author wants it.

        ``box_key`` is the node of the box that it stands in, whose letters may cover what is inside.
        """
        if not self._styles:
            return lettering
        own, around = self._styles.get(key), self._styles.get(box_key)
        letters = own.letters if own is not None else USUAL_LETTERS
        if around is not None and around.covers_inside:
            letters = letters.over(around.letters)
        return lettering if letters == USUAL_LETTERS else self._changed(lettering, letters)

    def _changed(self, lettering: Lettering, letters: LetterStyle) -> Lettering:
        style = self.style
        return replace(
            lettering,
            size_pt=own_size(lettering.size_pt, letters.size, style),
            is_bold=lettering.is_bold if letters.is_bold is None else letters.is_bold,
            color=style.stroke(letters.ink, lettering.color),
            second_color=style.stroke(letters.ink, lettering.second_color),
            fonts=own_fonts(letters.family, style),
        )

    def counted(self, label: Label, count: Count | None) -> Label:
        """Return the label with numbers in parentheses, which do not part from the last word of the first line."""
        if count is None or not label:
            return label
        # Not a stroke between two numbers: in Persian it would read as a decimal point.
        between = f"\u061b{_NO_BREAK_SPACE}" if self.language == "fa" else f";{_NO_BREAK_SPACE}"
        counts = count if isinstance(count, tuple) else (count,)
        numbers = between.join(localized_number(each, self.language) for each in counts)
        text = f"{label[0].text}{_NO_BREAK_SPACE}({numbers})"
        return (replace(label[0], text=text), *label[1:])

    def block(self, label: Label, lettering: Lettering, max_width: float) -> TextBlock:
        """Return the label broken into lines no wider than ``max_width``."""
        rows: list[TextRow] = []
        height = width = 0.0
        for i, part in enumerate(label):
            size_pt = self._size(lettering, i)
            direction = direction_of(part.text, part.language)
            breaker = self._breaker(lettering, i, direction)
            line_height = self.style.line_height(size_pt, direction) * lettering.spacing
            for text in breaker.lines(part.text, max_width, is_balanced=lettering.is_balanced):
                row_width = breaker.width(text)
                baseline = height + line_height / 2 + self.style.baseline(size_pt, direction)
                color = lettering.second_color if i else lettering.color
                is_bold = lettering.is_bold and i == 0
                rows.append(
                    TextRow(
                        text, row_width, baseline, size_pt, is_bold, direction, part.language, color, lettering.fonts
                    )
                )
                height += line_height
                width = max(width, row_width)
        return TextBlock(tuple(rows), width, height)

    def natural_width(self, label: Label, lettering: Lettering) -> float:
        """Return the width of the label when no line is broken."""
        return max([breaker.width(text) for breaker, text in self._parts(label, lettering)], default=0.0)

    def widest_word(self, label: Label, lettering: Lettering) -> float:
        """Return the width below which a word would have to be cut."""
        return max([breaker.widest_word(text) for breaker, text in self._parts(label, lettering)], default=0.0)

    def _parts(self, label: Label, lettering: Lettering) -> list[tuple[LineBreaker, str]]:
        parts = []
        for i, part in enumerate(label):
            direction = direction_of(part.text, part.language)
            breaker = self._breaker(lettering, i, direction)
            parts.append((breaker, part.text))
        return parts

    def _size(self, lettering: Lettering, place: int) -> float:
        if place == 0:
            return lettering.size_pt
        return max(self.style.smallest_pt, lettering.size_pt * _SECOND_LANGUAGE_SIZE)

    def _breaker(self, lettering: Lettering, place: int, direction: Direction) -> LineBreaker:
        key = (self._size(lettering, place), lettering.is_bold and place == 0, direction, lettering.fonts)
        if key not in self._breakers:
            self._breakers[key] = LineBreaker(self._measurer, *key)
        return self._breakers[key]
