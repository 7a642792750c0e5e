"""What is missing or unsupported in a model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from qdatool.coding.codes import CodeTree, load_codes
from qdatool.coding.documents import list_documents
from qdatool.coding.map_nodes import read_map
from qdatool.coding.models import Model, load_model
from qdatool.coding.negative_cases import relations_of_model
from qdatool.coding.project import Project
from qdatool.coding.quotations import counts_by_code, counts_in_tree
from qdatool.coding.relations import Relation, list_relations
from qdatool.coding.roles import ModelKind, Role


class FindingKind(StrEnum):
    """The kinds of finding; each can be jumped to."""

    EMPTY_SLOT = "empty-slot"
    CODE_IN_TWO_ROLES = "code-in-two-roles"
    STRATEGY_WITHOUT_CONSEQUENCE = "strategy-without-consequence"
    CONDITION_WITHOUT_EVIDENCE = "condition-without-evidence"
    LINK_WITHOUT_PROPOSITION = "link-without-proposition"
    CATEGORY_WITHOUT_QUOTATION = "category-without-quotation"
    CODE_IN_NO_CATEGORY = "code-in-no-category"
    SINGLE_CHILD = "single-child"
    TOO_FEW_BELOW = "too-few-below"
    SINGLE_INTERVIEW = "single-interview"
    EMPTY_MODEL = "empty-model"


@dataclass(frozen=True, slots=True)
class Finding:
    """One gap; ``role`` and ``code_id`` say where to go, ``detail`` is the label of what is meant."""

    kind: FindingKind
    role: str | None = None
    code_id: int | None = None
    relation_id: int | None = None
    detail: str = ""


_REMARKS = frozenset({FindingKind.SINGLE_CHILD, FindingKind.SINGLE_INTERVIEW})
"""Findings that a reader may wish to know of, while nothing is missing: published models have such themes."""


def is_complete(findings: Iterable[Finding]) -> bool:
    """Tell whether nothing is missing or unsupported, whatever else was remarked."""
    return all(finding.kind in _REMARKS for finding in findings)


def check_model(project: Project, model_id: int) -> tuple[Finding, ...]:
    """Return what the model lacks, the gravest first; raises InvalidOperation(UNKNOWN_MODEL)."""
    model = load_model(project, model_id)
    tree = load_codes(project)
    if model.kind is ModelKind.PARADIGM:
        return tuple(_paradigm_findings(project, model, tree))
    if model.kind is ModelKind.FREE:
        return tuple(_map_findings(project, model, tree))
    return tuple(_hierarchy_findings(project, model, tree))


def _paradigm_findings(project: Project, model: Model, tree: CodeTree) -> Iterable[Finding]:
    for role in model.roles:
        if not model.codes_in(role.key):
            yield Finding(FindingKind.EMPTY_SLOT, role=role.key)
    seen: dict[int, str | None] = {}
    for slot in model.slots:
        if slot.code_id in seen and seen[slot.code_id] != slot.role:
            yield Finding(FindingKind.CODE_IN_TWO_ROLES, slot.role, slot.code_id, detail=_label(tree, slot.code_id))
        seen[slot.code_id] = slot.role
    relations = list_relations(project)
    yield from _relation_findings(model, tree, relations)
    yield from _evidence_findings(project, model, tree, relations)
    yield from _loose_codes(model, tree)
    yield from _lone_voices(project, tree, [(slot.role, slot.code_id) for slot in model.slots])


def _relation_findings(model: Model, tree: CodeTree, relations: Iterable[Relation]) -> Iterable[Finding]:
    places = _places(model, tree)
    consequences = {code_id for code_id, role in places.items() if role == Role.CONSEQUENCE}
    leading = {relation.source_id for relation in relations if relation.target_id in consequences}
    has_consequences = any(role.key == Role.CONSEQUENCE for role in model.roles)
    for code_id in model.codes_in(Role.STRATEGY) if has_consequences else ():
        if not leading & {code_id, *tree.ancestors(code_id)}:
            yield Finding(
                FindingKind.STRATEGY_WITHOUT_CONSEQUENCE, Role.STRATEGY, code_id, detail=_label(tree, code_id)
            )
    yield from _unproposed(tree, [one for one in relations if {one.source_id, one.target_id} <= places.keys()])


def _unproposed(tree: CodeTree, relations: Iterable[Relation]) -> Iterable[Finding]:
    """Yield the relations that claim nothing."""
    for relation in relations:
        if not relation.propositions:
            yield Finding(
                FindingKind.LINK_WITHOUT_PROPOSITION,
                code_id=relation.source_id,
                relation_id=relation.id,
                detail=f"{_label(tree, relation.source_id)} - {_label(tree, relation.target_id)}",
            )


def _evidence_findings(
    project: Project, model: Model, tree: CodeTree, relations: Iterable[Relation]
) -> Iterable[Finding]:
    supported = {relation.source_id for relation in relations if relation.supporting}
    counts = counts_by_code(project)
    for role in (Role.CAUSAL, Role.CONTEXTUAL, Role.INTERVENING):
        for code_id in model.codes_in(role):
            if not supported & {code_id, *tree.ancestors(code_id)}:
                yield Finding(FindingKind.CONDITION_WITHOUT_EVIDENCE, role, code_id, detail=_label(tree, code_id))
    for slot in model.slots:
        if not any(link in counts for link in (slot.code_id, *tree.descendants(slot.code_id))):
            yield Finding(
                FindingKind.CATEGORY_WITHOUT_QUOTATION, slot.role, slot.code_id, detail=_label(tree, slot.code_id)
            )


def _loose_codes(model: Model, tree: CodeTree) -> Iterable[Finding]:
    """Yield open codes in no category: at the root, with nothing below, and neither of a role nor in one here."""
    placed = {slot.code_id for slot in model.slots}
    for code_id in tree.roots:
        if code_id not in placed and tree.codes[code_id].role is None and not tree.children_of(code_id):
            yield Finding(FindingKind.CODE_IN_NO_CATEGORY, code_id=code_id, detail=_label(tree, code_id))


def _lone_voices(project: Project, tree: CodeTree, codes: Iterable[tuple[str | None, int]]) -> Iterable[Finding]:
    """Yield the codes that one interview alone supports, with all that stands below them, where there are several."""
    if len(list_documents(project)) < 2:
        return
    counts = counts_in_tree(project, tree)
    for role, code_id in codes:
        if code_id in counts and counts[code_id].documents == 1:
            yield Finding(FindingKind.SINGLE_INTERVIEW, role, code_id, detail=_label(tree, code_id))


def _hierarchy_findings(project: Project, model: Model, tree: CodeTree) -> Iterable[Finding]:
    """Judge by the place in the tree, not by level names."""
    roots = [slot.code_id for slot in model.slots]
    if not roots:
        yield Finding(FindingKind.EMPTY_MODEL)
    counts = counts_by_code(project)
    for root in roots:
        if model.kind is ModelKind.THEMATIC_NETWORK and len(tree.children_of(root)) < 2:
            yield Finding(FindingKind.TOO_FEW_BELOW, code_id=root, detail=_label(tree, root))
        for code_id in (root, *tree.descendants(root)):
            below = tree.children_of(code_id)
            if len(below) == 1 and code_id != root:
                yield Finding(FindingKind.SINGLE_CHILD, code_id=code_id, detail=_label(tree, code_id))
            if not below and code_id not in counts:
                yield Finding(FindingKind.CATEGORY_WITHOUT_QUOTATION, code_id=code_id, detail=_label(tree, code_id))
        shown = (root, *tree.descendants(root))
        yield from _lone_voices(project, tree, [(None, code_id) for code_id in shown])


def _map_findings(project: Project, model: Model, tree: CodeTree) -> Iterable[Finding]:
    """Judge what stands on the map, not what is below it in the tree."""
    if not read_map(project, model).nodes:
        yield Finding(FindingKind.EMPTY_MODEL)
    counts, codes = counts_in_tree(project, tree), list(dict.fromkeys(slot.code_id for slot in model.slots))
    for code_id in codes:
        if code_id not in counts:
            yield Finding(FindingKind.CATEGORY_WITHOUT_QUOTATION, code_id=code_id, detail=_label(tree, code_id))
    yield from _lone_voices(project, tree, [(None, code_id) for code_id in codes])
    yield from _unproposed(tree, relations_of_model(model, tree, list_relations(project)))


def _places(model: Model, tree: CodeTree) -> dict[int, str | None]:
    """Return the role of every code of the model and of the categories above them that carry a role."""
    places: dict[int, str | None] = {}
    for slot in model.slots:
        places[slot.code_id] = slot.role
        for above in tree.ancestors(slot.code_id):
            role = model.role_alike(tree.codes[above].role)
            if role is not None:
                places.setdefault(above, role)
    return places


def _label(tree: CodeTree, code_id: int) -> str:
    return tree.codes[code_id].label
