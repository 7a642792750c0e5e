"""How wide the columns of a printed table are: as their report asks, but never so narrow that a word must be cut."""

from __future__ import annotations

from qdatool.export.report import Report, TableBlock

PAGE_MM = (210, 297)
"""A4, upright."""
MARGIN_MM = 25
_EM_PER_LETTER = 0.56
_EM_PER_BOLD_LETTER = 0.7
"""Roughly what a letter takes in the fonts of papers, and in those that stand in for them."""

_PADDING_PT = 12.0
_LONGEST_WORD = 22
"""A longer word may be cut; else one address would take the table's width."""


_MOST_UPRIGHT_COLUMNS = 7
"""A table with more columns turns the page, however short its words."""


def is_too_wide(report: Report, width_pt: float, size_pt: float) -> bool:
    """Tell whether a table of the report needs the page turned."""
    return not report.is_upright and any(
        len(table.columns) > _MOST_UPRIGHT_COLUMNS or sum(least_widths(table, size_pt)) > width_pt
        for table in report.tables
    )


def least_widths(block: TableBlock, size_pt: float) -> list[float]:
    """Return a width in points per column that its longest word needs, heading included."""
    found = []
    for place, column in enumerate(block.columns):
        heading = _longest(column.title) * _EM_PER_BOLD_LETTER
        cells = max((_longest(row[place].text) for row in block.rows), default=1) * _EM_PER_LETTER
        found.append(max(heading, cells) * size_pt + _PADDING_PT)
    return found


def column_widths(block: TableBlock, width_pt: float, size_pt: float) -> list[float]:
    """Return the widths in points of the columns, ``width_pt`` together.

    Each gets its share, or what its longest word needs; those that have more than they need give way.
    """
    needed = least_widths(block, size_pt)
    total = sum(column.share for column in block.columns)
    wished = [width_pt * column.share / total for column in block.columns]
    if sum(needed) >= width_pt:
        return [need * width_pt / sum(needed) for need in needed]
    widths = [max(wish, need) for wish, need in zip(wished, needed, strict=True)]
    spare = [width - need for width, need in zip(widths, needed, strict=True)]
    excess = sum(widths) - width_pt
    if excess <= 0:
        return widths
    return [width - excess * room / sum(spare) for width, room in zip(widths, spare, strict=True)]


def _longest(text: str) -> int:
    return min(_LONGEST_WORD, max((len(word) for word in text.split()), default=1))
