"""Things that an operation names by id must be there."""

from __future__ import annotations

from sqlalchemy import Connection, Table, select

from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema

_UNKNOWN = {
    schema.document: OperationReason.UNKNOWN_DOCUMENT,
    schema.code: OperationReason.UNKNOWN_CODE,
    schema.quotation: OperationReason.UNKNOWN_QUOTATION,
    schema.participant: OperationReason.UNKNOWN_PARTICIPANT,
    schema.relation: OperationReason.UNKNOWN_RELATION,
    schema.model: OperationReason.UNKNOWN_MODEL,
    schema.memo: OperationReason.UNKNOWN_MEMO,
    schema.figure_node: OperationReason.UNKNOWN_MODEL,
}


def require_row(db: Connection, table: Table, row_id: int) -> None:
    """Raise InvalidOperation(UNKNOWN_…) unless the table holds a row with the id."""
    if db.scalar(select(table.c.id).where(table.c.id == row_id)) is None:
        raise InvalidOperation(_UNKNOWN[table], **{table.name: row_id})
