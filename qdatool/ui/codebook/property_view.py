"""The properties of a category in the inspector, each with its dimensions; names are edited in their places."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from qdatool.coding.changes import Operation
from qdatool.coding.project import Project
from qdatool.coding.properties import (
    Dimension,
    Property,
    add_dimension,
    add_property,
    list_properties,
    move_property,
    place_on_dimension,
    remove_dimension,
    remove_property,
    rename_dimension,
    rename_property,
    take_off_dimension,
)
from qdatool.coding.quotations import load_quotations
from qdatool.ui.codebook.dimension_strip import DimensionStrip
from qdatool.ui.codebook.session import CodebookSession
from qdatool.ui.controls import IconButton, SentenceLabel
from qdatool.ui.direction import direction_of
from qdatool.ui.icons import Icon
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import IconSize, Space
from qdatool.wording import tr

_END_WIDTH = 62


class PropertyView(QWidget):
    """Shows the properties of one code. ``opened(quotation_id)`` when a dot was asked for."""

    opened = Signal(int)

    def __init__(self, session: CodebookSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._code_id: int | None = None
        self._shown: tuple[Property, ...] = ()
        self.cards: list[PropertyCard] = []
        self.add_button = IconButton(Icon.ADD, "Add a property", IconSize.DENSE)
        self.add_button.clicked.connect(self.begin)
        self.draft = PropertyDraft()
        self.draft.hide()
        self.draft.finished.connect(self._add)
        head = QHBoxLayout()
        head.addWidget(SentenceLabel("Properties and dimensions", Look.STRONG))
        head.addStretch(1)
        head.addWidget(self.add_button)
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.S)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, Space.S, 0, 0)
        rows.setSpacing(Space.S)
        rows.addLayout(head)
        rows.addLayout(self._list)
        rows.addWidget(self.draft)

    def show_code(self, code_id: int) -> None:
        """Show the properties of a code."""
        project = self._session.project
        if code_id != self._code_id:
            self.draft.hide()
        self._code_id = code_id
        self._shown = list_properties(project, code_id) if project is not None else ()
        self.add_button.setEnabled(self._session.is_writable())
        ids = {mark.quotation_id for one in self._shown for line in one.dimensions for mark in line.marks}
        found = load_quotations(project, tuple(ids)) if project is not None and ids else {}
        quotes = {one: " ".join(quotation.quote.split()) for one, quotation in found.items()}
        code = self._session.code(code_id)
        while len(self.cards) < len(self._shown):
            card = PropertyCard(self)
            self.cards.append(card)
            self._list.addWidget(card)
        while len(self.cards) > len(self._shown):
            card = self.cards.pop()
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        for card, one in zip(self.cards, self._shown, strict=True):
            card.show_property(one, quotes, code.color if code is not None else "")
            card.setEnabled(self._session.is_writable())

    def dimensions(self) -> list[tuple[str, Dimension]]:
        """Return the dimensions shown, each with the name of its property."""
        return [(one.name, line) for one in self._shown for line in one.dimensions]

    def begin(self) -> None:
        """Ask for the name of a new property and the ends of its dimension."""
        self.draft.begin()

    def write(self, act: Callable[[Project], object]) -> None:
        """Do an act on the open project."""
        project = self._session.project
        if project is not None:
            self._session.attempt(lambda: act(project))

    def place(self, property_id: int) -> int:
        """Return which of the properties one is, from 0."""
        return [one.id for one in self._shown].index(property_id)

    def _add(self, name: str, low: str, high: str) -> None:
        code_id = self._code_id

        def _write(project: Project) -> None:
            with project.change(Operation.ADD_PROPERTY):
                made = add_property(project, code_id or 0, name)
                if low and high:
                    add_dimension(project, made, low, high)

        self.write(_write)


class PropertyCard(QFrame):
    """One property: its name, its dimensions, and a menu."""

    def __init__(self, view: PropertyView) -> None:
        super().__init__(view)
        self._view = view
        self._property: Property | None = None
        self.rows: list[DimensionRow] = []
        wear(self, Look.CARD)
        self.name = QLineEdit()
        wear(self.name, Look.BARE)
        self.name.editingFinished.connect(self._rename)
        self.more = IconButton(Icon.MORE, "What to do with the property", IconSize.DENSE)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.clicked.connect(lambda: self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        self.draft = DimensionDraft()
        self.draft.hide()
        self.draft.finished.connect(self._add)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.more)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.S, Space.XS, Space.XS, Space.S)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addLayout(self._list)
        rows.addWidget(self.draft)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the field in the interface's language."""
        self.name.setAccessibleName(tr("Name of the property"))

    def show_property(self, shown: Property, quotes: dict[int, str], stored_color: str) -> None:
        """Show a property."""
        self._property = shown
        if not self.name.isModified() or not self.name.hasFocus():
            self.name.setText(shown.name)
            self.name.setLayoutDirection(direction_of(shown.name))
        while len(self.rows) < len(shown.dimensions):
            row = DimensionRow(self._view)
            self.rows.append(row)
            self._list.addWidget(row)
        while len(self.rows) > len(shown.dimensions):
            row = self.rows.pop()
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for row, line in zip(self.rows, shown.dimensions, strict=True):
            row.show_dimension(line, quotes, stored_color)

    def menu(self) -> QMenu:
        """Return what can be done with the property."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = self._property
        if shown is None:
            return menu
        place = self._view.place(shown.id)
        menu.addAction(tr("Add a dimension"), self.draft.begin)
        for words, step in (("Move up", -1), ("Move down", 1)):
            entry = menu.addAction(tr(words), lambda to=place + step: self._move(to))
            entry.setEnabled(0 <= place + step < len(self._view.cards))
        menu.addSeparator()
        menu.addAction(tr("Remove the property"), lambda: self._view.write(lambda one: remove_property(one, shown.id)))
        return menu

    def _move(self, place: int) -> None:
        shown = self._property
        if shown is not None:
            self._view.write(lambda project: move_property(project, shown.id, place))

    def _rename(self) -> None:
        shown, name = self._property, self.name.text().strip()
        if shown is None or not self.name.isModified():
            return
        self.name.setModified(False)
        if not name:
            self.name.setText(shown.name)
        elif name != shown.name:
            self._view.write(lambda project: rename_property(project, shown.id, name))

    def _add(self, low: str, high: str) -> None:
        shown = self._property
        if shown is not None:
            self._view.write(lambda project: add_dimension(project, shown.id, low, high))


class DimensionRow(QWidget):
    """The two ends of a dimension and the line between them; empty both ends to take it away."""

    def __init__(self, view: PropertyView) -> None:
        super().__init__()
        self._view = view
        self._dimension: Dimension | None = None
        self.low, self.high = QLineEdit(), QLineEdit()
        self.strip = DimensionStrip()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, Space.XS, 0)
        row.setSpacing(Space.XS)
        for part, stretch in ((self.low, 0), (self.strip, 1), (self.high, 0)):
            row.addWidget(part, stretch)
        for field in (self.low, self.high):
            wear(field, Look.BARE)
            field.setFixedWidth(_END_WIDTH)
            field.editingFinished.connect(self._rename)
        self.high.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        self.strip.placed.connect(
            lambda one, quotation, value: view.write(lambda project: place_on_dimension(project, one, quotation, value))
        )
        self.strip.taken_off.connect(
            lambda one, quotation: view.write(lambda project: take_off_dimension(project, one, quotation))
        )
        self.strip.opened.connect(view.opened)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the fields in the interface's language."""
        self.low.setAccessibleName(tr("Low end"))
        self.high.setAccessibleName(tr("High end"))

    def show_dimension(self, dimension: Dimension, quotes: dict[int, str], stored_color: str) -> None:
        """Show a dimension."""
        self._dimension = dimension
        for field, name in ((self.low, dimension.low_name), (self.high, dimension.high_name)):
            if not field.isModified() or not field.hasFocus():
                field.setText(name)
                field.setToolTip(name)
        self.strip.show_dimension(dimension, quotes, stored_color)

    def _rename(self) -> None:
        shown, low, high = self._dimension, self.low.text().strip(), self.high.text().strip()
        if shown is None or not (self.low.isModified() or self.high.isModified()):
            return
        for field in (self.low, self.high):
            field.setModified(False)
        if not low and not high:
            self._view.write(lambda project: remove_dimension(project, shown.id))
        elif not low or not high:
            self.low.setText(shown.low_name)
            self.high.setText(shown.high_name)
        elif (low, high) != (shown.low_name, shown.high_name):
            self._view.write(lambda project: rename_dimension(project, shown.id, low, high))


class DimensionDraft(QWidget):
    """Two fields for the ends of a new dimension. ``finished(low, high)`` on Enter in the second."""

    finished = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.low, self.high = QLineEdit(), QLineEdit()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.XS, Space.XS, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self.low)
        row.addWidget(self.high)
        self.low.returnPressed.connect(lambda: self.high.setFocus(Qt.FocusReason.TabFocusReason))
        self.high.returnPressed.connect(self._finish)
        self.retranslate()

    def retranslate(self) -> None:
        """Say what belongs into the fields."""
        for field, sentence in ((self.low, "Low end"), (self.high, "High end")):
            field.setPlaceholderText(tr(sentence))
            field.setAccessibleName(tr(sentence))

    def begin(self) -> None:
        """Show the fields, empty, with the keyboard in the first."""
        self.low.clear()
        self.high.clear()
        self.show()
        self.low.setFocus(Qt.FocusReason.OtherFocusReason)

    def _finish(self) -> None:
        low, high = self.low.text().strip(), self.high.text().strip()
        if low and high:
            self.hide()
            self.finished.emit(low, high)


class PropertyDraft(QWidget):
    """Fields for a new property and its first dimension. ``finished(name, low, high)``; the ends may be empty."""

    finished = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.ends = QLineEdit(), DimensionDraft()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.name)
        rows.addWidget(self.ends)
        self.name.returnPressed.connect(lambda: self.ends.low.setFocus(Qt.FocusReason.TabFocusReason))
        self.ends.low.returnPressed.connect(self._finish_bare)
        self.ends.finished.connect(lambda low, high: self._finish(low, high))
        self.retranslate()

    def retranslate(self) -> None:
        """Say what belongs into the fields."""
        self.name.setPlaceholderText(tr("Name of the property"))
        self.name.setAccessibleName(tr("Name of the property"))

    def begin(self) -> None:
        """Show the fields, empty, with the keyboard in the first."""
        self.name.clear()
        self.ends.begin()
        self.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _finish_bare(self) -> None:
        if not self.ends.low.text().strip():
            self._finish("", "")

    def _finish(self, low: str, high: str) -> None:
        name = self.name.text().strip()
        if name:
            self.hide()
            self.finished.emit(name, low, high)
