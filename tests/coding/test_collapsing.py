"""Collapsed codes of a model: part of it, undone, kept in versions, gone with the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from qdatool.coding.changes import Operation
from qdatool.coding.codes import delete_codes, load_codes
from qdatool.coding.collapsing import collapse_codes, collapsed_codes, expand_all, expand_codes
from qdatool.coding.model_options import ModelOption
from qdatool.coding.model_versions import keep_version, restore_version
from qdatool.coding.models import load_model, set_model_option
from qdatool.coding.project import Project
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.figures.gather import FigureChoices, spec_for_model
from qdatool.figures.spec import TreeSpec, code_key
from tests.builders import Sample, filled_project


@pytest.fixture
def opened(tmp_path: Path) -> tuple[Project, Sample]:
    return filled_project(tmp_path / "p.qdatool")


def collapsed(project: Project, model_id: int) -> set[int]:
    return set(collapsed_codes(load_model(project, model_id), load_codes(project)))


def test_codes_collapse_and_expand_one_by_one_and_all(opened):
    project, sample = opened
    collapse_codes(project, sample.tree, [sample.category, sample.trust])
    collapse_codes(project, sample.tree, [sample.outcome])
    assert collapsed(project, sample.tree) == {sample.category, sample.trust, sample.outcome}
    assert collapsed(project, sample.paradigm) == set()
    expand_codes(project, sample.tree, [sample.trust])
    assert collapsed(project, sample.tree) == {sample.category, sample.outcome}
    expand_all(project, sample.tree)
    assert collapsed(project, sample.tree) == set()
    assert project.undo().operation is Operation.EXPAND_CODES
    assert collapsed(project, sample.tree) == {sample.category, sample.outcome}


def test_expanding_below_the_depth_is_one_step(opened):
    project, sample = opened
    set_model_option(project, sample.tree, ModelOption.DEPTH, 1)
    expand_codes(project, sample.tree, [sample.category], depth=2, collapsed=[sample.outcome])
    assert load_model(project, sample.tree).options[ModelOption.DEPTH] == 2
    assert collapsed(project, sample.tree) == {sample.outcome}
    project.undo()
    assert load_model(project, sample.tree).options[ModelOption.DEPTH] == 1
    assert collapsed(project, sample.tree) == set()


def test_other_options_stay(opened):
    project, sample = opened
    set_model_option(project, sample.tree, ModelOption.ARRANGEMENT, "top-down")
    collapse_codes(project, sample.tree, [sample.category])
    assert load_model(project, sample.tree).options[ModelOption.ARRANGEMENT] == "top-down"


def test_a_version_brings_them_back_also_after_the_code_went_and_came(opened):
    project, sample = opened
    collapse_codes(project, sample.tree, [sample.category])
    version = keep_version(project, sample.tree, "collapsed")
    expand_all(project, sample.tree)
    restore_version(project, version)
    assert collapsed(project, sample.tree) == {sample.category}
    delete_codes(project, [sample.category])
    assert collapsed(project, sample.tree) == set()
    project.undo()
    assert collapsed(project, sample.tree) == {sample.category}


def test_the_figure_knows_them(opened):
    project, sample = opened
    collapse_codes(project, sample.tree, [sample.category])
    spec = spec_for_model(project, sample.tree, FigureChoices())
    assert isinstance(spec, TreeSpec)
    found = {root.key: root.is_collapsed for root in spec.roots}
    assert found[code_key(sample.category)] and not found[code_key(sample.outcome)]


@pytest.mark.parametrize("act", [collapse_codes, expand_codes])
def test_what_is_not_there_is_refused(opened, act):
    project, sample = opened
    for model_id, code_id, reason in (
        (sample.tree, 999, OperationReason.UNKNOWN_CODE),
        (999, sample.trust, OperationReason.UNKNOWN_MODEL),
    ):
        with pytest.raises(InvalidOperation) as refused:
            act(project, model_id, [code_id])
        assert refused.value.reason is reason
