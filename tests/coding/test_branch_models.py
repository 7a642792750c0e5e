"""Models of single branches."""

from __future__ import annotations

from pathlib import Path

import pytest

from qdatool.coding.branch_models import branch_model, branches_of, draw_branch, draw_branches
from qdatool.coding.changes import Operation
from qdatool.coding.codes import CodeDraft, create_code, load_codes, rename_code
from qdatool.coding.creation import ProjectDraft, create_project
from qdatool.coding.model_options import Arrangement, ModelOption
from qdatool.coding.models import create_model, list_models, load_model, set_model_direction, set_model_option
from qdatool.coding.project import Project
from qdatool.coding.roles import Direction, ModelKind
from qdatool.errors import InvalidOperation, OperationReason


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = create_project(tmp_path / "p.qdatool", ProjectDraft("T"))
    for theme in ("Trust", "Care"):
        top = create_code(made, CodeDraft(theme))
        for i in range(3):
            create_code(made, CodeDraft(f"{theme} {i}", top))
    return made


def code(project: Project, name: str) -> int:
    return next(one.id for one in load_codes(project) if one.label == name)


def heads(project: Project, model_id: int) -> list[int]:
    return [slot.code_id for slot in load_model(project, model_id).slots]


def test_a_branch_becomes_a_tree_called_as_its_code(project):
    trust = code(project, "Trust")
    rename_code(project, trust, "اعتماد", "fa" if load_codes(project).codes[trust].labels.get("en") else "en")
    assert branch_model(project, trust) is None
    made = draw_branch(project, trust)
    model = branch_model(project, trust)
    assert model.id == made and model.kind is ModelKind.TREE and model.title == "Trust"
    assert set(model.titles.values()) == {"Trust", "اعتماد"}
    assert heads(project, made) == [trust]
    assert project.undo().operation is Operation.DRAW_BRANCH
    assert list_models(project) == ()


def test_a_name_that_is_taken_gets_a_number(project):
    create_model(project, ModelKind.FREE, "Trust")
    assert load_model(project, draw_branch(project, code(project, "Trust"))).title == "Trust (2)"


def test_each_global_theme_gets_its_network_in_one_step(project):
    whole = create_model(project, ModelKind.THEMATIC_NETWORK, "Whole", from_levels=True)
    set_model_option(project, whole, ModelOption.ARRANGEMENT, Arrangement.TOP_DOWN.value)
    set_model_direction(project, whole, Direction.RTL)
    made = draw_branches(project, whole)
    assert [load_model(project, one).title for one in made] == ["Trust", "Care"]
    assert [heads(project, one) for one in made] == [[code(project, "Trust")], [code(project, "Care")]]
    for one in map(lambda model_id: load_model(project, model_id), made):
        assert one.kind is ModelKind.THEMATIC_NETWORK and one.direction is Direction.RTL
        assert one.options[ModelOption.ARRANGEMENT] == "top-down"
    project.undo()
    assert [model.id for model in list_models(project)] == [whole]


def test_a_network_of_one_theme_is_parted_by_those_below_it(project):
    one = draw_branch(project, code(project, "Care"), ModelKind.THEMATIC_NETWORK)
    made = draw_branches(project, one)
    assert [load_model(project, each).title for each in made] == ["Care 0", "Care 1", "Care 2"]


def test_what_has_no_branches_is_refused(project):
    leaf = draw_branch(project, code(project, "Care 1"))
    paradigm = create_model(project, ModelKind.PARADIGM, "P")
    assert branches_of(project, load_model(project, paradigm)) == ()
    for model_id in (leaf, paradigm):
        with pytest.raises(InvalidOperation) as refused:
            draw_branches(project, model_id)
        assert refused.value.reason is OperationReason.ONE_BRANCH
    with pytest.raises(InvalidOperation) as refused:
        draw_branch(project, 999)
    assert refused.value.reason is OperationReason.UNKNOWN_CODE
