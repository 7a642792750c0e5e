"""Coding with the keyboard and the mouse: what is selected, which code was used last, and each act on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from qdatool.coding.changes import Operation
from qdatool.coding.codes import CodeDraft
from qdatool.coding.quotations import (
    Coding,
    apply_code,
    code_in_vivo,
    create_and_apply,
    move_edge,
    uncode,
)
from qdatool.text.sentences import next_word, paragraph_at, words
from qdatool.text.spans import Span
from qdatool.ui.reading.box_rows import BoxChoice
from qdatool.ui.reading.code_box import CodeBox
from qdatool.ui.reading.pins import Pins
from qdatool.ui.reading.quotation_menu import DropActs, drop_menu, quotation_menu
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.reading.stripe_filter import StripeFilter
from qdatool.ui.reading.transcript_pane import TranscriptPane
from qdatool.ui.transcript import Edge, Stride, Unit
from qdatool.ui.workspace import Notice, NoticeAction, NoticeKind, Shell
from qdatool.wording import tr

_LONGEST_WORDS_COUNTED = 200_000


class CodingLoop(QObject):
    """Acts on the selected passage, or on the selected quotation where no text is selected.

    ``code_used(code_id)`` after a code was applied, so that the panels can follow; ``sticky_changed`` when another
    code, or none, is applied to every passage that is selected; ``quotation_shown`` when another quotation was selected
    otherwise than by the mouse.
    """

    code_used = Signal(int)
    sticky_changed = Signal()
    quotation_shown = Signal()

    def __init__(
        self, shell: Shell, session: ReadingSession, pane: TranscriptPane, pins: Pins, ground: QWidget
    ) -> None:
        super().__init__(ground)
        self._shell = shell
        self._session = session
        self._pane = pane
        self._pins = pins
        self._ground = ground
        self._recent: list[int] = []
        self._target: Span | None = None
        self._replaced: Coding | None = None
        self._sticky: int | None = None
        self.box = CodeBox(session, shell.actions, ground)
        self.box.codes_chosen.connect(self._on_codes_chosen)
        self.box.left.connect(self._return_to_text)
        pane.view.code_dropped.connect(self.apply)
        pane.view.code_dropped_on.connect(self._on_code_dropped_on)
        pane.view.edge_moved.connect(self._on_edge_moved)
        pane.view.passage_selected.connect(self._on_passage_selected)
        session.project_opened.connect(self._recent.clear)
        session.project_opened.connect(self.leave_sticky)
        session.codes_changed.connect(self._on_codes_changed)
        session.document_opened.connect(self.box.close_box)

    # What it acts on

    def span(self) -> Span | None:
        """Return the selected passage, or that of the selected quotation."""
        selection = self._pane.view.selection_span()
        if selection is not None:
            return selection
        coding = self._pane.view.selected_coding()
        return Span(coding.start, coding.end) if coding is not None else None

    def has_span(self) -> bool:
        """Tell whether there is a passage to code."""
        return self.span() is not None

    def selected_coding(self) -> Coding | None:
        """Return the coding whose stripe is selected."""
        shown = self._pane.view.selected_coding()
        return self._session.coding(shown.coding_id) if shown is not None else None

    def recent_codes(self) -> tuple[int, ...]:
        """Return the codes used last, the last one first; before any was used here, those used last in the document."""
        newest = sorted(self._session.codings(), key=lambda coding: coding.created_at, reverse=True)[:200]
        ids = dict.fromkeys((*self._recent, *(coding.code_id for coding in newest)))
        return tuple(code_id for code_id in ids if code_id in self._session.tree.codes)

    # Selecting

    def grow(self, unit: Unit) -> None:
        """Let the selection grow to whole words, sentences, paragraphs or turns; a code that is kept is applied.

        With the caret at the end of a selected quotation, as it is after coding, the unit after that is selected.
        """
        view = self._pane.view
        if view.selection_span() is None:
            self._pass_quotation()
        span = view.grow_selection(unit)
        if span is None:
            return
        self._pane.bring(span)
        if self._sticky is not None:
            self.apply(self._sticky, span)

    def grow_once(self) -> None:
        """Let the selection grow to the next larger unit."""
        span = self._pane.view.grow_once()
        if span is not None:
            self._pane.bring(span)

    def shrink_once(self) -> None:
        """Let the selection shrink again."""
        self._pane.view.shrink_once()

    def step_uncoded(self, step: int) -> None:
        """Select the first sentence of the next or the previous paragraph that is not coded, round the document."""
        view, bare = self._pane.view, self._session.bare_answers()
        if not bare:
            if self._session.document_id is not None:
                self._shell.show_notice(Notice(NoticeKind.INFO, tr("Every answer in this document is coded.")))
            return
        caret = self._session_paragraph_start(view.caret_position())
        ahead = [span for span in bare if span.start > caret] if step > 0 else [s for s in bare if s.start < caret]
        target = (ahead or bare)[0 if step > 0 else -1]
        view.select_quotation(None)
        view.quotation_left.emit()
        view.place_caret(target.start)
        sentence = view.grow_selection(Unit.SENTENCE) or target
        self._pane.bring(sentence)

    def step_coding(self, step: int) -> None:
        """Select the next or the previous coding of the document; one passage with three codes is three steps."""
        view = self._pane.view
        order = sorted(filter(self._pane.shows, self._session.codings()), key=_in_reading_order)
        if not order:
            return
        shown = self.selected_coding()
        if shown in order:
            place = (order.index(shown) + step) % len(order)
        else:
            caret = view.caret_position()
            after = next((i for i, one in enumerate(order) if one.start >= caret), 0 if step > 0 else len(order))
            place = after if step > 0 else after - 1
        coding = order[place]
        view.place_caret(coding.end)
        view.select_quotation(coding.quotation_id, coding.id)
        self._pane.bring(Span(coding.start, coding.end))
        self.quotation_shown.emit()

    def leave(self) -> None:
        """Keep no code any longer; or select no text, the caret at its end, and no quotation."""
        view = self._pane.view
        if self._sticky is not None:
            self.leave_sticky()
            return
        selection = view.selection_span()
        if selection is not None:
            view.place_caret(selection.end)
        if view.selected_quotation() is not None:
            view.select_quotation(None)
            view.quotation_left.emit()

    def show_here(self) -> bool:
        """Select the quotation at the caret, or offer those that lie there; tell whether there are any."""
        view = self._pane.view
        here = view.quotations_at(view.caret_position())
        if len(here) == 1:
            self._choose_quotation(here[0])
        elif here:
            menu = quotation_menu(self._session, here, self._choose_quotation, self._pane)
            menu.popup(view.mapToGlobal(view.caret_rect().bottomLeft()))
            menu.setActiveAction(menu.actions()[0])
        return bool(here)

    # Coding

    def open_box(self, text: str = "") -> None:
        """Open the code box at the passage; with a code kept, apply that one instead.

        With nothing selected, the quotations at the caret come first, and where there are none the sentence is taken.
        """
        span = self.span()
        if self._sticky is not None and self._pane.view.selection_span() is not None:
            self.apply(self._sticky)
            return
        if span is None:
            span = self._taken_at_caret()
        if span is None or self._session.project is None:
            return
        self._target, self._replaced = span, None
        self._show_box(span, text)

    def recode(self) -> None:
        """Open the code box to give the selected coding another code."""
        coding = self.selected_coding()
        if coding is None:
            return
        self._if_mine(coding, lambda: self._recode(coding))

    def apply(self, code_id: int, span: Span | None = None) -> None:
        """Apply a code to a passage, the selected one by default, and stay in the text at its end."""
        target = span or self.span()
        project, document_id = self._session.project, self._session.document_id
        if target is None or project is None or document_id is None:
            return
        coding_id = self._shell.attempt(lambda: apply_code(project, document_id, code_id, target))
        if coding_id is not None:
            self._after_coding(code_id, coding_id, target)

    def apply_pinned(self, place: int) -> None:
        """Apply the code on key ``place`` + 1."""
        codes = self._pins.codes()
        if place < len(codes):
            self.apply(codes[place])

    def repeat(self) -> None:
        """Apply the code used last."""
        recent = self.recent_codes()
        if recent:
            self.apply(recent[0])

    def in_vivo(self) -> None:
        """Make a code from the words of the passage and apply it."""
        span = self._target if self.box.isVisible() else self.span()
        self.box.close_box()
        project, document_id = self._session.project, self._session.document_id
        if span is None or project is None or document_id is None:
            return
        made = self._shell.attempt(lambda: code_in_vivo(project, document_id, span))
        if made is not None:
            self._after_coding(made[0], made[1], span)

    def uncode(self) -> None:
        """Take the selected coding away."""
        coding = self.selected_coding()
        if coding is not None:
            self._if_mine(coding, lambda: self._uncode(coding))

    def move_edge(self, edge: Edge, stride: Stride, *, towards_left: bool) -> None:
        """Move an edge of the selected coding, or of the selected text, by a letter or a word on the page."""
        view, span = self._pane.view, self.span()
        if span is not None:
            step = view.step_towards(span, edge, towards_left=towards_left)
            self._take_edge(span, view.moved_edge(span, edge, stride, step))

    def move_edge_by_sentence(self, edge: Edge, step: int) -> None:
        """Move an edge of the selected coding, or of the selected text, to the next (+1) or previous (-1) sentence."""
        span = self.span()
        if span is not None:
            self._take_edge(span, self._pane.view.moved_edge(span, edge, Stride.SENTENCE, step))

    # One code for every passage

    def sticky_code(self) -> int | None:
        """Return the code that every selected passage gets, or None."""
        return self._sticky

    def toggle_sticky(self) -> None:
        """Apply the code used last to every passage that is selected from now on, or stop doing so."""
        recent = self.recent_codes()
        if self._sticky is not None:
            self.leave_sticky()
        elif recent:
            self.keep_code(recent[0])

    def keep_code(self, code_id: int) -> None:
        """Apply a code to what is selected now and to every passage that is selected from now on."""
        self._sticky = code_id
        self.sticky_changed.emit()
        span = self._pane.view.selection_span()
        if span is not None:
            self.apply(code_id, span)
        self._pane.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_sticky(self) -> None:
        """Let selections be selections again."""
        if self._sticky is not None:
            self._sticky = None
            self.sticky_changed.emit()

    # Inside

    def _choose_quotation(self, quotation_id: int) -> None:
        view = self._pane.view
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        view.select_quotation(quotation_id)
        self.quotation_shown.emit()

    def _pass_quotation(self) -> None:
        """Put the caret on the word after the selected quotation, if it stands at the end of that."""
        view = self._pane.view
        coding = view.selected_coding()
        if coding is None or view.caret_position() != coding.end:
            return
        word = next_word(self._session.text(), coding.end)
        if word is not None:
            view.select_quotation(None)
            view.quotation_left.emit()
            # From one answer to the next: what the interviewer asks between them is seldom coded.
            is_in_answer = self._session.answer_from(coding.start) == coding.start
            view.place_caret(self._session.answer_from(word.start) if is_in_answer else word.start)

    def _taken_at_caret(self) -> Span | None:
        """Return the sentence at the caret, selected, unless quotations lie there, which are shown instead."""
        return None if self.show_here() else self._pane.view.grow_selection(Unit.SENTENCE)

    def _on_passage_selected(self, span: Span) -> None:
        if self._sticky is not None and self._session.is_writable():
            self.apply(self._sticky, span)

    def _on_codes_changed(self) -> None:
        self.box.follow_codes()
        if self._sticky is not None:
            if self._sticky in self._session.tree.codes:
                self.sticky_changed.emit()
            else:
                self.leave_sticky()

    def _session_paragraph_start(self, position: int) -> int:
        paragraph = paragraph_at(self._session.text(), position)
        return paragraph.start if paragraph is not None else position

    def _show_box(self, span: Span, text: str) -> None:
        self._pane.view.go_to(span)
        passage = self._pane.passage_rect(span)
        place = QRect(self._pane.mapTo(self._ground, passage.topLeft()), passage.size())
        column = self._pane.area()
        column_left = self._pane.mapTo(self._ground, QPoint(column.left(), 0)).x()
        # The box stands under the column of text, not under the last word, as the selection may be long.
        place.setLeft(column_left)
        place.setRight(column_left + column.width())
        self.box.open_at(place, self.recent_codes(), text)

    def _recode(self, coding: Coding) -> None:
        self._target, self._replaced = Span(coding.start, coding.end), coding
        self._show_box(self._target, "")

    def _on_codes_chosen(self, choices: tuple[BoxChoice, ...]) -> None:
        """Code the passage of the box with all that was chosen, as one step; a coding to replace goes in it too."""
        span, replaced, project = self._target, self._replaced, self._session.project
        if span is None or project is None or not choices:
            return

        def _run() -> list[tuple[int, int]]:
            with project.change(Operation.APPLY_CODE):
                made = [self._apply_choice(choice, span) for choice in choices]
                if replaced is not None and replaced.id not in (coding_id for _, coding_id in made):
                    uncode(project, (replaced.id,))
                return made

        made = self._shell.attempt(_run)
        if not made:
            self._return_to_text()
            return
        for code_id, _ in made[:-1]:
            self._note_used(code_id)
        self._after_coding(*made[-1], span)

    def _apply_choice(self, choice: BoxChoice, span: Span) -> tuple[int, int]:
        """Apply one choice, making its code first where need be; return (code, coding)."""
        project = self._session.project
        if choice.code_id is not None:
            return choice.code_id, apply_code(project, self._document(), choice.code_id, span)
        draft = CodeDraft(choice.label, choice.parent_id, choice.level_id)
        return create_and_apply(project, draft, self._document(), span)

    def _document(self) -> int:
        return self._session.document_id or 0

    def _after_coding(self, code_id: int, coding_id: int, span: Span) -> None:
        self._note_used(code_id)
        view = self._pane.view
        view.place_caret(span.end)
        coding = self._session.coding(coding_id)
        if coding is not None:
            view.select_quotation(coding.quotation_id, coding_id)
            self._say_if_hidden(coding)
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.code_used.emit(code_id)

    def _take_edge(self, span: Span, moved: Span) -> None:
        """Let the passage have another edge: the selected text, or else the selected coding."""
        view, coding = self._pane.view, self.selected_coding()
        if moved == span:
            return
        if coding is None or view.selection_span() is not None:
            view.select_span(moved)
            return
        self._if_mine(coding, lambda: self._move(coding, moved))

    def _say_if_hidden(self, coding: Coding) -> None:
        if not self._pane.shows(coding):
            show_all = NoticeAction(tr("Show all stripes"), lambda: self._pane.set_filter(StripeFilter()))
            sentence = tr("The passage is coded; its stripe is hidden by the filter over the margin.")
            self._shell.show_notice(Notice(NoticeKind.INFO, sentence, show_all))

    def _on_code_dropped_on(self, coding_id: int, code_id: int, place: QPoint) -> None:
        """Offer what a code that fell on a stripe can do there: join the code of the stripe, or take its place."""
        coding, code = self._session.coding(coding_id), self._session.code(code_id)
        if coding is None or code is None or coding.code_id == code_id or not self._session.is_writable():
            return
        self._choose_quotation(coding.quotation_id)
        drop_menu(self._session, code, coding, self._drop_acts(code_id, coding), self._pane).popup(place)

    def _drop_acts(self, code_id: int, coding: Coding) -> DropActs:
        span, choice = Span(coding.start, coding.end), BoxChoice(code_id, "")

        def _replace() -> None:
            self._target, self._replaced = span, coding
            self._on_codes_chosen((choice,))

        return DropActs(lambda: self.apply(code_id, span), lambda: self._if_mine(coding, _replace))

    def _note_used(self, code_id: int) -> None:
        if code_id in self._recent:
            self._recent.remove(code_id)
        self._recent.insert(0, code_id)

    def _return_to_text(self) -> None:
        if self._target is not None and self._pane.view.selection_span() is not None:
            self._pane.view.place_caret(self._target.end)
        self._pane.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _uncode(self, coding: Coding) -> None:
        self._shell.attempt(lambda: uncode(self._session.project, (coding.id,)))
        view = self._pane.view
        left = self._session.codings_of(coding.quotation_id)
        view.select_quotation(coding.quotation_id if left else None)
        if not left:
            view.place_caret(coding.end)
            view.quotation_left.emit()
        else:
            self.quotation_shown.emit()
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edge_moved(self, _quotation_id: int, coding_id: int, span: Span) -> None:
        coding = self._session.coding(coding_id)
        if coding is not None:
            self._if_mine(coding, lambda: self._move(coding, span))

    def _move(self, coding: Coding, span: Span) -> None:
        quotation_id = self._shell.attempt(lambda: move_edge(self._session.project, (coding.id,), span))
        if quotation_id is not None:
            self._pane.view.select_quotation(quotation_id, coding.id)
            self.quotation_shown.emit()

    def _if_mine(self, coding: Coding, act: Callable[[], object]) -> None:
        """Change the coding of the present coder at once; another coder's only after a second thought."""
        if coding.coder_id == self._session.project.coder_id:
            act()
            return
        name = self._session.coder_name(coding.coder_id)
        self._shell.show_notice(
            Notice(
                NoticeKind.WARNING,
                tr("This passage was coded by {coder}, and it was left as it is.", coder=name),
                NoticeAction(tr("Change it all the same"), act),
            )
        )

    def words_in(self, span: Span) -> int:
        """Return how many words a passage holds; 0 where it is too long to count with every key."""
        return len(words(self._session.text(), span)) if len(span) <= _LONGEST_WORDS_COUNTED else 0


def _in_reading_order(coding: Coding) -> tuple[int, int, int, int]:
    return coding.start, -coding.end, coding.quotation_id, coding.id
