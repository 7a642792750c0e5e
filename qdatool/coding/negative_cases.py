"""The relations a model rests on, and the passages that speak against them: its negative cases.

A model is only as good as it deals with what contradicts it, so these are kept in sight wherever the model is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qdatool.coding.codes import CodeTree
from qdatool.coding.model_links import role_of
from qdatool.coding.models import Model
from qdatool.coding.relations import Evidence, Relation
from qdatool.coding.roles import ModelKind, Stance


@dataclass(frozen=True, slots=True)
class NegativeCase:
    """A passage that contradicts what a relation claims."""

    relation: Relation
    evidence: Evidence


def relations_of_model(model: Model, tree: CodeTree, relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """Return the relations of which both ends stand in the model, in the order given.

    In a model with roles that is where a code has one; on a map the codes on it; else also all below those shown.
    """
    within = {slot.code_id for slot in model.slots}
    if model.kind is ModelKind.PARADIGM:
        within = {code.id for code in tree if role_of(model, tree, code.id) is not None}
    elif model.kind is not ModelKind.FREE:
        within = within.union(*(tree.descendants(code_id) for code_id in within))
    return tuple(one for one in relations if {one.source_id, one.target_id} <= within)


def negative_cases(relations: Iterable[Relation]) -> tuple[NegativeCase, ...]:
    """Return every passage that contradicts one of the relations, relation by relation."""
    return tuple(
        NegativeCase(relation, item)
        for relation in relations
        for item in relation.evidence
        if item.stance is Stance.CONTRADICTS
    )
