"""Finding words in the document that is read: the bar, the hits in the text, and the way from one to the next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from qdatool.coding.changes import Changes, Kind
from qdatool.coding.search import Hit
from qdatool.errors import QdaError
from qdatool.text.queries import is_blank
from qdatool.text.spans import Span
from qdatool.ui.live_search import LiveSearch
from qdatool.ui.reading.find_actions import FIND_ACTIONS, FindAction
from qdatool.ui.reading.find_bar import FindBar
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.reading.transcript_pane import TranscriptPane
from qdatool.ui.shell_actions import ShellAction
from qdatool.ui.workspace import Shell
from qdatool.wording import interface_language, tr
from qdatool.wording.errors import sentence_for


class DocumentFind(QObject):
    """Searches as one types; Escape leaves the hit selected in the text, so that the next key codes it."""

    def __init__(self, shell: Shell, session: ReadingSession, pane: TranscriptPane) -> None:
        super().__init__(pane)
        self._session = session
        self._pane = pane
        self._bind(shell)
        self.bar = FindBar(shell.actions)
        pane.add_bar(self.bar)
        self._search = LiveSearch(shell.tasks, self)
        self._hits: list[Span] = []
        self._at: int | None = None
        self._origin = 0
        self._is_cut_short = False
        self.bar.row.changed.connect(self._search_again)
        self.bar.row.entered.connect(lambda is_backwards: self.step(-1 if is_backwards else 1))
        self.bar.row.left.connect(self.close)
        self.bar.closed.connect(self.close)
        self.bar.everywhere_asked.connect(lambda: self._find_everywhere(shell))
        self._search.found.connect(self._on_found)
        self._search.ended.connect(self._on_ended)
        self._search.refused.connect(self._on_refused)
        session.document_opened.connect(self._on_document_opened)
        session.project_opened.connect(self._on_project_opened)
        shell.bridge.changed.connect(self._on_changed)

    def open(self) -> None:
        """Show the bar with the selected words in it, and the keyboard there."""
        if self._session.document_id is None:
            return
        view = self._pane.view
        selection = view.selection_span()
        self._origin = selection.start if selection is not None else view.caret_position()
        self.bar.show()
        self.bar.row.ask(selection.cut(self._session.text()) if selection is not None else "")
        self._search_again()

    def close(self) -> None:
        """Go back to the text with the hit that was looked at selected."""
        hit = self._hits[self._at] if self._at is not None else None
        self._clear()
        self.bar.hide()
        view = self._pane.view
        if hit is not None:
            view.select_span(hit)
            self._pane.bring(hit)
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_passage(self, document_id: int, span: Span) -> None:
        """Select a passage that was found elsewhere, with the keyboard in the text; what is gone is ignored."""
        if document_id != self._session.document_id:
            self._session.open_document(document_id)
        if self._session.document_id != document_id or span.end > len(self._session.text()):
            return
        view = self._pane.view
        view.select_quotation(None)
        view.select_span(span)
        self._pane.bring(span)
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, step: int) -> None:
        """Look at the next or the previous hit, after the last one at the first again."""
        if self.bar.isHidden():
            self.open()
            return
        if not self._hits:
            return
        self._look_at((self._at + step) % len(self._hits) if self._at is not None else 0)

    def _bind(self, shell: Shell) -> None:
        runs: dict[FindAction, Callable[[], object]] = {
            FindAction.FIND: self.open,
            FindAction.NEXT: lambda: self.step(1),
            FindAction.PREVIOUS: lambda: self.step(-1),
        }
        for spec in FIND_ACTIONS:
            shell.actions.bind(spec, runs[spec.id], within=self._pane, is_enabled=self._has_document)

    def _find_everywhere(self, shell: Shell) -> None:
        self.bar.row.field.setFocus(Qt.FocusReason.OtherFocusReason)
        shell.actions.trigger(ShellAction.FIND)

    def _has_document(self) -> bool:
        return self._session.document_id is not None

    def _search_again(self) -> None:
        self._forget()
        if self.bar.isHidden() or self._session.project is None or self._session.document_id is None:
            return
        query = self.bar.row.query()
        if is_blank(query):
            self._clear()
            self.bar.say("")
            return
        self._search.start(self._session.project, query, document_id=self._session.document_id)

    def _forget(self) -> None:
        self._search.stop()
        self._hits, self._at, self._is_cut_short = [], None, False

    def _clear(self) -> None:
        self._forget()
        self._pane.view.show_found((), None)

    def _on_found(self, hits: tuple[Hit, ...]) -> None:
        view = self._pane.view
        self._hits += [hit.span for hit in hits if view.is_readable(hit.span)]
        if self._at is None:
            after = next((i for i, span in enumerate(self._hits) if span.end > self._origin), None)
            if after is not None:
                self._look_at(after)
                return
        self._show()

    def _on_ended(self, is_cut_short: bool) -> None:
        self._is_cut_short = is_cut_short
        if self._at is None and self._hits:
            self._look_at(0)
            return
        self._show()

    def _on_refused(self, error: QdaError) -> None:
        self._clear()
        self.bar.say(sentence_for(error, interface_language()), is_bad=True)

    def _look_at(self, place: int) -> None:
        self._at = place
        span = self._hits[place]
        self._origin = span.start
        self._pane.bring(span)
        self._show()

    def _show(self) -> None:
        current = self._hits[self._at] if self._at is not None else None
        self._pane.view.show_found(tuple(self._hits), current)
        if current is None:
            if not self._search.is_going_on():
                self.bar.say(tr("No hits in this document"))
        elif self._is_cut_short:
            self.bar.say(tr("{i} of more than {n}", i=self._at + 1, n=len(self._hits)))
        else:
            self.bar.say(tr("{i} of {n}", i=self._at + 1, n=len(self._hits)))

    def _on_document_opened(self) -> None:
        self._origin = 0
        self._search_again()

    def _on_project_opened(self) -> None:
        self._clear()
        self.bar.hide()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(Kind.DOCUMENT_TEXT) and self.bar.isVisible():
            self._search_again()
