"""The frame of every dialog: a title, the content, and buttons in one row."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from qdatool.ui.controls import SentenceButton, SentenceLabel
from qdatool.ui.style_sheet import Look
from qdatool.ui.tokens import Space
from qdatool.wording import tr


class Sheet(QDialog):
    """A dialog over the window; it closes with Escape and deletes itself."""

    def __init__(self, parent: QWidget, sentence: str) -> None:
        super().__init__(parent)
        self._sentence = sentence
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.M)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(Space.S)
        self._buttons.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.XL, Space.L + 4, Space.XL, Space.L + 4)
        rows.setSpacing(Space.L)
        rows.addWidget(SentenceLabel(sentence, Look.HEADING))
        rows.addLayout(self.body, 1)
        rows.addLayout(self._buttons)
        self._show_title()

    def add_button(self, sentence: str, look: Look | None = None) -> QPushButton:
        """Add a button at the reading end of the bottom row."""
        button = SentenceButton(sentence, look)
        self._buttons.addWidget(button)
        return button

    def add_start_widget(self, widget: QWidget) -> None:
        """Add something at the reading start of the bottom row."""
        self._buttons.insertWidget(0, widget)

    def add_close(self) -> QPushButton:
        """Add the button that closes."""
        button = self.add_button("Close")
        button.clicked.connect(self.accept)
        return button

    def retranslate(self) -> None:
        """Show the title in the interface's language."""
        self._show_title()

    def _show_title(self) -> None:
        self.setWindowTitle(tr(self._sentence))
