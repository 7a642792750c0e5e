"""One relation on a line of the inspector: its two categories and the numbers for and against."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle

from qdatool.ui.controls import ClickableFrame, draw_elided
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Radius
from qdatool.wording import interface_language, localized_number

_HEIGHT = 44
_NUMBERS = 44


class RelationRow(ClickableFrame):
    """Shows source and target one over the other, and whether the relation leads from the one to the other."""

    def __init__(
        self, ends: tuple[str, str], counts: tuple[int, int], *, is_chosen: bool = False, is_directed: bool = True
    ) -> None:
        super().__init__()
        self._ends, self._counts, self._is_chosen, self._is_directed = ends, counts, is_chosen, is_directed
        self.setFixedHeight(_HEIGHT)
        arrow = "\u2192" if is_directed else "\u2194"
        self.setAccessibleName(f"{ends[0]} {arrow} {ends[1]}, +{counts[0]} \u2212{counts[1]}")
        self.setToolTip("\n".join(ends))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown, direction = tokens(), self.layoutDirection()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = shown.selected if self._is_chosen else shown.hover if self.underMouse() else shown.panel
        painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(shown.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), Radius.CONTROL, Radius.CONTROL)
        onward = "\u2190" if direction == Qt.LayoutDirection.RightToLeft else "\u2192"
        arrow = onward if self._is_directed else "\u2194"
        width = self.width() - _NUMBERS - 12
        painter.setFont(interface_font(FontSize.DENSE))
        for i, text in enumerate(self._ends):
            painter.setPen(QColor(shown.text_1 if i == 0 else shown.text_2))
            indent = 14 if i else 0
            line = QRect(8 + indent, 3 + i * 19, width - indent, 19)
            draw_elided(painter, QStyle.visualRect(direction, self.rect(), line), text, direction)
            if i:
                place = QStyle.visualRect(direction, self.rect(), QRect(6, 3 + 19, 14, 19))
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, arrow)
        language = interface_language()
        painter.setFont(interface_font(FontSize.META, is_bold=True))
        for i, (sign, count, ink) in enumerate(
            (("+", self._counts[0], shown.ok), ("\u2212", self._counts[1], shown.error))
        ):
            if count:
                place = QRect(self.width() - _NUMBERS, 3 + i * 19, _NUMBERS - 8, 19)
                if i:
                    # What contradicts stands on a plate: colour alone would not set it off.
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(QColor(ink))
                    plate = QStyle.visualRect(direction, self.rect(), place).adjusted(2, 2, -2, -2)
                    painter.drawRoundedRect(plate, plate.height() / 2, plate.height() / 2)
                painter.setPen(QColor(shown.raised if i else ink))
                painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
                painter.drawText(
                    QStyle.visualRect(direction, self.rect(), place),
                    Qt.AlignmentFlag.AlignCenter,
                    f"{sign}{localized_number(count, language)}",
                )
