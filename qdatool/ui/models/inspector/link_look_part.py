"""How the chosen link is drawn where it is to differ from the others: its colour, its strength, and its dashes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qdatool.coding.link_styles import LinkStyle
from qdatool.coding.node_styles import LineWeight
from qdatool.coding.roles import LineStyle
from qdatool.ui.controls import LinkButton
from qdatool.ui.models.inspector.look_choices import ColorChoice, WordChoice
from qdatool.ui.models.inspector.own_look import OwnLook
from qdatool.ui.models.look_acts import LinkLookActs
from qdatool.ui.models.session import ModelSession
from qdatool.ui.segments import Segment, Segments

_WEIGHTS = (
    Segment(None, "Usual", "Line as usual"),
    Segment(LineWeight.THIN, "Thin", "Thin line"),
    Segment(LineWeight.HEAVY, "Heavy", "Heavy line"),
)
_DASHES = ((LineStyle.SOLID, "Solid"), (LineStyle.DASHED, "Dashed"), (LineStyle.DOTTED, "Dotted"))


class LinkLookPart(OwnLook[LinkStyle]):
    """The fields for a link's own look."""

    def __init__(self, session: ModelSession) -> None:
        super().__init__(session, LinkLookActs(session), LinkStyle(), LinkButton("Draw this link otherwise"))
        self.line = ColorChoice("Colour of the line")
        self.dashes = WordChoice("Style of the line", _DASHES)
        self.weight = Segments(_WEIGHTS, "Strength of the line")
        self.add_named(0, "Line", self.line)
        self.add_named(1, "Dashes", self.dashes)
        self.grid.addWidget(self.weight, 2, 1, Qt.AlignmentFlag.AlignLeading)
        self.add_below(3)
        self.line.activated.connect(lambda _row: self.write(line=self.line.color()))
        self.dashes.activated.connect(lambda _row: self.write(line_style=self.dashes.value()))
        self.weight.picked.connect(lambda weight: self.write(weight=weight))

    def show_style(self, style: LinkStyle) -> None:
        """Show a style in the fields."""
        self.line.show_color(style.line)
        self.dashes.show_value(style.line_style)
        self.weight.show_value(style.weight)

    def first_field(self) -> QWidget:
        """Return where the keyboard goes when the fields come into view."""
        return self.line
