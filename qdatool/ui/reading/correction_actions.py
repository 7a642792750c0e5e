"""The rows of the table of actions with which the text itself is corrected."""

from __future__ import annotations

from enum import StrEnum

from qdatool.ui.actions import ActionSpec, Need, Scope, Section
from qdatool.ui.icons import Icon


class CorrectionAction(StrEnum):
    """What can be done to the text of a document."""

    CORRECT = "reading_correct_text"
    EDIT = "reading_correct_paragraph"
    LEAVE = "reading_correct_leave"
    VERSIONS = "reading_text_versions"


CORRECTION_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        CorrectionAction.EDIT,
        "Correct this paragraph",
        Section.TEXT,
        None,
        ("Return",),
        Scope.VIEW,
        Need.WRITABLE_PROJECT,
        is_in_palette=False,
    ),
    ActionSpec(
        CorrectionAction.LEAVE,
        "Stop correcting",
        Section.TEXT,
        None,
        ("Esc",),
        Scope.VIEW,
        Need.PROJECT,
        is_in_palette=False,
    ),
    ActionSpec(
        CorrectionAction.CORRECT,
        "Correct the text…",
        Section.TEXT,
        Icon.EDIT,
        ("Ctrl+E",),
        Scope.WORKSPACE,
        Need.WRITABLE_PROJECT,
    ),
    ActionSpec(
        CorrectionAction.VERSIONS, "Versions of the text", Section.TEXT, Icon.HISTORY, (), Scope.WORKSPACE, Need.PROJECT
    ),
)
