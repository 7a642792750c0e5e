from __future__ import annotations

import pytest

from qdatool.coding.code_groups import (
    CodeStatus,
    lower_codes,
    raise_codes,
    recolour_branches,
    recolour_codes,
    set_codes_level,
    set_codes_status,
)
from qdatool.coding.codes import load_codes, recolour_code, set_code_level
from qdatool.coding.levels import find_level, list_levels
from qdatool.coding.project import Project
from qdatool.coding.provenance import ProvenanceKind, creation_of, explain_provenance, list_provenance
from qdatool.errors import InvalidOperation, OperationReason
from tests.builders import START, Sample


@pytest.fixture(autouse=True)
def _open_codes(project: Project, ids: Sample) -> None:
    """Let the codes below ``category`` be open ones, with a level between them and it."""
    for code_id in (ids.trust, ids.help):
        set_code_level(project, code_id, find_level(project, "open").id)


def keys(project: Project, *code_ids: int) -> list[str]:
    """Return the keys of the codes' levels."""
    names = {one.id: one.key for one in list_levels(project)}
    tree = load_codes(project)
    return [names[tree.codes[code_id].level_id] for code_id in code_ids]


def test_a_change_of_level_says_what_the_level_was(project: Project, ids: Sample) -> None:
    set_codes_level(project, (ids.trust, ids.category), find_level(project, "axial").id, "it grew")
    assert keys(project, ids.trust, ids.category) == ["axial", "axial"]
    (step,) = list_provenance(project, ids.trust)
    assert (step.kind, step.sources[0].label, step.reason) == (ProvenanceKind.PROMOTED, "open", "it grew")


def test_a_raised_code_leaves_a_parent_that_is_no_higher(project: Project, ids: Sample) -> None:
    raise_codes(project, (ids.trust,))
    raise_codes(project, (ids.trust,))
    tree = load_codes(project)
    assert keys(project, ids.trust) == ["selective"]
    assert tree.roots[:2] == (ids.category, ids.trust)


def test_a_raised_code_stays_below_a_parent_that_is_higher(project: Project, ids: Sample) -> None:
    raise_codes(project, (ids.trust,))
    assert load_codes(project).codes[ids.trust].parent_id == ids.category


def test_raising_leaves_codes_of_the_highest_level_alone(project: Project, ids: Sample) -> None:
    raise_codes(project, (ids.category, ids.trust))
    assert keys(project, ids.category, ids.trust) == ["selective", "axial"]
    with pytest.raises(InvalidOperation) as refused:
        raise_codes(project, (ids.category, ids.outcome))
    assert refused.value.reason is OperationReason.NO_HIGHER_LEVEL


def test_lowering_keeps_the_place_and_ends_at_the_lowest(project: Project, ids: Sample) -> None:
    lower_codes(project, (ids.category,))
    assert keys(project, ids.category) == ["axial"]
    assert load_codes(project).children_of(ids.category) == (ids.trust, ids.help)
    with pytest.raises(InvalidOperation) as refused:
        lower_codes(project, (ids.trust,))
    assert refused.value.reason is OperationReason.NO_LOWER_LEVEL


def test_a_branch_takes_the_colour_of_its_top(project: Project, ids: Sample) -> None:
    recolour_code(project, ids.category, "#123456")
    recolour_branches(project, (ids.category, ids.trust))
    tree = load_codes(project)
    assert {tree.codes[one].color for one in (ids.category, ids.trust, ids.help)} == {"#123456"}
    assert tree.codes[ids.stayed].color != "#123456"


def test_several_codes_take_one_colour_in_one_step(project: Project, ids: Sample) -> None:
    before = load_codes(project)
    recolour_codes(project, (ids.trust, ids.loose), "#abcdef")
    assert {load_codes(project).codes[one].color for one in (ids.trust, ids.loose)} == {"#ABCDEF"}
    project.undo()
    assert load_codes(project) == before


def test_a_status_is_given_to_several(project: Project, ids: Sample) -> None:
    set_codes_status(project, (ids.trust, ids.loose), CodeStatus.SETTLED)
    tree = load_codes(project)
    assert [tree.codes[one].status for one in (ids.trust, ids.help, ids.loose)] == ["settled", "draft", "settled"]


def test_why_can_be_said_afterwards_for_a_whole_act(project: Project, ids: Sample) -> None:
    explain_provenance(project, ids.provenance, "  because\nof it ")
    assert list_provenance(project, ids.loose)[0].reason == "because of it"


def test_who_made_a_code_is_known(project: Project, ids: Sample) -> None:
    made = creation_of(project, ids.trust)
    assert (made.coder, made.at.date()) == ("Sara", START.date())
