"""Where the names of stripes stand in the margin. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class WantedName:
    """A name that wants to stand at the top of its stripe, ``top..bottom`` in pixels, on at most ``lines`` lines.

    With 0 lines it is only counted.
    """

    top: float
    bottom: float
    lines: int


@dataclass(frozen=True, slots=True)
class NamePlace:
    """Where a name stands; ``more`` are the indexes of the names that are only counted beside it."""

    y: float
    lines: int
    more: tuple[int, ...] = ()


def place_names(names: Sequence[WantedName], line_height: float, gap: float = 2.0) -> list[NamePlace | None]:
    """Return a place for each name, None for one that is only counted.

    Names come ordered by their tops. Each stands at its top or below the name before it; it takes its second line
    where the next name leaves room. A name that would be pushed past the end of its stripe is only counted.
    """
    places: list[NamePlace | None] = []
    free, last = float("-inf"), None
    early: tuple[int, ...] = ()
    for i, name in enumerate(names):
        y = max(name.top, free)
        if not name.lines or y > max(name.bottom, name.top + line_height + gap):
            places.append(None)
            if last is None:
                early = (*early, i)
            else:
                places[last] = replace(places[last], more=(*places[last].more, i))
            continue
        next_top = next((later.top for later in names[i + 1 :] if later.lines), float("inf"))
        has_room = next_top >= y + 2 * line_height + gap
        lines = min(name.lines, 2 if has_room else 1)
        places.append(NamePlace(y, lines, early))
        free, last, early = y + lines * line_height + gap, i, ()
    return places
