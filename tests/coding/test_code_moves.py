from __future__ import annotations

import pytest

from qdatool.coding.changes import Operation
from qdatool.coding.code_moves import group_codes, move_codes
from qdatool.coding.codes import CodeDraft, create_code, load_codes, recolour_code
from qdatool.coding.levels import find_level
from qdatool.coding.project import Project
from qdatool.errors import InvalidOperation, OperationReason
from tests.builders import dump


@pytest.fixture
def codes(project: Project) -> dict[str, int]:
    """Two categories, one with three codes, and two codes in none."""
    made: dict[str, int] = {}
    axial = find_level(project, "axial").id
    for label in ("Trust", "Help"):
        made[label] = create_code(project, CodeDraft(label, level_id=axial))
    for label in ("a", "b", "c"):
        made[label] = create_code(project, CodeDraft(label, made["Trust"]))
    for label in ("x", "y"):
        made[label] = create_code(project, CodeDraft(label))
    return made


def below(project: Project, parent_id: int | None) -> list[str]:
    tree = load_codes(project)
    return [tree.codes[code_id].label for code_id in tree.children_of(parent_id)]


def test_codes_go_before_a_sibling_in_tree_order(project, codes):
    move_codes(project, [codes["y"], codes["x"]], codes["Trust"], codes["b"])

    assert below(project, codes["Trust"]) == ["a", "x", "y", "b", "c"]
    assert not {"x", "y"} & set(below(project, None))


def test_codes_go_last_without_a_sibling_to_go_before(project, codes):
    move_codes(project, [codes["a"], codes["x"]], codes["Help"])

    assert below(project, codes["Help"]) == ["a", "x"]
    assert below(project, codes["Trust"]) == ["b", "c"]


def test_codes_change_places_within_their_category(project, codes):
    move_codes(project, [codes["c"]], codes["Trust"], codes["a"])

    assert below(project, codes["Trust"]) == ["c", "a", "b"]


def test_a_code_below_another_that_moves_stays_below_it(project, codes):
    move_codes(project, [codes["Trust"], codes["a"]], codes["Help"])

    assert below(project, codes["Help"]) == ["Trust"]
    assert below(project, codes["Trust"]) == ["a", "b", "c"]


def test_many_codes_move_in_one_step(project, codes):
    before = dump(project)

    move_codes(project, [codes["a"], codes["x"], codes["y"]], codes["Help"])

    assert project.next_undo() is Operation.MOVE_CODE
    project.undo()
    assert dump(project) == before


def test_a_category_cannot_go_under_what_lies_in_it(project, codes):
    inner = create_code(project, CodeDraft("inner", codes["a"]))
    before = dump(project)

    with pytest.raises(InvalidOperation) as error:
        move_codes(project, [codes["x"], codes["Trust"]], inner)

    assert error.value.reason is OperationReason.CYCLE
    assert dump(project) == before


def test_codes_get_a_new_category_a_level_above_them(project, codes):
    category = group_codes(project, [codes["y"], codes["b"]], CodeDraft("Bonds"))

    made = load_codes(project).codes[category]
    assert made.level_id == find_level(project, "axial").id
    assert made.parent_id is None
    assert below(project, category) == ["b", "y"]
    assert below(project, codes["Trust"]) == ["a", "c"]


def test_a_category_of_categories_is_again_a_level_above(project, codes):
    category = group_codes(project, [codes["Trust"], codes["Help"]], CodeDraft("Core"))

    assert load_codes(project).codes[category].level_id == find_level(project, "selective").id


def test_a_new_category_takes_the_colour_its_codes_share(project, codes):
    for label in ("x", "y"):
        recolour_code(project, codes[label], "#123456")

    category = group_codes(project, [codes["x"], codes["y"]], CodeDraft("Bonds"))

    assert load_codes(project).codes[category].color == "#123456"


def test_making_a_category_of_codes_is_one_step(project, codes):
    before = dump(project)

    group_codes(project, [codes["x"], codes["y"]], CodeDraft("Bonds"))

    assert project.next_undo() is Operation.GROUP_CODES
    project.undo()
    assert dump(project) == before


def test_a_category_without_a_name_moves_nothing(project, codes):
    before = dump(project)

    with pytest.raises(InvalidOperation) as error:
        group_codes(project, [codes["x"]], CodeDraft("  "))

    assert error.value.reason is OperationReason.EMPTY_LABEL
    assert dump(project) == before
