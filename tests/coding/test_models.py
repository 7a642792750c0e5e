from __future__ import annotations

import pytest

from qdatool.coding.code_import import import_codes
from qdatool.coding.codes import CodeDraft, create_code, load_codes, set_code_role
from qdatool.coding.drafts import CodeRow
from qdatool.coding.levels import find_level
from qdatool.coding.model_check import Finding, FindingKind, check_model, is_complete
from qdatool.coding.model_options import ModelOption
from qdatool.coding.models import (
    NodePlace,
    arrange_model,
    caption_model,
    create_model,
    fill_model,
    find_model,
    load_model,
    move_node,
    pin_nodes,
    put_in_slot,
    rename_model,
    set_model_option,
    take_from_slot,
    unpin_node,
)
from qdatool.coding.node_keys import code_key, role_key
from qdatool.coding.project import Project
from qdatool.coding.relations import propose
from qdatool.coding.roles import ModelKind, Role
from qdatool.errors import InvalidOperation, OperationReason
from tests.builders import Sample, dump


def test_a_paradigm_is_filled_with_the_codes_below_each_role(project: Project, ids: Sample) -> None:
    model = load_model(project, ids.paradigm)
    assert model.codes_in(Role.CAUSAL) == (ids.trust, ids.help)
    assert model.codes_in(Role.CONSEQUENCE) == (ids.stayed,)
    assert model.codes_in(Role.STRATEGY) == ()


def test_the_phenomenon_stands_for_itself(project: Project, ids: Sample) -> None:
    core = create_code(project, CodeDraft("هسته", level_id=find_level(project, "selective").id, role=Role.PHENOMENON))
    create_code(project, CodeDraft("زیر", core))
    fill_model(project, ids.paradigm)
    assert load_model(project, ids.paradigm).codes_in(Role.PHENOMENON) == (core,)


def test_a_category_with_nothing_below_stands_for_itself(project: Project, ids: Sample) -> None:
    set_code_role(project, ids.loose, Role.INTERVENING)
    model_id = create_model(project, ModelKind.PARADIGM, "Second", from_levels=True)
    assert load_model(project, model_id).codes_in(Role.INTERVENING) == (ids.loose,)


def paradigm_of(project: Project, *table: CodeRow) -> dict[Role, list[str]]:
    """Return the labels in each role of a paradigm model filled from a codes table."""
    import_codes(project, table)
    model = load_model(project, create_model(project, ModelKind.PARADIGM, "From levels", from_levels=True))
    tree = load_codes(project)
    return {role: [tree.codes[code_id].label for code_id in model.codes_in(role)] for role in Role}


def test_an_axial_code_with_a_role_stands_for_itself_and_not_for_its_open_codes(blank: Project) -> None:
    axial = CodeRow(2, "Trust", level="axial", role="causal")
    filled = paradigm_of(blank, axial, CodeRow(3, "Her word", parent="Trust", level="open"))
    assert filled[Role.CAUSAL] == ["Trust"]


def test_an_axial_code_below_a_category_of_another_role_keeps_its_own(blank: Project) -> None:
    filled = paradigm_of(
        blank,
        CodeRow(2, "Causes", level="selective", role="causal"),
        CodeRow(3, "Trust", parent="Causes", level="axial"),
        CodeRow(4, "Leaving", parent="Causes", level="axial", role="consequence"),
    )
    assert (filled[Role.CAUSAL], filled[Role.CONSEQUENCE]) == (["Trust"], ["Leaving"])


def test_axial_codes_are_listed_however_deep_they_stand(blank: Project) -> None:
    filled = paradigm_of(
        blank,
        CodeRow(2, "Causes", level="selective", role="causal"),
        CodeRow(3, "Family", parent="Causes", level="group"),
        CodeRow(4, "Trust", parent="Family", level="axial"),
    )
    assert filled[Role.CAUSAL] == ["Trust"]


def test_other_models_are_filled_with_the_roots(project: Project, ids: Sample) -> None:
    fill_model(project, ids.tree)
    assert load_model(project, ids.tree).codes_in(None) == (ids.category, ids.outcome, ids.loose)


def test_filling_twice_changes_nothing(project: Project, ids: Sample) -> None:
    fill_model(project, ids.paradigm)
    assert project.next_undo() is None


def test_a_code_in_a_slot_can_change_its_place(project: Project, ids: Sample) -> None:
    put_in_slot(project, ids.paradigm, Role.CAUSAL, ids.help, 0)
    assert load_model(project, ids.paradigm).codes_in(Role.CAUSAL) == (ids.help, ids.trust)
    take_from_slot(project, ids.paradigm, Role.CAUSAL, ids.help)
    assert load_model(project, ids.paradigm).codes_in(Role.CAUSAL) == (ids.trust,)


def test_a_node_stays_where_it_was_put_until_it_is_given_back(project: Project, ids: Sample) -> None:
    move_node(project, ids.paradigm, role_key(Role.CAUSAL), NodePlace(0.1 + 0.2, -1e-9))
    assert load_model(project, ids.paradigm).pinned[role_key(Role.CAUSAL)] == NodePlace(0.1 + 0.2, -1e-9)
    unpin_node(project, ids.paradigm, role_key(Role.CAUSAL))
    assert list(load_model(project, ids.paradigm).pinned) == [code_key(ids.trust)]
    arrange_model(project, ids.paradigm)
    assert load_model(project, ids.paradigm).pinned == {}


def test_titles_and_captions_are_kept_per_language(project: Project, ids: Sample) -> None:
    rename_model(project, ids.tree, "درخت", "fa")
    caption_model(project, ids.tree, "en", " The tree. ")
    model = load_model(project, ids.tree)
    assert (model.title_in("fa"), model.title_in("en"), model.captions) == ("درخت", "Tree", {"en": "The tree."})
    assert find_model(project, "درخت").id == ids.tree


def test_options_keep_their_kinds(project: Project, ids: Sample) -> None:
    set_model_option(project, ids.tree, ModelOption.SWAPPED, True)
    set_model_option(project, ids.tree, ModelOption.DEPTH, 3)
    assert load_model(project, ids.tree).options == {"swapped": True, "depth": 3}


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (lambda p, s: create_model(p, ModelKind.TREE, " "), OperationReason.EMPTY_LABEL),
        (lambda p, s: create_model(p, ModelKind.TREE, "Paradigm"), OperationReason.NAME_TAKEN),
        (lambda p, s: rename_model(p, s.tree, "Paradigm"), OperationReason.NAME_TAKEN),
        (lambda p, s: rename_model(p, 99, "x"), OperationReason.UNKNOWN_MODEL),
        (lambda p, s: rename_model(p, s.tree, "x", "de"), OperationReason.UNKNOWN_LANGUAGE),
        (lambda p, s: put_in_slot(p, 99, None, s.trust), OperationReason.UNKNOWN_MODEL),
        (lambda p, s: put_in_slot(p, s.tree, None, 99), OperationReason.UNKNOWN_CODE),
        (lambda p, s: move_node(p, 99, code_key(s.trust), NodePlace(0, 0)), OperationReason.UNKNOWN_MODEL),
        (lambda p, s: pin_nodes(p, s.tree, {code_key(99): NodePlace(0, 0)}), OperationReason.UNKNOWN_CODE),
        (lambda p, s: find_model(p, "none"), OperationReason.UNKNOWN_MODEL),
    ],
)
def test_what_makes_no_sense_is_refused(project: Project, ids: Sample, act: object, reason: OperationReason) -> None:
    assert callable(act)
    before = dump(project)
    with pytest.raises(InvalidOperation) as error:
        act(project, ids)
    assert error.value.reason is reason
    assert dump(project) == before


def found(project: Project, model_id: int, kind: FindingKind) -> list[Finding]:
    return [finding for finding in check_model(project, model_id) if finding.kind is kind]


def test_empty_places_are_found_first(project: Project, ids: Sample) -> None:
    findings = check_model(project, ids.paradigm)
    empty = [finding.role for finding in findings if finding.kind is FindingKind.EMPTY_SLOT]
    assert empty == [Role.PHENOMENON, Role.CONTEXTUAL, Role.INTERVENING, Role.STRATEGY]
    assert [finding.kind for finding in findings[:4]] == [FindingKind.EMPTY_SLOT] * 4


def test_a_code_in_two_roles_is_found(project: Project, ids: Sample) -> None:
    put_in_slot(project, ids.paradigm, Role.CONTEXTUAL, ids.trust)
    assert [one.code_id for one in found(project, ids.paradigm, FindingKind.CODE_IN_TWO_ROLES)] == [ids.trust]


def test_a_strategy_without_consequence_is_found(project: Project, ids: Sample) -> None:
    put_in_slot(project, ids.paradigm, Role.STRATEGY, ids.loose)
    assert not found(project, ids.paradigm, FindingKind.STRATEGY_WITHOUT_CONSEQUENCE)
    put_in_slot(project, ids.paradigm, Role.STRATEGY, ids.help)
    take_from_slot(project, ids.paradigm, Role.CAUSAL, ids.help)
    assert not found(project, ids.paradigm, FindingKind.STRATEGY_WITHOUT_CONSEQUENCE)
    other = create_code(project, CodeDraft("ترک"))
    put_in_slot(project, ids.paradigm, Role.STRATEGY, other)
    (one,) = found(project, ids.paradigm, FindingKind.STRATEGY_WITHOUT_CONSEQUENCE)
    assert (one.code_id, one.detail) == (other, "ترک")


def test_a_link_without_a_proposition_is_found(project: Project, ids: Sample) -> None:
    assert not found(project, ids.paradigm, FindingKind.LINK_WITHOUT_PROPOSITION)
    propose(project, ids.relation, "fa", "")
    (one,) = found(project, ids.paradigm, FindingKind.LINK_WITHOUT_PROPOSITION)
    assert one.relation_id == ids.relation


def test_a_condition_without_evidence_is_found(project: Project, ids: Sample) -> None:
    put_in_slot(project, ids.paradigm, Role.CONTEXTUAL, ids.loose)
    (one,) = found(project, ids.paradigm, FindingKind.CONDITION_WITHOUT_EVIDENCE)
    assert one.code_id == ids.loose


def test_a_category_that_nobody_said_is_found(project: Project, ids: Sample) -> None:
    unsaid = create_code(project, CodeDraft("ناگفته"))
    put_in_slot(project, ids.paradigm, Role.STRATEGY, unsaid)
    assert [one.code_id for one in found(project, ids.paradigm, FindingKind.CATEGORY_WITHOUT_QUOTATION)] == [unsaid]


def test_a_code_in_no_category_is_found(project: Project, ids: Sample) -> None:
    assert [one.code_id for one in found(project, ids.paradigm, FindingKind.CODE_IN_NO_CATEGORY)] == [ids.loose]
    put_in_slot(project, ids.paradigm, Role.CAUSAL, ids.loose)
    assert not found(project, ids.paradigm, FindingKind.CODE_IN_NO_CATEGORY)


def test_a_network_names_what_is_too_thin(project: Project, ids: Sample) -> None:
    model_id = create_model(project, ModelKind.THEMATIC_NETWORK, "Network")
    assert [one.kind for one in check_model(project, model_id)] == [FindingKind.EMPTY_MODEL]
    fill_model(project, model_id)
    assert {one.code_id for one in found(project, model_id, FindingKind.TOO_FEW_BELOW)} == {ids.outcome, ids.loose}
    middle = create_code(project, CodeDraft("میانه", ids.category))
    create_code(project, CodeDraft("تک", middle))
    assert [one.code_id for one in found(project, model_id, FindingKind.SINGLE_CHILD)] == [middle]


def test_a_complete_model_has_no_findings(project: Project, ids: Sample) -> None:
    model_id = create_model(project, ModelKind.TREE, "Whole")
    put_in_slot(project, model_id, None, ids.category)
    findings = check_model(project, model_id)
    assert is_complete(findings)
    assert {finding.kind for finding in findings} == {FindingKind.SINGLE_INTERVIEW}
