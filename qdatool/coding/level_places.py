"""Where levels that a table brings belong in a project's scheme, judged by where their codes stand in the tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qdatool.coding.levels import USUAL_NAMES, Level
from qdatool.text.folding import folded_key


@dataclass(frozen=True, slots=True)
class NewLevel:
    """A level that joins the scheme just below ``under``, or on top for None."""

    key: str
    under: str | None


class LevelNames:
    """Finds the level that a cell names by its key or its name in either language; spelling does not matter."""

    def __init__(self, levels: Sequence[Level]) -> None:
        usual = {folded_key(name): key for key, names in USUAL_NAMES.items() for name in (key, names.fa, names.en)}
        known = {folded_key(name): level.key for level in levels for name in (level.key, *level.names.values())}
        self._keys = {**usual, **known}

    def key_of(self, cell: str) -> str:
        """Return the key, which for a level that nobody knows is the cell as it was first written."""
        return self._keys.setdefault(folded_key(cell), cell.strip())


def place_levels(known: Sequence[str], steps: Iterable[tuple[str, str | None]]) -> tuple[NewLevel, ...]:
    """Return the levels that are not yet ``known`` (keys, highest first), in the order in which to add them.

    ``steps`` pairs the level of each code with that of its parent (None for a root). A level goes just below the
    lowest level of its codes' parents; without parents just above the highest level of their children; else last.
    """
    pairs = list(steps)
    above = _neighbours((level, parent) for level, parent in pairs if parent is not None)
    below = _neighbours((parent, level) for level, parent in pairs if parent is not None)
    order = list(known)
    waiting = [key for key in dict.fromkeys(level for level, _ in pairs) if key not in order]
    placed: list[NewLevel] = []
    while waiting:
        # Parents first, so that the order of the rows does not matter.
        key = next((one for one in waiting if above.get(one, set()) <= set(order)), waiting[0])
        waiting.remove(key)
        parents = [order.index(other) for other in above.get(key, ()) if other in order]
        children = [order.index(other) for other in below.get(key, ()) if other in order]
        place = max(parents) + 1 if parents else min(children, default=len(order))
        order.insert(place, key)
        placed.append(NewLevel(key, order[place - 1] if place else None))
    return tuple(placed)


def _neighbours(pairs: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for level, other in pairs:
        if other != level:
            found.setdefault(level, set()).add(other)
    return found
