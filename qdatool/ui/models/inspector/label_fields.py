"""Both labels of a code, opened by a pencil to be written anew."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from qdatool.coding.codes import Code, rename_code
from qdatool.ui.controls import IconButton
from qdatool.ui.direction import direction_of
from qdatool.ui.icons import Icon
from qdatool.ui.models.session import ModelSession
from qdatool.ui.tokens import IconSize, Space
from qdatool.wording import interface_language, tr

_LANGUAGES = ("fa", "en")


class LabelFields(QWidget):
    """Two fields, one for each language; a label is written when its field is left or Enter is pressed."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._code: Code | None = None
        self.edit_button = IconButton(Icon.EDIT, "Edit the labels", IconSize.DENSE)
        self.edit_button.setCheckable(True)
        self.edit_button.toggled.connect(self._on_toggled)
        self.fields = {language: QLineEdit() for language in _LANGUAGES}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        for language, field in self.fields.items():
            column.addWidget(field)
            field.editingFinished.connect(lambda language=language: self._write(language))
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Name the fields in the interface's language."""
        names = {"fa": tr("Label in Persian"), "en": tr("Label in English")}
        for language, field in self.fields.items():
            field.setPlaceholderText(names[language])
            field.setAccessibleName(names[language])

    def show_code(self, code: Code) -> None:
        """Show the labels of a code; another code closes the fields."""
        if self._code is None or code.id != self._code.id:
            self.edit_button.setChecked(False)
        self._code = code
        self.edit_button.setEnabled(self._session.can_write)
        for language, field in self.fields.items():
            stored = code.labels.get(language) or (code.label if language == self._own_language() else "")
            if field.text() != stored and not (field.hasFocus() and field.isModified()):
                field.setText(stored)
            field.setLayoutDirection(direction_of(field.text() or ("\u0627" if language == "fa" else "a")))

    def _own_language(self) -> str:
        """Return the language of the codes' own labels: that of most of their letters."""
        own = self._code.label if self._code is not None else ""
        return "fa" if direction_of(own) == Qt.LayoutDirection.RightToLeft else "en"

    def _on_toggled(self, is_open: bool) -> None:
        self.setVisible(is_open)
        self.edit_button.show_as(Icon.DONE if is_open else Icon.EDIT, "Done" if is_open else "Edit the labels")
        if is_open:
            self.fields[interface_language()].setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, language: str) -> None:
        code, project, field = self._code, self._session.project, self.fields[language]
        if code is None or project is None or not field.isModified():
            return
        field.setModified(False)
        wanted = field.text().strip()
        if wanted != code.label_in(language):
            self._session.attempt(lambda: rename_code(project, code.id, wanted, language))
