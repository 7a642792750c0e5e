"""The panel of review comments: write on what is chosen, open and done ones, filter, jump, answer in place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qdatool.coding.changes import Changes
from qdatool.coding.coders import list_coders
from qdatool.coding.project import Project
from qdatool.coding.review import (
    Box,
    CommentSubject,
    ReviewComment,
    add_comment,
    answer_comment,
    box_subject,
    close_comment,
    delete_comment,
    edit_comment,
    list_comments,
    reopen_comment,
)
from qdatool.text.folding import folded_words
from qdatool.ui.controls import (
    EmptyState,
    FilterField,
    IconButton,
    LinkButton,
    PanelHead,
    SentenceButton,
    WrappingLabel,
)
from qdatool.ui.going import place_of
from qdatool.ui.icons import Icon
from qdatool.ui.review.cards import CommentCard, SubjectRow
from qdatool.ui.review.subjects import SubjectName, subject_names
from qdatool.ui.segments import Segment, Segments
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Size, Space
from qdatool.ui.words_field import WordsField
from qdatool.ui.workspace import Shell
from qdatool.wording import interface_language, localized_number, tr

Chosen = Callable[[], CommentSubject | Box | None]

_FOLLOW_AFTER_MS = 60
_MOST_CARDS = 60
_WRITE_HEIGHT = 72


class ReviewPanel(QFrame):
    """Shows the comments of the open project; ``left`` when it is closed, ``count_changed`` when they may be others."""

    left = Signal()
    escaped = Signal()
    """Escape was pressed: the keyboard goes back to the workspace, the panel stays."""
    count_changed = Signal()

    def __init__(self, shell: Shell, chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._chosen = chosen
        self._project: Project | None = None
        self._subject: CommentSubject | Box | None = None
        self._cards: list[CommentCard] = []
        self._most = _MOST_CARDS
        wear(self, Look.PANEL)
        self.setFixedWidth(Size.INSPECTOR_DOCK + Space.XXL)
        self._build()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FOLLOW_AFTER_MS)
        self._timer.timeout.connect(self._follow)
        shell.actions.changed.connect(self._follow_later)
        shell.bridge.changed.connect(self._on_changed)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        self.only_chosen.setText(tr("Only on what is chosen"))
        self.setAccessibleName(tr("Review comments"))
        self.refresh()

    def set_project(self, project: Project | None) -> None:
        """Show the comments of another project, or of none."""
        self._project, self._subject = project, None
        self.field.show_words("")
        self._most = _MOST_CARDS
        self.refresh()

    def panes(self) -> list[QWidget]:
        """Return the parts that F6 goes through."""
        return [self.field, self.filter]

    def write_on_chosen(self) -> None:
        """Begin a comment on what is chosen now, with the keyboard in its field."""
        self._take_subject(self._chosen())
        if self.field.isVisibleTo(self):
            self.field.edit_at_end()
        else:
            self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Look everything up again; an answer that is being written stays open."""
        self.count_changed.emit()
        if not self.isVisibleTo(self.window()) or any(card.is_writing() for card in self._cards):
            return
        self._show_subject()
        self._show_cards()

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        super().keyPressEvent(event)

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self._take_subject(self._chosen())
        self.refresh()

    # Building

    def _build(self) -> None:
        head = PanelHead("Review comments")
        self._head = head
        self.close_button = IconButton(Icon.CLOSE, "Close the comments")
        self.close_button.clicked.connect(self.left)
        head.add(self.close_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(head)
        rows.addWidget(self._writing_part())
        rows.addWidget(self._filter_part())
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        wear(holder, Look.PANEL)
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(Space.S, Space.XS, Space.S, Space.S)
        self._column.setSpacing(Space.S)
        self._column.addStretch(1)
        self.more = LinkButton("Show more")
        self.more.clicked.connect(self._show_more)
        self._column.insertWidget(0, self.more)
        self._area.setWidget(holder)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._area)
        self._nothing_open = EmptyState("No open comments.")
        self._nothing_fits = EmptyState("No comment fits the filter.")
        for page in (self._nothing_open, self._nothing_fits):
            self._pages.addWidget(page)
        rows.addWidget(self._pages, 1)

    def _writing_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        column.setSpacing(Space.XS)
        self.subject = SubjectRow(SubjectName("", "", Icon.COMMENT))
        self.subject.clicked.connect(lambda: self._jump(self._subject))
        self.field = WordsField("What do you want to say?", "Review comment")
        self.field.setFixedHeight(_WRITE_HEIGHT)
        self.field.finished.connect(self._send)
        self.send = SentenceButton("Add the comment", Look.PRIMARY)
        self.send.clicked.connect(self._send)
        self.why_not = WrappingLabel("", Look.DENSE)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.send)
        column.addWidget(self.subject)
        column.addWidget(self.field)
        column.addLayout(row)
        column.addWidget(self.why_not)
        return part

    def _filter_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(Space.M, 0, Space.M, Space.S)
        column.setSpacing(Space.S)
        self.state = Segments(
            (
                Segment(False, "Still open", "Comments that are still open"),
                Segment(True, "Resolved", "Comments that are resolved"),
            ),
            "Which comments are shown",
        )
        self.state.show_value(False)
        self.state.picked.connect(lambda _value: self.refresh())
        self.filter = FilterField("Filter comments")
        self.filter.textChanged.connect(lambda _text: self.refresh())
        self.only_chosen = QCheckBox()
        self.only_chosen.toggled.connect(lambda _is_on: self._follow())
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.state)
        row.addWidget(self.filter, 1)
        column.addLayout(row)
        column.addWidget(self.only_chosen)
        return part

    # What is chosen

    def _follow_later(self) -> None:
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def _follow(self) -> None:
        """Take over what is chosen now, unless a comment on something else is being written."""
        if not self.field.words().strip() and not self.isAncestorOf(QApplication.focusWidget() or self.window()):
            self._take_subject(self._chosen())
        if self.only_chosen.isChecked() or self.sender() is self.only_chosen:
            self.refresh()

    def _take_subject(self, subject: CommentSubject | Box | None) -> None:
        self._subject = subject
        self._show_subject()

    def _show_subject(self) -> None:
        names = subject_names(self._project, [self._subject]) if self._project and self._subject else {}
        name = names.get(self._subject)
        can_write = self._project is not None and not self._project.is_read_only
        self.subject.setVisible(name is not None)
        if name is not None:
            self.subject.show_subject(name)
        for widget in (self.field, self.send):
            widget.setVisible(name is not None and can_write)
        self.why_not.show_text(self._why_not(can_write, name is not None))
        self.why_not.setVisible(name is None or not can_write)

    def _why_not(self, can_write: bool, is_chosen: bool) -> str:
        """Say why no comment can be written now, or nothing."""
        if not can_write:
            return tr("This project is open for reading only, so no comment can be written; all else can be read.")
        if not is_chosen:
            return tr("Choose a code, a passage, a document, a memo or a box of a model to comment on it.")
        return ""

    # The list

    def _shown(self) -> list[ReviewComment]:
        if self._project is None:
            return []
        comments = [one for one in list_comments(self._project) if one.is_done is self.state.value()]
        if self.only_chosen.isChecked():
            subject = self._subject
            if isinstance(subject, Box):
                subject = box_subject(self._project, subject)
            comments = [one for one in comments if one.subject == subject]
        return comments

    def _show_cards(self) -> None:
        comments = self._shown()
        names = subject_names(self._project, [one.subject for one in comments]) if self._project else {}
        coders = {one.id: one.name for one in list_coders(self._project)} if self._project else {}
        wanted = folded_words(self.filter.text().strip())
        fitting = [one for one in comments if one.subject in names and _fits(one, names, coders, wanted)]
        for card in self._cards:
            self._column.removeWidget(card)
            card.deleteLater()
        self._cards = [self._card(one, names[one.subject], coders) for one in fitting[: self._most]]
        for place, card in enumerate(self._cards):
            self._column.insertWidget(place, card)
        self.more.setVisible(len(fitting) > self._most)
        self._head.show_count(localized_number(len(fitting), interface_language()) if self._project else "")
        is_plain = not wanted and not self.only_chosen.isChecked() and not self.state.value()
        self._pages.setCurrentIndex(0 if fitting else 1 if is_plain else 2)

    def _card(self, comment: ReviewComment, name: SubjectName, coders: dict[int, str]) -> CommentCard:
        project = self._project
        card = CommentCard(comment, name, coders, can_write=not project.is_read_only)
        card.jumped.connect(lambda: self._jump(comment.subject))
        card.answered.connect(lambda words: self._attempt(lambda: answer_comment(project, comment.id, words)))
        card.edited.connect(lambda id, words: self._attempt(lambda: edit_comment(project, id, words)))
        card.deleted.connect(lambda id: self._attempt(lambda: delete_comment(project, id)))
        card.done_changed.connect(
            lambda is_done: self._attempt(lambda: (close_comment if is_done else reopen_comment)(project, comment.id))
        )
        return card

    def _show_more(self) -> None:
        self._most += _MOST_CARDS
        self.refresh()

    # Acts

    def _send(self) -> None:
        project, subject, words = self._project, self._subject, self.field.words()
        if project is None or subject is None or not words.strip():
            return
        # Emptied first: what is shown anew after the step must not take it for a comment that is being written.
        self.field.show_words("")
        if self._shell.attempt(lambda: add_comment(project, subject, words)) is None:
            self.field.show_words(words)
            return
        self.state.show_value(False)
        self.refresh()

    def _jump(self, subject: CommentSubject | Box | None) -> None:
        if isinstance(subject, Box) and self._project is not None:
            subject = box_subject(self._project, subject)
        place = place_of(subject.target.value, subject.id) if subject is not None else None
        if place is not None:
            self._shell.go_to(place)

    def _attempt(self, act: Callable[[], object]) -> None:
        self._shell.attempt(act)

    def _on_changed(self, _changes: Changes) -> None:
        self.refresh()


def _fits(comment: ReviewComment, names: dict, coders: dict[int, str], wanted: str) -> bool:
    """Tell whether a comment holds the words: in itself, its answers, what it is on, or who wrote it."""
    if not wanted:
        return True
    said = [comment.body, *(answer.body for answer in comment.answers)]
    who = [coders.get(one or 0, "") for one in (comment.coder_id, *(answer.coder_id for answer in comment.answers))]
    return wanted in folded_words("\n".join((*said, *who, names[comment.subject].name)))
