"""What is worked out beside the window: the coefficients, the disagreements, and the table before any decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qdatool.analysis.agreement import measure_agreement
from qdatool.analysis.agreement_data import AgreementData
from qdatool.analysis.agreement_result import Agreement, AgreementOptions
from qdatool.analysis.disagreements import Comparison, compare_coders
from qdatool.analysis.settling import DocumentUnits, PooledTable, document_table, settled_sides
from qdatool.coding.codes import Code
from qdatool.coding.decisions import Decision
from qdatool.coding.disputes import Dispute
from qdatool.ui.tasks import Cancelled, Progress


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """What to compare: ``codes`` are those counted, ``columns`` says for which of them each code counts, by id."""

    data: AgreementData
    options: AgreementOptions
    document_ids: Mapping[str, int]
    codes: tuple[Code, ...]
    columns: Mapping[int, Sequence[int]]
    decisions: Mapping[str, Decision]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out; ``before`` and ``after`` hold one table per compared document, none without given units.

    ``places`` maps the key of a disagreement to the place of its document.
    """

    order: WorkOrder
    agreement: Agreement
    comparisons: tuple[Comparison, ...]
    places: Mapping[str, int]
    before: tuple[PooledTable, ...]
    after: tuple[PooledTable, ...]

    @property
    def disputes(self) -> list[Dispute]:
        """Every disagreement, in document and text order."""
        return [dispute for comparison in self.comparisons for dispute in comparison.disputes]


def work_out(order: WorkOrder, progress: Progress, cancelled: Cancelled) -> Outcome | None:
    """Compare; a job for ``Tasks``, None when it was cancelled."""
    comparisons = compare_coders(order.data, dict(order.document_ids)) if len(order.data.sides) == 2 else ()
    progress(0.2)
    if cancelled():
        return None
    agreement = measure_agreement(order.data, order.options)
    progress(0.9)
    places = {one.key: place for place, found in enumerate(comparisons) for one in found.disputes}
    before = tuple(table_of(order, comparisons, place, {}) for place in _counted(order, comparisons))
    after = tuple(table_of(order, comparisons, place, order.decisions) for place in _counted(order, comparisons))
    return Outcome(order, agreement, comparisons, places, before, after)


def table_of(
    order: WorkOrder, comparisons: Sequence[Comparison], place: int, decisions: Mapping[str, Decision]
) -> PooledTable:
    """Return the table of one document after the decisions."""
    spans = order.data.spans[place] if order.data.spans is not None else ()
    sides = settled_sides(comparisons[place], decisions)
    n_columns = len(order.data.codes)
    return document_table(DocumentUnits(spans), *sides, order.columns, n_columns, order.options.universe)


def _counted(order: WorkOrder, comparisons: Sequence[Comparison]) -> range:
    return range(len(comparisons) if order.data.spans is not None else 0)
