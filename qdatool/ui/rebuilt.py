"""The keyboard in lists whose parts are made anew: it stays where it was, and Tab comes by in the order seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


@dataclass(frozen=True, slots=True)
class HeldPlace:
    """Which part of a list has the keyboard, and which of its fields."""

    part: int
    field: int
    kind: type[QWidget]


def held_place(parts: Sequence[QWidget]) -> HeldPlace | None:
    """Return where among the parts the keyboard is, None if it is elsewhere."""
    focused = QApplication.focusWidget()
    for i, part in enumerate(parts):
        fields = _fields(part)
        if focused in fields:
            return HeldPlace(i, fields.index(focused), type(focused))
    return None


def hold_again(place: HeldPlace, parts: Sequence[QWidget]) -> bool:
    """Give the keyboard to the same field of the same part, or of the last one; tell whether there is one like it."""
    for part in parts[min(place.part, len(parts) - 1) :: -1]:
        fields = _fields(part)
        alike = [each for each in fields if type(each) is place.kind]
        if not alike:
            continue
        same = fields[place.field] if place.field < len(fields) else alike[-1]
        field = same if same in alike else alike[-1]
        part.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
    return False


def tab_in_order(anchor: QWidget, parts: Sequence[QWidget]) -> None:
    """Let Tab go through the fields of the parts after ``anchor``; Qt puts what is made later after everything."""
    before = anchor
    for field in (field for part in parts for field in _fields(part)):
        QWidget.setTabOrder(before, field)
        before = field


def _fields(part: QWidget) -> list[QWidget]:
    """Return what of a part Tab would stop at; the list that a field drops down is a window of its own."""
    each = (part, *part.findChildren(QWidget))
    stops = (one for one in each if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled())
    return [one for one in stops if one.window() is part.window()]
