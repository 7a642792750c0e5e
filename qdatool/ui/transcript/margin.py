"""The column at the reading-end side: a stripe for every coding on the screen, with its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollBar, QToolTip, QWidget

from qdatool.ui.dragging import dragged_code
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FOCUSED_CODE, FontSize, Radius, Space
from qdatool.ui.transcript.stripes import LINE_LEFT, NAME_LINE, NAMES_LEFT, Extent, Stripe, stripes
from qdatool.ui.transcript.values import Appearances, CodeLook, Edge, StripeCoding
from qdatool.wording import interface_language, tr
from qdatool.wording.digits import localized_digits

WIDTH_WITH_NAMES = 222
WIDTH_OF_STRIPES = NAMES_LEFT
WIDEST = 268
_MARK_WIDTH = 3.0
_MARK_GAP = 6.0
_NOTE_WIDTH = 16.0
_WIDEST_NAME = 200.0
_REACH = 3.0


@dataclass(frozen=True, slots=True)
class StripePlaces:
    """What the margin asks the transcript for: the codings on the screen, which stand out, what a card says of one."""

    extents: Callable[[], list[Extent]]
    is_on: Callable[[StripeCoding], bool]
    card: Callable[[StripeCoding], str]


class StripesMargin(QWidget):
    """Paints the stripes and tells where they are clicked and pulled.

    Signals carry the ``StripeCoding``: ``stripe_clicked``; ``stripe_opened`` on a double click; ``menu_asked`` with the
    point in global pixels; ``code_dropped`` before the id of the code that was let fall on the stripe and that point;
    ``edge_grabbed(coding, edge)``, then ``edge_pulled(point)`` in global pixels as often as the mouse moves, then
    ``edge_released()``.
    """

    stripe_clicked = Signal(object)
    stripe_opened = Signal(object)
    menu_asked = Signal(object, QPoint)
    code_dropped = Signal(object, int, QPoint)
    edge_grabbed = Signal(object, object)
    edge_pulled = Signal(QPointF)
    edge_released = Signal()

    def __init__(self, parent: QWidget, places: StripePlaces, scroll_bar: QScrollBar) -> None:
        super().__init__(parent)
        self._places = places
        self._scroll_bar = scroll_bar
        self._appearances = Appearances()
        self._is_at_left = False
        self._is_pulling = False
        self._stripes: list[Stripe] | None = None
        self._dropping_on: StripeCoding | None = None
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the margin in the interface's language."""
        self.setAccessibleName(tr("Coded passages"))
        self.refresh()

    def set_appearances(self, appearances: Appearances) -> None:
        """Take other names and colours of codes and coders."""
        self._appearances = appearances
        self.refresh()

    def set_at_left(self, is_at_left: bool) -> None:
        """Stand at the left of the text, or at its right."""
        self._is_at_left = is_at_left
        self.refresh()

    def refresh(self) -> None:
        """Find the stripes anew with the next painting."""
        self._stripes = None
        self.update()

    def stripes(self) -> list[Stripe]:
        """Return what is shown; x counts from the text outwards."""
        if self._stripes is None:
            self._stripes = stripes(self._places.extents(), self._name_line_count, self.height())
        return self._stripes

    def on_screen(self, rect: QRectF) -> QRectF:
        """Return a rectangle of a stripe in pixels of this widget."""
        return (
            QRectF(self.width() - rect.right(), rect.top(), rect.width(), rect.height()) if self._is_at_left else rect
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = tokens()
        painter.fillRect(event.rect(), QColor(shown.page))
        painter.fillRect(self.on_screen(QRectF(LINE_LEFT, 0, 1, self.height())), QColor(shown.line))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for stripe in self.stripes():
            color = self._color(stripe.coding)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            radius = stripe.rect.width() / 2 - 0.5
            painter.drawRoundedRect(self.on_screen(stripe.rect), radius, radius)
            if stripe.coding == self._dropping_on:
                self._paint_drop(painter, stripe)
            if stripe.name_lines:
                self._paint_name(painter, stripe, color)
        for stripe in self.stripes():
            if stripe.is_selected:
                self._paint_handles(painter, stripe)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.parentWidget().setFocus(Qt.FocusReason.MouseFocusReason)
        grip = self._handle_at(event.position())
        if grip is not None:
            self._is_pulling = True
            self.edge_grabbed.emit(*grip)
            return
        stripe = self._stripe_at(event.position())
        if stripe is not None:
            self.stripe_clicked.emit(stripe.coding)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        stripe = self._stripe_at(event.position())
        if stripe is not None and event.button() == Qt.MouseButton.LeftButton:
            self.stripe_opened.emit(stripe.coding)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_pulling:
            self.edge_pulled.emit(event.globalPosition())
            return
        is_on_handle = self._handle_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.SizeVerCursor if is_on_handle else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_pulling and event.button() == Qt.MouseButton.LeftButton:
            self._is_pulling = False
            self.edge_released.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        stripe = self._stripe_at(QPointF(event.pos()))
        if stripe is not None:
            self.menu_asked.emit(stripe.coding, event.globalPos())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Taken wherever it comes in, or Qt would not tell of its way on to a stripe.
        if dragged_code(event.mimeData()) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        stripe = self._stripe_at(event.position()) if dragged_code(event.mimeData()) is not None else None
        self._show_drop(stripe.coding if stripe is not None else None)
        if stripe is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_drop(None)

    def dropEvent(self, event: QDropEvent) -> None:
        stripe, code_id = self._stripe_at(event.position()), dragged_code(event.mimeData())
        self._show_drop(None)
        if stripe is None or code_id is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.code_dropped.emit(stripe.coding, code_id, self.mapToGlobal(event.position().toPoint()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        QCoreApplication.sendEvent(self._scroll_bar, event)

    def resizeEvent(self, event) -> None:
        self.refresh()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().event(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        stripe = self._stripe_at(QPointF(event.pos()))
        if stripe is None:
            QToolTip.hideText()
            return
        codings = [stripe.coding]
        if self._more_rect(stripe).contains(self._mirrored(QPointF(event.pos()))):
            codings = list(stripe.more)
        cards = [card for coding in codings if (card := self._places.card(coding))]
        names = "\n".join(self._described(coding) for coding in codings)
        QToolTip.showText(event.globalPos(), f"<qt>{'<hr>'.join(cards)}</qt>" if cards else names, self)

    def _show_drop(self, coding: StripeCoding | None) -> None:
        if coding != self._dropping_on:
            self._dropping_on = coding
            self.update()

    def _described(self, coding: StripeCoding) -> str:
        code, coder = self._look(coding).label, self._appearances.coders.get(coding.coder_id, "")
        named = tr("{code} ({coder})", code=code, coder=coder) if coder else code
        return tr("{coding}: adds a dimension", coding=named) if coding.adds_dimension else named

    def _handle_at(self, point: QPointF) -> tuple[StripeCoding, Edge] | None:
        for stripe in self.stripes():
            for edge in Edge if stripe.is_selected else ():
                grip = self.on_screen(stripe.handle(edge)).adjusted(-_REACH, -_REACH, _REACH, _REACH)
                if grip.contains(point):
                    return stripe.coding, edge
        return None

    def _stripe_at(self, point: QPointF) -> Stripe | None:
        inner = self._mirrored(point)
        for stripe in self.stripes():
            if stripe.rect.adjusted(-_REACH, 0, _REACH, 0).contains(inner):
                return stripe
            if stripe.name_lines and self._name_rect(stripe).contains(inner):
                return stripe
        return None

    def _mirrored(self, point: QPointF) -> QPointF:
        return QPointF(self.width() - point.x(), point.y()) if self._is_at_left else point

    def _has_names(self) -> bool:
        return self.width() >= NAMES_LEFT + 60

    def _name_width(self) -> float:
        return min(self.width() - NAMES_LEFT - _MARK_WIDTH - _MARK_GAP - Space.M, _WIDEST_NAME)

    def _name_rect(self, stripe: Stripe) -> QRectF:
        width = _MARK_WIDTH + _MARK_GAP + self._name_width()
        return QRectF(NAMES_LEFT, stripe.name_y, width, stripe.name_lines * NAME_LINE)

    def _more_rect(self, stripe: Stripe) -> QRectF:
        if not stripe.more:
            return QRectF()
        width = QFontMetricsF(interface_font(FontSize.META)).horizontalAdvance(self._more_text(stripe)) + 4
        rect = self._name_rect(stripe)
        return QRectF(rect.right() - width, rect.bottom() - NAME_LINE, width, NAME_LINE)

    def _more_text(self, stripe: Stripe) -> str:
        # Isolated from left to right: the sign stands before the number in Persian too.
        return localized_digits(f"\u2066+{len(stripe.more)}\u2069", interface_language())

    def _name_line_count(self, coding: StripeCoding) -> int:
        if not self._has_names():
            return 0
        return len(self._wrapped(coding))

    def _wrapped(self, coding: StripeCoding) -> tuple[str, ...]:
        width = round(self._name_width() - self._note_width(coding))
        return _wrapped(self._look(coding).label, self._places.is_on(coding), interface_language(), width)

    def _note_width(self, coding: StripeCoding) -> float:
        return _NOTE_WIDTH * (coding.has_memo + coding.adds_dimension)

    def _look(self, coding: StripeCoding) -> CodeLook:
        return self._appearances.codes.get(coding.code_id) or CodeLook(coding.code_id, "", tokens().text_3)

    def _color(self, coding: StripeCoding) -> QColor:
        return QColor(tokens().code_color(self._look(coding).color))

    def _paint_name(self, painter: QPainter, stripe: Stripe, color: QColor) -> None:
        coding, shown = stripe.coding, tokens()
        is_on = self._places.is_on(coding)
        font = _name_font(is_on, interface_language())
        metrics = QFontMetricsF(font)
        note = self._note_width(coding)
        more = self._more_rect(stripe)
        room = self._name_width() - note - more.width()
        lines = self._wrapped(coding) if stripe.name_lines > 1 else (self._look(coding).label,)
        texts = [_elided(line, is_on, interface_language(), round(room)) for line in lines]
        left, top = NAMES_LEFT + _MARK_WIDTH + _MARK_GAP, stripe.name_y
        if is_on:
            width = max(advance for _, advance in texts)
            ground = QRectF(left - 4, top - 1, width + 8, len(texts) * NAME_LINE + 1)
            tint = QColor(color)
            tint.setAlphaF(FOCUSED_CODE)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            painter.drawRoundedRect(self.on_screen(ground), Radius.CHIP, Radius.CHIP)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        mark = QRectF(NAMES_LEFT, top + 2.5, _MARK_WIDTH, NAME_LINE - 6)
        painter.drawRoundedRect(self.on_screen(mark), 1, 1)
        painter.setFont(font)
        painter.setPen(QColor(shown.text_1 if is_on else shown.text_2))
        base = (NAME_LINE - metrics.height()) / 2 + metrics.ascent()
        for i, (text, advance) in enumerate(texts):
            self._write(painter, text, advance, left, top + i * NAME_LINE + base)
        place = QPointF(left + texts[-1][1] + 8, top + (len(texts) - 1) * NAME_LINE + 2.5)
        if coding.has_memo:
            self._paint_note(painter, place)
            place += QPointF(_NOTE_WIDTH, 0)
        if coding.adds_dimension:
            self._paint_dimension(painter, place, color)
        if stripe.more:
            painter.setFont(interface_font(FontSize.META))
            painter.setPen(QColor(shown.text_3))
            self._write(painter, self._more_text(stripe), more.width(), more.left(), more.top() + base)

    def _write(self, painter: QPainter, text: str, advance: float, left: float, base: float) -> None:
        x = self.width() - left - advance if self._is_at_left else left
        painter.drawText(QPointF(x, base), text)

    def _paint_note(self, painter: QPainter, place: QPointF) -> None:
        """Draw a sheet with a folded corner: a memo hangs on the passage."""
        painter.setPen(QPen(QColor(tokens().text_3), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        sheet = self.on_screen(QRectF(place.x(), place.y(), 8.5, 10.5))
        fold = 3.5
        painter.drawPolyline(
            [
                QPointF(sheet.right() - fold, sheet.top()),
                QPointF(sheet.left(), sheet.top()),
                sheet.bottomLeft(),
                sheet.bottomRight(),
                QPointF(sheet.right(), sheet.top() + fold),
                QPointF(sheet.right() - fold, sheet.top()),
                QPointF(sheet.right() - fold, sheet.top() + fold),
                QPointF(sheet.right(), sheet.top() + fold),
            ]
        )

    def _paint_dimension(self, painter: QPainter, place: QPointF, color: QColor) -> None:
        """Draw a diamond: the passage shows a side of the code that was not met before."""
        painter.setPen(QPen(color, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        square = self.on_screen(QRectF(place.x(), place.y() + 0.5, 9, 9))
        middle = square.center()
        painter.drawPolygon(
            [
                QPointF(middle.x(), square.top()),
                QPointF(square.right(), middle.y()),
                QPointF(middle.x(), square.bottom()),
                QPointF(square.left(), middle.y()),
            ]
        )

    def _paint_drop(self, painter: QPainter, stripe: Stripe) -> None:
        painter.save()
        painter.setPen(QPen(QColor(tokens().accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.on_screen(stripe.rect.adjusted(-3, -3, 3, 3)), Radius.CHIP, Radius.CHIP)
        if stripe.name_lines:
            painter.drawRoundedRect(self.on_screen(self._name_rect(stripe)), Radius.CHIP, Radius.CHIP)
        painter.restore()

    def _paint_handles(self, painter: QPainter, stripe: Stripe) -> None:
        painter.setPen(QPen(self._color(stripe.coding), 1.5))
        painter.setBrush(QColor(tokens().page))
        for edge in Edge:
            painter.drawRoundedRect(self.on_screen(stripe.handle(edge)), 1.5, 1.5)


@lru_cache(maxsize=16)
def _name_font(is_bold: bool, language: str) -> QFont:
    return interface_font(FontSize.META, is_bold=is_bold, language=language)


@lru_cache(maxsize=4096)
def _elided(text: str, is_bold: bool, language: str, width: int) -> tuple[str, float]:
    """Return a line of a name, cut to fit, and how wide it is."""
    metrics = QFontMetricsF(_name_font(is_bold, language))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    return shown, metrics.horizontalAdvance(shown)


@lru_cache(maxsize=4096)
def _wrapped(label: str, is_bold: bool, language: str, width: int) -> tuple[str, ...]:
    """Return a name cut into at most two lines at a space; the second one may be too long."""
    layout = QTextLayout(label, _name_font(is_bold, language))
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(width)
    layout.endLayout()
    if not line.isValid():
        return (label,)
    units = label.encode("utf-16-le")
    first, rest = (
        part.decode("utf-16-le") for part in (units[: 2 * line.textLength()], units[2 * line.textLength() :])
    )
    return (first.rstrip(), rest) if rest else (label,)
