"""All that one model holds, as a value that can be kept as text, compared, and written back.

Things are named by their lasting ids (guids), so that a version still fits after an undo or in a copy of the project.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, Table, delete, exists, insert, select, update

from qdatool.coding.codes import CodeTree, load_codes
from qdatool.coding.languages import id_of_language
from qdatool.coding.model_roles import template_of, write_role_name, write_roles
from qdatool.coding.model_words import shown_codes
from qdatool.coding.models import Model
from qdatool.coding.node_keys import code_key, code_of_key
from qdatool.coding.node_styles import UNSTYLED
from qdatool.coding.project import Project
from qdatool.coding.relation_types import READY_TYPES, insert_relation_type
from qdatool.coding.relations import list_relations
from qdatool.coding.role_templates import ModelRole, RoleTemplate
from qdatool.storage import schema

_POINTED_AT = {"code_id": schema.code, "quotation_id": schema.quotation, "memo_id": schema.memo}
_POINTED_AT |= {"participant_id": schema.participant, "picture_id": schema.picture}
_NODE_VALUES = ("x_pt", "y_pt", "is_pinned", "style", "width_pt", "height_pt", "body")


@dataclass(frozen=True, slots=True)
class ShownCode:
    """A code as it stood: its label, its labels by language, the code above it, and its roles in the model."""

    label: str
    labels: Mapping[str, str]
    parent: str | None
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A relation between two codes as it stood; the propositions are keyed by language."""

    source: str
    target: str
    type_key: str
    propositions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ModelContent:
    """One model at one moment; ``codes`` and ``links`` are there for comparing, the rest can be written back.

    ``roles`` are the author's own ones as they are stored, by key and in order.
    """

    direction: str
    options: Mapping[str, object]
    labels: Mapping[str, Mapping[str, str]]
    role_names: Mapping[str, Mapping[str, str]]
    slots: tuple[tuple[str, str], ...]
    nodes: Mapping[str, Mapping[str, object]]
    edges: tuple[Mapping[str, object], ...]
    codes: Mapping[str, ShownCode]
    links: Mapping[str, ShownLink]
    roles: tuple[tuple[str, str], ...] = ()

    def packed(self) -> str:
        """Return the content as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def unpacked(cls, text: str) -> ModelContent:
        """Return what ``packed`` made a text of."""
        plain = json.loads(text)
        return cls(
            direction=plain["direction"],
            options=plain["options"],
            labels=plain["labels"],
            role_names=plain["role_names"],
            slots=tuple((role, guid) for role, guid in plain["slots"]),
            nodes=plain["nodes"],
            edges=tuple(plain["edges"]),
            codes={
                guid: ShownCode(code["label"], code["labels"], code["parent"], tuple(code["roles"]))
                for guid, code in plain["codes"].items()
            },
            links={guid: ShownLink(**link) for guid, link in plain["links"].items()},
            roles=tuple((key, stored) for key, stored in plain.get("roles", ())),
        )


def read_content(project: Project, model: Model) -> ModelContent:
    """Return what a model holds now."""
    db = project.read()
    tree = load_codes(project)
    guids = {code.id: code.guid for code in tree}
    shown = shown_codes(model, tree)
    languages = sorted({*model.titles, *model.captions})
    is_own = template_of(model.options) is RoleTemplate.OWN
    return ModelContent(
        direction=model.direction.value,
        options=dict(model.options),
        labels={tag: {"title": model.titles.get(tag, ""), "caption": model.captions.get(tag, "")} for tag in languages},
        role_names={role: dict(names) for role, names in model.role_names.items()},
        slots=tuple((slot.role or "", guids[slot.code_id]) for slot in model.slots),
        nodes=_read_nodes(db, model.id, guids),
        edges=tuple(_read_edges(db, model.id, guids)),
        codes={guids[code_id]: _shown_code(model, tree, code_id, guids) for code_id in shown},
        links=_shown_links(project, db, shown, guids),
        roles=tuple((role.key, role.packed()) for role in model.roles if is_own),
    )


def write_content(db: Connection, model_id: int, content: ModelContent) -> tuple[str, ...]:
    """Write a content over a model inside a change that is open; return the labels of codes that are gone."""
    codes = {row.guid: row.id for row in db.execute(select(schema.code.c.guid, schema.code.c.id))}
    values = {"direction": content.direction, "options": json.dumps(dict(content.options), sort_keys=True)}
    db.execute(update(schema.model).where(schema.model.c.id == model_id).values(**values))
    _write_labels(db, model_id, content)
    db.execute(delete(schema.model_slot).where(schema.model_slot.c.model_id == model_id))
    filled: Counter[str] = Counter()
    for role, guid in content.slots:
        if guid in codes:
            place = {"role": role, "code_id": codes[guid], "position": filled[role]}
            db.execute(insert(schema.model_slot).values(model_id=model_id, **place))
            filled[role] += 1
    _write_nodes(db, model_id, content, codes)
    gone = dict.fromkeys(guid for _, guid in content.slots if guid not in codes)
    return tuple(content.codes[guid].label for guid in gone if guid in content.codes)


def _shown_code(model: Model, tree: CodeTree, code_id: int, guids: Mapping[int, str]) -> ShownCode:
    code = tree.codes[code_id]
    roles = tuple(slot.role for slot in model.slots if slot.code_id == code_id and slot.role)
    parent = guids[code.parent_id] if code.parent_id is not None else None
    return ShownCode(code.label, dict(code.labels), parent, roles)


def _shown_links(
    project: Project, db: Connection, shown: tuple[int, ...], guids: Mapping[int, str]
) -> dict[str, ShownLink]:
    relation_guids = {row.id: row.guid for row in db.execute(select(schema.relation.c.id, schema.relation.c.guid))}
    return {
        relation_guids[relation.id]: ShownLink(
            guids[relation.source_id], guids[relation.target_id], relation.type_key, dict(relation.propositions)
        )
        for relation in list_relations(project)
        if relation.source_id in shown and relation.target_id in shown
    }


def lasting_key(key: str, guids: Mapping[int, str]) -> str:
    """Return a node key with the code's lasting id in place of its number."""
    code_id = code_of_key(key)
    return key if code_id is None else f"code:{guids.get(code_id, '')}"


def _read_nodes(db: Connection, model_id: int, guids: Mapping[int, str]) -> dict[str, dict[str, object]]:
    table = schema.figure_node
    names = {column: _guids_of(db, target) for column, target in _POINTED_AT.items()}
    nodes: dict[str, dict[str, object]] = {}
    for row in db.execute(select(table).where(table.c.model_id == model_id)).mappings():
        values: dict[str, object] = {name: row[name] for name in _NODE_VALUES}
        values |= {name: names[name][row[name]] for name in _POINTED_AT if row[name] is not None}
        nodes[lasting_key(row["key"], guids)] = values
    return nodes


def _read_edges(db: Connection, model_id: int, guids: Mapping[int, str]) -> list[dict[str, object]]:
    keys = {
        row.id: lasting_key(row.key, guids)
        for row in db.execute(
            select(schema.figure_node.c.id, schema.figure_node.c.key).where(schema.figure_node.c.model_id == model_id)
        )
    }
    relations = _guids_of(db, schema.relation)
    types = {row.id: row.key for row in db.execute(select(schema.relation_type.c.id, schema.relation_type.c.key))}
    table = schema.figure_edge
    return [
        {
            "source": keys[row.source_node_id],
            "target": keys[row.target_node_id],
            "relation": relations.get(row.relation_id),
            "type": types.get(row.relation_type_id),
            "routing": row.routing,
            "label": row.label,
            "style": row.style,
        }
        for row in db.execute(select(table).where(table.c.model_id == model_id).order_by(table.c.id))
    ]


def _guids_of(db: Connection, table: Table) -> dict[int, str]:
    return {row.id: row.guid for row in db.execute(select(table.c.id, table.c.guid))}


def _write_labels(db: Connection, model_id: int, content: ModelContent) -> None:
    table = schema.model_label
    db.execute(delete(table).where(table.c.model_id == model_id))
    for tag, words in content.labels.items():
        db.execute(insert(table).values(model_id=model_id, language_id=id_of_language(db, tag), **words))
    db.execute(delete(schema.model_role).where(schema.model_role.c.model_id == model_id))
    write_roles(db, model_id, [ModelRole.unpacked(key, stored) for key, stored in content.roles])
    for role, names in content.role_names.items():
        for tag, name in names.items():
            write_role_name(db, model_id, role, tag, name)


def _write_nodes(db: Connection, model_id: int, content: ModelContent, codes: Mapping[str, int]) -> None:
    """Write nodes and edges; a node that carries a comment keeps its row, so that the comment stays."""
    table = schema.figure_node
    mine = table.c.model_id == model_id
    db.execute(delete(schema.figure_edge).where(schema.figure_edge.c.model_id == model_id))
    has_comment = exists().where(schema.review_comment.c.figure_node_id == table.c.id)
    db.execute(delete(table).where(mine, ~has_comment))
    usual = {"x_pt": None, "y_pt": None, "is_pinned": 0, "style": UNSTYLED, "width_pt": None, "height_pt": None}
    db.execute(update(table).where(mine).values(**usual))
    targets = {name: _ids_of(db, target) for name, target in _POINTED_AT.items()}
    ids: dict[str, int] = {}
    for lasting, kept in content.nodes.items():
        values = dict(kept)
        for name in _POINTED_AT:
            if name in values:
                values[name] = targets[name].get(str(values[name]))
        if any(name in values and values[name] is None for name in _POINTED_AT):
            continue
        _, _, guid = lasting.partition(":")
        key = code_key(codes[guid]) if "code_id" in values else lasting
        if not db.execute(update(table).where(mine, table.c.key == key).values(**values)).rowcount:
            db.execute(insert(table).values(model_id=model_id, key=key, **values))
        ids[lasting] = int(db.scalar(select(table.c.id).where(mine, table.c.key == key)) or 0)
    _write_edges(db, model_id, content, ids)


def _write_edges(db: Connection, model_id: int, content: ModelContent, ids: Mapping[str, int]) -> None:
    relations = _ids_of(db, schema.relation)
    for edge in content.edges:
        source, target = ids.get(str(edge["source"])), ids.get(str(edge["target"]))
        if source is None or target is None or (edge["relation"] and edge["relation"] not in relations):
            continue
        db.execute(
            insert(schema.figure_edge).values(
                model_id=model_id,
                source_node_id=source,
                target_node_id=target,
                relation_id=relations.get(str(edge["relation"])),
                relation_type_id=_type_id(db, edge["type"]),
                routing=edge["routing"],
                label=edge["label"],
                style=edge["style"],
            )
        )


def _type_id(db: Connection, key: object) -> int | None:
    """Return the type of relation with a key; a ready-made one that was deleted since comes back with its link."""
    table = schema.relation_type
    present = db.scalar(select(table.c.id).where(table.c.key == key))
    if present is None and key in READY_TYPES:
        return insert_relation_type(db, str(key))
    return present


def _ids_of(db: Connection, table: Table) -> dict[str, int]:
    return {row.guid: row.id for row in db.execute(select(table.c.id, table.c.guid))}
