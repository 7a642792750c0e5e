"""Passages on which two coders differ, and what can be decided about them: plain values."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class DisputeKind(StrEnum):
    """How two coders differ: one has nothing there, the same code begins or ends elsewhere, or the codes differ."""

    MISSED = "missed"
    BOUNDARY = "boundary"
    OTHER_CODE = "other-code"


class DecisionKind(StrEnum):
    """What was decided: the first coder's passage, the second's, both, neither, a new one; or to talk about it."""

    FIRST = "first"
    SECOND = "second"
    BOTH = "both"
    NEITHER = "neither"
    NEW = "new"
    DISCUSS = "discuss"


@dataclass(frozen=True, slots=True, order=True)
class CodedPassage:
    """A passage of one document with its code, whoever coded it."""

    start: int
    end: int
    code_id: int


@dataclass(frozen=True, slots=True)
class Dispute:
    """One disagreement of two coders in a round; ``first`` or ``second`` is None where that coder has nothing.

    The first coder is the one who came first to the project, however a comparison names them. ``start`` and ``end``
    embrace both passages.
    """

    kind: DisputeKind
    document_id: int
    round_id: int
    first_coder_id: int
    second_coder_id: int
    first: CodedPassage | None
    second: CodedPassage | None

    @property
    def start(self) -> int:
        """Where the earlier of both passages begins."""
        return min(one.start for one in self.sides)

    @property
    def end(self) -> int:
        """Where the later of both passages ends."""
        return max(one.end for one in self.sides)

    @property
    def sides(self) -> tuple[CodedPassage, ...]:
        """The passages that are there: one or two."""
        return tuple(one for one in (self.first, self.second) if one is not None)

    @property
    def key(self) -> str:
        """What tells this disagreement from every other one of the project.

        A decision keeps it, so that it is found again; when a coder changes what was in dispute, it is another one.
        """
        first, second = (
            f"{one.start}-{one.end}:{one.code_id}" if one is not None else "" for one in (self.first, self.second)
        )
        coders = f"{self.first_coder_id}={first}/{self.second_coder_id}={second}"
        return f"document {self.document_id} round {self.round_id} {coders}"

    def outcome(self, kind: DecisionKind, code_id: int | None = None) -> frozenset[CodedPassage]:
        """Return the passages that stand after a decision; ``code_id`` is the code of a new one."""
        if kind is DecisionKind.FIRST:
            return frozenset(one for one in (self.first,) if one is not None)
        if kind is DecisionKind.SECOND:
            return frozenset(one for one in (self.second,) if one is not None)
        if kind is DecisionKind.BOTH:
            return frozenset(self.sides)
        if kind is DecisionKind.NEW and code_id is not None:
            return frozenset({CodedPassage(self.start, self.end, code_id)})
        return frozenset()


_SIDE = re.compile(r"(?<==)(\d+)-(\d+):(\d+)")


def moved_key(key: str, move: Callable[[CodedPassage], CodedPassage]) -> str:
    """Return the key of a disagreement after its passages have come to lie elsewhere or under another code."""

    def _moved(found: re.Match[str]) -> str:
        one = move(CodedPassage(*map(int, found.groups())))
        return f"{one.start}-{one.end}:{one.code_id}"

    return _SIDE.sub(_moved, key)
