"""Snapshots, preferences, help and about."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from qdatool.app import BugNotice
from qdatool.coding.codes import CodeDraft, create_code, load_codes
from qdatool.ui.about import AboutDialog
from qdatool.ui.controls import SentenceLabel
from qdatool.ui.help import HelpSheet
from qdatool.ui.preferences import PreferencesDialog
from qdatool.ui.shell_actions import ShellAction
from qdatool.ui.snapshots_dialog import SnapshotsDialog
from qdatool.wording import interface_language


def opened(window, kind: type):
    return next(child for child in window.findChildren(kind) if child.isVisible())


@pytest.fixture
def study(window, project_file):
    window.open_path(project_file())
    create_code(window.project(), CodeDraft("Trust"))
    return window


def test_a_snapshot_taken_with_a_name_stands_in_the_list(study, qtbot):
    study.actions.trigger(ShellAction.SNAPSHOTS)
    dialog = opened(study, SnapshotsDialog)
    dialog.label.setText("before the workshop")
    qtbot.keyClick(dialog.label, Qt.Key.Key_Return)
    assert dialog.list.topLevelItem(0).text(1) == "Taken by hand: before the workshop"
    dialog.close()


def test_going_back_to_a_snapshot_restores_it_and_keeps_the_present(study, qtbot):
    study.actions.trigger(ShellAction.TAKE_SNAPSHOT)
    create_code(study.project(), CodeDraft("Fear"))
    study.actions.trigger(ShellAction.SNAPSHOTS)
    dialog = opened(study, SnapshotsDialog)
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    assert [code.label for code in load_codes(study.project())] == ["Trust"]
    study.actions.trigger(ShellAction.SNAPSHOTS)
    again = opened(study, SnapshotsDialog)
    assert any("Before a restore" in again.list.topLevelItem(i).text(1) for i in range(again.list.topLevelItemCount()))
    again.close()


def test_turning_away_from_a_restore_changes_nothing(study, qtbot, dialogs):
    dialogs.confirms = False
    study.actions.trigger(ShellAction.TAKE_SNAPSHOT)
    create_code(study.project(), CodeDraft("Fear"))
    study.actions.trigger(ShellAction.SNAPSHOTS)
    dialog = opened(study, SnapshotsDialog)
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    assert len(load_codes(study.project())) == 2
    dialog.close()


def test_preferences_take_effect_at_once(window, qtbot):
    window.actions.trigger(ShellAction.PREFERENCES)
    dialog = opened(window, PreferencesDialog)
    qtbot.mouseClick(dialog.language.button("fa"), Qt.MouseButton.LeftButton)
    assert interface_language() == "fa"
    assert dialog.windowTitle() == "تنظیمات"
    dialog.size.setValue(20)
    assert window.settings.reading_font_px == 20
    dialog.close()


def test_every_key_of_the_table_stands_in_the_help(window):
    window.actions.trigger(ShellAction.HELP)
    sheet = opened(window, HelpSheet)
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Ctrl+Z", "Ctrl+Shift+P", "F6", "Alt+1"} <= shown
    sheet.close()


def test_the_help_begins_with_the_keys_of_where_one_is(study):
    study.actions.trigger(ShellAction.HELP)
    sheet = opened(study, HelpSheet)
    heads = [label.text() for label in sheet.keys.findChildren(SentenceLabel)]
    sheet.close()
    assert heads.index("Text") < heads.index("Anywhere")


def test_the_help_is_searched_in_both_languages(window, qtbot):
    window.actions.trigger(ShellAction.HELP)
    sheet = opened(window, HelpSheet)
    sheet.keys.filter.insert("واگرد")
    names = {label.accessibleName() for label in sheet.keys.findChildren(QLabel)}
    assert "Undo" in names and "Quit" not in names
    sheet.close()


def test_about_names_the_licences(window):
    window.actions.trigger(ShellAction.ABOUT)
    dialog = opened(window, AboutDialog)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert all(name in words for name in ("MIT", "Lucide", "Vazirmatn", "Qt"))
    dialog.close()


def test_a_bug_is_told_once_until_it_is_read(dialogs, qapp):
    tell = BugNotice(dialogs)
    for _ in range(3):
        tell()
    qapp.processEvents()
    assert dialogs.asked == ["Something went wrong that should not have."]
    tell()
    qapp.processEvents()
    assert len(dialogs.asked) == 2


def test_a_damaged_project_is_brought_back_from_its_snapshot(study, qtbot):
    path = study.project().path
    study.actions.trigger(ShellAction.TAKE_SNAPSHOT)
    study.close_project()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    path.write_bytes(content)
    study.open_path(path)
    assert "is damaged" in study.notice().sentence
    study.notice().action.run()
    dialog = opened(study, SnapshotsDialog)
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    assert [code.label for code in load_codes(study.project())] == ["Trust"]


def test_the_help_tells_what_one_does_on_a_figure_in_both_languages(window):
    window.actions.trigger(ShellAction.HELP)
    sheet = opened(window, HelpSheet)
    sheet.pages.setCurrentIndex(2)
    assert sheet.pages.tabText(2) == "On a figure"
    shown = {label.text() for label in sheet.pages.currentWidget().findChildren(QLabel)}
    assert "Lead a link round others" in shown
    window.actions.trigger(ShellAction.SWITCH_LANGUAGE)
    assert sheet.pages.tabText(2) == "کار با شکل"
    sheet.close()
