"""The sixteen colours of codes: told apart side by side with any kind of colour vision, 3 : 1 against the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from qdatool.errors import InvalidOperation, OperationReason

CODE_COLORS = (
    "#137B5E",
    "#A64736",
    "#3E85B3",
    "#808402",
    "#622A56",
    "#38A1B9",
    "#B65985",
    "#7B4704",
    "#4F1A94",
    "#568D56",
    "#9F0042",
    "#085B87",
    "#C87974",
    "#485ACE",
    "#6D2C13",
    "#513E30",
)

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def checked_color(color: str) -> str:
    """Return the colour in capitals; raises InvalidOperation(BAD_COLOR) unless it reads ``#RRGGBB``."""
    if not _HEX.fullmatch(color.strip()):
        raise InvalidOperation(OperationReason.BAD_COLOR, color=color)
    return color.strip().upper()


def next_color(used: Iterable[str]) -> str:
    """Return the colour of the sixteen that is used least, the earliest of equals."""
    counts = Counter(used)
    return min(CODE_COLORS, key=lambda color: counts[color])
