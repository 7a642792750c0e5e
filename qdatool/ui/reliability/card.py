"""A card of the page of coders and rounds."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from qdatool.ui.controls import PanelHead
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Space


class Card(QFrame):
    """A heading with a button, rows, and a sentence below."""

    def __init__(self, sentence: str, button: QWidget | None = None) -> None:
        super().__init__()
        wear(self, Look.CARD)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        head = PanelHead(sentence)
        if button is not None:
            head.add(button)
        self.rows = QVBoxLayout()
        self.rows.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        self.rows.setSpacing(Space.XS)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(Space.M, 0, Space.M, Space.M)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(self.rows)
        column.addLayout(self.foot)

    def empty(self) -> None:
        """Take all rows away."""
        while self.rows.count():
            taken = self.rows.takeAt(0).widget()
            if taken is not None:
                taken.hide()
                taken.deleteLater()

    def add(self, row: QWidget) -> None:
        """Add a row at the end."""
        self.rows.addWidget(row)
