"""How a selection grows and how an edge of a passage moves, in code points. No Qt."""

from __future__ import annotations

from collections.abc import Callable

from qdatool.text.graphemes import boundary_after, boundary_before
from qdatool.text.sentences import next_word, paragraph_at, previous_word, sentence_at, snap, word_at
from qdatool.text.spans import Span
from qdatool.ui.transcript.display import DisplayText
from qdatool.ui.transcript.values import Edge, Stride, Unit


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


def grown_once(display: DisplayText, span: Span | None, caret: int) -> Span | None:
    """Return the smallest whole that holds more than the selection: word, what is quoted, sentence, paragraph, turn."""
    whole = [wider for unit in Unit if (wider := grown(display, span, caret, unit)) is not None]
    quoted = _quoted(display, span or Span(caret, caret + 1))
    if quoted is not None and (span is not None or whole):
        whole.append(quoted)
    least = len(span) if span is not None else 0
    # Of two that are equally long, a word in quotation marks and the quotation, the first is the word.
    return min((wider for wider in whole if len(wider) > least), key=len, default=span)


def shrunk_once(display: DisplayText, span: Span) -> Span | None:
    """Return the largest unit at the end of the selection that holds less than it; None where a word is left."""
    for unit in reversed(Unit):
        narrower = grown(display, None, span.end - 1, unit)
        if narrower is not None and narrower.start >= span.start and len(narrower) < len(span):
            return narrower
    return None


def moved_edge(display: DisplayText, span: Span, edge: Edge, stride: Stride, step: int) -> Span:
    """Return the passage with one edge moved by a stride, ``step`` +1 forward in the text or -1 back.

    Hidden labels, where no eye would set an edge, are passed over. Something of the passage stays; where there is no
    further place the passage is returned as it is.
    """
    move = _MOVES[stride]
    moved = move(display, span, edge, step)
    while display.past_label(_letter_at(moved, edge)) != _letter_at(moved, edge):
        before, moved = moved, move(display, moved, edge, step)
        if moved == before:
            return span
    return moved


def step_towards(display: DisplayText, span: Span, edge: Edge, *, towards_left: bool) -> int:
    """Return whether an edge moves forward (+1) or back (-1) in the text when it moves to that side of the page."""
    block = display.blocks[display.block_at(_letter_at(span, edge))]
    return 1 if towards_left == block.is_right_to_left else -1


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


def _moved_by_letter(display: DisplayText, span: Span, edge: Edge, step: int) -> Span:
    """Move an edge over one visible letter with its marks, or one emoji, and over the space beside it."""
    text = display.content.text
    start, end = span.start, span.end
    if edge is Edge.END:
        end = _next_visible_end(text, end) if step > 0 else boundary_before(text, end - 1)
    else:
        start = _previous_visible_start(text, start) if step < 0 else boundary_after(text, start + 1)
    return (snap(text, Span(start, end)) if start < end else None) or span


def _next_visible_end(text: str, position: int) -> int:
    while position < len(text):
        following = boundary_after(text, position + 1)
        if snap(text, Span(position, following)):
            return following
        position = following
    return position


def _previous_visible_start(text: str, position: int) -> int:
    while position > 0:
        before = boundary_before(text, position - 1)
        if snap(text, Span(before, position)):
            return before
        position = before
    return position


def _moved_by_sentence(display: DisplayText, span: Span, edge: Edge, step: int) -> Span:
    """Move an edge to the end or the start of a sentence: of its own where it stands inside one, else of the next."""
    if edge is Edge.END:
        return _sentence_end(display, span, step)
    return _sentence_start(display, span, step)


def _sentence_end(display: DisplayText, span: Span, step: int) -> Span:
    text = display.content.text
    own = _sentence(display, span.end - 1)
    if own is None:
        return span
    if step < 0:
        return (snap(text, Span(span.start, own.start)) if span.start < own.start else None) or span
    end = own.end if own.end > span.end else _edge_of_next(display, span.end, Edge.END)
    return Span(span.start, end) if end is not None else span


def _sentence_start(display: DisplayText, span: Span, step: int) -> Span:
    own = _sentence(display, span.start)
    if own is None:
        return span
    if step > 0:
        start = _edge_of_next(display, own.end, Edge.START)
        return Span(start, span.end) if start is not None and start < span.end else span
    if own.start < span.start:
        return Span(own.start, span.end)
    before = previous_word(display.content.text, span.start)
    previous = _sentence(display, before.start) if before else None
    return Span(previous.start, span.end) if previous and previous.start < span.start else span


def _edge_of_next(display: DisplayText, position: int, edge: Edge) -> int | None:
    """Return an edge of the first sentence whose words begin at or after a position."""
    text = display.content.text
    word = next_word(text, position)
    while word is not None and display.past_label(word.start) != word.start:
        word = next_word(text, display.past_label(word.start))
    sentence = _sentence(display, word.start) if word is not None else None
    if sentence is None:
        return None
    return sentence.end if edge is Edge.END else sentence.start


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


def _quoted(display: DisplayText, span: Span) -> Span | None:
    """Return what stands between the quotation marks around a passage of one paragraph, or None."""
    text = display.content.text
    paragraph = paragraph_at(text, span.start)
    if paragraph is None or span.end > paragraph.end + 1:
        return None
    start = display.past_label(paragraph.start)
    for opening, closing in _QUOTATION_MARKS:
        before = text.rfind(opening, start, span.start)
        if before < 0 or text.find(closing, before + 1, span.start) >= 0:
            continue
        after = text.find(closing, span.end - 1, paragraph.end)
        if after > before + 1:
            return snap(text, Span(before + 1, after))
    return None


_QUOTATION_MARKS = (("«", "»"), ("“", "”"), ("‹", "›"))


def _letter_at(span: Span, edge: Edge) -> int:
    """Return the outermost letter at an edge."""
    return span.start if edge is Edge.START else span.end - 1


def _has_word(text: str, start: int, end: int) -> bool:
    word = next_word(text, start)
    return word is not None and word.end <= end


def _word(display: DisplayText, position: int) -> Span | None:
    return word_at(display.content.text, display.past_label(position))


def _sentence(display: DisplayText, position: int) -> Span | None:
    return sentence_at(display.content.text, display.past_label(position))


def _paragraph(display: DisplayText, position: int) -> Span | None:
    return paragraph_at(display.content.text, position)


def _turn(display: DisplayText, position: int) -> Span | None:
    turn = display.turn_at(position) or display.turn_at(display.past_label(position))
    return Span(turn.start, turn.end) if turn else _paragraph(display, position)


_FINDERS: dict[Unit, Callable[[DisplayText, int], Span | None]] = {
    Unit.WORD: _word,
    Unit.SENTENCE: _sentence,
    Unit.PARAGRAPH: _paragraph,
    Unit.TURN: _turn,
}

_MOVES: dict[Stride, Callable[[DisplayText, Span, Edge, int], Span]] = {
    Stride.LETTER: _moved_by_letter,
    Stride.WORD: lambda display, span, edge, step: moved_by_word(display.content.text, span, edge, step),
    Stride.SENTENCE: _moved_by_sentence,
}
