"""How a selection grows and how an edge of a passage moves, in code points. No Qt."""

from __future__ import annotations

from collections.abc import Callable

from qdatool.text.sentences import next_word, paragraph_at, previous_word, sentence_at, snap, word_at
from qdatool.text.spans import Span
from qdatool.ui.transcript.display import DisplayText
from qdatool.ui.transcript.values import Edge, Unit


def grown(display: DisplayText, span: Span | None, caret: int, unit: Unit) -> Span | None:
    """Return the whole units that a selection, or the caret when it is None, touches; None where there is none.

    Speakers' labels never belong to the result. A selection that covers whole sentences already stays as it is.
    """
    first, last = (span.start, span.end - 1) if span else (caret, caret)
    find = _FINDERS[unit]
    start_unit, end_unit = find(display, first), find(display, last)
    if start_unit is None or end_unit is None:
        return span
    start = display.past_label(start_unit.start)
    end = max(start_unit.end, end_unit.end)
    return snap(display.content.text, Span(start, end)) if start < end else span


def moved_edge(display: DisplayText, span: Span, edge: Edge, towards_left: bool) -> Span:
    """Return the passage with one edge moved by a word towards the left or right of the page.

    Words of hidden labels, where no eye would set an edge, are passed over. At least one word stays; where there is
    no further word the passage is returned as it is.
    """
    block = display.blocks[display.block_at(_letter_at(span, edge))]
    step = 1 if towards_left == block.is_right_to_left else -1
    moved = moved_by_word(display.content.text, span, edge, step)
    while display.past_label(_letter_at(moved, edge)) != _letter_at(moved, edge):
        before, moved = moved, moved_by_word(display.content.text, moved, edge, step)
        if moved == before:
            return span
    return moved


def moved_by_word(text: str, span: Span, edge: Edge, step: int) -> Span:
    """Return the passage with one edge moved by a word, ``step`` +1 forward in the text or -1 back.

    At least one word stays; where there is no further word the passage is returned as it is.
    """
    if edge is Edge.END:
        word = next_word(text, span.end) if step > 0 else previous_word(text, span.end - 1)
        end = word.end if word else span.end
        return Span(span.start, end) if end > span.start and _has_word(text, span.start, end) else span
    word = next_word(text, span.start + 1) if step > 0 else previous_word(text, span.start)
    start = word.start if word else span.start
    return Span(start, span.end) if start < span.end else span


def edge_at(text: str, span: Span, edge: Edge, position: int) -> Span:
    """Return the passage with one edge drawn to the word at a position; the other edge is never crossed."""
    position = min(max(position, 0), len(text))
    if edge is Edge.END:
        at = max(position - 1, span.start)
        word = word_at(text, at) or previous_word(text, at + 1)
        return Span(span.start, word.end) if word and word.end > span.start else span
    at = min(position, span.end - 1)
    word = word_at(text, at) or next_word(text, at)
    return Span(word.start, span.end) if word and word.start < span.end else span


def _letter_at(span: Span, edge: Edge) -> int:
    """Return the outermost letter at an edge."""
    return span.start if edge is Edge.START else span.end - 1


def _has_word(text: str, start: int, end: int) -> bool:
    word = next_word(text, start)
    return word is not None and word.end <= end


def _sentence(display: DisplayText, position: int) -> Span | None:
    return sentence_at(display.content.text, display.past_label(position))


def _paragraph(display: DisplayText, position: int) -> Span | None:
    return paragraph_at(display.content.text, position)


def _turn(display: DisplayText, position: int) -> Span | None:
    turn = display.turn_at(position) or display.turn_at(display.past_label(position))
    return Span(turn.start, turn.end) if turn else _paragraph(display, position)


_FINDERS: dict[Unit, Callable[[DisplayText, int], Span | None]] = {
    Unit.SENTENCE: _sentence,
    Unit.PARAGRAPH: _paragraph,
    Unit.TURN: _turn,
}
