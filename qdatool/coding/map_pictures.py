"""Pictures on free maps: nodes like the others, with a picture and a caption."""

from __future__ import annotations

from sqlalchemy import select, update

from qdatool.coding.changes import Operation
from qdatool.coding.drafts import ImportedPicture
from qdatool.coding.map_nodes import MapThing, insert_own_node
from qdatool.coding.models import NodePlace, load_model, move_node
from qdatool.coding.pictures import drop_unused_pictures, keep_picture
from qdatool.coding.project import Project
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.text.normalisation import normalise


def add_picture(
    project: Project, model_id: int, picture: ImportedPicture, caption: str = "", place: NodePlace | None = None
) -> str:
    """Put a picture on a map, pinned at ``place`` if there is one, and return the key of its node.

    Raises InvalidOperation(UNKNOWN_MODEL).
    """
    load_model(project, model_id)
    with project.change(Operation.ADD_PICTURE) as db:
        values = {"picture_id": keep_picture(db, picture), "body": _words(caption)}
        key = insert_own_node(db, model_id, MapThing.PICTURE, **values)
        if place is not None:
            move_node(project, model_id, key, place)
    return key


def replace_picture(project: Project, model_id: int, key: str, picture: ImportedPicture) -> None:
    """Show another picture in the place of one; caption and links stay. Raises InvalidOperation(UNKNOWN_NODE)."""
    table = schema.figure_node
    with project.change(Operation.REPLACE_PICTURE) as db:
        node_id = _picture_node(project, model_id, key)
        db.execute(update(table).where(table.c.id == node_id).values(picture_id=keep_picture(db, picture)))
        drop_unused_pictures(db)


def caption_picture(project: Project, model_id: int, key: str, caption: str) -> None:
    """Write what a picture shows; typing within a minute is one undo step. Raises InvalidOperation(UNKNOWN_NODE)."""
    table = schema.figure_node
    with project.change(Operation.CAPTION_PICTURE, merge_key=f"picture {model_id} {key}") as db:
        node_id = _picture_node(project, model_id, key)
        db.execute(update(table).where(table.c.id == node_id).values(body=_words(caption)))


def _picture_node(project: Project, model_id: int, key: str) -> int:
    table = schema.figure_node
    mine = (table.c.model_id == model_id) & (table.c.key == key) & table.c.picture_id.is_not(None)
    found = project.read().scalar(select(table.c.id).where(mine))
    if found is None:
        raise InvalidOperation(OperationReason.UNKNOWN_NODE)
    return int(found)


def _words(caption: str) -> str:
    return normalise(caption).strip()
