"""The words around a hit on one line, and how such a line is drawn: as in a concordance, or from its start."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from qdatool.text.spans import Span
from qdatool.text.utf16 import Utf16Map
from qdatool.ui.direction import runs_right_to_left
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import FOUND, mixed

_AROUND = 160
_BEFORE_AT_START = 24
_UNLIMITED = 100_000.0
_INSET = 3
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Context:
    """One line of text with a hit in it, in code points of ``text``."""

    text: str
    start: int
    end: int

    @property
    def hit(self) -> str:
        """The words that were found."""
        return self.text[self.start : self.end]


def context_of(text: str, span: Span) -> Context:
    """Return the part of a paragraph that holds a hit, as one line; its length does not change by that."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _AROUND)
    line_end = text.find("\n", span.end)
    end = min(len(text) if line_end < 0 else line_end, span.end + _AROUND)
    # A tab or line end is one character and becomes one space, so that the places stay.
    line = _SPACE.sub(" ", text[start:end])
    return Context(line, span.start - start, span.end - start)


def draw_in_columns(painter: QPainter, place: QRectF, context: Context, ground: str) -> None:
    """Draw a context with its hit in the middle of ``place``: what comes before stands on its own reading side."""
    layout, line, left, right = _laid_out(painter, context)
    painter.save()
    painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
    _draw(painter, layout, line, place, place.center().x() - (left + right) / 2, (left, right), ground)
    painter.restore()


def draw_from_start(
    painter: QPainter, place: QRectF, context: Context, ground: str, window: Qt.LayoutDirection
) -> None:
    """Draw a context from the leading side of the window, cut at its start where the hit stands far inside."""
    if context.start > _BEFORE_AT_START + 8:
        # Whole words stay: a word cut in two reads as another one.
        cut = context.text.find(" ", context.start - _BEFORE_AT_START, context.start) + 1 or context.start
        context = Context("…" + context.text[cut:], context.start - cut + 1, context.end - cut + 1)
    layout, line, left, right = _laid_out(painter, context)
    width = line.naturalTextWidth()
    is_at_right = window == Qt.LayoutDirection.RightToLeft
    x = place.right() - width if is_at_right else place.left()
    if width > place.width():
        # A line that does not fit loses its own end, whichever side that is.
        x = place.right() - width if runs_right_to_left(context.text) else place.left()
    if x + left < place.left() or x + right > place.right():
        x = place.center().x() - (left + right) / 2
    painter.save()
    painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
    _draw(painter, layout, line, place, x, (left, right), ground)
    painter.restore()


def _laid_out(painter: QPainter, context: Context) -> tuple[QTextLayout, QTextLine, float, float]:
    """Return the line and the x of both sides of the hit in it."""
    shown = tokens()
    utf16 = Utf16Map(context.text)
    start, end = utf16.to16(context.start), utf16.to16(context.end)
    layout = QTextLayout(context.text, painter.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    is_right_to_left = runs_right_to_left(context.text)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if is_right_to_left else Qt.LayoutDirection.LeftToRight)
    option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    hit, around = QTextLayout.FormatRange(), QTextLayout.FormatRange()
    around.start, around.length, around.format = 0, utf16.length16, _colored(shown.text_2)
    hit.start, hit.length, hit.format = start, end - start, _colored(shown.text_1)
    layout.setFormats([around, hit])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(_UNLIMITED)
    layout.endLayout()
    boxes = [run.boundingRect() for run in line.glyphRuns(start, end - start)]
    sides = [side for box in boxes for side in (box.left(), box.right())] or [line.cursorToX(start)[0]]
    return layout, line, min(sides), max(sides)


def _draw(
    painter: QPainter,
    layout: QTextLayout,
    line: QTextLine,
    place: QRectF,
    x: float,
    hit: tuple[float, float],
    ground: str,
) -> None:
    y = place.center().y() - line.height() / 2
    left, right = hit
    mark = QRectF(x + left - 1, y - _INSET + 1, right - left + 2, line.height() + 2 * _INSET - 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(mixed(tokens().warn, ground, FOUND)))
    painter.drawRoundedRect(mark, 3, 3)
    layout.draw(painter, QPointF(x, y))


def _colored(color: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(QColor(color))
    return form
