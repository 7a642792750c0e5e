"""Numbers and coded share of a transcript's paragraphs. No Qt here."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from qdatool.text.sentences import paragraphs
from qdatool.text.spans import Span


class ParagraphIndex:
    """Where the paragraphs of one text are; only lines that hold text count, as in the gutter."""

    def __init__(self, text: str) -> None:
        spans = paragraphs(text)
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]

    def __len__(self) -> int:
        return len(self._starts)

    def number_at(self, position: int) -> int:
        """Return the number, from 1, of the paragraph that holds a position or is the last before it."""
        return max(bisect_right(self._starts, position), 1)

    def coded_count(self, spans: Iterable[tuple[int, int]]) -> int:
        """Return how many paragraphs at least one of the spans (start, end) touches."""
        return sum(count > 0 for count in self._covering(spans))

    def bare(self, spans: Iterable[tuple[int, int]]) -> list[Span]:
        """Return the paragraphs that none of the spans (start, end) touches."""
        counts = self._covering(spans)
        return [Span(self._starts[i], self._ends[i]) for i, count in enumerate(counts) if count == 0]

    def _covering(self, spans: Iterable[tuple[int, int]]) -> Iterator[int]:
        """Yield for each paragraph how many of the spans touch it."""
        steps = [0] * (len(self._starts) + 1)
        for start, end in spans:
            first = bisect_right(self._ends, start)
            last = bisect_right(self._starts, end - 1)
            if first < last:
                steps[first] += 1
                steps[last] -= 1
        return accumulate(steps[:-1])
