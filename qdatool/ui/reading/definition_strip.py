"""Two lines under the code box's list that say what the highlighted code means."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qdatool.ui.direction import draw_wrapped
from qdatool.ui.theme import color, interface_font, tokens
from qdatool.ui.tokens import FontSize, Space

_LINES = 2


class DefinitionStrip(QWidget):
    """Paints one text over two lines at most, in its own direction; as tall without a text as with one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._is_faint = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str, *, is_faint: bool = False) -> None:
        """Show another text; a faint one is a remark of the program, not words of the user."""
        one_paragraph = " ".join(text.split())
        if (one_paragraph, is_faint) == (self._text, self._is_faint):
            return
        self._text, self._is_faint = one_paragraph, is_faint
        self.setToolTip(one_paragraph)
        self.setAccessibleName(one_paragraph)
        self.update()

    def text(self) -> str:
        """Return what is shown."""
        return self._text

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(interface_font(FontSize.META))
        return QSize(200, round(_LINES * metrics.height() * 1.15) + 2 * int(Space.S))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = tokens()
        painter = QPainter(self)
        painter.setFont(interface_font(FontSize.META))
        painter.setPen(color(shown.text_3 if self._is_faint else shown.text_2))
        place = QRectF(self.rect()).adjusted(Space.M, Space.S, -Space.M, 0)
        draw_wrapped(painter, place, self._text)
