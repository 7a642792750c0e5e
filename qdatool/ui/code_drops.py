"""Codes dragged over a tree of codes: where they would go, and how that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QMimeData, QRect
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from qdatool.coding.code_moves import topmost
from qdatool.coding.codes import CodeTree
from qdatool.ui.theme import color, tokens
from qdatool.ui.tokens import TEXT_SELECTION, Radius, Space

CODES_MIME = "application/x-qdatool-codes"
"""Codes dragged inside a tree: their ids, separated by spaces."""
_EDGE = 0.28
"""Share of a row's height at its upper and lower edge where a drop goes beside the row."""


class Drop(Enum):
    """Where dragged codes go, seen from the row under the mouse."""

    INTO = "into"
    BEFORE = "before"
    AFTER = "after"


def dragged_codes(mime: QMimeData) -> tuple[int, ...]:
    """Return the ids of the codes that are dragged."""
    return tuple(int(part) for part in bytes(mime.data(CODES_MIME)).split())


def drop_side(row: QRect, y: int) -> Drop:
    """Return where a drop at a height within a row goes."""
    depth = (y - row.top()) / max(row.height(), 1)
    return Drop.BEFORE if depth < _EDGE else Drop.AFTER if depth > 1 - _EDGE else Drop.INTO


def drop_place(
    tree: CodeTree, code_ids: Sequence[int], target: int | None, where: Drop
) -> tuple[int | None, int | None] | None:
    """Return the parent that dropped codes get and the child they come before (None: last); None for no change."""
    if target is None or where is Drop.INTO:
        return target, None
    moving = set(topmost(tree, code_ids))
    if target in moving:
        return None
    parent_id = tree.codes[target].parent_id
    siblings = [one for one in tree.children_of(parent_id) if one not in moving]
    place = siblings.index(target) + (1 if where is Drop.AFTER else 0)
    return parent_id, siblings[place] if place < len(siblings) else None


def paint_drop(viewport: QWidget, row: QRect, where: Drop) -> None:
    """Paint a frame round the row, or a line at its upper or lower edge; ``row`` spans the columns to underline."""
    painter = QPainter(viewport)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color(tokens().accent), 2))
    if where is Drop.INTO:
        whole = QRect(Space.XS, row.top(), viewport.width() - 2 * Space.XS, row.height())
        painter.setBrush(color(tokens().accent, TEXT_SELECTION / 2))
        painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), Radius.CONTROL, Radius.CONTROL)
        return
    y = row.top() + 1 if where is Drop.BEFORE else row.bottom()
    painter.drawLine(row.left(), y, row.right(), y)
