"""What a user draws on a free map by hand: the sizes of boxes and the bends of links."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from qdatool.coding.changes import Operation
from qdatool.coding.known_rows import require_row
from qdatool.coding.map_nodes import map_node_row
from qdatool.coding.models import NodePlace, move_node
from qdatool.coding.node_keys import code_of_key
from qdatool.coding.project import Project
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.storage.rows import new_id

STRAIGHT = "[]"
"""What is stored of a link without a bend."""


@dataclass(frozen=True, slots=True)
class NodeSize:
    """How large a box is at least, in points on a figure 160 mm wide; its words may make it higher."""

    width_pt: float
    height_pt: float


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """Sizes by node key, and bends by the keys of the nodes that a link joins."""

    sizes: Mapping[str, NodeSize]
    bends: Mapping[tuple[str, str], NodePlace]


def read_drawing(project: Project, model_id: int) -> MapDrawing:
    """Return what was drawn by hand on a map."""
    db, table, edges = project.read(), schema.figure_node, schema.figure_edge
    rows = db.execute(select(table).where(table.c.model_id == model_id)).all()
    keys = {row.id: row.key for row in rows}
    sizes = {row.key: NodeSize(row.width_pt, row.height_pt) for row in rows if row.width_pt and row.height_pt}
    bent = select(edges).where(edges.c.model_id == model_id, edges.c.routing != STRAIGHT)
    bends = {
        (keys[row.source_node_id], keys[row.target_node_id]): NodePlace(*json.loads(row.routing)[0])
        for row in db.execute(bent)
    }
    return MapDrawing(sizes, bends)


def resize_node(
    project: Project, model_id: int, key: str, size: NodeSize | None, place: NodePlace | None = None
) -> None:
    """Make a box of a map so large, or (None) as large as its words need; ``place`` pins its centre there as well.

    Raises InvalidOperation(UNKNOWN_MODEL or UNKNOWN_NODE).
    """
    table = schema.figure_node
    with project.change(Operation.RESIZE_NODE) as db:
        require_row(db, schema.model, model_id)
        node_id = map_node_row(db, model_id, key)
        values = {"width_pt": size.width_pt if size else None, "height_pt": size.height_pt if size else None}
        db.execute(update(table).where(table.c.id == node_id).values(**values))
        if place is not None:
            move_node(project, model_id, key, place)


def bend_link(project: Project, model_id: int, source_key: str, target_key: str, bend: NodePlace | None) -> None:
    """Lead a link of a map over a point, or (None) straight; the relation that it may stand for stays as it is.

    Raises InvalidOperation(UNKNOWN_MODEL, UNKNOWN_NODE, or UNKNOWN_RELATION where nothing joins the two).
    """
    edges = schema.figure_edge
    with project.change(Operation.BEND_LINK) as db:
        require_row(db, schema.model, model_id)
        source, target = (map_node_row(db, model_id, key) for key in (source_key, target_key))
        mine = (edges.c.source_node_id == source) & (edges.c.target_node_id == target)
        if bend is None:
            # A row that stands for a relation of the project is there for its bend alone.
            db.execute(delete(edges).where(mine, edges.c.relation_id.is_not(None)))
            db.execute(update(edges).where(mine).values(routing=STRAIGHT))
            return
        routing = json.dumps([[bend.x_pt, bend.y_pt]])
        if db.execute(update(edges).where(mine).values(routing=routing)).rowcount:
            return
        relation_id = _relation_between(db, source_key, target_key)
        ends = {"source_node_id": source, "target_node_id": target}
        new_id(db.execute(insert(edges).values(model_id=model_id, relation_id=relation_id, routing=routing, **ends)))


def _relation_between(db: Connection, source_key: str, target_key: str) -> int:
    table = schema.relation
    ends = (table.c.source_id == code_of_key(source_key)) & (table.c.target_id == code_of_key(target_key))
    found = db.scalar(select(table.c.id).where(ends).order_by(table.c.id))
    if found is None:
        raise InvalidOperation(OperationReason.UNKNOWN_RELATION)
    return int(found)
