"""How the chosen box is drawn where it is to differ from the others: its fill, its frame, and its letters."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from qdatool.coding.letter_styles import LetterStyle
from qdatool.coding.node_styles import NO_COLOR, LineWeight, NodeStyle
from qdatool.figures.own_styles import is_faint
from qdatool.figures.style import figure_style
from qdatool.ui.controls import LinkButton, SentenceButton, SentenceLabel, WrappingLabel
from qdatool.ui.icons import Icon
from qdatool.ui.models.inspector.letters_part import LettersPart
from qdatool.ui.models.inspector.look_choices import ColorChoice
from qdatool.ui.models.look_acts import LookActs
from qdatool.ui.models.session import ModelSession
from qdatool.ui.segments import Segment, Segments
from qdatool.ui.style_sheet import Look
from qdatool.ui.tokens import Space
from qdatool.wording import tr

_USUAL = "usual"
_WEIGHTS = (
    Segment(_USUAL, "Usual", "Line as usual"),
    Segment(LineWeight.THIN.value, "Thin", "Thin line"),
    Segment(LineWeight.HEAVY.value, "Heavy", "Heavy line"),
)


class LookPart(QWidget):
    """Folded to one line until it is asked for, or until the box shown has a look of its own."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._acts = LookActs(session)
        self._key = ""
        self._is_asked = False
        self.opener = LinkButton("Draw this box otherwise")
        self.fill, self.line = ColorChoice("Fill", "No fill"), ColorChoice("Frame", "No frame")
        self.solid = QCheckBox()
        self.weight = Segments(_WEIGHTS, "Strength of the frame's line")
        self.dashed = QCheckBox()
        self.letters = LettersPart(self)
        self.faint = WrappingLabel("", Look.META_WARN)
        self.inside = QCheckBox()
        self.alike_button = SentenceButton("Give this look to all of its kind", Look.SMALL, Icon.COLOR)
        self.usual_button = SentenceButton("Back to the usual look", Look.SMALL, Icon.UNDO)
        self.body = QWidget()
        self._lay_out()
        self.opener.clicked.connect(self._open)
        self.fill.activated.connect(lambda _row: self._on_fill())
        self.solid.clicked.connect(lambda is_on: self._write(is_solid=is_on))
        self.line.activated.connect(lambda _row: self._write(line=self.line.color()))
        self.weight.picked.connect(self._on_weight)
        self.dashed.clicked.connect(lambda is_on: self._write(is_dashed=is_on))
        self.letters.changed.connect(self._on_letters)
        self.inside.clicked.connect(lambda is_on: self._write(covers_inside=is_on))
        self.alike_button.clicked.connect(lambda: self._acts.draw_alike(self._key))
        self.usual_button.clicked.connect(lambda: self._acts.write(self._key, NodeStyle()))
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

    def show_key(self, key: str) -> None:
        """Show how the node with that key is drawn."""
        self._key = key
        style = self._acts.style(key)
        is_open = self._is_asked or style != NodeStyle()
        self.opener.setVisible(not is_open and self._session.can_write)
        self.body.setVisible(is_open)
        self.body.setEnabled(self._session.can_write)
        self.fill.show_color(style.fill)
        self.line.show_color(style.line)
        self.weight.show_value(style.weight.value if style.weight is not None else _USUAL)
        self.dashed.setChecked(style.is_dashed)
        self.solid.setChecked(style.is_solid)
        self.solid.setEnabled(style.fill not in (None, NO_COLOR))
        self.letters.show_letters(style.letters)
        self.faint.setVisible(is_faint(style, figure_style()))
        self.inside.setVisible(self._acts.holds_others(key))
        self.inside.setChecked(style.covers_inside)
        self.usual_button.setVisible(style != NodeStyle())

    def _lay_out(self) -> None:
        grid = QGridLayout(self.body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        leading = Qt.AlignmentFlag.AlignLeading
        grid.addWidget(SentenceLabel("Fill", Look.META), 0, 0)
        grid.addWidget(self.fill, 0, 1)
        grid.addWidget(self.solid, 1, 1, leading)
        grid.addWidget(SentenceLabel("Frame", Look.META), 2, 0)
        grid.addWidget(self.line, 2, 1)
        grid.addWidget(self.weight, 3, 1, leading)
        grid.addWidget(self.dashed, 4, 1, leading)
        row = self.letters.add_to(grid, 5)
        grid.addWidget(self.faint, row, 1)
        row += 1
        for part in (self.inside, self.alike_button, self.usual_button):
            # Over both columns: their words need more room than a narrow panel leaves beside the names.
            grid.addWidget(part, row, 0, 1, 2, leading)
            row += 1
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.body)

    def _open(self) -> None:
        self._is_asked = True
        self.show_key(self._key)
        self.fill.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_fill(self) -> None:
        fill = self.fill.color()
        self._write(fill=fill, is_solid=self.solid.isChecked() and fill not in (None, NO_COLOR))

    def _on_weight(self, value: object) -> None:
        self._write(weight=None if value == _USUAL else LineWeight(str(value)))

    def _on_letters(self, letters: LetterStyle) -> None:
        self._write(letters=letters)

    def _write(self, **changes: object) -> None:
        self._acts.write(self._key, replace(self._acts.style(self._key), **changes))
