"""How single nodes of a figure are drawn where their author wants them otherwise than usual."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from qdatool.coding.changes import Operation
from qdatool.coding.colors import checked_color
from qdatool.coding.known_rows import require_row
from qdatool.coding.letter_styles import USUAL_LETTERS, LetterStyle, packed_letters, unpacked_letters
from qdatool.coding.node_keys import code_of_key
from qdatool.coding.project import Project
from qdatool.storage import schema

NO_COLOR = "none"
"""Stands in place of a colour where there is to be none."""

UNSTYLED = "{}"
"""What is stored of a node that is drawn as usual."""


class LineWeight(StrEnum):
    """How strong the frame of a node is, where it is not as usual."""

    THIN = "thin"
    HEAVY = "heavy"


@dataclass(frozen=True, slots=True)
class NodeStyle:
    """What differs from the usual look; None and False change nothing.

    ``fill`` and ``line`` are colours as codes have them, or ``NO_COLOR``; a fill is a light tint of its colour unless
    it ``is_solid``. ``covers_inside`` sets what stands in a box, as categories in that of a role, in its ``letters``
    as well.
    """

    fill: str | None = None
    line: str | None = None
    weight: LineWeight | None = None
    is_dashed: bool = False
    is_solid: bool = False
    letters: LetterStyle = USUAL_LETTERS
    covers_inside: bool = False

    @property
    def changes_box(self) -> bool:
        """Whether more than the letters is drawn otherwise than usual."""
        return bool(self.fill or self.line or self.weight or self.is_dashed)


def read_node_styles(db: Connection) -> dict[int, dict[str, NodeStyle]]:
    """Return the styles of nodes that have one, by model and key."""
    table = schema.figure_node
    found: dict[int, dict[str, NodeStyle]] = {}
    for row in db.execute(select(table.c.model_id, table.c.key, table.c.style).where(table.c.style != UNSTYLED)):
        found.setdefault(row.model_id, {})[row.key] = _unpacked(row.style)
    return found


def set_node_style(project: Project, model_id: int, key: str, style: NodeStyle) -> None:
    """Draw a node in a style of its own; ``NodeStyle()`` gives it its usual look back.

    Raises InvalidOperation(UNKNOWN_MODEL, UNKNOWN_CODE for the node of a code that is not there, or BAD_COLOR).
    """
    with project.change(Operation.SET_NODE_STYLE) as db:
        _write_style(db, model_id, (key,), style)


def style_alike(project: Project, model_id: int, keys: Iterable[str], style: NodeStyle) -> None:
    """Draw several nodes in one style; raises as ``set_node_style`` does."""
    with project.change(Operation.STYLE_ALIKE) as db:
        _write_style(db, model_id, tuple(keys), style)


def _write_style(db: Connection, model_id: int, keys: tuple[str, ...], style: NodeStyle) -> None:
    table, packed = schema.figure_node, _packed(style)
    require_row(db, schema.model, model_id)
    code_ids = {key: code_of_key(key) for key in keys}
    for code_id in code_ids.values():
        if code_id is not None:
            require_row(db, schema.code, code_id)
    for key, code_id in code_ids.items():
        mine = (table.c.model_id == model_id) & (table.c.key == key)
        has_row = db.execute(update(table).where(mine).values(style=packed)).rowcount
        if not has_row and packed != UNSTYLED:
            db.execute(insert(table).values(model_id=model_id, key=key, code_id=code_id, style=packed))


def _packed(style: NodeStyle) -> str:
    values: dict[str, object] = {}
    for name, color in (("fill", style.fill), ("line", style.line)):
        if color is not None:
            values[name] = color if color == NO_COLOR else checked_color(color)
    if style.weight is not None:
        values["weight"] = style.weight.value
    flags = {"dashed": style.is_dashed, "solid": style.is_solid, "inside": style.covers_inside}
    values |= {name: True for name, is_set in flags.items() if is_set}
    if letters := packed_letters(style.letters):
        values["letters"] = letters
    return json.dumps(values, sort_keys=True)


def _unpacked(text: str) -> NodeStyle:
    values: Mapping[str, object] = json.loads(text)
    fill, line, weight = values.get("fill"), values.get("line"), values.get("weight")
    return NodeStyle(
        fill if isinstance(fill, str) else None,
        line if isinstance(line, str) else None,
        LineWeight(weight) if isinstance(weight, str) and weight in tuple(LineWeight) else None,
        values.get("dashed") is True,
        values.get("solid") is True,
        unpacked_letters(values.get("letters")),
        values.get("inside") is True,
    )
