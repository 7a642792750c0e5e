"""The four templates as cards with small drawings of what they lead to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QWidget

from qdatool.ui.direction import draw_wrapped
from qdatool.ui.theme import color, interface_font, tokens
from qdatool.ui.tokens import FontSize, Radius, Space
from qdatool.wording import tr

_DRAWING = QRectF(0, 0, 170, 60)


@dataclass(frozen=True)
class TemplateCardText:
    """What a card says, as keys for ``tr``."""

    template: str
    name: str
    explanation: str


CARDS = (
    TemplateCardText("grounded-theory", "Grounded theory", "Open, axial, selective. Paradigm model with six roles."),
    TemplateCardText("thematic-network", "Thematic network", "Basic, organizing, global. One web per global theme."),
    TemplateCardText("gioia", "Gioia", "First order, second order, aggregate dimensions."),
    TemplateCardText("blank", "Blank", "One level of codes to begin with."),
)


TEMPLATE_NAMES = {card.template: card.name for card in CARDS}
"""Names of templates; kept here because the subject is not imported at start-up."""


class TemplateCards(QWidget):
    """Chooses one of the templates; four in a row, or two by two where it is narrow."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.M)
        self._cards = [TemplateCard(text) for text in CARDS]
        self._columns = 0
        for card in self._cards:
            self._group.addButton(card)
            card.clicked.connect(lambda _checked=False, name=card.template: self.chosen.emit(name))
        self._cards[0].setChecked(True)
        self._arrange(4)

    def template(self) -> str:
        """Return the template that is chosen."""
        return next(card.template for card in self._cards if card.isChecked())

    def choose(self, template: str) -> None:
        """Choose a template."""
        for card in self._cards:
            card.setChecked(card.template == template)

    def resizeEvent(self, event: object) -> None:
        self._arrange(4 if self.width() >= 640 else 2)
        super().resizeEvent(event)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for i, card in enumerate(self._cards):
            self._grid.addWidget(card, i // columns, i % columns)
        for i in range(4):
            self._grid.setColumnStretch(i, 1 if i < columns else 0)


class TemplateCard(QAbstractButton):
    """One template; a radio button that looks like a card."""

    def __init__(self, text: TemplateCardText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.template = text.template
        self._text = text
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.retranslate()

    def retranslate(self) -> None:
        """Show the card in the interface's language."""
        self.setText(tr(self._text.name))
        self.setAccessibleName(tr(self._text.name))
        self.setAccessibleDescription(tr(self._text.explanation))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 152)

    def minimumSizeHint(self) -> QSize:
        return QSize(150, 152)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self.isChecked() or self.hasFocus() else 1
        edge = shown.accent if self.isChecked() or self.hasFocus() else shown.line_strong
        inset = width / 2
        painter.setPen(QPen(color(edge), width))
        painter.setBrush(color(shown.hover if self.underMouse() and not self.isChecked() else shown.raised))
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, Radius.POPUP, Radius.POPUP)
        self._paint_drawing(painter)
        self._paint_texts(painter)

    def _paint_drawing(self, painter: QPainter) -> None:
        painter.save()
        painter.translate((self.width() - _DRAWING.width()) / 2, 14)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(_DRAWING.width(), 0)
            painter.scale(-1, 1)
        _DRAWINGS[self.template](painter)
        painter.restore()

    def _paint_texts(self, painter: QPainter) -> None:
        shown = tokens()
        place = QRectF(Space.M + 2, 84, self.width() - 2 * Space.M - 4, self.height() - 84 - Space.XS)
        painter.setFont(interface_font(FontSize.BASE, is_bold=True))
        painter.setPen(color(shown.text_1))
        draw_wrapped(painter, place, self.text())
        painter.setFont(interface_font(FontSize.META))
        painter.setPen(color(shown.text_2))
        draw_wrapped(painter, place.adjusted(0, 21, 0, 0), tr(self._text.explanation))


def _box(painter: QPainter, box: QRectF, *, is_main: bool = False, radius: float = 3) -> None:
    shown = tokens()
    painter.setPen(QPen(color(shown.accent if is_main else shown.text_2), 1.5 if is_main else 1.2))
    painter.setBrush(color(shown.accent_tint if is_main else shown.raised))
    painter.drawRoundedRect(box, radius, radius)


def _lines(painter: QPainter, *ends: tuple[float, float, float, float]) -> None:
    painter.setPen(QPen(color(tokens().text_3), 1.2))
    for x1, y1, x2, y2 in ends:
        painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))


def _draw_paradigm(painter: QPainter) -> None:
    _lines(painter, (30, 30, 48, 30), (78, 30, 96, 30), (124, 30, 140, 30), (110, 12, 110, 48))
    for box in (QRectF(1, 20, 29, 20), QRectF(140, 20, 29, 20), QRectF(95, 20, 30, 20)):
        _box(painter, box)
    for box in (QRectF(90, 1, 40, 12), QRectF(90, 47, 40, 12)):
        _box(painter, box)
    _box(painter, QRectF(48, 20, 30, 20), is_main=True)


def _draw_network(painter: QPainter) -> None:
    middle = QPointF(85, 30)
    for x, y, side in ((38, 12, -1), (26, 30, -1), (38, 48, -1), (132, 12, 1), (144, 30, 1), (132, 48, 1)):
        _lines(painter, (middle.x(), middle.y(), x, y))
        _lines(painter, *((x, y, x + side * 22, y + drift) for drift in (-8, 0, 8)))
        _box(painter, QRectF(x - 9, y - 5, 18, 10), radius=5)
    _box(painter, QRectF(67, 20, 36, 20), is_main=True, radius=10)


def _draw_gioia(painter: QPainter) -> None:
    for i in range(5):
        y = 2 + i * 12.5
        goal = 18 if i < 3 else 44
        _lines(painter, (46, y + 4, 72, goal))
        _box(painter, QRectF(1, y, 46, 8), radius=2)
    for y in (18, 44):
        _lines(painter, (112, y, 138, 30))
        _box(painter, QRectF(71, y - 7, 42, 13), radius=2)
    _box(painter, QRectF(135, 21, 34, 18), is_main=True)


def _draw_blank(painter: QPainter) -> None:
    shown = tokens()
    pen = QPen(color(shown.text_3), 1.2, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(55, 2, 60, 56), 3, 3)
    painter.setPen(QPen(color(shown.accent), 2))
    painter.drawLine(QPointF(77, 30), QPointF(93, 30))
    painter.drawLine(QPointF(85, 22), QPointF(85, 38))


_DRAWINGS: dict[str, Callable[[QPainter], None]] = {
    "grounded-theory": _draw_paradigm,
    "thematic-network": _draw_network,
    "gioia": _draw_gioia,
    "blank": _draw_blank,
}
