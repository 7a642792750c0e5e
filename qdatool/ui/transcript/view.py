"""The transcript: text to read and to select, tints under it, gutter and margin beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from qdatool.text.sentences import sentence_at, word_at
from qdatool.text.spans import Span
from qdatool.ui.dragging import passage_mime
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import TEXT_SELECTION
from qdatool.ui.transcript.caret import Caret
from qdatool.ui.transcript.code_drop import CodeDrop
from qdatool.ui.transcript.coding_index import CodingIndex
from qdatool.ui.transcript.display import DisplayText
from qdatool.ui.transcript.edge_pull import EdgePull
from qdatool.ui.transcript.edges import grown, moved_edge, step_towards
from qdatool.ui.transcript.found import FoundPassages
from qdatool.ui.transcript.growth import Growth
from qdatool.ui.transcript.gutter import Gutter, GutterRow
from qdatool.ui.transcript.lazy_layout import LazyTextLayout, set_block_directions, text_option
from qdatool.ui.transcript.margin import StripePlaces, StripesMargin
from qdatool.ui.transcript.page import (
    LARGEST_LETTERS,
    SMALLEST_LETTERS,
    USUAL_LETTERS,
    letter_width,
    line_metrics,
    page_shares,
    text_font,
)
from qdatool.ui.transcript.read_only import make_read_only
from qdatool.ui.transcript.reading_place import ReadingPlace
from qdatool.ui.transcript.stripes import Extent
from qdatool.ui.transcript.underlay import Emphasis, Underlay
from qdatool.ui.transcript.values import Appearances, Edge, Stride, StripeCoding, TranscriptContent, Unit
from qdatool.wording import tr

_REARRANGING = (QEvent.Type.LayoutDirectionChange, QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange)
_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_MODIFIERS_OF_ARROWS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class TranscriptView(QTextEdit):
    """Shows one transcript with its codings, lets passages be selected and tells what the user did.

    Every position that goes in or out is a code point of the stored text. The view changes nothing but itself: after
    ``edge_moved`` or ``code_dropped`` it shows what it showed before until it is given other codings.

    Signals: ``selection_changed(Span | None)``; ``passage_selected(Span)`` when the user has selected something and let
    go of the mouse or of Shift; ``caret_moved(position)``; ``quotation_clicked(quotation_id)``, after which it is
    already the selected one; ``quotation_opened(quotation_id)`` on a double click on its stripe, likewise selected;
    ``quotation_left()`` when a click beside all passages or the caret on its way out deselects it;
    ``quotation_menu_asked(point)`` in global pixels for the quotation just selected; ``code_dropped(code_id, Span)``;
    ``code_dropped_on(coding_id, code_id, point)`` when a code falls on a stripe;
    ``edge_moved(quotation_id, coding_id, Span)``; ``letter_size_changed(pixels)``.
    """

    selection_changed = Signal(object)
    passage_selected = Signal(object)
    caret_moved = Signal(int)
    quotation_clicked = Signal(int)
    quotation_opened = Signal(int)
    quotation_left = Signal()
    quotation_menu_asked = Signal(QPoint)
    code_dropped = Signal(int, object)
    code_dropped_on = Signal(int, int, QPoint)
    edge_moved = Signal(int, int, object)
    letter_size_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = DisplayText(TranscriptContent(""))
        self._lines = LazyTextLayout(self.document())
        self._caret = Caret(self, self._lines, self._display)
        self._codings = CodingIndex(self._display)
        self._appearances = Appearances()
        self._emphasis = Emphasis()
        self._underlay = self._fresh_underlay()
        self._letter_size = USUAL_LETTERS
        self.card_of: Callable[[StripeCoding], str] = lambda _coding: ""
        """Says, as rich text, what is shown while the mouse rests on a stripe; empty for its name alone."""
        self._found = FoundPassages()
        self._press: QPoint | None = None
        self._pressed_selection: Span | None = None
        self._is_selecting_by_key = False
        self._growth = Growth()
        self._shown_selection: Span | None = None
        self.document().setDocumentLayout(self._lines)
        make_read_only(self)
        self._drop = CodeDrop(self.viewport(), self._drop_target)
        self._drop.dropped.connect(self.code_dropped)
        bar = self.verticalScrollBar()
        self._pull = EdgePull(self.viewport(), bar, self._lines, lambda coding: self.add_codings((coding,)))
        self._place = ReadingPlace(self._lines, bar, self.viewport().height)
        self._gutter = Gutter(self, self._gutter_rows, bar)
        self._margin = StripesMargin(self, self._stripe_places(), bar)
        self._margin.stripe_clicked.connect(lambda coding: self._pick(coding.quotation_id, coding.coding_id))
        self._margin.stripe_opened.connect(self._on_stripe_opened)
        self._margin.menu_asked.connect(self._on_stripe_menu)
        self._margin.code_dropped.connect(
            lambda coding, code, at: self.code_dropped_on.emit(coding.coding_id, code, at)
        )
        self._margin.edge_grabbed.connect(lambda coding, edge: self._pull.begin(coding, edge, self._display))
        self._margin.edge_pulled.connect(self._pull.pull_towards)
        self._margin.edge_released.connect(self._on_edge_released)
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self.selectionChanged.connect(self._on_selection_changed)
        self.retranslate()
        self.apply_theme()

    # What is shown

    def set_document(self, content: TranscriptContent) -> None:
        """Show a transcript from its start, without codings; the text must be normalised.

        ValueError if Qt would change the length of the text, for then no position could be trusted.
        """
        self._display = display = DisplayText(content)
        self._caret.show_display(display)
        self._codings = CodingIndex(display)
        self._emphasis = Emphasis(code_ids=self._emphasis.code_ids)
        self._underlay = self._fresh_underlay()
        self._found = FoundPassages()
        self._pull.forget()
        self._shown_selection = None
        self._drop.forget()
        self._growth.forget()
        self._place.leave()
        self._lines.show(None)
        self.document().setDefaultTextOption(text_option(display.is_right_to_left))
        self.setPlainText(display.text)
        if self.document().characterCount() - 1 != display.utf16.length16:
            raise ValueError("the text is not normalised")
        self._lines.show(display)
        set_block_directions(self.document(), display)
        self._margin.set_at_left(display.is_right_to_left)
        self._gutter.show_display(display)
        self._arrange()
        self._place.start(display)
        self.place_caret(display.past_label(0))
        self.retranslate()

    def set_appearances(self, appearances: Appearances) -> None:
        """Take other names and colours of codes and coders."""
        self._appearances = appearances
        self._underlay.forget()
        self._margin.set_appearances(appearances)
        self.viewport().update()

    def set_codings(self, codings: Iterable[StripeCoding]) -> None:
        """Show these codings and no others."""
        self._pull.forget()
        self._codings = CodingIndex(self._display)
        self._underlay = self._fresh_underlay()
        self._codings.add(codings)
        self._repaint_codings(None)

    def add_codings(self, codings: Iterable[StripeCoding]) -> None:
        """Show more codings; one with a known id replaces the one shown."""
        self._repaint_codings(self._codings.add(codings))

    def remove_codings(self, coding_ids: Iterable[int]) -> None:
        """Show some codings no longer."""
        self._pull.forget()
        self._repaint_codings(self._codings.remove(coding_ids))

    def set_focus_codes(self, code_ids: Iterable[int]) -> None:
        """Let the passages of some codes stand out, and of no others."""
        self._emphasize(replace(self._emphasis, code_ids=frozenset(code_ids)))

    def select_quotation(self, quotation_id: int | None, coding_id: int | None = None) -> None:
        """Let a quotation stand out and give one of its stripes handles: ``coding_id``, or the one shown so far."""
        codings = self._codings.of_quotation(quotation_id)
        ids = [coding.coding_id for coding in codings]
        if coding_id not in ids:
            focused = [coding.coding_id for coding in codings if coding.code_id in self._emphasis.code_ids]
            coding_id = self._emphasis.coding_id if self._emphasis.coding_id in ids else next(iter(focused + ids), None)
        self._emphasize(replace(self._emphasis, quotation_id=quotation_id, coding_id=coding_id))

    def selected_quotation(self) -> int | None:
        """Return the id of the quotation that stands out."""
        return self._emphasis.quotation_id

    def selected_coding(self) -> StripeCoding | None:
        """Return the coding whose stripe has the handles."""
        coding_id = self._emphasis.coding_id
        return self._codings.coding(coding_id) if coding_id is not None else None

    def show_found(self, spans: Sequence[Span], current: Span | None) -> None:
        """Let hits of a search stand out, in text order and not overlapping, and one of them more than the others."""
        self._found = FoundPassages(spans, current)
        self.viewport().update()

    def is_readable(self, span: Span) -> bool:
        """Tell whether any of a passage is shown as words; a speaker's label stands in the gutter instead."""
        return self._display.past_label(span.start) < span.end

    def letter_size(self) -> int:
        """Return the size of the letters in logical pixels."""
        return self._letter_size

    def set_letter_size(self, pixels: int) -> None:
        """Set the size of the letters, 12 to 24 logical pixels; the first line on the screen stays the first."""
        pixels = min(max(pixels, SMALLEST_LETTERS), LARGEST_LETTERS)
        if pixels == self._letter_size:
            return
        self._letter_size = pixels
        self._arrange()
        self.letter_size_changed.emit(pixels)

    # Where the reader is

    def go_to(self, span: Span) -> None:
        """Scroll until a passage stands in the upper third of the window, unless all of it is on the screen."""
        start, end = self._display.utf16.to16(span.start), self._display.utf16.to16(span.end)
        top, bottom = self._place.extent(start, end)
        if top < 0 or bottom > self.viewport().height():
            self._place.bring_line(start, 0.3 if bottom - top < self.viewport().height() / 2 else 0.05)
            self._refresh_all()

    def first_shown(self) -> int:
        """Return the position of the first line on the screen, to come back to it with ``go_to_line``."""
        return self._display.utf16.from16(self._place.first_position16())

    def go_to_line(self, position: int) -> None:
        """Scroll until the line of a position is the first on the screen."""
        self._place.bring_line(self._display.utf16.to16(position), 0.0)
        self._refresh_all()

    def place_caret(self, position: int) -> None:
        """Put the caret at a position, select nothing, and bring it on the screen."""
        self._caret.place(position, position)
        self._place.reveal(self.textCursor().position())

    def caret_position(self) -> int:
        """Return where the caret stands."""
        return self._caret.position()

    def select_span(self, span: Span) -> None:
        """Select a passage, the caret at its end."""
        self._caret.place(span.start, span.end)

    def selection_span(self) -> Span | None:
        """Return the selected passage as a reader sees it, or None.

        Hidden labels, space, ZWNJ and direction marks at its edges do not belong to it.
        """
        return self._caret.selected_words()

    def grow_selection(self, unit: Unit) -> Span | None:
        """Select the whole sentences, paragraphs or turns that the selection or the caret touches; return them."""
        span = grown(self._display, self.selection_span(), self.caret_position(), unit)
        if span is not None:
            self.select_span(span)
        return span

    def grow_once(self) -> Span | None:
        """Let the selection, or the caret, grow to the next larger unit: word, sentence, paragraph, turn."""
        span = self._growth.grown(self._display, self.selection_span(), self.caret_position())
        if span is not None:
            self.select_span(span)
        return span

    def shrink_once(self) -> None:
        """Take the last growth of the selection back, or shrink it to the next smaller unit at its end."""
        span = self.selection_span()
        if span is None:
            return
        narrower, caret = self._growth.shrunk(self._display, span)
        if narrower is None:
            self.place_caret(caret)
        else:
            self.select_span(narrower)

    def moved_edge(self, span: Span, edge: Edge, stride: Stride, step: int) -> Span:
        """Return a passage with one edge moved by a stride, ``step`` +1 forward in the text or -1 back."""
        return moved_edge(self._display, span, edge, stride, step)

    def step_towards(self, span: Span, edge: Edge, *, towards_left: bool) -> int:
        """Return whether an edge goes forward (+1) or back (-1) when it goes to that side of the page."""
        return step_towards(self._display, span, edge, towards_left=towards_left)

    def quotations_at(self, position: int) -> list[int]:
        """Return the quotations that hold a position or end there, the shortest first."""
        found = [*self._codings.at(position), *(self._codings.at(position - 1) if position else [])]
        found.sort(key=lambda coding: (coding.end - coding.start, coding.start))
        return list(dict.fromkeys(coding.quotation_id for coding in found))

    def caret_rect(self) -> QRect:
        """Return where the caret is, in pixels of this widget."""
        return self.cursorRect().translated(self.viewport().pos())

    def mark_paragraphs(self, numbers: frozenset[int]) -> None:
        """Bring out the numbers of some paragraphs in the gutter."""
        self._gutter.mark(numbers)

    def paragraph_at(self, position: int) -> int | None:
        """Return the number of the paragraph that holds a position, as the gutter shows it; None on a blank line."""
        return self._display.paragraph_at(position)

    def paragraph_count(self) -> int:
        """Return how many paragraphs hold any text."""
        return self._display.paragraph_count

    def span_rect(self, span: Span) -> QRect:
        """Return the lines of a passage across the text column, in pixels of this widget; partly off the screen, maybe.

        Boxes open below its bottom or above its top.
        """
        top, bottom = self._place.extent(self._display.utf16.to16(span.start), self._display.utf16.to16(span.end))
        column = QRect(0, round(top), self.viewport().width(), round(bottom - top))
        return column.translated(self.viewport().pos())

    # How it looks

    def retranslate(self) -> None:
        """Take the interface's language."""
        title = self._display.content.title
        self.setAccessibleName(tr("Transcript of {title}", title=title) if title else tr("Transcript"))
        self._arrange()

    def apply_theme(self) -> None:
        """Take the theme's colours."""
        shown = tokens()
        self._lines.words_color = QColor(shown.text_1)
        self._lines.aside_color = QColor(shown.text_2)
        self._underlay.forget()
        self.viewport().update()
        self._margin.refresh()
        self._gutter.update()

    # What Qt asks

    def paintEvent(self, event: QPaintEvent) -> None:
        self._place.settle()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(tokens().page))
        selection = self._caret.selected()
        accent = QColor(tokens().accent)
        accent.setAlphaF(TEXT_SELECTION)
        clip = event.rect()
        for index, y in self._place.visible():
            if y > clip.bottom() or y + self._lines.height(index) < clip.top():
                continue
            self._underlay.paint_tints(painter, index, y)
            self._found.paint(self._underlay, painter, index, self._display.blocks[index], y)
            if selection:
                self._underlay.paint_range(painter, index, y, *selection, accent)
            if self._drop.span:
                self._underlay.paint_range(painter, index, y, self._drop.span.start, self._drop.span.end, accent)
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Qt gives the document the window's font whenever that changes.
        if event.type() in _REARRANGING:
            self._arrange()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        # Heights above may have been estimates: what is on the screen is painted anew, never moved.
        self._place.settle()
        self._refresh_all()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_letter_size(self._letter_size + (1 if event.angleDelta().y() > 0 else -1))
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._pull.is_going_on() and event.key() == Qt.Key.Key_Escape:
            self._pull.end()
            return
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
            return
        before = self.textCursor().position()
        if event.key() in _SIDEWAYS and not event.modifiers() & ~_MODIFIERS_OF_ARROWS:
            is_selecting = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._caret.step(towards_left=event.key() == Qt.Key.Key_Left, is_selecting=is_selecting)
            event.accept()
        else:
            super().keyPressEvent(event)
        if self.textCursor().position() != before:
            self._caret.leave_label(before)
            self._place.reveal(self.textCursor().position())
            self._after_key_moved()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_Shift and self._is_selecting_by_key:
            self._is_selecting_by_key = False
            self._tell_passage()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_selection = self.selection_span()
        self._press = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        press, self._press = self._press, None
        if event.button() == Qt.MouseButton.LeftButton and self.selection_span() != self._pressed_selection:
            self._tell_passage()
        if press is None or event.button() != Qt.MouseButton.LeftButton or self.textCursor().hasSelection():
            return
        moved = (event.position().toPoint() - press).manhattanLength()
        if moved < QApplication.startDragDistance():
            self._click_at(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        position16 = self._lines.character_at(self._in_document(event.position()))
        if position16 is None:
            return
        # Qt counts the comma behind a ZWNJ word as part of it.
        word = word_at(self._display.content.text, self._display.utf16.from16(position16))
        if word is not None:
            self.select_span(word)

    def createMimeDataFromSelection(self) -> QMimeData:
        selection = self._caret.selected()
        if selection is None:
            return QMimeData()
        span = Span(*selection)
        return passage_mime(self.selection_span() or span, span.cut(self._display.content.text))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return False

    # Inside

    def _fresh_underlay(self) -> Underlay:
        underlay = Underlay(self._display, self._lines, self._codings, self._code_color)
        underlay.emphasize(self._emphasis)
        return underlay

    def _code_color(self, code_id: int) -> str:
        look = self._appearances.codes.get(code_id)
        return tokens().code_color(look.color) if look else tokens().text_3

    def _arrange(self) -> None:
        """Share the width among gutter, text and margin, and measure lines anew if the text's share changed."""
        is_right_to_left = self._display.is_right_to_left
        font = text_font(self._letter_size, is_right_to_left)
        if self.document().defaultFont() != font:
            self.document().setDefaultFont(font)
        letter = letter_width(font, is_right_to_left)
        width = self.contentsRect().width() - self.verticalScrollBar().sizeHint().width()
        shares = page_shares(width, self._gutter.preferred_width(), letter)
        left, right = (shares.margin, shares.gutter) if is_right_to_left else (shares.gutter, shares.margin)
        self.setViewportMargins(left, 0, right, 0)
        page = self.viewport().geometry()
        at_left = QRect(page.left() - left, page.top(), left, page.height())
        at_right = QRect(page.right() + 1, page.top(), right, page.height())
        self._margin.setGeometry(at_left if is_right_to_left else at_right)
        self._gutter.setGeometry(at_right if is_right_to_left else at_left)
        if self._lines.set_metrics(line_metrics(self._letter_size, shares.text, letter)):
            self._underlay.forget()
            self._place.return_to_first_line()
        self._place.settle()
        self._refresh_all()

    def _refresh_all(self) -> None:
        self.viewport().update()
        self._margin.refresh()
        self._gutter.update()

    def _repaint_codings(self, blocks: set[int] | None) -> None:
        self._underlay.forget(blocks)
        self._margin.refresh()
        self.viewport().update()

    def _emphasize(self, emphasis: Emphasis) -> None:
        if emphasis == self._emphasis:
            return
        self._emphasis = emphasis
        self._underlay.emphasize(emphasis)
        self._margin.refresh()
        self.viewport().update()

    def _gutter_rows(self) -> Iterator[GutterRow]:
        for index, y in self._place.visible():
            line = self._lines.lines_of(index).lineAt(0)
            yield GutterRow(index, y, y + line.y() + line.ascent(), self._lines.height(index))

    def _stripe_places(self) -> StripePlaces:
        # Asked through this view each time, for both may be replaced.
        return StripePlaces(self._extents, lambda one: self._emphasis.is_on(one), lambda one: self.card_of(one))

    def _extents(self) -> list[Extent]:
        visible = dict(self._place.visible())
        if not visible:
            return []
        found = []
        for coding in self._codings.in_blocks(min(visible), max(visible)):
            top, bottom = self._place.visible_extent(coding.start, coding.end, visible)
            if bottom > 0 and top < self.viewport().height():
                is_selected = coding.coding_id == self._emphasis.coding_id
                found.append(Extent(coding, top, bottom, self._codings.lane(coding), is_selected))
        return found

    def _on_cursor_moved(self) -> None:
        if self._lines.is_empty():
            return
        self.viewport().update()
        self.caret_moved.emit(self.caret_position())

    def _on_selection_changed(self) -> None:
        if self._lines.is_empty():
            return
        selection = self.selection_span()
        self.viewport().update()
        if selection != self._shown_selection:
            self._shown_selection = selection
            self.selection_changed.emit(selection)

    def _after_key_moved(self) -> None:
        """Note that keys select, or deselect the quotation that the caret has left."""
        if self.textCursor().hasSelection():
            self._is_selecting_by_key = True
            return
        coding = self.selected_coding()
        if coding is not None and not coding.start <= self.caret_position() <= coding.end:
            self.select_quotation(None)
            self.quotation_left.emit()

    def _tell_passage(self) -> None:
        span = self.selection_span()
        if span is not None:
            self.passage_selected.emit(span)

    def _in_document(self, point: QPointF) -> QPointF:
        return QPointF(point.x(), point.y() + self.verticalScrollBar().value())

    def _click_at(self, point: QPointF) -> None:
        position16 = self._lines.character_at(self._in_document(point))
        codings = [] if position16 is None else self._codings.at(self._display.utf16.from16(position16))
        if not codings:
            if self._emphasis.quotation_id is not None:
                self.select_quotation(None)
                self.quotation_left.emit()
            return
        ids = list(dict.fromkeys(coding.quotation_id for coding in codings))
        shown = self._emphasis.quotation_id
        self._pick(ids[(ids.index(shown) + 1) % len(ids)] if shown in ids else ids[0], None)

    def _pick(self, quotation_id: int, coding_id: int | None) -> None:
        self.select_quotation(quotation_id, coding_id)
        self.quotation_clicked.emit(quotation_id)

    def _on_stripe_opened(self, coding: StripeCoding) -> None:
        self._pick(coding.quotation_id, coding.coding_id)
        self.quotation_opened.emit(coding.quotation_id)

    def _on_stripe_menu(self, coding: StripeCoding, point: QPoint) -> None:
        self._pick(coding.quotation_id, coding.coding_id)
        self.quotation_menu_asked.emit(point)

    def _on_edge_released(self) -> None:
        pulled = self._pull.end()
        if pulled is not None:
            coding, span = pulled
            self.edge_moved.emit(coding.quotation_id, coding.coding_id, span)

    def _drop_target(self, point: QPointF) -> Span | None:
        """Return the selection if the point is in it, else the sentence there."""
        hit = self._lines.hitTest(self._in_document(point), Qt.HitTestAccuracy.FuzzyHit)
        position = self._display.utf16.from16(hit)
        selection = self.selection_span()
        if selection and selection.start <= position <= selection.end:
            return selection
        return sentence_at(self._display.content.text, position)
