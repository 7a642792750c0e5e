"""Acts on the types of relation themselves: new ones, their names and properties, and what becomes of their links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from qdatool.coding.changes import Operation
from qdatool.coding.guids import make_guid
from qdatool.coding.languages import first_language, id_of_language
from qdatool.coding.project import Project
from qdatool.coding.relation_merge import join_relations
from qdatool.coding.relation_types import (
    QUOTATION_TYPES,
    RelationType,
    TypeScope,
    all_relation_types,
    find_type,
    insert_type,
    require_type,
    type_values,
)
from qdatool.coding.roles import LineStyle
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.text.folding import folded_key
from qdatool.text.normalisation import normalise, one_line


@dataclass(frozen=True, slots=True)
class TypeUse:
    """How many links have a type: between codes, between quotations, and with other things on maps."""

    relations: int = 0
    quotation_links: int = 0
    map_links: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.relations + self.quotation_links + self.map_links


_NO_USE = TypeUse()


def type_uses(project: Project) -> Mapping[str, TypeUse]:
    """Return how often each type is used, by key; one that is never used is left out."""
    db = project.read()
    counts: dict[str, list[int]] = {}
    for place, table in enumerate((schema.relation, schema.quotation_link, schema.figure_edge)):
        rows = select(schema.relation_type.c.key, func.count()).join_from(table, schema.relation_type)
        for key, count in db.execute(rows.group_by(schema.relation_type.c.key)):
            counts.setdefault(key, [0, 0, 0])[place] = count
    return {key: TypeUse(*numbers) for key, numbers in counts.items()}


def can_delete(kind: RelationType) -> bool:
    """Tell whether a type goes away when it is deleted; those ready-made for quotations are always offered."""
    return kind.key not in QUOTATION_TYPES


def add_relation_type(project: Project, names: Mapping[str, str], like: RelationType | None = None) -> str:
    """Add a type with names by language and return its key; it is directed and for codes, or ``like`` another one.

    Raises InvalidOperation(EMPTY_LABEL, NAME_TAKEN or UNKNOWN_LANGUAGE).
    """
    db = project.read()
    written = {tag: one_line(name) for tag, name in names.items() if one_line(name)}
    if not written:
        raise InvalidOperation(OperationReason.EMPTY_LABEL)
    for tag, name in written.items():
        id_of_language(db, tag)
        _require_free(db, name)
    usual = like or RelationType(0, "", is_directed=True, names={}, scope=TypeScope.CODES)
    key = make_guid()
    with project.change(Operation.ADD_RELATION_TYPE) as db:
        insert_type(db, replace(usual, id=0, key=key, names=written))
    return key


def rename_relation_type(project: Project, key: str, language: str, name: str) -> None:
    """Name a type in one language; an empty name goes away where there is one in another language.

    Raises InvalidOperation(UNKNOWN_RELATION_TYPE, UNKNOWN_LANGUAGE, EMPTY_LABEL or NAME_TAKEN).
    """
    db = project.read()
    kind, words = find_type(db, key), one_line(name)
    language_id = id_of_language(db, language)
    if not words and not kind.names.keys() - {language}:
        raise InvalidOperation(OperationReason.EMPTY_LABEL)
    if words:
        _require_free(db, words, except_key=key)
    table = schema.relation_type_name
    with project.change(Operation.RENAME_RELATION_TYPE) as db:
        type_id = require_type(db, key)
        mine = (table.c.relation_type_id == type_id) & (table.c.language_id == language_id)
        if not words:
            db.execute(delete(table).where(mine))
        elif not db.execute(update(table).where(mine).values(name=words)).rowcount:
            db.execute(insert(table).values(relation_type_id=type_id, language_id=language_id, name=words))


@dataclass(frozen=True, slots=True)
class TypeChange:
    """What is to be different about a type; None leaves it as it is."""

    is_directed: bool | None = None
    is_transitive: bool | None = None
    line_style: LineStyle | None = None
    scope: TypeScope | None = None


def change_relation_type(project: Project, key: str, change: TypeChange) -> None:
    """Change the properties of a type; links that a type without direction holds only once become one.

    Only the user's own types can be for something else. Raises InvalidOperation(UNKNOWN_RELATION_TYPE, READY_TYPE, or
    TYPE_IN_USE for what it would no longer be for).
    """
    db = project.read()
    kind = find_type(db, key)
    wanted = replace(
        kind,
        is_directed=kind.is_directed if change.is_directed is None else change.is_directed,
        is_transitive=kind.is_transitive if change.is_transitive is None else change.is_transitive,
        line_style=change.line_style or kind.line_style,
        scope=change.scope or kind.scope,
    )
    if wanted.scope is not kind.scope:
        _require_scope(project, kind, wanted.scope)
    with project.change(Operation.CHANGE_RELATION_TYPE) as db:
        type_id, table = require_type(db, key), schema.relation_type
        db.execute(update(table).where(table.c.id == type_id).values(**type_values(wanted)))
        if kind.is_directed and not wanted.is_directed:
            _retype(db, type_id, replace(wanted, id=type_id))


def replace_relation_type(project: Project, key: str, by_key: str) -> None:
    """Give every link of a type another one and delete the type, if it can be; links that become alike are one.

    Raises InvalidOperation(UNKNOWN_RELATION_TYPE, or TYPE_DOES_NOT_FIT where the other is not for such links).
    """
    db = project.read()
    kind, other = find_type(db, key), find_type(db, by_key)
    use = type_uses(project).get(key, _NO_USE)
    is_wrong = (use.quotation_links and not other.scope.has_quotations) or (
        (use.relations or use.map_links) and not other.scope.has_codes
    )
    if is_wrong or key == by_key:
        names = (one.name_in(first_language(project)) for one in (other, kind))
        raise InvalidOperation(OperationReason.TYPE_DOES_NOT_FIT, **dict(zip(("name", "old"), names, strict=True)))
    with project.change(Operation.REPLACE_RELATION_TYPE) as db:
        _retype(db, kind.id, replace(other, id=require_type(db, by_key)))
        edges = schema.figure_edge
        own = edges.c.relation_type_id == kind.id
        db.execute(update(edges).where(own).values(relation_type_id=require_type(db, by_key)))
        if can_delete(kind):
            db.execute(delete(schema.relation_type).where(schema.relation_type.c.id == kind.id))


def delete_relation_type(project: Project, key: str) -> None:
    """Delete a type that nothing uses; raises InvalidOperation(UNKNOWN_RELATION_TYPE, READY_TYPE or TYPE_IN_USE)."""
    kind = find_type(project.read(), key)
    if not can_delete(kind):
        raise InvalidOperation(OperationReason.READY_TYPE, name=kind.name_in(first_language(project)))
    use = type_uses(project).get(key, _NO_USE)
    if use.total:
        raise InvalidOperation(OperationReason.TYPE_IN_USE, name=kind.name_in(first_language(project)), n=use.total)
    with project.change(Operation.DELETE_RELATION_TYPE) as db:
        db.execute(delete(schema.relation_type).where(schema.relation_type.c.id == kind.id))


def _require_free(db: Connection, name: str, except_key: str = "") -> None:
    """Raise InvalidOperation(NAME_TAKEN) if another type is called so in any language."""
    wanted = folded_key(name)
    for kind in all_relation_types(db):
        if kind.key != except_key and any(folded_key(taken) == wanted for taken in kind.names.values()):
            raise InvalidOperation(OperationReason.NAME_TAKEN, name=name)


def _require_scope(project: Project, kind: RelationType, scope: TypeScope) -> None:
    if kind.is_ready:
        raise InvalidOperation(OperationReason.READY_TYPE, name=kind.name_in(first_language(project)))
    use = type_uses(project).get(kind.key, _NO_USE)
    lost = 0 if scope.has_quotations else use.quotation_links
    lost += 0 if scope.has_codes else use.relations + use.map_links
    if lost:
        raise InvalidOperation(OperationReason.TYPE_IN_USE, name=kind.name_in(first_language(project)), n=lost)


def _retype(db: Connection, type_id: int, kind: RelationType) -> None:
    """Let the links of a type be of another kind, one by one; what is there already takes over what they hold."""
    for table in (schema.relation, schema.quotation_link):
        own = select(table.c.id, table.c.source_id, table.c.target_id).where(table.c.relation_type_id == type_id)
        for row_id, source_id, target_id in db.execute(own.order_by(table.c.id)).all():
            there = (table.c.source_id == source_id) & (table.c.target_id == target_id)
            back = (table.c.source_id == target_id) & (table.c.target_id == source_id)
            ends = there if kind.is_directed else or_(there, back)
            same = select(table.c.id).where(ends, table.c.relation_type_id == kind.id, table.c.id != row_id)
            # Of two links of the type itself the older one stays.
            present = db.scalar(same.where(table.c.id < row_id) if type_id == kind.id else same)
            if present is None:
                db.execute(update(table).where(table.c.id == row_id).values(relation_type_id=kind.id))
            elif table is schema.relation:
                join_relations(db, row_id, present)
            else:
                _join_links(db, row_id, present)


def _join_links(db: Connection, gone: int, present: int) -> None:
    """Give the comment of one link between quotations to another, and delete it."""
    table = schema.quotation_link
    comments = dict(db.execute(select(table.c.id, table.c.comment).where(table.c.id.in_((gone, present)))).all())
    both = "\n".join(dict.fromkeys(words for words in (comments[present], comments[gone]) if words))
    db.execute(update(table).where(table.c.id == present).values(comment=normalise(both)))
    db.execute(delete(table).where(table.c.id == gone))
