"""Signs that Word keeps as a place in a symbol font, as the characters they look like."""

from __future__ import annotations

_PRIVATE = 0xF000
_WINGDINGS = {
    0x4A: "☺",
    0x4B: "😐",
    0x4C: "☹",
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x76: "❖",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "◻",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
# The letters follow the Latin keys; signs are those found in running text.
_SYMBOL_LETTERS = dict(
    zip(
        b"ABCDEFGHIKLMNOPQRSTUWXYZabcdefghiklmnopqrstuwxyz",
        "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖαβχδεφγηικλμνοπθρστυωξψζ",
        strict=True,
    )
)
_SYMBOL_SIGNS = dict(zip(bytes.fromhex("a3a5abacaeb0b1b3b4b7b9"), "≤∞↔←→°±≥×•≠", strict=True))
_FONTS = {"wingdings": _WINGDINGS, "symbol": _SYMBOL_LETTERS | _SYMBOL_SIGNS}


def symbol(font: str, code: str) -> str:
    """Return the character of a hexadecimal place in a font, or "" where it is not known."""
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    signs = _FONTS.get(font.lower(), {})
    if place - _PRIVATE in signs or (font.lower() in _FONTS and place in signs):
        return signs.get(place - _PRIVATE) or signs[place]
    is_text = 0x20 <= place < 0xD800 or 0xF900 <= place < 0x10000
    return chr(place) if is_text and font.lower() not in _FONTS else ""
