"""The gesture of the board: cards or columns from pulling them away to letting them go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from qdatool.ui.codebook.board.canvas import CardCanvas
from qdatool.ui.codebook.board.content import Item, Part
from qdatool.ui.codebook.board.drops import Target, target_at
from qdatool.ui.codebook.board.painting import BoardPainter
from qdatool.ui.codebook.board.places import Box, CardPlace, ColumnPlace
from qdatool.ui.codebook.board.state import BoardState
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Radius
from qdatool.wording import interface_language, localized_number

_EDGE = 44
"""Distance from the upper or lower edge within which the board scrolls by itself."""
_TICK_MS = 16
_MOST_STEP = 18
_SPRING_MS = 650
_STACK_STEP = 5
_BADGE = 20
_GRIP = QPoint(26, 22)


class StackBadge(QWidget):
    """What hangs on the mouse: the card that was taken, a second edge for more of them, and their number."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._picture = QPixmap()
        self._number = 0
        self.hide()

    def show_stack(self, picture: QPixmap, number: int) -> None:
        """Show the picture of what was taken, and how many there are."""
        self._picture, self._number = picture, number
        size = picture.deviceIndependentSize().toSize()
        self.resize(size + QSize(_BADGE // 2 + _STACK_STEP, _BADGE // 2 + _STACK_STEP))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, shown = QPainter(self), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self._picture.deviceIndependentSize()
        is_mirrored = self.isRightToLeft()
        x = float(_STACK_STEP if is_mirrored else _BADGE / 2)
        top = QRectF(x, _BADGE / 2, size.width(), size.height())
        painter.setPen(QPen(QColor(shown.accent), 1))
        painter.setBrush(QColor(shown.raised))
        if self._number > 1:
            aside = -_STACK_STEP + 0.5 if is_mirrored else _STACK_STEP - 0.5
            painter.drawRoundedRect(top.translated(aside, _STACK_STEP - 0.5), Radius.CONTROL, Radius.CONTROL)
        painter.drawPixmap(top.topLeft(), self._picture)
        painter.setPen(QPen(QColor(shown.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(top.adjusted(1, 1, -1, -1), Radius.CONTROL, Radius.CONTROL)
        if self._number > 1:
            self._paint_number(painter, top)

    def _paint_number(self, painter: QPainter, top: QRectF) -> None:
        shown = tokens()
        corner = top.topRight() if self.isRightToLeft() else top.topLeft()
        circle = QRectF(0, 0, _BADGE, _BADGE)
        circle.moveCenter(corner + QPointF(-_STACK_STEP if self.isRightToLeft() else _STACK_STEP, 0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shown.accent))
        painter.drawRoundedRect(circle, _BADGE / 2, _BADGE / 2)
        painter.setPen(QColor(shown.on_accent))
        painter.setFont(interface_font(FontSize.META, is_bold=True))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, localized_number(self._number, interface_language()))


class BoardDrag(QObject):
    """One drag at a time over all canvases of a board. ``ground`` is the widget over which the stack floats."""

    aimed = Signal()
    """The load goes somewhere else than before, or the drag has begun or ended: see the state's load and target."""
    let_go = Signal(object, object)
    """The load was dropped; carries it and its target. The drag is over by then."""

    def __init__(self, state: BoardState, canvases: Sequence[CardCanvas], ground: QWidget) -> None:
        super().__init__(ground)
        self._state = state
        self._canvases = tuple(canvases)
        self._ground = ground
        self.badge = StackBadge(ground)
        self._offset = QPoint()
        self._at = QPoint()
        self._scroll_timer = QTimer(self)
        self._scroll_timer.setInterval(_TICK_MS)
        self._scroll_timer.timeout.connect(self._scroll)
        self._spring_timer = QTimer(self)
        self._spring_timer.setSingleShot(True)
        self._spring_timer.setInterval(_SPRING_MS)
        self._spring_timer.timeout.connect(self._spring_open)
        for canvas in self._canvases:
            canvas.drag_wanted.connect(lambda item, canvas=canvas: self.begin(canvas, item))
            canvas.drag_moved.connect(self.move_to)
            canvas.dropped.connect(self.drop)

    def begin(self, canvas: CardCanvas, item: Item) -> None:
        """Take an item of a canvas, with all marked ones if it is one of them."""
        load = self._state.load_of(item)
        if load is None or load.part is Part.LANE or not self._state.session.is_writable():
            return
        picture = self._picture_of(canvas, item)
        self._state.load = load
        self.badge.show_stack(picture, len(load.code_ids))
        # The mouse holds the stack at its upper reading start, so that half of the insertion line stays in sight.
        start = self.badge.width() - _GRIP.x() if self._ground.isRightToLeft() else _GRIP.x()
        self._offset = QPoint(start, _GRIP.y())
        for one in self._canvases:
            one.viewport().update()
            one.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self._scroll_timer.start()

    def move_to(self, at: QPoint) -> None:
        """Follow the mouse to a point of the screen."""
        if self._state.load is None:
            return
        self._at = at
        self.badge.move(self._ground.mapFromGlobal(at) - self._offset)
        self._aim()

    def drop(self) -> None:
        """Let the load go where it is."""
        load, target = self._state.load, self._state.target
        self._end()
        if load is not None and target is not None:
            self.let_go.emit(load, target)

    def cancel(self) -> bool:
        """Leave everything where it was; tell whether there was a drag."""
        was_going_on = self._state.load is not None
        self._end()
        return was_going_on

    def _end(self) -> None:
        self._scroll_timer.stop()
        self._spring_timer.stop()
        self.badge.hide()
        if self._state.load is None:
            return
        self._state.load = self._state.target = None
        for canvas in self._canvases:
            canvas.viewport().update()
            canvas.viewport().unsetCursor()
        self.aimed.emit()

    def _aim(self) -> None:
        load = self._state.load
        target: Target | None = None
        under = self._canvas_at(self._at)
        if load is not None and under is not None:
            point = under.viewport().mapFromGlobal(QPointF(self._at))
            target = target_at(under.places, *under.to_content(point), load)
        before = self._state.target
        if target == before:
            return
        self._state.target = target
        for canvas in self._canvases:
            for one in (before, target):
                if one is not None and canvas.holds(one.item):
                    canvas.repaint_places(one.tint, one.line)
        if target is not None and target.item in self._state.collapsed:
            self._spring_timer.start()
        else:
            self._spring_timer.stop()
        self.aimed.emit()

    def _canvas_at(self, at: QPoint) -> CardCanvas | None:
        for canvas in self._canvases:
            viewport = canvas.viewport()
            if viewport.isVisible() and viewport.rect().contains(viewport.mapFromGlobal(at)):
                return canvas
        return None

    def _scroll(self) -> None:
        """Scroll while the mouse is near an edge, the faster the nearer, and aim anew."""
        canvas = self._canvas_at(self._at)
        if canvas is None:
            return
        y, height = canvas.viewport().mapFromGlobal(self._at).y(), canvas.viewport().height()
        near = max(_EDGE - y, 0) - max(_EDGE - (height - y), 0)
        if near:
            bar = canvas.verticalScrollBar()
            before = bar.value()
            bar.setValue(before - round(near / _EDGE * _MOST_STEP))
            if bar.value() != before:
                self._aim()

    def _spring_open(self) -> None:
        """Open what is folded up after the mouse has rested on it."""
        target = self._state.target
        if target is not None:
            self._state.unfold((target.item,))
            self._state.target = None
            self._aim()

    def _picture_of(self, canvas: CardCanvas, item: Item) -> QPixmap:
        """Return the picture of a card, or of the head of a column."""
        box = canvas.places.box_of(item) or Box(0, 0, 1, 1)
        ratio = canvas.devicePixelRatioF()
        picture = QPixmap(QSize(round(box.width * ratio), round(box.height * ratio)))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        brush = BoardPainter(painter, self._state, box.width, has_keyboard=False)
        at_origin = Box(0, 0, box.width, box.height)
        for _, column in canvas.places.columns():
            if column.column.item == item:
                brush.column(ColumnPlace(column.column, at_origin, at_origin, (), 0, column.is_collapsed))
            for card in column.cards:
                if card.card.item == item:
                    brush.card(CardPlace(card.card, at_origin))
        painter.end()
        return picture
