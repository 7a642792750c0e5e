"""Where the keyboard was before a card took it, so that closing the card brings it back there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class KeyboardReturn:
    """Remembers for one card. Without it Qt hands the keyboard to whatever comes next, such as a button of the bar."""

    def __init__(self, card: QWidget) -> None:
        self._card = card
        self._before: QWidget | None = None

    def note(self) -> None:
        """Remember what has the keyboard now, before the card takes it."""
        self._before = QApplication.focusWidget()

    def close_card(self) -> None:
        """Let the card go, and give the keyboard back if it is still in the card."""
        focused, before = QApplication.focusWidget(), self._before
        is_inside = focused is not None and self._card.isAncestorOf(focused)
        # Hidden first: a card takes the loss of the keyboard while it is seen for a click elsewhere.
        self._card.hide()
        if is_inside and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._card.deleteLater()
