"""A button of an action that says how many things wait behind it."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from qdatool.ui.actions import Actions
from qdatool.ui.controls import ActionButton
from qdatool.ui.theme import color, interface_font, tokens
from qdatool.ui.tokens import FontSize
from qdatool.wording import interface_language, localized_number, tr

_BADGE = 14


class CountButton(ActionButton):
    """A button of an action with a small number at its corner; none for 0."""

    def __init__(self, actions: Actions, action_id: StrEnum) -> None:
        self._number = 0
        super().__init__(actions, action_id)

    def show_number(self, number: int) -> None:
        """Show another number."""
        self._number = number
        self.retranslate()
        self.update()

    def retranslate(self) -> None:
        """Say the number too."""
        super().retranslate()
        if self._number:
            said = tr("{n} open comments", n=self._number)
            self.setToolTip(f"{self.toolTip()}\n{said}")
            self.setAccessibleName(f"{self.accessibleName()}, {said}")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._number:
            return
        shown, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(interface_font(FontSize.HINT, is_bold=True))
        text = localized_number(min(self._number, 99), interface_language())
        width = max(painter.fontMetrics().horizontalAdvance(text) + 6, _BADGE)
        left = 1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else self.width() - width - 1
        badge = QRectF(left, 1, width, _BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(shown.accent))
        painter.drawRoundedRect(badge, _BADGE / 2, _BADGE / 2)
        painter.setPen(color(shown.on_accent))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
