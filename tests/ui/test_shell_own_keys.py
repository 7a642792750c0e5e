"""Keys that the user gives to actions: where they count, where they show, and why some are refused."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel

from qdatool.ui.activity_bar import ActivityButton
from qdatool.ui.controls import KeyLabel
from qdatool.ui.help import HelpSheet
from qdatool.ui.key_choice import OwnedRow, refusal
from qdatool.ui.preferences import PreferencesDialog
from qdatool.ui.shell_actions import ShellAction
from qdatool.ui.workspaces import WORKSPACES

CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier
X11_OF_J, X11_OF_Z = 44, 52


def press(widget, key: int, modifiers=PLAIN, scan_code: int = 0) -> None:
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan_code, 0, 0, ""))
    QApplication.processEvents()


@pytest.fixture
def page(window):
    """Return the page of the keys; the dialog closes with the window."""
    window.actions.trigger(ShellAction.PREFERENCES)
    dialog = next(child for child in window.findChildren(PreferencesDialog) if child.isVisible())
    dialog.pages.setCurrentWidget(dialog.keys)
    yield dialog.keys
    for left in window.findChildren(PreferencesDialog):
        left.close()


def give(page, action_id: str, key: int, modifiers=PLAIN, scan_code: int = 0) -> None:
    page.show_action(action_id)
    press(page.list, Qt.Key.Key_Return)
    press(page.list, key, modifiers, scan_code)


def test_an_action_gets_the_keys_that_are_pressed_and_runs_by_them(window, page):
    give(page, "help", Qt.Key.Key_J, CTRL)
    assert "Ctrl+J" in page.keys_shown("help")
    page.window().close()
    press(window, Qt.Key.Key_J, CTRL)
    sheet = next(child for child in window.findChildren(HelpSheet) if child.isVisible())
    keys = {label.text() for label in sheet.findChildren(QLabel)}
    sheet.close()
    assert "Ctrl+J" in keys and "F1" not in keys
    press(window, Qt.Key.Key_F1)
    assert [child for child in window.findChildren(HelpSheet) if child.isVisible()] == []


def test_tool_tips_and_pictures_of_keys_follow(window, page):
    give(page, "commands", Qt.Key.Key_J, CTRL)
    give(page, "workspace_1", Qt.Key.Key_U, CTRL)
    shown = {label.text() for label in window.findChildren(KeyLabel)}
    tips = " ".join(button.toolTip() for button in window.findChildren(ActivityButton))
    assert "Ctrl+J" in shown and "Ctrl+Shift+P" not in shown
    assert "Ctrl+U" in tips and "Alt+1" not in tips


def test_a_persian_key_is_taken_by_its_place(window, page):
    give(page, "help", ord("ت"), CTRL, X11_OF_J)
    assert window.settings.shortcuts == {"help": ["Ctrl+J"]}


def test_a_key_that_another_action_has_is_refused_with_its_name(window, page):
    give(page, "help", ord("ظ"), CTRL, X11_OF_Z)
    assert "Undo" in page.said.accessibleName() and "Ctrl+Z" in page.said.accessibleName()
    assert window.settings.shortcuts == {}
    press(page.list, Qt.Key.Key_J, CTRL)
    assert window.settings.shortcuts == {"help": ["Ctrl+J"]}


def test_escape_leaves_the_keys_as_they_are_and_the_page_open(window, page):
    give(page, "help", Qt.Key.Key_Escape)
    assert page.said.accessibleName() == "" and page.isVisible()
    assert window.settings.shortcuts == {}


def test_an_action_goes_back_to_its_usual_keys_unless_another_has_taken_them(window, page, qtbot):
    give(page, "help", Qt.Key.Key_J, CTRL)
    give(page, "about", Qt.Key.Key_F1)
    page.show_action("help")
    qtbot.mouseClick(page.default_button, Qt.MouseButton.LeftButton)
    assert "About" in page.said.accessibleName()
    page.show_action("about")
    qtbot.mouseClick(page.clear_button, Qt.MouseButton.LeftButton)
    page.show_action("help")
    qtbot.mouseClick(page.default_button, Qt.MouseButton.LeftButton)
    assert window.settings.shortcuts == {} and "F1" in page.keys_shown("help")
    give(page, "help", Qt.Key.Key_J, CTRL)
    qtbot.mouseClick(page.all_button, Qt.MouseButton.LeftButton)
    assert window.settings.shortcuts == {} and "F1" in page.keys_shown("help")


def test_keys_are_found_in_either_language_and_shown_in_persian(make_window):
    window = make_window(language="fa")
    window.actions.trigger(ShellAction.PREFERENCES)
    dialog = next(child for child in window.findChildren(PreferencesDialog) if child.isVisible())
    dialog.keys.filter.insert("undo")
    dialog.keys.show_action("undo")
    assert dialog.keys.list.currentItem().text(0) == "واگرد"
    dialog.close()


def rows() -> list[OwnedRow]:
    return [OwnedRow(entry.id, spec) for entry in WORKSPACES for spec in entry.actions()]


def row(action_id: str) -> OwnedRow:
    return next(one for one in rows() if one.spec.id == action_id)


@pytest.mark.parametrize(
    ("action_id", "keys", "is_refused"),
    [
        ("reading_in_vivo", "B", False),
        ("reading_in_vivo", "S", True),
        ("reading_in_vivo", "Left", True),
        ("reading_in_vivo", "Shift+Down", True),
        ("reading_in_vivo", "Ctrl+C", True),
        ("reading_next_document", "B", True),
        ("reading_next_document", "F8", False),
        ("reading_rename_code", "S", False),
        ("reading_rename_code", "Del", True),
        ("reading_in_vivo", "Ctrl+I", True),
    ],
)
def test_what_is_refused(action_id, keys, is_refused):
    assert bool(refusal(keys, row(action_id), rows())) is is_refused


@pytest.mark.parametrize("one", rows(), ids=lambda one: one.spec.id)
def test_no_two_rows_of_a_workspace_have_the_same_keys(one):
    taken = {other.spec.id for key in one.spec.shortcuts for other in rows() if key in other.spec.shortcuts}
    clashing = [other for other in rows() if other.spec.id in taken and other.owner is one.owner]
    views = [other for other in clashing if other.spec.scope is one.spec.scope]
    in_place = [other.spec.id for other in views if other.spec.section is one.spec.section]
    same_place = [other for other in in_place if type(other) is type(one.spec.id)]
    assert same_place in ([], [one.spec.id])
