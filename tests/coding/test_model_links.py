from __future__ import annotations

import pytest

from qdatool.coding.codes import CodeDraft, create_code, load_codes
from qdatool.coding.model_links import relations_between, role_of
from qdatool.coding.models import create_model, load_model, move_to_slot, put_in_slot, take_from_slot
from qdatool.coding.project import Project
from qdatool.coding.relations import list_relations, propose, relate_codes, set_relation_type
from qdatool.coding.roles import ModelKind, Role
from qdatool.errors import InvalidOperation, OperationReason


@pytest.fixture
def project(blank: Project) -> Project:
    """The project without anything in it."""
    return blank


@pytest.fixture
def codes(project: Project) -> dict[str, int]:
    causes = create_code(project, CodeDraft("Causes", role=Role.CAUSAL))
    discontent = create_code(project, CodeDraft("Discontent", causes))
    strategies = create_code(project, CodeDraft("Strategies", role=Role.STRATEGY))
    training = create_code(project, CodeDraft("Training", strategies))
    return {"Causes": causes, "Discontent": discontent, "Strategies": strategies, "Training": training}


@pytest.fixture
def model_id(project: Project, codes: dict[str, int]) -> int:
    return create_model(project, ModelKind.PARADIGM, "Model", from_levels=True)


def test_a_code_plays_the_role_of_its_slot_before_that_of_the_category_above(project, codes, model_id):
    move_to_slot(project, model_id, codes["Training"], Role.STRATEGY, Role.CONSEQUENCE)
    model, tree = load_model(project, model_id), load_codes(project)
    assert role_of(model, tree, codes["Training"]) == Role.CONSEQUENCE
    assert role_of(model, tree, codes["Strategies"]) == Role.STRATEGY


def test_a_code_below_a_category_of_the_model_plays_its_role(project, codes, model_id):
    late = create_code(project, CodeDraft("Late", codes["Discontent"]))
    assert role_of(load_model(project, model_id), load_codes(project), late) == Role.CAUSAL


def test_a_code_outside_all_roles_plays_none(project, codes, model_id):
    loose = create_code(project, CodeDraft("Loose"))
    assert role_of(load_model(project, model_id), load_codes(project), loose) is None


def test_what_was_taken_out_of_a_model_plays_no_role_in_it(project, codes, model_id):
    relate_codes(project, codes["Causes"], codes["Strategies"], "causes")
    relate_codes(project, codes["Discontent"], codes["Training"], "causes")
    take_from_slot(project, model_id, Role.STRATEGY, codes["Training"])
    model, tree = load_model(project, model_id), load_codes(project)
    assert role_of(model, tree, codes["Training"]) is None
    assert role_of(model, tree, codes["Strategies"]) is None
    assert role_of(model, tree, codes["Causes"]) == Role.CAUSAL
    assert relations_between(model, tree, list_relations(project), Role.CAUSAL, Role.STRATEGY) == ()


def test_an_arrow_stands_for_relations_of_categories_and_of_those_above_them(project, codes, model_id):
    relate_codes(project, codes["Causes"], codes["Strategies"], "causes")
    relate_codes(project, codes["Discontent"], codes["Training"], "causes")
    relate_codes(project, codes["Training"], codes["Discontent"], "leads_to")
    model, tree, relations = load_model(project, model_id), load_codes(project), list_relations(project)
    assert relations_between(model, tree, relations, Role.CAUSAL, Role.STRATEGY) == relations[:2]


def test_moving_a_category_puts_it_last_in_the_other_role(project, codes, model_id):
    put_in_slot(project, model_id, Role.CONSEQUENCE, codes["Strategies"])
    move_to_slot(project, model_id, codes["Training"], Role.STRATEGY, Role.CONSEQUENCE)
    model = load_model(project, model_id)
    assert model.codes_in(Role.STRATEGY) == ()
    assert model.codes_in(Role.CONSEQUENCE) == (codes["Strategies"], codes["Training"])


def test_a_relation_keeps_its_proposition_when_its_type_changes(project, codes):
    relation = relate_codes(project, codes["Discontent"], codes["Training"], "causes")
    propose(project, relation, "en", "Discontent leads to training.")
    set_relation_type(project, relation, "associated")
    (changed,) = list_relations(project)
    assert (changed.type_key, changed.propositions) == ("associated", {"en": "Discontent leads to training."})


def test_two_relations_of_one_type_between_the_same_codes_are_refused(project, codes):
    relate_codes(project, codes["Discontent"], codes["Training"], "causes")
    other = relate_codes(project, codes["Discontent"], codes["Training"], "associated")
    with pytest.raises(InvalidOperation) as refusal:
        set_relation_type(project, other, "causes")
    assert refusal.value.reason is OperationReason.ALREADY_RELATED
    assert [relation.type_key for relation in list_relations(project)] == ["causes", "associated"]


def test_an_unknown_relation_or_type_is_refused(project, codes):
    relation = relate_codes(project, codes["Discontent"], codes["Training"], "causes")
    for relation_id, type_key, reason in (
        (999, "causes", OperationReason.UNKNOWN_RELATION),
        (relation, "nonsense", OperationReason.UNKNOWN_RELATION_TYPE),
    ):
        with pytest.raises(InvalidOperation) as refusal:
            set_relation_type(project, relation_id, type_key)
        assert refusal.value.reason is reason


def test_a_relation_without_direction_counts_from_whichever_end_it_was_made(project, codes):
    model_id = create_model(project, ModelKind.PARADIGM, "Paradigm", from_levels=False)
    put_in_slot(project, model_id, Role.CAUSAL, codes["Discontent"])
    put_in_slot(project, model_id, Role.STRATEGY, codes["Training"])
    back = relate_codes(project, codes["Training"], codes["Discontent"], "associated")
    relate_codes(project, codes["Training"], codes["Discontent"], "leads_to")
    model, tree, relations = load_model(project, model_id), load_codes(project), list_relations(project)
    found = relations_between(model, tree, relations, Role.CAUSAL, Role.STRATEGY)
    assert [relation.id for relation in found] == [back]
