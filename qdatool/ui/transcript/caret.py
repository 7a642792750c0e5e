"""Where the left and right arrow keys lead: one letter on the page, whatever way the words run."""

from __future__ import annotations

from qdatool.ui.transcript.display import DisplayText
from qdatool.ui.transcript.lazy_layout import LazyTextLayout


def visual_step(display: DisplayText, lines: LazyTextLayout, position16: int, towards_left: bool) -> int:
    """Return the UTF-16 position one letter further to the left or right, at its end in the paragraph beside it.

    Qt's own visual movement (6.11) stops between the halves of an emoji and never leaves a paragraph.
    """
    index = display.block_at16(position16)
    origin = display.block_starts16[index]
    layout = lines.lines_of(index)
    step = layout.leftCursorPosition if towards_left else layout.rightCursorPosition
    words_start = display.utf16.to16(display.blocks[index].words_start) - origin
    current = position16 - origin
    following = step(current)
    while following != current and not layout.isValidCursorPosition(following):
        current, following = following, step(following)
    if following != current and following >= words_start:
        return origin + following
    return _beside(display, index, is_forward=towards_left == display.blocks[index].is_right_to_left)


def _beside(display: DisplayText, index: int, *, is_forward: bool) -> int:
    """Return the start of the next paragraph's words or the end of the paragraph before; the ends of the text stay."""
    if is_forward:
        if index + 1 == len(display.blocks):
            return display.block_end16(index)
        return display.utf16.to16(display.blocks[index + 1].words_start)
    if index == 0:
        return display.utf16.to16(display.blocks[0].words_start)
    return display.block_end16(index - 1)


def out_of_label(display: DisplayText, position: int, before: int) -> int:
    """Return where a caret belongs that came from ``before`` to a code point inside a hidden label.

    A caret that stood on the first word goes back to the paragraph before, any other one forward to the words.
    """
    block = display.blocks[display.block_at(position)]
    if position >= block.words_start:
        return position
    return block.start - 1 if before == block.words_start and block.start > 0 else block.words_start
