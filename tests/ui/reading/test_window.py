"""The workspace as a part of the window: docks, language, read-only files, ways around."""

import shutil

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDockWidget

from qdatool.ui.controls import KeyLabel
from qdatool.ui.reading.actions import ACTIONS, ReadingAction
from qdatool.ui.shell_actions import ShellAction
from qdatool.ui.workspace import Place, PlaceKind, WorkspaceId
from qdatool.wording import say


def left_edges(desk):
    """Return where the docks beside the text begin, by name."""
    docks = {dock.objectName(): dock.geometry().left() for dock in desk.reading.widget.findChildren(QDockWidget)}
    return docks["documents"], docks["codes"]


def test_docks_stand_at_the_reading_start_and_end_and_mirror_with_the_language(desk):
    documents, codes = left_edges(desk)
    assert documents < codes
    desk.window.actions.trigger(ShellAction.SWITCH_LANGUAGE)
    QApplication.processEvents()
    documents, codes = left_edges(desk)
    assert codes < documents
    desk.window.actions.trigger(ShellAction.SWITCH_LANGUAGE)
    QApplication.processEvents()
    documents, codes = left_edges(desk)
    assert documents < codes


def test_the_key_in_the_filter_stands_at_its_reading_end_after_a_switch(desk):
    key = desk.reading.codes.filter.findChild(KeyLabel)
    at_right = key.geometry().left()
    desk.window.actions.trigger(ShellAction.SWITCH_LANGUAGE)
    QApplication.processEvents()
    assert key.geometry().left() < at_right / 2


def test_docks_have_their_usual_widths(desk):
    widths = {dock.objectName(): dock.width() for dock in desk.reading.widget.findChildren(QDockWidget)}
    assert (widths["documents"], widths["codes"]) == (212, 348)


def test_f6_goes_through_the_panels_in_reading_order(desk):
    desk.select("سه بار فرم")
    desk.reading.loop.apply(desk.codes["Slow repair"])
    desk.settle()
    desk.reading.documents.list.setFocus()
    reached = []
    for _ in range(3):
        desk.key(Qt.Key.Key_F6)
        reached.append(QApplication.focusWidget())
    assert reached == [desk.view, desk.reading.quotations.list, desk.tree]


def test_a_read_only_project_is_shown_and_offers_no_changes(desk, tmp_path):
    path = desk.project.path
    copy = tmp_path / "copy.qdatool"
    desk.window.close_project()
    shutil.copyfile(path, copy)
    desk.window.open_path(copy, read_only=True)
    QApplication.processEvents()
    span = desk.select("سه بار فرم")
    desk.key(Qt.Key.Key_Return)
    assert not desk.box.isVisible() and span is not None
    assert not desk.window.actions.is_enabled(ReadingAction.IN_VIVO)
    assert desk.reading.code_acts.menu((desk.codes["Slow repair"],)).actions() == []


def test_going_to_a_code_shows_it_though_it_was_filtered_out(desk):
    desk.reading.codes.filter.setText("forms")
    desk.window.go_to(Place(WorkspaceId.CODE, PlaceKind.CODE, desk.codes["Slow repair"]))
    assert desk.tree.present_code() == desk.codes["Slow repair"]
    assert desk.reading.codes.filter.text() == ""


def test_a_command_can_be_run_while_a_code_is_being_renamed(desk):
    desk.tree.setFocus()
    desk.click_code(desk.codes["Moving on"])
    desk.key(Qt.Key.Key_F2)
    desk.window.open_palette()
    desk.settle()
    desk.type("filter codes")
    desk.key(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is desk.reading.codes.filter


def test_the_letters_keep_their_size(desk):
    before = desk.view.letter_size()
    desk.view.setFocus()
    desk.window.actions.trigger(ReadingAction.LARGER)
    assert desk.window.settings.reading_font_px == before + 1


def test_every_action_has_a_persian_name():
    assert [spec.text for spec in ACTIONS if say(spec.text, "fa") == spec.text] == []
