"""What contradicts the links of a model: which links are a model's, and which passages stand against them."""

from __future__ import annotations

import pytest

from qdatool.coding.codes import CodeDraft, create_code, load_codes
from qdatool.coding.model_check import FindingKind, check_model
from qdatool.coding.models import create_model, load_model, put_in_slot
from qdatool.coding.negative_cases import negative_cases, relations_of_model
from qdatool.coding.project import Project
from qdatool.coding.relation_type_edits import replace_relation_type
from qdatool.coding.relations import add_evidence, list_relations, propose, relate_codes
from qdatool.coding.roles import ModelKind, Role, Stance
from tests.builders import Sample


@pytest.fixture
def codes(blank: Project) -> dict[str, int]:
    """Two codes below a category, and two that stand alone."""
    made = {"Above": create_code(blank, CodeDraft("Above"))}
    made |= {name: create_code(blank, CodeDraft(name, made["Above"])) for name in ("First", "Second")}
    return made | {name: create_code(blank, CodeDraft(name)) for name in ("Third", "Fourth")}


def pairs(project: Project, model_id: int) -> set[tuple[str, str]]:
    tree = load_codes(project)
    found = relations_of_model(load_model(project, model_id), tree, list_relations(project))
    return {(tree.codes[one.source_id].label, tree.codes[one.target_id].label) for one in found}


@pytest.fixture
def related(blank: Project, codes: dict[str, int]) -> Project:
    for source, target in (("First", "Second"), ("First", "Third"), ("Third", "Fourth")):
        relate_codes(blank, codes[source], codes[target], "causes")
    return blank


def test_the_links_of_a_tree_are_those_among_its_codes_and_all_below(related: Project, codes: dict[str, int]) -> None:
    tree = create_model(related, ModelKind.TREE, "Tree", from_levels=False)
    put_in_slot(related, tree, None, codes["Above"])
    assert pairs(related, tree) == {("First", "Second")}


def test_the_links_of_a_map_are_those_among_the_codes_on_it(related: Project, codes: dict[str, int]) -> None:
    free = create_model(related, ModelKind.FREE, "Map", from_levels=False)
    for name in ("Above", "First", "Third"):
        put_in_slot(related, free, None, codes[name])
    assert pairs(related, free) == {("First", "Third")}


def test_the_links_of_a_model_with_roles_are_those_among_codes_that_play_one(
    related: Project, codes: dict[str, int]
) -> None:
    model = create_model(related, ModelKind.PARADIGM, "Paradigm", from_levels=False)
    put_in_slot(related, model, Role.CAUSAL, codes["Above"])
    put_in_slot(related, model, Role.STRATEGY, codes["Third"])
    assert pairs(related, model) == {("First", "Second"), ("First", "Third")}


def test_every_passage_against_a_link_is_a_negative_case_of_it(project: Project, ids: Sample) -> None:
    assert negative_cases(list_relations(project)) == ()
    add_evidence(project, ids.relation, ids.lone_quotation, Stance.CONTRADICTS)
    add_evidence(project, ids.unproposed_relation, ids.lone_quotation, Stance.CONTRADICTS)
    found = negative_cases(list_relations(project))
    assert {(case.relation.id, case.evidence.quotation_id) for case in found} == {
        (ids.relation, ids.lone_quotation),
        (ids.unproposed_relation, ids.lone_quotation),
    }
    assert found[0].relation.documents_with(Stance.CONTRADICTS) == {found[0].evidence.document_id}


def unproposed(project: Project, model_id: int) -> set[int | None]:
    findings = check_model(project, model_id)
    return {one.relation_id for one in findings if one.kind is FindingKind.LINK_WITHOUT_PROPOSITION}


def test_a_link_of_a_map_without_a_proposition_is_missing_one(related: Project, codes: dict[str, int]) -> None:
    free = create_model(related, ModelKind.FREE, "Map", from_levels=False)
    for name in ("First", "Third"):
        put_in_slot(related, free, None, codes[name])
    (relation,) = (one for one in list_relations(related) if one.target_id == codes["Third"])
    assert unproposed(related, free) == {relation.id}
    propose(related, relation.id, "en", "One leads to the other.")
    assert unproposed(related, free) == set()


def test_a_link_whose_type_is_replaced_still_lacks_its_proposition(project: Project, ids: Sample) -> None:
    propose(project, ids.relation, "fa", "")
    assert unproposed(project, ids.paradigm) == {ids.relation}
    replace_relation_type(project, "causes", "leads_to")
    assert unproposed(project, ids.paradigm) == {ids.relation}
