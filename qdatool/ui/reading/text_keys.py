"""What the keys do while the keyboard is in the transcript."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from qdatool.ui.reading.actions import PIN_ACTIONS, ReadingAction
from qdatool.ui.transcript import Edge, Unit

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
    loop = reading.loop
    return {
        ReadingAction.SENTENCE: (lambda: loop.grow(Unit.SENTENCE), None),
        ReadingAction.PARAGRAPH: (lambda: loop.grow(Unit.PARAGRAPH), None),
        ReadingAction.TURN: (lambda: loop.grow(Unit.TURN), None),
        ReadingAction.NEXT_QUOTATION: (lambda: loop.step_quotation(1), None),
        ReadingAction.PREVIOUS_QUOTATION: (lambda: loop.step_quotation(-1), None),
        # While the mouse pulls an edge, Escape is the transcript's: it lets go of the edge.
        ReadingAction.LEAVE: (loop.leave, lambda: loop.has_span() and not QApplication.mouseButtons()),
        ReadingAction.FILTER: (reading.focus_filter, None),
    }


def _coding(reading: ReadingWorkspace) -> dict[ReadingAction, Run]:
    loop = reading.loop
    return {
        ReadingAction.CODE_BOX: (loop.open_box, loop.has_span),
        ReadingAction.RECODE: (loop.recode, reading.has_coding),
        ReadingAction.IN_VIVO: (loop.in_vivo, loop.has_span),
        ReadingAction.REPEAT: (loop.repeat, loop.has_span),
        ReadingAction.UNCODE: (loop.uncode, reading.has_coding),
        ReadingAction.COMMENT_QUOTATION: (reading.comment_on_selection, reading.has_coding),
        ReadingAction.MEMO: (reading.memo_on_selection, reading.has_coding),
    }


def _edges(reading: ReadingWorkspace) -> dict[ReadingAction, Run]:
    loop = reading.loop
    return {
        ReadingAction.END_LEFT: (lambda: loop.move_edge(Edge.END, towards_left=True), loop.has_span),
        ReadingAction.END_RIGHT: (lambda: loop.move_edge(Edge.END, towards_left=False), loop.has_span),
        ReadingAction.START_LEFT: (lambda: loop.move_edge(Edge.START, towards_left=True), loop.has_span),
        ReadingAction.START_RIGHT: (lambda: loop.move_edge(Edge.START, towards_left=False), loop.has_span),
    }
