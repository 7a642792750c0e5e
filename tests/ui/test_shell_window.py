"""The window as a user meets it: places, languages, themes, projects."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from qdatool.coding.codes import CodeDraft, create_code, load_codes
from qdatool.errors import ProjectFileError, ProjectFileReason
from qdatool.ui.shell_actions import ShellAction
from qdatool.ui.status_bar import SavedState
from qdatool.ui.theme import tokens


def test_the_window_mirrors_when_the_language_changes(window, qapp):
    bar, search = window._activity, window._top.search_field()
    assert bar.mapTo(window, bar.rect().topLeft()).x() == 0
    window.actions.trigger(ShellAction.SWITCH_LANGUAGE)
    qapp.processEvents()
    assert bar.mapTo(window, bar.rect().topRight()).x() == window.width() - 1
    assert search.accessibleName() == "جست‌وجو یا اجرای فرمان"


def test_the_theme_changes_without_a_restart(window, qapp):
    window.actions.trigger(ShellAction.SWITCH_THEME)
    qapp.processEvents()
    assert tokens().is_dark
    pixel = window._status.grab().toImage().pixelColor(400, 20)
    assert pixel.name().upper() == tokens().chrome


def test_choices_of_language_and_theme_are_remembered(window, settings):
    window.actions.trigger(ShellAction.SWITCH_LANGUAGE)
    window.actions.trigger(ShellAction.SWITCH_THEME)
    again = type(settings).load(settings.store)
    assert (again.language, again.theme) == ("fa", "dark")


def test_no_english_is_left_in_the_persian_window(make_window):
    window = make_window(language="fa")
    latin = {
        label.text()
        for label in window.findChildren(QLabel)
        if label.isVisible() and any("a" <= letter.lower() <= "z" for letter in _visible(label))
    }
    keys = {"Ctrl+Shift+P", "Ctrl+O", "F1"}
    assert latin - keys - {"qdatool"} == set()


def _visible(label: QLabel) -> str:
    return label.accessibleName() if label.textFormat() == Qt.TextFormat.RichText else label.text()


def test_opening_a_project_shows_its_title_and_state(window, project_file):
    window.open_path(project_file())
    assert window.windowTitle() == "Study — qdatool"
    assert window._status.state() is SavedState.SAVED


def test_a_project_is_remembered_when_it_is_closed(window, project_file, settings):
    path = project_file()
    window.open_path(path)
    create_code(window.project(), CodeDraft("Trust"))
    window.close_project()
    remembered = settings.recent_project(path)
    assert (remembered.title, remembered.codes) == ("Study", 1)
    assert window.project() is None


def test_undo_is_named_after_the_step_and_takes_it_back(window, project_file):
    window.open_path(project_file())
    create_code(window.project(), CodeDraft("Trust"))
    assert window.actions.text(ShellAction.UNDO) == "Undo: create a code"
    window.actions.trigger(ShellAction.UNDO)
    assert len(load_codes(window.project())) == 0
    assert window.actions.text(ShellAction.REDO) == "Redo: create a code"


def test_undo_is_disabled_with_the_reason_when_no_project_is_open(window):
    assert not window.actions.is_enabled(ShellAction.UNDO)
    assert window.actions.why_not(ShellAction.UNDO) == "This needs a project that is open for writing."


def test_a_locked_project_offers_to_be_read(window, project_file, open_project):
    path = project_file()
    open_project(path)
    window.open_path(path)
    notice = window.notice()
    assert "is already open" in notice.sentence
    notice.action.run()
    assert window.project().is_read_only
    assert window._status.state() is SavedState.READ_ONLY


def test_a_file_that_is_no_project_gets_one_sentence(window, tmp_path):
    junk = tmp_path / "junk.qdatool"
    junk.write_bytes(b"\x00junk" * 100)
    window.open_path(junk)
    assert "junk.qdatool is not a qdatool project" in window.notice().sentence
    assert window.project() is None


def test_a_missing_project_can_be_located(window, project_file, tmp_path, dialogs):
    dialogs.project = project_file()
    window.open_path(tmp_path / "gone.qdatool")
    window.notice().action.run()
    assert window.project() is not None


def test_f6_goes_round_the_panes_and_shift_f6_back(window, qtbot):
    start = window.workspace(window.chosen_workspace()).widget
    start.filter.setFocus()
    qtbot.keyClick(start.filter, Qt.Key.Key_F6)
    assert start.form.title.hasFocus()
    qtbot.keyClick(start.form.title, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert start.filter.hasFocus()


def test_the_window_is_usable_at_150_percent_of_a_small_screen(make_window, qapp):
    window = make_window(size=(910, 480))
    qapp.processEvents()
    start = window.workspace(window.chosen_workspace()).widget
    assert start.horizontalScrollBar().maximum() == 0


def refuse_for_want_of_room():
    raise ProjectFileError(ProjectFileReason.DISK_FULL)


def test_a_failed_write_turns_the_status_red_until_a_later_one_succeeds(window, project_file, qtbot):
    window.open_path(project_file())
    assert window.attempt(refuse_for_want_of_room) is None
    assert window._status.state() is SavedState.FAILED
    window._notices.clear()
    qtbot.mouseClick(window._status._saved, Qt.MouseButton.LeftButton)
    assert "The disk is full" in window.notice().sentence
    create_code(window.project(), CodeDraft("Trust"))
    assert window._status.state() is SavedState.SAVED


def test_size_and_place_of_the_window_are_remembered(window, settings):
    window.resize(1000, 700)
    window.close()
    assert settings.layouts["window"]
    assert type(settings).load(settings.store).layouts == settings.layouts


def test_the_coder_can_be_changed_in_the_top_bar(window, project_file, settings):
    settings.coder_name = "Arash"
    window.open_path(project_file())
    menu = window._top.coder_menu()
    menu.aboutToShow.emit()
    offered = ["Negar", "Join as Arash", "Round", "Round 1"]
    assert [entry.text() for entry in menu.actions() if entry.text()] == offered
    next(entry for entry in menu.actions() if entry.text() == "Join as Arash").trigger()
    assert window._top._coder.text() == "Arash"


def test_back_and_forward_are_offered_only_when_there_is_somewhere_to_go(window):
    assert not window.actions.is_enabled(ShellAction.BACK)
    assert not window.actions.is_enabled(ShellAction.FORWARD)
