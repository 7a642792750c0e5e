"""Pictures as they stand in the file: each once, whatever shows it, and gone with the last that does.

A version of a model shows its pictures too, or it could not be brought back.
"""

from __future__ import annotations

import binascii
import hashlib
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from sqlalchemy import Connection, delete, exists, func, insert, select

from qdatool.coding.bare_quotations import id_parts
from qdatool.coding.drafts import ImportedPicture, PictureKind
from qdatool.coding.guids import make_guid
from qdatool.coding.project import Project
from qdatool.storage import schema
from qdatool.storage.rows import new_id


@dataclass(frozen=True)
class Picture:
    """A picture by its SHA-256, which alone tells it from others; ``content`` is a whole PNG or JPEG file.

    The content is empty where the file holds something else in its place; ``check`` names such a picture.
    """

    sha256: str
    kind: PictureKind
    width_px: int
    height_px: int
    content: bytes = field(repr=False, compare=False)

    @property
    def file_name(self) -> str:
        """What the picture is called where it stands as a file of its own."""
        return f"{self.sha256[:16]}.{'png' if self.kind is PictureKind.PNG else 'jpg'}"


# What is shown somewhere need not be read again after each step.
_SHOWN: WeakValueDictionary[str, Picture] = WeakValueDictionary()


def load_pictures(project: Project, picture_ids: Iterable[int]) -> dict[int, Picture]:
    """Return the pictures with the ids that exist, by id."""
    table = schema.picture
    found: dict[int, Picture] = {}
    for part in id_parts(sorted(set(picture_ids))):
        columns = (table.c.id, table.c.sha256, table.c.media_type, table.c.width_px, table.c.height_px)
        for row in project.read().execute(select(*columns).where(table.c.id.in_(part))):
            picture = _SHOWN.get(row.sha256)
            if picture is None:
                kind, content = _readable(project, row.id, row.media_type, row.sha256)
                size = (max(1, row.width_px), max(1, row.height_px))
                picture = Picture(row.sha256, kind, *size, content)
                if content:
                    _SHOWN[row.sha256] = picture
            found[row.id] = picture
    return found


def keep_picture(db: Connection, picture: ImportedPicture) -> int:
    """Put a picture into the file inside a change that is open, and return its id; one that is there stays."""
    table = schema.picture
    sha256 = hashlib.sha256(picture.content).hexdigest()
    present = db.scalar(select(table.c.id).where(table.c.sha256 == sha256))
    if present is not None:
        return int(present)
    row = {
        "guid": make_guid(),
        "sha256": sha256,
        "media_type": picture.kind.value,
        "width_px": picture.width_px,
        "height_px": picture.height_px,
        "content": b64encode(picture.content).decode("ascii"),
    }
    return new_id(db.execute(insert(table).values(**row)))


def drop_unused_pictures(db: Connection) -> None:
    """Remove, inside a change that is open, the pictures that no map and no version of a model shows."""
    table, node, version = schema.picture, schema.figure_node, schema.model_version
    on_a_map = exists().where(node.c.picture_id == table.c.id)
    in_a_version = exists().where(func.instr(version.c.content, table.c.guid) > 0)
    db.execute(delete(table).where(~on_a_map, ~in_a_version))


def _readable(project: Project, picture_id: int, media_type: str, sha256: str) -> tuple[PictureKind, bytes]:
    """Return the content of a picture, empty where it is another: a file may come from anywhere."""
    if media_type not in tuple(PictureKind):
        return PictureKind.PNG, b""
    packed = project.read().scalar(select(schema.picture.c.content).where(schema.picture.c.id == picture_id))
    content = unpacked(packed)
    return PictureKind(media_type), content if hashlib.sha256(content).hexdigest() == sha256 else b""


def unpacked(packed: object) -> bytes:
    """Return the bytes that are stored as base64, none where it is no base64."""
    try:
        return b64decode(packed, validate=True) if isinstance(packed, str) else b""
    except (binascii.Error, ValueError):
        return b""
