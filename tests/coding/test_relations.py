from __future__ import annotations

import pytest

from qdatool.coding.project import Project
from qdatool.coding.relation_types import READY_TYPES, list_relation_types
from qdatool.coding.relations import (
    Relation,
    add_evidence,
    delete_relation,
    list_relations,
    note_evidence,
    propose,
    relate_codes,
    remove_evidence,
    set_relation_type,
)
from qdatool.coding.roles import Stance
from qdatool.errors import InvalidOperation, OperationReason
from tests.builders import Sample, dump


def relation(project: Project, relation_id: int) -> Relation:
    return next(found for found in list_relations(project) if found.id == relation_id)


def test_the_ready_types_are_named_in_both_languages(project: Project) -> None:
    found = list_relation_types(project)
    assert [one.key for one in found] == list(READY_TYPES)
    assert all(one.name_in("fa") != one.name_in("en") for one in found)
    assert found[0].name_in("de") in found[0].names.values()


def test_relating_twice_is_one_relation(project: Project, ids: Sample) -> None:
    before = dump(project)
    assert relate_codes(project, ids.category, ids.outcome, "causes") == ids.relation
    assert dump(project) == before


def test_a_directed_type_tells_both_ways_apart(project: Project, ids: Sample) -> None:
    assert relate_codes(project, ids.outcome, ids.category, "causes") != ids.relation


def test_a_type_without_direction_relates_both_ways_at_once(project: Project, ids: Sample) -> None:
    there = relate_codes(project, ids.trust, ids.help, "associated")
    assert relate_codes(project, ids.help, ids.trust, "associated") == there


def test_a_type_without_direction_is_not_given_where_it_stands_the_other_way(project: Project, ids: Sample) -> None:
    relate_codes(project, ids.outcome, ids.category, "associated")
    with pytest.raises(InvalidOperation) as error:
        set_relation_type(project, ids.relation, "associated")
    assert error.value.reason is OperationReason.ALREADY_RELATED


def test_a_relation_keeps_what_it_has_when_its_type_changes(project: Project, ids: Sample) -> None:
    before = relation(project, ids.relation)
    set_relation_type(project, ids.relation, "leads_to")
    after = relation(project, ids.relation)
    assert (after.type_key, after.propositions, after.evidence) == ("leads_to", before.propositions, before.evidence)


def test_two_codes_may_be_related_in_several_ways(project: Project, ids: Sample) -> None:
    assert relate_codes(project, ids.category, ids.outcome, "leads_to") != ids.relation


@pytest.mark.parametrize(
    ("ends", "key", "reason"),
    [
        (("trust", "trust"), "causes", OperationReason.SELF_RELATION),
        (("trust", None), "causes", OperationReason.UNKNOWN_CODE),
        (("trust", "help"), "loves", OperationReason.UNKNOWN_RELATION_TYPE),
    ],
)
def test_a_relation_that_makes_no_sense_is_refused(
    project: Project, ids: Sample, ends: tuple[str, str | None], key: str, reason: OperationReason
) -> None:
    source, target = (getattr(ids, end) if end else 99 for end in ends)
    with pytest.raises(InvalidOperation) as error:
        relate_codes(project, source, target, key)
    assert error.value.reason is reason


def test_propositions_are_kept_per_language_and_can_be_taken_away(project: Project, ids: Sample) -> None:
    propose(project, ids.relation, "en", "Conditions lead to staying.")
    propose(project, ids.relation, "fa", " ")
    assert relation(project, ids.relation).propositions == {"en": "Conditions lead to staying."}


def test_evidence_counts_for_and_against(project: Project, ids: Sample) -> None:
    add_evidence(project, ids.relation, ids.quotation, Stance.CONTRADICTS)
    add_evidence(project, ids.relation, ids.lone_quotation, Stance.SUPPORTS)
    found = relation(project, ids.relation)
    assert (found.supporting, found.contradicting) == (2, 1)
    assert found.documents == {ids.first, ids.second}


def test_evidence_given_again_changes_its_stance(project: Project, ids: Sample) -> None:
    add_evidence(project, ids.relation, ids.held_quotation, Stance.CONTRADICTS)
    found = relation(project, ids.relation)
    assert (found.supporting, found.contradicting) == (0, 1)


def test_a_coded_quotation_stays_when_it_is_no_evidence_any_more(project: Project, ids: Sample) -> None:
    remove_evidence(project, ids.relation, ids.held_quotation)
    assert relation(project, ids.relation).evidence == ()
    assert project.raw().execute("SELECT 1 FROM quotation WHERE id = ?", (ids.held_quotation,)).fetchone()


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (lambda p, s: propose(p, 99, "fa", "x"), OperationReason.UNKNOWN_RELATION),
        (lambda p, s: propose(p, s.relation, "de", "x"), OperationReason.UNKNOWN_LANGUAGE),
        (lambda p, s: add_evidence(p, 99, s.quotation, Stance.SUPPORTS), OperationReason.UNKNOWN_RELATION),
        (lambda p, s: add_evidence(p, s.relation, 99, Stance.SUPPORTS), OperationReason.UNKNOWN_QUOTATION),
        (lambda p, s: delete_relation(p, 99), OperationReason.UNKNOWN_RELATION),
    ],
)
def test_what_does_not_exist_is_refused(project: Project, ids: Sample, act: object, reason: OperationReason) -> None:
    assert callable(act)
    with pytest.raises(InvalidOperation) as error:
        act(project, ids)
    assert error.value.reason is reason


def test_evidence_keeps_a_note_when_its_stance_changes(project: Project, ids: Sample) -> None:
    note_evidence(project, ids.relation, ids.held_quotation, " only in the first year ")
    add_evidence(project, ids.relation, ids.held_quotation, Stance.CONTRADICTS)
    (item,) = relation(project, ids.relation).evidence
    assert (item.note, item.stance) == ("only in the first year", Stance.CONTRADICTS)
    with pytest.raises(InvalidOperation):
        note_evidence(project, ids.relation, ids.lone_quotation, "no evidence")
