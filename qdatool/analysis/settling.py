"""Agreement before and after disagreements were settled, counted anew for one document at a time.

After a decision both coders count as having coded what was decided; open disagreements, and those to be talked about,
count as they are. The numbers are pooled over codes and units, as ``overall`` of the table of agreement is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from qdatool.analysis.coefficient import Coefficient
from qdatool.analysis.disagreements import Comparison
from qdatool.analysis.two_coders import cohen_kappa, percent_agreement
from qdatool.analysis.units import Universe
from qdatool.coding.decisions import Decision
from qdatool.coding.disputes import CodedPassage, DecisionKind
from qdatool.text.spans import Span


@dataclass(frozen=True, slots=True)
class PooledTable:
    """Decisions of two coders, one per code and unit; ``units`` are those of the universe."""

    both: int = 0
    first_only: int = 0
    second_only: int = 0
    neither: int = 0

    def __add__(self, other: PooledTable) -> PooledTable:
        """Return the table of both documents together."""
        return PooledTable(
            self.both + other.both,
            self.first_only + other.first_only,
            self.second_only + other.second_only,
            self.neither + other.neither,
        )

    @property
    def kappa(self) -> Coefficient:
        """Cohen's kappa of the table."""
        return cohen_kappa(self._cells())

    @property
    def percent(self) -> Coefficient:
        """The share of decisions on which both agree."""
        return percent_agreement(self._cells())

    def _cells(self) -> list[list[int]]:
        return [[self.both, self.first_only], [self.second_only, self.neither]]


class DocumentUnits:
    """The units of one document, for finding those that a passage touches."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]

    def __len__(self) -> int:
        return len(self._starts)

    def touched(self, passage: CodedPassage) -> range:
        """Return the places of the units of which a passage covers a character."""
        return range(bisect_right(self._ends, passage.start), bisect_left(self._starts, passage.end))


def settled_sides(
    comparison: Comparison, decisions: Mapping[str, Decision]
) -> tuple[frozenset[CodedPassage], frozenset[CodedPassage]]:
    """Return what each coder counts as having coded in a document once its decisions stand."""
    first, second = set(comparison.agreed), set(comparison.agreed)
    for dispute in comparison.disputes:
        decision = decisions.get(dispute.key)
        if decision is None or decision.kind is DecisionKind.DISCUSS:
            first.update(() if dispute.first is None else (dispute.first,))
            second.update(() if dispute.second is None else (dispute.second,))
        else:
            standing = dispute.outcome(decision.kind, decision.code_id)
            first |= standing
            second |= standing
    return frozenset(first), frozenset(second)


def document_table(
    units: DocumentUnits,
    first: Collection[CodedPassage],
    second: Collection[CodedPassage],
    columns: Mapping[int, Sequence[int]],
    n_columns: int,
    universe: Universe = Universe.ALL,
) -> PooledTable:
    """Count one document; ``columns`` are the counted codes that each code counts for, ``n_columns`` how many."""
    ours, theirs = _marks(units, first, columns), _marks(units, second, columns)
    counted = len(units)
    if universe is Universe.CODED_BY_ANY:
        counted = len({place for passage in (*first, *second) for place in units.touched(passage)})
    both, first_only, second_only = len(ours & theirs), len(ours - theirs), len(theirs - ours)
    return PooledTable(both, first_only, second_only, counted * n_columns - both - first_only - second_only)


def _marks(
    units: DocumentUnits, passages: Iterable[CodedPassage], columns: Mapping[int, Sequence[int]]
) -> set[tuple[int, int]]:
    return {
        (place, column)
        for passage in passages
        for place in units.touched(passage)
        for column in columns.get(passage.code_id, ())
    }
