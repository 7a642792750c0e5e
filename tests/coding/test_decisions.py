"""Decisions make the consensus coding; the coders' own codings stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qdatool.coding import decisions
from qdatool.coding.code_merge import merge_codes
from qdatool.coding.coders import add_coder, list_coders, mark_finished
from qdatool.coding.codes import load_codes
from qdatool.coding.decisions import (
    adopt_agreed,
    consensus_coder,
    decide,
    explain_decision,
    list_decisions,
    standing_counts,
    withdraw_decision,
)
from qdatool.coding.disputes import CodedPassage, DecisionKind, Dispute, DisputeKind
from qdatool.coding.history import list_history
from qdatool.coding.project import Project
from qdatool.coding.quotations import CodeCount, codings_of_document, counts_in_tree, load_quotations
from qdatool.coding.rounds import set_round_blind
from qdatool.coding.text_correction import correct_text
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.text.edits import Edit
from tests.builders import FIRST_TEXT, Sample, dispute, dump, passage_of, settled


def agreed_codings(project: Project, document_id: int) -> set[CodedPassage]:
    coder = consensus_coder(project)
    found = codings_of_document(project, document_id, coder) if coder is not None else ()
    return {CodedPassage(one.start, one.end, one.code_id) for one in found}


def other_code(ids: Sample) -> Dispute:
    """Sara said ``trust`` where Mina said ``stayed``, over a longer passage."""
    return Dispute(
        DisputeKind.OTHER_CODE, ids.first, ids.round, ids.coder, ids.other_coder,
        passage_of(FIRST_TEXT, "اعتماد داشت", ids.trust), passage_of(FIRST_TEXT, "به من اعتماد", ids.stayed),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        (DecisionKind.FIRST, {"trust"}), (DecisionKind.SECOND, {"stayed"}), (DecisionKind.BOTH, {"trust", "stayed"}),
        (DecisionKind.NEITHER, set()), (DecisionKind.NEW, {"loose"}), (DecisionKind.DISCUSS, set()),
    ],
)  # fmt: skip
def test_each_kind_leaves_what_it_says(project: Project, ids: Sample, kind: DecisionKind, labels: set[str]) -> None:
    one = other_code(ids)
    originals = codings_of_document(project, ids.first)
    decide(project, one, kind, code_id=ids.loose, reason="it is so")
    names = {ids.trust: "trust", ids.stayed: "stayed", ids.loose: "loose"}
    assert {names[passage.code_id] for passage in agreed_codings(project, ids.first)} == labels
    assert set(originals) <= set(codings_of_document(project, ids.first))
    assert list_decisions(project)[one.key].kind is kind


def test_a_new_passage_embraces_both(project: Project, ids: Sample) -> None:
    one = other_code(ids)
    decide(project, one, DecisionKind.NEW, code_id=ids.loose)
    whole = passage_of(FIRST_TEXT, "به من اعتماد داشت", ids.loose)
    assert agreed_codings(project, ids.first) == {whole}


def test_another_decision_replaces_the_first_and_keeps_its_reason(project: Project, ids: Sample) -> None:
    one = other_code(ids)
    decide(project, one, DecisionKind.BOTH, reason="both apply")
    decide(project, one, DecisionKind.SECOND)
    assert agreed_codings(project, ids.first) == {one.second}
    assert [found.reason for key, found in list_decisions(project).items() if key == one.key] == ["both apply"]


def test_what_both_agree_on_comes_along_and_stays(project: Project, ids: Sample) -> None:
    shared = passage_of(FIRST_TEXT, "مدیرم به من اعتماد داشت", ids.trust)
    one = other_code(ids)
    decide(project, one, DecisionKind.FIRST, agreed={shared})
    withdraw_decision(project, one, agreed={shared})
    assert agreed_codings(project, ids.first) == {shared}
    assert one.key not in list_decisions(project)


def test_one_step_takes_a_decision_back(project: Project, ids: Sample) -> None:
    before = dump(project)
    decide(project, other_code(ids), DecisionKind.NEW, code_id=ids.loose, reason="x")
    project.undo()
    assert dump(project) == before


def test_a_name_that_was_used_for_it_becomes_the_consensus_coder(project: Project, ids: Sample) -> None:
    named = add_coder(project, decisions.CONSENSUS)
    adopt_agreed(project, ids.first, ids.round, [passage_of(FIRST_TEXT, "مدیرم", ids.trust)])
    assert consensus_coder(project) == named
    assert [one.is_consensus for one in list_coders(project)] == [False, False, True]


def test_what_was_agreed_on_counts_where_anything_was(project: Project, ids: Sample) -> None:
    tree = load_codes(project)
    everybody = counts_in_tree(project, tree)
    assert standing_counts(project, tree) == everybody
    decide(project, other_code(ids), DecisionKind.FIRST)
    found = standing_counts(project, tree)
    assert found[ids.trust] == CodeCount(1, 1)
    assert ids.help not in found
    assert found[ids.stayed] == everybody[ids.stayed]


def test_the_reason_stands_with_the_decision_and_in_the_history(project: Project, ids: Sample) -> None:
    explain_decision(project, ids.decision, "we talked about it")
    assert list_decisions(project)[settled(ids).key].reason == "we talked about it"
    assert list_history(project)[0].reason == "we talked about it"


def test_what_is_not_decided_cannot_be_opened_or_explained(project: Project, ids: Sample) -> None:
    for act in (
        lambda: withdraw_decision(project, dispute(ids)),
        lambda: explain_decision(project, 99, "x"),
    ):
        with pytest.raises(InvalidOperation) as error:
            act()
        assert error.value.reason is OperationReason.NOT_DECIDED
    with pytest.raises(InvalidOperation):
        decide(project, dispute(ids), DecisionKind.NEW)


def test_a_decision_is_out_of_sight_while_what_it_is_about_is(project: Project, ids: Sample) -> None:
    set_round_blind(project, ids.round, is_blind=True)
    assert list_decisions(project) == {}
    mark_finished(project, ids.first)
    project.coder_id = ids.other_coder
    mark_finished(project, ids.first)
    project.coder_id = ids.coder
    assert settled(ids).key in list_decisions(project)


def test_neither_leaves_no_bare_quotation(project: Project, ids: Sample) -> None:
    one = other_code(ids)
    decide(project, one, DecisionKind.BOTH)
    decide(project, one, DecisionKind.NEITHER)
    spans = {(found.start, found.end) for found in load_quotations(project, range(1, 30)).values()}
    assert (one.sides[1].start, one.sides[1].end) not in spans


def test_a_decision_stays_with_its_passage_when_the_text_is_corrected(project: Project, ids: Sample) -> None:
    correct_text(project, ids.first, [Edit(0, 0, "XX ")])
    one = settled(ids)
    assert one.first is not None
    moved = replace(one, first=CodedPassage(one.first.start + 3, one.first.end + 3, one.first.code_id))
    assert set(list_decisions(project)) == {moved.key}


def test_a_decision_stays_with_its_passage_when_codes_are_merged(project: Project, ids: Sample) -> None:
    decide(project, settled(ids), DecisionKind.NEW, code_id=ids.loose)
    merge_codes(project, [ids.loose], ids.help)
    one = settled(ids)
    assert one.first is not None
    moved = replace(one, first=replace(one.first, code_id=ids.help))
    assert {key: found.code_id for key, found in list_decisions(project).items()} == {moved.key: ids.help}
    project.undo()
    assert set(list_decisions(project)) == {one.key}
