"""Opening a project for reading only, by choice: nothing can be written, and the way back to writing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from qdatool.ui.controls import EmptyState
from qdatool.ui.reading.actions import ReadingAction
from qdatool.ui.shell_actions import ShellAction
from qdatool.ui.status_bar import SavedState
from qdatool.ui.workspace import WorkspaceId
from tests.builders import empty_project, filled_project


@pytest.fixture
def study(window, dialogs, tmp_path: Path):
    project, _ = filled_project(tmp_path / "p.qdatool")
    project.close()
    dialogs.project = tmp_path / "p.qdatool"
    return window


def test_the_menu_opens_a_project_for_reading_only(study) -> None:
    study.actions.trigger(ShellAction.OPEN_READ_ONLY)
    assert study.project().is_read_only
    assert study._status.state() is SavedState.READ_ONLY
    assert not study.actions.is_enabled(ReadingAction.CODE_BOX)
    assert not study.actions.is_enabled(ShellAction.UNDO)
    assert study.actions.is_enabled(ShellAction.REVIEW)


def test_the_same_project_can_then_be_opened_for_writing_and_back(study, dialogs) -> None:
    study.actions.trigger(ShellAction.OPEN_READ_ONLY)
    study.actions.trigger(ShellAction.OPEN_PROJECT)
    assert not study.project().is_read_only
    study.actions.trigger(ShellAction.OPEN_READ_ONLY)
    assert study.project().is_read_only


def test_every_workspace_can_be_looked_at_in_a_project_that_is_only_read(study) -> None:
    study.actions.trigger(ShellAction.OPEN_READ_ONLY)
    for workspace in (WorkspaceId.CODE, WorkspaceId.CODEBOOK, WorkspaceId.MODELS, WorkspaceId.HISTORY):
        study.show_workspace(workspace)
        QApplication.processEvents()
        assert study.chosen_workspace() is workspace
    history = study.workspace(WorkspaceId.HISTORY)
    assert history.list.rows.rowCount() > 0
    assert not history.snapshots.take.isEnabled()


@pytest.mark.parametrize("workspace", [WorkspaceId.CODE, WorkspaceId.CODEBOOK, WorkspaceId.MODELS, WorkspaceId.MEMOS])
def test_an_empty_project_that_is_only_read_says_so_without_a_button(window, dialogs, tmp_path, workspace) -> None:
    empty_project(tmp_path / "p.qdatool").close()
    dialogs.project = tmp_path / "p.qdatool"
    offered = []
    for action in (ShellAction.OPEN_PROJECT, ShellAction.OPEN_READ_ONLY):
        window.actions.trigger(action)
        window.show_workspace(workspace)
        QApplication.processEvents()
        shown = [one for one in window.findChildren(EmptyState) if one.isVisible()]
        offered.append(any(one.isVisible() for part in shown for one in part.findChildren(QPushButton)))
    assert offered == [True, False]


def test_no_button_offers_to_add_what_cannot_be_written(study) -> None:
    reading = study.workspace(WorkspaceId.CODE)
    buttons = (reading.documents.import_button, reading.codes.add_button)
    study.actions.trigger(ShellAction.OPEN_READ_ONLY)
    assert [button.isEnabled() for button in buttons] == [False, False]
    study.actions.trigger(ShellAction.OPEN_PROJECT)
    assert [button.isEnabled() for button in buttons] == [True, True]
