"""Words inside XML: marked up, and without the characters that XML cannot hold."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

# XML has no way to write these, not even as references; half a surrogate pair is no character at all.
_NOT_IN_XML = {
    code: None for code in (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
}

_LONGEST_PROPERTY = 255


def holdable(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return text.translate(_NOT_IN_XML)


def property_of(text: str) -> str:
    """Return a text as a property of an office file, such as its title, can hold it."""
    return holdable(text)[:_LONGEST_PROPERTY]


def escaped(text: str) -> str:
    """Return a text as the content of an element."""
    return escape(holdable(text))


def quoted(text: str) -> str:
    """Return a text as the value of an attribute, quotation marks included."""
    return quoteattr(holdable(text))
