"""A row of buttons of which one is chosen."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from qdatool.ui.icons import Icon, icon
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import IconSize
from qdatool.wording import interface_language, localized_number, tr

_BUTTON_HEIGHT = 24


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice: what it stands for, its text (a key for ``tr``, or a number), its full name, maybe an icon."""

    value: Hashable
    text: str
    name: str
    icon: Icon | None = None


class Segments(QFrame):
    """Shows a few choices beside each other; exactly one is chosen."""

    picked = Signal(object)
    """The user chose another value."""

    def __init__(self, choices: Sequence[Segment], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._buttons: dict[Hashable, QToolButton] = {}
        self._choices = {choice.value: choice for choice in choices}
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        wear(self, Look.SEGMENTS)
        for choice in choices:
            self._add(choice)
        self.retranslate()

    def show_value(self, value: Hashable) -> None:
        """Show which value is chosen, without telling."""
        button = self._buttons.get(value)
        if button is not None:
            button.setChecked(True)

    def value(self) -> Hashable:
        """Return the chosen value."""
        return next((value for value, button in self._buttons.items() if button.isChecked()), None)

    def button(self, value: Hashable) -> QToolButton:
        """Return the button of a value."""
        return self._buttons[value]

    def minimumSizeHint(self) -> QSize:
        # The texts are short and say everything; what stands beside them gives way.
        return self.sizeHint()

    def retranslate(self) -> None:
        """Show texts and names in the interface's language."""
        self.setAccessibleName(tr(self._name))
        for value, button in self._buttons.items():
            choice = self._choices[value]
            is_number = choice.text.isascii() and choice.text.isdigit()
            language = interface_language()
            button.setText(localized_number(int(choice.text), language) if is_number else tr(choice.text))
            button.setToolTip(tr(choice.name))
            button.setAccessibleName(tr(choice.name))

    def _add(self, choice: Segment) -> None:
        button = QToolButton()
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setFixedHeight(_BUTTON_HEIGHT)
        if choice.icon is not None:
            button.setIcon(icon(choice.icon))
            button.setIconSize(QSize(IconSize.DENSE, IconSize.DENSE))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        else:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        wear(button, Look.SEGMENT)
        button.clicked.connect(lambda: self.picked.emit(choice.value))
        self._group.addButton(button)
        self._row.addWidget(button)
        self._buttons[choice.value] = button
