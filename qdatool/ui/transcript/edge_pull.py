"""The gesture of pulling an edge of a passage by the handle of its stripe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from qdatool.text.spans import Span
from qdatool.ui.transcript.edges import edge_at
from qdatool.ui.transcript.values import Edge, StripeCoding


class EdgePull:
    """One pull at a time, from press to release; ``show`` is called with the coding as it is to be shown meanwhile."""

    def __init__(self, show: Callable[[StripeCoding], None]) -> None:
        self._show = show
        self._text = ""
        self._before: StripeCoding | None = None
        self._shown: StripeCoding | None = None
        self.edge = Edge.END

    def begin(self, coding: StripeCoding, edge: Edge, text: str) -> None:
        """Take hold of an edge."""
        self._before = self._shown = coding
        self.edge, self._text = edge, text

    def is_going_on(self) -> bool:
        """Tell whether an edge is held."""
        return self._before is not None

    def pull_to(self, position: int) -> None:
        """Draw the edge to the word at a position."""
        if self._before is None:
            return
        span = edge_at(self._text, Span(self._before.start, self._before.end), self.edge, position)
        pulled = replace(self._before, start=span.start, end=span.end)
        if pulled != self._shown:
            self._shown = pulled
            self._show(pulled)

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
