"""Participants and their attributes: free variables with ordered classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Table, delete, func, insert, select

from qdatool.coding.changes import Operation
from qdatool.coding.documents import list_documents
from qdatool.coding.drafts import ParticipantRow, bad_row
from qdatool.coding.guids import make_guid
from qdatool.coding.project import Project
from qdatool.errors import RowReason
from qdatool.storage import schema
from qdatool.storage.rows import new_id, next_position
from qdatool.text.normalisation import one_line


@dataclass(frozen=True, slots=True)
class Participant:
    """A person interviewed; ``attributes`` maps the attribute's name to the class, in the order of attributes."""

    id: int
    name: str
    attributes: Mapping[str, str]
    document_ids: tuple[int, ...]


def list_participants(project: Project) -> tuple[Participant, ...]:
    """Return the participants in their order."""
    db = project.read()
    attributes: dict[int, dict[str, str]] = {}
    for participant_id, name, label in db.execute(
        select(schema.participant_class.c.participant_id, schema.attribute.c.name, schema.attribute_class.c.label)
        .join_from(schema.participant_class, schema.attribute_class)
        .join(schema.attribute)
        .order_by(schema.attribute.c.position)
    ):
        attributes.setdefault(participant_id, {})[name] = label
    documents: dict[int, list[int]] = {}
    for row in db.execute(select(schema.participant_document).order_by(schema.participant_document.c.id)):
        documents.setdefault(row.participant_id, []).append(row.document_id)
    return tuple(
        Participant(row.id, row.name, attributes.get(row.id, {}), tuple(documents.get(row.id, ())))
        for row in db.execute(select(schema.participant).order_by(schema.participant.c.position))
    )


def list_attributes(project: Project) -> dict[str, tuple[str, ...]]:
    """Return the classes of every attribute in their order, attributes in theirs."""
    found: dict[str, tuple[str, ...]] = {}
    for name, label in project.read().execute(
        select(schema.attribute.c.name, schema.attribute_class.c.label)
        .join_from(schema.attribute, schema.attribute_class)
        .order_by(schema.attribute.c.position, schema.attribute_class.c.position)
    ):
        found[name] = (*found.get(name, ()), label)
    return found


def import_participants(project: Project, rows: Sequence[ParticipantRow]) -> int:
    """Add or complete participants as one step; returns how many the table named.

    Values of a participant who exists are replaced where the table gives them. Raises ImportFailed(BAD_ROW) with the
    row for a participant without a name or an unknown document; then nothing changes.
    """
    rows = [_cleaned(row) for row in rows]
    documents = {document.name: document.id for document in list_documents(project)}
    for row in rows:
        if not row.name:
            raise bad_row(row, RowReason.EMPTY_PARTICIPANT)
        if row.document and row.document not in documents:
            raise bad_row(row, RowReason.UNKNOWN_DOCUMENT, row.document)
    with project.change(Operation.IMPORT_PARTICIPANTS) as db:
        for row in rows:
            _write_row(db, row, documents)
    return len({row.name for row in rows})


def _write_row(db: Connection, row: ParticipantRow, documents: Mapping[str, int]) -> None:
    participant_id = _participant_named(db, row.name)
    if row.document:
        link_document(db, participant_id, documents[row.document])
    for attribute, label in row.attributes.items():
        if label:
            set_class(db, participant_id, attribute, label)


def _cleaned(row: ParticipantRow) -> ParticipantRow:
    attributes = {one_line(attribute): one_line(label) for attribute, label in row.attributes.items()}
    return replace(row, name=one_line(row.name), document=one_line(row.document), attributes=attributes)


def _participant_named(db: Connection, name: str) -> int:
    present = db.scalar(select(schema.participant.c.id).where(schema.participant.c.name == name))
    if present is not None:
        return int(present)
    count = db.scalar(select(func.count()).select_from(schema.participant))
    result = db.execute(insert(schema.participant).values(guid=make_guid(), name=name, position=count))
    return new_id(result)


def link_document(db: Connection, participant_id: int, document_id: int) -> None:
    """Let a participant be one of those who speak in a document, inside a change that is open."""
    table = schema.participant_document
    values = {"participant_id": participant_id, "document_id": document_id}
    if db.scalar(select(table.c.id).filter_by(**values)) is None:
        db.execute(insert(table).values(**values))


def set_class(db: Connection, participant_id: int, attribute: str, label: str) -> None:
    """Give a participant one class of an attribute, inside a change; both are made where there are none."""
    attribute_id = _found_or_made(db, schema.attribute, {"name": attribute})
    class_id = _found_or_made(db, schema.attribute_class, {"attribute_id": attribute_id, "label": label})
    table = schema.participant_class
    others = select(schema.attribute_class.c.id).where(
        schema.attribute_class.c.attribute_id == attribute_id, schema.attribute_class.c.id != class_id
    )
    db.execute(delete(table).where(table.c.participant_id == participant_id, table.c.attribute_class_id.in_(others)))
    values = {"participant_id": participant_id, "attribute_class_id": class_id}
    if db.scalar(select(table.c.id).filter_by(**values)) is None:
        db.execute(insert(table).values(**values))


def _found_or_made(db: Connection, table: Table, values: Mapping[str, object]) -> int:
    """Return the id of the row with the values, writing it after the others if there is none."""
    present = db.scalar(select(table.c.id).filter_by(**values))
    if present is not None:
        return int(present)
    return new_id(db.execute(insert(table).values(**values, position=next_position(db, table.c.position))))
