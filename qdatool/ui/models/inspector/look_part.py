"""How the chosen box is drawn where it is to differ from the others: its fill, its frame, and its letters."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from qdatool.coding.node_styles import NO_COLOR, LineWeight, NodeStyle
from qdatool.figures.own_styles import is_faint
from qdatool.figures.style import figure_style
from qdatool.ui.controls import LinkButton, WrappingLabel
from qdatool.ui.models.inspector.letters_part import LettersPart
from qdatool.ui.models.inspector.look_choices import ColorChoice
from qdatool.ui.models.inspector.own_look import OwnLook
from qdatool.ui.models.look_acts import LookActs
from qdatool.ui.models.session import ModelSession
from qdatool.ui.segments import Segment, Segments
from qdatool.ui.style_sheet import Look
from qdatool.wording import tr

_WEIGHTS = (
    Segment(None, "Usual", "Line as usual"),
    Segment(LineWeight.THIN, "Thin", "Thin line"),
    Segment(LineWeight.HEAVY, "Heavy", "Heavy line"),
)


class LookPart(OwnLook[NodeStyle]):
    """The fields for a box's own look."""

    def __init__(self, session: ModelSession) -> None:
        looks = LookActs(session)
        super().__init__(session, looks, NodeStyle(), LinkButton("Draw this box otherwise"))
        self._looks = looks
        self.fill, self.line = ColorChoice("Fill", "No fill"), ColorChoice("Frame", "No frame")
        self.solid = QCheckBox()
        self.weight = Segments(_WEIGHTS, "Strength of the frame's line")
        self.dashed = QCheckBox()
        self.letters = LettersPart(self)
        self.faint = WrappingLabel("", Look.META_WARN)
        self.inside = QCheckBox()
        self._lay_out()
        self.fill.activated.connect(lambda _row: self._on_fill())
        self.solid.clicked.connect(lambda is_on: self.write(is_solid=is_on))
        self.line.activated.connect(lambda _row: self.write(line=self.line.color()))
        self.weight.picked.connect(lambda weight: self.write(weight=weight))
        self.dashed.clicked.connect(lambda is_on: self.write(is_dashed=is_on))
        self.letters.changed.connect(lambda letters: self.write(letters=letters))
        self.inside.clicked.connect(lambda is_on: self.write(covers_inside=is_on))
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self.letters.retranslate()
        self.dashed.setText(tr("Dashed"))
        self.dashed.setAccessibleName(tr("Dashed frame"))
        self.solid.setText(tr("In full colour"))
        self.solid.setToolTip(tr("Fill the box with the colour itself and not with a light shade of it"))
        self.inside.setText(tr("Letters also of what stands in it"))
        self.faint.show_text(tr("Letters of this colour are hard to read on this fill."))
        self.inside.setToolTip(tr("Categories that have letters of their own keep them"))

    def show_style(self, style: NodeStyle) -> None:
        """Show a style in the fields."""
        self.fill.show_color(style.fill)
        self.line.show_color(style.line)
        self.weight.show_value(style.weight)
        self.dashed.setChecked(style.is_dashed)
        self.solid.setChecked(style.is_solid)
        self.solid.setEnabled(style.fill not in (None, NO_COLOR))
        self.letters.show_letters(style.letters)
        self.faint.setVisible(is_faint(style, figure_style()))
        self.inside.setVisible(self._looks.holds_others(self.key))
        self.inside.setChecked(style.covers_inside)

    def first_field(self) -> QWidget:
        """Return where the keyboard goes when the fields come into view."""
        return self.fill

    def _lay_out(self) -> None:
        leading = Qt.AlignmentFlag.AlignLeading
        self.add_named(0, "Fill", self.fill)
        self.grid.addWidget(self.solid, 1, 1, leading)
        self.add_named(2, "Frame", self.line)
        self.grid.addWidget(self.weight, 3, 1, leading)
        self.grid.addWidget(self.dashed, 4, 1, leading)
        row = self.letters.add_to(self.grid, 5)
        self.grid.addWidget(self.faint, row, 1)
        self.add_below(row + 1, (self.inside,))

    def _on_fill(self) -> None:
        fill = self.fill.color()
        self.write(fill=fill, is_solid=self.solid.isChecked() and fill not in (None, NO_COLOR))
