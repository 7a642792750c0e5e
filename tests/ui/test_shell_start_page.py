"""The start page: recent projects, a new one, what their marks mean."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from qdatool.coding.facts import project_facts
from qdatool.settings import RecentProject
from qdatool.ui.start.health import Health, health_of, is_in_synced_folder
from qdatool.ui.start.new_project_form import free_path
from qdatool.ui.workspace import WorkspaceId


@pytest.fixture
def page(window):
    return window.workspace(WorkspaceId.START).widget


def remember(window, page, *projects: RecentProject):
    for project in reversed(projects):
        window.settings.remember_project(project)
    page.refresh()


def titles(page) -> list[str]:
    return [row.project.title for row in page.recent.rows()]


def test_a_title_and_enter_make_a_project_and_open_it(window, page, qtbot, tmp_path):
    page.cards.choose("thematic-network")
    qtbot.keyClicks(page.form.title, "Digital government")
    qtbot.keyClick(page.form.title, Qt.Key.Key_Return)
    facts = project_facts(window.project())
    assert (facts.title, facts.template, facts.languages) == ("Digital government", "thematic-network", ("en", "fa"))
    assert (tmp_path / "Digital government.qdatool").is_file()


def test_without_a_title_nothing_can_be_made(page):
    assert not page.form.create.isEnabled()
    assert page.form.create.toolTip() == "Give the project a title first."


def test_a_missing_folder_is_refused_in_one_sentence(window, page, qtbot, tmp_path):
    page.form.folder.setText(str(tmp_path / "nowhere"))
    page.form.title.setText("Study")
    qtbot.mouseClick(page.form.create, Qt.MouseButton.LeftButton)
    assert window.project() is None
    assert "does not exist" in window.notice().sentence
    assert page.form.title.text() == "Study"


def test_a_click_on_a_recent_project_opens_it(window, page, qtbot, project_file):
    remember(window, page, RecentProject(str(project_file()), "Study"))
    qtbot.mouseClick(page.recent.rows()[0], Qt.MouseButton.LeftButton)
    assert window.windowTitle() == "Study — qdatool"


def test_opening_the_open_project_again_shows_it(window, page, qtbot, project_file):
    path = project_file()
    window.open_path(path)
    opened = window.project()
    window.show_workspace(WorkspaceId.START)
    qtbot.mouseClick(page.recent.rows()[0], Qt.MouseButton.LeftButton)
    assert window.project() is opened
    assert window.chosen_workspace() is WorkspaceId.CODE
    assert window.notice() is None


def test_a_sample_is_built_beside_the_window_and_opened(window, page, qtbot, tmp_path):
    for _ in range(2):
        qtbot.mouseClick(page.first_link, Qt.MouseButton.LeftButton)
    assert window.project() is None
    qtbot.waitUntil(lambda: window.project() is not None)
    assert window.project().path == tmp_path / "grounded-theory-fa.qdatool"
    assert window.notice() is None


def test_a_sample_that_cannot_be_built_is_refused_in_one_sentence(window, page, qtbot, tmp_path):
    page.form.folder.setText(str(tmp_path / "nowhere"))
    qtbot.mouseClick(page.first_link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.notice() is not None)
    assert "does not exist" in window.notice().sentence


def test_enter_on_a_recent_project_opens_it(window, page, qtbot, project_file):
    remember(window, page, RecentProject(str(project_file()), "Study"))
    qtbot.keyClick(page.recent.rows()[0], Qt.Key.Key_Return)
    assert window.project() is not None


def test_a_missing_project_stays_and_a_click_asks_where_it_is(window, page, qtbot, project_file, dialogs, tmp_path):
    remember(window, page, RecentProject(str(tmp_path / "gone.qdatool"), "Pilot"))
    dialogs.project = project_file()
    row = page.recent.rows()[0]
    assert row.mark.health is Health.MISSING
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert window.project().path == dialogs.project


def test_filtering_keeps_what_fits(window, page, qtbot):
    remember(window, page, RecentProject("/a/1.qdatool", "خدمات دیجیتال"), RecentProject("/a/2.qdatool", "Nurses"))
    qtbot.keyClicks(page.filter, "nur")
    assert titles(page) == ["Nurses"]


def test_pinned_projects_stand_first(window, page, qtbot):
    remember(window, page, RecentProject("/a/1.qdatool", "One"), RecentProject("/a/2.qdatool", "Two"))
    qtbot.mouseClick(page.recent.rows()[1].pin, Qt.MouseButton.LeftButton)
    assert titles(page) == ["Two", "One"]


def test_removing_a_project_from_the_list_leaves_its_file(window, page, project_file):
    path = project_file()
    remember(window, page, RecentProject(str(path), "Study"))
    page.recent.removed.emit(path)
    assert titles(page) == []
    assert path.is_file()


def test_a_project_that_was_opened_is_checked(window, page, qtbot, project_file):
    path = project_file()
    window.open_path(path)
    qtbot.waitUntil(lambda: window.settings.recent_project(path).is_checked)
    window.close_project()
    assert page.recent.rows()[0].mark.health is Health.CHECKED


def test_an_old_snapshot_is_marked_with_its_age(tmp_path):
    file = tmp_path / "study.qdatool"
    copy = tmp_path / "study.snapshots" / "old.qdatool"
    copy.parent.mkdir()
    now = datetime.now(UTC)
    for target, age in ((file, timedelta()), (copy, timedelta(days=9))):
        target.write_bytes(b"")
        os.utime(target, times=((now - age).timestamp(),) * 2)
    mark = health_of(RecentProject(str(file), "Study", is_checked=True), now)
    assert (mark.health, mark.days) == (Health.OLD_SNAPSHOT, 9)


@pytest.mark.parametrize(
    ("folder", "is_synced"),
    [("/home/n/OneDrive - Uni/a", True), ("/home/n/Dropbox", True), ("/home/n/Documents", False)],
)
def test_synced_folders_are_known(folder, is_synced):
    assert is_in_synced_folder(Path(folder) / "study.qdatool") is is_synced


def test_a_name_that_is_taken_gets_a_number_and_signs_are_left_out(tmp_path):
    (tmp_path / "A B.qdatool").write_bytes(b"")
    assert free_path(tmp_path, "A/B").name == "A B (2).qdatool"
    assert free_path(tmp_path, "...").name == "project.qdatool"
