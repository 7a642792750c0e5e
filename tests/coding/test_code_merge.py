from __future__ import annotations

import pytest
from sqlalchemy import select

from qdatool.coding.code_merge import MergePreview, merge_codes, preview_merge
from qdatool.coding.codes import CodeDraft, Definition, create_code, define_code, load_codes
from qdatool.coding.history import list_history
from qdatool.coding.memos import MemoLink, MemoTarget, list_memos, write_memo
from qdatool.coding.models import load_model, put_in_slot
from qdatool.coding.project import Project
from qdatool.coding.properties import add_dimension, add_property, list_properties, place_on_dimension
from qdatool.coding.provenance import ProvenanceKind, list_provenance
from qdatool.coding.quotations import apply_code, codings_of_code
from qdatool.coding.relations import add_evidence, list_relations, propose, relate_codes
from qdatool.coding.roles import MemoKind, Role, Stance
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from tests.builders import FIRST_TEXT, Sample, span_of


def codings(project: Project, code_id: int) -> list[tuple[int, int]]:
    """Return quotation and coder of every coding of a code."""
    return sorted((one.quotation_id, one.coder_id) for one in codings_of_code(project, (code_id,)))


def test_codings_move_and_those_that_double_fall_together(project: Project, ids: Sample) -> None:
    merge_codes(project, (ids.help, ids.loose), ids.trust)
    assert codings(project, ids.trust) == sorted(
        [(ids.quotation, ids.coder), (ids.quotation, ids.other_coder), (ids.held_quotation, ids.coder)]
    )
    assert {ids.help, ids.loose}.isdisjoint(load_codes(project).codes)


def test_the_preview_says_what_the_merge_then_does(project: Project, ids: Sample) -> None:
    found = preview_merge(project, (ids.trust, ids.help, ids.loose), ids.trust)
    assert found == MergePreview(
        target_id=ids.trust,
        source_ids=(ids.help, ids.loose),
        codings=2,
        doubles=1,
        quotations=2,
        documents=1,
        children=0,
        memos=0,
        comments=0,
        relations=1,
        inner_relations=0,
        evidence=0,
        slots=1,
        properties=0,
    )
    merge_codes(project, (ids.trust, ids.help, ids.loose), ids.trust)
    assert len(codings(project, ids.trust)) == 2 + found.codings - found.doubles


def test_a_doubled_coding_keeps_the_mark_that_it_adds_a_dimension(project: Project, ids: Sample) -> None:
    project.raw().execute("PRAGMA query_only=OFF")
    project.raw().execute("UPDATE coding SET adds_dimension = 1 WHERE id = ?", (ids.second_coding,))
    merge_codes(project, (ids.help,), ids.trust)
    table = schema.coding
    flags = project.read().execute(select(table.c.id, table.c.adds_dimension).where(table.c.code_id == ids.trust))
    assert dict(flags.all()) == {ids.coding: 1, ids.others_coding: 0}  # type: ignore[arg-type]


def test_codes_below_follow_in_their_order(project: Project, ids: Sample) -> None:
    merge_codes(project, (ids.category,), ids.outcome)
    assert load_codes(project).children_of(ids.outcome) == (ids.stayed, ids.trust, ids.help)


def test_a_code_takes_the_place_of_the_one_above_it_that_goes(project: Project, ids: Sample) -> None:
    merge_codes(project, (ids.category,), ids.help)
    tree = load_codes(project)
    assert tree.roots[0] == ids.help
    assert tree.children_of(ids.help) == (ids.trust,)


def test_a_code_between_the_two_does_not_close_a_circle(project: Project, ids: Sample) -> None:
    deepest = create_code(project, CodeDraft("ته", ids.trust))
    merge_codes(project, (ids.category,), deepest)
    tree = load_codes(project)
    assert tree.ancestors(ids.trust) == (deepest,)
    assert tree.children_of(deepest) == (ids.trust, ids.help)


def test_the_labels_that_go_stay_readable_with_who_and_why(project: Project, ids: Sample) -> None:
    merge_codes(project, (ids.help, ids.loose), ids.trust, "nobody told them apart")
    (step,) = list_provenance(project, ids.trust)
    assert list_history(project)[0].reason == "nobody told them apart"
    assert (step.kind, step.coder, step.reason) == (ProvenanceKind.MERGED_FROM, "Sara", "nobody told them apart")
    assert [source.label for source in step.sources if "en" in source.label] == [
        "کمک (کمک (en))",
        "خستگی (خستگی (en))",
    ]


def test_what_happened_to_a_code_that_goes_is_told_of_the_merged_one(project: Project, ids: Sample) -> None:
    merge_codes(project, (ids.help,), ids.loose)
    merge_codes(project, (ids.loose,), ids.trust)
    steps = list_provenance(project, ids.trust)
    assert [step.sources[0].label for step in steps] == ["کمک (کمک (en))", "خستگی (خستگی (en))"]


def test_words_of_definitions_are_joined_and_gaps_filled(project: Project, ids: Sample) -> None:
    define_code(project, ids.trust, Definition(definition="trust shown"))
    define_code(project, ids.help, Definition(definition="a hand lent", include="deeds", exclude="talk"))
    merge_codes(project, (ids.help,), ids.trust)
    code = load_codes(project).codes[ids.trust]
    assert (code.definition, code.include, code.exclude) == ("trust shown\na hand lent", "deeds", "talk")


def test_a_role_and_a_translation_that_were_missing_come_along(project: Project, ids: Sample) -> None:
    bare = create_code(project, CodeDraft("تنها"))
    merge_codes(project, (ids.outcome,), bare)
    code = load_codes(project).codes[bare]
    assert (code.label, code.label_in("en"), code.role) == ("تنها", "پیامد (en)", Role.CONSEQUENCE)


def test_memos_follow_and_one_on_both_is_linked_once(project: Project, ids: Sample) -> None:
    memo = write_memo(project, MemoKind.CODE, "on help", about=MemoLink(MemoTarget.CODE, ids.help))
    merge_codes(project, (ids.help,), ids.trust)
    (found,) = list_memos(project, MemoLink(MemoTarget.CODE, ids.trust))
    assert found.id == memo


def test_links_in_the_words_of_memos_lead_to_the_merged_code(project: Project, ids: Sample) -> None:
    tree = load_codes(project)
    memo = write_memo(project, MemoKind.FREE, f"see [help](code:{tree.codes[ids.help].guid}) and more")
    merge_codes(project, (ids.help,), ids.trust)
    body = next(one.body for one in list_memos(project) if one.id == memo)
    assert body == f"see [help](code:{tree.codes[ids.trust].guid}) and more"


def test_links_follow_with_propositions_and_evidence(project: Project, ids: Sample) -> None:
    merge_codes(project, (ids.category,), ids.loose)
    relation = next(one for one in list_relations(project) if one.id == ids.relation)
    assert (relation.source_id, relation.target_id) == (ids.loose, ids.outcome)
    assert (relation.propositions["fa"], relation.supporting) == ("زمینه‌ها به ماندن می‌انجامند.", 1)


def test_two_links_that_become_the_same_are_one_with_the_evidence_of_both(project: Project, ids: Sample) -> None:
    second = relate_codes(project, ids.trust, ids.outcome, "causes")
    propose(project, second, "en", "Trust keeps people.")
    add_evidence(project, second, ids.quotation, Stance.CONTRADICTS)
    add_evidence(project, second, ids.held_quotation, Stance.SUPPORTS)
    merge_codes(project, (ids.trust,), ids.category)
    (relation,) = (one for one in list_relations(project) if one.source_id == ids.category)
    assert (relation.supporting, relation.contradicting) == (1, 1)
    assert set(relation.propositions) == {"fa", "en"}


def test_a_link_between_the_merged_codes_is_kept_as_a_memo(project: Project, ids: Sample) -> None:
    assert preview_merge(project, (ids.outcome,), ids.category).inner_relations == 1
    merge_codes(project, (ids.outcome,), ids.category)
    assert all(one.id != ids.relation for one in list_relations(project))
    (memo,) = list_memos(project, MemoLink(MemoTarget.CODE, ids.category))
    assert memo.body == "زمینه‌ها به ماندن می‌انجامند."
    assert MemoLink(MemoTarget.QUOTATION, ids.held_quotation) in memo.links


def test_places_in_models_follow(project: Project, ids: Sample) -> None:
    put_in_slot(project, ids.paradigm, Role.STRATEGY, ids.help)
    put_in_slot(project, ids.paradigm, Role.STRATEGY, ids.loose)
    merge_codes(project, (ids.help,), ids.loose)
    assert load_model(project, ids.paradigm).codes_in(Role.STRATEGY) == (ids.loose,)


def test_a_box_in_a_figure_stands_for_the_merged_code(project: Project, ids: Sample) -> None:
    merge_codes(project, (ids.trust,), ids.loose)
    node = schema.figure_node
    keys = project.read().execute(select(node.c.key, node.c.code_id).where(node.c.model_id == ids.paradigm)).all()
    assert [tuple(row) for row in keys] == [(f"code:{ids.loose}", ids.loose)]


def test_properties_of_the_same_name_become_one_and_keep_every_place(project: Project, ids: Sample) -> None:
    same = add_property(project, ids.help, "استواري")
    agreeing = add_dimension(project, same, "کم", "زیاد")
    place_on_dimension(project, agreeing, ids.lone_quotation, 0.5)
    add_property(project, ids.help, "فراوانی")
    merge_codes(project, (ids.help,), ids.trust)
    found = list_properties(project, ids.trust)
    assert [one.name for one in found] == ["استواری", "دامنه", "فراوانی"]
    assert [(mark.quotation_id, mark.value) for mark in found[0].dimensions[0].marks] == [
        (ids.marked_quotation, 0.25),
        (ids.lone_quotation, 0.5),
    ]


def test_dimensions_on_which_a_quotation_stands_elsewhere_stay_apart(project: Project, ids: Sample) -> None:
    same = add_property(project, ids.help, "استواری")
    place_on_dimension(project, add_dimension(project, same, "کم", "زیاد"), ids.marked_quotation, 0.9)
    merge_codes(project, (ids.help,), ids.trust)
    dimensions = list_properties(project, ids.trust)[0].dimensions
    assert [mark.value for one in dimensions for mark in one.marks] == [0.25, 0.9]


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        (
            "code",
            {
                *("code.parent_id", "code_label.code_id", "code_property.code_id", "code_provenance.code_id"),
                *("code_provenance.source_code_id", "coding.code_id", "decision.code_id", "figure_node.code_id"),
                *("model_slot.code_id", "relation.source_id", "relation.target_id", "memo_link.code_id"),
                "review_comment.code_id",
            },
        ),
        (
            "relation",
            {
                *("evidence.relation_id", "figure_edge.relation_id", "memo_link.relation_id"),
                *("proposition.relation_id", "review_comment.relation_id"),
            },
        ),
    ],
)
def test_nothing_new_hangs_on_a_code_without_the_merge_knowing(table: str, columns: set[str]) -> None:
    """A column that is missing here must move in a merge, or the merge loses what it holds."""
    found = {
        f"{key.parent.table.name}.{key.parent.name}"
        for one in schema.metadata.sorted_tables
        for key in one.foreign_keys
        if key.column.table.name == table
    }
    assert found == columns


def test_one_code_alone_is_refused(project: Project, ids: Sample) -> None:
    with pytest.raises(InvalidOperation) as refused:
        merge_codes(project, (ids.trust,), ids.trust)
    assert refused.value.reason is OperationReason.NOTHING_TO_MERGE


def test_codings_of_several_sources_on_one_passage_fall_together(project: Project, ids: Sample) -> None:
    for code_id in (ids.stayed, ids.outcome):
        apply_code(project, ids.first, code_id, span_of(FIRST_TEXT, "خانواده پشتم بود"))
    before = preview_merge(project, (ids.stayed, ids.outcome), ids.loose)
    merge_codes(project, (ids.stayed, ids.outcome), ids.loose)
    assert before.doubles == 1
    assert len(codings(project, ids.loose)) == 1 + before.codings - 1
