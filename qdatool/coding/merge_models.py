"""Models in a coder's file that are not here: they come along whole, with their words, places, notes and pictures.

What a model shows is named by lasting ids (``model_content``). These are turned into ours, since a code may be known
here by its path and a passage by its place. A model that is here already stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, insert, select, update

from qdatool.coding.drafts import ImportedPicture
from qdatool.coding.languages import language_ids
from qdatool.coding.map_nodes import MapThing
from qdatool.coding.model_content import ModelContent, lasting_key, read_content, write_content
from qdatool.coding.models import list_models
from qdatool.coding.node_keys import code_key
from qdatool.coding.pictures import keep_picture, load_pictures
from qdatool.coding.project import Project
from qdatool.storage import schema
from qdatool.storage.rows import new_id
from qdatool.text.normalisation import one_line

_GUID = re.compile(r"[0-9a-f]{32}")
_ABOUT = {MapThing.QUOTATION: "quotation_id", MapThing.MEMO: "memo_id", MapThing.PARTICIPANT: "participant_id"}


@dataclass(frozen=True, slots=True)
class SourceModel:
    """A model of the other file; ``quotations`` are those its nodes show, ``pictures`` by their lasting ids."""

    id: int
    guid: str
    kind: str
    title: str
    created_at: str
    content: ModelContent
    quotations: frozenset[int]
    pictures: Mapping[str, ImportedPicture]


@dataclass(frozen=True, slots=True)
class SourceBox:
    """A box of a model: the model there, and the key with the code's lasting id in place of its number."""

    model_id: int
    key: str


@dataclass(frozen=True, slots=True)
class LastingIds:
    """Our lasting ids by those there, and our keys of types of relation by those there."""

    guids: Mapping[str, str]
    types: Mapping[str, str]


def read_models(other: Project) -> tuple[SourceModel, ...]:
    """Read the models of another file."""
    raw = other.raw()
    made = dict(raw.execute("SELECT id, created_at FROM model"))
    found = []
    for model in list_models(other):
        nodes = raw.execute(
            "SELECT quotation_id, picture_id FROM figure_node WHERE model_id = ?", (model.id,)
        ).fetchall()
        pictures = load_pictures(other, (row[1] for row in nodes if row[1] is not None))
        guids = dict(raw.execute("SELECT id, guid FROM picture"))
        found.append(
            SourceModel(
                model.id,
                model.guid,
                model.kind.value,
                model.title,
                made[model.id],
                read_content(other, model),
                frozenset(row[0] for row in nodes if row[0] is not None),
                {
                    guids[picture_id]: ImportedPicture(
                        one.content, one.kind, one.width_px, one.height_px, (one.width_px, one.height_px)
                    )
                    for picture_id, one in pictures.items()
                    if one.content
                },
            )
        )
    return tuple(found)


def read_boxes(other: Project) -> dict[int, SourceBox]:
    """Read which box of which model each node of another file is."""
    raw = other.raw()
    guids = dict(raw.execute("SELECT id, guid FROM code"))
    rows = raw.execute("SELECT id, model_id, key FROM figure_node")
    return {row_id: SourceBox(model_id, lasting_key(key, guids)) for row_id, model_id, key in rows}


def match_models(project: Project, models: Iterable[SourceModel]) -> dict[int, int]:
    """Return our model by the id there; a negative number for none."""
    ours = {model.guid: model.id for model in list_models(project)}
    return {one.id: ours.get(one.guid, -one.id) for one in models}


def write_model_rows(db: Connection, models: Iterable[SourceModel], matched: Mapping[int, int]) -> dict[int, int]:
    """Make the new models, still empty, so that memos can be about them; return ours by the ids there."""
    ids = dict(matched)
    table = schema.model
    for one in models:
        if matched[one.id] > 0:
            continue
        taken = set(db.scalars(select(table.c.title)))
        title = wanted = one_line(one.title) or one.guid
        number = 2
        while title in taken:
            title, number = f"{wanted} ({number})", number + 1
        values = {"guid": one.guid, "kind": one.kind, "title": title, "created_at": one.created_at}
        ids[one.id] = new_id(db.execute(insert(table).values(**values)))
    return ids


def write_models(db: Connection, models: Iterable[SourceModel], ids: LastingIds) -> None:
    """Fill the new models inside a change that is open."""
    tags = language_ids(db).keys()
    for one in models:
        guids = dict(ids.guids)
        for guid, picture in one.pictures.items():
            picture_id = keep_picture(db, picture)
            guids[guid] = db.scalar(select(schema.picture.c.guid).where(schema.picture.c.id == picture_id)) or guid
        model_id = db.scalar(select(schema.model.c.id).where(schema.model.c.guid == one.guid))
        if model_id is not None:
            write_content(db, model_id, _as_ours(one.content, guids, ids.types, tags))
            _number_nodes(db, model_id)


def box_here(db: Connection, box: SourceBox, models: Mapping[int, int], guids: Mapping[str, str]) -> int | None:
    """Return our node for a box, made where a box of a role or a code has none yet; None where there is no such box."""
    model_id = models.get(box.model_id)
    kind, _, name = box.key.partition(":")
    code_id = None
    key = box.key
    if kind == MapThing.CODE:
        code_id = db.scalar(select(schema.code.c.id).where(schema.code.c.guid == guids.get(name, name)))
        key = code_key(code_id) if code_id is not None else ""
    if model_id is None or not key or kind in _ABOUT or kind in {MapThing.NOTE, MapThing.PICTURE}:
        return None
    table = schema.figure_node
    present = db.scalar(select(table.c.id).where(table.c.model_id == model_id, table.c.key == key))
    if present is None:
        present = new_id(db.execute(insert(table).values(model_id=model_id, key=key, code_id=code_id)))
    return int(present)


def _as_ours(
    content: ModelContent, guids: Mapping[str, str], types: Mapping[str, str], tags: Collection[str]
) -> ModelContent:
    """Return a content with our lasting ids, our types of relation, and the languages that are here."""
    packed = _GUID.sub(lambda found: guids.get(found.group(), found.group()), content.packed())
    ours = ModelContent.unpacked(packed)
    return replace(
        ours,
        labels={tag: words for tag, words in ours.labels.items() if tag in tags},
        role_names={
            role: {tag: name for tag, name in names.items() if tag in tags} for role, names in ours.role_names.items()
        },
        edges=tuple({**edge, "type": types.get(str(edge["type"]), edge["type"])} for edge in ours.edges),
    )


def _number_nodes(db: Connection, model_id: int) -> None:
    """Give the nodes of a map the keys that they would have if they had been put there here."""
    table = schema.figure_node
    rows = db.execute(select(table).where(table.c.model_id == model_id)).mappings().all()
    keys = {}
    for row in rows:
        kind = row["key"].partition(":")[0]
        column = next((column for thing, column in _ABOUT.items() if thing == kind), None)
        if column is not None:
            keys[row["id"]] = f"{kind}:{row[column]}"
        elif kind in {MapThing.NOTE, MapThing.PICTURE}:
            keys[row["id"]] = f"{kind}:{row['id']}"
    # In two rounds, since the new key of one may be the old key of another.
    for row_id in keys:
        db.execute(update(table).where(table.c.id == row_id).values(key=f"moved:{row_id}"))
    for row_id, key in keys.items():
        db.execute(update(table).where(table.c.id == row_id).values(key=key))
