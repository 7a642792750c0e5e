"""Where two coders differ in a document, passage by passage.

Passages with the same code and the same ends agree. Of the others, passages of one code that share a character differ
in their boundary; then passages of different codes that share a character differ in their code; what is left, only
one coder has. Each passage stands in one disagreement at most; those that share most are put together first.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from qdatool.analysis.agreement_data import AgreementData, Side
from qdatool.coding.disputes import CodedPassage, Dispute, DisputeKind

Pair = tuple[CodedPassage, CodedPassage]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two coders have in common in a document (``agreed``) and where they differ (``disputes``), in text order."""

    document_id: int
    agreed: frozenset[CodedPassage]
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """The passages of two coders that do not agree, put together as far as they belong together."""

    boundary: tuple[Pair, ...]
    other_code: tuple[Pair, ...]
    only_first: tuple[CodedPassage, ...]
    only_second: tuple[CodedPassage, ...]


def find_differences(first: Collection[CodedPassage], second: Collection[CodedPassage]) -> Differences:
    """Return where two codings of one text differ."""
    ours, theirs = set(first) - set(second), set(second) - set(first)
    boundary = _matched(ours, theirs, lambda one, other: one.code_id == other.code_id)
    other_code = _matched(ours, theirs, lambda one, other: one.code_id != other.code_id)
    return Differences(boundary, other_code, tuple(sorted(ours)), tuple(sorted(theirs)))


def compare_document(
    document_id: int, sides: tuple[Side, Side], first: Collection[CodedPassage], second: Collection[CodedPassage]
) -> Comparison:
    """Return agreement and disagreement of two sides in a document; a decision stands in the second side's round."""
    found = find_differences(first, second)

    def _dispute(kind: DisputeKind, one: CodedPassage | None, other: CodedPassage | None) -> Dispute:
        round_id = sides[1].round_id or sides[0].round_id or 0
        return Dispute(kind, document_id, round_id, sides[0].coder_id, sides[1].coder_id, one, other)

    disputes = [_dispute(DisputeKind.BOUNDARY, one, other) for one, other in found.boundary]
    disputes += [_dispute(DisputeKind.OTHER_CODE, one, other) for one, other in found.other_code]
    disputes += [_dispute(DisputeKind.MISSED, one, None) for one in found.only_first]
    disputes += [_dispute(DisputeKind.MISSED, None, one) for one in found.only_second]
    disputes.sort(key=lambda one: (one.start, one.end, one.kind.value, one.sides))
    return Comparison(document_id, frozenset(first) & frozenset(second), tuple(disputes))


def compare_coders(data: AgreementData, document_ids: dict[str, int]) -> tuple[Comparison, ...]:
    """Compare the two sides of ``data`` in every document that both have, documents in their order."""
    first, second = sorted(range(2), key=lambda place: (data.sides[place].coder_id, data.sides[place].round_id or 0))
    sides = (data.sides[first], data.sides[second])
    passages: dict[tuple[int, int], set[CodedPassage]] = {}
    rows = data.anything
    for document, side, start, end, code_id in zip(
        rows.document.tolist(), rows.side.tolist(), rows.start.tolist(), rows.end.tolist(), rows.code.tolist(),
        strict=True,
    ):  # fmt: skip
        passages.setdefault((document, side), set()).add(CodedPassage(start, end, code_id))
    return tuple(
        compare_document(
            document_ids[name], sides, passages.get((place, first), set()), passages.get((place, second), set())
        )
        for place, name in enumerate(data.documents)
    )


def _matched(
    ours: set[CodedPassage], theirs: set[CodedPassage], belong: Callable[[CodedPassage, CodedPassage], bool]
) -> tuple[Pair, ...]:
    """Take from both sets the pairs that belong together, those that share the greatest part first."""
    candidates = sorted(
        (-share, one, other)
        for one, other in _overlapping(sorted(ours), sorted(theirs))
        if belong(one, other)
        for share in (_shared_part(one, other),)
    )
    pairs = []
    for _, one, other in candidates:
        if one in ours and other in theirs:
            ours.remove(one)
            theirs.remove(other)
            pairs.append((one, other))
    return tuple(pairs)


def _overlapping(ours: list[CodedPassage], theirs: list[CodedPassage]) -> Iterable[Pair]:
    starts = [other.start for other in theirs]
    longest = max((other.end - other.start for other in theirs), default=0)
    for one in ours:
        for place in range(bisect_right(starts, one.start - longest), bisect_left(starts, one.end)):
            if theirs[place].end > one.start:
                yield one, theirs[place]


def _shared_part(one: CodedPassage, other: CodedPassage) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start))
