"""How single links of a figure are drawn where their author wants them otherwise than usual."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from qdatool.coding.changes import Operation
from qdatool.coding.colors import checked_color
from qdatool.coding.edge_rows import write_edge
from qdatool.coding.models import load_model
from qdatool.coding.node_keys import link_key
from qdatool.coding.node_styles import UNSTYLED, LineWeight
from qdatool.coding.project import Project
from qdatool.coding.roles import LineStyle
from qdatool.storage import schema


@dataclass(frozen=True, slots=True)
class LinkStyle:
    """What differs from the usual look of a link; None changes nothing. ``line`` is a colour as codes have them."""

    line: str | None = None
    weight: LineWeight | None = None
    line_style: LineStyle | None = None


def read_link_styles(project: Project, model_id: int) -> dict[str, LinkStyle]:
    """Return the styles of a model's links that have one, by their keys."""
    node, edge = schema.figure_node, schema.figure_edge
    keys = {row.id: row.key for row in project.read().execute(select(node).where(node.c.model_id == model_id))}
    styled = select(edge).where(edge.c.model_id == model_id, edge.c.style != UNSTYLED).order_by(edge.c.id)
    return {
        link_key(keys[row.source_node_id], keys[row.target_node_id]): _unpacked(row.style)
        for row in project.read().execute(styled)
    }


def style_links(project: Project, model_id: int, links: Iterable[tuple[str, str]], style: LinkStyle) -> None:
    """Draw links, each by the keys of its two nodes, in one style; ``LinkStyle()`` gives them their usual look back.

    Raises InvalidOperation(UNKNOWN_MODEL, BAD_COLOR, UNKNOWN_NODE or UNKNOWN_CODE for an end, SELF_RELATION, or
    UNKNOWN_RELATION where nothing joins the two on a map).
    """
    packed = _packed(style)
    with project.change(Operation.STYLE_LINKS) as db:
        model = load_model(project, model_id)
        for ends in links:
            write_edge(db, model, ends, style=packed)


def _packed(style: LinkStyle) -> str:
    values: dict[str, str] = {}
    if style.line is not None:
        values["line"] = checked_color(style.line)
    if style.weight is not None:
        values["weight"] = style.weight.value
    if style.line_style is not None:
        values["dashes"] = style.line_style.value
    return json.dumps(values, sort_keys=True)


def _unpacked(text: str) -> LinkStyle:
    values: Mapping[str, object] = json.loads(text)
    line, weight, dashes = values.get("line"), values.get("weight"), values.get("dashes")
    return LinkStyle(
        line if isinstance(line, str) else None,
        LineWeight(weight) if isinstance(weight, str) and weight in tuple(LineWeight) else None,
        LineStyle(dashes) if isinstance(dashes, str) and dashes in tuple(LineStyle) else None,
    )
