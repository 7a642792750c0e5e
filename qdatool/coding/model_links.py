"""Which relations between codes an arrow between two roles of a paradigm stands for."""

from __future__ import annotations

from collections.abc import Iterable

from qdatool.coding.codes import CodeTree
from qdatool.coding.models import Model
from qdatool.coding.relations import Relation


def role_of(model: Model, tree: CodeTree, code_id: int) -> str | None:
    """Return the role a code plays in a model, None for one that does not stand in it.

    It is that of its slot or of the nearest category above that stands in one. A category that stands for a role in
    the codebook plays it where a code below it stands in the model.
    """
    roles = {slot.code_id: slot.role for slot in model.slots}
    for each in (code_id, *tree.ancestors(code_id)):
        if roles.get(each) is not None:
            return roles[each]
    own = model.role_alike(tree.codes[code_id].role)
    if own is None:
        return None
    return own if any(code_id in tree.ancestors(slot.code_id) for slot in model.slots) else None


def relations_between(
    model: Model, tree: CodeTree, relations: Iterable[Relation], source: str, target: str
) -> tuple[Relation, ...]:
    """Return the relations from codes of one role to codes of another, in the order given.

    One without direction counts from whichever end it was made.
    """
    found = []
    for relation in relations:
        ends = role_of(model, tree, relation.source_id), role_of(model, tree, relation.target_id)
        if ends == (source, target) or (not relation.is_directed and ends == (target, source)):
            found.append(relation)
    return tuple(found)
