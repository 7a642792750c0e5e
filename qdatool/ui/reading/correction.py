"""The mode in which the text itself is corrected: a banner, a frame round the paragraph, and an editor over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from qdatool.coding.quotations import load_quotations
from qdatool.coding.text_correction import Correction, correct_text, plan_correction
from qdatool.text.edits import Edit, edits_between
from qdatool.text.normalisation import normalise
from qdatool.text.sentences import paragraph_at, sentence_at
from qdatool.text.spans import Span
from qdatool.ui.controls import ElidedLabel, IconLabel, SentenceButton
from qdatool.ui.icons import Icon, Ink
from qdatool.ui.reading.correction_actions import CORRECTION_ACTIONS, CorrectionAction
from qdatool.ui.reading.paragraph_editor import ParagraphEditor
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.reading.transcript_pane import TranscriptPane
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import Radius, Size, Space
from qdatool.ui.workspace import Notice, NoticeKind, Shell
from qdatool.wording import interface_language, tr

_LONGEST_PARAGRAPH = 6_000
_AROUND_THE_CARET = 1_000
_FRAME_ROOM = 6
_LONGEST_PASSAGE = 120
_PASSAGES_ASKED = 8


@dataclass(frozen=True, slots=True)
class _Target:
    """What is open in the editor: where it stands in which document, and its words as they were."""

    document_id: int
    span: Span
    words: str
    ends_line: bool

    def edits_to(self, words: str) -> tuple[Edit, ...]:
        """Return the edits that make other words of it; a paragraph of no words goes with its line."""
        if not words.strip():
            return (Edit(self.span.start, self.span.end + self.ends_line, ""),)
        return edits_between(self.words, words, self.span.start)


class TextCorrection(QObject):
    """Switched on and off by the user; nothing else ever changes the text of a document."""

    def __init__(self, shell: Shell, session: ReadingSession, pane: TranscriptPane) -> None:
        super().__init__(pane)
        self._shell = shell
        self._session = session
        self._pane = pane
        self._target: _Target | None = None
        self._plan: Correction | None = None
        self._is_keeping = False
        self.banner = _Banner()
        pane.add_bar(self.banner)
        self._frame = _ParagraphFrame(pane)
        self.editor = ParagraphEditor(pane)
        self._bind()
        self.banner.done.clicked.connect(self.leave)
        self.banner.versions.clicked.connect(self.show_versions)
        self.editor.kept.connect(self._on_kept)
        self.editor.cancelled.connect(self._close_editor)
        self.editor.given_up.connect(self._on_given_up)
        pane.moved.connect(self._follow)
        pane.view.caret_moved.connect(lambda _position: self._follow())
        pane.view.viewport().installEventFilter(self)
        session.document_opened.connect(self._on_document_opened)
        session.text_changed.connect(self._on_text_changed)

    # The mode

    def is_on(self) -> bool:
        """Tell whether the text can be corrected now."""
        return not self.banner.isHidden()

    def toggle(self) -> None:
        """Begin or end correcting."""
        if self.is_on():
            self.leave()
        else:
            self.enter()

    def enter(self) -> None:
        """Begin correcting, with the keyboard in the text."""
        if self._session.document_id is None or not self._session.is_writable():
            return
        self.banner.show()
        self._pane.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._shell.actions.refresh()
        self._follow()

    def leave(self) -> None:
        """End correcting, unless the words that were typed raise a question first."""
        if self.is_on() and self.settle():
            self.banner.hide()
            self._follow()
            self._shell.actions.refresh()

    def settle(self) -> bool:
        """Keep the words that were typed and not yet kept; tell whether no question about them is open."""
        if self.editor.isVisible() and not self.editor.asks():
            self._on_kept(self.editor.words.toPlainText(), self.editor.reason.text())
        return not self.editor.isVisible()

    def _on_document_opened(self) -> None:
        """End correcting; a question about words of the other document can no longer be asked over this one."""
        if not self.is_on():
            return
        if self._is_document_gone():
            self._set_words_aside(tr("The document is gone; what you typed is on the clipboard."))
            self.editor.hide()
        elif not self.settle():
            self.editor.hide()
            sentence = tr("The words were left as they were: coded passages would have gone with what was deleted.")
            self._shell.show_notice(Notice(NoticeKind.WARNING, sentence))
        self.leave()

    def _is_document_gone(self) -> bool:
        """Tell whether what is open in the editor belongs to a document that was deleted elsewhere."""
        known = {document.id for document in self._session.documents}
        return self._target is not None and self._target.document_id not in known

    def _set_words_aside(self, sentence: str) -> None:
        """Keep what was typed on the clipboard where it can no longer be kept in the text, and say so."""
        words = self.editor.words.toPlainText()
        if self.editor.isVisible() and self._target is not None and words != self._target.words:
            QGuiApplication.clipboard().setText(words)
            self._shell.show_notice(Notice(NoticeKind.WARNING, sentence))

    def _step_back(self) -> None:
        """Leave the editor for the text, or the mode."""
        if self.editor.isVisible():
            self.editor.go_back()
        else:
            self.leave()

    def edit(self) -> None:
        """Open the editor over the paragraph of the caret."""
        if not self.is_on() or not self.settle():
            return
        span, document_id = self._span_at(self._pane.view.caret_position()), self._session.document_id
        if span is None or document_id is None:
            return
        view = self._pane.view
        text = self._session.text()
        ends_line = text[span.start - 1 : span.start] in ("", "\n") and text[span.end : span.end + 1] == "\n"
        self._target = _Target(document_id, span, span.cut(text), ends_line)
        self._pane.bring(span)
        self.editor.place_over(self._pane.passage_rect(span), self._pane.text_area())
        self.editor.open_with(self._target.words, max(view.caret_position() - span.start, 0), view.letter_size())
        self.editor.place_over(self._pane.passage_rect(span), self._pane.text_area())

    def show_versions(self) -> None:
        """Show how the text of the document came to be what it is."""
        from qdatool.ui.reading.versions_sheet import VersionsSheet

        document = self._session.document()
        if document is not None:
            sheet = VersionsSheet(self._pane.window(), self._session.project, document)
            sheet.restore_asked.connect(self._restore)
            sheet.open()

    def reveal(self) -> None:
        """Open the document whose text an undo or redo has just changed."""
        changed = self._session.changed_texts
        if changed and self._session.document_id not in changed:
            self._session.open_document(changed[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_click = event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton
        if is_click and self.is_on() and not self._pane.view.textCursor().hasSelection():
            # Once the text has done with the click itself.
            QTimer.singleShot(0, self, self.edit)
        return False

    # Keeping words

    def _on_kept(self, words: str, reason: str) -> None:
        project, target = self._session.project, self._target
        if project is None or target is None:
            return
        edits = target.edits_to(normalise(words))
        if not edits:
            self._close_editor()
            return
        plan = self._shell.attempt(lambda: plan_correction(project, target.document_id, edits))
        if plan is None:
            return
        self._plan = plan
        if plan.lost:
            self.editor.show_loss(self._described(plan.lost), len(plan.lost))
            return
        self._correct(plan, reason)

    def _on_given_up(self) -> None:
        if self._plan is not None:
            self._correct(self._plan, self.editor.reason.text())

    def _correct(self, plan: Correction, reason: str) -> None:
        project, target = self._session.project, self._target
        if project is None or target is None:
            return
        self._is_keeping = True
        done = self._shell.attempt(
            lambda: correct_text(project, target.document_id, plan.edits, reason.strip(), gives_up=plan.lost)
        )
        self._is_keeping = False
        if done is not None:
            self._close_editor()

    def _restore(self, words: str) -> None:
        """Let the text be what it was in an older version; that is a correction like any other."""
        project, document_id = self._session.project, self._session.document_id
        if project is None or document_id is None:
            return
        edits = edits_between(self._session.text(), words)
        plan = self._shell.attempt(lambda: plan_correction(project, document_id, edits))
        if plan is None or not (plan.lost == () or self._agrees_to_lose(plan.lost)):
            return
        self._shell.attempt(lambda: correct_text(project, document_id, plan.edits, gives_up=plan.lost))

    def _agrees_to_lose(self, quotation_ids: tuple[int, ...]) -> bool:
        question = tr("{n} coded passages lie in what you delete and would go with it:", n=len(quotation_ids))
        listed = "\n".join(self._described(quotation_ids[:_PASSAGES_ASKED]))
        return self._shell.dialogs.is_confirmed(question, listed, tr("Correct all the same"))

    def _described(self, quotation_ids: tuple[int, ...]) -> list[str]:
        """Return each passage that would go with the codes on it."""
        language = interface_language()
        quotations = load_quotations(self._session.project, quotation_ids)
        described = []
        for quotation_id in quotation_ids:
            if quotation_id not in quotations:
                described.append(tr("A passage of another coder that is out of sight in a blind round"))
                continue
            codes = (self._session.code(one.code_id) for one in self._session.codings_of(quotation_id))
            labels = list(dict.fromkeys(code.label_in(language) for code in codes if code is not None))
            words = " ".join(quotations[quotation_id].quote.split())
            words = words if len(words) <= _LONGEST_PASSAGE else words[: _LONGEST_PASSAGE - 1] + "…"
            described.append(tr("{words} ({codes})", words=words, codes=", ".join(labels)) if labels else words)
        return described

    def _on_text_changed(self) -> None:
        """Let go of the paragraph: an undo may have moved it, and what was typed fits the text before.

        What was typed and not kept is set aside.
        """
        if self.editor.isVisible():
            if not self._is_keeping:
                self._set_words_aside(tr("The text was changed elsewhere; what you typed is on the clipboard."))
            self._close_editor()
        self._follow()

    def _close_editor(self) -> None:
        self._plan = None
        self.editor.hide()
        self.editor.reason.clear()
        self._follow()
        self._pane.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # Where it is

    def _span_at(self, position: int) -> Span | None:
        """Return the paragraph at a position, or the sentence or neighbourhood in one that is a whole interview."""
        text = self._session.text()
        paragraph = paragraph_at(text, position) if text else None
        if paragraph is None or len(paragraph) <= _LONGEST_PARAGRAPH:
            return paragraph
        sentence = sentence_at(text, position)
        if sentence is not None and len(sentence) <= _LONGEST_PARAGRAPH:
            return sentence
        return Span(
            max(paragraph.start, position - _AROUND_THE_CARET), min(paragraph.end, position + _AROUND_THE_CARET)
        )

    def _follow(self) -> None:
        """Put frame and editor where the paragraph is now."""
        if not self.is_on():
            self._frame.hide()
            return
        if self.editor.isVisible() and self._target is not None:
            self.editor.place_over(self._pane.passage_rect(self._target.span), self._pane.text_area())
            self._frame.hide()
            return
        span = self._span_at(self._pane.view.caret_position())
        if span is None:
            self._frame.hide()
            return
        self._frame.stand_round(self._pane.passage_rect(span), self._pane.text_area())

    def _bind(self) -> None:
        view = self._pane.view
        runs: dict[CorrectionAction, tuple[Callable[[], object], QWidget, Callable[[], bool]]] = {
            CorrectionAction.EDIT: (self.edit, view, self.is_on),
            CorrectionAction.LEAVE: (self._step_back, self._pane, self.is_on),
            CorrectionAction.CORRECT: (self.toggle, self._pane, self._has_document),
            CorrectionAction.VERSIONS: (self.show_versions, self._pane, self._has_document),
        }
        for spec in CORRECTION_ACTIONS:
            run, within, is_enabled = runs[spec.id]
            self._shell.actions.bind(spec, run, within=within, is_enabled=is_enabled)

    def _has_document(self) -> bool:
        return self._session.document_id is not None


class _Banner(QFrame):
    """Says that the mode is on, and ends it."""

    def __init__(self) -> None:
        super().__init__()
        wear(self, Look.NOTICE_WARN)
        self.setFixedHeight(Size.TOOL_ROW)
        self._said = ElidedLabel("", Look.DENSE)
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.versions = SentenceButton("Versions…", Look.SMALL)
        self.done = SentenceButton("Done", Look.SMALL)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, 0, Space.S, 0)
        row.setSpacing(Space.S)
        row.addWidget(IconLabel(Icon.EDIT, ink=Ink.WARN))
        row.addWidget(self._said, 1)
        for button in (self.versions, self.done):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Say in the interface's language what can be done."""
        self._said.setText(tr("You are correcting the text: click a paragraph, or press Enter on it."))


class _ParagraphFrame(QWidget):
    """A line round the paragraph that Enter would open; the mouse goes through it."""

    def __init__(self, pane: QWidget) -> None:
        super().__init__(pane)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def stand_round(self, paragraph: QRect, room: QRect) -> None:
        """Stand round a paragraph, as far as it is within ``room``."""
        place = paragraph.adjusted(-_FRAME_ROOM, -_FRAME_ROOM // 2, _FRAME_ROOM, _FRAME_ROOM // 2)
        self.setGeometry(place.intersected(room))
        self.setVisible(place.intersects(room))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens().warn), 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), Radius.CONTROL, Radius.CONTROL)
