"""The one clean-up that a transcript, a name or a note goes through, once, before it is stored."""

from __future__ import annotations

import re

NORMALISATION_VERSION = 1
"""Stored with every text; a change of the rules below raises it, and stored texts keep theirs."""

_SURROGATE = re.compile("[\ud800-\udfff]")
# A text in memory may hold these; Qt uses U+FDD0 and U+FDD1 inside its documents to mark frames.
_REMOVED = re.compile("[\ufeff\x00\ufdd0\ufdd1]")
_BREAK = re.compile("[\n\t]+")
_LINE_END = re.compile("\r\n|[\r\u2028\u2029\x85\x0c\x0b]")


def normalise(text: str) -> str:
    """Return the text as it is stored: LF ends every line, and characters that no text may hold are gone.

    CRLF, CR, U+2028, U+2029, NEL, form feed and vertical tab become LF. Byte order marks, NUL, lone surrogates, U+FDD0
    and U+FDD1 are removed; a surrogate pair becomes its character. All else stays: no-break spaces, joiners, tabs and
    direction marks carry meaning, and letters are not recomposed, so that offsets from other tools still fit.
    Applying it twice changes nothing.
    """
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _LINE_END.sub("\n", _REMOVED.sub("", text))


def one_line(name: str) -> str:
    """Return a name as it is stored: normalised, without space around it, a line end or tab in it as one space."""
    return _BREAK.sub(" ", normalise(name)).strip()
