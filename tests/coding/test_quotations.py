from __future__ import annotations

import pytest

from qdatool.coding.codes import CodeDraft, load_codes
from qdatool.coding.coding_import import import_codings
from qdatool.coding.drafts import CodingRow
from qdatool.coding.levels import list_levels
from qdatool.coding.memos import MemoLink, MemoTarget, delete_memo, list_memos, write_memo
from qdatool.coding.project import Project
from qdatool.coding.properties import place_on_dimension
from qdatool.coding.quotations import (
    CodeCount,
    apply_code,
    code_in_vivo,
    codings_of_code,
    codings_of_document,
    comment_quotation,
    counts_by_code,
    counts_in_tree,
    create_and_apply,
    load_codings,
    load_quotations,
    move_edge,
    quotations_with_memo,
    uncode,
)
from qdatool.coding.relations import list_relations, remove_evidence
from qdatool.coding.roles import MemoKind
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.text.spans import Span
from tests.builders import FIRST_TEXT, SECOND_TEXT, Sample, add_text, dump, span_of


def refused(act: object, *arguments: object) -> OperationReason:
    assert callable(act)
    with pytest.raises(InvalidOperation) as error:
        act(*arguments)
    return error.value.reason


def test_a_quotation_keeps_its_words_and_span(project: Project, ids: Sample) -> None:
    coding_id = apply_code(project, ids.first, ids.loose, span_of(FIRST_TEXT, "🙂"))
    (coding,) = load_codings(project, [coding_id])
    quotation = load_quotations(project, [coding.quotation_id])[coding.quotation_id]
    assert quotation.quote == "🙂"
    assert (quotation.start, quotation.end) == (len(FIRST_TEXT) - 2, len(FIRST_TEXT) - 1)


def test_the_same_code_on_the_same_words_is_one_coding(project: Project, ids: Sample) -> None:
    before = dump(project)
    assert apply_code(project, ids.second, ids.stayed, span_of(SECOND_TEXT, "I stayed")) == ids.lone_coding
    assert dump(project) == before
    assert project.next_undo() is None


def test_two_codes_on_the_same_words_share_a_quotation(project: Project, ids: Sample) -> None:
    coding_id = apply_code(project, ids.second, ids.trust, span_of(SECOND_TEXT, "I stayed"))
    assert load_codings(project, [coding_id])[0].quotation_id == ids.lone_quotation


def test_another_round_is_another_coding(project: Project, ids: Sample) -> None:
    project.round_id = ids.second_round
    coding_id = apply_code(project, ids.second, ids.stayed, span_of(SECOND_TEXT, "I stayed"))
    assert coding_id != ids.lone_coding
    assert load_codings(project, [coding_id])[0].round_id == ids.second_round


def test_words_outside_the_text_cannot_be_coded(project: Project, ids: Sample) -> None:
    span = Span(len(SECOND_TEXT) - 1, len(SECOND_TEXT) + 1)
    assert refused(apply_code, project, ids.second, ids.trust, span) is OperationReason.SPAN_OUTSIDE_TEXT


def test_unknown_documents_and_codes_are_refused(project: Project, ids: Sample) -> None:
    assert refused(apply_code, project, 99, ids.trust, Span(0, 1)) is OperationReason.UNKNOWN_DOCUMENT
    assert refused(apply_code, project, ids.first, 99, Span(0, 1)) is OperationReason.UNKNOWN_CODE


def test_nobody_can_code_in_a_project_without_coders(project: Project, ids: Sample) -> None:
    project.coder_id = 0
    assert refused(apply_code, project, ids.first, ids.trust, Span(0, 1)) is OperationReason.UNKNOWN_CODER


def test_words_become_a_code_of_the_lowest_level(project: Project, ids: Sample) -> None:
    code_id, coding_id = code_in_vivo(project, ids.second, span_of(SECOND_TEXT, "me.\nI was"))
    tree = load_codes(project)
    assert tree.codes[code_id].label == "me. I was"
    assert tree.codes[code_id].level_id == list_levels(project)[-1].id
    assert load_codings(project, [coding_id])[0].code_id == code_id


def test_blank_words_make_no_code(project: Project, ids: Sample) -> None:
    before = dump(project)
    assert refused(code_in_vivo, project, ids.second, span_of(SECOND_TEXT, "\n")) is OperationReason.EMPTY_LABEL
    assert dump(project) == before


def test_a_code_made_and_applied_is_one_step(project: Project, ids: Sample) -> None:
    before = dump(project)
    create_and_apply(project, CodeDraft("امید"), ids.first, Span(0, 5))
    project.undo()
    assert dump(project) == before


def test_uncoding_leaves_a_quotation_that_another_coding_holds(project: Project, ids: Sample) -> None:
    uncode(project, [ids.coding])
    assert [coding.id for coding in codings_of_document(project, ids.first)].count(ids.coding) == 0
    assert ids.quotation in load_quotations(project, [ids.quotation])


def test_uncoding_drops_a_quotation_that_nothing_holds(project: Project, ids: Sample) -> None:
    uncode(project, [ids.lone_coding])
    assert load_quotations(project, [ids.lone_quotation]) == {}


def test_a_comment_holds_a_quotation(project: Project, ids: Sample) -> None:
    comment_quotation(project, ids.lone_quotation, "important")
    uncode(project, [ids.lone_coding])
    assert load_quotations(project, [ids.lone_quotation])[ids.lone_quotation].comment == "important"


def test_a_memo_holds_a_quotation_until_it_goes(project: Project, ids: Sample) -> None:
    memo_id = write_memo(project, MemoKind.QUOTATION, about=MemoLink(MemoTarget.QUOTATION, ids.lone_quotation))
    uncode(project, [ids.lone_coding])
    assert quotations_with_memo(project, ids.second) == {ids.lone_quotation}
    delete_memo(project, memo_id)
    assert load_quotations(project, [ids.lone_quotation]) == {}


def test_evidence_holds_a_quotation_until_it_goes(project: Project, ids: Sample) -> None:
    comment_quotation(project, ids.held_quotation, "")
    delete_memo(project, ids.memo)
    uncode(project, [ids.held_coding])
    assert ids.held_quotation in load_quotations(project, [ids.held_quotation])
    remove_evidence(project, ids.relation, ids.held_quotation)
    assert load_quotations(project, [ids.held_quotation]) == {}


def test_taking_away_unknown_codings_is_refused_whole(project: Project, ids: Sample) -> None:
    before = dump(project)
    assert refused(uncode, project, [ids.coding, 999]) is OperationReason.UNKNOWN_CODING
    assert dump(project) == before


def test_moving_an_edge_moves_only_the_chosen_codings(project: Project, ids: Sample) -> None:
    target = move_edge(project, [ids.coding], span_of(FIRST_TEXT, "اعتماد داشت"))
    places = {coding.id: coding.quotation_id for coding in codings_of_document(project, ids.first)}
    assert places[ids.coding] == target
    assert places[ids.second_coding] == places[ids.others_coding] == ids.quotation
    assert load_quotations(project, [target])[target].quote == "اعتماد داشت"


def test_moving_every_coding_carries_comment_memos_and_evidence(project: Project, ids: Sample) -> None:
    target = move_edge(project, [ids.held_coding], span_of(FIRST_TEXT, "گاهی خسته می‌شدم"))
    assert load_quotations(project, [ids.held_quotation]) == {}
    moved = load_quotations(project, [target])[target]
    assert (moved.comment, moved.has_memo) == ("strong words", True)
    (evidence,) = next(found.evidence for found in list_relations(project) if found.id == ids.relation)
    assert evidence.quotation_id == target
    assert list_memos(project)[0].links == (MemoLink(MemoTarget.QUOTATION, target),)


def test_a_moved_passage_keeps_its_place_on_a_dimension(project: Project, ids: Sample) -> None:
    place_on_dimension(project, ids.dimension, ids.held_quotation, 0.25)
    target = move_edge(project, [ids.held_coding], span_of(FIRST_TEXT, "گاهی خسته می‌شدم"))
    marks = project.raw().execute(
        "SELECT value FROM dimension_mark WHERE dimension_id = ? AND quotation_id = ?", (ids.dimension, target)
    )
    assert marks.fetchall() == [(0.25,)]
    assert load_quotations(project, [ids.held_quotation]) == {}


def test_what_others_coded_keeps_comment_and_memos(project: Project, ids: Sample) -> None:
    comment_quotation(project, ids.quotation, "ours")
    target = move_edge(project, [ids.coding, ids.second_coding], Span(0, 5))
    assert load_quotations(project, [ids.quotation])[ids.quotation].comment == "ours"
    assert load_quotations(project, [target])[target].comment == ""


def test_moving_onto_a_commented_quotation_keeps_both_comments(project: Project, ids: Sample) -> None:
    comment_quotation(project, ids.quotation, "first words")
    target = move_edge(project, [ids.held_coding], span_of(FIRST_TEXT, "مدیرم به من اعتماد داشت"))
    assert target == ids.quotation
    assert load_quotations(project, [target])[target].comment == "first words\nstrong words"


def test_a_coding_that_would_double_another_is_dropped(project: Project, ids: Sample) -> None:
    span = Span(0, 5)
    there = apply_code(project, ids.first, ids.trust, span)
    target = move_edge(project, [ids.coding], span)
    at_target = [coding.id for coding in codings_of_document(project, ids.first) if coding.quotation_id == target]
    assert at_target == [there]


def test_moving_an_edge_to_where_it_is_changes_nothing(project: Project, ids: Sample) -> None:
    before = dump(project)
    move_edge(project, [ids.coding], span_of(FIRST_TEXT, "مدیرم به من اعتماد داشت"))
    assert dump(project) == before
    assert project.next_undo() is None


def test_an_edge_of_two_documents_is_a_bug(project: Project, ids: Sample) -> None:
    with pytest.raises(ValueError, match="one document"):
        move_edge(project, [ids.coding, ids.lone_coding], Span(0, 5))


def test_codings_come_earlier_first_and_longer_first(project: Project, ids: Sample) -> None:
    apply_code(project, ids.second, ids.trust, Span(5, 9))
    apply_code(project, ids.second, ids.trust, Span(5, 20))
    apply_code(project, ids.second, ids.trust, Span(0, 2))
    found = [(coding.start, coding.end) for coding in codings_of_document(project, ids.second)]
    lone = span_of(SECOND_TEXT, "I stayed")
    assert found == [(0, 2), (5, 20), (5, 9), (lone.start, lone.end)]


def test_codings_can_be_asked_of_one_coder(project: Project, ids: Sample) -> None:
    assert [found.id for found in codings_of_document(project, ids.first, ids.other_coder)] == [ids.others_coding]
    assert [found.id for found in codings_of_code(project, [ids.trust], ids.coder)] == [ids.coding]


def test_counts_say_how_many_quotations_and_documents(project: Project, ids: Sample) -> None:
    apply_code(project, ids.second, ids.trust, Span(0, 5))
    assert counts_by_code(project)[ids.trust] == CodeCount(quotations=2, documents=2)
    assert counts_by_code(project, ids.other_coder) == {ids.trust: CodeCount(quotations=1, documents=1)}


def test_more_codings_than_one_statement_holds_can_be_taken_away_at_once(project: Project, ids: Sample) -> None:
    text = "x" * 1_200
    document_id = add_text(project, text, "P3")
    rows = [CodingRow(place + 2, "P3", str(place), str(place + 1), "", "خستگی", "Sara") for place in range(len(text))]
    import_codings(project, rows)
    uncode(project, [coding.id for coding in codings_of_document(project, document_id)])
    assert counts_by_code(project)[ids.loose] == CodeCount(1, 1)


def test_a_category_counts_each_passage_below_it_once(project: Project, ids: Sample) -> None:
    apply_code(project, ids.first, ids.help, span_of(FIRST_TEXT, "مدیرم"))
    apply_code(project, ids.first, ids.trust, span_of(FIRST_TEXT, "مدیرم"))
    apply_code(project, ids.second, ids.help, span_of(SECOND_TEXT, "tired"))
    tree = load_codes(project)
    for coder_id in (None, project.coder_id):
        counts = counts_in_tree(project, tree, coder_id)
        family = {ids.category, ids.trust, ids.help}
        shown = [
            coding
            for document_id in (ids.first, ids.second)
            for coding in codings_of_document(project, document_id, coder_id)
            if coding.code_id in family
        ]
        passages = {(one.document_id, one.start, one.end) for one in shown}
        assert counts[ids.category] == CodeCount(len(passages), len({place[0] for place in passages}))
