"""The codings of one transcript by block and by position, and the lane of each stripe. No Qt."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from qdatool.ui.transcript.display import DisplayText
from qdatool.ui.transcript.values import StripeCoding

_LINE = 75
"""Code points that may share a line with the end of a passage: two stripes there would touch."""


class CodingIndex:
    """Codings in buckets, one bucket per block; a change touches only the buckets that the coding reaches.

    Lanes are found only for codings somebody asks about and kept until the next change.
    """

    def __init__(self, display: DisplayText) -> None:
        self._display = display
        self._buckets: list[list[StripeCoding]] = [[] for _ in display.blocks]
        self._codings: dict[int, StripeCoding] = {}
        self._quotations: dict[int, list[StripeCoding]] = {}
        self._reaches: dict[int, int] = {}
        self._lanes: dict[int, int] = {}

    def add(self, codings: Iterable[StripeCoding]) -> set[int]:
        """Take codings up, replacing those with the same id; return the blocks they touch.

        A coding that reaches over the end of the text is left out.
        """
        length = len(self._display.content.text)
        by_id = {coding.coding_id: coding for coding in codings if 0 <= coding.start < coding.end <= length}
        fitting = list(by_id.values())
        touched = self.remove(coding.coding_id for coding in fitting if coding.coding_id in self._codings)
        starts = np.array([coding.start for coding in fitting], dtype=np.int64)
        ends = np.array([coding.end for coding in fitting], dtype=np.int64)
        first_blocks, last_blocks = self._display.blocks_at(starts), self._display.blocks_at(ends - 1)
        reaches = np.minimum(self._display.block_ends[last_blocks], ends + _LINE)
        places = zip(fitting, first_blocks.tolist(), last_blocks.tolist(), reaches.tolist(), strict=True)
        for coding, first, last, reach in places:
            self._codings[coding.coding_id] = coding
            self._reaches[coding.coding_id] = reach
            self._quotations.setdefault(coding.quotation_id, []).append(coding)
            for block in range(first, last + 1):
                self._buckets[block].append(coding)
                touched.add(block)
        self._lanes.clear()
        return touched

    def remove(self, coding_ids: Iterable[int]) -> set[int]:
        """Forget codings; return the blocks they touched. Unknown ids are passed over."""
        touched: set[int] = set()
        for coding_id in coding_ids:
            coding = self._codings.pop(coding_id, None)
            if coding is None:
                continue
            del self._reaches[coding_id]
            self._quotations[coding.quotation_id].remove(coding)
            for block in self._blocks_of(coding):
                self._buckets[block].remove(coding)
                touched.add(block)
        self._lanes.clear()
        return touched

    def coding(self, coding_id: int) -> StripeCoding | None:
        """Return a coding by its id, or None."""
        return self._codings.get(coding_id)

    def in_block(self, block: int) -> list[StripeCoding]:
        """Return the codings that touch a block, in no order."""
        return self._buckets[block]

    def in_blocks(self, first: int, last: int) -> list[StripeCoding]:
        """Return the codings that touch any of the blocks ``first..last`` (both included), each once, longest first."""
        found = {coding.coding_id: coding for block in range(first, last + 1) for coding in self._buckets[block]}
        return sorted(found.values(), key=_rank)

    def at(self, position: int) -> list[StripeCoding]:
        """Return the codings whose passage holds the character at ``position``, shortest first."""
        bucket = self._buckets[self._display.block_at(position)]
        return sorted((c for c in bucket if c.start <= position < c.end), key=_rank, reverse=True)

    def of_quotation(self, quotation_id: int | None) -> list[StripeCoding]:
        """Return the codings that hang on a quotation."""
        return list(self._quotations.get(quotation_id, ())) if quotation_id is not None else []

    def lane(self, coding: StripeCoding) -> int:
        """Return the lane of a coding's stripe, 0 nearest the text.

        Longest first, each takes the first lane that no longer coding beside it has; so the lanes depend only on which
        codings there are, not on the order they came in or on what is on the screen.
        """
        waiting = [coding]
        while waiting:
            current = waiting[-1]
            if current.coding_id in self._lanes:
                waiting.pop()
                continue
            longer = [other for other in self._beside(current) if _rank(other) < _rank(current)]
            unknown = [other for other in longer if other.coding_id not in self._lanes]
            if unknown:
                waiting.extend(unknown)
                continue
            taken = {self._lanes[other.coding_id] for other in longer}
            self._lanes[current.coding_id] = next(i for i in range(len(taken) + 1) if i not in taken)
            waiting.pop()
        return self._lanes[coding.coding_id]

    def _beside(self, coding: StripeCoding) -> Iterable[StripeCoding]:
        start, end, reaches = coding.start, self._reaches[coding.coding_id], self._reaches
        found = {
            other.coding_id: other
            for block in self._blocks_of(coding)
            for other in self._buckets[block]
            if other.start < end and start < reaches[other.coding_id]
        }
        del found[coding.coding_id]
        return found.values()

    def _blocks_of(self, coding: StripeCoding) -> range:
        return range(self._display.block_at(coding.start), self._display.block_at(coding.end - 1) + 1)


def _rank(coding: StripeCoding) -> tuple[int, int, int]:
    """Order codings for their lanes: longest first, then in text order, then oldest first."""
    return (coding.start - coding.end, coding.start, coding.coding_id)
