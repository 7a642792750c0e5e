"""The cells of the first sheet of an Excel file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from qdatool.errors import ImportFailed, ImportReason
from qdatool.importing.office_package import Expected, OfficePackage
from qdatool.importing.safe_xml import Element, attribute, elements, local_name
from qdatool.text.normalisation import normalise

_EXCEL = Expected(root="workbook", otherwise=ImportReason.NOT_A_TABLE, older=ImportReason.NOT_A_TABLE)
_MOST_COLUMNS = 16_384
_MOST_ROWS = 1_048_576
_PLACE = re.compile(r"(?P<letters>[A-Z]{1,3})(?P<row>\d{1,7})")
_ESCAPE = re.compile("_x(?P<code>[0-9A-Fa-f]{4})_")
# ECMA-376 part 1, 18.8.30: the number formats that show a date or a time.
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_DATE_LETTERS = re.compile("[dmyhs]", re.IGNORECASE)
_FORMAT_LITERALS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
# Day 60 of Excel's calendar is the 29 February 1900 that never was; dates of people alive come after it.
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell has no time zone
_FIRST_DAY_1904 = datetime(1904, 1, 1)  # noqa: DTZ001


def xlsx_cells(content: bytes, source: str) -> Iterator[tuple[int, list[str]]]:
    """Yield every row of the first sheet that has cells, with its number; missing cells are empty.

    A formula counts as its stored result, a whole number has no decimals, a date is written as in ISO 8601.
    Raises ImportFailed: NOT_A_TABLE for a file of another kind, or what ``OfficePackage`` finds.
    """
    package = OfficePackage(content, source, _EXCEL)
    sheet = _first_sheet(package)
    if not sheet:
        raise ImportFailed(ImportReason.NOT_A_TABLE, source=source)
    number = 0
    try:
        values = _Values(package, source)
        for row in elements(package.content(sheet), "row", source):
            number = int(attribute(row, "r") or number + 1)
            cells = _cells(row, values)
            if cells and number <= _MOST_ROWS:
                yield number, cells
    except (ValueError, IndexError, OverflowError) as error:
        raise ImportFailed(ImportReason.DAMAGED, source=source) from error


class _Values:
    """What the cells of a workbook refer to: shared strings, date formats, the start of its calendar."""

    def __init__(self, package: OfficePackage, source: str) -> None:
        strings = package.related(package.main_name, "sharedStrings")
        self._strings = [_text(item) for name in strings for item in elements(package.content(name), "si", source)]
        self._date_styles: frozenset[int] = frozenset()
        for name in package.related(package.main_name, "styles"):
            self._date_styles = _date_styles(package.part(name))
        settings = [child for child in package.main if local_name(child) == "workbookPr"]
        is_1904 = any(attribute(child, "date1904") in ("1", "true") for child in settings)
        self._first_day = _FIRST_DAY_1904 if is_1904 else _FIRST_DAY

    def of(self, cell: Element) -> str:
        """Return what a reader sees in a cell, but for the number format."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(_text(child) for child in cell if local_name(child) == "is")
        stored = next((child.text or "" for child in cell if local_name(child) == "v"), "")
        if not stored:
            return ""
        if kind == "s":
            return self._strings[int(stored)]
        if kind == "b":
            return "TRUE" if stored == "1" else "FALSE"
        if kind != "n":
            return _unescaped(stored)
        return self._date(float(stored)) if int(cell.get("s", "0")) in self._date_styles else _plain(stored)

    def _date(self, days: float) -> str:
        moment = self._first_day + timedelta(seconds=round(days * 86_400))
        return moment.date().isoformat() if days == int(days) else moment.isoformat(sep=" ")


def _first_sheet(package: OfficePackage) -> str:
    targets = {relation.relation_id: relation.target for relation in package.relations(package.main_name)}
    sheets = (sheet for container in package.main if local_name(container) == "sheets" for sheet in container)
    for sheet in sheets:
        relation_ids = [value for key, value in sheet.attrib.items() if key.endswith("}id")]
        if relation_ids and relation_ids[0] in targets:
            return targets[relation_ids[0]]
    return ""


def _cells(row: Element, values: _Values) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if local_name(cell) != "c":
            continue
        column = _column(cell.get("r", ""), len(cells))
        cells.extend("" for _ in range(column - len(cells)))
        cells.append(values.of(cell))
    return cells


def _column(place: str, following: int) -> int:
    match = _PLACE.fullmatch(place)
    if match is None:
        return following
    column = 0
    for letter in match["letters"]:
        column = column * 26 + ord(letter) - ord("A") + 1
    if not following < column <= _MOST_COLUMNS:
        raise ValueError(place)
    return column - 1


def _text(item: Element) -> str:
    """Return the text of a string, its runs joined and its reading aids (rPh) left out."""
    pieces = []
    for child in item:
        name = local_name(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces.extend(run.text or "" for run in child if local_name(run) == "t")
    return _unescaped("".join(pieces))


def _unescaped(text: str) -> str:
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match["code"], 16)), text)
    return normalise(text)


def _plain(stored: str) -> str:
    number = float(stored)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else str(number)


def _date_styles(styles: Element) -> frozenset[int]:
    """Return the places of the cell styles that show a date."""
    dates = set(_DATE_FORMATS)
    for form in styles.iter("{*}numFmt"):
        if _DATE_LETTERS.search(_FORMAT_LITERALS.sub("", attribute(form, "formatCode"))):
            dates.add(int(attribute(form, "numFmtId")))
    cell_styles = [form for group in styles.iter("{*}cellXfs") for form in group]
    return frozenset(place for place, form in enumerate(cell_styles) if int(form.get("numFmtId", "0")) in dates)
