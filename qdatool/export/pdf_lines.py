"""A text broken into lines in the bundled fonts, which a page takes one by one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption

from qdatool.coding.roles import Direction
from qdatool.export.report import Side
from qdatool.figures.measure import direction_of

_UNITS = 20
"""Units of the layout in a point: fonts take whole pixels only."""
_FAMILIES = {"fa": ("Vazirmatn", "Inter"), "en": ("Inter", "Vazirmatn")}
_LEADING = {"fa": 1.1, "en": 1.15}
_LINE_SEPARATOR = "\u2028"


class LaidText:
    """Lines of one text, measured in points."""

    def __init__(self, layout: QTextLayout, leading: float) -> None:
        self._layout = layout
        self._leading = leading
        self.count = layout.lineCount()
        self.height = sum(map(self.height_of, range(self.count)))

    def height_of(self, line: int) -> float:
        """Return how much room a line takes."""
        return self._layout.lineAt(line).height() * self._leading / _UNITS

    def fitting(self, start: int, room: float) -> int:
        """Return the line after the last one from ``start`` on that fits; at least one line goes."""
        end, used = start, 0.0
        while end < self.count and (end == start or used + self.height_of(end) <= room):
            used += self.height_of(end)
            end += 1
        return end

    def draw_line(self, painter: QPainter, line: int, left: float, top: float) -> None:
        """Draw a line with its upper left corner there."""
        painter.save()
        painter.translate(left, top)
        painter.scale(1 / _UNITS, 1 / _UNITS)
        painter.setPen(Qt.GlobalColor.black)
        self._layout.lineAt(line).draw(painter, QPointF(0, 0))
        painter.restore()


@dataclass(frozen=True, slots=True)
class TextLook:
    """How a text is set: the first ``bold_lead`` letters are bold.

    It starts at the side where its own language starts; with ``keeps_side`` where the report's does, as in a column.
    """

    size_pt: float
    side: Side = Side.START
    bold_lead: int = 0
    keeps_side: bool = False


def lay_out(text: str, language: str, width_pt: float, look: TextLook) -> LaidText:
    """Return the text of a report in ``language`` in lines of a width."""
    layout = QTextLayout(text.replace("\n", _LINE_SEPARATOR), _font(language, look.size_pt, is_bold=False))
    direction = direction_of(text, language)
    option = QTextOption(_alignment(look.side, language == "fa" if look.keeps_side else direction is Direction.RTL))
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    is_right_to_left = direction is Direction.RTL
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if is_right_to_left else Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    if look.bold_lead:
        lead = QTextLayout.FormatRange()
        lead.start, lead.length = 0, look.bold_lead
        lead.format.setFont(_font(language, look.size_pt, is_bold=True))
        layout.setFormats([lead])
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width_pt * _UNITS)
        line.setPosition(QPointF(0.0, 0.0))
    layout.endLayout()
    return LaidText(layout, _LEADING[language])


def _alignment(side: Side, is_right_to_left: bool) -> Qt.AlignmentFlag:
    if side is Side.MIDDLE:
        return Qt.AlignmentFlag.AlignHCenter
    is_right = is_right_to_left is (side is Side.START)
    return (Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignAbsolute


def _font(language: str, size_pt: float, *, is_bold: bool) -> QFont:
    font = QFont(list(_FAMILIES[language]))
    font.setPixelSize(round(size_pt * _UNITS))
    font.setBold(is_bold)
    # What stands in for a letter beside certain others is not in the font's table of characters: Qt would write it
    # without its letter, and nobody could find or copy the word.
    font.setFeature(QFont.Tag("calt"), 0)
    return font
