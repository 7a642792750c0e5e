from __future__ import annotations

import pytest

from qdatool.coding.codes import (
    CodeDraft,
    Definition,
    create_code,
    define_code,
    delete_codes,
    find_code,
    load_codes,
    move_code,
    recolour_code,
    rename_code,
    set_code_level,
    set_code_role,
)
from qdatool.coding.colors import CODE_COLORS
from qdatool.coding.levels import find_level, list_levels
from qdatool.coding.memos import delete_memo
from qdatool.coding.models import load_model
from qdatool.coding.project import Project
from qdatool.coding.quotations import comment_quotation, counts_by_code, load_quotations, uncode
from qdatool.coding.relations import list_relations
from qdatool.coding.roles import Role
from qdatool.errors import InvalidOperation, OperationReason
from tests.builders import Sample, dump


def labels(project: Project, code_ids: tuple[int, ...]) -> list[str]:
    tree = load_codes(project)
    return [tree.codes[code_id].label for code_id in code_ids]


def refusal(act: object, *arguments: object) -> InvalidOperation:
    assert callable(act)
    with pytest.raises(InvalidOperation) as error:
        act(*arguments)
    return error.value


def test_a_new_root_takes_the_lowest_level_and_the_next_colour(blank: Project) -> None:
    first, second = create_code(blank, CodeDraft("الف")), create_code(blank, CodeDraft("ب"))
    tree = load_codes(blank)
    assert tree.codes[first].level_id == find_level(blank, "open").id
    assert (tree.codes[first].color, tree.codes[second].color) == CODE_COLORS[:2]
    assert tree.roots == (first, second)


def test_a_new_child_takes_the_level_below_its_parent(blank: Project) -> None:
    axial = create_code(blank, CodeDraft("الف", level_id=find_level(blank, "axial").id))
    child = create_code(blank, CodeDraft("ب", axial))
    grandchild = create_code(blank, CodeDraft("پ", child))
    tree = load_codes(blank)
    assert tree.codes[child].level_id == tree.codes[grandchild].level_id == find_level(blank, "open").id


@pytest.mark.parametrize("label", ["", "  ", "\n\t", "\u00a0"])
def test_a_label_cannot_be_empty(project: Project, ids: Sample, label: str) -> None:
    assert refusal(create_code, project, CodeDraft(label)).reason is OperationReason.EMPTY_LABEL
    assert refusal(rename_code, project, ids.trust, label).reason is OperationReason.EMPTY_LABEL


def test_labels_lose_the_space_around_them(blank: Project) -> None:
    code_id = create_code(blank, CodeDraft("  امید "))
    rename_code(blank, code_id, " ناامیدی\n")
    assert load_codes(blank).codes[code_id].label == "ناامیدی"


def test_the_same_label_may_stand_in_several_branches(project: Project, ids: Sample) -> None:
    create_code(project, CodeDraft("اعتماد", ids.outcome))
    assert refusal(find_code, project, "اعتماد").reason is OperationReason.UNKNOWN_CODE
    assert find_code(project, "زمینه‌های ماندن / اعتماد").id == ids.trust


def test_a_root_is_named_by_its_label_even_if_a_child_is_called_the_same(project: Project, ids: Sample) -> None:
    create_code(project, CodeDraft("خستگی", ids.outcome))
    assert find_code(project, "خستگی").id == ids.loose


def test_a_code_is_found_by_another_spelling_or_language(project: Project, ids: Sample) -> None:
    assert find_code(project, "زمينه های ماندن").id == ids.category
    assert find_code(project, "HELP (EN)".replace("HELP", "کمک")).id == ids.help


def test_a_slash_in_a_label_is_doubled_in_a_path(blank: Project) -> None:
    parent = create_code(blank, CodeDraft("کار / زندگی"))
    child = create_code(blank, CodeDraft("توازن", parent))
    assert load_codes(blank).path(child) == "کار // زندگی / توازن"
    assert find_code(blank, "کار // زندگی / توازن").id == child
    assert find_code(blank, "کار / زندگی").id == parent


@pytest.mark.parametrize("color", ["red", "#12345", "#GGGGGG", "123456", ""])
def test_a_colour_must_read_as_one(project: Project, ids: Sample, color: str) -> None:
    assert refusal(recolour_code, project, ids.trust, color).reason is OperationReason.BAD_COLOR


def test_a_translation_can_be_written_and_taken_away(project: Project, ids: Sample) -> None:
    rename_code(project, ids.trust, "Confidence", "en")
    assert load_codes(project).codes[ids.trust].label_in("en") == "Confidence"
    rename_code(project, ids.trust, " ", "en")
    assert load_codes(project).codes[ids.trust].label_in("en") == "اعتماد"


def test_a_translation_needs_a_language_of_the_project(project: Project, ids: Sample) -> None:
    before = dump(project)
    assert refusal(rename_code, project, ids.trust, "Vertrauen", "de").reason is OperationReason.UNKNOWN_LANGUAGE
    assert dump(project) == before


def test_moving_a_code_takes_what_lies_below_it_along(project: Project, ids: Sample) -> None:
    move_code(project, ids.category, ids.outcome, 0)
    tree = load_codes(project)
    assert tree.children_of(ids.outcome) == (ids.category, ids.stayed)
    assert tree.ancestors(ids.trust) == (ids.category, ids.outcome)


def test_moving_within_siblings_changes_their_order(project: Project, ids: Sample) -> None:
    move_code(project, ids.help, ids.category, 0)
    assert load_codes(project).children_of(ids.category) == (ids.help, ids.trust)
    move_code(project, ids.help, ids.category)
    assert load_codes(project).children_of(ids.category) == (ids.trust, ids.help)


@pytest.mark.parametrize("target", ["category", "trust"])
def test_a_code_cannot_lie_below_itself(project: Project, ids: Sample, target: str) -> None:
    before = dump(project)
    assert refusal(move_code, project, ids.category, getattr(ids, target)).reason is OperationReason.CYCLE
    assert dump(project) == before


def test_deleting_a_code_raises_its_children(project: Project, ids: Sample) -> None:
    delete_codes(project, [ids.category])
    assert labels(project, load_codes(project).roots) == ["پیامد", "خستگی", "اعتماد", "کمک"]


def test_deleting_a_chain_raises_children_to_the_nearest_code_left(blank: Project) -> None:
    top = create_code(blank, CodeDraft("۱"))
    middle = create_code(blank, CodeDraft("۲", top))
    lower = create_code(blank, CodeDraft("۳", middle))
    leaf = create_code(blank, CodeDraft("۴", lower))
    delete_codes(blank, [middle, lower])
    assert load_codes(blank).children_of(top) == (leaf,)


def test_deleting_a_code_takes_its_codings_and_bare_quotations(project: Project, ids: Sample) -> None:
    delete_codes(project, [ids.stayed, ids.trust])
    assert ids.stayed not in counts_by_code(project)
    assert load_quotations(project, [ids.lone_quotation]) == {}
    assert ids.quotation in load_quotations(project, [ids.quotation])


def test_deleting_a_code_takes_quotations_that_only_its_relations_held(project: Project, ids: Sample) -> None:
    comment_quotation(project, ids.held_quotation, "")
    delete_memo(project, ids.memo)
    uncode(project, [ids.held_coding])
    assert ids.held_quotation in load_quotations(project, [ids.held_quotation])
    delete_codes(project, [ids.category])
    assert ids.relation not in {relation.id for relation in list_relations(project)}
    assert load_quotations(project, [ids.held_quotation]) == {}


def test_deleting_a_code_takes_it_out_of_models(project: Project, ids: Sample) -> None:
    delete_codes(project, [ids.trust])
    assert load_model(project, ids.paradigm).codes_in(Role.CAUSAL) == (ids.help,)
    assert load_model(project, ids.paradigm).pinned == {}


def test_deleting_an_unknown_code_is_refused_whole(project: Project, ids: Sample) -> None:
    before = dump(project)
    assert refusal(delete_codes, project, [ids.trust, 99]).reason is OperationReason.UNKNOWN_CODE
    assert dump(project) == before


@pytest.mark.parametrize(
    "act",
    [
        lambda p: rename_code(p, 99, "x"),
        lambda p: move_code(p, 99, None),
        lambda p: recolour_code(p, 99, "#112233"),
        lambda p: define_code(p, 99, Definition("x")),
        lambda p: set_code_role(p, 99, Role.CAUSAL),
        lambda p: create_code(p, CodeDraft("x", 99)),
        lambda p: set_code_level(p, 99, list_levels(p)[0].id),
    ],
)
def test_an_unknown_code_is_refused(project: Project, act: object) -> None:
    assert refusal(act, project).reason is OperationReason.UNKNOWN_CODE


def test_an_unknown_level_is_refused(project: Project, ids: Sample) -> None:
    assert refusal(set_code_level, project, ids.trust, 99).reason is OperationReason.UNKNOWN_LEVEL
    assert refusal(create_code, project, CodeDraft("x", level_id=99)).reason is OperationReason.UNKNOWN_LEVEL


def test_a_colour_is_used_again_only_when_all_are_used(blank: Project) -> None:
    made = [create_code(blank, CodeDraft(str(number))) for number in range(17)]
    tree = load_codes(blank)
    colors = [tree.codes[code_id].color for code_id in made]
    assert sorted(colors[:16]) == sorted(CODE_COLORS)
    assert colors[16] == CODE_COLORS[0]
