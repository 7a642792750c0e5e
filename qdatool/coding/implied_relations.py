"""Relations that follow from others: of a transitive type, from A to B and from B to C means from A to C."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from qdatool.coding.relation_types import RelationType
from qdatool.coding.relations import Relation


def implying_chain(
    relations: Iterable[Relation], kind: RelationType, source_id: int, target_id: int
) -> tuple[int, ...]:
    """Return the codes along the shortest way of two steps or more from source to target, both ends included.

    Only relations of the type count, either way round where it has no direction; empty without such a way, and for
    a type that is not transitive.
    """
    if not kind.is_transitive or source_id == target_id:
        return ()
    following: dict[int, list[int]] = {}
    for relation in relations:
        if relation.type_key == kind.key:
            following.setdefault(relation.source_id, []).append(relation.target_id)
            if not kind.is_directed:
                following.setdefault(relation.target_id, []).append(relation.source_id)
    before: dict[int, int] = {}
    waiting = deque([source_id])
    while waiting and target_id not in before:
        each = waiting.popleft()
        for after in following.get(each, ()):
            is_direct = (each, after) == (source_id, target_id)
            if after not in before and after != source_id and not is_direct:
                before[after] = each
                waiting.append(after)
    if target_id not in before:
        return ()
    chain = [target_id]
    while chain[-1] != source_id:
        chain.append(before[chain[-1]])
    return tuple(reversed(chain))
