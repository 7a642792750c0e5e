"""The caret and what it selects, in code points of the stored text, and where the arrow keys lead it."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from qdatool.text.sentences import snap
from qdatool.text.spans import Span
from qdatool.ui.transcript.display import DisplayText
from qdatool.ui.transcript.lazy_layout import LazyTextLayout

_KEEP, _MOVE = QTextCursor.MoveMode.KeepAnchor, QTextCursor.MoveMode.MoveAnchor


class Caret:
    """The text cursor of a transcript; it never stands inside a hidden label."""

    def __init__(self, edit: QTextEdit, lines: LazyTextLayout, display: DisplayText) -> None:
        self._edit = edit
        self._lines = lines
        self._display = display

    def show_display(self, display: DisplayText) -> None:
        """Count in another text."""
        self._display = display

    def position(self) -> int:
        """Return where the caret stands."""
        return self._display.utf16.from16(self._edit.textCursor().position())

    def place(self, anchor: int, position: int) -> None:
        """Select from ``anchor`` to ``position``, where the caret then stands; nothing scrolls."""
        cursor = self._edit.textCursor()
        cursor.setPosition(self._display.utf16.to16(anchor))
        cursor.setPosition(self._display.utf16.to16(position), _KEEP)
        bar = self._edit.verticalScrollBar()
        value = bar.value()
        self._edit.setTextCursor(cursor)
        # Qt scrolls to the caret by estimated heights; where to scroll is the caller's to say.
        bar.setValue(value)

    def selected(self) -> tuple[int, int] | None:
        """Return start and end of all that is selected, or None."""
        cursor = self._edit.textCursor()
        if not cursor.hasSelection():
            return None
        return self._display.utf16.from16(cursor.selectionStart()), self._display.utf16.from16(cursor.selectionEnd())

    def selected_words(self) -> Span | None:
        """Return the selected passage as a reader sees it, or None.

        Hidden labels, space, ZWNJ and direction marks at its edges do not belong to it.
        """
        selected = self.selected()
        if selected is None:
            return None
        start, end = self._display.past_label(selected[0]), selected[1]
        end_block = self._display.blocks[self._display.block_at(end)]
        end = end_block.start if end <= end_block.words_start else end
        return snap(self._display.content.text, Span(start, end)) if start < end else None

    def step(self, *, towards_left: bool, is_selecting: bool) -> None:
        """Go one letter further on the page, selecting it or not."""
        cursor = self._edit.textCursor()
        cursor.setPosition(
            _visual_step(self._display, self._lines, cursor.position(), towards_left), _KEEP if is_selecting else _MOVE
        )
        self._edit.setTextCursor(cursor)

    def leave_label(self, before16: int) -> None:
        """Go on from a hidden label that the caret came into from ``before16``, a UTF-16 position."""
        cursor = self._edit.textCursor()
        position, utf16 = cursor.position(), self._display.utf16
        target = utf16.to16(_out_of_label(self._display, utf16.from16(position), utf16.from16(before16)))
        if target != position:
            cursor.setPosition(target, _KEEP if cursor.hasSelection() else _MOVE)
            self._edit.setTextCursor(cursor)


def _visual_step(display: DisplayText, lines: LazyTextLayout, position16: int, towards_left: bool) -> int:
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


def _out_of_label(display: DisplayText, position: int, before: int) -> int:
    """Return where a caret belongs that came from ``before`` to a code point inside a hidden label.

    A caret that stood on the first word goes back to the paragraph before, any other one forward to the words.
    """
    block = display.blocks[display.block_at(position)]
    if position >= block.words_start:
        return position
    return block.start - 1 if before == block.words_start and block.start > 0 else block.words_start
