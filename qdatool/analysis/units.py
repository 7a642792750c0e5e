"""The units on which coders are compared: pieces of a text that are given beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from qdatool.text.interviewers import asks
from qdatool.text.sentences import paragraphs, sentences
from qdatool.text.spans import Span
from qdatool.text.turns import Turn

IntArray = NDArray[np.int64]


class Unit(Enum):
    """What is counted: once coded or not."""

    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    TURN = "turn"
    QUESTION = "question"
    CHARACTER = "character"
    SEGMENT = "segment"
    DOCUMENT = "document"


class Universe(Enum):
    """Which units count: all of a document, or those where a named coder applied any code."""

    ALL = "all"
    CODED_BY_ANY = "coded-by-any"


NEEDS_TEXT = frozenset({Unit.PARAGRAPH, Unit.SENTENCE})
NEEDS_TURNS = frozenset({Unit.TURN, Unit.QUESTION})


def unit_spans(unit: Unit, text: str, turns: Sequence[Turn], characters: int) -> list[Span]:
    """Return the units of a text in order, apart from each other; what lies between them belongs to none.

    Characters are not listed: they are their own places. Segments are not given beforehand. Both raise ValueError.
    """
    if unit is Unit.PARAGRAPH:
        return paragraphs(text)
    if unit is Unit.SENTENCE:
        return [sentence for paragraph in paragraphs(text) for sentence in sentences(text, paragraph)]
    if unit is Unit.TURN:
        return [Span(turn.start, turn.end) for turn in turns]
    if unit is Unit.QUESTION:
        return questions(turns)
    if unit is Unit.DOCUMENT:
        return [Span(0, characters)] if characters else []
    raise ValueError(f"{unit} has no list of units")


def questions(turns: Sequence[Turn]) -> list[Span]:
    """Return each question of the interviewer with all that is answered before the next one.

    What the interviewer says in several turns on end is one question. Turns before the first question belong to none.
    """
    found: list[Span] = []
    was_asking = False
    for turn in turns:
        is_asking = asks(turn.speaker)
        if is_asking and not was_asking:
            found.append(Span(turn.start, turn.end))
        elif found:
            found[-1] = Span(found[-1].start, turn.end)
        was_asking = is_asking
    return found


class UnitPlaces:
    """Turns characters of many documents into units, all at once."""

    def __init__(self, spans: Sequence[Sequence[Span]]) -> None:
        self.counts: IntArray = np.array([len(one) for one in spans], dtype=np.int64)
        """Units of each document."""
        documents = np.repeat(np.arange(len(spans)), self.counts)
        starts = np.array([span.start for one in spans for span in one], dtype=np.int64)
        ends = np.array([span.end for one in spans for span in one], dtype=np.int64)
        self._stride = int(ends.max(initial=0)) + 1
        self._starts = documents * self._stride + starts
        self._ends = documents * self._stride + ends
        self._first = np.cumsum(self.counts) - self.counts

    def touched(self, documents: IntArray, starts: IntArray, ends: IntArray) -> tuple[IntArray, IntArray]:
        """Return the half-open range of units of which each passage covers a character; empty where it covers none."""
        # Text after the last unit would reach into the next document's.
        base, last = documents * self._stride, self._stride - 1
        low = np.searchsorted(self._ends, base + np.minimum(starts, last), side="right")
        high = np.searchsorted(self._starts, base + np.minimum(ends, last), side="left")
        first = self._first[documents]
        return low - first, np.maximum(low, high) - first
