"""The palette finds every action and everything in the project, in both languages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from qdatool.coding.codes import CodeDraft, create_code
from qdatool.coding.models import list_models
from qdatool.ui.shell_actions import ShellAction
from qdatool.ui.theme import tokens
from qdatool.ui.workspace import WorkspaceId


@pytest.fixture
def palette(window):
    window.actions.trigger(ShellAction.COMMANDS)
    return window._palette


def typed(palette, qtbot, text: str) -> list[str]:
    palette._field.clear()
    palette._field.insert(text)
    return palette.shown_names()


def test_an_action_is_found_in_english_and_in_persian(palette, qtbot):
    assert typed(palette, qtbot, "open pro")[0] == "Open project"
    assert typed(palette, qtbot, "باز کردن پروژه")[0] == "Open project"


def test_enter_runs_the_first_action(palette, qtbot):
    was_dark = tokens().is_dark
    typed(palette, qtbot, "light and dark")
    qtbot.keyClick(palette._field, Qt.Key.Key_Return)
    assert tokens().is_dark is not was_dark
    assert not palette.isVisible()


def test_the_arrows_choose_another_row(palette, qtbot, window):
    names = typed(palette, qtbot, "switch")
    qtbot.keyClick(palette._field, Qt.Key.Key_Down)
    assert palette._list.currentIndex().data() == names[1]


def test_escape_closes_and_gives_the_keyboard_back(window, qtbot):
    start = window.workspace(window.chosen_workspace()).widget
    start.filter.setFocus()
    window.actions.trigger(ShellAction.COMMANDS)
    qtbot.keyClick(window._palette._field, Qt.Key.Key_Escape)
    assert not window._palette.isVisible()
    assert QApplication.focusWidget() is start.filter


def test_an_action_that_cannot_be_used_does_nothing(palette, qtbot):
    typed(palette, qtbot, "close project")
    qtbot.keyClick(palette._field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_a_sentence_says_that_nothing_fits(palette, qtbot):
    assert typed(palette, qtbot, "qqqq") == []
    assert palette._nothing.isVisible()


def test_recent_projects_are_offered(window, qtbot, project_file):
    path = project_file()
    window.open_path(path)
    window.close_project()
    window.actions.trigger(ShellAction.COMMANDS)
    assert typed(window._palette, qtbot, "open: stu") == ["Open: Study"]
    qtbot.keyClick(window._palette._field, Qt.Key.Key_Return)
    assert window.project().path == path


def test_codes_are_found_by_either_label(window, qtbot, project_file):
    window.open_path(project_file())
    create_code(window.project(), CodeDraft("Trust", labels={"fa": "اعتماد"}))
    window.actions.trigger(ShellAction.JUMP)
    assert typed(window._palette, qtbot, "اعتماد") == ["Trust"]


@pytest.mark.parametrize("words", ["new process view", "نمای فرایند تازه"])
def test_commands_of_a_workspace_that_was_not_shown_yet_are_offered_too(window, qtbot, project_file, words):
    window.open_path(project_file())
    window.actions.trigger(ShellAction.COMMANDS)
    window._palette._field.insert(words)
    qtbot.keyClick(window._palette._field, Qt.Key.Key_Return)
    assert [model.title for model in list_models(window.project())] == ["Process view"]
    assert window.chosen_workspace() is WorkspaceId.MODELS


def test_without_a_project_no_command_of_another_workspace_is_offered(window, qtbot):
    window.actions.trigger(ShellAction.COMMANDS)
    assert typed(window._palette, qtbot, "new process view") == []
