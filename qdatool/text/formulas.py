"""Cells that a spreadsheet would take for formulas, and the apostrophe that keeps it from doing so."""

from __future__ import annotations

import re

_FORMULA = re.compile("'*[=+@-]")
_SHIELDED = re.compile("'+[=+@-]")


def shielded(cell: str) -> str:
    """Return a cell that no spreadsheet calculates: one that begins with = + - @ gets an apostrophe before it.

    One that has apostrophes there already gets one more, so that ``unshielded`` gives back exactly what was given.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unshielded(cell: str) -> str:
    """Return a cell without the apostrophe that ``shielded`` put before it."""
    return cell[1:] if _SHIELDED.match(cell) else cell
