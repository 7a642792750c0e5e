"""The small editor that lies over one paragraph of the transcript while its words are corrected."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from qdatool.text.utf16 import Utf16Map
from qdatool.ui.controls import KeyLabel, SentenceButton, SentenceLabel, WrappingLabel, align_to_window
from qdatool.ui.direction import direction_of, runs_right_to_left
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Space
from qdatool.ui.transcript.page import text_font
from qdatool.wording import tr

_ROOM_AROUND = 10
_LEAST_HEIGHT = 60
_PASSAGES_SHOWN = 5


class ParagraphEditor(QFrame):
    """``kept(words, reason)`` on Enter, ``cancelled()`` on Escape, ``given_up()`` when lost passages are agreed to.

    It is a child of the transcript's pane; Shift+Enter begins another paragraph.
    """

    kept = Signal(str, str)
    cancelled = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        wear(self, Look.CARD)
        self.words = _Words()
        self.words.kept.connect(self._keep)
        self.words.cancelled.connect(self.go_back)
        self.words.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self.reason = QLineEdit()
        self.reason.returnPressed.connect(self._keep)
        self._loss = _Loss()
        self._loss.go_on.clicked.connect(self.given_up)
        self._loss.back.clicked.connect(self.go_back)
        self._place = QRect()
        self._room = QRect()
        self._lay_out()
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        self.words.setAccessibleName(tr("Words of the paragraph"))
        self.reason.setPlaceholderText(tr("Reason, if you like"))
        self.reason.setAccessibleName(tr("Reason, if you like"))
        align_to_window(self.reason)

    def open_with(self, words: str, caret: int, letter_size: int) -> None:
        """Show words with the caret at a code point of them."""
        direction = direction_of(words)
        font = text_font(letter_size, direction == Qt.LayoutDirection.RightToLeft)
        self.words.setFont(font)
        self.words.document().setDefaultFont(font)
        self.words.setLayoutDirection(direction)
        self._loss.hide()
        self.words.setPlainText(words)
        cursor = self.words.textCursor()
        cursor.setPosition(int(Utf16Map(words).to16(min(caret, len(words)))))
        self.words.setTextCursor(cursor)
        self.show()
        self.raise_()
        self._fit()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def place_over(self, paragraph: QRect, room: QRect) -> None:
        """Stand over a paragraph, within ``room``; both in pixels of the parent."""
        self._place, self._room = paragraph, room
        self._fit()

    def show_loss(self, passages: Sequence[str], count: int) -> None:
        """List passages that would go with what is deleted, and ask; nothing is changed yet."""
        self._loss.show_passages(passages, count)
        self._fit()
        self._loss.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def asks(self) -> bool:
        """Tell whether it asks about passages that would go."""
        return self._loss.isVisible()

    def go_back(self) -> None:
        """Leave the question for the words, and the words for the text."""
        if self.asks():
            self._loss.hide()
            self._fit()
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.cancelled.emit()

    def _keep(self) -> None:
        if not self.asks():
            self.kept.emit(self.words.toPlainText(), self.reason.text())

    def _fit(self) -> None:
        if not self._place.isValid() or self.isHidden():
            return
        width = self._place.width() + 2 * (_ROOM_AROUND + Space.S)
        self.setFixedWidth(min(width, self._room.width()))
        self.layout().activate()
        self.words.setFixedHeight(min(self.words.wanted_height(), max(self._room.height() // 2, _LEAST_HEIGHT)))
        layout = self.layout()
        # Wrapped lines: the height follows from the width, which adjustSize does not ask.
        self.setFixedHeight(
            layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else self.sizeHint().height()
        )
        left = min(
            max(self._place.left() - _ROOM_AROUND - Space.S, self._room.left()), self._room.right() - self.width()
        )
        top = min(self._place.top() - _ROOM_AROUND, self._room.bottom() - self.height())
        self.move(max(left, self._room.left()), max(top, self._room.top()))

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(Space.XS)
        foot.addWidget(self.reason, 1)
        for shortcut, sentence in (("↵", "keep"), ("Esc", "leave as it was")):
            key = KeyLabel(shortcut)
            key.setText(shortcut)
            foot.addSpacing(Space.S)
            foot.addWidget(key)
            foot.addWidget(SentenceLabel(sentence, Look.META))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        rows.setSpacing(Space.S)
        rows.addWidget(self.words)
        rows.addWidget(self._loss)
        rows.addLayout(foot)


class _Words(QPlainTextEdit):
    kept = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def wanted_height(self) -> int:
        """Return the height that shows every line."""
        block = self.document().firstBlock()
        height = 0.0
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        margins = self.contentsMargins()
        frame = margins.top() + margins.bottom() + 2 * self.frameWidth() + round(2 * self.document().documentMargin())
        return max(round(height) + frame + 12, _LEAST_HEIGHT)

    def sizeHint(self) -> QSize:
        return QSize(300, self.wanted_height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.textCursor().insertBlock()
                return True
            if is_enter:
                self.kept.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.cancelled.emit()
                return True
        return super().event(event)


class _Loss(QFrame):
    """What would go with the words that are deleted."""

    def __init__(self) -> None:
        super().__init__()
        wear(self, Look.NOTICE_WARN)
        self._question = WrappingLabel("", Look.STRONG)
        self._passages = QVBoxLayout()
        self._passages.setSpacing(2)
        self.back = SentenceButton("Back to the words", Look.SMALL)
        self.go_on = SentenceButton("Correct all the same", Look.SMALL)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addStretch(1)
        row.addWidget(self.go_on)
        row.addWidget(self.back)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        rows.setSpacing(Space.XS)
        rows.addWidget(self._question)
        rows.addLayout(self._passages)
        rows.addLayout(row)
        self.hide()

    def show_passages(self, passages: Sequence[str], count: int) -> None:
        """List the first passages and ask about all."""
        while (item := self._passages.takeAt(0)) is not None:
            item.widget().deleteLater()
        self._question.show_text(tr("{n} coded passages lie in what you delete and would go with it:", n=count))
        for passage in passages[:_PASSAGES_SHOWN]:
            self._passages.addWidget(_passage_label(passage))
        others = count - len(passages[:_PASSAGES_SHOWN])
        if others:
            self._passages.addWidget(WrappingLabel(tr("and {n} more passages", n=others), Look.DENSE))
        self.show()


def _passage_label(passage: str) -> QLabel:
    """Return a passage over several lines in its own direction; rich, since Qt sets plain Persian lines askew."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    direction = "rtl" if runs_right_to_left(passage) else "ltr"
    label.setText(f'<p dir="{direction}" style="margin:0; line-height:130%">{escape(passage)}</p>')
    label.setAccessibleName(passage)
    return label
