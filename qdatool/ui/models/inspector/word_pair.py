"""Two fields for one name, one in each language."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from qdatool.coding.languages import LANGUAGES
from qdatool.ui.direction import direction_of
from qdatool.ui.tokens import Space
from qdatool.wording import tr

_FIRST_LETTERS = {"fa": "\u0627", "en": "a"}


class WordPair(QWidget):
    """Shows a name in both languages; each is told when its field is left or Enter is pressed.

    ``sentences`` say what each field is for, Persian first; they are keys for ``tr``.
    """

    written = Signal(str, str)
    """Language and text."""

    def __init__(self, sentences: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentences = dict(zip(LANGUAGES, sentences, strict=True))
        self.fields = {language: QLineEdit() for language in LANGUAGES}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        for language, field in self.fields.items():
            column.addWidget(field)
            field.editingFinished.connect(lambda language=language: self._tell(language))
        self.retranslate()

    def retranslate(self) -> None:
        """Name the fields in the interface's language."""
        for language, field in self.fields.items():
            name = tr(self._sentences[language])
            field.setAccessibleName(name)
            field.setToolTip(name)
            if not field.placeholderText():
                field.setPlaceholderText(name)

    def show_texts(self, texts: Mapping[str, str], placeholders: Mapping[str, str] | None = None) -> None:
        """Show what is written; a field that is being typed in stays. ``placeholders`` stand where nothing is."""
        for language, field in self.fields.items():
            stored = texts.get(language, "")
            if field.text() != stored and not (field.hasFocus() and field.isModified()):
                field.setText(stored)
                field.setCursorPosition(0)
            field.setPlaceholderText((placeholders or {}).get(language) or tr(self._sentences[language]))
            field.setLayoutDirection(direction_of(field.text() or _FIRST_LETTERS[language]))

    def _tell(self, language: str) -> None:
        field = self.fields[language]
        if field.isModified():
            field.setModified(False)
            self.written.emit(language, field.text().strip())
