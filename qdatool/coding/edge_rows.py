"""The rows of a figure's links: there as soon as a link is drawn otherwise than usual, and gone when it no longer is.

On a free map a row of no relation is the link itself, and stays.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select, update

from qdatool.coding.known_rows import require_row
from qdatool.coding.map_nodes import map_node_row
from qdatool.coding.models import Model, drop_bare_nodes
from qdatool.coding.node_keys import code_of_key, role_of_key
from qdatool.coding.roles import ModelKind
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema

USUAL_EDGE: Mapping[str, str] = {"routing": "[]", "style": "{}"}
"""What is stored of a link that goes by itself and looks as links of its kind do."""


def node_row(db: Connection, model: Model, key: str) -> int:
    """Return the row of a node inside a change that is open; one that has none yet gets one that keeps no place.

    Raises InvalidOperation(UNKNOWN_NODE or UNKNOWN_CODE).
    """
    if model.kind is ModelKind.FREE:
        return map_node_row(db, model.id, key)
    code_id, table = code_of_key(key), schema.figure_node
    if code_id is not None:
        require_row(db, schema.code, code_id)
    elif role_of_key(key) is None and key != f"model:{model.id}":
        raise InvalidOperation(OperationReason.UNKNOWN_NODE)
    mine = (table.c.model_id == model.id) & (table.c.key == key)
    if db.scalar(select(table.c.id).where(mine)) is None:
        db.execute(insert(table).values(model_id=model.id, key=key, code_id=code_id))
    return int(db.scalar(select(table.c.id).where(mine)) or 0)


def write_edge(db: Connection, model: Model, ends: tuple[str, str], **values: str) -> None:
    """Write how a link is drawn, inside a change that is open; a relation that it may stand for stays as it is.

    ``ends`` are the keys of its nodes. Raises InvalidOperation(UNKNOWN_NODE or UNKNOWN_CODE for its ends,
    SELF_RELATION, or UNKNOWN_RELATION where nothing joins the two on a map).
    """
    if ends[0] == ends[1]:
        raise InvalidOperation(OperationReason.SELF_RELATION)
    edges, is_map = schema.figure_edge, model.kind is ModelKind.FREE
    source, target = (node_row(db, model, key) for key in ends)
    mine = (edges.c.source_node_id == source) & (edges.c.target_node_id == target)
    is_usual = all(USUAL_EDGE[name] == value for name, value in values.items())
    if not db.execute(update(edges).where(mine).values(**values)).rowcount and not is_usual:
        relation_id = _relation_between(db, ends) if is_map else None
        rows = {"source_node_id": source, "target_node_id": target, "relation_id": relation_id}
        db.execute(insert(edges).values(model_id=model.id, **rows, **values))
    if is_usual:
        is_bare = mine & (edges.c.routing == USUAL_EDGE["routing"]) & (edges.c.style == USUAL_EDGE["style"])
        db.execute(delete(edges).where(is_bare & edges.c.relation_id.is_not(None) if is_map else is_bare))
        drop_bare_nodes(db, (source, target))


def _relation_between(db: Connection, ends: tuple[str, str]) -> int:
    table = schema.relation
    source_id, target_id = (code_of_key(key) for key in ends)
    joined = (table.c.source_id == source_id) & (table.c.target_id == target_id)
    found = db.scalar(select(table.c.id).where(joined).order_by(table.c.id))
    if found is None:
        raise InvalidOperation(OperationReason.UNKNOWN_RELATION)
    return int(found)
