"""The rows of the table of actions that belong to Find."""

from __future__ import annotations

from enum import StrEnum

from qdatool.ui.actions import ActionSpec, Need, Scope, Section
from qdatool.ui.icons import Icon


class HitAction(StrEnum):
    """What can be done with what was found."""

    ASK = "find_ask"
    JUMP = "find_jump"
    TICK = "find_tick"
    TICK_ALL = "find_tick_all"
    CODE = "find_code"
    NEXT = "find_next"
    PREVIOUS = "find_previous"


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        HitAction.ASK,
        "Type what to find",
        Section.FIND,
        Icon.SEARCH,
        ("Ctrl+F",),
        Scope.WORKSPACE,
        Need.PROJECT,
        is_in_palette=False,
    ),
    ActionSpec(HitAction.JUMP, "Go to the hit", Section.FIND, Icon.ENTER, ("Return",), Scope.VIEW, Need.PROJECT),
    ActionSpec(HitAction.TICK, "Tick the hit", Section.FIND, Icon.DONE, ("Space",), Scope.VIEW, Need.PROJECT),
    ActionSpec(HitAction.TICK_ALL, "Tick every hit", Section.FIND, None, ("Ctrl+A",), Scope.VIEW, Need.PROJECT),
    ActionSpec(
        HitAction.CODE,
        "Code the ticked hits",
        Section.FIND,
        Icon.TAG,
        ("Ctrl+Return",),
        Scope.WORKSPACE,
        Need.WRITABLE_PROJECT,
    ),
    ActionSpec(HitAction.NEXT, "Next hit in the project", Section.FIND, Icon.DOWN, ("F4",), Scope.WINDOW, Need.PROJECT),
    ActionSpec(
        HitAction.PREVIOUS,
        "Previous hit in the project",
        Section.FIND,
        Icon.UP,
        ("Shift+F4",),
        Scope.WINDOW,
        Need.PROJECT,
    ),
)
