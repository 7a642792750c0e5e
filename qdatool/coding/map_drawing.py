"""What a user draws on a figure by hand: the sizes of boxes and the points that links are led over."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select, update

from qdatool.coding.changes import Operation
from qdatool.coding.edge_rows import node_row, write_edge
from qdatool.coding.models import NodePlace, drop_bare_nodes, load_model, move_node
from qdatool.coding.project import Project
from qdatool.storage import schema

STRAIGHT = "[]"
"""What is stored of a link that is led over no point."""


@dataclass(frozen=True, slots=True)
class NodeSize:
    """How large a box is at least, in points on a figure 160 mm wide; its words may make it higher."""

    width_pt: float
    height_pt: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Sizes by node key, and the points of routes by the keys of the nodes that a link joins."""

    sizes: Mapping[str, NodeSize]
    routes: Mapping[tuple[str, str], tuple[NodePlace, ...]]


def read_drawing(project: Project, model_id: int) -> Drawing:
    """Return what was drawn by hand on a figure."""
    db, table, edges = project.read(), schema.figure_node, schema.figure_edge
    rows = db.execute(select(table).where(table.c.model_id == model_id)).all()
    keys = {row.id: row.key for row in rows}
    sizes = {row.key: NodeSize(row.width_pt, row.height_pt) for row in rows if row.width_pt and row.height_pt}
    routed = select(edges).where(edges.c.model_id == model_id, edges.c.routing != STRAIGHT).order_by(edges.c.id)
    routes = {
        (keys[row.source_node_id], keys[row.target_node_id]): tuple(NodePlace(x, y) for x, y in json.loads(row.routing))
        for row in db.execute(routed)
    }
    return Drawing(sizes, routes)


def resize_node(
    project: Project,
    model_id: int,
    key: str,
    size: NodeSize | None,
    place: NodePlace | None = None,
    *,
    run: str = "",
) -> None:
    """Make a box so large, or (None) as large as its words need; ``place`` pins its centre there as well.

    Steps of the same ``run`` within a minute are one. Raises InvalidOperation(UNKNOWN_MODEL, UNKNOWN_NODE or
    UNKNOWN_CODE).
    """
    table = schema.figure_node
    with project.change(Operation.RESIZE_NODE, merge_key=_run_key(model_id, key, run)) as db:
        node_id = node_row(db, load_model(project, model_id), key)
        values = {"width_pt": size.width_pt if size else None, "height_pt": size.height_pt if size else None}
        db.execute(update(table).where(table.c.id == node_id).values(**values))
        if place is not None:
            move_node(project, model_id, key, place)
        drop_bare_nodes(db, (node_id,))


def route_link(
    project: Project,
    model_id: int,
    source_key: str,
    target_key: str,
    points: Sequence[NodePlace],
    *,
    run: str = "",
) -> None:
    """Lead a link over these points, or (none) as it goes by itself; a relation it may stand for stays as it is.

    Steps of the same ``run`` within a minute are one. Raises InvalidOperation(UNKNOWN_MODEL, UNKNOWN_NODE or
    UNKNOWN_CODE for its ends, SELF_RELATION, or UNKNOWN_RELATION where nothing joins the two on a map).
    """
    merge_key = _run_key(model_id, f"{source_key}>{target_key}", run)
    with project.change(Operation.BEND_LINK, merge_key=merge_key) as db:
        routing = json.dumps([[point.x_pt, point.y_pt] for point in points])
        write_edge(db, load_model(project, model_id), (source_key, target_key), routing=routing)


def _run_key(model_id: int, key: str, run: str) -> str | None:
    return f"{model_id} {key} {run}" if run else None
