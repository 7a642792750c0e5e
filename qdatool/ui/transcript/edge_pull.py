"""The gesture of pulling an edge of a passage by the handle of its stripe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QScrollBar, QWidget

from qdatool.text.spans import Span
from qdatool.ui.transcript.display import DisplayText
from qdatool.ui.transcript.edges import edge_at
from qdatool.ui.transcript.lazy_layout import LazyTextLayout
from qdatool.ui.transcript.values import Edge, StripeCoding


class EdgePull:
    """One pull at a time, from press to release; ``show`` is called with the coding as it is to be shown meanwhile."""

    def __init__(
        self,
        viewport: QWidget,
        scroll_bar: QScrollBar,
        lines: LazyTextLayout,
        show: Callable[[StripeCoding], None],
    ) -> None:
        self._viewport = viewport
        self._scroll_bar = scroll_bar
        self._lines = lines
        self._show = show
        self._display: DisplayText | None = None
        self._before: StripeCoding | None = None
        self._shown: StripeCoding | None = None
        self._edge = Edge.END

    def begin(self, coding: StripeCoding, edge: Edge, display: DisplayText) -> None:
        """Take hold of an edge."""
        self._before = self._shown = coding
        self._edge, self._display = edge, display

    def is_going_on(self) -> bool:
        """Tell whether an edge is held."""
        return self._before is not None

    def pull_towards(self, global_point: QPointF) -> None:
        """Draw the edge to the word under the mouse, scrolling where that is beyond the screen."""
        if self._before is None or self._display is None:
            return
        point = self._viewport.mapFromGlobal(global_point)
        beyond = min(point.y(), 0.0) + max(point.y() - self._viewport.height(), 0.0)
        if beyond:
            self._scroll_bar.setValue(self._scroll_bar.value() + round(beyond))
        text = self._display.content.text
        before = Span(self._before.start, self._before.end)
        span = edge_at(text, before, self._edge, self._position(point, self._display))
        pulled = replace(self._before, start=span.start, end=span.end)
        if pulled != self._shown:
            self._shown = pulled
            self._show(pulled)

    def _position(self, point: QPointF, display: DisplayText) -> int:
        """Return the position under the mouse; in the margin, the end or the start of the line beside it."""
        within = QPointF(point.x(), point.y() + self._scroll_bar.value())
        if not 0 <= within.x() < self._viewport.width():
            is_right_to_left = display.blocks[self._lines.block_at_y(within.y())].is_right_to_left
            is_at_left = (self._edge is Edge.START) != is_right_to_left
            within.setX(0.0 if is_at_left else float(self._viewport.width()))
        return display.utf16.from16(self._lines.hitTest(within, Qt.HitTestAccuracy.FuzzyHit))

    def end(self) -> tuple[StripeCoding, Span] | None:
        """Let go, show the coding as it was, and return it with the passage pulled; None if that is no other."""
        before, shown = self._before, self._shown
        self.forget()
        if before is None or shown is None or shown == before:
            return None
        self._show(before)
        return before, Span(shown.start, shown.end)

    def forget(self) -> None:
        """Let go because the codings shown are replaced."""
        self._before = self._shown = None
