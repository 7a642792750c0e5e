"""The workspaces that exist, in the order of the activity bar; each is imported when it is first shown."""

from __future__ import annotations

from qdatool.ui.workspace import WorkspaceEntry

WORKSPACES: tuple[WorkspaceEntry, ...] = ()
