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


def _reading_actions() -> tuple[ActionSpec, ...]:
    from qdatool.ui.reading.actions import ACTIONS

    return ACTIONS


def _make_reading(shell: Shell) -> Workspace:
    from qdatool.ui.reading.workspace import ReadingWorkspace

    return ReadingWorkspace(shell)


def _codebook_actions() -> tuple[ActionSpec, ...]:
    from qdatool.ui.codebook.actions import ACTIONS

    return ACTIONS


def _make_codebook(shell: Shell) -> Workspace:
    from qdatool.ui.codebook.workspace import CodebookWorkspace

    return CodebookWorkspace(shell)


def _model_actions() -> tuple[ActionSpec, ...]:
    from qdatool.ui.models.actions import ACTIONS

    return ACTIONS


def _make_models(shell: Shell) -> Workspace:
    from qdatool.ui.models.workspace import ModelsWorkspace

    return ModelsWorkspace(shell)


def _saturation_actions() -> tuple[ActionSpec, ...]:
    from qdatool.ui.saturation.actions import ACTIONS

    return ACTIONS


def _make_saturation(shell: Shell) -> Workspace:
    from qdatool.ui.saturation.workspace import SaturationWorkspace

    return SaturationWorkspace(shell)


def _memo_actions() -> tuple[ActionSpec, ...]:
    from qdatool.ui.memos.actions import ACTIONS

    return ACTIONS


def _make_memos(shell: Shell) -> Workspace:
    from qdatool.ui.memos.workspace import MemosWorkspace

    return MemosWorkspace(shell)


def _find_actions() -> tuple[ActionSpec, ...]:
    from qdatool.ui.find.actions import ACTIONS

    return ACTIONS


def _make_find(shell: Shell) -> Workspace:
    from qdatool.ui.find.workspace import FindWorkspace

    return FindWorkspace(shell)


def _reliability_actions() -> tuple[ActionSpec, ...]:
    from qdatool.ui.reliability.actions import ACTIONS

    return ACTIONS


def _make_reliability(shell: Shell) -> Workspace:
    from qdatool.ui.reliability.workspace import ReliabilityWorkspace

    return ReliabilityWorkspace(shell)


def _history_actions() -> tuple[ActionSpec, ...]:
    from qdatool.ui.history.actions import ACTIONS

    return ACTIONS


def _make_history(shell: Shell) -> Workspace:
    from qdatool.ui.history.workspace import HistoryWorkspace

    return HistoryWorkspace(shell)


WORKSPACES: tuple[WorkspaceEntry, ...] = (
    WorkspaceEntry(WorkspaceId.START, "Start", Icon.START, False, _no_actions, _make_start),
    WorkspaceEntry(WorkspaceId.CODE, "Code", Icon.CODE, True, _reading_actions, _make_reading),
    WorkspaceEntry(WorkspaceId.CODEBOOK, "Codebook", Icon.CODEBOOK, True, _codebook_actions, _make_codebook),
    WorkspaceEntry(WorkspaceId.MODELS, "Models", Icon.MODELS, True, _model_actions, _make_models),
    WorkspaceEntry(
        WorkspaceId.RELIABILITY, "Agreement", Icon.RELIABILITY, True, _reliability_actions, _make_reliability
    ),
    WorkspaceEntry(WorkspaceId.SATURATION, "Saturation", Icon.SATURATION, True, _saturation_actions, _make_saturation),
    WorkspaceEntry(WorkspaceId.MEMOS, "Memos", Icon.MEMO, True, _memo_actions, _make_memos),
    WorkspaceEntry(WorkspaceId.FIND, "Find", Icon.SEARCH, True, _find_actions, _make_find),
    WorkspaceEntry(WorkspaceId.HISTORY, "History", Icon.HISTORY, True, _history_actions, _make_history),
)
