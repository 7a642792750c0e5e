"""Letters out of bytes: what a text file is written in, and when it is no text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from qdatool.errors import ImportFailed, ImportReason

# UTF-32 first: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile("[\x01-\x08\x0e-\x19\x1b-\x1f\x7f]")
_ARABIC = "\u0621-\u064a\u0679-\u06d2"
_ARABIC_LETTER = re.compile(f"[{_ARABIC}]")
_MIXED_WORD = re.compile(f"[A-Za-z][{_ARABIC}]|[{_ARABIC}][A-Za-z]")
_WESTERN_SIGNS = frozenset("“”‘’‚„‹›«»–—…•€£§©®°·¿¡´\xa0\xad½¼¾²³×™")


def decode_unicode(content: bytes, source: str) -> str:
    """Return the text of bytes in UTF-8, or in UTF-16 or UTF-32 with a byte order mark.

    Raises ImportFailed: BINARY or UNKNOWN_ENCODING.
    """
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    try:
        # Half of a surrogate pair is no reason to refuse a text: it is left out when the text is stored.
        text = content.decode(marked or "utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        is_binary = marked is None and (b"\0" in content or _looks_binary(content.decode("latin-1")))
        reason = ImportReason.BINARY if is_binary else ImportReason.UNKNOWN_ENCODING
        raise ImportFailed(reason, source=source) from error
    if _looks_binary(text):
        raise ImportFailed(ImportReason.BINARY, source=source)
    return text


def decode_text(content: bytes, source: str) -> str:
    """Return the text of bytes in Unicode or, as a guess that must look right, in windows-1256 or windows-1252.

    Raises ImportFailed: BINARY or UNKNOWN_ENCODING.
    """
    try:
        return decode_unicode(content, source)
    except ImportFailed as refusal:
        if refusal.reason is not ImportReason.UNKNOWN_ENCODING or _is_damaged_utf8(content):
            raise
        for encoding, is_plausible in _GUESSES:
            text = content.decode(encoding, "replace")
            if "\ufffd" not in text and is_plausible(text):
                return text
        raise


def _looks_binary(text: str) -> bool:
    """Tell whether a third of the characters are NUL, or one in two hundred another control that no text holds.

    A few NULs and a single control stand in texts that other programs wrote.
    """
    nuls, controls = text.count("\0"), len(_CONTROL.findall(text))
    return nuls * 3 > len(text) or (controls > 1 and controls * 200 > len(text) - nuls)


def _is_damaged_utf8(content: bytes) -> bool:
    """Tell whether most of what lies beyond ASCII reads as UTF-8: then one spoilt byte calls for no other guess."""
    text = content.decode("utf-8", "replace")
    beyond = sum(character > "\x7f" for character in text)
    return content.startswith(tuple(mark for mark, _ in _MARKS)) or text.count("\ufffd") * 4 < beyond


def _is_plausible_arabic(text: str) -> bool:
    letters = [character for character in text if character > "\x7f" and character.isalpha()]
    arabic = len(_ARABIC_LETTER.findall(text))
    return arabic > 0 and arabic * 100 >= len(letters) * 97 and len(_MIXED_WORD.findall(text)) * 20 < arabic


def _is_plausible_western(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    beyond = [character for character in text if character > "\x7f"]
    accented = sum(map(str.isalpha, beyond))
    return accented * 10 < letters * 3 and all(c.isalpha() or c in _WESTERN_SIGNS for c in beyond)


_GUESSES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("windows-1256", _is_plausible_arabic),
    ("windows-1252", _is_plausible_western),
)
