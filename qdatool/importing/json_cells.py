"""The cells of a json file: a list of objects with one key per column."""

from __future__ import annotations

import json
from collections.abc import Iterator

from qdatool.errors import ImportFailed, ImportReason, RowReason
from qdatool.importing.encodings import decode_unicode
from qdatool.text.normalisation import normalise


def json_cells(content: bytes, source: str) -> Iterator[tuple[int, list[str]]]:
    """Yield a header of all keys as row 1, then every object as a row; null is an empty cell.

    Raises ImportFailed: BINARY, UNKNOWN_ENCODING, NOT_A_TABLE, or BAD_ROW (NESTED_VALUE).
    """
    try:
        objects = json.loads(decode_unicode(content, source))
    except (ValueError, RecursionError) as error:
        raise ImportFailed(ImportReason.NOT_A_TABLE, source=source) from error
    if not isinstance(objects, list) or not all(isinstance(item, dict) for item in objects):
        raise ImportFailed(ImportReason.NOT_A_TABLE, source=source)
    names = list(dict.fromkeys(name for item in objects for name in item))
    yield 1, [normalise(name) for name in names]
    for row, item in enumerate(objects, start=2):
        yield row, [_cell(item.get(name), row, source) for name in names]


def _cell(value: object, row: int, source: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return normalise(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    raise ImportFailed(ImportReason.BAD_ROW, source=source, row=row, row_reason=RowReason.NESTED_VALUE)
