"""A report as plain values: tables and paragraphs, worded in one language, before any format.

Everything that prints a table makes one of these; ``report_files`` writes it as docx, xlsx, html, md or csv.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TypeAlias

from qdatool.figures.spec import FigureCaption, FigureSpec
from qdatool.wording import localized_number
from qdatool.wording.analysis_terms import percent_text


class TableStyle(StrEnum):
    """How a table is ruled: three horizontal lines as APA asks, or a plain grid."""

    APA = "apa"
    PLAIN = "plain"


class Side(Enum):
    """Where the cells of a column stand, in the direction of reading."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Column:
    """A column under its title; ``share`` is its part of the width, against those of the others."""

    title: str
    side: Side = Side.START
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says; ``number`` is the value of a number, which spreadsheets keep, ``decimals`` how it is shown.

    ``suffix`` is what stands behind the number in the same cell, such as its interval; ``text`` has it too.
    """

    text: str
    number: float | None = None
    decimals: int = 0
    is_percent: bool = False
    is_bold: bool = False
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with its caption. The first ``merged`` columns are joined downwards where they repeat.

    ``notes`` are sentences below the table.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    merged: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph; ``lead`` are bold words before it."""

    text: str
    lead: str = ""

    @property
    def whole_text(self) -> str:
        """The lead and the text as one."""
        return " ".join(part for part in (self.lead, self.text) if part)


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """A heading inside the report, from level 1 on."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """A figure with its caption below; formats that hold no pictures leave it out."""

    spec: FigureSpec
    caption: FigureCaption


Block: TypeAlias = TableBlock | TextBlock | HeadingBlock | FigureBlock


@dataclass(frozen=True, slots=True)
class Report:
    """Blocks in reading order; the first table is the one that a format of a single table holds.

    With ``is_upright`` pages are never turned for a wide table, since there is more to read than tables.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    is_upright: bool = False

    @property
    def tables(self) -> tuple[TableBlock, ...]:
        """The tables, in their order."""
        return tuple(block for block in self.blocks if isinstance(block, TableBlock))


EMPTY = Cell("")
DASH = Cell("—")
"""What stands where a number is undefined."""


def words(text: str, *, is_bold: bool = False) -> Cell:
    """Return a cell of text."""
    return Cell(text, is_bold=is_bold)


def whole(number: int, language: str) -> Cell:
    """Return a cell with a whole number."""
    return Cell(localized_number(number, language), number)


def decimal(number: float | None, language: str, decimals: int = 2) -> Cell:
    """Return a cell with a number of so many decimals, a dash for None."""
    if number is None:
        return DASH
    return Cell(localized_number(number, language, decimals), number, decimals)


def percent(share: float | None, language: str) -> Cell:
    """Return a cell with a share of 1 as a percentage, a dash for None."""
    if share is None:
        return DASH
    return Cell(percent_text(share, language), share, 1, is_percent=True)


def merged_lengths(table: TableBlock, column: int) -> list[int]:
    """Return for each row how many rows its cell in ``column`` spans; 0 for a row inside the span of one above.

    A span of one column never crosses that of a column before it.
    """
    lengths = [1] * len(table.rows)
    if column >= table.merged:
        return lengths
    first = 0
    for row in range(1, len(table.rows)):
        if _starts_alike(table.rows[first], table.rows[row], column):
            lengths[first] += 1
            lengths[row] = 0
        else:
            first = row
    return lengths


def _starts_alike(one: Sequence[Cell], other: Sequence[Cell], column: int) -> bool:
    return all(one[place].text == other[place].text for place in range(column + 1)) and bool(one[column].text)
