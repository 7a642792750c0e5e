"""Links in a memo draw themselves: the present name of what they lead to, whatever it was called when written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPyTextObject, QTextDocument, QTextFormat

from qdatool.coding.things import Thing
from qdatool.text.memo_markup import LinkKind, LinkTarget
from qdatool.ui.direction import direction_of, one_line
from qdatool.ui.memo_document import target_of
from qdatool.ui.theme import color, tokens
from qdatool.ui.tokens import Radius, Space

_WIDEST = 320.0
_DOT = 7.0

NameOf = Callable[[LinkTarget], Thing | None]


class LinkObject(QPyTextObject):
    """Draws a link as a plate that is read like a word."""

    def __init__(self, name_of: NameOf) -> None:
        super().__init__()
        self._name_of = name_of

    def intrinsicSize(self, document: QTextDocument, position: int, format: QTextFormat) -> QSizeF:
        metrics = QFontMetricsF(_font(document, format))
        words, dot = self._words(format)
        width = metrics.horizontalAdvance(words) + 2 * Space.XS + (_DOT + Space.XS if dot else 0)
        return QSizeF(min(width, _WIDEST), metrics.height())

    def drawObject(
        self, painter: QPainter, place: QRectF, document: QTextDocument, position: int, format: QTextFormat
    ) -> None:
        shown = tokens()
        words, dot = self._words(format)
        link = target_of(format)
        is_gone = link is None or self._name_of(link[0]) is None
        direction = direction_of(words)
        font = _font(document, format)
        font.setStrikeOut(is_gone)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(shown.hover if is_gone else shown.accent_tint))
        painter.drawRoundedRect(place, Radius.CHIP, Radius.CHIP)
        inner = place.adjusted(Space.XS, 0, -Space.XS, 0)
        if dot:
            inner = _draw_dot(painter, inner, dot, direction)
        painter.setFont(font)
        painter.setPen(color(shown.text_3 if is_gone else shown.accent_text))
        cut = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, inner.width() + 1)
        painter.drawText(inner, cut, one_line(cut, direction))
        painter.restore()

    def words_of(self, format: QTextFormat) -> str:
        """Return what a link reads as now."""
        return self._words(format)[0]

    def name_of(self, target: LinkTarget, words: str) -> str:
        """Return what the target of a link is called now; the words of the link for one that is gone."""
        thing = self._name_of(target)
        name = (thing.name if thing is not None else "") or words
        return f"«{name}»" if target.kind is LinkKind.QUOTATION else name

    def _words(self, format: QTextFormat) -> tuple[str, str]:
        """Return the words of a link and the colour of its dot."""
        link = target_of(format)
        if link is None:
            return "", ""
        thing = self._name_of(link[0])
        return self.name_of(*link), tokens().code_color(thing.color) if thing is not None and thing.color else ""


def _draw_dot(painter: QPainter, place: QRectF, dot: str, direction: Qt.LayoutDirection) -> QRectF:
    """Draw a code's dot at the reading start; return what is left."""
    is_mirrored = direction == Qt.LayoutDirection.RightToLeft
    middle = QPointF(place.right() - _DOT / 2 if is_mirrored else place.left() + _DOT / 2, place.center().y())
    painter.setBrush(color(dot))
    painter.drawEllipse(middle, _DOT / 2, _DOT / 2)
    room = _DOT + Space.XS
    return place.adjusted(0, 0, -room, 0) if is_mirrored else place.adjusted(room, 0, 0, 0)


def _font(document: QTextDocument, format: QTextFormat) -> QFont:
    font = QFont(document.defaultFont())
    letters = format.toCharFormat()
    font.setBold(letters.fontWeight() >= int(QFont.Weight.DemiBold))
    font.setItalic(letters.fontItalic())
    return font
