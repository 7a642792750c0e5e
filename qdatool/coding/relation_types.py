"""The ready-made types of relation between codes and of links between quotations, named in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from qdatool.coding.languages import language_ids, words_by_language
from qdatool.coding.project import Project
from qdatool.coding.roles import LineStyle
from qdatool.storage import schema
from qdatool.storage.rows import new_id


@dataclass(frozen=True, slots=True)
class RelationType:
    """A type of relation; ``names`` are keyed by language."""

    id: int
    key: str
    is_directed: bool
    names: Mapping[str, str]
    line_style: LineStyle = LineStyle.SOLID

    def name_in(self, language: str) -> str:
        """Return the name in ``language``, or the key where there is none."""
        return self.names.get(language) or self.key


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
    languages, ready = language_ids(db), {**READY_TYPES, **QUOTATION_TYPES}[key]
    type_id = new_id(
        db.execute(
            insert(schema.relation_type).values(
                key=key,
                is_directed=int(ready.is_directed),
                is_symmetric=int(not ready.is_directed),
                is_transitive=int(ready.is_transitive),
                line_style=ready.line_style.value,
            )
        )
    )
    names = [(languages[tag], name) for tag, name in (("fa", ready.fa), ("en", ready.en)) if tag in languages]
    rows = [{"relation_type_id": type_id, "language_id": language, "name": name} for language, name in names]
    db.execute(insert(schema.relation_type_name), rows)
    return type_id


def list_relation_types(project: Project) -> tuple[RelationType, ...]:
    """Return the types of relation between codes of the project in their order."""
    db = project.read()
    names = words_by_language(db, schema.relation_type_name.c.relation_type_id, schema.relation_type_name.c.name)
    only_quotations = QUOTATION_TYPES.keys() - READY_TYPES.keys()
    return tuple(
        RelationType(row.id, row.key, bool(row.is_directed), names.get(row.id, {}), LineStyle(row.line_style))
        for row in db.execute(select(schema.relation_type).order_by(schema.relation_type.c.id))
        if row.key not in only_quotations
    )
