"""What a transcript view is given to show: plain values, offsets in code points. No Qt, no project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from qdatool.text.direction import TextDirection


class Unit(Enum):
    """How far a selection grows, the smallest first."""

    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    TURN = "turn"


class Edge(Enum):
    """Which edge of a passage moves."""

    START = "start"
    END = "end"


class Stride(Enum):
    """By how much an edge of a passage moves."""

    LETTER = "letter"
    WORD = "word"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class SpeakerTurn:
    """What one person says in one go, in code points, from the first word on or from the label before it."""

    start: int
    end: int
    speaker: str
    is_interviewer: bool = False


@dataclass(frozen=True, slots=True)
class TranscriptContent:
    """One transcript: its stored text and its turns in document order, not overlapping.

    ``title`` names the document for screen readers. ``direction`` decides the side of the margin and of paragraphs
    without letters; None takes that of most paragraphs.
    """

    text: str
    turns: tuple[SpeakerTurn, ...] = ()
    title: str = ""
    direction: TextDirection | None = None


@dataclass(frozen=True, slots=True)
class StripeCoding:
    """One coding as its stripe needs it; ``start..end`` is the passage of its quotation, half-open, in code points."""

    coding_id: int
    quotation_id: int
    start: int
    end: int
    code_id: int
    coder_id: int
    has_memo: bool = False
    adds_dimension: bool = False


@dataclass(frozen=True, slots=True)
class CodeLook:
    """How a code appears in the margin; ``color`` is the stored one, the theme picks its shade."""

    code_id: int
    label: str
    color: str


@dataclass(frozen=True, slots=True)
class Appearances:
    """The names behind the ids of the codings: codes by code id, coders' names by coder id."""

    codes: Mapping[int, CodeLook] = field(default_factory=dict)
    coders: Mapping[int, str] = field(default_factory=dict)
