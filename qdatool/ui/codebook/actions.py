"""The actions of the codebook; single letters work while the keyboard is in the table or on the board."""

from __future__ import annotations

from enum import StrEnum

from qdatool.ui.actions import ActionSpec, Need, Scope, Section
from qdatool.ui.icons import Icon


class CodebookAction(StrEnum):
    """Ids of the rows below."""

    SHOW_TABLE = "codebook.show-table"
    SHOW_BOARD = "codebook.show-board"
    FIND = "codebook.find"
    NEW_CODE = "codebook.new-code"
    RENAME = "codebook.rename"
    MERGE = "codebook.merge"
    SPLIT = "codebook.split"
    NEW_CATEGORY = "codebook.new-category"
    MOVE_TO = "codebook.move-to"
    MOVE_UP = "codebook.move-up"
    MOVE_DOWN = "codebook.move-down"
    RAISE = "codebook.raise"
    LOWER = "codebook.lower"
    DUPLICATES = "codebook.duplicates"
    DELETE = "codebook.delete"
    MEMO = "codebook.memo"
    DRAW_BRANCH = "codebook.draw-branch"
    COUNT_WHOSE = "codebook.count-whose"
    PEEK = "codebook.peek"


def _row(
    action_id: CodebookAction, text: str, icon: Icon | None = None, *keys: str, writes: bool = False
) -> ActionSpec:
    """Return a row of the codebook's section; a key without Ctrl or Alt works in the table and on the board only."""
    is_plain = any("Ctrl" not in key and "Alt" not in key for key in keys)
    return ActionSpec(
        action_id,
        text,
        Section.CODEBOOK,
        icon,
        keys,
        Scope.VIEW if is_plain else Scope.WORKSPACE,
        Need.WRITABLE_PROJECT if writes else Need.PROJECT,
    )


ACTIONS: tuple[ActionSpec, ...] = (
    _row(CodebookAction.SHOW_TABLE, "Show the codebook as a table", Icon.TABLE, "Ctrl+1"),
    _row(CodebookAction.SHOW_BOARD, "Show the codebook as a board", Icon.BOARD, "Ctrl+2"),
    _row(CodebookAction.FIND, "Find a code", Icon.SEARCH, "Ctrl+F"),
    _row(CodebookAction.NEW_CODE, "New code", Icon.ADD, "Ins", writes=True),
    _row(CodebookAction.RENAME, "Rename", Icon.EDIT, "F2", writes=True),
    _row(CodebookAction.MERGE, "Merge", Icon.MERGE, "G", writes=True),
    _row(CodebookAction.SPLIT, "Split the code…", Icon.SPLIT, "S", writes=True),
    _row(CodebookAction.NEW_CATEGORY, "New category from these", Icon.LAYERS, "N", writes=True),
    _row(CodebookAction.MOVE_TO, "Move to…", Icon.MOVE_TO, "M", writes=True),
    _row(CodebookAction.MOVE_UP, "Move up among its neighbours", Icon.UP, "Alt+Up", writes=True),
    _row(CodebookAction.MOVE_DOWN, "Move down among its neighbours", Icon.DOWN, "Alt+Down", writes=True),
    _row(CodebookAction.RAISE, "Raise by one level", Icon.RAISE, "P", writes=True),
    _row(CodebookAction.LOWER, "Lower by one level", Icon.LOWER, "D", writes=True),
    _row(CodebookAction.DUPLICATES, "Find near-duplicates", Icon.COPY, "Ctrl+D"),
    _row(CodebookAction.MEMO, "Memo on the code", Icon.MEMO, "Ctrl+M", writes=True),
    _row(CodebookAction.DRAW_BRANCH, "Draw this branch", Icon.TREE, writes=True),
    _row(CodebookAction.COUNT_WHOSE, "Count everyone's codings or your own", Icon.CODERS),
    _row(CodebookAction.DELETE, "Delete", Icon.DELETE, "Del", writes=True),
    _row(CodebookAction.PEEK, "Show the quotations of the card", Icon.QUOTE, "Q"),
)

ROWS = {CodebookAction(spec.id): spec for spec in ACTIONS}
