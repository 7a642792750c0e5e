"""How the letters of single nodes are set where their author wants them otherwise than usual.

Sizes are steps, not points: lettering is shrunk to fit narrow figures, and a step stays the same step at any width.
There is no slant: the fonts that come along have none, and slanting Persian letters by force is bad typography.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qdatool.coding.colors import checked_color


class LetterSize(StrEnum):
    """A step of size, counted from what a node of its kind usually has."""

    SMALLER = "smaller"
    LARGER = "larger"
    MUCH_LARGER = "much-larger"


class LetterFamily(StrEnum):
    """A font that comes along and has both scripts: Noto as two families, Vazirmatn as one."""

    NOTO = "noto"
    VAZIRMATN = "vazirmatn"


@dataclass(frozen=True, slots=True)
class LetterStyle:
    """What differs from the usual lettering; None changes nothing. ``ink`` is a colour as codes have them."""

    size: LetterSize | None = None
    is_bold: bool | None = None
    ink: str | None = None
    family: LetterFamily | None = None

    def over(self, below: LetterStyle) -> LetterStyle:
        """Return this lettering, and that of ``below`` where this one leaves it as usual."""
        return LetterStyle(
            self.size or below.size,
            below.is_bold if self.is_bold is None else self.is_bold,
            self.ink or below.ink,
            self.family or below.family,
        )


USUAL_LETTERS = LetterStyle()


def packed_letters(letters: LetterStyle) -> dict[str, object]:
    """Return the lettering as JSON holds it, without what is as usual; raises InvalidOperation(BAD_COLOR)."""
    values: dict[str, object] = {}
    if letters.size is not None:
        values["size"] = letters.size.value
    if letters.is_bold is not None:
        values["bold"] = letters.is_bold
    if letters.ink is not None:
        values["ink"] = checked_color(letters.ink)
    if letters.family is not None:
        values["family"] = letters.family.value
    return values


def unpacked_letters(values: object) -> LetterStyle:
    """Return what ``packed_letters`` made; whatever it cannot have made is left as usual."""
    if not isinstance(values, Mapping):
        return USUAL_LETTERS
    size, bold, ink, family = (values.get(name) for name in ("size", "bold", "ink", "family"))
    return LetterStyle(
        LetterSize(size) if size in tuple(LetterSize) else None,
        bold if isinstance(bold, bool) else None,
        ink if isinstance(ink, str) else None,
        LetterFamily(family) if family in tuple(LetterFamily) else None,
    )
