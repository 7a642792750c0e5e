"""A selection that grows unit by unit and shrinks again the way it came. No Qt."""

from __future__ import annotations

from qdatool.text.spans import Span
from qdatool.ui.transcript.display import DisplayText
from qdatool.ui.transcript.edges import grown_once, shrunk_once


class Growth:
    """Remembers what the selection was before each growth; other selections in between make it forget."""

    def __init__(self) -> None:
        self._steps: list[tuple[Span | None, int, Span]] = []

    def grown(self, display: DisplayText, span: Span | None, caret: int) -> Span | None:
        """Return the selection grown to the next larger unit: word, sentence, paragraph, turn."""
        wider = grown_once(display, span, caret)
        if wider is not None and wider != span:
            if self._steps and self._steps[-1][2] != span:
                self._steps.clear()
            self._steps.append((span, caret, wider))
        return wider

    def shrunk(self, display: DisplayText, span: Span) -> tuple[Span | None, int]:
        """Return the selection before its last growth, or the next smaller unit at its end; and where the caret goes.

        None for no selection.
        """
        if self._steps and self._steps[-1][2] == span:
            before, caret, _ = self._steps.pop()
            return before, caret
        return shrunk_once(display, span), span.end

    def forget(self) -> None:
        """Forget all steps, for the text is another one."""
        self._steps.clear()
