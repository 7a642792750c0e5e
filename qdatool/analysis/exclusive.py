"""Agreement where only one code of a domain can apply: one value per unit, and which code is taken for which.

"No code of the domain" is a value like the others, since leaving a unit uncoded is a decision too. It is refused where
a coder gave a unit two codes of the domain: one value would be forced.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from qdatool.analysis import many_coders as many
from qdatool.analysis import two_coders as two
from qdatool.analysis.agreement_data import AgreementData
from qdatool.analysis.agreement_result import AgreementOptions, Measures, all_measures, nothing_to_compare
from qdatool.analysis.binary import Measure
from qdatool.analysis.bootstrap import draw_documents, percentile_intervals, resampled_totals
from qdatool.analysis.coefficient import Coefficient, Reason, undefined
from qdatool.analysis.exclusive_data import NO_CODE, DoubleUnit, Stretches, exclusive_values
from qdatool.analysis.unit_agreement import units_per_document
from qdatool.analysis.units import Unit

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ExclusiveAgreement:
    """Agreement on one value per unit.

    ``confusion`` (two coders) has a row per value of the first coder and a column per value of the second, "no code"
    first and then ``codes``; None for more. ``doubles`` are the units with two codes: while there are any, every
    measure is undefined.
    """

    coders: tuple[str, ...]
    documents: tuple[str, ...]
    codes: tuple[str, ...]
    n_units: int
    confusion: tuple[tuple[int, ...], ...] | None
    measures: Measures
    doubles: tuple[DoubleUnit, ...]
    reason: Reason | None


def measure_exclusive(data: AgreementData, options: AgreementOptions) -> ExclusiveAgreement:
    """Return the agreement on one value per unit; passages that coders cut themselves are no units to give one.

    Raises ValueError for ``Unit.SEGMENT``.
    """
    if options.unit is Unit.SEGMENT:
        raise ValueError("matched passages are no given units")
    coders = tuple(side.label for side in data.sides)
    reason = nothing_to_compare(len(coders), len(data.documents), int(units_per_document(data).sum()))
    if reason is not None:
        return _without_value(data, coders, 0, (), reason)
    stretches, doubles = exclusive_values(data, options.universe)
    n_units = int(stretches.length.sum())
    if doubles:
        return _without_value(data, coders, n_units, doubles, Reason.TWO_CODES)
    if not n_units:
        return _without_value(data, coders, 0, (), Reason.NO_UNITS)
    if not (stretches.values != NO_CODE).any():
        return _without_value(data, coders, n_units, (), Reason.UNUSED)
    sums = _Sums(stretches, len(data.documents), len(coders), len(data.codes) + 1)
    measures = dict(_measures(stretches, sums))
    _add_intervals(measures, sums, options)
    confusion = sums.confusion
    rows = tuple(tuple(int(cell) for cell in row) for row in confusion) if confusion is not None else None
    return ExclusiveAgreement(
        coders, data.documents, data.codes, n_units, rows, all_measures(measures, len(coders)), (), None
    )


def _without_value(
    data: AgreementData, coders: tuple[str, ...], n_units: int, doubles: tuple[DoubleUnit, ...], reason: Reason
) -> ExclusiveAgreement:
    measures = {measure: undefined(reason) for measure in Measure}
    return ExclusiveAgreement(coders, data.documents, data.codes, n_units, None, measures, doubles, reason)


class _Sums:
    """What the coefficients need, per document, so that a draw of documents is a sum.

    ``columns``: units, agreement (the share of agreeing pairs of coders, summed over units), then how often each
    value was given; for two coders then the first one's totals per value and the second one's.
    """

    def __init__(self, stretches: Stretches, n_documents: int, n_coders: int, n_values: int) -> None:
        self.n_coders, self.n_values, self.n_documents = n_coders, n_values, n_documents
        length, values, document = stretches.length, stretches.values, stretches.document
        agreeing = np.zeros(len(length))
        for one, other in combinations(range(n_coders), 2):
            agreeing += values[:, one] == values[:, other]
        agreeing *= 2 / (n_coders * (n_coders - 1))
        per_side = [
            np.bincount(document * n_values + values[:, side], length, n_documents * n_values).reshape(-1, n_values)
            for side in range(n_coders)
        ]
        units, agreed = (
            np.bincount(document, weights, n_documents)[:, None] for weights in (length, length * agreeing)
        )
        self.confusion: FloatArray | None = None
        if n_coders == 2:
            cells = np.bincount(values[:, 0] * n_values + values[:, 1], length, n_values * n_values)
            self.confusion = np.asarray(cells.reshape(n_values, n_values), dtype=np.float64)
        margins = per_side if n_coders == 2 else []
        self.columns = np.concatenate((units, agreed, sum(per_side), *margins), axis=1)

    def coefficients(self, totals: FloatArray) -> dict[Measure, FloatArray]:
        """Return every coefficient that has an interval for rows of totals, NaN where it is undefined."""
        q = self.n_values
        units, agreeing = totals[:, 0], totals[:, 1]
        given = totals[:, 2 : 2 + q]
        n_values = self.n_coders * units
        varies = np.count_nonzero(given, axis=1) > 1
        with np.errstate(invalid="ignore", divide="ignore"):
            observed = np.where(units > 0, agreeing / units, np.nan)
            shares = given / n_values[:, None]
            by_chance = (shares**2).sum(axis=1)
            of_ac1 = (shares * (1 - shares)).sum(axis=1) / (q - 1)
            pi = np.where(varies, (observed - by_chance) / (1 - by_chance), np.nan)
            apart = 1 - (given * (given - 1)).sum(axis=1) / (n_values * (n_values - 1))
            found = {
                Measure.PERCENT_AGREEMENT: observed,
                Measure.BRENNAN_PREDIGER: (observed - 1 / q) / (1 - 1 / q),
                Measure.GWET_AC1: (observed - of_ac1) / (1 - of_ac1),
                Measure.FLEISS_KAPPA: pi,
                Measure.KRIPPENDORFF_ALPHA: np.where(varies, 1 - (1 - observed) / apart, np.nan),
            }
            if self.n_coders == 2:
                first, second = totals[:, 2 + q : 2 + 2 * q], totals[:, 2 + 2 * q :]
                chance = (first * second).sum(axis=1) / units**2
                kappa = np.where(varies, (observed - chance) / (1 - chance), np.nan)
                found |= {Measure.SCOTT_PI: pi, Measure.COHEN_KAPPA: kappa}
        return found


def _measures(stretches: Stretches, sums: _Sums) -> Measures:
    units, times = _distinct_units(stretches, sums.n_values)
    fleiss = many.fleiss_kappa(units, times)
    found: dict[Measure, Coefficient] = {
        Measure.PERCENT_AGREEMENT: many.mean_agreement(units, times),
        Measure.BRENNAN_PREDIGER: many.brennan_prediger(units, times),
        Measure.GWET_AC1: many.gwet_ac1(units, times),
        Measure.KRIPPENDORFF_ALPHA: many.krippendorff_alpha(units, times),
        Measure.FLEISS_KAPPA: fleiss,
    }
    if sums.confusion is None:
        return found
    table = sums.confusion
    coded = table[1:, 1:]
    return found | {
        Measure.PERCENT_AGREEMENT: two.percent_agreement(table),
        Measure.COHEN_KAPPA: two.cohen_kappa(table),
        Measure.KAPPA_MAX: two.kappa_max(table),
        Measure.SCOTT_PI: fleiss,
        Measure.HOLSTI: two.holsti(float(np.trace(coded)), float(table[1:].sum()), float(table[:, 1:].sum())),
    }


def _distinct_units(stretches: Stretches, n_values: int) -> tuple[FloatArray, FloatArray]:
    """Return the units that differ in how many coders gave each value, and how often each occurs."""
    rows, places = np.unique(np.sort(stretches.values, axis=1), axis=0, return_inverse=True)
    counts = np.zeros((len(rows), n_values))
    for side in range(rows.shape[1]):
        np.add.at(counts, (np.arange(len(rows)), rows[:, side]), 1.0)
    times = np.bincount(places.ravel(), stretches.length, len(rows))
    return counts, np.asarray(times, dtype=np.float64)


def _add_intervals(measures: dict[Measure, Coefficient], sums: _Sums, options: AgreementOptions) -> None:
    """Replace the intervals that units of one document do not allow by those over documents."""
    drawn = draw_documents(sums.n_documents, options.seed, options.draws)
    values = sums.coefficients(resampled_totals(drawn, sums.columns))
    wanted = values if options.unit is Unit.CHARACTER else (Measure.KRIPPENDORFF_ALPHA,)
    for measure in wanted:
        intervals = percentile_intervals(values[measure][:, None], sums.n_documents)
        measures[measure] = measures[measure].with_bootstrap(intervals.of(0), intervals.reasons[0])
