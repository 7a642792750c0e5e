"""The types of relation between codes and of links between quotations: the ready-made ones and those of the user.

A type is known by its key: ready-made ones by a word, the user's own by an identity that survives copies and merging.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, Row, Table, insert, select

from qdatool.coding.languages import language_ids, words_by_language
from qdatool.coding.project import Project
from qdatool.coding.roles import LineStyle
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.storage.rows import new_id


class TypeScope(StrEnum):
    """What a type is offered for."""

    ANY = "any"
    CODES = "codes"
    QUOTATIONS = "quotations"

    @property
    def has_codes(self) -> bool:
        """Whether codes, and things on a map, can be linked so."""
        return self is not TypeScope.QUOTATIONS

    @property
    def has_quotations(self) -> bool:
        """Whether quotations can be linked so."""
        return self is not TypeScope.CODES


@dataclass(frozen=True, slots=True)
class RelationType:
    """A type of relation; ``names`` are keyed by language, ``id`` is 0 while a ready-made one has never been used.

    A type without direction is symmetric: what holds from one end holds from the other. A transitive one carries on:
    from A to B and from B to C means from A to C.
    """

    id: int
    key: str
    is_directed: bool
    names: Mapping[str, str]
    line_style: LineStyle = LineStyle.SOLID
    is_transitive: bool = False
    scope: TypeScope = TypeScope.ANY

    @property
    def is_ready(self) -> bool:
        """Whether it came ready-made."""
        return self.key in READY_TYPES or self.key in QUOTATION_TYPES

    def name_in(self, language: str) -> str:
        """Return the name in ``language``, where there is none that in another one, or the key."""
        return self.names.get(language) or next(iter(self.names.values()), self.key)


@dataclass(frozen=True, slots=True)
class _ReadyType:
    fa: str
    en: str
    is_directed: bool = True
    is_transitive: bool = False
    line_style: LineStyle = LineStyle.SOLID


READY_TYPES: Mapping[str, _ReadyType] = {
    "causes": _ReadyType("علتِ", "is cause of", is_transitive=True),
    "conditions": _ReadyType("شرط زمینه‌ای برای", "is context for"),
    "intervenes": _ReadyType("شرط مداخله‌گر برای", "intervenes in"),
    "strategy_for": _ReadyType("راهبرد برای", "is strategy for"),
    "leads_to": _ReadyType("می‌انجامد به", "leads to", is_transitive=True),
    "part_of": _ReadyType("جزئی از", "is part of", is_transitive=True),
    "contradicts": _ReadyType("در تضاد با", "contradicts", is_directed=False, line_style=LineStyle.DASHED),
    "associated": _ReadyType("مرتبط با", "is associated with", is_directed=False),
}
"""The types of relations between codes, in their order."""

QUOTATION_TYPES: Mapping[str, _ReadyType] = {
    "supports": _ReadyType("پشتیبانِ", "supports"),
    "contradicts": READY_TYPES["contradicts"],
    "explains": _ReadyType("توضیحِ", "explains"),
    "continues": _ReadyType("ادامهٔ", "continues"),
    "exemplifies": _ReadyType("نمونهٔ", "is an example of"),
    "repeats": _ReadyType("تکرارِ", "says again", is_directed=False),
    "associated": READY_TYPES["associated"],
}
"""The types of links between quotations, in the order in which they are offered."""


def insert_relation_types(db: Connection) -> None:
    """Write the ready-made types of relations between codes into a new project."""
    for key in READY_TYPES:
        insert_relation_type(db, key)


def insert_relation_type(db: Connection, key: str) -> int:
    """Write one ready-made type into a project and return its id."""
    return insert_type(db, _ready(key))


def insert_type(db: Connection, kind: RelationType) -> int:
    """Write a type with its names, inside a change, and return its id."""
    type_id = new_id(db.execute(insert(schema.relation_type).values(key=kind.key, **type_values(kind))))
    languages = language_ids(db)
    rows = [
        {"relation_type_id": type_id, "language_id": languages[tag], "name": name}
        for tag, name in kind.names.items()
        if tag in languages
    ]
    if rows:
        db.execute(insert(schema.relation_type_name), rows)
    return type_id


def type_values(kind: RelationType) -> dict[str, object]:
    """Return everything about a type but its key and its names, as it is stored."""
    return {
        "is_directed": int(kind.is_directed),
        "is_symmetric": int(not kind.is_directed),
        "is_transitive": int(kind.is_transitive),
        "line_style": kind.line_style.value,
        "applies_to": kind.scope.value,
    }


def all_relation_types(db: Connection) -> tuple[RelationType, ...]:
    """Return every type: those for codes in the order they came, the others ready-made for quotations, own ones."""
    names = words_by_language(db, schema.relation_type_name.c.relation_type_id, schema.relation_type_name.c.name)
    rows = db.execute(select(schema.relation_type).order_by(schema.relation_type.c.id))
    present = {row.key: _type_of(row, names.get(row.id, {})) for row in rows}
    order = dict.fromkeys((*READY_TYPES, *QUOTATION_TYPES, *present))
    missing = QUOTATION_TYPES.keys() - present.keys()
    return tuple(present[key] if key in present else _ready(key) for key in order if key in present or key in missing)


def list_relation_types(project: Project) -> tuple[RelationType, ...]:
    """Return the types of relation between codes of the project in their order."""
    return tuple(kind for kind in all_relation_types(project.read()) if kind.id and kind.scope.has_codes)


def list_link_types(project: Project) -> tuple[RelationType, ...]:
    """Return the types a link between quotations can have, in the order in which they are offered."""
    kinds = {kind.key: kind for kind in all_relation_types(project.read()) if kind.scope.has_quotations}
    order = dict.fromkeys((*QUOTATION_TYPES, *kinds))
    return tuple(kinds[key] for key in order)


def find_type(db: Connection, key: str) -> RelationType:
    """Return the type with a key; raises InvalidOperation(UNKNOWN_RELATION_TYPE)."""
    found = next((kind for kind in all_relation_types(db) if kind.key == key), None)
    if found is None:
        raise InvalidOperation(OperationReason.UNKNOWN_RELATION_TYPE)
    return found


def find_type_for(db: Connection, key: str, ends: TypeScope) -> RelationType:
    """Return the type with a key, if codes or quotations (``ends``) can be linked so.

    Raises InvalidOperation(UNKNOWN_RELATION_TYPE).
    """
    kind = find_type(db, key)
    if kind.scope not in (TypeScope.ANY, ends):
        raise InvalidOperation(OperationReason.UNKNOWN_RELATION_TYPE)
    return kind


def find_joined(db: Connection, table: Table, source_id: int, target_id: int, kind: RelationType) -> int | None:
    """Return the row of ``table`` that joins two ends so, which a type without direction does either way round."""
    ends = (table.c.source_id == source_id) & (table.c.target_id == target_id)
    if not kind.is_directed:
        ends |= (table.c.source_id == target_id) & (table.c.target_id == source_id)
    return db.scalar(select(table.c.id).where(ends, table.c.relation_type_id == kind.id))


def require_type(db: Connection, key: str) -> int:
    """Return the id of a type, which a ready-made one gets when it is first needed; inside a change.

    Raises InvalidOperation(UNKNOWN_RELATION_TYPE).
    """
    kind = find_type(db, key)
    return kind.id or insert_type(db, kind)


def _type_of(row: Row[tuple[object, ...]], names: Mapping[str, str]) -> RelationType:
    return RelationType(
        row.id,
        row.key,
        # Another program may have written both; then it holds both ways.
        is_directed=bool(row.is_directed) and not row.is_symmetric,
        names=names,
        line_style=LineStyle(row.line_style),
        is_transitive=bool(row.is_transitive),
        scope=_READY_SCOPES.get(row.key, TypeScope(row.applies_to)),
    )


def _ready(key: str) -> RelationType:
    ready = {**READY_TYPES, **QUOTATION_TYPES}[key]
    return RelationType(
        0,
        key,
        ready.is_directed,
        {"fa": ready.fa, "en": ready.en},
        ready.line_style,
        ready.is_transitive,
        _READY_SCOPES[key],
    )


_READY_SCOPES = {
    key: TypeScope.ANY
    if key in READY_TYPES and key in QUOTATION_TYPES
    else TypeScope.CODES
    if key in READY_TYPES
    else TypeScope.QUOTATIONS
    for key in (*READY_TYPES, *QUOTATION_TYPES)
}
"""What ready-made types are for; their rows in older files do not say it."""
