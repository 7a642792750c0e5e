"""Small signs in a code's colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from qdatool.ui.theme import tokens

_SIDE = 12


class CodeSquare(QWidget):
    """A square in the colour of a code."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._color = ""
        self.setFixedSize(_SIDE, _SIDE)

    def show_color(self, stored: str) -> None:
        """Show another code's colour, given as the project stores it."""
        self._color = stored
        self.setVisible(bool(stored))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().code_color(self._color)))
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
