"""Which keys a user may give to an action, and why not others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from qdatool.ui.actions import ActionSpec, Scope
from qdatool.ui.shortcuts import combinations, shown_shortcut
from qdatool.wording import tr

_MODIFIER_KEYS = frozenset(
    {
        *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr),
        *(Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R),
    }
)
_CARET_KEYS = frozenset({"Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown"})
_OF_TEXT_FIELDS = frozenset({"Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A"})
_HOLDING = ("Ctrl+", "Alt+", "Meta+")


@dataclass(frozen=True, slots=True)
class OwnedRow:
    """A row of the table and the workspace it belongs to; None for the shell's rows, which work everywhere."""

    owner: StrEnum | None
    spec: ActionSpec


def pressed_keys(event: QKeyEvent) -> str | None:
    """Return what was pressed, portably written and by the place of the key; None for Shift and its like alone."""
    if event.key() in _MODIFIER_KEYS or event.key() in (0, int(Qt.Key.Key_unknown)):
        return None
    key, held = combinations(event)[-1]
    portable = QKeySequence(key | held.value).toString(QKeySequence.SequenceFormat.PortableText)
    return portable or None


def refusal(keys: str, row: OwnedRow, others: Iterable[OwnedRow]) -> str:
    """Return the sentence that says why a row cannot have these keys, or nothing where it can.

    ``others`` are all rows with the keys they have now; the row itself among them does not count.
    """
    shown = f"\u2066{shown_shortcut(keys)}\u2069"
    if keys in _OF_TEXT_FIELDS:
        return tr("{keys} copies, cuts and pastes everywhere; choose other keys.", keys=shown)
    if keys.split("+")[-1] in _CARET_KEYS and not keys.startswith(("Alt+", "Ctrl+PgUp", "Ctrl+PgDown")):
        return tr("{keys} moves the caret in a text; choose other keys.", keys=shown)
    if row.spec.scope is not Scope.VIEW and keys != "Esc" and not _can_work_anywhere(keys):
        return tr("{keys} alone would be typed into a field; hold Ctrl or Alt with it.", keys=shown)
    for other in others:
        if other.spec.id != row.spec.id and keys in other.spec.shortcuts and _meet(row, other):
            return tr("{keys} already does “{action}”; choose other keys.", keys=shown, action=tr(other.spec.text))
    return ""


def _can_work_anywhere(keys: str) -> bool:
    last = keys.split("+")[-1]
    is_function_key = last[:1] == "F" and last[1:].isdigit()
    return is_function_key or keys.startswith(_HOLDING)


def _meet(one: OwnedRow, other: OwnedRow) -> bool:
    """Tell whether the keys of two rows can be meant at the same time."""
    if one.owner is not None and other.owner is not None and one.owner is not other.owner:
        return False
    if Scope.FIELD in (one.spec.scope, other.spec.scope):
        # A field comes before what else the keys would do in its workspace.
        return {one.spec.scope, other.spec.scope} <= {Scope.FIELD, Scope.WINDOW}
    if one.spec.scope is not Scope.VIEW or other.spec.scope is not Scope.VIEW:
        return True
    # Views of one workspace have a section or ids of their own: Del means another thing in the text than in the tree.
    return one.spec.section is other.spec.section and type(one.spec.id) is type(other.spec.id)
