"""A plain table as csv, xlsx or json."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path

from qdatool.export.files import replace_file, require_folder, unknown_format
from qdatool.text.formulas import shielded

CellValue = str | int

_MOST_XLSX_CHARACTERS = 32_767


@dataclass(frozen=True, slots=True)
class PlainTable:
    """Rows of cells under their columns; ``is_right_to_left`` says where the first column stands in a spreadsheet."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[CellValue]]
    is_right_to_left: bool = False


def write_table(table: PlainTable, path: Path) -> None:
    """Write a table in the format of the path's suffix.

    Raises ExportFailed with UNKNOWN_FORMAT, FOLDER_MISSING, NOT_WRITABLE or DISK_FULL.
    """
    writer = TABLE_WRITERS.get(path.suffix.lower())
    if writer is None:
        raise unknown_format(path, TABLE_WRITERS)
    require_folder(path)
    replace_file(path, writer(table))


def table_csv(table: PlainTable) -> bytes:
    """Return the table as csv in UTF-8 with a byte order mark, which Excel needs.

    A cell that a spreadsheet would take for a formula gets a leading apostrophe, which import takes off again.
    """
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows([shielded(cell) if isinstance(cell, str) else cell for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def table_json(table: PlainTable) -> bytes:
    """Return the table as a list of objects with one key per column."""
    objects = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return json.dumps(objects, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def table_xlsx(table: PlainTable) -> bytes:
    """Return the table as an Excel sheet; text is never a formula, and what is too long for a cell is left out."""
    # Loaded here alone: it takes longer to load than most commands to run.
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.name)
    sheet.sheet_view.rightToLeft = table.is_right_to_left
    sheet.freeze_panes = "A2"

    def cell_of(value: CellValue) -> Cell:
        if isinstance(value, int):
            return WriteOnlyCell(sheet, value)
        text = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell = WriteOnlyCell(sheet, text if len(text) <= _MOST_XLSX_CHARACTERS else "")
        if text:
            cell.data_type = "s"
        return cell

    header = [cell_of(name) for name in table.columns]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    for row in table.rows:
        sheet.append([cell_of(value) for value in row])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


TABLE_WRITERS: Mapping[str, Callable[[PlainTable], bytes]] = {
    ".csv": table_csv,
    ".xlsx": table_xlsx,
    ".json": table_json,
}
"""Suffix in lower case -> writer of a plain table."""
