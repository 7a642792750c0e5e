"""Tables in a terminal, aligned by what is seen."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_INVISIBLE = frozenset({"Mn", "Me", "Cf"})


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return one line per row, columns as wide as their widest cell and two spaces apart."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    """Return how many places a text takes: marks, joiners and isolates take none."""
    return sum(unicodedata.category(character) not in _INVISIBLE for character in text)
