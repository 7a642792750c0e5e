"""Both labels of a code, opened by a pencil to be written anew."""

from __future__ import annotations

from PySide6.QtCore import Qt

from qdatool.coding.codes import Code, rename_code
from qdatool.ui.controls import IconButton
from qdatool.ui.direction import direction_of
from qdatool.ui.icons import Icon
from qdatool.ui.models.inspector.word_pair import WordPair
from qdatool.ui.models.session import ModelSession
from qdatool.ui.tokens import IconSize
from qdatool.wording import interface_language

SENTENCES = ("Label in Persian", "Label in English")


class LabelFields(WordPair):
    """Two fields, one for each language; a label is written when its field is left or Enter is pressed."""

    def __init__(self, session: ModelSession) -> None:
        super().__init__(SENTENCES)
        self._session = session
        self._code: Code | None = None
        self.edit_button = IconButton(Icon.EDIT, "Edit the labels", IconSize.DENSE)
        self.edit_button.setCheckable(True)
        self.edit_button.toggled.connect(self._on_toggled)
        self.written.connect(self._write)
        self.hide()

    def show_code(self, code: Code) -> None:
        """Show the labels of a code; another code closes the fields."""
        if self._code is None or code.id != self._code.id:
            self.edit_button.setChecked(False)
        self._code = code
        self.edit_button.setEnabled(self._session.can_write)
        own = "fa" if direction_of(code.label) == Qt.LayoutDirection.RightToLeft else "en"
        self.show_texts({own: code.label} | {language: label for language, label in code.labels.items() if label})

    def _on_toggled(self, is_open: bool) -> None:
        self.setVisible(is_open)
        self.edit_button.show_as(Icon.DONE if is_open else Icon.EDIT, "Done" if is_open else "Edit the labels")
        if is_open:
            self.fields[interface_language()].setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, language: str, wanted: str) -> None:
        code, project = self._code, self._session.project
        if code is not None and project is not None and wanted != code.label_in(language):
            self._session.attempt(lambda: rename_code(project, code.id, wanted, language))
