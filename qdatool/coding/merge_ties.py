"""What ties codes and passages together in a coder's file: relations with their evidence, places on dimensions.

They are known by what they tie, so that nothing comes twice; a dimension that is not here stays behind.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Table, insert, select

from qdatool.coding.guids import make_guid
from qdatool.coding.relation_types import require_type
from qdatool.storage import schema
from qdatool.storage.rows import new_id


@dataclass(frozen=True, slots=True)
class SourceRelation:
    """A relation of two codes with its evidence (passage, stance, note) and its sentence per language."""

    guid: str
    source_id: int
    target_id: int
    type_key: str
    evidence: tuple[tuple[int, str, str], ...]
    sentences: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SourceMark:
    """A passage on a dimension, which is known by its code, its property and the names of its ends."""

    quotation_id: int
    code_id: int
    dimension: tuple[str, str, str]
    value: float


@dataclass(frozen=True, slots=True)
class SourceTies:
    """All of them."""

    relations: tuple[SourceRelation, ...]
    marks: tuple[SourceMark, ...]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.relations) + len(self.marks)

    @property
    def quotations(self) -> frozenset[int]:
        """The passages that anything hangs on."""
        shown = {one for relation in self.relations for one, _, _ in relation.evidence}
        return frozenset(shown | {mark.quotation_id for mark in self.marks})


def read_ties(raw: sqlite3.Connection) -> SourceTies:
    """Read the ties of another file."""
    evidence: dict[int, list[tuple[int, str, str]]] = {}
    for relation_id, quotation_id, stance, note in raw.execute(
        "SELECT relation_id, quotation_id, stance, note FROM evidence ORDER BY id"
    ):
        evidence.setdefault(relation_id, []).append((quotation_id, stance, note))
    sentences: dict[int, list[tuple[str, str]]] = {}
    for relation_id, tag, sentence in raw.execute(
        "SELECT p.relation_id, l.tag, p.sentence FROM proposition p JOIN language l ON l.id = p.language_id"
    ):
        sentences.setdefault(relation_id, []).append((tag, sentence))
    relations = raw.execute(
        "SELECT r.id, r.guid, r.source_id, r.target_id, t.key FROM relation r"
        " JOIN relation_type t ON t.id = r.relation_type_id ORDER BY r.id"
    )
    marks = raw.execute(
        "SELECT m.quotation_id, p.code_id, p.name, d.low_name, d.high_name, m.value FROM dimension_mark m"
        " JOIN dimension d ON d.id = m.dimension_id JOIN code_property p ON p.id = d.code_property_id ORDER BY m.id"
    )
    return SourceTies(
        tuple(
            SourceRelation(guid, one, other, key, tuple(evidence.get(row_id, ())), tuple(sentences.get(row_id, ())))
            for row_id, guid, one, other, key in relations
        ),
        tuple(SourceMark(row[0], row[1], (row[2], row[3], row[4]), float(row[5])) for row in marks),
    )


Place = tuple[int, int, int]
"""Document, start, end."""


def new_ties(
    raw: sqlite3.Connection, ties: SourceTies, codes: Mapping[int, int], places: Mapping[int, Place]
) -> SourceTies:
    """Return those that are not here; ``codes`` and ``places`` are ours (new codes: negative) by ids there."""
    spot = "(SELECT document_id || ' ' || start || ' ' || \"end\" FROM quotation WHERE id = {column})"
    directed = dict(raw.execute("SELECT key, is_directed AND NOT is_symmetric FROM relation_type"))
    related = "FROM relation r JOIN relation_type t ON t.id = r.relation_type_id"
    relations = set(raw.execute(f"SELECT r.source_id, r.target_id, t.key {related}"))
    shown = set(
        raw.execute(
            f"SELECT r.source_id, r.target_id, t.key, {spot.format(column='e.quotation_id')}"
            f" {related} JOIN evidence e ON e.relation_id = r.id"
        )
    )
    # What goes both ways is the same from either end.
    relations |= {(target, source, key) for source, target, key in relations if not directed[key]}
    shown |= {(target, source, key, at) for source, target, key, at in shown if not directed[key]}
    dimensions = "FROM dimension d JOIN code_property p ON p.id = d.code_property_id"
    known = set(raw.execute(f"SELECT p.code_id, p.name, d.low_name, d.high_name {dimensions}"))
    marked = set(
        raw.execute(
            f"SELECT p.code_id, p.name, d.low_name, d.high_name, {spot.format(column='m.quotation_id')}"
            f" {dimensions} JOIN dimension_mark m ON m.dimension_id = d.id"
        )
    )

    def _spot(quotation_id: int) -> str | None:
        return " ".join(map(str, places[quotation_id])) if quotation_id in places else None

    fresh_relations = []
    for one in ties.relations:
        key = (codes.get(one.source_id), codes.get(one.target_id), one.type_key)
        evidence = tuple(item for item in one.evidence if _spot(item[0]) and (*key, _spot(item[0])) not in shown)
        if None not in key and (evidence or key not in relations):
            fresh_relations.append(replace(one, evidence=evidence))
    return SourceTies(
        tuple(fresh_relations),
        tuple(
            mark
            for mark in ties.marks
            for dimension in ((codes.get(mark.code_id), *mark.dimension),)
            for at in (_spot(mark.quotation_id),)
            if dimension in known and at is not None and (*dimension, at) not in marked
        ),
    )


@dataclass(frozen=True, slots=True)
class TieMap:
    """Our ids of codes and passages by those of the other file."""

    codes: Mapping[int, int]
    quotations: Mapping[int, int]


def write_ties(db: Connection, ties: SourceTies, ids: TieMap) -> None:
    """Write the ties that are not here yet; inside a change."""
    types = {key: require_type(db, key) for key in {one.type_key for one in ties.relations}}
    _write_relations(db, ties.relations, ids, types)
    _write_marks(db, ties.marks, ids)


def _write_relations(
    db: Connection, relations: Iterable[SourceRelation], ids: TieMap, types: Mapping[str, int]
) -> None:
    languages = {tag: row_id for row_id, tag in db.execute(select(schema.language.c.id, schema.language.c.tag))}
    for one in relations:
        ends = ids.codes[one.source_id], ids.codes[one.target_id]
        if ends[0] == ends[1]:
            continue
        key = {"source_id": ends[0], "target_id": ends[1], "relation_type_id": types[one.type_key]}
        relation_id = _put(db, schema.relation, key, {"guid": make_guid()})
        for tag, sentence in one.sentences:
            if tag in languages:
                place = {"relation_id": relation_id, "language_id": languages[tag]}
                _put(db, schema.proposition, place, {"sentence": sentence})
        for quotation_id, stance, note in one.evidence:
            if quotation_id in ids.quotations:
                place = {"relation_id": relation_id, "quotation_id": ids.quotations[quotation_id]}
                _put(db, schema.evidence, place, {"stance": stance, "note": note})


def _write_marks(db: Connection, marks: Iterable[SourceMark], ids: TieMap) -> None:
    dimension, owner = schema.dimension.c, schema.code_property.c
    rows = db.execute(
        select(owner.code_id, owner.name, dimension.low_name, dimension.high_name, dimension.id).join_from(
            schema.dimension, schema.code_property
        )
    )
    places = {(row[0], row[1], row[2], row[3]): row[4] for row in rows}
    for mark in marks:
        dimension_id = places.get((ids.codes[mark.code_id], *mark.dimension))
        if dimension_id is not None and mark.quotation_id in ids.quotations:
            key = {"dimension_id": dimension_id, "quotation_id": ids.quotations[mark.quotation_id]}
            _put(db, schema.dimension_mark, key, {"value": mark.value})


def _put(db: Connection, table: Table, key: Mapping[str, int | None], rest: Mapping[str, object]) -> int:
    """Return the row with a key, written if there is none."""
    found = db.scalar(select(table.c.id).where(*(table.c[name] == value for name, value in key.items())))
    return int(found) if found is not None else new_id(db.execute(insert(table).values({**key, **rest})))
