"""What becomes of properties and dimensions when two categories become one."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select, update

from qdatool.storage import schema
from qdatool.storage.rows import next_position
from qdatool.text.folding import folded_key


def merge_properties(db: Connection, source_id: int, into: int) -> None:
    """Move the properties of a code to another, inside a change; one of the same name hands its dimensions over."""
    table = schema.code_property
    here = {
        folded_key(row.name): row.id
        for row in db.execute(select(table.c.id, table.c.name).where(table.c.code_id == into))
    }
    mine = select(table.c.id, table.c.name).where(table.c.code_id == source_id).order_by(table.c.position)
    for row in db.execute(mine).all():
        present = here.get(folded_key(row.name))
        if present is None:
            position = next_position(db, table.c.position, table.c.code_id == into)
            db.execute(update(table).where(table.c.id == row.id).values(code_id=into, position=position))
        else:
            _merge_dimensions(db, row.id, present)
            db.execute(delete(table).where(table.c.id == row.id))


def _merge_dimensions(db: Connection, source_id: int, into: int) -> None:
    """Move dimensions; the marks of one that is there already go to it, unless a quotation has another place there."""
    table, mark = schema.dimension, schema.dimension_mark
    here = {
        (folded_key(row.low_name), folded_key(row.high_name)): row.id
        for row in db.execute(select(table).where(table.c.code_property_id == into))
    }
    for row in db.execute(select(table).where(table.c.code_property_id == source_id).order_by(table.c.position)).all():
        present = here.get((folded_key(row.low_name), folded_key(row.high_name)))
        if present is not None and not _disagree(db, row.id, present):
            db.execute(
                update(mark).where(mark.c.dimension_id == row.id).values(dimension_id=present).prefix_with("OR IGNORE")
            )
            continue
        position = next_position(db, table.c.position, table.c.code_property_id == into)
        db.execute(update(table).where(table.c.id == row.id).values(code_property_id=into, position=position))


def _disagree(db: Connection, first: int, second: int) -> bool:
    """Tell whether a quotation has different places on two dimensions."""
    one, other = schema.dimension_mark.alias(), schema.dimension_mark.alias()
    return (
        db.scalar(
            select(one.c.id)
            .join_from(one, other, one.c.quotation_id == other.c.quotation_id)
            .where(one.c.dimension_id == first, other.c.dimension_id == second, one.c.value != other.c.value)
            .limit(1)
        )
        is not None
    )
