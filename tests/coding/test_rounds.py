from __future__ import annotations

import pytest

from qdatool.coding.coders import add_round, list_rounds, mark_finished
from qdatool.coding.project import Project
from qdatool.coding.rounds import (
    choose_round,
    finished_documents,
    rename_round,
    round_progress,
    set_round_blind,
)
from qdatool.errors import InvalidOperation, OperationReason
from tests.builders import Sample


def test_a_round_is_chosen_renamed_and_made_blind(project: Project, ids: Sample) -> None:
    training = add_round(project, "Training")
    choose_round(project, training)
    rename_round(project, training, " Practice ")
    set_round_blind(project, training, is_blind=True)
    assert project.round_id == training
    assert [(one.name, one.is_blind) for one in list_rounds(project)][-1] == ("Practice", True)


def test_what_is_no_round_is_refused(project: Project, ids: Sample) -> None:
    acts = {
        lambda: choose_round(project, 99): OperationReason.UNKNOWN_ROUND,
        lambda: set_round_blind(project, 99, is_blind=True): OperationReason.UNKNOWN_ROUND,
        lambda: rename_round(project, 99, "X"): OperationReason.UNKNOWN_ROUND,
        lambda: rename_round(project, ids.round, "Round 2"): OperationReason.NAME_TAKEN,
        lambda: rename_round(project, ids.round, " "): OperationReason.EMPTY_LABEL,
    }
    for act, reason in acts.items():
        with pytest.raises(InvalidOperation) as error:
            act()
        assert error.value.reason is reason
    assert project.next_undo() is None


def test_progress_counts_the_documents_a_coder_has_finished_in_the_round(project: Project, ids: Sample) -> None:
    mark_finished(project, ids.second)
    choose_round(project, ids.second_round)
    mark_finished(project, ids.second)
    assert [(one.coder.name, one.finished, one.documents) for one in round_progress(project, ids.round)] == [
        ("Sara", 2, 2),
        ("Mina", 0, 2),
    ]
    assert finished_documents(project, ids.second_round) == {ids.second: {ids.coder}}


def test_going_back_to_the_same_name_is_no_step(project: Project, ids: Sample) -> None:
    rename_round(project, ids.second_round, "Round 2")
    assert project.next_undo() is None
