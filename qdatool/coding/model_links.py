"""Which relations between codes an arrow between two roles of a paradigm stands for."""

from __future__ import annotations

from collections.abc import Iterable

from qdatool.coding.codes import CodeTree
from qdatool.coding.models import Model
from qdatool.coding.relations import Relation


def role_of(model: Model, tree: CodeTree, code_id: int) -> str | None:
    """Return the role a code plays in a model: its slot's, or else that of the nearest category above that has one."""
    roles = {slot.code_id: slot.role for slot in model.slots}
    for each in (code_id, *tree.ancestors(code_id)):
        role = roles.get(each) or model.role_alike(tree.codes[each].role)
        if role is not None:
            return role
    return None


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
