"""The second half of a double click, which falls on another screen where the first half has led there."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication


class SecondClick(QObject):
    """Swallows it, so that a hit shown by the first click stays selected."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._until_s = 0.0

    def expect(self) -> None:
        """A click has just been acted on; the next one may belong to it."""
        self._until_s = time.monotonic() + QApplication.doubleClickInterval() / 1000
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_second = event.type() == QEvent.Type.MouseButtonDblClick
        if is_second or time.monotonic() > self._until_s:
            QApplication.instance().removeEventFilter(self)
            return is_second and time.monotonic() <= self._until_s
        return False
