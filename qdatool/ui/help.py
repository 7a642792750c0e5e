"""The F1 sheet: every key, made from the table of actions, the first ten minutes, and what one does on a figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from qdatool.ui.actions import ActionSpec, Section
from qdatool.ui.controls import FilterField, KeyLabel, SentenceLabel, SentenceText
from qdatool.ui.fuzzy import fuzzy_match
from qdatool.ui.help_texts import FIRST_STEPS, ON_FIGURES
from qdatool.ui.icons import Icon
from qdatool.ui.sheet import Sheet
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Space
from qdatool.wording import interface_language, localized_number, say, tr


class HelpSheet(Sheet):
    """Three pages: the keys, the first ten minutes, and mouse and keys on a figure."""

    def __init__(
        self,
        parent: QWidget,
        specs: Iterable[ActionSpec],
        *,
        first: frozenset[Section] = frozenset(),
        shows_first_steps: bool = False,
    ) -> None:
        """Show the sheet; the sections ``first``, those of the workspace one is in, stand before the others."""
        super().__init__(parent, "Help")
        self._specs = [spec for spec in specs if spec.shortcuts]
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.keys = _KeysPage(self._specs, first)
        self.pages.addTab(self.keys, "")
        self.pages.addTab(_steps_page(FIRST_STEPS), "")
        self.pages.addTab(_steps_page(ON_FIGURES), "")
        self.pages.setCurrentIndex(1 if shows_first_steps else 0)
        self.body.addWidget(self.pages)
        self.add_close()
        self.resize(900, 680)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the pages in the interface's language."""
        super().retranslate()
        self.pages.setTabText(0, tr("Keys"))
        self.pages.setTabText(1, tr("The first ten minutes"))
        self.pages.setTabText(2, tr("On a figure"))


class _KeysPage(QWidget):
    """Every action that has keys, under its heading, in two columns."""

    def __init__(self, specs: list[ActionSpec], first: frozenset[Section]) -> None:
        super().__init__()
        self._specs = specs
        self._order = sorted(Section, key=lambda section: section not in first)
        self.filter = FilterField("Find a key or an action", Icon.SEARCH)
        self.filter.textChanged.connect(self.show_fitting)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        note = SentenceText(
            "Single letters work while the keyboard is in the text, by the place of the key, on any layout.", Look.META
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, Space.M, 0, 0)
        rows.setSpacing(Space.S)
        rows.addWidget(self.filter)
        rows.addWidget(note)
        rows.addWidget(self._scroll, 1)
        self.show_fitting("")

    def show_fitting(self, typed: str) -> None:
        """Show only the actions whose name or keys fit."""
        fitting = [spec for spec in self._specs if _fits(spec, typed)]
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, Space.S, 0)
        columns.setSpacing(Space.XXL)
        for sections in _halves(fitting, self._order):
            column = QVBoxLayout()
            column.setSpacing(Space.S)
            for section in sections:
                column.addWidget(SentenceLabel(section.value, Look.SECTION))
                column.addLayout(_rows([spec for spec in fitting if spec.section is section]))
                column.addSpacing(Space.S)
            column.addStretch(1)
            columns.addLayout(column, 1)
        self._scroll.setWidget(page)

    def retranslate(self) -> None:
        """Search in the other language from now on."""
        self.show_fitting(self.filter.text())


def _fits(spec: ActionSpec, typed: str) -> bool:
    names = (say(spec.text, "fa"), say(spec.text, "en"), *spec.shortcuts)
    return not typed.strip() or any(fuzzy_match(typed, name) is not None for name in names)


def _halves(specs: list[ActionSpec], order: list[Section]) -> tuple[list[Section], list[Section]]:
    """Split the sections so that both columns are about equally long."""
    used = [section for section in order if any(spec.section is section for spec in specs)]
    sizes = {section: 2 + sum(spec.section is section for spec in specs) for section in used}
    first: list[Section] = []
    filled = 0
    for section in used:
        if first and filled + sizes[section] / 2 > sum(sizes.values()) / 2:
            break
        first.append(section)
        filled += sizes[section]
    return first, used[len(first) :]


def _rows(specs: list[ActionSpec]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.M)
    grid.setVerticalSpacing(Space.XS + 2)
    grid.setColumnStretch(0, 1)
    for row, spec in enumerate(specs):
        name = SentenceText(spec.text, Look.DENSE)
        grid.addWidget(name, row, 0)
        keys = QHBoxLayout()
        keys.setSpacing(Space.XS)
        keys.addStretch(1)
        for shortcut in [one for one in spec.shortcuts if one not in _KEYS_OF_FEW_KEYBOARDS][:2]:
            keys.addWidget(KeyLabel(shortcut))
        grid.addLayout(keys, row, 1)
    return grid


_KEYS_OF_FEW_KEYBOARDS = ("Back", "Forward")


def _steps_page(steps: Sequence[tuple[str, str]]) -> QScrollArea:
    page = QWidget()
    rows = QVBoxLayout(page)
    rows.setContentsMargins(0, Space.M, Space.M, Space.M)
    rows.setSpacing(Space.M)
    for number, (title, text) in enumerate(steps, start=1):
        rows.addWidget(_Step(number, title, text))
    rows.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setWidget(page)
    return scroll


class _Step(QFrame):
    """One step with its number."""

    def __init__(self, number: int, title: str, text: str) -> None:
        super().__init__()
        self._number = number
        self._sign = QLabel()
        wear(self._sign, Look.CHIP_ACCENT)
        self._sign.setFixedSize(24, 20)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = SentenceText(text, Look.DENSE)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(SentenceLabel(title, Look.STRONG))
        column.addWidget(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Show the number with the interface's digits."""
        self._sign.setText(localized_number(self._number, interface_language()))
