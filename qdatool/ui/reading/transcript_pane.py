"""The transcript in the middle with its header: which document, facts about it, size of the letters."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from qdatool.coding.codes import Code
from qdatool.coding.documents import Document, document_turns
from qdatool.coding.quotations import Coding
from qdatool.coding.roles import Direction
from qdatool.settings import READING_FONT_PX
from qdatool.text.direction import TextDirection
from qdatool.text.interviewers import asks
from qdatool.text.spans import Span
from qdatool.ui.controls import ElidedLabel, EmptyState, IconButton
from qdatool.ui.dates import calendar_day
from qdatool.ui.icons import Icon, icon
from qdatool.ui.reading.document_model import participants_of
from qdatool.ui.reading.session import CodingsStep, ReadingSession
from qdatool.ui.reading.stripe_cards import StripeCards
from qdatool.ui.reading.stripe_filter import StripeFilter, filter_sentence, still_valid
from qdatool.ui.row_painting import side_by_side
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Size, Space
from qdatool.ui.transcript import Appearances, CodeLook, SpeakerTurn, StripeCoding, TranscriptContent, TranscriptView
from qdatool.wording import interface_language, localized_number, tr

_DIRECTIONS = {Direction.LTR: TextDirection.LTR, Direction.RTL: TextDirection.RTL}
_ROOM_FOR_BAR = 52


class TranscriptPane(QFrame):
    """Feeds the transcript view from the session, with only what changed.

    ``import_asked`` in an empty project; ``letter_size_chosen(pixels)``; ``filter_asked`` on the button over the
    margin, ``filter_changed`` when other codings have stripes; ``moved`` when the passages on the screen
    stand elsewhere than before.
    """

    import_asked = Signal()
    letter_size_chosen = Signal(int)
    filter_asked = Signal()
    filter_changed = Signal()
    moved = Signal()

    def __init__(self, session: ReadingSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown_id: int | None = None
        self._shown_direction: Direction | None = None
        self._carets: dict[int, int] = {}
        wear(self, Look.PAGE)
        self.view = TranscriptView()
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name = ElidedLabel("", Look.STRONG)
        self._facts = ElidedLabel("", Look.DENSE)
        self._kept = ElidedLabel("", Look.CHIP_ACCENT)
        self._kept_code: Code | None = None
        self.size_button = IconButton(Icon.TEXT_SIZE, "Size of the letters")
        self.size_button.clicked.connect(self._choose_size)
        self._filter = StripeFilter()
        self.filter_button = IconButton(Icon.FILTER, "Which stripes are shown")
        self.filter_button.clicked.connect(self.filter_asked)
        self.filter_chip = QToolButton()
        self.filter_chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.filter_chip.setIcon(icon(Icon.CLOSE))
        self.filter_chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        wear(self.filter_chip, Look.TOOL)
        self.filter_chip.clicked.connect(lambda: self.set_filter(StripeFilter()))
        self.filter_chip.hide()
        self._cards = StripeCards(session)
        self.view.card_of = self._cards.card
        self._lay_out()
        self.view.letter_size_changed.connect(self.letter_size_chosen)
        self.view.verticalScrollBar().valueChanged.connect(self.moved)
        session.project_opened.connect(self._on_project_opened)
        session.document_opened.connect(self._show_document)
        session.text_changed.connect(self._on_text_changed)
        session.documents_changed.connect(self._on_documents_changed)
        session.codes_changed.connect(self._on_codes_changed)
        session.codings_changed.connect(self._on_codings_changed)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        self._show_head()
        self._show_appearances()
        self.show_kept_code(self._kept_code)
        self._show_filter()

    def stripe_filter(self) -> StripeFilter:
        """Return which codings have stripes."""
        return self._filter

    def set_filter(self, shown: StripeFilter) -> None:
        """Give stripes to these codings and no others."""
        if shown == self._filter:
            return
        self._filter = shown
        self.view.set_codings(self._filtered(self._session.stripes()))
        self._show_filter()
        self.filter_changed.emit()

    def shows(self, coding: Coding) -> bool:
        """Tell whether a coding has a stripe."""
        return self._filter.shows(coding, self._session.tree)

    def _filtered(self, stripes: Iterable[StripeCoding]) -> tuple[StripeCoding, ...]:
        if not self._filter.is_on():
            return tuple(stripes)
        codings = ((one, self._session.coding(one.coding_id)) for one in stripes)
        return tuple(one for one, coding in codings if coding is not None and self.shows(coding))

    def _show_filter(self) -> None:
        words = filter_sentence(self._filter, self._session) if self._filter.is_on() else ""
        self.filter_chip.setText(tr("Stripes: {what}", what=words) if words else "")
        self.filter_chip.setToolTip(tr("Show all stripes"))
        self.filter_chip.setVisible(bool(words))

    def _on_codes_changed(self) -> None:
        self._show_appearances()
        if self._filter.is_on():
            self.set_filter(still_valid(self._filter, self._session))
            self.view.set_codings(self._filtered(self._session.stripes()))
            self._show_filter()

    def show_kept_code(self, code: Code | None) -> None:
        """Say over the text that a code is applied to every selection; None for no code."""
        self._kept_code = code
        name = code.label_in(interface_language()) if code is not None else ""
        self._kept.setText(tr("Every selection gets “{code}”; Esc ends this", code=name) if code is not None else "")
        self._kept.setVisible(code is not None)

    def add_strip(self, strip: QWidget) -> None:
        """Put a strip between the header and the text; it takes no room while it is hidden."""
        self.layout().insertWidget(self.layout().indexOf(self._stack), strip)

    def area(self) -> QRect:
        """Return where the text is, in pixels of this pane."""
        viewport = self.view.viewport()
        return QRect(viewport.mapTo(self, QPoint(0, 0)), viewport.size())

    def text_area(self) -> QRect:
        """Return the part of this pane under the header, margin and gutter included."""
        area = self.area()
        return QRect(0, area.top(), self.width(), area.height())

    def add_bar(self, bar: QWidget) -> None:
        """Put a row between the header and the text; it shows and hides itself."""
        self.layout().insertWidget(1, bar)

    def bring(self, span: Span) -> None:
        """Bring a passage on the screen with room for the bar under it."""
        self.view.go_to(span)
        missing = self.passage_rect(span).bottom() + _ROOM_FOR_BAR - self.area().bottom()
        first_line = self.passage_rect(Span(span.start, span.start + 1))
        if 0 < missing < first_line.top() - self.area().top():
            bar = self.view.verticalScrollBar()
            bar.setValue(bar.value() + missing)

    def passage_rect(self, span: Span) -> QRect:
        """Return where the last line of a passage is, in pixels of this pane."""
        return self.view.span_rect(span).translated(self.view.mapTo(self, QPoint(0, 0)))

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self.moved.emit()

    def _lay_out(self) -> None:
        self.head = QFrame()
        wear(self.head, Look.PANEL_HEAD)
        self.head.setFixedHeight(Size.PANEL_HEAD)
        row = QHBoxLayout(self.head)
        row.setContentsMargins(Space.M, 0, Space.S, 0)
        row.setSpacing(Space.S)
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row.addWidget(self._name)
        row.addWidget(self._facts, 1)
        row.addWidget(self._kept)
        row.addWidget(self.filter_chip)
        row.addWidget(self.filter_button)
        row.addWidget(self.size_button)
        self._stack = QStackedWidget()
        self._empty = EmptyState("No documents yet.", "Import interviews")
        self._empty.asked.connect(self.import_asked)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.head)
        rows.addWidget(self._stack, 1)

    def _on_project_opened(self) -> None:
        self._shown_id, self._carets = None, {}
        self._empty.offer(is_on=self._session.is_writable())
        self._filter = StripeFilter()
        self._show_filter()
        self._show_appearances()

    def _show_document(self) -> None:
        if self._shown_id is not None:
            self._carets[self._shown_id] = self.view.caret_position()
        document = self._session.document()
        self._shown_id = document.id if document else None
        self._shown_direction = document.direction if document else None
        self.view.mark_paragraphs(self._session.drawn_paragraphs())
        self._stack.setCurrentIndex(0 if document else 1)
        self.view.set_document(self._content(document) if document else TranscriptContent(""))
        self.view.set_codings(self._filtered(self._session.stripes()))
        caret = self._carets.get(document.id) if document else None
        if caret is not None:
            self.view.place_caret(caret)
        self._show_head()
        self.moved.emit()

    def _content(self, document: Document) -> TranscriptContent:
        turns = tuple(
            SpeakerTurn(turn.start, turn.end, turn.speaker, asks(turn.speaker))
            for turn in document_turns(self._session.project, document.id)
        )
        return TranscriptContent(self._session.text(), turns, document.name, _DIRECTIONS.get(document.direction))

    def _on_text_changed(self) -> None:
        """Show the corrected text with the line of the caret where it was on the screen."""
        caret = self.view.caret_position()
        before = self.passage_rect(Span(caret, caret + 1)).top()
        is_on_screen = self.area().top() <= before < self.area().bottom()
        self._show_document()
        bar = self.view.verticalScrollBar()
        for _ in range(2 if is_on_screen else 0):
            # Twice, since the heights above are estimates until they are laid out.
            bar.setValue(bar.value() + self.passage_rect(Span(caret, caret + 1)).top() - before)
        self.moved.emit()

    def _on_documents_changed(self) -> None:
        document = self._session.document(self._shown_id) if self._shown_id is not None else None
        if document is not None and document.direction is not self._shown_direction:
            self._show_document()
        self.view.mark_paragraphs(self._session.drawn_paragraphs())
        self._show_head()

    def _show_appearances(self) -> None:
        language = interface_language()
        looks = {code.id: CodeLook(code.id, code.label_in(language), code.color) for code in self._session.tree}
        coders = (
            {coder.id: self._session.coder_name(coder.id) for coder in self._session.coders}
            if len(self._session.coders) > 1
            else {}
        )
        self.view.set_appearances(Appearances(looks, coders))

    def _on_codings_changed(self, step: CodingsStep) -> None:
        if step.is_all:
            self.view.set_codings(self._filtered(self._session.stripes()))
            return
        shown = self._filtered(step.shown)
        present = {one.coding_id for one in shown}
        gone = (*step.gone, *(one.coding_id for one in step.shown if one.coding_id not in present))
        if gone:
            self.view.remove_codings(gone)
        if shown:
            self.view.add_codings(shown)

    def _show_head(self) -> None:
        document = self._session.document()
        self._name.setText(document.name if document else "")
        facts = []
        if document is not None:
            facts = [
                participants_of(self._session, document.id),
                calendar_day(document.interview_date) if document.interview_date is not None else "",
                tr("{n} paragraphs", n=document.paragraphs),
                tr("{n} turns", n=document.turns) if document.turns else "",
            ]
        self._facts.setText(side_by_side(*facts))
        self.size_button.setVisible(document is not None)
        self.filter_button.setVisible(document is not None)

    def _choose_size(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        smallest, largest = READING_FONT_PX
        for pixels in range(smallest, largest + 1):
            text = localized_number(pixels, interface_language())
            action = QAction(text, menu, checkable=True, checked=pixels == self.view.letter_size())
            action.triggered.connect(lambda _checked=False, pixels=pixels: self.view.set_letter_size(pixels))
            group.addAction(action)
            menu.addAction(action)
        menu.popup(self.size_button.mapToGlobal(self.size_button.rect().bottomLeft()))
