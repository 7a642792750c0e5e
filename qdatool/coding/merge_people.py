"""Participants in a coder's file: which of ours each one is, and how new ones come along with their attributes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from qdatool.coding.participants import link_document, set_class
from qdatool.storage import schema
from qdatool.storage.rows import new_id, next_position
from qdatool.text.normalisation import normalise, one_line


@dataclass(frozen=True, slots=True)
class SourcePerson:
    """A participant of the other file; the documents are those there."""

    id: int
    guid: str
    name: str
    note: str
    attributes: tuple[tuple[str, str], ...]
    document_ids: tuple[int, ...]


def read_people(raw: sqlite3.Connection) -> tuple[SourcePerson, ...]:
    """Read the participants of another file in their order."""
    attributes: dict[int, list[tuple[str, str]]] = {}
    for person_id, name, label in raw.execute(
        "SELECT p.participant_id, a.name, c.label FROM participant_class p"
        " JOIN attribute_class c ON c.id = p.attribute_class_id JOIN attribute a ON a.id = c.attribute_id"
        " ORDER BY a.position"
    ):
        attributes.setdefault(person_id, []).append((name, label))
    documents: dict[int, list[int]] = {}
    for person_id, document_id in raw.execute("SELECT participant_id, document_id FROM participant_document"):
        documents.setdefault(person_id, []).append(document_id)
    return tuple(
        SourcePerson(
            row[0], row[1], row[2], row[3], tuple(attributes.get(row[0], ())), tuple(documents.get(row[0], ()))
        )
        for row in raw.execute("SELECT id, guid, name, note FROM participant ORDER BY position")
    )


def match_people(raw: sqlite3.Connection, people: Iterable[SourcePerson]) -> dict[int, int]:
    """Return our participant by the id there: the same one, or one of the same name; a negative number for none."""
    rows = raw.execute("SELECT id, guid, name FROM participant").fetchall()
    by_guid, by_name = {row[1]: row[0] for row in rows}, {row[2]: row[0] for row in rows}
    return {one.id: by_guid.get(one.guid) or by_name.get(one_line(one.name)) or -one.id for one in people}


def write_people(
    db: Connection, people: Iterable[SourcePerson], matched: Mapping[int, int], documents: Mapping[int, int]
) -> dict[int, int]:
    """Write the new participants inside a change and return ours by the ids there.

    ``documents`` are ours by those there. One who is here already stays as they are.
    """
    ids = dict(matched)
    table = schema.participant
    for one in people:
        if matched[one.id] > 0:
            continue
        # Names that differ in spaces alone are one name here.
        name = one_line(one.name) or one.guid
        present = db.scalar(select(table.c.id).where(table.c.name == name))
        if present is None:
            values = {"guid": one.guid, "name": name, "note": normalise(one.note)}
            present = new_id(db.execute(insert(table).values(position=next_position(db, table.c.position), **values)))
        ids[one.id] = int(present)
        for attribute, label in one.attributes:
            set_class(db, ids[one.id], one_line(attribute), one_line(label))
        for document_id in one.document_ids:
            if document_id in documents:
                link_document(db, ids[one.id], documents[document_id])
    return ids
