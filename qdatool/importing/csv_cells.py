"""The cells of a csv file: comma, semicolon or tab, UTF-8 or UTF-16."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO

from qdatool.errors import ImportFailed, ImportReason, RowReason
from qdatool.importing.encodings import decode_unicode
from qdatool.text.formulas import unshielded
from qdatool.text.normalisation import normalise

_SEPARATOR_LINE = re.compile("sep=(?P<separator>.)\r?\n", re.IGNORECASE)
# These end a line inside a cell; a row ends only where spreadsheets end it.
_INNER_LINE_END = re.compile("[\u2028\u2029\x85\x0c\x0b]")
_QUOTED = re.compile('"(?:[^"]|"")*"')
_MOST_CELL_CHARACTERS = 100_000_000


def csv_cells(content: bytes, source: str) -> Iterator[tuple[int, list[str]]]:
    """Yield every row with its number in a spreadsheet (the first is 1), blank lines counted but left out.

    A quoted cell may hold line ends. The apostrophe that exports set before = + - @, with or without apostrophes of
    the text before the sign, is taken off again.
    Raises ImportFailed: BINARY, UNKNOWN_ENCODING, or BAD_ROW (BROKEN_QUOTES).
    """
    text = decode_unicode(content, source)
    has_inner_ends = _INNER_LINE_END.search(text) is not None
    # The whole text at once where that cannot break a row: cell by cell, a long table takes twice the time.
    text = text if has_inner_ends else normalise(text)
    named = _SEPARATOR_LINE.match(text)
    text = text[named.end() :] if named else text
    # The module's own limit of 131,072 is less than a long passage.
    csv.field_size_limit(_MOST_CELL_CHARACTERS)
    reader = csv.reader(
        StringIO(text, newline=""), delimiter=named["separator"] if named else _separator(text), strict=True
    )
    has_apostrophes = "'" in text
    row = 0
    try:
        for row, cells in enumerate(reader, start=1):
            if has_inner_ends:
                cells = [normalise(cell) for cell in cells]
            if cells:
                yield row, [unshielded(cell) for cell in cells] if has_apostrophes else cells
    except csv.Error as error:
        raise ImportFailed(
            ImportReason.BAD_ROW, source=source, row=row + 1, row_reason=RowReason.BROKEN_QUOTES
        ) from error


def _separator(text: str) -> str:
    """Return the separator that the header holds most of."""
    header = _QUOTED.sub("", text.lstrip("\n")[:10_000]).partition("\n")[0]
    return max(",;\t", key=header.count)
