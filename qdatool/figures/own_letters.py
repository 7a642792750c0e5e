"""What the steps and families of own letters come to in a style: sizes in points and fonts by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from qdatool.coding.letter_styles import LetterFamily, LetterSize
from qdatool.figures.figure import FigureFonts

if TYPE_CHECKING:
    from qdatool.coding.node_styles import NodeStyle
    from qdatool.figures.style import FigureStyle

_FACTORS = {LetterSize.SMALLER: 0.85, LetterSize.LARGER: 1.2, LetterSize.MUCH_LARGER: 1.5}
_FAMILIES = {
    LetterFamily.NOTO: ("Noto Sans", "Noto Sans Arabic"),
    LetterFamily.VAZIRMATN: ("Vazirmatn", "Vazirmatn"),
}


def own_size(usual_pt: float, size: LetterSize | None, style: FigureStyle) -> float:
    """Return a size in points; smaller letters stay as large as journals want them, larger ones grow as granted."""
    if size is None:
        return usual_pt
    factor = _FACTORS[size]
    if factor < 1:
        return max(min(usual_pt, style.smallest_pt), usual_pt * factor)
    return usual_pt * (1 + (factor - 1) * style.growth)


def own_fonts(family: LetterFamily | None, style: FigureStyle) -> FigureFonts | None:
    """Return the fonts of a family, None where they are those of the style."""
    if family is None:
        return None
    latin, arabic = _FAMILIES[family]
    usual = style.fonts
    if (latin, arabic) == (usual.latin, usual.arabic):
        return None
    others = (usual.latin, usual.arabic, *usual.fallbacks)
    return FigureFonts(latin, arabic, tuple(name for name in others if name not in (latin, arabic)))


def has_larger(styles: Mapping[str, NodeStyle]) -> bool:
    """Tell whether any node is to have larger letters than usual."""
    return any(_FACTORS.get(style.letters.size, 1.0) > 1 for style in styles.values() if style.letters.size)
