"""What the keys do while the keyboard is in the transcript."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from qdatool.ui.reading.actions import PIN_ACTIONS, ReadingAction
from qdatool.ui.transcript import Edge, Stride, Unit

if TYPE_CHECKING:
    from qdatool.ui.reading.workspace import ReadingWorkspace

Run = tuple[Callable[[], object], Callable[[], bool] | None]


def bind_text_keys(reading: ReadingWorkspace) -> None:
    """Bind the rows of the table that act on the text."""
    loop, view = reading.loop, reading.pane.view
    for action_id, (run, is_enabled) in {**_selecting(reading), **_coding(reading), **_edges(reading)}.items():
        reading.bind_row(action_id, run, view, is_enabled)
    for place, action_id in enumerate(PIN_ACTIONS):
        reading.bind_row(action_id, lambda place=place: loop.apply_pinned(place), view, loop.has_span)


def _selecting(reading: ReadingWorkspace) -> dict[ReadingAction, Run]:
    loop, view = reading.loop, reading.pane.view
    return {
        ReadingAction.WORD: (lambda: loop.grow(Unit.WORD), None),
        ReadingAction.SENTENCE: (lambda: loop.grow(Unit.SENTENCE), None),
        ReadingAction.PARAGRAPH: (lambda: loop.grow(Unit.PARAGRAPH), None),
        ReadingAction.TURN: (lambda: loop.grow(Unit.TURN), None),
        ReadingAction.GROW: (loop.grow_once, None),
        ReadingAction.SHRINK: (loop.shrink_once, lambda: view.selection_span() is not None),
        ReadingAction.NEXT_QUOTATION: (lambda: loop.step_coding(1), None),
        ReadingAction.PREVIOUS_QUOTATION: (lambda: loop.step_coding(-1), None),
        ReadingAction.QUOTATIONS_HERE: (loop.show_here, None),
        ReadingAction.NEXT_UNCODED: (lambda: loop.step_uncoded(1), None),
        ReadingAction.PREVIOUS_UNCODED: (lambda: loop.step_uncoded(-1), None),
        ReadingAction.LEAVE: (reading.passages.leave, lambda: _has_something_to_leave(reading)),
        ReadingAction.COPY_REFERENCE: (reading.passages.copy_with_reference, loop.has_span),
        ReadingAction.FILTER: (reading.focus_filter, None),
        ReadingAction.FILTER_STRIPES: (reading.choose_stripes, None),
    }


def _coding(reading: ReadingWorkspace) -> dict[ReadingAction, Run]:
    loop = reading.loop
    return {
        ReadingAction.CODE_BOX: (loop.open_box, None),
        ReadingAction.RECODE: (loop.recode, reading.has_coding),
        ReadingAction.IN_VIVO: (loop.in_vivo, loop.has_span),
        ReadingAction.REPEAT: (loop.repeat, loop.has_span),
        ReadingAction.STICKY: (loop.toggle_sticky, None),
        ReadingAction.UNCODE: (loop.uncode, reading.has_coding),
        ReadingAction.COMMENT_QUOTATION: (reading.comment_on_selection, reading.has_coding),
        ReadingAction.LINK: (reading.passages.linker.press, reading.has_coding),
        ReadingAction.DIMENSION: (reading.passages.toggle_dimension, reading.passages.has_mine),
        ReadingAction.MEMO: (reading.memo_on_selection, reading.has_coding),
    }


def _edges(reading: ReadingWorkspace) -> dict[ReadingAction, Run]:
    loop = reading.loop
    on_page = {
        ReadingAction.END_LEFT: (Edge.END, Stride.WORD, True),
        ReadingAction.END_RIGHT: (Edge.END, Stride.WORD, False),
        ReadingAction.START_LEFT: (Edge.START, Stride.WORD, True),
        ReadingAction.START_RIGHT: (Edge.START, Stride.WORD, False),
        ReadingAction.END_LETTER_LEFT: (Edge.END, Stride.LETTER, True),
        ReadingAction.END_LETTER_RIGHT: (Edge.END, Stride.LETTER, False),
        ReadingAction.START_LETTER_LEFT: (Edge.START, Stride.LETTER, True),
        ReadingAction.START_LETTER_RIGHT: (Edge.START, Stride.LETTER, False),
    }
    # Never disabled: with nothing selected Alt and an arrow in the text must not lead to another place instead.
    in_text = {
        ReadingAction.END_SENTENCE_ON: (Edge.END, 1),
        ReadingAction.END_SENTENCE_BACK: (Edge.END, -1),
        ReadingAction.START_SENTENCE_ON: (Edge.START, 1),
        ReadingAction.START_SENTENCE_BACK: (Edge.START, -1),
    }
    return {
        **{
            action_id: (partial(loop.move_edge, edge, stride, towards_left=left), None)
            for action_id, (edge, stride, left) in on_page.items()
        },
        **{
            action_id: (partial(loop.move_edge_by_sentence, edge, step), None)
            for action_id, (edge, step) in in_text.items()
        },
    }


def _has_something_to_leave(reading: ReadingWorkspace) -> bool:
    # While the mouse pulls an edge, Escape is the transcript's: it lets go of the edge.
    loop = reading.loop
    is_any = loop.has_span() or loop.sticky_code() is not None or reading.passages.linker.is_waiting()
    return is_any and not QApplication.mouseButtons()
