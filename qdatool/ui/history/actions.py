"""The actions of the history."""

from __future__ import annotations

from enum import StrEnum

from qdatool.ui.actions import ActionSpec, Need, Scope, Section
from qdatool.ui.icons import Icon


class HistoryAction(StrEnum):
    """What can be done in the history."""

    FIND = "history_find"
    JUMP = "history_jump"


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        HistoryAction.FIND,
        "Filter the history",
        Section.HISTORY,
        Icon.FILTER,
        ("Ctrl+F",),
        Scope.WORKSPACE,
        Need.PROJECT,
    ),
    ActionSpec(
        HistoryAction.JUMP,
        "Go to what the act was about",
        Section.HISTORY,
        Icon.ENTER,
        ("Return",),
        Scope.VIEW,
        Need.PROJECT,
    ),
)
