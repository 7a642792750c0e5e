"""A report as an Excel workbook, one sheet per table; numbers stay numbers."""

from __future__ import annotations

from io import BytesIO
from math import ceil

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill
from openpyxl.styles import Side as Rule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qdatool.coding.roles import Direction
from qdatool.export import report as values
from qdatool.export.report import Report, Side, TableBlock, TableStyle, merged_lengths
from qdatool.export.report_text import table_caption
from qdatool.figures.measure import direction_of
from qdatool.wording import say, without_isolates

_LONGEST_NAME = 31
_MOST_CHARACTERS = 32_767
_FORBIDDEN = dict.fromkeys(map(ord, "[]:*?/\\'"), " ")
_LINE_PT = 15.0
_HEADER_ROW = 3
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = 1, 2
_WIDEST, _NARROWEST = 60, 8
_ALIGNED = {
    # A sheet that runs from the right mirrors nothing inside a cell: left is left.
    (Side.START, False): "left",
    (Side.END, False): "right",
    (Side.START, True): "right",
    (Side.END, True): "left",
    (Side.MIDDLE, False): "center",
    (Side.MIDDLE, True): "center",
}


def report_xlsx(report: Report, style: TableStyle) -> bytes:
    """Return the workbook; a report without a table has one sheet with its paragraphs."""
    book = Workbook()
    book.remove(book.worksheets[0])
    names: set[str] = set()
    for number, table in enumerate(report.tables, start=1):
        sheet = book.create_sheet(_sheet_name(table.caption, names))
        _write_table(sheet, report, table, number, style)
    texts = [block.text for block in report.blocks if isinstance(block, values.TextBlock)]
    if texts or not report.tables:
        sheet = book.create_sheet(_sheet_name(say("Text", report.language), names))
        sheet.sheet_view.rightToLeft = report.language == "fa"
        _fit_to_page(sheet)
        sheet.column_dimensions["A"].width = 2 * _WIDEST
        for row, text in enumerate(texts, start=1):
            cell = _put(sheet, row, 1, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=_reading_order(text, report))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _write_table(sheet: Worksheet, report: Report, table: TableBlock, number: int, style: TableStyle) -> None:
    is_mirrored = report.language == "fa"
    sheet.sheet_view.rightToLeft = is_mirrored
    _fit_to_page(sheet)
    caption = _put(sheet, 1, 1, table_caption(report, number, table))
    caption.font = Font(bold=True)
    caption.alignment = Alignment(readingOrder=_reading_order(caption.value, report))
    for place, column in enumerate(table.columns, start=1):
        cell = _put(sheet, _HEADER_ROW, place, column.title)
        cell.font = Font(bold=True)
        side, order = _ALIGNED[column.side, is_mirrored], _reading_order(column.title, report)
        cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=True, readingOrder=order)
        sheet.column_dimensions[get_column_letter(place)].width = _width(table, place - 1)
    for row, cells in enumerate(table.rows, start=_HEADER_ROW + 1):
        for place, value in enumerate(cells, start=1):
            side = _ALIGNED[table.columns[place - 1].side, is_mirrored]
            cell = _value(sheet, row, place, value)
            order = _reading_order(value.text, report)
            cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=True, readingOrder=order)
            if value.is_bold:
                cell.font = Font(bold=True)
    _merge(sheet, table)
    _rule(sheet, table, style)
    for row, note in enumerate(table.notes, start=_HEADER_ROW + len(table.rows) + 2):
        _write_note(sheet, row, note, table, report)
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"


def _write_note(sheet: Worksheet, row: int, note: str, table: TableBlock, report: Report) -> None:
    """Write a note over the width of its table, as high as it needs: a long one would make the printed page wider."""
    cell = _put(sheet, row, 1, note)
    cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=_reading_order(note, report))
    width = sum(_width(table, place) for place in range(len(table.columns)))
    sheet.row_dimensions[row].height = _LINE_PT * ceil(len(note) / max(1, width))
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(table.columns))


def _reading_order(text: object, report: Report) -> int:
    is_rtl = direction_of(str(text), report.language) is Direction.RTL
    return _RIGHT_TO_LEFT if is_rtl else _LEFT_TO_RIGHT


def _fit_to_page(sheet: Worksheet) -> None:
    """Let a printed sheet be as wide as the paper, so that no column or word of it is cut."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.page_setup.fitToPage = True


def _value(sheet: Worksheet, row: int, column: int, value: values.Cell) -> Cell:
    if value.number is None:
        return _put(sheet, row, column, value.text)
    cell = _cell(sheet, row, column)
    cell.value = value.number
    zeros = "." + "0" * value.decimals if value.decimals else ""
    # Words behind a number are part of how it is shown, so that a column of such numbers can still be sorted.
    suffix = f'"{value.suffix}"' if value.suffix else ""
    cell.number_format = f"0{zeros}%{suffix}" if value.is_percent else f"0{zeros}{suffix}"
    return cell


def _put(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Write text that is never a formula; what is too long for a cell is cut."""
    cell = _cell(sheet, row, column)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", without_isolates(text))[:_MOST_CHARACTERS]
    if text:
        cell.data_type = "s"
    return cell


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell), "cells are merged after they are written"
    return cell


def _merge(sheet: Worksheet, table: TableBlock) -> None:
    for column in range(table.merged):
        for row, length in enumerate(merged_lengths(table, column), start=_HEADER_ROW + 1):
            if length > 1:
                sheet.merge_cells(
                    start_row=row, end_row=row + length - 1, start_column=column + 1, end_column=column + 1
                )


def _rule(sheet: Worksheet, table: TableBlock, style: TableStyle) -> None:
    thin, heavy = Rule(style="thin"), Rule(style="medium")
    last = _HEADER_ROW + len(table.rows)
    for column in range(1, len(table.columns) + 1):
        for row in range(_HEADER_ROW, last + 1):
            cell = sheet.cell(row, column)
            if style is TableStyle.PLAIN:
                cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
                if row == _HEADER_ROW:
                    cell.fill = PatternFill("solid", fgColor="EEEEEE")
                continue
            top = heavy if row == _HEADER_ROW else Rule()
            bottom = heavy if row == last else thin if row == _HEADER_ROW else Rule()
            cell.border = Border(top=top, bottom=bottom)


def _width(table: TableBlock, column: int) -> float:
    longest = max((max(map(len, text.split("\n"))) for text in _texts(table, column) if text), default=_NARROWEST)
    return float(min(max(longest * 1.1 + 2, _NARROWEST), _WIDEST))


def _texts(table: TableBlock, column: int) -> list[str]:
    return [table.columns[column].title, *(row[column].text for row in table.rows)]


def _sheet_name(wanted: str, taken: set[str]) -> str:
    name = (
        " ".join(ILLEGAL_CHARACTERS_RE.sub("", without_isolates(wanted)).translate(_FORBIDDEN).split())[:_LONGEST_NAME]
        or "1"
    )
    number = 2
    while name.casefold() in taken:
        ending = f" {number}"
        name = name[: _LONGEST_NAME - len(ending)] + ending
        number += 1
    taken.add(name.casefold())
    return name
