"""The rows of the Memos workspace in the table of actions."""

from __future__ import annotations

from enum import StrEnum

from qdatool.ui.actions import ActionSpec, Need, Scope, Section
from qdatool.ui.icons import Icon


class MemosAction(StrEnum):
    """What can be done with memos in their workspace."""

    NEW = "memos_new"
    DELETE = "memos_delete"
    ABOUT = "memos_about"
    SEARCH = "memos_search"


_MEMOS = Section.MEMOS

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        MemosAction.NEW,
        "New memo",
        _MEMOS,
        Icon.ADD,
        ("Ctrl+Shift+N",),
        Scope.WORKSPACE,
        Need.WRITABLE_PROJECT,
    ),
    ActionSpec(MemosAction.DELETE, "Delete the memo", _MEMOS, Icon.DELETE, ("Del",), Scope.VIEW, Need.WRITABLE_PROJECT),
    ActionSpec(
        MemosAction.ABOUT,
        "Say what the memo is about",
        _MEMOS,
        Icon.TAG,
        ("Ctrl+Shift+K",),
        Scope.WORKSPACE,
        Need.WRITABLE_PROJECT,
    ),
    ActionSpec(MemosAction.SEARCH, "Search in memos", _MEMOS, Icon.SEARCH, ("/",), Scope.VIEW, Need.PROJECT),
)
