"""The texts on the board broken into lines once and kept, since a frame of a drag has no time to do it again."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from qdatool.ui.codebook.board.places import Box
from qdatool.ui.direction import direction_of, one_line
from qdatool.ui.theme import interface_font
from qdatool.ui.tokens import FontSize
from qdatool.wording import interface_language

MOST_LINES = 3
_LINE_HEIGHT = {Qt.LayoutDirection.RightToLeft: 20.0, Qt.LayoutDirection.LeftToRight: 17.0}
"""Distance between two lines: Persian letters reach further up and down."""
_MOST_KEPT = 6000


class Style(Enum):
    """How a text is written: its size, whether it is bold, and how many lines it may take."""

    CARD = (FontSize.DENSE, False, MOST_LINES)
    META = (FontSize.META, False, 1)
    COLUMN = (FontSize.DENSE, True, 2)
    LANE = (FontSize.BASE, True, 1)
    CHIP = (FontSize.HINT, True, 1)


class Side(Enum):
    """At which side of its place a text stands, as the reader of the window sees it; OWN where its lines begin."""

    START = "start"
    MIDDLE = "middle"
    END = "end"
    OWN = "own"


class BoardTexts:
    """Text layouts by text, width and style. A label runs in its own direction, whatever that of the window is."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int, Style, Side, bool], QTextLayout] = {}
        self._fonts: dict[Style, QFont] = {}
        self._widths: dict[tuple[str, Style], float] = {}
        self.is_mirrored = False

    def forget(self) -> None:
        """Break every text anew: the language, its font or its direction is another."""
        self._kept.clear()
        self._fonts.clear()
        self._widths.clear()
        self.is_mirrored = interface_language() == "fa"

    def height(self, label: str, width: float, style: Style) -> float:
        """Return how high a label is, over as many lines as it takes."""
        return self._layout(label, width, style, Side.START, is_label=True).lineCount() * _line_height(label)

    def natural_width(self, text: str, style: Style) -> float:
        """Return how wide a text is on one line."""
        key = (text, style)
        if key not in self._widths:
            self._widths[key] = QFontMetricsF(self._font(style)).horizontalAdvance(text) + 2
        return self._widths[key]

    def draw(self, painter: QPainter, text: str, place: Box, style: Style, side: Side = Side.START) -> None:
        """Draw a text of the interface on one line, in the middle of the height of a place on the screen."""
        self._draw_line(painter, self._layout(text, place.width, style, side, is_label=False), place)

    def draw_name(self, painter: QPainter, label: str, place: Box, style: Style) -> None:
        """Draw a label in the middle of the height of a place; one that does not fit loses its own end."""
        self._draw_line(painter, self._layout(label, place.width, style, Side.START, is_label=True), place)

    def draw_label(
        self, painter: QPainter, label: str, place: Box, marked: list[QTextLayout.FormatRange] | None = None
    ) -> None:
        """Draw a card's label over its lines from the top of a place on the screen, with some letters marked."""
        layout = self._layout(label, place.width, Style.CARD, Side.START, is_label=True)
        layout.draw(painter, QPointF(place.x, place.y), marked or [])

    def draw_passage(self, painter: QPainter, words: str, place: Box) -> None:
        """Draw the words of a passage over its lines in the middle of a place, each line beginning where it is read."""
        self._draw_line(painter, self._layout(words, place.width, Style.CARD, Side.OWN, is_label=True), place)

    def _draw_line(self, painter: QPainter, layout: QTextLayout, place: Box) -> None:
        last = layout.lineAt(layout.lineCount() - 1)
        height = last.y() + last.height()
        layout.draw(painter, QPointF(place.x, place.y + (place.height - height) / 2))

    def _font(self, style: Style) -> QFont:
        if style not in self._fonts:
            size, is_bold, _ = style.value
            self._fonts[style] = interface_font(size, is_bold=is_bold)
        return self._fonts[style]

    def _layout(self, text: str, width: float, style: Style, side: Side, *, is_label: bool) -> QTextLayout:
        key = (text, round(width), style, side, is_label)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            found = self._kept[key] = self._broken(text, max(round(width), 1), style, side, is_label=is_label)
        return found

    def _broken(self, text: str, width: int, style: Style, side: Side, *, is_label: bool) -> QTextLayout:
        window = Qt.LayoutDirection.RightToLeft if self.is_mirrored else Qt.LayoutDirection.LeftToRight
        option = one_line(text, window)
        option.setTextDirection(direction_of(text) if is_label else window)
        option.setAlignment(self._alignment(side, text))
        most = style.value[2]
        if most == 1:
            shown = QFontMetricsF(self._font(style)).elidedText(text, Qt.TextElideMode.ElideRight, width)
            return self._laid_out(shown, width, style, option)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = self._laid_out(text, width, style, option)
        if layout.lineCount() <= most:
            return layout
        # Lines begin at UTF-16 units.
        units = text.encode("utf-16-le")
        cut = 2 * layout.lineAt(most - 1).textStart()
        rest = units[cut:].decode("utf-16-le")
        shown = QFontMetricsF(self._font(style)).elidedText(rest, Qt.TextElideMode.ElideRight, width)
        return self._laid_out(units[:cut].decode("utf-16-le") + shown, width, style, option)

    def _laid_out(self, text: str, width: int, style: Style, option: QTextOption) -> QTextLayout:
        layout = QTextLayout(text, self._font(style))
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += _line_height(text)
        layout.endLayout()
        return layout

    def _alignment(self, side: Side, text: str) -> Qt.AlignmentFlag:
        if side is Side.MIDDLE:
            return Qt.AlignmentFlag.AlignHCenter
        is_right = (side is Side.START) == self.is_mirrored
        if side is Side.OWN:
            is_right = direction_of(text) == Qt.LayoutDirection.RightToLeft
        return (
            Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        ) | Qt.AlignmentFlag.AlignAbsolute


def _line_height(text: str) -> float:
    return _LINE_HEIGHT[direction_of(text)]
