"""The line of the inspector that collapses or expands what stands below a code on the figure."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from qdatool.ui.controls import LinkButton
from qdatool.ui.models.actions import ModelAction
from qdatool.ui.models.session import ModelSession


class FoldPart(QWidget):
    """Offers what can be done with the chosen node; hidden where nothing can."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.button = LinkButton("Collapse on the figure")
        self.button.clicked.connect(lambda: session.shell.actions.trigger(ModelAction.FOLD))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        row.addStretch(1)

    def show_sentence(self, sentence: str) -> None:
        """Say what a click does; nothing hides the line."""
        self.setVisible(bool(sentence) and self._session.can_write)
        if sentence:
            self.button.say(sentence)
