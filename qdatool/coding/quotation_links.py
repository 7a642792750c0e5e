"""Links from one quotation to another: of a type, with a comment of their own.

A type that comes ready-made is written into a project when a link first needs it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Row, delete, exists, insert, or_, select, update

from qdatool.coding.bare_quotations import drop_bare_quotations
from qdatool.coding.changes import Operation
from qdatool.coding.known_rows import require_row
from qdatool.coding.project import Project
from qdatool.coding.relation_types import TypeScope, find_joined, find_type_for, require_type
from qdatool.coding.sight import seen_quotations
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.storage.rows import new_id
from qdatool.text.normalisation import normalise


@dataclass(frozen=True, slots=True)
class QuotationLink:
    """A link; a type without direction holds both ways, though it has a source and a target."""

    id: int
    source_id: int
    target_id: int
    type_key: str
    comment: str

    def other_end(self, quotation_id: int) -> int:
        """Return the end that is not the one given."""
        return self.target_id if quotation_id == self.source_id else self.source_id


def links_of_quotation(project: Project, quotation_id: int) -> tuple[QuotationLink, ...]:
    """Return the links at either end of which a quotation stands and whose ends are in sight, the oldest first."""
    table = schema.quotation_link
    return _links(project, or_(table.c.source_id == quotation_id, table.c.target_id == quotation_id))


def linked_quotations(project: Project) -> frozenset[int]:
    """Return every quotation in sight that is linked to another one in sight."""
    return frozenset(end for link in _links(project) for end in (link.source_id, link.target_id))


def quotations_of_links(project: Project, link_ids: Collection[int]) -> tuple[int, ...]:
    """Return the sources of the links with the ids that are in sight."""
    return tuple(link.source_id for link in _links(project) if link.id in link_ids) if link_ids else ()


def link_quotations(project: Project, source_id: int, target_id: int, type_key: str, comment: str = "") -> int:
    """Link two quotations and return the link, the present one if they are linked so already.

    Raises InvalidOperation(SELF_LINK, UNKNOWN_QUOTATION or UNKNOWN_RELATION_TYPE).
    """
    if source_id == target_id:
        raise InvalidOperation(OperationReason.SELF_LINK)
    for quotation_id in (source_id, target_id):
        require_row(project.read(), schema.quotation, quotation_id)
    kind = find_type_for(project.read(), type_key, TypeScope.QUOTATIONS)
    with project.change(Operation.LINK_QUOTATIONS) as db:
        present = find_joined(db, schema.quotation_link, source_id, target_id, kind)
        if present is not None:
            return present
        type_id = require_type(db, type_key)
        values = {"source_id": source_id, "target_id": target_id, "relation_type_id": type_id}
        return new_id(db.execute(insert(schema.quotation_link).values(**values, comment=normalise(comment))))


def set_link_type(project: Project, link_id: int, type_key: str, *, turned: bool = False) -> None:
    """Give a link another type, and with ``turned`` the other direction; its comment stays.

    Raises InvalidOperation(UNKNOWN_LINK, UNKNOWN_RELATION_TYPE, or ALREADY_LINKED).
    """
    kind = find_type_for(project.read(), type_key, TypeScope.QUOTATIONS)
    table = schema.quotation_link
    own = _row(project.read(), link_id)
    source_id, target_id = (own.target_id, own.source_id) if turned else (own.source_id, own.target_id)
    with project.change(Operation.SET_LINK_TYPE) as db:
        if find_joined(db, schema.quotation_link, source_id, target_id, kind) not in (None, link_id):
            raise InvalidOperation(OperationReason.ALREADY_LINKED)
        type_id = require_type(db, type_key)
        values = {"source_id": source_id, "target_id": target_id, "relation_type_id": type_id}
        db.execute(update(table).where(table.c.id == link_id).values(**values))


def comment_link(project: Project, link_id: int, comment: str) -> None:
    """Write the comment of a link; typing within a minute is one undo step. Raises InvalidOperation(UNKNOWN_LINK)."""
    table, words = schema.quotation_link, normalise(comment)
    with project.change(Operation.COMMENT_LINK, merge_key=f"link {link_id}") as db:
        if not db.execute(update(table).where(table.c.id == link_id).values(comment=words)).rowcount:
            raise InvalidOperation(OperationReason.UNKNOWN_LINK)


def unlink_quotations(project: Project, link_id: int) -> None:
    """Delete a link; a quotation that only it held goes too. Raises InvalidOperation(UNKNOWN_LINK)."""
    table = schema.quotation_link
    own = _row(project.read(), link_id)
    with project.change(Operation.UNLINK_QUOTATIONS) as db:
        db.execute(delete(table).where(table.c.id == link_id))
        drop_bare_quotations(db, {own.source_id, own.target_id})


def carry_links(db: Connection, old_id: int, target_id: int) -> None:
    """Let the links of a quotation follow to another one, inside a change; those that would be double are dropped."""
    table = schema.quotation_link
    for row in db.execute(select(table).where(or_(table.c.source_id == old_id, table.c.target_id == old_id))).all():
        source, target = (target_id if end == old_id else end for end in (row.source_id, row.target_id))
        same = (table.c.source_id == source) & (table.c.target_id == target)
        double = db.scalar(select(table.c.id).where(same, table.c.relation_type_id == row.relation_type_id))
        mine = table.c.id == row.id
        if source == target or double is not None:
            db.execute(delete(table).where(mine))
        else:
            db.execute(update(table).where(mine).values(source_id=source, target_id=target))


def _links(project: Project, *conditions: ColumnElement[bool]) -> tuple[QuotationLink, ...]:
    """Return the links that meet the conditions and whose ends are in sight."""
    table, seen = schema.quotation_link, seen_quotations(project)
    # Asked link by link: as lists of ids SQLite would try every pair of quotations.
    in_sight = (exists().where(seen.c.id == end) for end in (table.c.source_id, table.c.target_id))
    rows = project.read().execute(
        select(table.c.id, table.c.source_id, table.c.target_id, schema.relation_type.c.key, table.c.comment)
        .join_from(table, schema.relation_type)
        .where(*conditions, *in_sight)
        .order_by(table.c.id)
    )
    return tuple(QuotationLink(*row) for row in rows)


def _row(db: Connection, link_id: int) -> Row[tuple[object, ...]]:
    row = db.execute(select(schema.quotation_link).where(schema.quotation_link.c.id == link_id)).one_or_none()
    if row is None:
        raise InvalidOperation(OperationReason.UNKNOWN_LINK)
    return row
