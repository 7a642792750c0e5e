"""How the chosen link is drawn where it is to differ from the others: its colour, its strength, and its dashes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from qdatool.coding.link_styles import LinkStyle
from qdatool.coding.node_styles import LineWeight
from qdatool.coding.roles import LineStyle
from qdatool.ui.controls import LinkButton, SentenceButton, SentenceLabel
from qdatool.ui.icons import Icon
from qdatool.ui.models.inspector.look_choices import ColorChoice, WordChoice
from qdatool.ui.models.look_acts import LinkLookActs
from qdatool.ui.models.session import ModelSession
from qdatool.ui.segments import Segment, Segments
from qdatool.ui.style_sheet import Look
from qdatool.ui.tokens import Space

_WEIGHTS = (
    Segment(None, "Usual", "Line as usual"),
    Segment(LineWeight.THIN, "Thin", "Thin line"),
    Segment(LineWeight.HEAVY, "Heavy", "Heavy line"),
)
_DASHES = ((LineStyle.SOLID, "Solid"), (LineStyle.DASHED, "Dashed"), (LineStyle.DOTTED, "Dotted"))


class LinkLookPart(QWidget):
    """Folded to one line until it is asked for, or until the link shown has a look of its own."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._acts = LinkLookActs(session)
        self._key = ""
        self._is_asked = False
        self.opener = LinkButton("Draw this link otherwise")
        self.line = ColorChoice("Colour of the line")
        self.dashes = WordChoice("Style of the line", _DASHES)
        self.weight = Segments(_WEIGHTS, "Strength of the line")
        self.alike_button = SentenceButton("Give this look to all of its kind", Look.SMALL, Icon.COLOR)
        self.usual_button = SentenceButton("Back to the usual look", Look.SMALL, Icon.UNDO)
        self.body = QWidget()
        self._lay_out()
        self.opener.clicked.connect(self._open)
        self.line.activated.connect(lambda _row: self._write(line=self.line.color()))
        self.dashes.activated.connect(lambda _row: self._write(line_style=self.dashes.value()))
        self.weight.picked.connect(lambda weight: self._write(weight=weight))
        self.alike_button.clicked.connect(lambda: self._acts.draw_alike(self._key))
        self.usual_button.clicked.connect(lambda: self._acts.write(self._key, LinkStyle()))

    def show_key(self, key: str) -> None:
        """Show how the link with that key is drawn."""
        self._key = key
        style = self._acts.style(key)
        is_open = self._is_asked or style != LinkStyle()
        self.opener.setVisible(not is_open and self._session.can_write)
        self.body.setVisible(is_open)
        self.body.setEnabled(self._session.can_write)
        self.line.show_color(style.line)
        self.dashes.show_value(style.line_style)
        self.weight.show_value(style.weight)
        self.usual_button.setVisible(style != LinkStyle())

    def _lay_out(self) -> None:
        grid = QGridLayout(self.body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        for row, (sentence, field) in enumerate((("Line", self.line), ("Dashes", self.dashes))):
            grid.addWidget(SentenceLabel(sentence, Look.META), row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self.weight, 2, 1, Qt.AlignmentFlag.AlignLeading)
        for row, part in enumerate((self.alike_button, self.usual_button), start=3):
            grid.addWidget(part, row, 0, 1, 2, Qt.AlignmentFlag.AlignLeading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.body)

    def _open(self) -> None:
        self._is_asked = True
        self.show_key(self._key)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, **changes: object) -> None:
        self._acts.write(self._key, replace(self._acts.style(self._key), **changes))
