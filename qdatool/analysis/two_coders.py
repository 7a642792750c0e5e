"""Agreement of two coders who gave each unit one value, from their table of counts.

A table is q x q: rows are the first coder's values, columns the second's, in one order. Every function takes counts,
not proportions.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qdatool.analysis.coefficient import (
    Coefficient,
    IntervalMethod,
    Reason,
    undefined,
    with_normal_interval,
)

FloatArray = NDArray[np.float64]


class Weights(Enum):
    """How much a pair of ordered values agrees, by how far apart they stand."""

    LINEAR = 1
    QUADRATIC = 2

    def matrix(self, size: int) -> FloatArray:
        """Return the agreement weights 1 - (|i - j| / (q - 1)) ** power."""
        places = np.arange(size)
        apart = np.abs(places[:, None] - places[None, :]) / max(size - 1, 1)
        return np.asarray(1.0 - apart**self.value, dtype=np.float64)


def percent_agreement(table: ArrayLike) -> Coefficient:
    """Return the share of units on which both agree; SE sqrt(p (1 - p) / n)."""
    counts = _counts(table)
    n = counts.sum()
    if not n:
        return undefined(Reason.NO_UNITS)
    observed = float(np.trace(counts) / n)
    return with_normal_interval(observed, observed * (1 - observed) / n, IntervalMethod.NORMAL, lowest=0.0)


def holsti(matches: float, first_total: float, second_total: float) -> Coefficient:
    """Return 2 M / (N1 + N2) of Holsti (1969); it has no interval."""
    total = first_total + second_total
    if not total:
        return undefined(Reason.UNUSED)
    return Coefficient(2 * matches / total, reason=Reason.NO_INTERVAL)


def cohen_kappa(table: ArrayLike) -> Coefficient:
    """Return kappa of Cohen (1960) with the standard error of Fleiss, Cohen & Everitt (1969)."""
    counts = _counts(table)
    return weighted_kappa(counts, np.eye(len(counts)))


def weighted_kappa(table: ArrayLike, weights: ArrayLike | Weights) -> Coefficient:
    """Return the weighted kappa of Cohen (1968) with the variance of Fleiss, Cohen & Everitt (1969).

    ``weights`` are agreement weights, 1 on the diagonal; only for values that have an order or a distance.
    """
    counts = _counts(table)
    n = counts.sum()
    if not n:
        return undefined(Reason.NO_UNITS)
    w = weights.matrix(len(counts)) if isinstance(weights, Weights) else np.asarray(weights, dtype=np.float64)
    if _has_no_variation(counts):
        return undefined(Reason.NO_VARIATION)
    p = counts / n
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    # Of counts, so that perfect agreement is 1 to the last digit.
    observed = float((w * counts).sum() / n)
    chance = float(counts.sum(axis=1) @ w @ counts.sum(axis=0) / n**2)
    if chance == 1.0:
        # Weights of 1 everywhere between the values that occur leave nothing to disagree about.
        return undefined(Reason.NO_VARIATION)
    value = (observed - chance) / (1 - chance)
    mean_weights = (w @ columns)[:, None] + (rows @ w)[None, :]
    spread = (p * (w * (1 - chance) - mean_weights * (1 - observed)) ** 2).sum()
    square = (observed * chance - 2 * chance + observed) ** 2
    # What is left of two equal numbers is rounding, and its root would look like a standard error.
    variance = 0.0 if math.isclose(spread, square, rel_tol=1e-12) else (spread - square) / (n * (1 - chance) ** 4)
    return with_normal_interval(value, float(variance), IntervalMethod.FLEISS_COHEN_EVERITT)


def kappa_standard_error_by_chance(table: ArrayLike) -> float | None:
    """Return the standard error of kappa if there were chance agreement only (Fleiss, Cohen & Everitt 1969)."""
    counts = _counts(table)
    n = counts.sum()
    if not n or _has_no_variation(counts):
        return None
    p = counts / n
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    chance = float(rows @ columns)
    spread = chance + chance**2 - float((rows * columns * (rows + columns)).sum())
    return float(np.sqrt(max(spread, 0.0) / n) / (1 - chance))


def kappa_max(table: ArrayLike) -> Coefficient:
    """Return the highest kappa that the two coders' totals allow (Cohen 1960)."""
    counts = _counts(table)
    n = counts.sum()
    if not n:
        return undefined(Reason.NO_UNITS)
    if _has_no_variation(counts):
        return undefined(Reason.NO_VARIATION)
    rows, columns = counts.sum(axis=1) / n, counts.sum(axis=0) / n
    chance = float(rows @ columns)
    highest = float(np.minimum(rows, columns).sum())
    return Coefficient((highest - chance) / (1 - chance), reason=Reason.NO_INTERVAL)


def prevalence_index(table: Sequence[Sequence[float]]) -> float | None:
    """Return (both - neither) / n of a 2 x 2 table (Byrt, Bishop & Carlin 1993): near 1 or -1 it lowers kappa."""
    (both, first_only), (second_only, neither) = table
    n = both + first_only + second_only + neither
    return (both - neither) / n if n else None


def bias_index(table: Sequence[Sequence[float]]) -> float | None:
    """Return (first only - second only) / n of a 2 x 2 table (Byrt, Bishop & Carlin 1993)."""
    (both, first_only), (second_only, neither) = table
    n = both + first_only + second_only + neither
    return (first_only - second_only) / n if n else None


def ratings_of_table(table: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return a table as distinct units for ``many_coders``: counts per value (cells x q) and how often each occurs."""
    counts = _counts(table)
    size = len(counts)
    first, second = np.divmod(np.arange(size * size), size)
    units = np.zeros((size * size, size))
    np.add.at(units, (np.arange(size * size), first), 1.0)
    np.add.at(units, (np.arange(size * size), second), 1.0)
    return units, counts.ravel()


def _counts(table: ArrayLike) -> FloatArray:
    counts = np.asarray(table, dtype=np.float64)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1]:
        raise ValueError(f"a table of two coders is square, not {counts.shape}")
    return counts


def _has_no_variation(counts: FloatArray) -> bool:
    """Tell whether both coders gave one and the same value throughout, asked of counts and so without rounding."""
    return bool(np.count_nonzero(counts.sum(axis=0) + counts.sum(axis=1)) == 1)
