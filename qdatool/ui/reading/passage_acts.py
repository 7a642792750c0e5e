"""What is done with a quotation beside coding it: comment, new dimension, links, copying it with its reference."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from qdatool.coding.changes import Changes, Kind
from qdatool.coding.quotation_links import comment_link, quotations_of_links, set_link_type, unlink_quotations
from qdatool.coding.quotations import comment_quotation, set_adds_dimension
from qdatool.coding.review import CommentSubject, CommentTarget
from qdatool.ui.reading.code_tree import CodeTreeView
from qdatool.ui.reading.coding_loop import CodingLoop
from qdatool.ui.reading.passage_linker import PassageLinker
from qdatool.ui.reading.quotations_panel import QuotationsPanel
from qdatool.ui.reading.reference_copy import passage_with_reference
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.reading.transcript_pane import TranscriptPane
from qdatool.ui.workspace import Shell
from qdatool.wording import tr


class PassageActs(QObject):
    """Acts on the selected quotation and on what its panel asks for."""

    def __init__(
        self,
        shell: Shell,
        session: ReadingSession,
        pane: TranscriptPane,
        loop: CodingLoop,
        panel: QuotationsPanel,
        show: Callable[[int], object],
    ) -> None:
        super().__init__(pane)
        self._shell = shell
        self._session = session
        self._pane = pane
        self._loop = loop
        self._panel = panel
        self._last_place: QWidget | None = None
        self._show = show
        self.linker = PassageLinker(shell, session, pane)
        pane.add_strip(self.linker.bar)
        passage = panel.passage
        passage.comment_written.connect(
            lambda id, words: self._attempt(lambda: comment_quotation(session.project, id, words))
        )
        passage.dimension_marked.connect(
            lambda id, adds: self._attempt(lambda: set_adds_dimension(session.project, (id,), adds=adds))
        )
        passage.link_comment_written.connect(
            lambda id, words: self._attempt(lambda: comment_link(session.project, id, words))
        )
        passage.link_asked.connect(self._begin_link)
        passage.links.type_chosen.connect(
            lambda id, key, turned: self._attempt(lambda: set_link_type(session.project, id, key, turned=turned))
        )
        passage.links.delete_asked.connect(lambda id: self._attempt(lambda: unlink_quotations(session.project, id)))
        passage.links.jumped.connect(lambda other: show(other.id))
        self.linker.linked.connect(panel.show_passage)

    def edit_comment(self, quotation_id: int) -> None:
        """Open the comment of a quotation with the keyboard in it."""
        self._panel.show_passage(quotation_id)
        self._panel.passage.edit_comment()

    def reveal(self, changes: Changes) -> None:
        """Show the passage whose comment or link an undo or redo has just changed."""
        links = changes.added(Kind.QUOTATION_LINK) | changes.updated(Kind.QUOTATION_LINK)
        found = [*changes.updated(Kind.QUOTATION), *quotations_of_links(self._session.project, links)]
        if found:
            self._show(found[0])
            self._panel.show_passage(found[0])

    def flush(self) -> None:
        """Save what was typed and not yet saved."""
        self._panel.passage.flush()

    def follow(self, quotation_id: int | None) -> None:
        """Show the quotation that is selected in the text; the last one stays while none is."""
        if quotation_id is not None:
            self._panel.passage.show_quotation(quotation_id)

    def commented(self, documents: QWidget, tree: CodeTreeView) -> CommentSubject | None:
        """Return what a review comment would be on: what has the keyboard, or else the selected passage or code."""
        focused = QApplication.focusWidget()
        for place in (documents, tree, self._panel.memos, self._pane, self._panel.list):
            if focused is not None and (focused is place or place.isAncestorOf(focused)):
                self._last_place = place
        selected, code_id = self._pane.view.selected_quotation(), tree.present_code()
        memo_id = self._panel.memos.open_id()
        if self._last_place is self._panel.memos and memo_id is not None:
            return CommentSubject(CommentTarget.MEMO, memo_id)
        if self._last_place is not documents:
            if self._last_place is not tree and selected is not None:
                return CommentSubject(CommentTarget.QUOTATION, selected)
            if code_id is not None:
                return CommentSubject(CommentTarget.CODE, code_id)
        document_id = self._session.document_id
        return CommentSubject(CommentTarget.DOCUMENT, document_id) if document_id is not None else None

    def leave(self) -> None:
        """Deselect; where nothing is selected any longer, let go of the end of a link."""
        if self._loop.has_span() or not self.linker.is_waiting():
            self._loop.leave()
        else:
            self.linker.cancel()

    def has_mine(self) -> bool:
        """Tell whether the selected coding is the present coder's."""
        coding, project = self._loop.selected_coding(), self._session.project
        return coding is not None and project is not None and coding.coder_id == project.coder_id

    def toggle_dimension(self) -> None:
        """Mark the selected coding as adding a dimension to its code, or take the mark away."""
        coding = self._loop.selected_coding()
        if coding is not None:
            adds = not coding.adds_dimension
            self._attempt(lambda: set_adds_dimension(self._session.project, (coding.id,), adds=adds))

    def copy_with_reference(self) -> None:
        """Put the selected passage on the clipboard with interview, participants and paragraph."""
        span, document_id = self._loop.span(), self._session.document_id
        if span is not None and document_id is not None:
            words = span.cut(self._session.text())
            QApplication.clipboard().setMimeData(passage_with_reference(self._session, document_id, span, words))
            self._shell.show_selection(tr("Copied with its reference"))

    def _begin_link(self) -> None:
        quotation_id = self._panel.passage.quotation_id()
        if quotation_id is not None:
            self.linker.begin(quotation_id)
            self.linker.bar.search.setFocus()

    def _attempt(self, act: Callable[[], object]) -> None:
        if self._session.project is not None:
            self._shell.attempt(act)
