"""The actions of the Saturation workspace."""

from __future__ import annotations

from enum import StrEnum

from qdatool.ui.actions import ActionSpec, Need, Scope, Section
from qdatool.ui.icons import Icon


class SaturationAction(StrEnum):
    """Ids of the rows below."""

    EARLIER = "saturation.earlier"
    LATER = "saturation.later"
    DATE = "saturation.date"
    STACK = "saturation.stack"
    COPY_SENTENCE = "saturation.copy-sentence"
    SHOW_EXPORT = "saturation.show-export"
    SAVE_FIGURE = "saturation.save-figure"
    SAVE_TABLES = "saturation.save-tables"


def _row(
    action_id: SaturationAction, text: str, icon: Icon, key: str = "", scope: Scope = Scope.WORKSPACE
) -> ActionSpec:
    need = Need.WRITABLE_PROJECT if action_id is SaturationAction.DATE else Need.PROJECT
    return ActionSpec(action_id, text, Section.SATURATION, icon, (key,) if key else (), scope, need)


ACTIONS: tuple[ActionSpec, ...] = (
    _row(SaturationAction.EARLIER, "Take the interview earlier", Icon.UP, "Alt+Up", Scope.VIEW),
    _row(SaturationAction.LATER, "Take the interview later", Icon.DOWN, "Alt+Down", Scope.VIEW),
    _row(SaturationAction.DATE, "Say when the interview was held", Icon.DATE, "D", Scope.VIEW),
    _row(SaturationAction.STACK, "Show the new codes of every level", Icon.LAYERS, "Ctrl+L"),
    _row(SaturationAction.COPY_SENTENCE, "Copy the sentence about saturation", Icon.COPY, "Ctrl+Shift+C"),
    _row(SaturationAction.SHOW_EXPORT, "Show or hide the export of the chart", Icon.EXPORT, "Ctrl+E"),
    _row(SaturationAction.SAVE_FIGURE, "Save the chart to a file", Icon.DOWNLOAD, "Ctrl+Shift+E"),
    _row(SaturationAction.SAVE_TABLES, "Save the tables for Word or Excel", Icon.TABLE),
)
