"""What an eye takes for one character: a letter with its marks, an emoji with all its parts."""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"
_VARIATION_SELECTORS = ("\ufe00", "\ufe0f")
_SKIN_TONES = ("\U0001f3fb", "\U0001f3ff")
_TAGS = ("\U000e0020", "\U000e007f")
_REGIONAL = ("\U0001f1e6", "\U0001f1ff")
_MARKS = frozenset({"Mn", "Mc", "Me"})


def is_boundary(text: str, position: int) -> bool:
    """Tell whether an edge at ``position`` parts no letter from its mark and no emoji.

    Both ends of the text are boundaries. ZWNJ is a character of its own here.
    """
    if position <= 0 or position >= len(text):
        return True
    following, previous = text[position], text[position - 1]
    if previous in "\n\t " or following in "\n\t ":
        return True
    if _extends(following):
        return False
    if previous == _JOINER:
        return not _is_pictograph(following)
    if _between(following, _REGIONAL) and _between(previous, _REGIONAL):
        return _regional_before(text, position) % 2 == 0
    return True


def boundary_before(text: str, position: int) -> int:
    """Return the nearest boundary at or before ``position``."""
    while not is_boundary(text, position):
        position -= 1
    return position


def boundary_after(text: str, position: int) -> int:
    """Return the nearest boundary at or after ``position``."""
    while not is_boundary(text, position):
        position += 1
    return position


def _extends(character: str) -> bool:
    if character < "\u0300":
        return False
    return (
        character == _JOINER
        or unicodedata.category(character) in _MARKS
        or _between(character, _VARIATION_SELECTORS)
        or _between(character, _SKIN_TONES)
        or _between(character, _TAGS)
    )


def _is_pictograph(character: str) -> bool:
    return character >= "\u2190" and unicodedata.category(character) in ("So", "Sm", "Cn")


def _regional_before(text: str, position: int) -> int:
    first = position
    while first > 0 and _between(text[first - 1], _REGIONAL):
        first -= 1
    return position - first


def _between(character: str, limits: tuple[str, str]) -> bool:
    return limits[0] <= character <= limits[1]
