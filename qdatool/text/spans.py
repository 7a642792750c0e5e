"""Half-open ranges of Unicode code points in a transcript."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``start..end`` of code points; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Tell whether both ranges share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, position: int) -> bool:
        """Tell whether the character at ``position`` lies in the range."""
        return self.start <= position < self.end

    def cut(self, text: str) -> str:
        """Return the words of ``text`` that the range covers."""
        return text[self.start : self.end]


class Segment(NamedTuple):
    """A stretch of text and the spans that cover all of it, as places in the list they came from, ascending."""

    start: int
    end: int
    indices: tuple[int, ...]


def flatten(spans: Sequence[Span]) -> list[Segment]:
    """Return overlapping spans as segments that do not overlap, in order; text under no span has no segment."""
    edges: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for index, span in enumerate(spans):
        edges[span.start][0].append(index)
        edges[span.end][1].append(index)
    segments: list[Segment] = []
    covering: set[int] = set()
    start = 0
    for position in sorted(edges):
        if covering:
            segments.append(Segment(start, position, tuple(sorted(covering))))
        opened, closed = edges[position]
        covering.difference_update(closed)
        covering.update(opened)
        start = position
    return segments
