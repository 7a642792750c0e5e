"""Where on which figure each row of a model shows: what a step changed is found again by it, even once it is gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from qdatool.coding.changes import Changes, Kind
from qdatool.coding.node_keys import code_key, link_key, role_key
from qdatool.coding.project import Project
from qdatool.storage import schema


@dataclass(frozen=True, slots=True)
class ModelPlace:
    """A node or link of a model by its key, empty for the model as a whole; ``instead`` is seen where it is not."""

    model_id: int
    key: str = ""
    instead: tuple[str, ...] = ()


ModelPlaces = Mapping[Kind, Mapping[int, ModelPlace]]


def read_model_places(project: Project) -> ModelPlaces:
    """Return the places of all rows that models are made of, by kind and id."""
    db, node, edge = project.read(), schema.figure_node, schema.figure_edge
    keys = {row.id: row.key for row in db.execute(select(node.c.id, node.c.key))}
    roles = {row.id: ModelPlace(row.model_id, role_key(row.key)) for row in db.execute(select(schema.model_role))}
    nodes = select(node.c.id, node.c.model_id, node.c.key)
    names = select(schema.model_role_name.c.id, schema.model_role_name.c.model_role_id)
    labels = select(schema.model_label.c.id, schema.model_label.c.model_id)
    return {
        Kind.MODEL: {row.id: ModelPlace(row.id) for row in db.execute(select(schema.model.c.id))},
        Kind.MODEL_LABEL: {row.id: ModelPlace(row.model_id) for row in db.execute(labels)},
        Kind.MODEL_ROLE: roles,
        Kind.MODEL_ROLE_NAME: {row.id: roles[row.model_role_id] for row in db.execute(names)},
        Kind.MODEL_SLOT: {
            row.id: ModelPlace(row.model_id, code_key(row.code_id), (role_key(row.role),) if row.role else ())
            for row in db.execute(select(schema.model_slot))
        },
        Kind.FIGURE_NODE: {row.id: ModelPlace(row.model_id, row.key) for row in db.execute(nodes)},
        Kind.FIGURE_EDGE: {
            row.id: _link_place(row.model_id, keys[row.source_node_id], keys[row.target_node_id])
            for row in db.execute(select(edge))
        },
    }


def changed_places(changes: Changes, before: ModelPlaces, after: ModelPlaces) -> Iterator[ModelPlace]:
    """Yield the places that a step changed: what came and went first, then what only is otherwise."""
    for kind in reversed(tuple(after)):
        yield from (after[kind][each] for each in sorted(changes.added(kind)) if each in after[kind])
        gone = before.get(kind, {})
        yield from (gone[each] for each in sorted(changes.removed(kind)) if each in gone)
    for kind in reversed(tuple(after)):
        yield from (after[kind][each] for each in sorted(changes.updated(kind)) if each in after[kind])


def _link_place(model_id: int, source: str, target: str) -> ModelPlace:
    return ModelPlace(model_id, link_key(source, target), (source, target))
