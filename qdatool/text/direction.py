"""Which way a paragraph runs: by the majority of its letters, not by its first one."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cache

import numpy as np
from numpy.typing import NDArray

from qdatool.text.speaker_labels import label_end


class TextDirection(StrEnum):
    """Base direction of a paragraph; the values are those of a document's direction."""

    LTR = "ltr"
    RTL = "rtl"


def paragraph_direction(text: str, fallback: TextDirection = TextDirection.LTR) -> TextDirection:
    """Return the direction of most letters after the speaker label; ``fallback`` where there is no majority.

    ``P1: سلام`` runs from right to left.
    """
    return _voted(int(_votes(text)[label_end(text) :].sum(dtype=np.int64)), fallback)


def line_directions(text: str, fallback: TextDirection = TextDirection.LTR) -> list[TextDirection]:
    """Return the direction of every line of a text, blank ones included; quicker than asking line by line."""
    return [_voted(vote, fallback) for vote in _line_votes(text)]


def text_direction(text: str, fallback: TextDirection = TextDirection.LTR) -> TextDirection:
    """Return the direction of most paragraphs of a text, a tie decided by their letters."""
    return _majority(_line_votes(text), fallback)


def text_and_line_directions(text: str) -> tuple[TextDirection, list[TextDirection]]:
    """Return the direction of a text and of each of its lines; a line without a majority follows the text."""
    votes = _line_votes(text)
    direction = _majority(votes, TextDirection.LTR)
    return direction, [_voted(vote, direction) for vote in votes]


def _majority(votes: list[int], fallback: TextDirection) -> TextDirection:
    by_paragraph = sum((vote > 0) - (vote < 0) for vote in votes)
    return _voted(by_paragraph or sum(votes), fallback)


def _voted(votes: int, fallback: TextDirection) -> TextDirection:
    """Positive votes are for right to left."""
    if votes == 0:
        return fallback
    return TextDirection.RTL if votes > 0 else TextDirection.LTR


def _line_votes(text: str) -> list[int]:
    """Return the votes of every line's letters after its speaker label; a blank line has 0."""
    running = np.concatenate(([0], np.cumsum(_votes(text), dtype=np.int64)))
    ends, starts, start = [], [], 0
    for line in text.split("\n"):
        starts.append(start + label_end(line))
        ends.append(start + len(line))
        start += len(line) + 1
    votes: list[int] = (running[ends] - running[starts]).tolist()
    return votes


def _votes(text: str) -> NDArray[np.int8]:
    votes: NDArray[np.int8] = _table()[np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")]
    return votes


@cache
def _table() -> NDArray[np.int8]:
    """Return the vote of every code point: 1 from right to left, -1 from left to right, 0 for neither."""
    table = np.zeros(0x110000, dtype=np.int8)
    table[0x3040:0xD7B0] = -1
    for code in (*range(0x2E80), *range(0xFB00, 0xFFFF)):
        table[code] = {"L": -1, "R": 1, "AL": 1}.get(unicodedata.bidirectional(chr(code)), 0)
    return table
