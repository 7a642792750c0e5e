from __future__ import annotations

import pytest

from qdatool.coding.categories import create_category, give_example
from qdatool.coding.code_split import SplitPart, break_out, copy_code, split_code
from qdatool.coding.codes import CodeDraft, Definition, create_code, define_code, load_codes, set_code_level
from qdatool.coding.levels import find_level, list_levels
from qdatool.coding.project import Project
from qdatool.coding.properties import list_properties
from qdatool.coding.provenance import ProvenanceKind, list_provenance
from qdatool.coding.quotations import apply_code, codings_of_code, load_codings
from qdatool.errors import InvalidOperation, OperationReason
from tests.builders import FIRST_TEXT, SECOND_TEXT, Sample, span_of


def level(project: Project, code_id: int) -> str:
    """Return the key of a code's level."""
    keys = {one.id: one.key for one in list_levels(project)}
    return keys[load_codes(project).codes[code_id].level_id]


def quotations(project: Project, code_id: int) -> list[int]:
    return [one.quotation_id for one in codings_of_code(project, (code_id,))]


@pytest.fixture(autouse=True)
def _open_codes(project: Project, ids: Sample) -> None:
    """Let the codes below ``category`` be open ones, with a level between them and it."""
    for code_id in (ids.trust, ids.help):
        set_code_level(project, code_id, find_level(project, "open").id)


@pytest.fixture
def second_passage(project: Project, ids: Sample) -> int:
    """Return a second passage of ``trust``, in the other document."""
    coding = apply_code(project, ids.second, ids.trust, span_of(SECOND_TEXT, "trusted me"))
    return load_codings(project, [coding])[0].quotation_id


def test_passages_go_to_new_and_to_existing_codes(project: Project, ids: Sample, second_passage: int) -> None:
    parts = (SplitPart((ids.quotation,), label="اعتماد مدیر"), SplitPart((second_passage,), ids.stayed))
    made, existing = split_code(project, ids.trust, parts, "two meanings")
    assert quotations(project, made) == [ids.quotation, ids.quotation]
    assert second_passage in quotations(project, existing)
    assert quotations(project, ids.trust) == []
    (step,) = list_provenance(project, made)
    assert (step.kind, step.sources[0].id, step.reason) == (ProvenanceKind.SPLIT_FROM, ids.trust, "two meanings")


def test_new_codes_of_a_split_stand_after_the_old_one_in_their_order(
    project: Project, ids: Sample, second_passage: int
) -> None:
    made = split_code(
        project, ids.trust, (SplitPart((ids.quotation,), label="یک"), SplitPart((second_passage,), label="دو"))
    )
    assert load_codes(project).children_of(ids.category) == (ids.trust, *made, ids.help)


def test_a_passage_that_the_target_has_already_is_there_once(project: Project, ids: Sample) -> None:
    split_code(project, ids.trust, (SplitPart((ids.quotation,), ids.help),))
    coders = sorted(one.coder_id for one in codings_of_code(project, (ids.help,)))
    assert coders == sorted((ids.coder, ids.other_coder))


def test_a_split_without_passages_is_refused(project: Project, ids: Sample) -> None:
    with pytest.raises(InvalidOperation) as refused:
        split_code(project, ids.trust, (SplitPart((), label="یک"),))
    assert refused.value.reason is OperationReason.NOTHING_TO_SPLIT


def test_a_passage_of_another_code_is_refused(project: Project, ids: Sample) -> None:
    with pytest.raises(InvalidOperation) as refused:
        split_code(project, ids.trust, (SplitPart((ids.lone_quotation,), label="یک"),))
    assert refused.value.reason is OperationReason.NOT_CODED_SO


def test_a_passage_breaks_out_beside_its_code(project: Project, ids: Sample) -> None:
    made = break_out(project, ids.trust, ids.quotation)
    tree = load_codes(project)
    assert tree.children_of(ids.category) == (ids.trust, made, ids.help)
    assert tree.codes[made].label == "مدیرم به من اعتماد داشت"
    assert quotations(project, ids.trust) == []


def test_a_passage_of_a_category_breaks_out_below_it(project: Project, ids: Sample) -> None:
    apply_code(project, ids.first, ids.category, span_of(FIRST_TEXT, "خانواده پشتم بود"))
    (passage,) = quotations(project, ids.category)
    made = break_out(project, ids.category, passage, "خانواده")
    assert load_codes(project).codes[made].parent_id == ids.category
    assert level(project, made) == "open"


def test_a_copy_has_words_and_properties_and_only_then_codings(project: Project, ids: Sample) -> None:
    define_code(project, ids.trust, Definition("shown", "acts", "talk", "x"))
    copy = copy_code(project, ids.trust, with_codings=False)
    full = copy_code(project, ids.trust, with_codings=True)
    code = load_codes(project).codes[copy]
    assert (code.label, code.definition, code.exclude) == ("اعتماد (2)", "shown", "talk")
    assert [one.name for one in list_properties(project, copy)] == ["استواری", "دامنه"]
    assert (quotations(project, copy), quotations(project, full)) == ([], [ids.quotation, ids.quotation])


def test_a_category_made_from_codes_stands_where_they_stood(project: Project, ids: Sample) -> None:
    made = create_category(project, CodeDraft("پشتیبانی", labels={"en": "Support"}), (ids.trust, ids.loose), "alike")
    tree = load_codes(project)
    assert tree.children_of(made) == (ids.trust, ids.loose)
    assert (tree.codes[made].parent_id, level(project, made)) == (ids.category, "axial")
    (step,) = list_provenance(project, made)
    assert (step.kind, step.reason) == (ProvenanceKind.MADE_FROM, "alike")
    assert [source.id for source in step.sources] == [ids.trust, ids.loose]


def test_a_category_does_not_stand_below_one_of_its_own_level(project: Project, ids: Sample) -> None:
    axial = create_category(project, CodeDraft("پشتیبانی"), (ids.trust,))
    other = create_category(project, CodeDraft("دیگر"), (ids.trust,))
    tree = load_codes(project)
    assert tree.codes[other].parent_id == ids.category
    assert tree.children_of(ids.category)[:2] == (axial, other)


def test_no_category_stands_above_the_highest_level(project: Project, ids: Sample) -> None:
    with pytest.raises(InvalidOperation) as refused:
        create_category(project, CodeDraft("همه"), (ids.category, ids.outcome))
    assert refused.value.reason is OperationReason.NO_HIGHER_LEVEL


def test_an_example_is_a_quotation_with_its_document_and_joins_the_others(project: Project, ids: Sample) -> None:
    define_code(project, ids.trust, Definition(example="told by hand"))
    give_example(project, ids.trust, ids.quotation)
    give_example(project, ids.trust, ids.quotation)
    assert load_codes(project).codes[ids.trust].example == "told by hand\nمدیرم به من اعتماد داشت (P1)"


def test_a_long_passage_is_cut_at_a_word_for_a_label(project: Project, ids: Sample) -> None:
    create_code(project, CodeDraft("همه"))
    apply_code(project, ids.second, ids.trust, span_of(SECOND_TEXT, SECOND_TEXT.strip()))
    passage = codings_of_code(project, (ids.trust,))[-1].quotation_id
    made = break_out(project, ids.trust, passage)
    assert (
        load_codes(project).codes[made].label
        == "Interviewer: Why did you stay? P2: My manager trusted me. I was tired at times,…"
    )
