"""Types of relation are the user's own: made, named, changed, replaced and deleted, with what hangs on them."""

from __future__ import annotations

import pytest

from qdatool.coding.changes import Operation
from qdatool.coding.map_nodes import change_map_link, read_map
from qdatool.coding.models import load_model
from qdatool.coding.project import Project
from qdatool.coding.quotation_links import comment_link, link_quotations, links_of_quotation
from qdatool.coding.relation_type_edits import (
    TypeChange,
    TypeUse,
    add_relation_type,
    change_relation_type,
    delete_relation_type,
    rename_relation_type,
    replace_relation_type,
    type_uses,
)
from qdatool.coding.relation_types import RelationType, TypeScope, list_link_types, list_relation_types
from qdatool.coding.relations import add_evidence, list_relations, propose, relate_codes, set_relation_type
from qdatool.coding.roles import LineStyle, Stance
from qdatool.errors import InvalidOperation, OperationReason
from tests.builders import Sample, dump

NEEDED = {"fa": "شرط لازمِ", "en": "is needed for"}


def kind_of(project: Project, key: str) -> RelationType:
    return next(kind for kind in (*list_relation_types(project), *list_link_types(project)) if kind.key == key)


def refusal(act: object, *arguments: object) -> OperationReason:
    assert callable(act)
    with pytest.raises(InvalidOperation) as error:
        act(*arguments)
    return error.value.reason


def test_a_new_type_relates_codes_and_is_not_offered_for_quotations(project: Project, ids: Sample) -> None:
    key = add_relation_type(project, {**NEEDED, "en": "  is needed\nfor "})
    set_relation_type(project, ids.relation, key)
    assert list_relation_types(project)[-1].names == NEEDED
    assert kind_of(project, key).is_directed
    assert key not in {kind.key for kind in list_link_types(project)}
    assert refusal(link_quotations, project, ids.held_quotation, ids.lone_quotation, key) is (
        OperationReason.UNKNOWN_RELATION_TYPE
    )


def test_a_type_that_is_for_both_links_quotations_too(project: Project, ids: Sample) -> None:
    key = add_relation_type(project, NEEDED)
    change_relation_type(project, key, TypeChange(scope=TypeScope.ANY))
    link_quotations(project, ids.held_quotation, ids.lone_quotation, key)
    assert list_link_types(project)[-1].key == key
    narrower = TypeChange(scope=TypeScope.CODES)
    assert refusal(change_relation_type, project, key, narrower) is OperationReason.TYPE_IN_USE
    wider = TypeChange(scope=TypeScope.ANY)
    assert refusal(change_relation_type, project, "causes", wider) is OperationReason.READY_TYPE


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        ({"fa": " ", "en": ""}, OperationReason.EMPTY_LABEL),
        ({"de": "braucht"}, OperationReason.UNKNOWN_LANGUAGE),
        ({"en": "Is cause OF"}, OperationReason.NAME_TAKEN),
        ({"fa": "توضیحِ"}, OperationReason.NAME_TAKEN),
    ],
)
def test_a_type_without_a_name_of_its_own_is_refused(
    project: Project, names: dict[str, str], reason: OperationReason
) -> None:
    before = dump(project)
    assert refusal(add_relation_type, project, names) is reason
    assert dump(project) == before


def test_a_type_is_renamed_per_language_and_keeps_one_name_at_least(project: Project) -> None:
    rename_relation_type(project, "causes", "en", "brings about")
    rename_relation_type(project, "causes", "fa", " ")
    assert kind_of(project, "causes").names == {"en": "brings about"}
    assert kind_of(project, "causes").name_in("fa") == "brings about"
    assert refusal(rename_relation_type, project, "causes", "en", "") is OperationReason.EMPTY_LABEL
    assert refusal(rename_relation_type, project, "causes", "en", "leads to") is OperationReason.NAME_TAKEN


def test_a_ready_made_type_for_quotations_can_be_renamed_before_it_is_used(project: Project, ids: Sample) -> None:
    rename_relation_type(project, "explains", "en", "sheds light on")
    assert kind_of(project, "explains").name_in("en") == "sheds light on"
    assert "explains" not in {kind.key for kind in list_relation_types(project)}
    assert refusal(set_relation_type, project, ids.relation, "explains") is OperationReason.UNKNOWN_RELATION_TYPE


def test_what_a_type_looks_like_and_means_is_kept(project: Project) -> None:
    change_relation_type(project, "conditions", TypeChange(is_transitive=True, line_style=LineStyle.DOTTED))
    change_relation_type(project, "conditions", TypeChange(is_directed=False))
    kind = kind_of(project, "conditions")
    assert (kind.is_directed, kind.is_transitive, kind.line_style) == (False, True, LineStyle.DOTTED)
    row = project.raw().execute("SELECT is_directed, is_symmetric FROM relation_type WHERE key = 'conditions'")
    assert row.fetchone() == (0, 1)


def test_a_type_that_says_both_directed_and_symmetric_holds_both_ways(project: Project, ids: Sample) -> None:
    with project.change(Operation.CHANGE_RELATION_TYPE) as db:
        db.exec_driver_sql("UPDATE relation_type SET is_symmetric = 1 WHERE key = 'causes'")
    assert not kind_of(project, "causes").is_directed
    assert relate_codes(project, ids.outcome, ids.category, "causes") == ids.relation


def test_a_type_that_loses_its_direction_makes_one_of_both_ways(project: Project, ids: Sample) -> None:
    back = relate_codes(project, ids.outcome, ids.category, "causes")
    propose(project, back, "en", "Leaving brings it about.")
    add_evidence(project, back, ids.quotation, Stance.CONTRADICTS)
    change_relation_type(project, "causes", TypeChange(is_directed=False))
    assert {relation.id for relation in list_relations(project)} == {ids.relation, ids.unproposed_relation}
    left = list_relations(project)[0]
    assert left.contradicting == 1
    assert "Leaving brings it about." in left.propositions["en"]
    project.undo()
    assert {relation.id for relation in list_relations(project)} == {ids.relation, ids.unproposed_relation, back}


def test_a_type_in_use_is_not_deleted_but_can_be_replaced(project: Project, ids: Sample) -> None:
    change_map_link(project, ids.map_link, "causes", "")
    assert type_uses(project)["causes"] == TypeUse(relations=2, map_links=1)
    assert refusal(delete_relation_type, project, "causes") is OperationReason.TYPE_IN_USE
    replace_relation_type(project, "causes", "leads_to")
    assert "causes" not in {kind.key for kind in list_relation_types(project)}
    assert [relation.type_key for relation in list_relations(project)] == ["leads_to", "leads_to"]
    assert {link.type_key for link in read_map(project, load_model(project, ids.map)).links} == {"leads_to"}
    project.undo()
    assert type_uses(project)["causes"] == TypeUse(relations=2, map_links=1)


def test_a_replaced_type_joins_links_that_become_alike(project: Project, ids: Sample) -> None:
    other = relate_codes(project, ids.category, ids.outcome, "leads_to")
    add_evidence(project, other, ids.lone_quotation, Stance.CONTRADICTS)
    replace_relation_type(project, "causes", "leads_to")
    left = {relation.id: relation for relation in list_relations(project)}
    assert left.keys() == {ids.unproposed_relation, other}
    assert (left[other].supporting, left[other].contradicting) == (1, 1)


def test_the_comments_of_links_between_quotations_are_kept_when_their_type_is_replaced(
    project: Project, ids: Sample
) -> None:
    ends = ids.held_quotation, ids.lone_quotation
    stays, goes = (link_quotations(project, *ends, key) for key in ("explains", "continues"))
    comment_link(project, stays, "first")
    comment_link(project, goes, "second")
    replace_relation_type(project, "continues", "explains")
    (left,) = links_of_quotation(project, ids.held_quotation)
    assert (left.id, left.comment) == (stays, "first\nsecond")
    assert "continues" in {kind.key for kind in list_link_types(project)}


@pytest.mark.parametrize(("key", "by"), [("causes", "explains"), ("causes", "causes")])
def test_links_do_not_get_a_type_that_is_not_for_them(project: Project, ids: Sample, key: str, by: str) -> None:
    assert refusal(replace_relation_type, project, key, by) is OperationReason.TYPE_DOES_NOT_FIT


def test_links_between_quotations_do_not_get_a_type_of_codes(project: Project, ids: Sample) -> None:
    link_quotations(project, ids.held_quotation, ids.lone_quotation, "explains")
    assert refusal(replace_relation_type, project, "explains", "causes") is OperationReason.TYPE_DOES_NOT_FIT


@pytest.mark.parametrize("key", ["explains", "contradicts"])
def test_the_ready_made_types_of_quotations_stay(project: Project, key: str) -> None:
    assert refusal(delete_relation_type, project, key) is OperationReason.READY_TYPE


def test_an_unused_type_is_deleted_and_comes_back(project: Project) -> None:
    names = [kind.key for kind in list_relation_types(project)]
    delete_relation_type(project, "conditions")
    assert "conditions" not in {kind.key for kind in list_relation_types(project)}
    project.undo()
    assert [kind.key for kind in list_relation_types(project)] == names
    assert refusal(delete_relation_type, project, "no such type") is OperationReason.UNKNOWN_RELATION_TYPE
