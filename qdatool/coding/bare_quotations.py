"""Quotations that nothing holds any longer go with their last coding."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, delete, exists, or_

from qdatool.storage import schema

_SQL_LIST = 900
"""Values in one IN list; SQLite's oldest limit is 999."""


def drop_bare_quotations(db: Connection, quotation_ids: Collection[int]) -> None:
    """Delete those quotations that no coding, comment, memo, link, evidence or review holds; inside a change."""
    table = schema.quotation
    holders = (
        exists().where(schema.coding.c.quotation_id == table.c.id),
        exists().where(schema.memo_link.c.quotation_id == table.c.id),
        exists().where(schema.quotation_link.c.source_id == table.c.id),
        exists().where(schema.quotation_link.c.target_id == table.c.id),
        exists().where(schema.evidence.c.quotation_id == table.c.id),
        exists().where(schema.dimension_mark.c.quotation_id == table.c.id),
        exists().where(schema.review_comment.c.quotation_id == table.c.id),
    )
    for part in id_parts(tuple(quotation_ids)):
        db.execute(delete(table).where(table.c.id.in_(part), table.c.comment == "", ~or_(*holders)))


def id_parts(ids: Sequence[int]) -> list[Sequence[int]]:
    """Cut ids into parts that fit one IN list."""
    return [ids[start : start + _SQL_LIST] for start in range(0, len(ids), _SQL_LIST)]
