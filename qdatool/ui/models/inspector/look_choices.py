"""Fields with which the look of a box is chosen: a colour, or one of a few words."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QWidget

from qdatool.coding.colors import CODE_COLORS
from qdatool.coding.node_styles import NO_COLOR
from qdatool.ui.code_menus import COLOR_NAMES
from qdatool.ui.row_painting import color_swatch
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import IconSize
from qdatool.wording import tr


class ColorChoice(QComboBox):
    """As usual, maybe none, or one of the sixteen colours of codes in the shades of the theme."""

    def __init__(self, name: str, none: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._none = name, none
        self._shades: tuple[str, ...] = ()
        self._first = 2 if none else 1
        self.setIconSize(QSize(IconSize.DENSE, IconSize.DENSE))
        for value in ("", *([NO_COLOR] if none else ()), *CODE_COLORS):
            self.addItem("", value)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self.setAccessibleName(tr(self._name))
        for row, name in enumerate(("As usual", *([self._none] if self._none else ()), *COLOR_NAMES)):
            self.setItemText(row, tr(name))

    def color(self) -> str | None:
        """Return the colour chosen as a style holds it, None for the usual one."""
        return self.currentData() or None

    def show_color(self, color: str | None) -> None:
        """Show which colour is chosen, in the shades of the theme."""
        shades = tuple(tokens().code_color(stored) for stored in CODE_COLORS)
        if shades != self._shades:
            self._shades = shades
            for row, shade in enumerate(shades, start=self._first):
                self.setItemIcon(row, color_swatch(shade))
        self.setCurrentIndex(max(0, self.findData(color or "")))


class WordChoice(QComboBox):
    """As usual, or one of a few values with a word each."""

    def __init__(self, name: str, choices: Sequence[tuple[StrEnum, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._values: tuple[StrEnum | None, ...] = (None, *(value for value, _ in choices))
        self._words = ("As usual", *(word for _, word in choices))
        self.addItems(["" for _ in self._words])
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self.setAccessibleName(tr(self._name))
        for row, word in enumerate(self._words):
            self.setItemText(row, tr(word))

    def value(self) -> StrEnum | None:
        """Return the value chosen, None for the usual one."""
        return self._values[self.currentIndex()]

    def show_value(self, value: StrEnum | None) -> None:
        """Show which value is chosen, without telling."""
        self.setCurrentIndex(self._values.index(value))
