"""Keys to actions, by the letter and, failing that, by the position of the key.

With only a Persian layout Qt delivers no Ctrl+Z: the key is «ظ». The letter that stands at the same place of a Latin
keyboard is therefore looked up by scan code (virtual key on macOS). Handled here and nowhere else, so that every action
works on every layout.
"""

from __future__ import annotations

import sys
from functools import cache

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from qdatool.ui.actions import Actions, BoundAction, Scope
from qdatool.ui.shell_actions import ShellAction

_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_MODIFIERS = _CTRL | _ALT | _SHIFT | Qt.KeyboardModifier.MetaModifier

_ROWS = ((2, "1234567890"), (16, "QWERTYUIOP"), (30, "ASDFGHJKL"), (44, "ZXCVBNM"))
_PC_KEYS = {first + i: letter for first, letters in _ROWS for i, letter in enumerate(letters)}
"""Letters by PC scan code, which Windows reports as it is and X11 and Wayland report 8 higher."""

_MAC_CODES = (
    *(18, 19, 20, 21, 23, 22, 26, 28, 25, 29, 12, 13, 14, 15, 17, 16, 32, 34, 31, 35),
    *(0, 1, 2, 3, 5, 4, 38, 40, 37, 6, 7, 8, 9, 11, 45, 46),
)
_MAC_KEYS = dict(zip(_MAC_CODES, "".join(letters for _, letters in _ROWS), strict=True))
"""Letters by the virtual key codes of macOS (Events.h, kVK_ANSI_*)."""

Combination = tuple[int, Qt.KeyboardModifier]


def combinations(event: QKeyEvent) -> list[Combination]:
    """Return the key combinations an event can mean: the letter as typed first, then the one at its position."""
    modifiers = event.modifiers() & _MODIFIERS
    key = event.key()
    if key == Qt.Key.Key_Enter:
        key = Qt.Key.Key_Return
    if key == Qt.Key.Key_Backtab:
        key = Qt.Key.Key_Tab
    found = [(int(key), modifiers)]
    latin = latin_key(event)
    if latin is not None and latin != key:
        found.append((int(latin), modifiers))
    return found


def latin_key(event: QKeyEvent) -> int | None:
    """Return the Latin letter or digit of a key that typed something else, or None where there is none to find.

    Shift on a Persian layout types brackets and guillemets on letter keys, so with Shift a sign is looked up as well;
    without it a sign of the Latin alphabet stays what it is.
    """
    key = event.key()
    digit = _digit(key)
    if digit is not None:
        return digit
    if _is_latin(key) or key >= int(Qt.Key.Key_Escape):
        return None
    if 0 < key < 0x80 and not event.modifiers() & _SHIFT:
        return None
    letter = _letter_at_position(event)
    return None if letter is None else ord(letter)


def shown_shortcut(portable: str) -> str:
    """Return a shortcut as keyboards label it: ``Ctrl+Shift+P``, ``Alt+←``, or ``⇧⌘P`` on macOS.

    Not Qt's native text, which its Persian translation spells out as «کنترل+شیفت+P».
    """
    if sys.platform == "darwin":
        return QKeySequence(portable).toString(QKeySequence.SequenceFormat.NativeText)
    return "+".join(_KEY_CAPS.get(key, key) for key in portable.split("+"))


_KEY_CAPS = {"Return": "Enter", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


def takes_text(widget: QWidget | None) -> bool:
    """Tell whether what is typed goes into a field, so that single letters are not commands."""
    if isinstance(widget, QTextEdit | QPlainTextEdit | QLineEdit):
        return not widget.isReadOnly()
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QAbstractSpinBox)


class Shortcuts(QObject):
    """Watches the keys of the widget that has the keyboard and runs the actions of one window."""

    def __init__(self, window: QMainWindow, actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._watched: QWidget | None = None
        self._is_resending = False
        window.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)
        self._on_focus_changed(None, QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or self._is_resending:
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if watched.window() is self._window and self._run(event, watched):
            event.accept()
            return True
        return self._resent_in_latin(event, watched)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched) and self._watched is not self._window:
            self._watched.removeEventFilter(self)
        self._watched = now
        if now is not None and now is not self._window:
            now.installEventFilter(self)

    def _run(self, event: QKeyEvent, focused: QWidget) -> bool:
        meant = combinations(event)
        if self._editor_undoes(meant, focused):
            return True
        is_typing = takes_text(focused)
        if is_typing:
            meant = [combination for combination in meant if not _types(combination)]
        candidates = [bound for bound in self._actions.all() if _belongs(bound, focused, is_typing)]
        for combination in meant:
            matching = [bound for bound in candidates if combination in _combinations_of(bound)]
            for bound in sorted(matching, key=lambda one: _NEAREST_FIRST[one.spec.scope]):
                if self._actions.trigger(bound.spec.id):
                    return True
        return False

    def _editor_undoes(self, meant: list[Combination], focused: QWidget) -> bool:
        """Give undo and redo to a text field that has something to take back."""
        if not takes_text(focused) or isinstance(focused, QAbstractSpinBox | QComboBox):
            return False
        steps = focused if isinstance(focused, QLineEdit) else focused.document()
        for action, is_available, act in (
            (ShellAction.UNDO, steps.isUndoAvailable, focused.undo),
            (ShellAction.REDO, steps.isRedoAvailable, focused.redo),
        ):
            bound = next((one for one in self._actions.all() if one.spec.id == action), None)
            if bound is not None and any(one in _combinations_of(bound) for one in meant) and is_available():
                act()
                return True
        return False

    def _resent_in_latin(self, event: QKeyEvent, watched: QWidget) -> bool:
        """Send Ctrl+C and its like again with the Latin letter, which the widgets of Qt expect."""
        latin = latin_key(event)
        held = event.modifiers() & _MODIFIERS
        if latin is None or not held & _CTRL or held & _ALT or watched is not QApplication.focusWidget():
            return False
        self._is_resending = True
        try:
            again = QKeyEvent(QEvent.Type.KeyPress, latin, held, "", event.isAutoRepeat(), event.count())
            QApplication.sendEvent(watched, again)
        finally:
            self._is_resending = False
        return True


_NEAREST_FIRST = {Scope.FIELD: 0, Scope.VIEW: 1, Scope.WORKSPACE: 2, Scope.WINDOW: 3}


def _belongs(bound: BoundAction, focused: QWidget, is_typing: bool) -> bool:
    """Tell whether a row's keys count while ``focused`` has the keyboard."""
    view = bound.within
    if bound.spec.scope is Scope.VIEW:
        return view is not None and not is_typing and (view is focused or view.isAncestorOf(focused))
    if bound.spec.scope is Scope.WORKSPACE:
        return view is not None and view.isVisible()
    return True


def _combinations_of(bound: BoundAction) -> list[Combination]:
    return [_parsed(text) for text in bound.spec.shortcuts]


def _types(combination: Combination) -> bool:
    """Tell whether a text field would take this for typing or for moving in the text."""
    key, modifiers = combination
    is_function_key = int(Qt.Key.Key_F1) <= key <= int(Qt.Key.Key_F35)
    is_media_key = key >= int(Qt.Key.Key_Back)
    return not (modifiers & ~_SHIFT or is_function_key or is_media_key)


@cache
def _parsed(text: str) -> Combination:
    first = QKeySequence(text, QKeySequence.SequenceFormat.PortableText)[0]
    return int(first.key()), first.keyboardModifiers()


def _digit(key: int) -> int | None:
    """Return the ASCII digit of a Persian or Arabic one."""
    for zero in (0x06F0, 0x0660):
        if zero <= key <= zero + 9:
            return ord("0") + key - zero
    return None


def _is_latin(key: int) -> bool:
    return ord("A") <= key <= ord("Z") or ord("0") <= key <= ord("9")


def _letter_at_position(event: QKeyEvent) -> str | None:
    platform = QGuiApplication.platformName()
    if platform == "cocoa":
        return _MAC_KEYS.get(event.nativeVirtualKey())
    scan_code = event.nativeScanCode()
    return _PC_KEYS.get(scan_code if platform == "windows" else scan_code - 8)
