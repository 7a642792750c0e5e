"""How a figure writes what speaks for and against a link: a sign with each number, in the digits of the figure."""

from __future__ import annotations

from qdatool.figures.lettering import TextBlock, Typesetter
from qdatool.figures.spec import LabelText
from qdatool.wording import localized_number


def evidence_signs(supporting: int | None, contradicting: int | None, language: str) -> str:
    """Return the numbers behind plus and minus, in that order whichever way the figure reads; empty without any."""
    counts = (("+", supporting), ("\u2212", contradicting))
    return "\u00a0".join(f"{sign}{localized_number(count, language)}" for sign, count in counts if count)


def evidence_block(
    typesetter: Typesetter, supporting: int | None, contradicting: int | None, width: float
) -> TextBlock | None:
    """Return the same as a block of text no wider than ``width``; None where there is no evidence."""
    signs = evidence_signs(supporting, contradicting, typesetter.language)
    if not signs:
        return None
    return typesetter.block((LabelText(signs, "en"),), typesetter.lettering(typesetter.style.count_pt), width)
