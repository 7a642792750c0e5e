"""What the open memo is about, as chips: a click goes there, the cross takes the link off."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qdatool.coding.things import Thing
from qdatool.ui.controls import ClickableFrame, ElidedLabel, IconButton, SentenceButton
from qdatool.ui.flow_layout import FlowLayout
from qdatool.ui.going import icon_of, place_of
from qdatool.ui.icons import Icon, paint_icon
from qdatool.ui.style_sheet import Look
from qdatool.ui.theme import color, tokens
from qdatool.ui.tokens import IconSize, Size, Space
from qdatool.wording import tr

_WIDEST = 320


class AboutChips(QWidget):
    """``jump_asked(Place)``, ``removed(MemoLink)``, ``add_asked``."""

    jump_asked = Signal(object)
    removed = Signal(object)
    add_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self._chips: list[ThingChip] = []
        self.add_button = SentenceButton("About …", Look.SMALL, Icon.ADD)
        self.add_button.clicked.connect(self.add_asked)
        self._flow.addWidget(self.add_button)

    def show_things(self, things: list[Thing], *, is_writable: bool) -> None:
        """Show what a memo is about; the keyboard goes on to the chip that stands where it was."""
        had_focus = next((place for place, chip in enumerate(self._chips) if chip.hasFocus()), None)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._flow.removeWidget(self.add_button)
        self._chips = [ThingChip(thing, is_writable=is_writable) for thing in things]
        for chip in self._chips:
            chip.asked.connect(self._jump)
            chip.removed.connect(self.removed)
            self._flow.addWidget(chip)
        self._flow.addWidget(self.add_button)
        self.add_button.setVisible(is_writable)
        if had_focus is not None:
            (self._chips[had_focus] if had_focus < len(self._chips) else self.add_button).setFocus()
        self.updateGeometry()

    def chips(self) -> list[ThingChip]:
        """Return the chips in their order."""
        return list(self._chips)

    def _jump(self, thing: Thing) -> None:
        place = place_of(thing.kind, thing.id)
        if place is not None:
            self.jump_asked.emit(place)


class ThingChip(ClickableFrame):
    """One thing by its name; Enter goes there, Delete takes it off."""

    asked = Signal(object)
    removed = Signal(object)

    def __init__(self, thing: Thing, *, is_writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.thing = thing
        self._is_writable = is_writable
        self.setObjectName("thingChip")
        self.setMaximumWidth(_WIDEST)
        self.setFixedHeight(Size.BUTTON_SMALL)
        label = ElidedLabel(thing.name, Look.DENSE)
        self.remove_button = IconButton(Icon.CLOSE, "Take the link off", IconSize.TINY)
        self.remove_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remove_button.clicked.connect(self._remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.S, 0, 2, 0)
        row.setSpacing(Space.XS)
        row.addWidget(ThingSign(thing))
        row.addWidget(label)
        row.addWidget(self.remove_button)
        self.remove_button.setVisible(is_writable)
        if place_of(thing.kind, thing.id) is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: self.asked.emit(thing))
        self.retranslate()

    def retranslate(self) -> None:
        """Name the chip for screen readers."""
        self.setAccessibleName(tr("About: {name}", name=self.thing.name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._is_writable:
            self._remove()
            return
        super().keyPressEvent(event)

    def _remove(self) -> None:
        """Ask for it once the event that wanted it is over, for the chip goes with it."""
        QTimer.singleShot(0, self, lambda: self.removed.emit(self.thing.as_link()))


class ThingSign(QWidget):
    """The dot of a code, or the icon of any other thing."""

    def __init__(self, thing: Thing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thing = thing
        self.setFixedSize(QSize(IconSize.DENSE, IconSize.DENSE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._thing.color:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(tokens().code_color(self._thing.color)))
            painter.drawEllipse(QPointF(self.width() / 2, self.height() / 2), 4.0, 4.0)
            return
        paint_icon(painter, QRectF(self.rect()), icon_of(self._thing.kind), tokens().text_2)
