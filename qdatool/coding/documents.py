"""Transcripts: their text, which never changes silently, their turns and their order."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import Connection, delete, func, insert, select, update

from qdatool.coding.changes import Operation
from qdatool.coding.drafts import ImportedDocument
from qdatool.coding.guids import make_guid
from qdatool.coding.known_rows import require_row
from qdatool.coding.project import Project
from qdatool.coding.roles import Direction
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.storage.rows import new_id
from qdatool.storage.snapshots import SnapshotReason
from qdatool.text.normalisation import NORMALISATION_VERSION, one_line
from qdatool.text.turns import Turn


@dataclass(frozen=True, slots=True)
class Document:
    """A transcript without its text; ``characters`` are code points, ``paragraphs`` lines that are not blank."""

    id: int
    guid: str
    name: str
    sequence: int
    direction: Direction
    characters: int
    paragraphs: int
    turns: int
    sha256: str
    source_name: str
    interview_date: date | None


@dataclass(frozen=True, slots=True)
class AddedDocument:
    """What became of an imported transcript; ``duplicate_of`` names the document with the same text, if any."""

    id: int
    name: str
    duplicate_of: str | None


def list_documents(project: Project) -> tuple[Document, ...]:
    """Return the documents in their order."""
    texts = schema.document_text
    newest = (
        select(texts.c.document_id, func.max(texts.c.version).label("version")).group_by(texts.c.document_id).subquery()
    )
    turns = select(schema.turn.c.document_id, func.count().label("n")).group_by(schema.turn.c.document_id).subquery()
    rows = project.read().execute(
        select(
            schema.document,
            texts.c.characters,
            texts.c.paragraphs,
            texts.c.sha256,
            func.coalesce(turns.c.n, 0).label("turns"),
        )
        .join(newest, newest.c.document_id == schema.document.c.id)
        .join(texts, (texts.c.document_id == newest.c.document_id) & (texts.c.version == newest.c.version))
        .outerjoin(turns, turns.c.document_id == schema.document.c.id)
        .order_by(schema.document.c.sequence, schema.document.c.id)
    )
    return tuple(
        Document(
            id=row.id,
            guid=row.guid,
            name=row.name,
            sequence=row.sequence,
            direction=Direction(row.direction),
            characters=row.characters,
            paragraphs=row.paragraphs,
            turns=row.turns,
            sha256=row.sha256,
            source_name=row.source_name,
            interview_date=date.fromisoformat(row.interview_date) if row.interview_date else None,
        )
        for row in rows
    )


def find_document(project: Project, name: str) -> Document:
    """Return the document called ``name``; raises InvalidOperation(UNKNOWN_DOCUMENT)."""
    for document in list_documents(project):
        if document.name == name:
            return document
    raise InvalidOperation(OperationReason.UNKNOWN_DOCUMENT, document=name)


def document_text(project: Project, document_id: int) -> str:
    """Return the present text of a document; raises InvalidOperation(UNKNOWN_DOCUMENT)."""
    texts = schema.document_text
    text_id = project.read().scalar(
        select(texts.c.id).where(texts.c.document_id == document_id).order_by(texts.c.version.desc()).limit(1)
    )
    if text_id is None:
        raise InvalidOperation(OperationReason.UNKNOWN_DOCUMENT, document=document_id)
    # Versions are immutable, so a body read once stays true for as long as its id is the newest.
    return project.texts.get(text_id, lambda: _body(project.read(), text_id))


def document_turns(project: Project, document_id: int) -> tuple[Turn, ...]:
    """Return the turns of a document in reading order."""
    rows = project.read().execute(
        select(schema.turn).where(schema.turn.c.document_id == document_id).order_by(schema.turn.c.start)
    )
    return tuple(Turn(row.start, row.end, row.speaker, row.time_s) for row in rows)


def add_document(project: Project, imported: ImportedDocument) -> AddedDocument:
    """Store a transcript after the others.

    A name that is taken gets `` (2)``. The same text twice is stored twice, and said so in the result.
    """
    sha256 = hashlib.sha256(imported.text.encode("utf-8")).hexdigest()
    with project.change(Operation.IMPORT_DOCUMENT) as db:
        duplicate_of = db.scalar(
            select(schema.document.c.name)
            .join(schema.document_text)
            .where(schema.document_text.c.sha256 == sha256)
            .order_by(schema.document.c.sequence)
            .limit(1)
        )
        name = _free_name(db, one_line(imported.name))
        last = db.scalar(select(func.coalesce(func.max(schema.document.c.sequence), 0)))
        result = db.execute(
            insert(schema.document).values(
                guid=make_guid(),
                name=name,
                sequence=(last or 0) + 1,
                direction=imported.direction.value,
                source_name=one_line(imported.source_name),
                imported_at=project.now(),
            )
        )
        document_id = new_id(result)
        insert_text(project, db, document_id, imported.text, sha256)
        if imported.turns:
            db.execute(
                insert(schema.turn),
                [{"document_id": document_id, **asdict(turn)} for turn in imported.turns],
            )
    return AddedDocument(document_id, name, duplicate_of)


def rename_document(project: Project, document_id: int, name: str) -> None:
    """Give a document another name; raises InvalidOperation(EMPTY_LABEL, NAME_TAKEN or UNKNOWN_DOCUMENT)."""
    wanted = one_line(name)
    if not wanted:
        raise InvalidOperation(OperationReason.EMPTY_LABEL)
    taken = project.read().scalar(select(schema.document.c.id).where(schema.document.c.name == wanted))
    if taken is not None and taken != document_id:
        raise InvalidOperation(OperationReason.NAME_TAKEN, name=wanted)
    with project.change(Operation.RENAME_DOCUMENT) as db:
        _update_document(db, document_id, name=wanted)


def set_document_direction(project: Project, document_id: int, direction: Direction) -> None:
    """Set the base direction of a document by hand."""
    with project.change(Operation.SET_DOCUMENT_DIRECTION) as db:
        _update_document(db, document_id, direction=direction.value)


def date_document(project: Project, document_id: int, day: date | None) -> None:
    """Say on which day an interview was held; None takes the date away. Raises InvalidOperation(UNKNOWN_DOCUMENT)."""
    require_row(project.read(), schema.document, document_id)
    with project.change(Operation.DATE_DOCUMENT) as db:
        _update_document(db, document_id, interview_date=day.isoformat() if day else None)


def move_document(project: Project, document_id: int, place: int) -> None:
    """Put a document at ``place`` (0 = first) of the order; saturation reads the interviews in it."""
    ids = [document.id for document in list_documents(project)]
    if document_id not in ids:
        raise InvalidOperation(OperationReason.UNKNOWN_DOCUMENT, document=document_id)
    ids.remove(document_id)
    ids.insert(place, document_id)
    with project.change(Operation.MOVE_DOCUMENT) as db:
        for sequence, moved_id in enumerate(ids, start=1):
            _update_document(db, moved_id, sequence=sequence)


def delete_documents(project: Project, document_ids: Sequence[int]) -> None:
    """Delete documents with their quotations and codings; raises InvalidOperation(UNKNOWN_DOCUMENT)."""
    known = {document.id for document in list_documents(project)}
    for document_id in document_ids:
        if document_id not in known:
            raise InvalidOperation(OperationReason.UNKNOWN_DOCUMENT, document=document_id)
    project.keep_copy(SnapshotReason.BULK)
    with project.change(Operation.DELETE_DOCUMENT) as db:
        db.execute(delete(schema.document).where(schema.document.c.id.in_(document_ids)))


def insert_text(
    project: Project, db: Connection, document_id: int, text: str, sha256: str, *, version: int = 1
) -> None:
    """Store a normalised text as a version of a document's; inside a change."""
    db.execute(
        insert(schema.document_text).values(
            document_id=document_id,
            version=version,
            body=text,
            sha256=sha256,
            normalisation_version=NORMALISATION_VERSION,
            characters=len(text),
            paragraphs=sum(1 for line in text.split("\n") if line.strip()),
            created_at=project.now(),
        )
    )


def _update_document(db: Connection, document_id: int, **values: object) -> None:
    result = db.execute(update(schema.document).where(schema.document.c.id == document_id).values(**values))
    if not result.rowcount:
        raise InvalidOperation(OperationReason.UNKNOWN_DOCUMENT, document=document_id)


def _body(db: Connection, text_id: int) -> str:
    return str(db.scalar(select(schema.document_text.c.body).where(schema.document_text.c.id == text_id)))


def _free_name(db: Connection, wanted: str) -> str:
    taken = set(db.scalars(select(schema.document.c.name)))
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted} ({number})", number + 1
    return name
