"""What Read & code says in the status bar: what is selected, and where the caret is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qdatool.text.spans import Span
from qdatool.ui.reading.coding_loop import CodingLoop
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.reading.transcript_pane import TranscriptPane
from qdatool.ui.workspace import Shell
from qdatool.wording import interface_language, tr


class StatusLine:
    """Speaks for one workspace, and only while it is shown."""

    def __init__(
        self, shell: Shell, session: ReadingSession, pane: TranscriptPane, loop: CodingLoop, ground: QWidget
    ) -> None:
        self._shell = shell
        self._session = session
        self._pane = pane
        self._loop = loop
        self._ground = ground

    def say_selection(self) -> None:
        """Say which code every selection gets, or what is selected."""
        if not self._ground.isHidden():
            self._shell.show_selection(self._selection())

    def say_position(self, _changed: object = None) -> None:
        """Say which paragraph the caret is in, of how many, and how many words there are."""
        if self._ground.isHidden():
            return
        view, document_id = self._pane.view, self._session.document_id
        count = view.paragraph_count()
        number = view.paragraph_at(view.caret_position()) if count else None
        if document_id is None or number is None:
            self._shell.show_position()
            return
        words = self._session.word_count(document_id)
        counted = tr("{n} words", n=words) if words else ""
        self._shell.show_position(tr("Paragraph {i} of {n}", i=number, n=count), counted)

    def _selection(self) -> str:
        view = self._pane.view
        kept = self._session.code(self._loop.sticky_code())
        if kept is not None:
            return tr("Every selection gets “{code}”; Esc ends this", code=kept.label_in(interface_language()))
        span = view.selection_span()
        if span is not None:
            number = self._loop.words_in(span)
            return tr("{n} words selected", n=number) if number else tr("Text selected")
        coding = view.selected_coding()
        if coding is not None:
            number = self._loop.words_in(Span(coding.start, coding.end))
            return tr("1 quotation selected, {n} words", n=number)
        return ""
