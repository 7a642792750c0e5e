"""Agreement on units that are given beforehand: each code present or absent in each unit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from qdatool.analysis import many_coders as many
from qdatool.analysis import two_coders as two
from qdatool.analysis.agreement_data import AgreementData, Passages
from qdatool.analysis.agreement_result import (
    AgreementOptions,
    CodeAgreement,
    Measures,
    Table,
    all_measures,
    without_value,
)
from qdatool.analysis.binary import Measure, coefficients_of_cells, presence_counts
from qdatool.analysis.bootstrap import Intervals, percentile_intervals, resampled_totals
from qdatool.analysis.coefficient import Coefficient, Reason
from qdatool.analysis.coverage import BOTH, FIRST_ONLY, NEITHER, SECOND_ONLY, Ranges, covered_cells
from qdatool.analysis.units import Unit, UnitPlaces, Universe

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_CODES_AT_ONCE = 250


def units_per_document(data: AgreementData) -> IntArray:
    """Return how many units each document has in all."""
    if data.spans is None:
        return data.characters
    return np.array([len(spans) for spans in data.spans], dtype=np.int64)


def count_cells(data: AgreementData, universe: Universe) -> FloatArray:
    """Return units per document, code and cell (see ``coverage``), those that nobody coded included."""
    places = UnitPlaces(data.spans) if data.spans is not None else None
    n_documents, n_codes, n_coders = len(data.documents), len(data.codes), len(data.sides)
    units = units_per_document(data).astype(np.float64)
    if universe is Universe.CODED_BY_ANY:
        ranges = _ranges(data.anything, places, data.anything.document, np.zeros_like(data.anything.side))
        units = covered_cells(ranges, n_documents, 1)[:, 1]
    group = data.passages.document * n_codes + data.passages.code
    ranges = _ranges(data.passages, places, group, data.passages.side)
    cells = covered_cells(ranges, n_documents * n_codes, n_coders).reshape(n_documents, n_codes, -1)
    cells[:, :, NEITHER] = units[:, None] - cells.sum(axis=2)
    return cells


def agreement_per_code(
    cells: FloatArray, data: AgreementData, options: AgreementOptions, drawn: FloatArray
) -> tuple[CodeAgreement, ...]:
    """Return the agreement on every code, used or not."""
    n_coders = len(data.sides)
    is_analytic = options.unit is not Unit.CHARACTER
    found: list[CodeAgreement] = []
    for start in range(0, len(data.codes), _CODES_AT_ONCE):
        part = cells[:, start : start + _CODES_AT_ONCE]
        names = data.codes[start : start + _CODES_AT_ONCE]
        intervals = _intervals(part, n_coders, drawn, only_alpha=is_analytic)
        totals = part.sum(axis=0)
        found += [
            _agreement(name, totals[place], n_coders, {m: (i, place) for m, i in intervals.items()})
            for place, name in enumerate(names)
        ]
    return tuple(found)


def pooled_agreement(cells: FloatArray, n_coders: int, drawn: FloatArray) -> CodeAgreement:
    """Return the agreement on all decisions, one per code and unit."""
    pooled = cells.sum(axis=1)[:, None, :]
    intervals = _intervals(pooled, n_coders, drawn, only_alpha=False)
    return _agreement("", pooled.sum(axis=(0, 1)), n_coders, {m: (i, 0) for m, i in intervals.items()})


def _ranges(passages: Passages, places: UnitPlaces | None, group: IntArray, coder: IntArray) -> Ranges:
    low, high = passages.start, passages.end
    if places is not None:
        low, high = places.touched(passages.document, passages.start, passages.end)
    return Ranges(group, coder, low, high)


def _intervals(cells: FloatArray, n_coders: int, drawn: FloatArray, *, only_alpha: bool) -> dict[Measure, Intervals]:
    """Return the bootstrap intervals of the codes of ``cells``."""
    values = coefficients_of_cells(resampled_totals(drawn, cells), n_coders)
    wanted = [Measure.KRIPPENDORFF_ALPHA] if only_alpha else list(values)
    return {measure: percentile_intervals(values[measure], len(cells)) for measure in wanted}


def _agreement(
    code: str, cells: FloatArray, n_coders: int, intervals: dict[Measure, tuple[Intervals, int]]
) -> CodeAgreement:
    n_units = int(cells.sum())
    table = _table(cells) if n_coders == 2 else None
    if not n_units:
        return without_value(code, 0, table, Reason.NO_UNITS)
    if not cells[NEITHER + 1 :].any():
        return without_value(code, n_units, table, Reason.UNUSED)
    measures = dict(_measures(cells, n_coders))
    for measure, (interval, place) in intervals.items():
        measures[measure] = measures[measure].with_bootstrap(interval.of(place), interval.reasons[place])
    found = CodeAgreement(code, n_units, table, all_measures(measures, n_coders))
    if n_coders != 2:
        return found
    counts = _counts(cells)
    return replace(found, prevalence=two.prevalence_index(counts), bias=two.bias_index(counts))


def _measures(cells: FloatArray, n_coders: int) -> Measures:
    presence = presence_counts(cells) if n_coders == 2 else cells
    coders = np.arange(n_coders + 1, dtype=np.float64)
    units = np.column_stack((coders, n_coders - coders))
    fleiss = many.fleiss_kappa(units, presence)
    found: dict[Measure, Coefficient] = {
        Measure.PERCENT_AGREEMENT: many.mean_agreement(units, presence),
        Measure.BRENNAN_PREDIGER: many.brennan_prediger(units, presence),
        Measure.GWET_AC1: many.gwet_ac1(units, presence),
        Measure.KRIPPENDORFF_ALPHA: many.krippendorff_alpha(units, presence),
        Measure.FLEISS_KAPPA: fleiss,
    }
    if n_coders == 2:
        counts = _counts(cells)
        (both, first), (second, _) = counts
        found |= {
            Measure.PERCENT_AGREEMENT: two.percent_agreement(counts),
            Measure.COHEN_KAPPA: two.cohen_kappa(counts),
            Measure.KAPPA_MAX: two.kappa_max(counts),
            Measure.SCOTT_PI: fleiss,
            Measure.HOLSTI: two.holsti(both, both + first, both + second),
        }
    return found


def _counts(cells: FloatArray) -> list[list[float]]:
    return [[float(cells[BOTH]), float(cells[FIRST_ONLY])], [float(cells[SECOND_ONLY]), float(cells[NEITHER])]]


def _table(cells: FloatArray) -> Table:
    return (int(cells[BOTH]), int(cells[FIRST_ONLY])), (int(cells[SECOND_ONLY]), int(cells[NEITHER]))
