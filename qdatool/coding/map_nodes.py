"""Free maps: codes, quotations, memos, participants, notes and pictures, and the links drawn between them.

Codes stand on a map as on any model, in its slots; a link between two codes is a relation of the project. All else
belongs to the map alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, delete, func, insert, select, update

from qdatool.coding.changes import Operation
from qdatool.coding.known_rows import require_row
from qdatool.coding.models import Model, load_model, put_in_slot, take_from_slot
from qdatool.coding.node_keys import code_key, code_of_key
from qdatool.coding.pictures import drop_unused_pictures
from qdatool.coding.project import Project
from qdatool.coding.relation_types import require_type
from qdatool.coding.things import Things
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.storage.rows import new_id
from qdatool.text.normalisation import normalise, one_line


class MapThing(StrEnum):
    """What a node of a map stands for; the values begin the keys of nodes."""

    CODE = "code"
    QUOTATION = "quotation"
    MEMO = "memo"
    PARTICIPANT = "participant"
    NOTE = "note"
    PICTURE = "picture"


_COLUMNS = {
    MapThing.QUOTATION: ("quotation_id", schema.quotation),
    MapThing.MEMO: ("memo_id", schema.memo),
    MapThing.PARTICIPANT: ("participant_id", schema.participant),
}
OWN_THINGS = frozenset({MapThing.NOTE, MapThing.PICTURE})
"""What belongs to the map alone, and is seen by whoever sees the map."""


@dataclass(frozen=True, slots=True)
class MapNode:
    """A node of a map; ``about`` is the id of the thing or picture, None for a note.

    ``body`` is what a note says, or the caption of a picture.
    """

    key: str
    kind: MapThing
    about: int | None = None
    body: str = ""


@dataclass(frozen=True, slots=True)
class MapLink:
    """A link of the map alone, between two nodes by their keys; ``label`` may say more than the type does."""

    id: int
    source_key: str
    target_key: str
    type_key: str | None
    label: str


@dataclass(frozen=True, slots=True)
class MapContent:
    """What stands on a map, but for the relations between its codes."""

    nodes: tuple[MapNode, ...]
    links: tuple[MapLink, ...]


def read_map(project: Project, model: Model) -> MapContent:
    """Return the nodes and links of a map; what the reader may not see is left out with its links."""
    table, edges = schema.figure_node, schema.figure_edge
    nodes = {slot.code_id: MapNode(code_key(slot.code_id), MapThing.CODE, slot.code_id) for slot in model.slots}
    rows = project.read().execute(select(table).where(table.c.model_id == model.id).order_by(table.c.id)).all()
    shown = [*nodes.values(), *_in_sight(project, [node for row in rows if (node := _node(row)) is not None])]
    keys = {row.id: row.key for row in rows}
    present = {node.key for node in shown}
    types = {row.id: row.key for row in project.read().execute(select(schema.relation_type))}
    # A row for a relation of the project only keeps the bend of its line.
    own = select(edges).where(edges.c.model_id == model.id, edges.c.relation_id.is_(None)).order_by(edges.c.id)
    links = tuple(
        MapLink(row.id, keys[row.source_node_id], keys[row.target_node_id], types.get(row.relation_type_id), row.label)
        for row in project.read().execute(own)
        if {keys[row.source_node_id], keys[row.target_node_id]} <= present
    )
    return MapContent(tuple(shown), links)


def add_to_map(project: Project, model_id: int, kind: MapThing, about: int) -> str:
    """Put a thing on a map and return the key of its node; one that stands there already stays as it is.

    Raises InvalidOperation(UNKNOWN_MODEL, or what says that there is no such thing).
    """
    if kind is MapThing.CODE:
        with project.change(Operation.ADD_TO_MAP):
            put_in_slot(project, model_id, None, about)
        return code_key(about)
    load_model(project, model_id)
    column, target = _COLUMNS[kind]
    key = f"{kind.value}:{about}"
    with project.change(Operation.ADD_TO_MAP) as db:
        require_row(db, target, about)
        if _node_id(db, model_id, key) is None:
            db.execute(insert(schema.figure_node).values(model_id=model_id, key=key, **{column: about}))
    return key


def add_note(project: Project, model_id: int, body: str) -> str:
    """Put a note on a map and return its key; raises InvalidOperation(UNKNOWN_MODEL or EMPTY_LABEL)."""
    words = _words(body)
    load_model(project, model_id)
    with project.change(Operation.ADD_TO_MAP) as db:
        return insert_own_node(db, model_id, MapThing.NOTE, body=words)


def insert_own_node(db: Connection, model_id: int, kind: MapThing, **values: object) -> str:
    """Put what belongs to the map alone on it inside a change that is open, and return its key."""
    table = schema.figure_node
    # The key needs the number of the row, and the row a key.
    number = 1 + (db.scalar(select(func.max(table.c.id))) or 0)
    key = f"{kind.value}:{number}"
    db.execute(insert(table).values(model_id=model_id, key=key, **values))
    return key


def edit_note(project: Project, model_id: int, key: str, body: str) -> None:
    """Write a note anew; typing within a minute is one undo step. Raises InvalidOperation."""
    words = _words(body)
    table = schema.figure_node
    with project.change(Operation.EDIT_NOTE, merge_key=f"note {model_id} {key}") as db:
        node_id = _required(db, model_id, key)
        db.execute(update(table).where(table.c.id == node_id).values(body=words))


def take_off_map(project: Project, model_id: int, *keys: str) -> None:
    """Take nodes off a map with their links; the things themselves stay. Raises InvalidOperation(UNKNOWN_NODE)."""
    table = schema.figure_node
    with project.change(Operation.TAKE_OFF_MAP) as db:
        for key in keys:
            code_id = code_of_key(key)
            if code_id is not None:
                take_from_slot(project, model_id, None, code_id)
            else:
                _required(db, model_id, key)
            db.execute(delete(table).where(table.c.model_id == model_id, table.c.key == key))
        drop_unused_pictures(db)


def link_on_map(project: Project, model_id: int, source_key: str, target_key: str, type_key: str) -> int:
    """Draw a link between two nodes of which one at least is no code, and return it; one that is there stays.

    Raises InvalidOperation(SELF_RELATION, UNKNOWN_NODE or UNKNOWN_RELATION_TYPE).
    """
    if source_key == target_key:
        raise InvalidOperation(OperationReason.SELF_RELATION)
    edges = schema.figure_edge
    with project.change(Operation.LINK_ON_MAP) as db:
        type_id = require_type(db, type_key)
        ends = [map_node_row(db, model_id, key) for key in (source_key, target_key)]
        same = (edges.c.source_node_id == ends[0]) & (edges.c.target_node_id == ends[1])
        present = db.scalar(select(edges.c.id).where(same))
        if present is not None:
            return int(present)
        values = {"source_node_id": ends[0], "target_node_id": ends[1], "relation_type_id": type_id}
        return new_id(db.execute(insert(edges).values(model_id=model_id, **values)))


def change_map_link(project: Project, link_id: int, type_key: str, label: str) -> None:
    """Give a link of a map another type and label.

    Raises InvalidOperation(UNKNOWN_RELATION or UNKNOWN_RELATION_TYPE).
    """
    edges = schema.figure_edge
    with project.change(Operation.CHANGE_MAP_LINK) as db:
        _require_link(db, link_id)
        values = {"relation_type_id": require_type(db, type_key), "label": one_line(label)}
        db.execute(update(edges).where(edges.c.id == link_id).values(**values))


def unlink_on_map(project: Project, link_id: int) -> None:
    """Take a link off a map; raises InvalidOperation(UNKNOWN_RELATION)."""
    edges = schema.figure_edge
    with project.change(Operation.UNLINK_ON_MAP) as db:
        _require_link(db, link_id)
        db.execute(delete(edges).where(edges.c.id == link_id))


def map_node_row(db: Connection, model_id: int, key: str) -> int:
    """Return the id of a node's row inside a change that is open; a code on the map gets one that keeps no place.

    Raises InvalidOperation(UNKNOWN_NODE).
    """
    code_id, table = code_of_key(key), schema.figure_node
    present = _node_id(db, model_id, key)
    if present is not None or code_id is None:
        return _required(db, model_id, key) if present is None else present
    slots = schema.model_slot
    stands = select(slots.c.id).where(slots.c.model_id == model_id, slots.c.code_id == code_id)
    if db.scalar(stands) is None:
        raise InvalidOperation(OperationReason.UNKNOWN_NODE)
    return new_id(db.execute(insert(table).values(model_id=model_id, key=key, code_id=code_id)))


def _node(row: object) -> MapNode | None:
    """Return the node that a row stands for, None for one that only keeps the place of a code or a role."""
    kind, _, _ = row.key.partition(":")  # type: ignore[attr-defined]
    if kind == MapThing.NOTE:
        return MapNode(row.key, MapThing.NOTE, body=row.body)  # type: ignore[attr-defined]
    if row.picture_id is not None:  # type: ignore[attr-defined]
        return MapNode(row.key, MapThing.PICTURE, row.picture_id, row.body)  # type: ignore[attr-defined]
    for thing, (column, _) in _COLUMNS.items():
        about = getattr(row, column)
        if about is not None:
            return MapNode(row.key, thing, about)  # type: ignore[attr-defined]
    return None


def _in_sight(project: Project, nodes: list[MapNode]) -> list[MapNode]:
    things = Things(project, "")
    seen = {
        kind: things.named(kind.value, [node.about for node in nodes if node.kind is kind and node.about is not None])
        for kind in _COLUMNS
    }
    return [node for node in nodes if node.kind in OWN_THINGS or node.about in seen[node.kind]]


def _node_id(db: Connection, model_id: int, key: str) -> int | None:
    table = schema.figure_node
    found = db.scalar(select(table.c.id).where(table.c.model_id == model_id, table.c.key == key))
    return None if found is None else int(found)


def _required(db: Connection, model_id: int, key: str) -> int:
    found = _node_id(db, model_id, key)
    if found is None:
        raise InvalidOperation(OperationReason.UNKNOWN_NODE)
    return found


def _require_link(db: Connection, link_id: int) -> None:
    edges = schema.figure_edge
    if db.scalar(select(edges.c.id).where(edges.c.id == link_id)) is None:
        raise InvalidOperation(OperationReason.UNKNOWN_RELATION)


def _words(body: str) -> str:
    words = normalise(body).strip()
    if not words:
        raise InvalidOperation(OperationReason.EMPTY_LABEL)
    return words
