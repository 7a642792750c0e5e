"""The signs of a level: a filled square, an outlined tinted square or a dot in the code's colour, and a chip.

With more than three levels the highest is the filled square, the lowest the dot, and all between are outlined.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from qdatool.coding.levels import Level
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Radius, mixed
from qdatool.wording import interface_language

_TINT = 0.3
CHIP_WIDTH, CHIP_HEIGHT = 18, 17


class Rank(Enum):
    """Where a level stands among those of its project."""

    HIGHEST = "highest"
    BETWEEN = "between"
    LOWEST = "lowest"


def rank_of(level_id: int, levels: Sequence[Level]) -> Rank:
    """Return the rank of a level; the only one of a project is its lowest."""
    if levels and level_id == levels[-1].id:
        return Rank.LOWEST
    return Rank.HIGHEST if levels and level_id == levels[0].id else Rank.BETWEEN


def paint_shape(painter: QPainter, centre: QPointF, rank: Rank, stored_color: str, ground: str) -> None:
    """Paint the shape of a level in a code's colour; ``ground`` is the colour it stands on."""
    shade = tokens().code_color(stored_color)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if rank is Rank.LOWEST:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shade))
        painter.drawEllipse(centre, 4, 4)
    elif rank is Rank.HIGHEST:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shade))
        painter.drawRoundedRect(QRectF(centre.x() - 5, centre.y() - 5, 10, 10), 2.5, 2.5)
    else:
        painter.setPen(QPen(QColor(shade), 1.5))
        painter.setBrush(QColor(mixed(shade, ground, _TINT)))
        painter.drawRoundedRect(QRectF(centre.x() - 4.25, centre.y() - 4.25, 8.5, 8.5), 2.5, 2.5)
    painter.restore()


def paint_chip(painter: QPainter, place: QRectF, level: Level, rank: Rank) -> None:
    """Paint the one-letter chip of a level, filled for the highest, outlined between, plain for the lowest."""
    shown = tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = place.adjusted(0.5, 0.5, -0.5, -0.5)
    if rank is Rank.HIGHEST:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shown.text_2))
        ink = shown.page
    elif rank is Rank.BETWEEN:
        painter.setPen(QPen(QColor(shown.text_2), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ink = shown.text_1
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mixed(shown.text_3, shown.panel, 0.16)))
        ink = shown.text_2
    painter.drawRoundedRect(box, Radius.CHIP, Radius.CHIP)
    painter.setFont(interface_font(FontSize.HINT, is_bold=True))
    painter.setPen(QColor(ink))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, level.chip_in(interface_language()))
    painter.restore()
