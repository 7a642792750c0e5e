"""The actions of the Reliability workspace; digits and letters work while the keyboard is among the disagreements."""

from __future__ import annotations

from enum import StrEnum

from qdatool.ui.actions import ActionSpec, Need, Scope, Section
from qdatool.ui.icons import Icon


class ReliabilityAction(StrEnum):
    """Ids of the rows below."""

    TAKE_FIRST = "reliability.take-first"
    TAKE_SECOND = "reliability.take-second"
    TAKE_BOTH = "reliability.take-both"
    TAKE_NEITHER = "reliability.take-neither"
    TAKE_NEW = "reliability.take-new"
    DISCUSS = "reliability.discuss"
    NEXT = "reliability.next"
    PREVIOUS = "reliability.previous"
    NEXT_OPEN = "reliability.next-open"
    REASON = "reliability.reason"
    IN_CONTEXT = "reliability.in-context"
    COMPUTE = "reliability.compute"
    REPORT = "reliability.report"
    SHOW_AGREEMENT = "reliability.show-agreement"
    SHOW_CODERS = "reliability.show-coders"
    ADD_CODER = "reliability.add-coder"
    ADD_ROUND = "reliability.add-round"
    CODER_COPY = "reliability.coder-copy"
    MERGE = "reliability.merge"


def _row(
    action_id: ReliabilityAction, text: str, icon: Icon | None = None, *keys: str, writes: bool = False
) -> ActionSpec:
    """Return a row of the section; a key without Ctrl or Alt works among the disagreements only."""
    is_plain = any("Ctrl" not in key and "Alt" not in key for key in keys)
    return ActionSpec(
        action_id,
        text,
        Section.RELIABILITY,
        icon,
        keys,
        Scope.VIEW if is_plain else Scope.WORKSPACE,
        Need.WRITABLE_PROJECT if writes else Need.PROJECT,
    )


ACTIONS: tuple[ActionSpec, ...] = (
    _row(ReliabilityAction.SHOW_AGREEMENT, "Show agreement and disagreements", Icon.RELIABILITY, "Ctrl+1"),
    _row(ReliabilityAction.SHOW_CODERS, "Show coders and rounds", Icon.CODERS, "Ctrl+2"),
    _row(ReliabilityAction.COMPUTE, "Compute the agreement again", None, "Ctrl+R"),
    _row(ReliabilityAction.REPORT, "The whole report", Icon.TABLE, "Ctrl+E"),
    _row(ReliabilityAction.TAKE_FIRST, "Take the first coder's passage", None, "1", writes=True),
    _row(ReliabilityAction.TAKE_SECOND, "Take the second coder's passage", None, "2", writes=True),
    _row(ReliabilityAction.TAKE_BOTH, "Take both passages", None, "3", writes=True),
    _row(ReliabilityAction.TAKE_NEITHER, "Take neither passage", None, "0", writes=True),
    _row(ReliabilityAction.TAKE_NEW, "Take another code", None, "N", writes=True),
    _row(ReliabilityAction.DISCUSS, "Leave it to be discussed", Icon.COMMENT, "D", writes=True),
    _row(ReliabilityAction.NEXT, "Next disagreement", Icon.DOWN, "J"),
    _row(ReliabilityAction.PREVIOUS, "Previous disagreement", Icon.UP, "K"),
    _row(ReliabilityAction.NEXT_OPEN, "Next open disagreement", None, "O"),
    _row(ReliabilityAction.REASON, "Give the reason of the decision", Icon.EDIT, "R", writes=True),
    _row(ReliabilityAction.IN_CONTEXT, "Show the passage in its transcript", Icon.TRANSCRIPT, "Ctrl+Return"),
    _row(ReliabilityAction.ADD_CODER, "Add a coder", Icon.ADD, writes=True),
    _row(ReliabilityAction.ADD_ROUND, "Add a round", Icon.ADD, writes=True),
    _row(ReliabilityAction.CODER_COPY, "Make a copy for another coder", Icon.EXPORT),
    _row(ReliabilityAction.MERGE, "Bring a coder's copy back", Icon.MERGE, writes=True),
)
