"""Code trees written as indented lines, for tests that need no project."""

from __future__ import annotations

from collections.abc import Sequence

from qdatool.coding.codes import Code, CodeTree
from qdatool.coding.levels import Level

GROUNDED = ("selective", "axial", "open")
NETWORK = ("global", "organizing", "pre-organizing", "basic")


def levels_of(keys: Sequence[str]) -> tuple[Level, ...]:
    """Return levels with these keys, the highest first."""
    return tuple(Level(place + 1, key, place, {}, {}) for place, key in enumerate(keys))


def tree_of(text: str, keys: Sequence[str] = GROUNDED) -> tuple[CodeTree, tuple[Level, ...], dict[str, int]]:
    """Return the tree of lines such as ``  Trust axial``: two spaces for each step down, a label and a level's key."""
    levels = levels_of(keys)
    by_key = {level.key: level.id for level in levels}
    codes: dict[int, Code] = {}
    children: dict[int | None, list[int]] = {}
    chain: list[int] = []
    ids: dict[str, int] = {}
    for number, line in enumerate((one for one in text.splitlines() if one.strip()), start=1):
        depth = (len(line) - len(line.lstrip())) // 2
        label, key = line.split()
        del chain[depth:]
        parent = chain[-1] if chain else None
        position = len(children.setdefault(parent, []))
        codes[number] = Code(
            number, "", label, {}, by_key[key], parent, position, None, "#137B5E", "", "", "", "", "in-use"
        )
        children[parent].append(number)
        chain.append(number)
        ids[label] = number
    below = {parent: tuple(found) for parent, found in children.items() if parent is not None}
    return CodeTree(codes, tuple(children.get(None, ())), below), levels, ids
