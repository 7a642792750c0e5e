"""The rows of the table of actions that find words in the document that is read."""

from __future__ import annotations

from enum import StrEnum

from qdatool.ui.actions import ActionSpec, Need, Scope, Section
from qdatool.ui.icons import Icon


class FindAction(StrEnum):
    """What can be done to find words while reading."""

    FIND = "reading_find"
    NEXT = "reading_find_next"
    PREVIOUS = "reading_find_previous"


FIND_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        FindAction.FIND,
        "Find in the document",
        Section.TEXT,
        Icon.SEARCH,
        ("Ctrl+F",),
        Scope.WORKSPACE,
        Need.PROJECT,
    ),
    ActionSpec(
        FindAction.NEXT,
        "Next hit",
        Section.TEXT,
        Icon.DOWN,
        ("F3",),
        Scope.WORKSPACE,
        Need.PROJECT,
        is_in_palette=False,
    ),
    ActionSpec(
        FindAction.PREVIOUS,
        "Previous hit",
        Section.TEXT,
        Icon.UP,
        ("Shift+F3",),
        Scope.WORKSPACE,
        Need.PROJECT,
        is_in_palette=False,
    ),
)
