from __future__ import annotations

import pytest

from qdatool.coding.coders import add_coder, add_round, list_coders, list_rounds, mark_finished, rename_coder
from qdatool.coding.project import Project
from qdatool.errors import InvalidOperation, OperationReason
from tests.builders import Sample, dump


def refusal(act: object, *arguments: object) -> OperationReason:
    assert callable(act)
    with pytest.raises(InvalidOperation) as error:
        act(*arguments)
    assert isinstance(error.value.reason, OperationReason)
    return error.value.reason


def test_coders_stand_in_the_order_in_which_they_came(project: Project, ids: Sample) -> None:
    add_coder(project, " Ali ")
    assert [coder.name for coder in list_coders(project)] == ["Sara", "Mina", "Ali"]
    assert project.coder_id == ids.coder


def test_rounds_say_whether_they_are_blind(project: Project, ids: Sample) -> None:
    assert [(one.name, one.is_blind) for one in list_rounds(project)] == [("دور ۱", False), ("Round 2", True)]


def test_names_are_given_once_and_never_empty(project: Project, ids: Sample) -> None:
    assert refusal(add_coder, project, " Mina ") is OperationReason.NAME_TAKEN
    assert refusal(add_coder, project, " ") is OperationReason.EMPTY_LABEL
    assert refusal(rename_coder, project, ids.coder, "Mina") is OperationReason.NAME_TAKEN
    assert refusal(rename_coder, project, 99, "X") is OperationReason.UNKNOWN_CODER
    assert refusal(add_round, project, "Round 2") is OperationReason.NAME_TAKEN
    assert refusal(add_round, project, "") is OperationReason.EMPTY_LABEL


def test_a_coder_may_be_called_what_they_are_called(project: Project, ids: Sample) -> None:
    rename_coder(project, ids.coder, "Sara ")
    assert project.next_undo() is None


def finished(project: Project) -> list[tuple[int, int, int]]:
    return project.raw().execute("SELECT document_id, coder_id, round_id FROM finished_document").fetchall()


def test_a_document_is_finished_by_a_coder_in_a_round(project: Project, ids: Sample) -> None:
    project.coder_id, project.round_id = ids.other_coder, ids.second_round
    mark_finished(project, ids.second)
    assert finished(project) == [(ids.first, ids.coder, ids.round), (ids.second, ids.other_coder, ids.second_round)]
    mark_finished(project, ids.second, is_finished=False)
    assert finished(project) == [(ids.first, ids.coder, ids.round)]


def test_finishing_twice_is_once(project: Project, ids: Sample) -> None:
    mark_finished(project, ids.first)
    assert len(finished(project)) == 1
    assert project.next_undo() is None


def test_nothing_is_finished_by_nobody_or_of_nothing(project: Project, ids: Sample) -> None:
    before = dump(project)
    assert refusal(mark_finished, project, 99) is OperationReason.UNKNOWN_DOCUMENT
    project.coder_id = 0
    assert refusal(mark_finished, project, ids.second) is OperationReason.UNKNOWN_CODER
    assert dump(project) == before
