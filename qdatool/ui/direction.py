"""Which way a short text of the user's runs: names, titles, labels."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QTextLayout, QTextOption

from qdatool.wording import interface_language


def runs_right_to_left(text: str) -> bool:
    """Tell whether most letters of a label are right-to-left ones, so that «API سامانه» is a Persian label.

    As many of both run as the interface does.
    """
    balance = letters = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            balance += 1
            letters += 1
        elif kind == "L":
            balance -= 1
    return balance > 0 or (balance == 0 and letters > 0 and interface_language() == "fa")


def direction_of(text: str) -> Qt.LayoutDirection:
    """Return the direction of a label as Qt names it."""
    return Qt.LayoutDirection.RightToLeft if runs_right_to_left(text) else Qt.LayoutDirection.LeftToRight


def one_line(text: str, window: Qt.LayoutDirection) -> QTextOption:
    """Return how to draw a label: in its own direction, at the leading side of the window, in the middle."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(direction_of(text))
    is_at_right = window == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if is_at_right else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    return option


def draw_wrapped(painter: QPainter, place: QRectF, text: str) -> None:
    """Draw a text over several lines in its own direction; lines that do not fit into ``place`` are left out."""
    option = one_line(text, direction_of(text))
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout = QTextLayout(text, painter.font())
    layout.setTextOption(option)
    layout.beginLayout()
    bottom = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(place.width())
        if bottom + line.height() > place.height():
            break
        line.setPosition(QPointF(0, bottom))
        bottom += line.height() * 1.15
    layout.endLayout()
    for i in range(layout.lineCount()):
        line = layout.lineAt(i)
        if line.y() or i == 0:
            line.draw(painter, place.topLeft())
