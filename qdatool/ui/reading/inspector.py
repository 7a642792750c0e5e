"""What a code is, below the tree: both labels and its definition, to read and, after the pencil, to write."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qdatool.coding.codes import Code, Definition
from qdatool.ui.controls import ElidedLabel, IconButton, SentenceLabel
from qdatool.ui.direction import direction_of
from qdatool.ui.icons import Icon
from qdatool.ui.level_signs import paint_shape, rank_of
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import Space
from qdatool.wording import interface_language, tr

SAVE_AFTER_MS = 700
_LANGUAGES = ("fa", "en")


class CodeInspector(QFrame):
    """Shows one code. ``label_written(code_id, language, label)`` and ``definition_written(code_id, Definition)``."""

    label_written = Signal(int, str, str)
    definition_written = Signal(int, object)

    def __init__(self, session: ReadingSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._code_id: int | None = None
        self._sign = _CodeSign(session, self._code)
        self._label = ElidedLabel("", Look.STRONG)
        self._other = ElidedLabel("", Look.DENSE)
        self._definition = QLabel()
        self.edit_button = IconButton(Icon.EDIT, "Edit labels and definition")
        self.edit_button.setCheckable(True)
        self.edit_button.toggled.connect(self._show_side)
        self.fields = {language: QLineEdit() for language in _LANGUAGES}
        self.definition = QPlainTextEdit()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self._write_definition)
        self._lay_out()
        for language, field in self.fields.items():
            field.editingFinished.connect(lambda language=language: self._write_label(language))
        self.definition.textChanged.connect(self._timer.start)
        session.codes_changed.connect(self._refresh)
        session.project_opened.connect(self._on_project_opened)
        self.retranslate()

    def show_code(self, code_id: int | None) -> None:
        """Show a code, or nothing; what was being written about another one is saved first."""
        if code_id != self._code_id:
            self.flush()
            self._code_id = code_id
            self.edit_button.setChecked(False)
        self._refresh()

    def edit(self) -> None:
        """Open the fields and put the keyboard into the definition."""
        self.edit_button.setChecked(True)
        self.definition.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Save what was typed and not yet saved."""
        if self._timer.isActive():
            self._timer.stop()
            self._write_definition()

    def retranslate(self) -> None:
        """Show everything in the interface's language."""
        names = {"fa": tr("Label in Persian"), "en": tr("Label in English")}
        for language, field in self.fields.items():
            field.setPlaceholderText(names[language])
            field.setAccessibleName(names[language])
        self.definition.setPlaceholderText(tr("When does this code apply?"))
        self.definition.setAccessibleName(tr("Definition"))
        self._refresh()

    def apply_theme(self) -> None:
        """Take the theme's colours."""
        self._sign.update()

    def _lay_out(self) -> None:
        wear(self, Look.PANEL)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self._sign)
        head.addWidget(self._label, 1)
        head.addWidget(self.edit_button)
        self._definition.setWordWrap(True)
        self._definition.setTextFormat(Qt.TextFormat.PlainText)
        self._definition.setAlignment(Qt.AlignmentFlag.AlignTop)
        wear(self._definition, Look.DENSE)
        words = QScrollArea()
        words.setWidgetResizable(True)
        words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        words.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        words.setWidget(self._definition)
        words.viewport().setAutoFillBackground(False)
        self._definition.setAutoFillBackground(False)
        reading = QVBoxLayout()
        reading.setContentsMargins(0, 0, 0, 0)
        reading.setSpacing(2)
        reading.addWidget(self._other)
        reading.addWidget(words, 1)
        writing = QVBoxLayout()
        writing.setContentsMargins(0, Space.XS, 0, 0)
        writing.setSpacing(Space.XS)
        for field in self.fields.values():
            writing.addWidget(field)
        writing.addWidget(self.definition, 1)
        self._sides = QStackedWidget()
        for side in (reading, writing):
            page = QWidget()
            page.setLayout(side)
            self._sides.addWidget(page)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.M, Space.XS, Space.S, Space.S)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addWidget(self._sides, 1)
        self._empty = SentenceLabel("Choose a code to read its definition.", Look.META)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        rows.addWidget(self._empty)

    def _on_project_opened(self) -> None:
        self.show_code(None)
        self.edit_button.setEnabled(self._session.is_writable())

    def _code(self) -> Code | None:
        return self._session.code(self._code_id)

    def _refresh(self) -> None:
        code = self._code()
        for widget in (self._sign, self._label, self.edit_button, self._sides):
            widget.setVisible(code is not None)
        self._empty.setVisible(code is None)
        if code is None:
            return
        language = interface_language()
        other = next(one for one in _LANGUAGES if one != language)
        label = code.label_in(language)
        second = code.label_in(other)
        self._label.setText(label)
        self._other.setText(second if second != label else "")
        self._other.setVisible(second != label)
        words = code.definition or tr("No definition yet.")
        self._definition.setText(words)
        self._definition.setLayoutDirection(direction_of(words))
        self._sign.update()
        self._fill_fields(code)

    def _fill_fields(self, code: Code) -> None:
        for language, field in self.fields.items():
            stored = code.label_in(language)
            if field.text() != stored and not (field.hasFocus() and field.isModified()):
                field.setText(stored)
            field.setLayoutDirection(direction_of(field.text() or ("ا" if language == "fa" else "a")))
        if self.definition.toPlainText() != code.definition and not self._timer.isActive():
            self.definition.blockSignals(True)
            self.definition.setPlainText(code.definition)
            self.definition.blockSignals(False)
        option = QTextOption()
        option.setTextDirection(direction_of(code.definition or code.label))
        self.definition.document().setDefaultTextOption(option)

    def _show_side(self, is_editing: bool) -> None:
        if not is_editing:
            self.flush()
        self._sides.setCurrentIndex(1 if is_editing else 0)
        self.edit_button.show_as(
            Icon.DONE if is_editing else Icon.EDIT,
            "Done" if is_editing else "Edit labels and definition",
        )
        if is_editing:
            self.fields[interface_language()].setFocus(Qt.FocusReason.OtherFocusReason)

    def _write_label(self, language: str) -> None:
        code, field = self._code(), self.fields[language]
        if code is None or not field.isModified() or field.text().strip() == code.label_in(language):
            return
        field.setModified(False)
        self.label_written.emit(code.id, language, field.text().strip())

    def _write_definition(self) -> None:
        code = self._code()
        if code is None or self.definition.toPlainText() == code.definition:
            return
        words = Definition(self.definition.toPlainText(), code.include, code.exclude, code.example)
        self.definition_written.emit(code.id, words)


class _CodeSign(QWidget):
    """The shape of a code's level in its colour."""

    def __init__(self, session: ReadingSession, code: Callable[[], Code | None]) -> None:
        super().__init__()
        self._session = session
        self._code = code
        self.setFixedSize(QSize(14, 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        code = self._code()
        if code is not None:
            rank = rank_of(code.level_id, self._session.levels)
            paint_shape(QPainter(self), QPointF(7, 7), rank, code.color, tokens().panel)
