"""Where someone types what to look for: a field and the two ways of reading it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from qdatool.text.queries import Query
from qdatool.ui.controls import SentenceButton, align_to_window
from qdatool.ui.icons import Icon, Ink, icon
from qdatool.ui.style_sheet import Look
from qdatool.ui.tokens import Space
from qdatool.wording import tr

_LONGEST_PREFILL = 100


class QueryRow(QWidget):
    """A field with "Whole word" and "Pattern" beside it.

    Signals: ``changed()``; ``entered(is_backwards)`` on Enter or Down, with Shift or on Up backwards; ``left()`` on
    Escape.
    """

    changed = Signal()
    entered = Signal(bool)
    left = Signal()

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = _QueryField(sentence)
        self.field.textChanged.connect(self.changed)
        self.field.entered.connect(self.entered)
        self.field.left.connect(self.left)
        self.whole_word = _toggle("Whole word")
        self.pattern = _toggle("Pattern")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self.field, 1)
        for button in (self.whole_word, self.pattern):
            button.toggled.connect(lambda _is_on: self.changed.emit())
            row.addWidget(button)
        self.setFocusProxy(self.field)
        self.retranslate()

    def query(self) -> Query:
        """Return what is asked for now."""
        return Query(self.field.text(), self.pattern.isChecked(), self.whole_word.isChecked())

    def ask(self, words: str) -> None:
        """Take the keyboard with everything selected; ``words`` replace what was typed, unless they are long."""
        line = words.strip()
        if line and "\n" not in line and len(line) <= _LONGEST_PREFILL:
            self.field.setText(line)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def retranslate(self) -> None:
        """Say in the interface's language what the toggles do."""
        self.whole_word.setToolTip(tr("Leave hits inside words out; a ZWNJ does not end a word"))
        self.pattern.setToolTip(tr("Read it as a regular expression"))


class _QueryField(QLineEdit):
    entered = Signal(bool)
    left = Signal()

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self._sentence = sentence
        self.addAction(icon(Icon.SEARCH, Ink.FAINT), QLineEdit.ActionPosition.LeadingPosition)
        self.retranslate()

    def retranslate(self) -> None:
        """Show the placeholder in the interface's language."""
        self.setPlaceholderText(tr(self._sentence))
        self.setAccessibleName(tr(self._sentence))
        align_to_window(self)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.entered.emit(event.key() == Qt.Key.Key_Up)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().event(event)


def _toggle(sentence: str) -> SentenceButton:
    button = SentenceButton(sentence, Look.SMALL)
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
