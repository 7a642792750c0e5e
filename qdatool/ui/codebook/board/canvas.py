"""The painted ground of the board, and of its inbox: one scrolling widget, however many cards there are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QToolTip, QWidget

from qdatool.ui.codebook.board.content import Item, Part
from qdatool.ui.codebook.board.painting import BoardPainter
from qdatool.ui.codebook.board.places import (
    BoardPlaces,
    Box,
    Placing,
    add_box,
    fold_box,
    menu_box,
    place_board,
    place_inbox,
)
from qdatool.ui.codebook.board.state import BoardState
from qdatool.ui.codebook.board.steps import Step, next_item
from qdatool.ui.codebook.board.texts import Style
from qdatool.ui.codebook.board.words import item_sentence
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import Space
from qdatool.wording import tr

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_WHEEL_STEP = 48
_OVER_BAR = 56
"""Free room below the last lane, so that the bar of the selection hides no card."""


@dataclass
class _Press:
    """Where the mouse was pressed, on what, and what has come of it."""

    at: QPointF
    item: Item | None
    clears_marks: bool = False
    opens: bool = False
    is_band: bool = False


class CardCanvas(QAbstractScrollArea):
    """Paints places and turns mouse and keys into wishes; it writes nothing.

    Places count from the reading start and from the top of the content; ``to_content`` turns the mouse's into them.
    """

    drag_wanted = Signal(Item)
    """A card or column is pulled away."""
    drag_moved = Signal(QPoint)
    dropped = Signal()
    opened = Signal(Item)
    """Double click or F4 on a card: show what it rests on."""
    menu_wanted = Signal(QPoint, Item)
    column_wanted = Signal(Item)
    """The sign in the head of a lane was clicked."""
    move_wanted = Signal()
    cancelled = Signal()
    left_at = Signal(Step)
    """An arrow key led out of the board at its reading start or end."""

    def __init__(self, state: BoardState, *, is_inbox: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self._is_inbox = is_inbox
        self._margin = Space.S if is_inbox else Space.M
        self.places = BoardPlaces((), 0.0, 0.0)
        self._press: _Press | None = None
        self._band: Box | None = None
        self._hovered: Item | None = None
        self._anchor: Item | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        state.content_changed.connect(self.place_anew)
        state.focus_changed.connect(self._on_focus_changed)
        state.marks_changed.connect(self.viewport().update)
        state.hits_changed.connect(self.viewport().update)
        state.session.marks.changed.connect(self.viewport().update)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the canvas and place everything anew: the labels are others and run the other way."""
        self.setAccessibleName(tr("Codes without a category") if self._is_inbox else tr("Board of the codebook"))
        self.place_anew()

    def apply_theme(self) -> None:
        """Paint in the colours of the theme."""
        self.viewport().update()

    # Places

    def place_anew(self) -> None:
        """Give everything its place again; the scroll bar stays where it is as far as it can."""
        state = self.state
        placing = Placing(
            max(self.viewport().width() - 2 * self._margin, 1.0),
            self._text_height,
            frozenset(state.collapsed),
            float(self.viewport().height() - 2 * self._margin),
        )
        if self._is_inbox:
            self.places = place_inbox(state.listed_inbox(), placing)
        else:
            self.places = place_board(state.board, placing)
        bar = self.verticalScrollBar()
        below = 0 if self._is_inbox else _OVER_BAR
        bar.setRange(0, max(round(self.places.height + 2 * self._margin + below) - self.viewport().height(), 0))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(_WHEEL_STEP)
        self.viewport().update()

    def to_content(self, point: QPointF) -> tuple[float, float]:
        """Return a point of the viewport as a place."""
        x = self.viewport().width() - point.x() if self.state.texts.is_mirrored else point.x()
        return x - self._margin, point.y() - self._margin + self.verticalScrollBar().value()

    def to_viewport(self, box: Box) -> QRect:
        """Return a place as the viewport shows it."""
        x = box.x + self._margin
        if self.state.texts.is_mirrored:
            x = self.viewport().width() - x - box.width
        y = box.y + self._margin - self.verticalScrollBar().value()
        return QRectF(x, y, box.width, box.height).toAlignedRect()

    def place_of(self, item: Item) -> QRect:
        """Return where on the viewport a card or a head is; empty for one that is not shown."""
        box = self.places.box_of(item)
        return self.to_viewport(box) if box is not None else QRect()

    def shows(self, item: Item | None) -> bool:
        """Tell whether an item lies on this canvas, on the screen or further down."""
        return item is not None and self.places.box_of(item) is not None

    def holds(self, item: Item) -> bool:
        """Tell whether a column or lane lies on this canvas, be it with a head or without."""
        return any(
            item == lane.lane.item or any(item == column.column.item for column in lane.columns)
            for lane in self.places.lanes
        )

    def reveal(self, item: Item) -> None:
        """Scroll as far as needed for an item to be seen, with a little of what is around it."""
        box = self.places.box_of(item)
        if box is None:
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top, bottom = box.y + self._margin - Space.XL, box.bottom + self._margin + Space.XL
        if not self._is_inbox and self.state.marks:
            bottom += _OVER_BAR
        if top < bar.value():
            bar.setValue(round(top))
        elif bottom > bar.value() + height:
            bar.setValue(round(min(bottom - height, top)))

    def repaint_places(self, *boxes: Box | None) -> None:
        """Ask for the painting of some places."""
        for box in boxes:
            if box is not None:
                self.viewport().update(self.to_viewport(box).adjusted(-4, -4, 4, 4))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            self._paint(painter, event.rect())
        finally:
            # A painter that outlives an error in here would take the whole program with it.
            painter.end()

    def _paint(self, painter: QPainter, area: QRect) -> None:
        shown = tokens()
        painter.fillRect(area, QColor(shown.panel if self._is_inbox else shown.page))
        top = area.top() - self._margin + self.verticalScrollBar().value()
        painter.translate(self._margin, self._margin - self.verticalScrollBar().value())
        brush = BoardPainter(painter, self.state, self.places.width, has_keyboard=self.hasFocus())
        brush.hovered = self._hovered if self.state.load is None else None
        start = area.left() - self._margin
        if self.state.texts.is_mirrored:
            start = self.places.width - (area.right() + 1 - self._margin)
        self._paint_places(brush, Box(start, top, area.width(), area.height()))
        target = self.state.target
        if target is not None and target.line is not None and self.holds(target.item):
            brush.insertion_line(target.line)
        if self._band is not None:
            brush.band(self._band)

    def _paint_places(self, brush: BoardPainter, area: Box) -> None:
        for lane in self.places.lanes_between(area.y, area.bottom):
            brush.lane(lane)
            for column in lane.columns:
                box = column.box
                if box.y >= area.bottom or box.bottom <= area.y or box.x >= area.right or box.right <= area.x:
                    continue
                brush.column(column)
                for card in column.cards_between(area.y, area.bottom):
                    brush.card(card)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(0, dy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_anew()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x, y = self.to_content(event.position())
        item = self.places.hit(x, y)
        if event.button() == Qt.MouseButton.RightButton:
            if item is not None and item.code_id not in self.state.marks:
                self.state.set_marks(())
                self.state.set_focus(item)
            return
        if event.button() != Qt.MouseButton.LeftButton or self._on_sign(item, x, y):
            return
        self._press = _Press(event.position(), item)
        if item is None:
            self._press.clears_marks = not event.modifiers() & (_CTRL | _SHIFT)
        elif event.modifiers() & _CTRL:
            self._toggle_with_click(item)
        elif event.modifiers() & _SHIFT:
            self._mark_range(item)
        else:
            # Marked ones stay marked until the mouse is let go, for they may be dragged together.
            self._press.clears_marks = item.code_id in self.state.marks
            if not self._press.clears_marks:
                self.state.set_marks(())
            self._anchor = item
            self.state.set_focus(item)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.state.load is not None:
            if event.buttons() & Qt.MouseButton.LeftButton:
                self.drag_moved.emit(event.globalPosition().toPoint())
            else:
                # The button was let go where the window did not hear of it.
                self.cancelled.emit()
            return
        press = self._press
        if press is None:
            self._hover(self.places.hit(*self.to_content(event.position())))
            return
        if (event.position() - press.at).manhattanLength() < QApplication.startDragDistance() and not press.is_band:
            return
        if press.item is not None:
            self._press = None
            self.drag_wanted.emit(press.item)
            if self.state.load is not None:
                self.drag_moved.emit(event.globalPosition().toPoint())
            return
        press.is_band = True
        self._draw_band(press, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        press, self._press = self._press, None
        if self.state.load is not None:
            self.dropped.emit()
        elif self._band is not None:
            band, self._band = self._band, None
            self.repaint_places(band)
        elif press is not None and press.opens and press.item is not None:
            self._open(press.item)
        elif press is not None and press.clears_marks:
            self.state.set_marks(())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # A card may be pulled away right after it was marked, so what a double click means is known on letting go.
        self.mousePressEvent(event)
        if self._press is not None:
            self._press.opens = not event.modifiers() & (_CTRL | _SHIFT)

    def _open(self, item: Item) -> None:
        """Show what a card rests on, or fold a column or lane up or open."""
        if item.part is Part.CARD:
            self.opened.emit(item)
        else:
            self.state.toggle_fold(item)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            item = self.places.hit(*self.to_content(event.pos().toPointF()))
            code = self.state.session.code(item.code_id) if item is not None else None
            if code is not None and self.state.load is None:
                words = "\n".join(part for part in (self.state.session.label(code.id), code.definition) if part)
                QToolTip.showText(event.globalPos(), words, self.viewport(), self.place_of(item))
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        item = self.state.focus
        if item is None:
            return
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.place_of(item).center())
        self.menu_wanted.emit(place, item)

    def _on_sign(self, item: Item | None, x: float, y: float) -> bool:
        """Do what a sign in a head stands for; tell whether there is one at the point."""
        head = self.places.box_of(item) if item is not None and item.part is not Part.CARD else None
        if head is None or item is None:
            return False
        near = 4
        if _wide(fold_box(head), near).holds(x, y):
            self.state.set_focus(item)
            self.state.toggle_fold(item)
            return True
        if item.part is not Part.LANE:
            return False
        if _wide(add_box(head), near).holds(x, y):
            self.column_wanted.emit(item)
            return True
        if _wide(menu_box(head), near).holds(x, y) and item.code_id is not None:
            self.state.set_marks(())
            self.state.set_focus(item)
            corner = self.to_viewport(menu_box(head)).bottomLeft()
            self.menu_wanted.emit(self.viewport().mapToGlobal(corner), item)
            return True
        return False

    def _toggle_with_click(self, item: Item) -> None:
        """Mark an item besides those that are marked, or besides the one that was clicked before."""
        if item.code_id is None:
            return
        before = self._anchor
        if not self.state.marks and before is not None and before.code_id is not None and before != item:
            self.state.set_marks((before.code_id,))
        self.state.toggle_mark(item.code_id)
        self._anchor = item
        self.state.set_focus(item)

    def _mark_range(self, item: Item) -> None:
        """Mark everything of one part from the item clicked before to this one, in reading order."""
        items = [one for one in self.places.items() if one.part is item.part and one.code_id is not None]
        start = self._anchor if self._anchor in items else self.state.focus
        if item not in items or start not in items:
            self._toggle_with_click(item)
            return
        first, last = sorted((items.index(start), items.index(item)))
        self.state.set_marks(one.code_id for one in items[first : last + 1])
        self.state.set_focus(item)

    def _draw_band(self, press: _Press, event: QMouseEvent) -> None:
        x1, y1 = self.to_content(press.at)
        x2, y2 = self.to_content(event.position())
        before = self._band
        self._band = Box(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
        self.repaint_places(before, self._band)
        self.state.set_marks(self.places.cards_in(self._band))

    def _hover(self, item: Item | None) -> None:
        if item != self._hovered:
            before, self._hovered = self._hovered, item
            for one in (before, item):
                self.repaint_places(self.places.box_of(one) if one is not None else None)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.state.load is not None:
            if key == Qt.Key.Key_Escape:
                self.cancelled.emit()
            return
        step = self._step(event)
        if step is not None:
            self._go(step, is_range=bool(event.modifiers() & _SHIFT))
        elif key == Qt.Key.Key_Space and self.state.focus is not None and self.state.focus.code_id is not None:
            self.state.toggle_mark(self.state.focus.code_id)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._turn_page(is_down=key == Qt.Key.Key_PageDown)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state.chosen():
            self.move_wanted.emit()
        elif key == Qt.Key.Key_F4 and self.state.focus is not None:
            self.opened.emit(self.state.focus)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus) and self._can_fold():
            self.state.toggle_fold(self.state.focus)
        elif key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QEvent) -> None:
        super().focusInEvent(event)
        if not self.shows(self.state.focus):
            first = next(iter(self.places.items()), None)
            if first is not None:
                self.state.set_focus(first)
        self.viewport().update()

    def focusOutEvent(self, event: QEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _step(self, event: QKeyEvent) -> Step | None:
        is_mirrored = self.state.texts.is_mirrored
        return {
            Qt.Key.Key_Up: Step.UP,
            Qt.Key.Key_Down: Step.DOWN,
            Qt.Key.Key_Left: Step.END if is_mirrored else Step.START,
            Qt.Key.Key_Right: Step.START if is_mirrored else Step.END,
            Qt.Key.Key_Home: Step.FIRST,
            Qt.Key.Key_End: Step.LAST,
        }.get(event.key())

    def _go(self, step: Step, *, is_range: bool) -> None:
        present = self.state.focus
        if present is None or not self.shows(present):
            present = next(iter(self.places.items()), None)
            if present is not None:
                self.state.set_focus(present)
            return
        if present.part is Part.LANE and step in (Step.START, Step.END):
            is_folded = present in self.state.collapsed
            if is_folded == (step is Step.END):
                self.state.toggle_fold(present)
                return
        following = next_item(self.places, present, step)
        if following is None:
            if step in (Step.START, Step.END):
                self.left_at.emit(step)
            return
        if is_range and present.code_id is not None and following.part is present.part:
            self.state.set_marks((*self.state.marks, present.code_id, following.code_id))
        self._anchor = following
        self.state.set_focus(following)

    def _turn_page(self, *, is_down: bool) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + (1 if is_down else -1) * (bar.pageStep() - _WHEEL_STEP))
        middle = bar.value() + self.viewport().height() / 2 - self._margin
        cards = [(abs(box.center_y - middle), item) for item, box in self.places.boxes() if item.part is Part.CARD]
        if cards:
            self.state.set_focus(min(cards, key=lambda found: found[0])[1])

    def _can_fold(self) -> bool:
        return self.state.focus is not None and self.state.focus.part is not Part.CARD and not self._is_inbox

    # What changed

    def _on_focus_changed(self) -> None:
        item = self.state.focus
        self.viewport().update()
        if item is None or not self.shows(item):
            self.setAccessibleDescription("")
            return
        self.reveal(item)
        state = self.state
        sentence = item_sentence(
            state.session,
            state.board,
            item,
            is_marked=item.code_id in state.marks,
            has_memo=item.code_id in state.with_memo,
        )
        self.setAccessibleDescription(sentence)
        if QAccessible.isActive() and self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _text_height(self, code_id: int | None, width: float) -> float:
        is_card = code_id is not None and self.state.part_of(code_id) is Part.CARD
        label = self.state.session.label(code_id)
        return self.state.texts.height(label, width, Style.CARD if is_card else Style.COLUMN)


def _wide(box: Box, by: float) -> Box:
    return Box(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by)
