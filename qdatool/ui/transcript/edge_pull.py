"""The gesture of pulling an edge of a passage by the handle of its stripe."""

from __future__ import annotations

from dataclasses import replace

from qdatool.text.spans import Span
from qdatool.ui.transcript.edges import edge_at
from qdatool.ui.transcript.values import Edge, StripeCoding


class EdgePull:
    """One pull from press to release: ``before`` is the coding as it was, ``shown`` as it is shown meanwhile."""

    def __init__(self, coding: StripeCoding, edge: Edge, text: str) -> None:
        self.before = self.shown = coding
        self.edge = edge
        self._text = text

    def pull_to(self, position: int) -> bool:
        """Draw the edge to the word at a position; return whether that shows another passage."""
        span = edge_at(self._text, self.span(self.before), self.edge, position)
        if span == self.span(self.shown):
            return False
        self.shown = replace(self.before, start=span.start, end=span.end)
        return True

    def result(self) -> Span | None:
        """Return the passage pulled, or None if it is as before."""
        return self.span(self.shown) if self.shown != self.before else None

    @staticmethod
    def span(coding: StripeCoding) -> Span:
        """Return the passage of a coding."""
        return Span(coding.start, coding.end)
