"""Saving a report from the window: the menu asks where to, and the file is there."""

import pytest

from qdatool.coding.codes import CodeDraft, create_code
from qdatool.ui.shell_actions import ShellAction


@pytest.fixture
def study(window, project_file):
    window.open_path(project_file())
    create_code(window.project(), CodeDraft("Trust"))
    return window


@pytest.mark.parametrize(
    "action", [ShellAction.SAVE_REVIEW_PACKET, ShellAction.SAVE_METHODS, ShellAction.SAVE_AUDIT_TRAIL]
)
def test_each_report_is_saved_where_the_user_says(study, qtbot, dialogs, tmp_path, action):
    dialogs.target = tmp_path / "report.html"
    study.actions.trigger(action)
    qtbot.waitUntil(dialogs.target.exists, timeout=5000)
    qtbot.waitUntil(lambda: not study.tasks.is_busy(), timeout=5000)
    assert "<h1>" in dialogs.target.read_text(encoding="utf-8")


def test_a_name_without_a_known_suffix_becomes_a_pdf(study, qtbot, dialogs, tmp_path):
    dialogs.target = tmp_path / "methods"
    study.actions.trigger(ShellAction.SAVE_METHODS)
    qtbot.waitUntil((tmp_path / "methods.pdf").exists, timeout=5000)
    qtbot.waitUntil(lambda: not study.tasks.is_busy(), timeout=5000)
    assert (tmp_path / "methods.pdf").read_bytes().startswith(b"%PDF-")


def test_a_folder_that_is_not_there_is_said(study, qtbot, dialogs, tmp_path):
    dialogs.target = tmp_path / "nowhere" / "methods.pdf"
    study.actions.trigger(ShellAction.SAVE_METHODS)
    qtbot.waitUntil(lambda: not study.tasks.is_busy(), timeout=5000)
    assert not dialogs.target.exists()


def test_without_a_file_name_nothing_happens(study, qtbot, dialogs, tmp_path):
    study.actions.trigger(ShellAction.SAVE_AUDIT_TRAIL)
    qtbot.waitUntil(lambda: not study.tasks.is_busy(), timeout=5000)
    assert dialogs.asked == ["file_to_write"]
    assert not [*tmp_path.glob("*.pdf"), *tmp_path.glob("*.docx"), *tmp_path.glob("*.html")]
