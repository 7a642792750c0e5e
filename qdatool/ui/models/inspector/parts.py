"""The parts the inspector is made of: numbers, cards of quotations, the strip of interviews, chips, rows of codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QStyle, QVBoxLayout, QWidget

from qdatool.coding.roles import Stance
from qdatool.ui.controls import ClickableFrame, ElidedLabel, IconButton, IconLabel, SentenceLabel, draw_elided
from qdatool.ui.direction import runs_right_to_left
from qdatool.ui.icons import Icon, Ink, paint_icon
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import font_families, interface_font, tokens
from qdatool.ui.tokens import FontSize, IconSize, Radius, Size, Space, mixed
from qdatool.wording import interface_language, localized_number, tr

_LONGEST_QUOTE = 260
_BAR_WIDTH = 3
_CELL_HEIGHT = 27
_MOST_CELLS = 16
_GAP = 8
_TINT = 0.3


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation as a card shows it."""

    quotation_id: int
    words: str
    document: str
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One number with what it counts; ``ink`` is a token's name for the number."""

    number: str
    caption: str
    ink: str = "text_1"


class QuoteLabel(QLabel):
    """The words of a passage over several lines, in their own direction, cut when they are very long."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        shown = " ".join(words.split())
        if len(shown) > _LONGEST_QUOTE:
            shown = shown[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + "\u2026"
        is_rtl = runs_right_to_left(shown)
        direction, spacing = ("rtl", 108) if is_rtl else ("ltr", 122)
        # A label mirrors its text with the window; the paragraph's own direction decides here.
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
        family = font_families("fa" if is_rtl else "en")[0]
        style = f"margin:0; line-height:{spacing}%; font-family:'{family}'"
        self.setText(f'<p dir="{direction}" style="{style}">{escape(shown)}</p>')
        self.setAccessibleName(words)


class FactCells(QFrame):
    """Numbers beside each other, each over what it counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: tuple[Fact, ...] = ()
        self.setFixedHeight(52)

    def show_facts(self, *facts: Fact) -> None:
        """Show these numbers."""
        self._facts = facts
        self.setAccessibleName(", ".join(f"{fact.number} {fact.caption}" for fact in facts))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._facts:
            return
        shown = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(shown.line), 1))
        painter.setBrush(QColor(shown.raised))
        painter.drawRoundedRect(frame, Radius.CONTROL, Radius.CONTROL)
        width = self.width() // len(self._facts)
        for i, fact in enumerate(self._facts):
            cell = QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(i * width, 0, width, self.height()))
            if i:
                edge = cell.right() + 0.5 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else cell.left()
                painter.setPen(QPen(QColor(shown.line), 1))
                painter.drawLine(int(edge), 1, int(edge), self.height() - 2)
            painter.setFont(interface_font(FontSize.HEADING, is_bold=True))
            painter.setPen(QColor(getattr(shown, fact.ink)))
            painter.drawText(cell.adjusted(0, 6, 0, -24), Qt.AlignmentFlag.AlignCenter, fact.number)
            font = interface_font(FontSize.META)
            painter.setFont(font)
            painter.setPen(QColor(shown.text_2))
            room = cell.adjusted(4, 27, -4, -6)
            caption = QFontMetrics(font).elidedText(fact.caption, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, caption)


class InterviewStrip(QWidget):
    """One cell per interview: green with a plus where it supports, red with a minus where it contradicts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stances: tuple[frozenset[Stance], ...] = ()
        self._names: tuple[str, ...] = ()
        self.setMouseTracking(True)

    def show_interviews(self, names: Sequence[str], stances: Mapping[int, frozenset[Stance]]) -> None:
        """Show the interviews in their order; ``stances`` is keyed by place, from 0."""
        self._names = tuple(names)
        self._stances = tuple(stances.get(i, frozenset()) for i in range(len(names)))
        self.setFixedHeight(self._row_count() * (_CELL_HEIGHT + 2))
        supports = [str(i + 1) for i, each in enumerate(self._stances) if Stance.SUPPORTS in each]
        against = [str(i + 1) for i, each in enumerate(self._stances) if Stance.CONTRADICTS in each]
        self.setAccessibleName(
            tr(
                "Supported by interviews {supporting}; contradicted by {contradicting}",
                supporting=", ".join(supports) or "\u2013",
                contradicting=", ".join(against) or "\u2013",
            )
        )
        self.setToolTip(self.accessibleName())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = min(len(self._names), _MOST_CELLS) or 1
        width = (self.width() + 2) / columns
        for i, stances in enumerate(self._stances):
            row, column = divmod(i, _MOST_CELLS)
            logical = QRect(round(column * width), row * (_CELL_HEIGHT + 2), round(width) - 2, _CELL_HEIGHT)
            cell = QStyle.visualRect(self.layoutDirection(), self.rect(), logical)
            fill, ink, sign = _strip_look(stances)
            painter.setPen(QPen(QColor(shown.line), 1) if not stances else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(fill))
            painter.drawRoundedRect(QRectF(cell).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CHIP, Radius.CHIP)
            painter.setPen(QColor(ink))
            painter.setFont(interface_font(FontSize.HINT, is_bold=bool(stances)))
            number = localized_number(i + 1, interface_language())
            painter.drawText(cell.adjusted(0, 1, 0, -11), Qt.AlignmentFlag.AlignCenter, number)
            painter.drawText(cell.adjusted(0, 12, 0, -2), Qt.AlignmentFlag.AlignCenter, sign)

    def _row_count(self) -> int:
        return max(1, -(-len(self._names) // _MOST_CELLS))


class QuotationCard(ClickableFrame):
    """A passage; a click goes to it in its transcript. The bar at the reading start says for or against."""

    stance_chosen = Signal(object)
    """The user says that the passage speaks for (SUPPORTS), against (CONTRADICTS), or (None) not at all."""

    def __init__(self, passage: Passage, *, is_candidate: bool = False, can_write: bool = False) -> None:
        super().__init__()
        self.passage = passage
        self.setObjectName("quotationCard")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Not fixed: then the height that the words need over the width there is would be cut off.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M - 2, Space.S - 1, Space.M - 2, Space.XS + 1)
        column.setSpacing(3)
        column.addWidget(QuoteLabel(passage.words))
        foot = QHBoxLayout()
        foot.setSpacing(Space.XS)
        foot.addWidget(ElidedLabel(passage.document, Look.META), 1)
        if can_write and is_candidate:
            foot.addWidget(self._button(Icon.SUPPORTS, "It supports the proposition", Stance.SUPPORTS))
            foot.addWidget(self._button(Icon.CONTRADICTS, "It contradicts the proposition", Stance.CONTRADICTS))
        elif can_write and passage.stance is not None:
            foot.addWidget(self._button(Icon.CLOSE, "Take it away from the evidence", None))
        foot.addWidget(IconLabel(Icon.OPEN_ELSEWHERE, IconSize.TINY, Ink.ACCENT))
        column.addLayout(foot)
        said = {Stance.SUPPORTS: tr("Supports"), Stance.CONTRADICTS: tr("Contradicts")}.get(passage.stance, "")
        self.setAccessibleName(". ".join(part for part in (said, passage.words, passage.document) if part))
        self.setToolTip(tr("Show the passage in its transcript"))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(QColor(shown.hover if self.underMouse() else shown.raised))
        painter.setPen(QPen(QColor(shown.accent), 2) if self.hasFocus() else QPen(QColor(shown.line_strong), 1))
        painter.drawRoundedRect(frame, Radius.CONTROL, Radius.CONTROL)
        ink = {Stance.SUPPORTS: shown.ok, Stance.CONTRADICTS: shown.error}.get(self.passage.stance)
        if ink is not None:
            bar = QRect(0, 3, _BAR_WIDTH, self.height() - 6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ink))
            painter.drawRoundedRect(QStyle.visualRect(self.layoutDirection(), self.rect(), bar), 1.5, 1.5)

    def _button(self, name: Icon, sentence: str, stance: Stance | None) -> IconButton:
        button = IconButton(name, sentence, IconSize.DENSE)
        button.setFixedSize(22, 22)
        button.clicked.connect(lambda: self.stance_chosen.emit(stance))
        return button


class CodeChip(ClickableFrame):
    """A category as a small button: its colour and its label."""

    def __init__(self, label: str, color: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._color = label, color
        self.setFixedHeight(Size.FIELD)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(label)
        self.setToolTip(label)

    def sizeHint(self) -> QSize:
        return QSize(110, Size.FIELD)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, Size.FIELD)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(shown.hover if self.underMouse() else shown.raised))
        painter.setPen(QPen(QColor(shown.accent), 2) if self.hasFocus() else QPen(QColor(shown.line_strong), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)
        direction = self.layoutDirection()
        square = QStyle.visualRect(direction, self.rect(), QRect(8, self.height() // 2 - 5, 10, 10))
        # A role without a category has no colour yet.
        painter.setPen(Qt.PenStyle.NoPen if self._color else QPen(QColor(shown.line_strong), 1))
        painter.setBrush(QColor(shown.code_color(self._color)) if self._color else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(square, 2.5, 2.5)
        painter.setPen(QColor(shown.text_1))
        painter.setFont(interface_font(FontSize.DENSE))
        place = QStyle.visualRect(direction, self.rect(), QRect(24, 0, self.width() - 32, self.height()))
        draw_elided(painter, place, self._label, direction)


class CodeRow(ClickableFrame):
    """A code on one line: shape, label, a bar for its share, quotations and interviews."""

    def __init__(self, label: str, color: str, numbers: tuple[int, int], share: float, *, has_below: bool) -> None:
        super().__init__()
        self._label, self._color, self._numbers = label, color, numbers
        self._share, self._has_below = share, has_below
        self.setFixedHeight(Size.LIST_ROW)
        self.setAccessibleName(
            tr("{label}: {quotations} quotations, {interviews} interviews", label=label, **_pair(numbers))
        )
        self.setToolTip(self.accessibleName())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown, direction = tokens(), self.layoutDirection()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setBrush(QColor(shown.hover))
            painter.setPen(QPen(QColor(shown.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), Radius.CONTROL, Radius.CONTROL)
        shade = shown.code_color(self._color)
        painter.setPen(QPen(QColor(shade), 1.4) if self._has_below else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mixed(shade, shown.panel, _TINT) if self._has_below else shade))
        middle = self.height() // 2
        sign = QStyle.visualRect(direction, self.rect(), QRect(6, middle - 4, 8, 8))
        if self._has_below:
            painter.drawRoundedRect(sign, 2.5, 2.5)
        else:
            painter.drawEllipse(sign)
        number_width, end = 24, 2 * 24 + 6
        room = max(self.width() - 22 - end - _GAP, 0)
        place = QRect(22, 0, room, self.height() - 3)
        painter.setPen(QColor(shown.text_1))
        painter.setFont(interface_font(FontSize.DENSE))
        draw_elided(painter, QStyle.visualRect(direction, self.rect(), place), self._label, direction)
        self._paint_bar(painter, QRect(22, self.height() - 4, room, 2))
        for i, (number, ink) in enumerate(zip(self._numbers, (shown.text_1, shown.text_2), strict=True)):
            cell = QRect(self.width() - end + i * (number_width + 2), 0, number_width, self.height())
            painter.setPen(QColor(ink))
            painter.setFont(interface_font(FontSize.META))
            side = Qt.AlignmentFlag.AlignLeft if interface_language() == "fa" else Qt.AlignmentFlag.AlignRight
            painter.drawText(
                QStyle.visualRect(direction, self.rect(), cell),
                side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter,
                localized_number(number, interface_language()),
            )

    def _paint_bar(self, painter: QPainter, track: QRect) -> None:
        """Paint the code's share of the largest one's quotations."""
        filled = QRect(track.left(), track.top(), round(track.width() * self._share), track.height())
        painter.setPen(Qt.PenStyle.NoPen)
        for part, color in ((track, tokens().line), (filled, tokens().code_color(self._color))):
            painter.setBrush(QColor(color))
            painter.drawRoundedRect(QStyle.visualRect(self.layoutDirection(), self.rect(), part), 1, 1)


class SectionHead(QWidget):
    """The head of a section of the inspector: maybe a sign, a bold title, a number, buttons at the reading end."""

    def __init__(self, sentence: str, name: Icon | None = None, ink: Ink = Ink.NORMAL) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, Space.S, 0, 0)
        self._row.setSpacing(Space.S - 2)
        if name is not None:
            self._row.addWidget(IconLabel(name, IconSize.NORMAL, ink))
        self._row.addWidget(SentenceLabel(sentence, Look.STRONG))
        self._count = QLabel()
        wear(self._count, Look.META)
        self._row.addWidget(self._count)
        self._row.addStretch(1)

    def show_count(self, count: int) -> None:
        """Show how many there are."""
        self.show_said(localized_number(count, interface_language()))

    def said(self) -> str:
        """Return what stands beside the title."""
        return self._count.text()

    def show_said(self, said: str) -> None:
        """Say beside the title how many there are of what."""
        self._count.setText(said)

    def add(self, button: QWidget) -> None:
        """Add a button at the reading end."""
        self._row.addWidget(button)


class ArrowLabel(QWidget):
    """An arrow from what stands before it to what stands after it, in the direction of reading, or both ways."""

    def __init__(self, *, is_directed: bool = True) -> None:
        super().__init__()
        self._icon = Icon.FORWARD if is_directed else Icon.SWAP
        self.setFixedSize(int(IconSize.DENSE) + 2, int(Size.FIELD))

    def paintEvent(self, event: QPaintEvent) -> None:
        side = int(IconSize.DENSE)
        place = QRectF(1, (self.height() - side) / 2, side, side)
        paint_icon(QPainter(self), place, self._icon, tokens().text_2)


def _strip_look(stances: frozenset[Stance]) -> tuple[str, str, str]:
    """Return fill, ink and sign of an interview's cell."""
    shown = tokens()
    if len(stances) == 2:
        return shown.warn_tint, shown.warn, "\u00b1"
    if Stance.SUPPORTS in stances:
        return shown.ok_tint, shown.ok, "+"
    if Stance.CONTRADICTS in stances:
        return shown.error_tint, shown.error, "\u2212"
    return shown.panel, shown.text_3, "\u00b7"


def _pair(numbers: tuple[int, int]) -> dict[str, int]:
    return {"quotations": numbers[0], "interviews": numbers[1]}
