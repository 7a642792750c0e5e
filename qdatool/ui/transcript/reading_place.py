"""Keeps what the reader sees where it is while the heights around it become known."""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from PySide6.QtWidgets import QScrollBar

from qdatool.ui.transcript.display import DisplayText
from qdatool.ui.transcript.lazy_layout import BAND_INSET, LazyTextLayout


class ReadingPlace:
    """Ties the scroll bar to the block at the top of the screen.

    Blocks off the screen are as tall as estimated until they are laid out. Then everything below them shifts, and the
    scroll bar's value has to shift as much, or the text would jump.
    """

    def __init__(self, lines: LazyTextLayout, scroll_bar: QScrollBar, screen_height: Callable[[], int]) -> None:
        self._lines = lines
        self._scroll_bar = scroll_bar
        self._screen_height = screen_height
        self._display: DisplayText | None = None
        self._block, self._offset, self._value = 0, 0.0, 0
        self._first_position16 = 0
        self._is_settling = False

    def start(self, display: DisplayText) -> None:
        """Begin at the top of another text."""
        self._display = display
        self._block, self._offset, self._value = 0, -float(self._lines.metrics.pad), -1
        self._first_position16 = 0
        self._scroll_to(0, self._offset)

    def leave(self) -> None:
        """Let go of the text, which is about to be replaced."""
        self._display = None

    def settle(self) -> None:
        """Lay out what is on the screen and a screen around it, and keep the first line where it is."""
        if self._is_settling or self._display is None:
            return
        value = self._scroll_bar.value()
        if value != self._value:
            self._block = self._lines.block_at_y(value)
            self._offset = value - self._lines.top(self._block)
        self._scroll_to(self._block, self._offset)

    def return_to_first_line(self) -> None:
        """Bring the line that was the first on the screen back there, after widths or sizes have changed."""
        if self._display is None:
            return
        block, offset = self._line_top(self._first_position16)
        is_at_start = self._first_position16 == 0
        self._scroll_to(block, -float(self._lines.metrics.pad) if is_at_start else offset)

    def first_position16(self) -> int:
        """Return where the first line on the screen begins, in UTF-16 units."""
        return self._first_position16

    def bring_line(self, position16: int, share: float) -> None:
        """Scroll until the line of a position stands at a share (0..1) of the screen's height."""
        block, offset = self._line_top(position16)
        self._scroll_to(block, offset - self._screen_height() * share)

    def reveal(self, position16: int) -> None:
        """Scroll as little as brings the line of a position on the screen; the first line brings the top with it."""
        top, bottom = self.extent(position16, position16)
        height = self._screen_height()
        if top + self._scroll_bar.value() <= self._lines.metrics.pad:
            self._scroll_bar.setValue(0)
        elif top < 0:
            self.bring_line(position16, 0.0)
        elif bottom > height:
            self.bring_line(position16, 1 - (bottom - top) / max(height, 1))

    def extent(self, start16: int, end16: int) -> tuple[float, float]:
        """Return top and bottom of a passage's lines in the viewport."""
        first, first_offset = self._line_top(start16)
        last, last_offset = self._line_top(end16)
        # Laying both out may have shifted what is on the screen.
        self.settle()
        pitch = self._lines.metrics.pitch(self._display.blocks[last])
        origin = self._scroll_bar.value()
        return self._lines.top(first) + first_offset - origin, self._lines.top(last) + last_offset + pitch - origin

    def visible_extent(self, start: int, end: int, visible: dict[int, float]) -> tuple[float, float]:
        """Return top and bottom of the tint of a passage (code points), infinite where it is off the screen.

        ``visible`` are the blocks on the screen, each with its y.
        """
        first, last = self._display.block_at(start), self._display.block_at(end - 1)
        top = visible[first] + self._band(first, start)[0] if first in visible else -inf
        bottom = visible[last] + self._band(last, end - 1)[1] if last in visible else inf
        return top, bottom

    def visible(self) -> list[tuple[int, float]]:
        """Return the blocks on the screen, each with the y of its top in the viewport."""
        if self._display is None:
            return []
        value, height = self._scroll_bar.value(), self._screen_height()
        index = self._lines.block_at_y(value)
        found = []
        while index < len(self._display.blocks):
            y = self._lines.top(index) - value
            if y >= height:
                break
            found.append((index, y))
            index += 1
        return found

    def _scroll_to(self, block: int, offset: float) -> None:
        height = self._screen_height()
        self._is_settling = True
        try:
            self._lines.lay_out_around(block, above=max(height, -offset + height), below=2 * height + max(offset, 0))
            self._lines.publish_size()
            self._scroll_bar.setValue(round(self._lines.top(block) + offset))
        finally:
            self._is_settling = False
        self._value = self._scroll_bar.value()
        # The bar stops at both ends, so the place is read back from it.
        self._block = self._lines.block_at_y(self._value)
        self._offset = self._value - self._lines.top(self._block)
        self._first_position16 = self._first_position()

    def _band(self, block: int, position: int) -> tuple[float, float]:
        """Return top and bottom of the tint of the line that holds a position, from the top of the block."""
        lines = self._lines.lines_of(block)
        line = lines.lineForTextPosition(self._display.utf16.to16(position) - self._display.block_starts16[block])
        top, height = self._lines.line_band(block, line)
        return top + BAND_INSET, top + height - BAND_INSET

    def _line_top(self, position16: int) -> tuple[int, float]:
        """Return the block of a position and the top of its line from the top of the block."""
        block = self._display.block_at16(position16)
        height = self._screen_height()
        self._lines.lay_out_around(block, above=height, below=2 * height)
        lines = self._lines.lines_of(block)
        line = lines.lineForTextPosition(position16 - self._display.block_starts16[block])
        return block, self._lines.line_band(block, line)[0] if line.isValid() else 0.0

    def _first_position(self) -> int:
        block = self._display.blocks[self._block]
        lines = self._lines.lines_of(self._block)
        number = min(max(int(self._offset // self._lines.metrics.pitch(block)), 0), lines.lineCount() - 1)
        return self._display.block_starts16[self._block] + lines.lineAt(number).textStart()
