"""How many review comments are open on the boxes of a figure, on the box itself or on the code it stands for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from qdatool.coding.models import Model
from qdatool.coding.project import Project
from qdatool.coding.review import CommentTarget, open_box_comments, open_comments
from qdatool.coding.roles import Direction
from qdatool.figures.figure import Figure
from qdatool.figures.spec import code_key
from qdatool.ui.theme import interface_font, tokens
from qdatool.wording import interface_language, localized_number

_HEIGHT_PT = 9.0
_LETTER_PT = 6.0
_PADDING_PT = 3.0
_LETTER_SCALE = 10
"""Fonts take whole pixels, so badges are written so many times larger and scaled."""
_ABOVE_SHAPES = 10.5


def box_comments(project: Project, model: Model) -> dict[str, int]:
    """Return how many comments are open on each box of a model, by the key of its node."""
    found = open_box_comments(project, model.id)
    for code_id, number in open_comments(project, CommentTarget.CODE).items():
        found[code_key(code_id)] = found.get(code_key(code_id), 0) + number
    return found


class CommentBadges(QGraphicsItem):
    """A small number at the lower corner of every box with open comments; they are no part of what is exported."""

    def __init__(self) -> None:
        super().__init__()
        self._badges: list[tuple[QRectF, str]] = []
        self.setZValue(_ABOVE_SHAPES)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def numbers(self) -> list[str]:
        """Return the numbers that are shown."""
        return [text for _, text in self._badges]

    def show_numbers(self, figure: Figure | None, numbers: Mapping[str, int]) -> None:
        """Show these numbers, by the keys of nodes; nodes that the figure does not show are left out."""
        self.prepareGeometryChange()
        self._badges = []
        for key, number in numbers.items() if figure is not None else ():
            node = figure.node(key)
            if node is not None:
                text = localized_number(number, interface_language())
                letters = QFontMetricsF(_font()).horizontalAdvance(text) / _LETTER_SCALE
                width = max(letters + 2 * _PADDING_PT, _HEIGHT_PT)
                # At the reading end, where no bullet and no sign of the box stands.
                is_rtl = figure.direction is Direction.RTL
                x = node.rect.x - width * 0.4 if is_rtl else node.rect.x + node.rect.width - width * 0.6
                place = QRectF(x, node.rect.y + node.rect.height - _HEIGHT_PT * 0.7, width, _HEIGHT_PT)
                self._badges.append((place, text))

    def boundingRect(self) -> QRectF:
        area = QRectF()
        for place, _ in self._badges:
            area = area.united(place)
        return area.adjusted(-1, -1, 1, 1)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        shown = tokens()
        for place, text in self._badges:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shown.accent))
            painter.drawRoundedRect(place, _HEIGHT_PT / 2, _HEIGHT_PT / 2)
            painter.save()
            painter.setPen(QColor(shown.on_accent))
            painter.setFont(_font())
            painter.translate(place.topLeft())
            painter.scale(1 / _LETTER_SCALE, 1 / _LETTER_SCALE)
            whole = QRectF(0, 0, place.width() * _LETTER_SCALE, place.height() * _LETTER_SCALE)
            painter.drawText(whole, Qt.AlignmentFlag.AlignCenter, text)
            painter.restore()


def _font() -> QFont:
    font = interface_font(is_bold=True, language=interface_language())
    font.setPixelSize(round(_LETTER_PT * _LETTER_SCALE))
    return font
