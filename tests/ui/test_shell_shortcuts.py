"""Keys reach their actions on every layout, and letters stay letters where one types."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QTextEdit, QVBoxLayout, QWidget

from qdatool.ui.actions import Actions, ActionSpec, Scope, Section
from qdatool.ui.shell_actions import ACTIONS, ShellAction
from qdatool.ui.shortcuts import Shortcuts, latin_key

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
PLAIN = Qt.KeyboardModifier.NoModifier

X11_CODES = {"Z": 52, "S": 39, "V": 55, "R": 27, "P": 33, "C": 54, "1": 10, "9": 18}
"""Key codes that X11 reports: those of evdev and 8."""


def pressed(typed: str, position: str, modifiers: Qt.KeyboardModifier = PLAIN) -> QKeyEvent:
    """Return the press of the key at a Latin position that types ``typed`` on the present layout."""
    key = ord(typed.upper()) if len(typed) == 1 else 0
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, X11_CODES[position], 0, 0, typed)


class Desk:
    """A window with a reading view, a text field and the actions that were run."""

    def __init__(self, qtbot) -> None:
        self.ran: list[str] = []
        self.window = QMainWindow()
        self.view = QTextEdit()
        self.view.setReadOnly(True)
        self.view.setPlainText("من از سال ۱۳۹۸ کار می‌کنم")
        self.field = QLineEdit()
        ground = QWidget()
        rows = QVBoxLayout(ground)
        rows.addWidget(self.view)
        rows.addWidget(self.field)
        self.window.setCentralWidget(ground)
        self.actions = Actions(self.window)
        for spec in ACTIONS:
            self.bind(spec)
        for letter in "SVRP19":
            self.bind(ActionSpec(letter, letter, Section.TEXT, None, (letter,), Scope.VIEW), within=self.view)
        self.actions.set_met({spec.needs for spec in ACTIONS})
        Shortcuts(self.window, self.actions)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitExposed(self.window)

    def bind(self, spec: ActionSpec, within: QWidget | None = None) -> None:
        self.actions.bind(spec, lambda: self.ran.append(str(spec.id)), within=within)

    def press(self, where: QWidget, event: QKeyEvent) -> None:
        where.setFocus()
        QApplication.sendEvent(where, event)


@pytest.fixture
def desk(qtbot) -> Desk:
    return Desk(qtbot)


def test_ctrl_z_works_with_only_a_persian_layout(desk):
    desk.press(desk.view, pressed("ظ", "Z", CTRL))
    assert desk.ran == [ShellAction.UNDO]


def test_ctrl_shift_z_works_with_a_persian_layout(desk):
    desk.press(desk.view, pressed("ك", "Z", CTRL | SHIFT))
    assert desk.ran == [ShellAction.REDO]


def test_shift_on_a_letter_key_that_types_a_bracket_is_still_that_letter(desk):
    desk.press(desk.view, pressed("[", "P", CTRL | SHIFT))
    assert desk.ran == [ShellAction.COMMANDS]


@pytest.mark.parametrize(("typed", "position"), [("س", "S"), ("ر", "V"), ("ق", "R"), ("ح", "P")])
def test_single_letters_work_by_position_in_the_text(desk, typed, position):
    desk.press(desk.view, pressed(typed, position))
    assert desk.ran == [position]


@pytest.mark.parametrize(("typed", "digit"), [("۱", "1"), ("۹", "9"), ("١", "1"), ("1", "1")])
def test_digits_of_every_script_work(desk, typed, digit):
    desk.press(desk.view, pressed(typed, digit))
    assert desk.ran == [digit]


def test_a_persian_digit_is_known_without_its_scan_code(desk):
    desk.press(desk.view, QKeyEvent(QEvent.Type.KeyPress, ord("۱"), PLAIN, "۱"))
    assert desk.ran == ["1"]


def test_letters_are_typed_and_not_run_in_a_text_field(desk):
    desk.press(desk.field, pressed("س", "S"))
    assert desk.ran == []
    assert desk.field.text() == "س"


def test_a_plain_key_of_a_workspace_is_typed_in_a_text_field(desk):
    spec = ActionSpec("Q", "Q", Section.TEXT, None, ("Q",), Scope.WORKSPACE)
    desk.bind(spec, within=desk.window.centralWidget())
    desk.press(desk.field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Q, PLAIN, "q"))
    assert desk.ran == []
    assert desk.field.text() == "q"
    desk.press(desk.view, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Q, PLAIN, "q"))
    assert desk.ran == ["Q"]


def test_a_function_key_works_in_a_text_field(desk):
    desk.press(desk.field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F1, PLAIN))
    assert desk.ran == [ShellAction.HELP]


def test_letters_of_a_view_do_nothing_elsewhere(desk, qtbot):
    elsewhere = QWidget(desk.window)
    elsewhere.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    elsewhere.show()
    desk.press(elsewhere, pressed("s", "S"))
    assert desk.ran == []


def test_the_typed_letter_counts_before_the_position(desk):
    dvorak_v_on_the_key_of_qwerty_period = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_V, PLAIN, 60, 0, 0, "v")
    desk.press(desk.view, dvorak_v_on_the_key_of_qwerty_period)
    assert desk.ran == ["V"]


def test_undo_goes_first_to_the_text_field_that_has_something_to_undo(desk):
    desk.field.setFocus()
    desk.field.insert("متن")
    desk.press(desk.field, pressed("ظ", "Z", CTRL))
    assert desk.ran == []
    assert desk.field.text() == ""


def test_undo_in_an_untouched_text_field_is_the_projects(desk):
    desk.press(desk.field, pressed("z", "Z", CTRL))
    assert desk.ran == [ShellAction.UNDO]


def test_copy_works_with_a_persian_layout(desk):
    QApplication.clipboard().clear()
    desk.view.selectAll()
    desk.press(desk.view, pressed("ز", "C", CTRL))
    assert QApplication.clipboard().text() == desk.view.toPlainText()


def test_paste_works_in_a_field_with_a_persian_layout(desk):
    QApplication.clipboard().setText("کد")
    desk.press(desk.field, pressed("ر", "V", CTRL))
    assert desk.field.text() == "کد"


def test_a_disabled_action_does_not_run(desk):
    desk.actions.set_met(())
    desk.press(desk.view, pressed("z", "Z", CTRL))
    assert desk.ran == []


@pytest.mark.parametrize(
    ("platform", "scan_code", "virtual_key"), [("windows", 44, 0), ("xcb", 52, 0), ("wayland", 52, 0), ("cocoa", 0, 6)]
)
def test_the_position_is_read_as_each_platform_reports_it(monkeypatch, platform, scan_code, virtual_key):
    monkeypatch.setattr("qdatool.ui.shortcuts.QGuiApplication.platformName", lambda: platform)
    event = QKeyEvent(QEvent.Type.KeyPress, ord("ظ"), CTRL, scan_code, virtual_key, 0, "")
    assert latin_key(event) == ord("Z")


def test_no_key_is_given_to_two_actions():
    keys = [(shortcut, spec.id) for spec in ACTIONS for shortcut in spec.shortcuts]
    assert len({shortcut for shortcut, _ in keys}) == len(keys)
