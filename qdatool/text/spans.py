"""Half-open ranges of Unicode code points in a transcript."""

from __future__ import annotations

from dataclasses import dataclass


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
