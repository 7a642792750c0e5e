"""A field for plain words of several lines that runs the way its words do."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTextEdit, QWidget

from qdatool.ui.direction import direction_of
from qdatool.ui.style_sheet import Look, wear
from qdatool.wording import tr


class WordsField(QTextEdit):
    """``words_changed`` when the user has typed; ``finished`` on Ctrl+Enter.

    Not a QPlainTextEdit, which draws right-to-left paragraphs at the left edge. Rich text is not taken over.
    """

    words_changed = Signal()
    finished = Signal()

    def __init__(self, sentence: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = sentence
        self._name = name
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        wear(self, Look.FIELD)
        self.textChanged.connect(self._on_changed)
        self._is_filling = False
        self.retranslate()

    def retranslate(self) -> None:
        """Show what belongs here in the interface's language."""
        self.setPlaceholderText(tr(self._sentence))
        self.setAccessibleName(tr(self._name))
        self._turn()

    def ask(self, sentence: str, name: str) -> None:
        """Ask for something else, given in English."""
        self._sentence, self._name = sentence, name
        self.retranslate()

    def words(self) -> str:
        """Return what stands in the field."""
        return self.toPlainText()

    def show_words(self, words: str) -> None:
        """Show words without telling that they changed; the caret stays where the words are the same."""
        if self.toPlainText() != words:
            self._is_filling = True
            self.setPlainText(words)
            self._is_filling = False
        self._turn()

    def edit_at_end(self) -> None:
        """Take the keyboard, behind the last word."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moveCursor(self.textCursor().MoveOperation.End)

    def sizeHint(self) -> QSize:
        return QSize(200, 72)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 40)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
            return
        super().keyPressEvent(event)

    def _on_changed(self) -> None:
        self._turn()
        if not self._is_filling:
            self.words_changed.emit()

    def _turn(self) -> None:
        words = self.toPlainText()
        direction = direction_of(words) if words.strip() else self.layoutDirection()
        option = self.document().defaultTextOption()
        if option.textDirection() != direction:
            option.setTextDirection(direction)
            self.document().setDefaultTextOption(option)
