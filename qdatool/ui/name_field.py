"""One field over the workspace to give something another name; Enter takes it, Escape leaves it as it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from qdatool.ui.direction import direction_of
from qdatool.ui.keyboard_return import KeyboardReturn
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Space

_WIDTH = 360


class NameField(QFrame):
    """``named(name)`` when another name was typed."""

    named = Signal(str)

    def __init__(self, sentence: str, name: str, ground: QWidget) -> None:
        super().__init__(ground)
        wear(self, Look.CARD)
        self._keyboard = KeyboardReturn(self)
        self._before = name
        self.field = QLineEdit(name)
        self.field.setAccessibleName(sentence)
        self.field.setLayoutDirection(direction_of(name))
        self.field.installEventFilter(self)
        label = QLabel(sentence)
        wear(label, Look.META)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.M, Space.S, Space.M, Space.M)
        rows.setSpacing(Space.XS)
        rows.addWidget(label)
        rows.addWidget(self.field)
        self.setFixedWidth(_WIDTH)

    def open(self) -> None:
        """Show it in the upper part of the workspace with the keyboard in it."""
        self.adjustSize()
        ground = self.parentWidget().rect()
        self.move(ground.center() - QPoint(self.width() // 2, ground.height() // 4))
        self._keyboard.note()
        self.show()
        self.raise_()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._close()
                return True
        if watched is self.field and event.type() == QEvent.Type.FocusOut and self.isVisible():
            if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
                self._take()
        return super().eventFilter(watched, event)

    def _take(self) -> None:
        name = self.field.text().strip()
        self._close()
        if name and name != self._before:
            self.named.emit(name)

    def _close(self) -> None:
        self._keyboard.close_card()
