"""How the letters of the chosen box are set where they are to differ: colour, size, font and weight."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout

from qdatool.coding.letter_styles import USUAL_LETTERS, LetterFamily, LetterSize, LetterStyle
from qdatool.ui.controls import SentenceLabel, WrappingLabel
from qdatool.ui.models.inspector.look_choices import ColorChoice, WordChoice
from qdatool.ui.segments import Segment, Segments
from qdatool.ui.style_sheet import Look
from qdatool.wording import tr

_SIZES = (
    (LetterSize.SMALLER, "Smaller"),
    (LetterSize.LARGER, "Larger"),
    (LetterSize.MUCH_LARGER, "Much larger"),
)
_FAMILIES = ((LetterFamily.NOTO, "Noto Sans"), (LetterFamily.VAZIRMATN, "Vazirmatn"))
_WEIGHTS = (
    Segment(None, "Usual", "Letters as strong as usual"),
    Segment(True, "Bold", "Bold letters"),
    Segment(False, "Not bold", "Letters that are not bold"),
)


class LettersPart(QObject):
    """Puts its fields into rows of a grid, and tells when another lettering is wanted."""

    changed = Signal(object)
    """The user wants these letters (``LetterStyle``)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._letters = USUAL_LETTERS
        self.ink = ColorChoice("Colour of the letters")
        self.size = WordChoice("Size of the letters", _SIZES)
        self.family = WordChoice("Font", _FAMILIES)
        self.lossy = WrappingLabel("", Look.META)
        self.bold = Segments(_WEIGHTS, "Strength of the letters")
        self.ink.activated.connect(lambda _row: self._ask(replace(self._letters, ink=self.ink.color())))
        self.size.activated.connect(lambda _row: self._ask(replace(self._letters, size=self.size.value())))
        self.family.activated.connect(lambda _row: self._ask(replace(self._letters, family=self.family.value())))
        self.bold.picked.connect(lambda is_bold: self._ask(replace(self._letters, is_bold=is_bold)))

    def add_to(self, grid: QGridLayout, row: int) -> int:
        """Put the fields into the grid from a row on, and return the next free one."""
        for sentence, field in (("Letters", self.ink), ("Size", self.size), ("Font", self.family)):
            grid.addWidget(SentenceLabel(sentence, Look.META), row, 0)
            grid.addWidget(field, row, 1)
            row += 1
        grid.addWidget(self.lossy, row, 1)
        row += 1
        grid.addWidget(self.bold, row, 1, Qt.AlignmentFlag.AlignLeading)
        return row + 1

    def retranslate(self) -> None:
        """Say everything in the interface's language; the part that the fields stand in passes this on."""
        self.lossy.show_text(tr("Words set in it may lose letters when they are copied out of a PDF."))

    def show_letters(self, letters: LetterStyle) -> None:
        """Show how the letters are set now."""
        self._letters = letters
        self.ink.show_color(letters.ink)
        self.size.show_value(letters.size)
        self.family.show_value(letters.family)
        self.bold.show_value(letters.is_bold)
        self.lossy.setVisible(letters.family is LetterFamily.VAZIRMATN)

    def _ask(self, letters: LetterStyle) -> None:
        if letters != self._letters:
            self.changed.emit(letters)
