from __future__ import annotations

from pathlib import Path

import pytest

from qdatool.coding.level_places import LevelNames, NewLevel, place_levels
from qdatool.coding.levels import TEMPLATE_LEVELS, find_level, list_levels
from qdatool.coding.project import Project
from qdatool.coding.roles import Template
from qdatool.errors import InvalidOperation, OperationReason
from tests.builders import empty_project


@pytest.mark.parametrize("template", Template)
def test_a_template_brings_its_levels_named_in_both_languages(tmp_path: Path, template: Template) -> None:
    with empty_project(tmp_path / "p.qdatool", template) as project:
        levels = list_levels(project)
    assert tuple(level.key for level in levels) == TEMPLATE_LEVELS[template]
    assert [level.position for level in levels] == list(range(len(levels)))
    assert all(set(level.names) == set(level.chips) == {"fa", "en"} for level in levels)


def test_a_level_without_a_name_in_a_language_is_called_by_its_key(blank: Project) -> None:
    level = find_level(blank, "axial")
    assert (level.name_in("fa"), level.name_in("de"), level.chip_in("de")) == ("محوری", "axial", "A")


def test_an_unknown_level_is_refused(blank: Project) -> None:
    with pytest.raises(InvalidOperation) as error:
        find_level(blank, "basic")
    assert error.value.reason is OperationReason.UNKNOWN_LEVEL


def test_names_are_read_whatever_their_spelling(blank: Project) -> None:
    names = LevelNames(list_levels(blank))
    assert [names.key_of(cell) for cell in ("Open", "محوري", "پیش سازمان دهنده")] == ["open", "axial", "pre-organizing"]
    assert [names.key_of(cell) for cell in ("Third Row", " third row ")] == ["Third Row", "Third Row"]


def test_several_levels_find_their_places_at_once() -> None:
    steps = [("b", "x"), ("x", "y"), ("y", "a"), ("top", None), ("a", "top"), ("floor", "b"), ("alone", None)]
    assert place_levels(["a", "b"], steps) == (
        NewLevel("y", "a"),
        NewLevel("x", "y"),
        NewLevel("top", None),
        NewLevel("floor", "b"),
        NewLevel("alone", "floor"),
    )


def test_levels_that_lie_above_each_other_still_find_places() -> None:
    assert {level.key for level in place_levels(["a"], [("x", "y"), ("y", "x")])} == {"x", "y"}
