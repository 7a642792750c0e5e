"""The columns of the codebook's table: what each is called, how wide it is, and which text of a code it holds."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from qdatool.wording import interface_language, tr


class Column(IntEnum):
    """The columns from the reading start on; the first holds the tree."""

    LABEL = 0
    TRANSLATION = 1
    LEVEL = 2
    PARENT = 3
    QUOTATIONS = 4
    OWN = 5
    DOCUMENTS = 6
    STATUS = 7
    DEFINITION = 8
    INCLUDE = 9
    EXCLUDE = 10
    EXAMPLE = 11
    COMMENTS = 12


NAMES: Mapping[Column, tuple[str, ...]] = {
    Column.LABEL: ("Name in Persian", "Name in English"),
    Column.TRANSLATION: ("Name in Persian", "Name in English"),
    Column.LEVEL: ("Level",),
    Column.PARENT: ("Category",),
    Column.QUOTATIONS: ("Quotations",),
    Column.OWN: ("Own",),
    Column.DOCUMENTS: ("Documents",),
    Column.STATUS: ("Status",),
    Column.DEFINITION: ("Definition",),
    Column.INCLUDE: ("Applies to",),
    Column.EXCLUDE: ("Does not apply to",),
    Column.EXAMPLE: ("Example",),
    Column.COMMENTS: ("Comments",),
}
"""The heading of each column; of the two names the first is Persian, the second English."""

WIDTHS: Mapping[Column, int] = {
    Column.LABEL: 300,
    Column.TRANSLATION: 190,
    Column.LEVEL: 84,
    Column.PARENT: 130,
    Column.QUOTATIONS: 72,
    Column.OWN: 56,
    Column.DOCUMENTS: 84,
    Column.STATUS: 92,
    Column.DEFINITION: 240,
    Column.INCLUDE: 150,
    Column.EXCLUDE: 150,
    Column.EXAMPLE: 180,
    Column.COMMENTS: 74,
}

NUMBERS = frozenset({Column.QUOTATIONS, Column.OWN, Column.DOCUMENTS, Column.COMMENTS})
WORDS: Mapping[Column, str] = {
    Column.DEFINITION: "definition",
    Column.INCLUDE: "include",
    Column.EXCLUDE: "exclude",
    Column.EXAMPLE: "example",
}
"""Columns of longer texts, with the field of a code that each shows."""


def heading(column: Column) -> str:
    """Return the heading of a column in the interface's language."""
    names = NAMES[column]
    if len(names) == 1:
        return tr(names[0])
    is_persian = (interface_language() == "fa") == (column is Column.LABEL)
    return tr(names[0] if is_persian else names[1])


def other_language() -> str:
    """Return the language that the interface does not speak."""
    return "en" if interface_language() == "fa" else "fa"
