"""One comment with its answers: read, answered, marked as done and jumped from in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from qdatool.coding.review import Answer, ReviewComment
from qdatool.ui.controls import ClickableFrame, ElidedLabel, IconButton, LinkButton, SentenceButton
from qdatool.ui.dates import shown_time
from qdatool.ui.icons import Icon, paint_icon
from qdatool.ui.review.subjects import SubjectName
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import IconSize, Space
from qdatool.ui.words_field import WordsField
from qdatool.ui.words_label import WordsLabel
from qdatool.wording import tr

_SIGN = 14


class CommentCard(QFrame):
    """A frame around what was said.

    ``jumped``; ``answered(words)``; ``edited(comment or answer id, words)``; ``done_changed(is_done)``;
    ``deleted(comment or answer id)``.
    """

    jumped = Signal()
    answered = Signal(str)
    edited = Signal(int, str)
    done_changed = Signal(bool)
    deleted = Signal(int)

    def __init__(
        self, comment: ReviewComment, subject: SubjectName, coders: Mapping[int, str], *, can_write: bool
    ) -> None:
        super().__init__()
        self.comment = comment
        self._coders = coders
        self._can_write = can_write
        self._edited_id: int | None = None
        wear(self, Look.CARD)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        self._rows.setSpacing(Space.XS)
        self.subject = SubjectRow(subject)
        self.subject.clicked.connect(self.jumped)
        self._rows.addWidget(self.subject)
        self._add_said(comment.id, comment.coder_id, comment.created_at, comment.body, self._rows)
        for answer in comment.answers:
            self._add_answer(answer)
        self._add_editor()
        self._add_buttons()

    def reply(self) -> None:
        """Open the field for an answer, with the keyboard in it."""
        self._open_editor(None, "", "Write an answer", "Answer")

    def is_writing(self) -> bool:
        """Tell whether something typed here is not sent yet."""
        return self._editor.isVisibleTo(self) and bool(self.field.words().strip())

    def _add_said(self, id: int, coder_id: int | None, at: str, body: str, rows: QVBoxLayout) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        name = ElidedLabel(self._coders.get(coder_id or 0, "") or tr("Somebody"), Look.STRONG)
        head.addWidget(name)
        when = QLabel(shown_time(datetime.fromisoformat(at), datetime.now().astimezone()))
        wear(when, Look.META)
        head.addWidget(when)
        head.addStretch(1)
        if self._can_write:
            more = IconButton(Icon.MORE, "Edit or delete", IconSize.DENSE)
            more.clicked.connect(lambda: self._show_menu(more, id, body))
            head.addWidget(more)
        rows.addLayout(head)
        rows.addWidget(WordsLabel(body))

    def _add_answer(self, answer: Answer) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, Space.XS, 0, 0)
        row.setSpacing(Space.S)
        line = QFrame()
        wear(line, Look.SEPARATOR)
        line.setFixedWidth(2)
        row.addWidget(line)
        said = QVBoxLayout()
        said.setSpacing(2)
        self._add_said(answer.id, answer.coder_id, answer.created_at, answer.body, said)
        row.addLayout(said, 1)
        self._rows.addLayout(row)

    def _add_editor(self) -> None:
        self._editor = QWidget()
        column = QVBoxLayout(self._editor)
        column.setContentsMargins(0, Space.XS, 0, 0)
        column.setSpacing(Space.XS)
        self.field = WordsField("Write an answer", "Answer")
        self.field.setFixedHeight(64)
        self.field.finished.connect(self._send)
        self.send = SentenceButton("Save", Look.SMALL)
        self.send.clicked.connect(self._send)
        cancel = LinkButton("Cancel")
        cancel.clicked.connect(self._editor.hide)
        row = QHBoxLayout()
        row.addWidget(self.send)
        row.addWidget(cancel)
        row.addStretch(1)
        column.addWidget(self.field)
        column.addLayout(row)
        self._editor.hide()
        self._rows.addWidget(self._editor)

    def _add_buttons(self) -> None:
        if not self._can_write:
            return
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        self.reply_button = LinkButton("Reply")
        self.reply_button.clicked.connect(self.reply)
        is_done = self.comment.is_done
        self.done_button = SentenceButton(
            "Reopen" if is_done else "Resolve", Look.SMALL, None if is_done else Icon.DONE
        )
        self.done_button.clicked.connect(lambda: self.done_changed.emit(not is_done))
        row.addWidget(self.reply_button)
        row.addStretch(1)
        row.addWidget(self.done_button)
        self._rows.addLayout(row)

    def _show_menu(self, beside: QWidget, id: int, body: str) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Edit"), lambda: self._open_editor(id, body, "What do you want to say?", "Review comment"))
        menu.addAction(tr("Delete"), lambda: self.deleted.emit(id))
        menu.popup(beside.mapToGlobal(beside.rect().bottomLeft()))

    def _open_editor(self, id: int | None, words: str, sentence: str, name: str) -> None:
        self._edited_id = id
        self.field.ask(sentence, name)
        self.field.show_words(words)
        self._editor.show()
        self.field.edit_at_end()

    def _send(self) -> None:
        words = self.field.words().strip()
        if not words:
            return
        self._editor.hide()
        if self._edited_id is None:
            self.answered.emit(words)
        else:
            self.edited.emit(self._edited_id, words)


class SubjectRow(ClickableFrame):
    """What a comment is on: its sign or colour, its name, and where it is; a click leads there."""

    def __init__(self, subject: SubjectName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS + 2)
        self._sign = _SubjectSign(lambda: self._subject)
        self._name = ElidedLabel("", Look.LINK_TEXT)
        self._place = ElidedLabel("", Look.META)
        row.addWidget(self._sign)
        row.addWidget(self._name, 3)
        row.addWidget(self._place, 1)
        self.show_subject(subject)

    def show_subject(self, subject: SubjectName) -> None:
        """Show another thing."""
        self._subject = subject
        self._name.setText(subject.name)
        self._place.setText(subject.place)
        self._place.setVisible(bool(subject.place))
        self.setAccessibleName(tr("Go to {name}", name=subject.name))
        self._sign.update()


class _SubjectSign(QWidget):
    """The colour of a code, or the sign of another thing."""

    def __init__(self, subject: Callable[[], SubjectName]) -> None:
        super().__init__()
        self._subject = subject
        self.setFixedSize(QSize(_SIGN, _SIGN))

    def paintEvent(self, event: QPaintEvent) -> None:
        subject, shown = self._subject(), tokens()
        painter = QPainter(self)
        if not subject.color:
            paint_icon(painter, QRectF(self.rect()), subject.icon, shown.text_3)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shown.code_color(subject.color)))
        painter.drawEllipse(QRectF(self.rect()).adjusted(3, 3, -3, -3))
