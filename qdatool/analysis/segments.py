"""Passages of two coders matched one to one by how much of them is shared."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence

Range = tuple[int, int]
"""Half-open characters."""


def count_matches(first: Sequence[Range], second: Sequence[Range], threshold: float) -> int:
    """Return the largest number of pairs, each passage in one at most, that overlap enough.

    Overlap is shared characters / characters of both together, at least ``threshold`` and never none.
    """
    ordered = sorted(second)
    partners = [_partners(passage, ordered, threshold) for passage in sorted(first)]
    holder: dict[int, int] = {}
    return sum(_augment(start, partners, holder) for start in range(len(partners)))


def _partners(passage: Range, ordered: Sequence[Range], threshold: float) -> list[int]:
    start, end = passage
    found = []
    for place in range(bisect_left(ordered, (end, 0))):
        other_start, other_end = ordered[place]
        shared = min(end, other_end) - max(start, other_start)
        together = max(end, other_end) - min(start, other_start)
        # Divided, not multiplied: 3 of 30 is 0.1, yet less than 0.1 * 30.
        if shared > 0 and shared / together >= threshold:
            found.append(place)
    return found


def _augment(start: int, partners: Sequence[Sequence[int]], holder: dict[int, int]) -> bool:
    """Find a partner for one more passage, moving others if need be (augmenting path, Kuhn 1955), breadth first."""
    came_from: dict[int, int] = {}
    waiting = deque([start])
    while waiting:
        passage = waiting.popleft()
        for partner in partners[passage]:
            if partner in came_from:
                continue
            came_from[partner] = passage
            if partner not in holder:
                _hand_over(partner, start, came_from, holder)
                return True
            waiting.append(holder[partner])
    return False


def _hand_over(partner: int, start: int, came_from: dict[int, int], holder: dict[int, int]) -> None:
    taken_by = {passage: held for held, passage in holder.items()} if came_from[partner] != start else {}
    while True:
        passage = came_from[partner]
        holder[partner] = passage
        if passage == start:
            return
        partner = taken_by[passage]
