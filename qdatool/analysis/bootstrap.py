"""Intervals by drawing documents again and again.

Units of one document are not independent, so whole documents are drawn (percentile interval, Efron & Tibshirani
1993). A statistic is first written as sums over documents; a draw then is one weighted sum.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qdatool.analysis.coefficient import Coefficient, Reason
from qdatool.analysis.many_coders import krippendorff_alpha

FloatArray = NDArray[np.float64]

DRAWS = 1_000
FEWEST_DOCUMENTS = 5
LEAST_DEFINED = 0.95
"""Share of draws in which a coefficient must be defined: a 95 % interval may not leave out more than it claims."""
_COLUMNS_AT_ONCE = 4_096


@dataclass(frozen=True, slots=True)
class Intervals:
    """95 % intervals of several coefficients, NaN where ``reasons`` says why there is none."""

    low: FloatArray
    high: FloatArray
    reasons: tuple[Reason | None, ...]

    def of(self, place: int) -> tuple[float, float] | None:
        """Return one interval, or None."""
        if self.reasons[place] is not None:
            return None
        return float(self.low[place]), float(self.high[place])


def draw_documents(n_documents: int, seed: int, draws: int = DRAWS) -> FloatArray:
    """Return how often each document comes in each draw (draws x documents); the same seed draws the same."""
    generator = np.random.default_rng(seed)
    drawn = generator.integers(0, n_documents, size=(draws, n_documents))
    places = drawn + np.arange(draws)[:, None] * n_documents
    counts = np.bincount(places.ravel(), minlength=draws * n_documents)
    return counts.reshape(draws, n_documents).astype(np.float64)


def resampled_totals(drawn: FloatArray, per_document: ArrayLike) -> FloatArray:
    """Return the sums of each draw: (draws x documents) and (documents x ...) give (draws x ...)."""
    sums = np.asarray(per_document, dtype=np.float64)
    flat = sums.reshape(len(sums), -1)
    totals = np.empty((len(drawn), flat.shape[1]))
    for start in range(0, flat.shape[1], _COLUMNS_AT_ONCE):
        part = slice(start, start + _COLUMNS_AT_ONCE)
        totals[:, part] = drawn @ flat[:, part]
    return totals.reshape(len(drawn), *sums.shape[1:])


def percentile_intervals(drawn_values: FloatArray, n_documents: int) -> Intervals:
    """Return the .025 and .975 quantiles of each column of draws; NaN marks a draw without a value."""
    columns = drawn_values.shape[1]
    if n_documents < FEWEST_DOCUMENTS:
        nothing = np.full(columns, np.nan)
        return Intervals(nothing, nothing, (Reason.FEW_DOCUMENTS,) * columns)
    defined = np.count_nonzero(~np.isnan(drawn_values), axis=0)
    # NaN sorts to the end, so the first ``defined`` rows of a column are its values.
    ordered = np.sort(drawn_values, axis=0)
    is_rare = defined < LEAST_DEFINED * len(drawn_values)
    low, high = (np.where(is_rare, np.nan, _quantile(ordered, defined, share)) for share in (0.025, 0.975))
    return Intervals(low, high, tuple(Reason.RARE if rare else None for rare in is_rare))


def bootstrap_alpha(units: ArrayLike, documents: ArrayLike, seed: int, draws: int = DRAWS) -> Coefficient:
    """Return nominal alpha with its interval over documents.

    ``units`` are counts per value as in ``many_coders``, ``documents`` the document of each unit, numbered from 0.
    """
    counts = np.asarray(units, dtype=np.float64)
    place = np.asarray(documents, dtype=np.int64)
    alpha = krippendorff_alpha(counts)
    n_documents = int(place.max()) + 1 if len(place) else 0
    if alpha.value is None or n_documents < FEWEST_DOCUMENTS:
        return alpha.without_interval(Reason.FEW_DOCUMENTS)
    coders = counts.sum(axis=1)
    pairable = coders >= 2
    agreeing = (counts * (counts - 1)).sum(axis=1) / np.where(pairable, coders - 1, 1)
    sums = np.zeros((n_documents, counts.shape[1] + 1))
    np.add.at(sums, place[pairable], np.column_stack((counts, agreeing))[pairable])
    totals = resampled_totals(draw_documents(n_documents, seed, draws), sums)
    intervals = percentile_intervals(_alphas(totals[:, :-1], totals[:, -1])[:, None], n_documents)
    return alpha.with_bootstrap(intervals.of(0), intervals.reasons[0])


def _alphas(value_totals: FloatArray, agreeing: FloatArray) -> FloatArray:
    n = value_totals.sum(axis=1)
    apart_by_chance = n * (n - 1) - (value_totals * (value_totals - 1)).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(apart_by_chance > 0, 1 - (n - agreeing) * (n - 1) / apart_by_chance, np.nan)


def _quantile(ordered: FloatArray, defined: NDArray[np.int64], share: float) -> FloatArray:
    """Return a quantile of the first ``defined`` rows of each column, between the two nearest values."""
    exact = np.maximum(defined - 1, 0) * share
    below = np.floor(exact).astype(np.int64)
    above = np.minimum(below + 1, np.maximum(defined - 1, 0))
    columns = np.arange(ordered.shape[1])
    first, second = ordered[below, columns], ordered[above, columns]
    return np.asarray(first + (exact - below) * (second - first), dtype=np.float64)
