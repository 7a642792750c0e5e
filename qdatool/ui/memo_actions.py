"""What can be done in the text of a memo, wherever one is edited: rows of the table of actions."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QApplication

from qdatool.ui.actions import Actions, ActionSpec, Need, Scope, Section
from qdatool.ui.icons import Icon


class MemoAction(StrEnum):
    """Ways to write in a memo."""

    HEADING = "memo_heading"
    BOLD = "memo_bold"
    ITALIC = "memo_italic"
    BULLETS = "memo_bullets"
    LINK = "memo_link"
    OPEN_LINK = "memo_open_link"


@runtime_checkable
class TakesMemoActions(Protocol):
    """The text of a memo that has the keyboard."""

    def do_memo_action(self, action: MemoAction) -> None:
        """Do it at the caret or to what is selected."""

    def isReadOnly(self) -> bool:
        """Tell whether it cannot be changed."""


def _row(id: MemoAction, text: str, sign: Icon | None, keys: str, *, writes: bool = True) -> ActionSpec:
    needs = Need.WRITABLE_PROJECT if writes else Need.PROJECT
    return ActionSpec(id, text, Section.MEMOS, sign, (keys,), Scope.FIELD, needs)


ACTIONS: tuple[ActionSpec, ...] = (
    _row(MemoAction.HEADING, "Heading", Icon.HEADER, "Ctrl+Shift+H"),
    _row(MemoAction.BOLD, "Bold", Icon.BOLD, "Ctrl+B"),
    _row(MemoAction.ITALIC, "Italic", Icon.ITALIC, "Ctrl+I"),
    _row(MemoAction.BULLETS, "List", Icon.BULLETS, "Ctrl+Shift+L"),
    _row(MemoAction.LINK, "Link to a code or a quotation", Icon.LINK, "Ctrl+K"),
    _row(MemoAction.OPEN_LINK, "Go where the link leads", None, "Ctrl+Return", writes=False),
)


def bind_memo_actions(actions: Actions) -> None:
    """Let the rows work in whichever memo has the keyboard."""
    for spec in ACTIONS:
        action = MemoAction(spec.id)
        actions.bind(spec, lambda action=action: _do(action), is_enabled=lambda action=action: _can(action))


def _do(action: MemoAction) -> None:
    focused = QApplication.focusWidget()
    if isinstance(focused, TakesMemoActions):
        focused.do_memo_action(action)


def _can(action: MemoAction) -> bool:
    focused = QApplication.focusWidget()
    return isinstance(focused, TakesMemoActions) and (action is MemoAction.OPEN_LINK or not focused.isReadOnly())
