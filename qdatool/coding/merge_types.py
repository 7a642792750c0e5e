"""Types of relation in a coder's file: which of ours each one is, and which have to come along."""

from __future__ import annotations

from collections.abc import Sequence

from qdatool.coding.relation_types import RelationType
from qdatool.text.folding import folded_key


def match_types(ours: Sequence[RelationType], theirs: Sequence[RelationType]) -> dict[str, RelationType]:
    """Return by their key our type: the same one, or one of the same name; where there is none their own."""
    by_key = {kind.key: kind for kind in ours}
    by_name = {folded_key(name): kind for kind in ours for name in kind.names.values()}
    found: dict[str, RelationType] = {}
    for kind in theirs:
        alike = (by_name[name] for name in map(folded_key, kind.names.values()) if name in by_name)
        found[kind.key] = by_key.get(kind.key) or next(alike, kind)
    return found
