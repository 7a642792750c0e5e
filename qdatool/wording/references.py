"""A passage with its source, as it stands in a paper: the words in quotation marks, then where they come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qdatool.wording.catalogue import say

_ISOLATES = {code: None for code in (0x2066, 0x2067, 0x2068, 0x2069)}
"""Word processors show or miscount these; in a text of its own the reference needs none."""


@dataclass(frozen=True, slots=True)
class PassageSource:
    """Where a passage stands: the interview, who speaks in it, and its first and last paragraph, from 1."""

    document: str
    participants: Sequence[str]
    first_paragraph: int
    last_paragraph: int


def quoted(words: str, language: str) -> str:
    """Return the words in the quotation marks of a language, without space around them."""
    return say("“{words}”", language, words=words.strip()).translate(_ISOLATES)


def reference(source: PassageSource, language: str) -> str:
    """Return where a passage comes from, in brackets."""
    if source.first_paragraph == source.last_paragraph:
        place = say("paragraph {n}", language, n=source.first_paragraph)
    else:
        place = say("paragraphs {first} to {last}", language, first=source.first_paragraph, last=source.last_paragraph)
    comma = "، " if language == "fa" else ", "
    others = [name for name in dict.fromkeys(source.participants) if name != source.document]
    return f"({comma.join((source.document, *others, place))})".translate(_ISOLATES)
