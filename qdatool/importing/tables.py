"""Codes, codings and participants from a table: csv, xlsx or json, and codes from a qdc codebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from qdatool.coding.drafts import CODE_COLUMNS, CODING_COLUMNS, CodeRow, CodingRow, ParticipantRow
from qdatool.errors import ImportFailed, ImportReason, RowReason
from qdatool.importing.csv_cells import csv_cells
from qdatool.importing.files import read_source
from qdatool.importing.json_cells import json_cells
from qdatool.importing.qdc import read_codebook
from qdatool.importing.xlsx_cells import xlsx_cells

Row = TypeVar("Row")
NumberedCells = tuple[int, list[str]]
"""A row with its number in a spreadsheet (the header's is 1)."""

CELL_READERS: Mapping[str, Callable[[bytes, str], Iterator[NumberedCells]]] = {
    ".csv": csv_cells,
    ".tsv": csv_cells,
    ".xlsx": xlsx_cells,
    ".json": json_cells,
}
"""Suffix in lower case -> reader of cells; each raises ImportFailed for a file that is not what its suffix says."""

_LABEL_COLUMNS = ("label", "label_fa", "label_en")


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """The rows of a table, and the columns that no one asked for, in order, for a warning."""

    rows: tuple[Row, ...]
    unknown_columns: tuple[str, ...] = ()


def read_codes(path: Path) -> Table[CodeRow]:
    """Return the codes of a csv, xlsx, json or qdc file.

    ``label_fa`` or ``label_en`` may stand in for ``label``, which is then empty.
    Raises ImportFailed: NOT_FOUND, UNKNOWN_FORMAT, NOT_A_TABLE, MISSING_COLUMN, DOUBLE_COLUMN, BAD_ROW (for a row with
    more cells than the header), or what makes the file unreadable.
    """
    if path.suffix.lower() == ".qdc":
        return Table(read_codebook(read_source(path), path.name))
    header, rows = _read(path, also=".qdc")
    if not any(map(header.has, _LABEL_COLUMNS)):
        header.require("label")
    label, label_fa, label_en, *others = header.places(CODE_COLUMNS)
    return Table(
        tuple(
            CodeRow(
                row,
                cells[label],
                {language: cells[place] for language, place in (("fa", label_fa), ("en", label_en)) if cells[place]},
                *[cells[place] for place in others],
            )
            for row, cells in rows
        ),
        header.unknown(CODE_COLUMNS),
    )


def read_codings(path: Path) -> Table[CodingRow]:
    """Return the codings of a csv, xlsx or json file; offsets stay text, so that a bad one is named with its row.

    Raises ImportFailed as ``read_codes`` does; ``document``, ``code`` and either ``quote`` or ``start`` and ``end``
    must be there.
    """
    header, rows = _read(path)
    for name in ("document", "code", *(() if header.has("quote") else ("start", "end"))):
        header.require(name)
    places = header.places(CODING_COLUMNS)
    return Table(
        tuple(CodingRow(row, *[cells[place] for place in places]) for row, cells in rows),
        header.unknown(CODING_COLUMNS),
    )


def read_participants(path: Path) -> Table[ParticipantRow]:
    """Return the participants of a csv, xlsx or json file.

    The first column names them, whatever its header; ``document`` is a column of its own, and every other column is an
    attribute, in the order of the table. Raises ImportFailed as ``read_codes`` does.
    """
    header, rows = _read(path)
    (document,) = header.places(("document",))
    attributes = [(name, place) for place, name in enumerate(header.names) if place not in (0, document) and name]
    return Table(
        tuple(
            ParticipantRow(row, cells[0], cells[document], {name: cells[place] for name, place in attributes})
            for row, cells in rows
        )
    )


class _Header:
    """Which column stands where; names match whatever their case and the space around them."""

    def __init__(self, names: Sequence[str], source: str) -> None:
        self.names = tuple(name.strip() for name in names)
        self._source = source
        self._places: dict[str, int] = {}
        for place, name in enumerate(self.names):
            if name and self._places.setdefault(name.lower(), place) != place:
                raise ImportFailed(ImportReason.DOUBLE_COLUMN, source=source, column=name)

    def has(self, name: str) -> bool:
        return name in self._places

    def require(self, name: str) -> None:
        if not self.has(name):
            raise ImportFailed(ImportReason.MISSING_COLUMN, source=self._source, column=name)

    def places(self, names: Sequence[str]) -> list[int]:
        """Return where the columns stand; one that is missing stands behind the last, where all rows are empty."""
        return [self._places.get(name, len(self.names)) for name in names]

    def unknown(self, known: Sequence[str]) -> tuple[str, ...]:
        return tuple(name for name in self.names if name and name.lower() not in known)


def _read(path: Path, also: str = "") -> tuple[_Header, Iterator[NumberedCells]]:
    reader = CELL_READERS.get(path.suffix.lower())
    if reader is None:
        known = tuple(suffix.removeprefix(".") for suffix in (*CELL_READERS, also) if suffix)
        raise ImportFailed(ImportReason.UNKNOWN_FORMAT, source=path.name, known=known)
    rows = reader(read_source(path), path.name)
    names = next((cells for _, cells in rows if "".join(cells).strip()), None)
    if names is None:
        raise ImportFailed(ImportReason.NOT_A_TABLE, source=path.name)
    header = _Header(names, path.name)
    return header, _filled(rows, len(header.names), path.name)


def _filled(rows: Iterator[NumberedCells], width: int, source: str) -> Iterator[NumberedCells]:
    """Yield the rows that are not blank, each with one empty cell more than the header has columns."""
    for row, cells in rows:
        if len(cells) > width:
            if "".join(cells[width:]).strip():
                facts = {"expected": width, "found": len(cells)}
                raise ImportFailed(
                    ImportReason.BAD_ROW, source=source, row=row, row_reason=RowReason.WRONG_CELL_COUNT, **facts
                )
            del cells[width:]
        # Joined only where the first cell does not answer already: most rows of a long table stop there.
        if cells[0].strip() or "".join(cells).strip():
            cells += [""] * (width + 1 - len(cells))
            yield row, cells
