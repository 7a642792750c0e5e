"""How the user left the board of a project: what is folded up, the order of the inbox, and whether passages are shown.

Kept in the settings, never in the project's file.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from qdatool.coding.facts import project_facts
from qdatool.coding.project import Project
from qdatool.settings import Settings
from qdatool.ui.codebook.board.content import Item, Part
from qdatool.ui.codebook.board.state import InboxOrder


@dataclass(frozen=True, slots=True)
class KeptBoard:
    """What is remembered. ``folded`` are columns and lanes with their codes; those without one open again."""

    folded: frozenset[Item] = frozenset()
    order: InboxOrder = InboxOrder.TREE
    shows_passages: bool = False

    def written(self) -> str:
        """Return it as one line of text."""
        columns, lanes = (_codes_of(self.folded, part) for part in (Part.COLUMN, Part.LANE))
        return json.dumps(
            {"columns": columns, "lanes": lanes, "order": self.order.value, "passages": self.shows_passages}
        )


def read_board(settings: Settings, project: Project) -> KeptBoard:
    """Return how the board of a project was left; what makes no sense takes its default."""
    try:
        values = json.loads(settings.layouts.get(_name(project), "{}"))
    except ValueError:
        return KeptBoard()
    if not isinstance(values, dict):
        return KeptBoard()
    folded = {
        Item(part, code_id)
        for part, name in ((Part.COLUMN, "columns"), (Part.LANE, "lanes"))
        for code_id in (values.get(name) if isinstance(values.get(name), list) else ())
        if isinstance(code_id, int)
    }
    order = next((one for one in InboxOrder if one.value == values.get("order")), InboxOrder.TREE)
    return KeptBoard(frozenset(folded), order, values.get("passages") is True)


def keep_board(settings: Settings, project: Project, board: KeptBoard) -> None:
    """Remember how the board of a project is; the settings are saved when the window closes."""
    settings.layouts[_name(project)] = board.written()


def _name(project: Project) -> str:
    return f"codebook-board-{project_facts(project).guid}"


def _codes_of(items: Collection[Item], part: Part) -> list[int]:
    return sorted(item.code_id for item in items if item.part is part and item.code_id is not None)
