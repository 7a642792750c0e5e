"""The workspaces that exist, in the order of the activity bar; each is imported when it is first shown."""

from __future__ import annotations

from qdatool.ui.actions import ActionSpec
from qdatool.ui.icons import Icon
from qdatool.ui.workspace import Shell, Workspace, WorkspaceEntry, WorkspaceId


def _no_actions() -> tuple[ActionSpec, ...]:
    return ()


def _make_start(shell: Shell) -> Workspace:
    from qdatool.ui.start.workspace import StartWorkspace

    return StartWorkspace(shell)


WORKSPACES: tuple[WorkspaceEntry, ...] = (
    WorkspaceEntry(WorkspaceId.START, "Start", Icon.START, False, _no_actions, _make_start),
)
