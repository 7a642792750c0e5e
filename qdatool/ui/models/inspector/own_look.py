"""What the looks of a box and of a link have in common on their pages: when they show, and the two buttons below."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from qdatool.coding.link_styles import LinkStyle
from qdatool.coding.node_styles import NodeStyle
from qdatool.ui.controls import LinkButton, SentenceButton, SentenceLabel
from qdatool.ui.icons import Icon
from qdatool.ui.models.session import ModelSession
from qdatool.ui.style_sheet import Look
from qdatool.ui.tokens import Space

AnyStyle = TypeVar("AnyStyle", NodeStyle, LinkStyle)


class StyleActs(Protocol[AnyStyle]):
    """Reads and writes the looks of things of one kind, by key."""

    def style(self, key: str) -> AnyStyle:
        """Return how the thing with that key differs from the usual look."""

    def write(self, key: str, style: AnyStyle) -> None:
        """Draw it in that style."""

    def draw_alike(self, key: str) -> None:
        """Give its look to all of its kind."""


class OwnLook(QWidget, Generic[AnyStyle]):
    """Folded to one line until it is asked for, or until what is shown has a look of its own.

    Who inherits puts fields into ``grid`` and shows a style in them with ``show_style``.
    """

    def __init__(self, session: ModelSession, acts: StyleActs[AnyStyle], usual: AnyStyle, opener: LinkButton) -> None:
        super().__init__()
        self._session = session
        self._acts = acts
        self._usual = usual
        self.key = ""
        self._is_asked = False
        self.opener = opener
        self.alike_button = SentenceButton("Give this look to all of its kind", Look.SMALL, Icon.COLOR)
        self.usual_button = SentenceButton("Back to the usual look", Look.SMALL, Icon.UNDO)
        self.body = QWidget()
        self.grid = QGridLayout(self.body)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(Space.S)
        self.grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.body)
        self.opener.clicked.connect(self._open)
        self.alike_button.clicked.connect(lambda: self._acts.draw_alike(self.key))
        self.usual_button.clicked.connect(lambda: self._acts.write(self.key, self._usual))

    def show_key(self, key: str) -> None:
        """Show how the thing with that key is drawn."""
        self.key = key
        style = self._acts.style(key)
        is_open = self._is_asked or style != self._usual
        self.opener.setVisible(not is_open and self._session.can_write)
        self.body.setVisible(is_open)
        self.body.setEnabled(self._session.can_write)
        self.usual_button.setVisible(style != self._usual)
        self.show_style(style)

    @abstractmethod
    def show_style(self, style: AnyStyle) -> None:
        """Show a style in the fields."""

    @abstractmethod
    def first_field(self) -> QWidget:
        """Return where the keyboard goes when the fields come into view."""

    def write(self, **changes: object) -> None:
        """Change some of the style."""
        self._acts.write(self.key, replace(self._acts.style(self.key), **changes))

    def add_named(self, row: int, name: str, field: QWidget) -> None:
        """Put a field with its name into a row."""
        self.grid.addWidget(SentenceLabel(name, Look.META), row, 0)
        self.grid.addWidget(field, row, 1)

    def add_below(self, row: int, parts: Sequence[QWidget] = ()) -> None:
        """Put parts and the two buttons below the fields, over both columns.

        Their words need more room than a narrow panel leaves beside the names.
        """
        for place, part in enumerate((*parts, self.alike_button, self.usual_button), start=row):
            self.grid.addWidget(part, place, 0, 1, 2, Qt.AlignmentFlag.AlignLeading)

    def _open(self) -> None:
        self._is_asked = True
        self.show_key(self.key)
        self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
