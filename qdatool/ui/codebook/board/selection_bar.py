"""The bar over the board while cards are marked: how many there are, and what can be done with them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from qdatool.ui.controls import IconButton, KeyLabel, separator
from qdatool.ui.icons import Icon, icon
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import IconSize, Space
from qdatool.wording import tr

_FROM_BOTTOM = 14


class FlatButton(QToolButton):
    """A flat button with an icon and one sentence of the interface."""

    def __init__(self, sentence: str, name: Icon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = sentence
        self.setIcon(icon(name))
        self.setIconSize(QSize(IconSize.DENSE, IconSize.DENSE))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        wear(self, Look.TOOL)
        self.retranslate()

    def retranslate(self) -> None:
        """Show the sentence in the interface's language."""
        self.setText(tr(self._sentence))
        self.setToolTip(tr(self._sentence))
        self.setAccessibleName(tr(self._sentence))


class SelectionBar(QFrame):
    """Floats in the middle above the lower edge of its parent; buttons are added by who knows what they do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        wear(self, Look.CARD)
        self._count = QLabel()
        wear(self._count, Look.STRONG)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Space.M, Space.XS + 1, Space.S, Space.XS + 1)
        self._row.setSpacing(2)
        self._row.addWidget(self._count)
        self._row.addSpacing(Space.S)
        self._row.addWidget(separator(Qt.Orientation.Vertical, 18))
        parent.installEventFilter(self)
        self.hide()

    def add(self, button: QWidget, key: KeyLabel | None = None) -> None:
        """Add a button at the reading end, with the picture of the key that does the same."""
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row.addWidget(button)
        if key is not None:
            self._row.addWidget(key)
            # Else a key would seem to belong to the button after it.
            self._row.addSpacing(Space.S)

    def show_count(self, words: str) -> None:
        """Show how many cards are marked; an empty text takes the bar away."""
        self._count.setText(words)
        self.setVisible(bool(words))
        if words:
            self._stand()
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._stand()
        return super().eventFilter(watched, event)

    def _stand(self) -> None:
        ground = self.parentWidget().rect()
        self._fit(ground.width() - 2 * Space.S)
        self.move((ground.width() - self.width()) // 2, ground.height() - self.height() - _FROM_BOTTOM)

    def _fit(self, room: int) -> None:
        """Leave the words of the buttons out where there is too little room for them."""
        buttons = [one for one in self.findChildren(QToolButton) if not isinstance(one, IconButton)]
        for style in (Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly):
            for button in buttons:
                button.setToolButtonStyle(style)
            self.layout().activate()
            self.adjustSize()
            if self.width() <= room:
                return
