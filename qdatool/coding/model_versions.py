"""Versions of a model: keep how it stands, see what has changed since, and bring it back.

A version keeps what the model holds (places, arrangement, options, titles) and, for comparing, what the codes shown
were called and where they stood. Bringing one back changes the model alone: codes, the tree and the evidence are
those of the project, and a code that has been deleted since is left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from qdatool.coding.changes import Operation
from qdatool.coding.guids import make_guid
from qdatool.coding.model_content import ModelContent, read_content, write_content
from qdatool.coding.models import load_model
from qdatool.coding.pictures import drop_unused_pictures
from qdatool.coding.project import Project
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.storage.rows import new_id
from qdatool.text.normalisation import one_line


@dataclass(frozen=True, slots=True)
class ModelVersion:
    """A version as it is listed; ``at`` is an ISO time with zone, ``coder`` who kept it, empty where unknown."""

    id: int
    model_id: int
    label: str
    at: str
    coder: str


def keep_version(project: Project, model_id: int, label: str = "") -> int:
    """Keep how the model stands and return the version; raises InvalidOperation(UNKNOWN_MODEL)."""
    content = read_content(project, load_model(project, model_id))
    with project.change(Operation.KEEP_VERSION) as db:
        result = db.execute(
            insert(schema.model_version).values(
                guid=make_guid(),
                model_id=model_id,
                label=one_line(label),
                at=project.now(),
                coder_id=project.coder_id,
                content=content.packed(),
            )
        )
        return new_id(result)


def list_versions(project: Project, model_id: int) -> tuple[ModelVersion, ...]:
    """Return the versions of a model, the newest first."""
    table = schema.model_version
    rows = project.read().execute(
        select(table.c.id, table.c.model_id, table.c.label, table.c.at, schema.coder.c.name)
        .join_from(table, schema.coder, isouter=True)
        .where(table.c.model_id == model_id)
        .order_by(table.c.id.desc())
    )
    return tuple(ModelVersion(row.id, row.model_id, row.label, row.at, row.name or "") for row in rows)


def rename_version(project: Project, version_id: int, label: str) -> None:
    """Give a version another label; raises InvalidOperation(UNKNOWN_VERSION)."""
    _stored(project, version_id)
    table = schema.model_version
    with project.change(Operation.RENAME_VERSION) as db:
        db.execute(update(table).where(table.c.id == version_id).values(label=one_line(label)))


def delete_version(project: Project, version_id: int) -> None:
    """Delete a version; the model stays as it is. Raises InvalidOperation(UNKNOWN_VERSION)."""
    _stored(project, version_id)
    with project.change(Operation.DELETE_VERSION) as db:
        db.execute(delete(schema.model_version).where(schema.model_version.c.id == version_id))
        drop_unused_pictures(db)


def restore_version(project: Project, version_id: int) -> tuple[str, ...]:
    """Make the model what it was, and return the labels of the codes that are no longer there.

    Raises InvalidOperation(UNKNOWN_VERSION).
    """
    model_id, content = _stored(project, version_id)
    with project.change(Operation.RESTORE_VERSION) as db:
        gone = write_content(db, model_id, content)
        drop_unused_pictures(db)
        return gone


def version_content(project: Project, version_id: int) -> ModelContent:
    """Return what a version holds; raises InvalidOperation(UNKNOWN_VERSION)."""
    return _stored(project, version_id)[1]


def present_content(project: Project, model_id: int) -> ModelContent:
    """Return what the model holds now; raises InvalidOperation(UNKNOWN_MODEL)."""
    return read_content(project, load_model(project, model_id))


def _stored(project: Project, version_id: int) -> tuple[int, ModelContent]:
    table = schema.model_version
    row = project.read().execute(select(table.c.model_id, table.c.content).where(table.c.id == version_id)).first()
    if row is None:
        raise InvalidOperation(OperationReason.UNKNOWN_VERSION, version=version_id)
    return row.model_id, ModelContent.unpacked(row.content)
