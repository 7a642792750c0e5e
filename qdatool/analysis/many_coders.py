"""Agreement of any number of coders who gave each unit at most one value each.

Units are an array n x q: how many coders gave each unit each value. A coder may be missing from a unit. ``times`` says
how often each row occurs, so that equal units need one row; without it, once. ``q`` counts the values on offer, used
or not: it matters for Brennan-Prediger and AC1.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qdatool.analysis.coefficient import (
    Coefficient,
    IntervalMethod,
    Reason,
    undefined,
    with_normal_interval,
    with_student_interval,
)

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CategoryKappa:
    """Fleiss' kappa of one value against all others, and its standard error by chance."""

    value: float | None
    se_by_chance: float


def count_ratings(
    units: Sequence[Sequence[Hashable | None]], values: Sequence[Hashable] | None = None
) -> tuple[FloatArray, tuple[Hashable, ...]]:
    """Return how many coders gave each unit each value, and the values; None is a missing coder."""
    known = tuple(values) if values is not None else tuple(_distinct(units))
    places = {value: place for place, value in enumerate(known)}
    counts = np.zeros((len(units), len(known)))
    for row, unit in enumerate(units):
        for value in unit:
            if value is not None:
                counts[row, places[value]] += 1
    return counts, known


def mean_agreement(units: ArrayLike, times: ArrayLike | None = None) -> Coefficient:
    """Return the mean over units of the share of pairs of coders who agree; SE by Gwet's linearization."""
    sample = _sample(units, times)
    if isinstance(sample, Reason):
        return undefined(sample)
    return _linearized(sample, chance=0.0, chance_per_unit=np.zeros(len(sample.units)), lowest=0.0)


def brennan_prediger(units: ArrayLike, times: ArrayLike | None = None) -> Coefficient:
    """Return the coefficient of Brennan & Prediger (1981), with chance 1/q; SE by Gwet (2014)."""
    sample = _sample(units, times)
    if isinstance(sample, Reason):
        return undefined(sample)
    size = sample.units.shape[1]
    if size < 2:
        return undefined(Reason.NO_VARIATION)
    return _linearized(sample, chance=1 / size, chance_per_unit=np.full(len(sample.units), 1 / size))


def gwet_ac1(units: ArrayLike, times: ArrayLike | None = None) -> Coefficient:
    """Return AC1 of Gwet (2008), with chance sum p (1 - p) / (q - 1); SE by his linearization."""
    sample = _sample(units, times)
    if isinstance(sample, Reason):
        return undefined(sample)
    size = sample.units.shape[1]
    if size < 2:
        return undefined(Reason.NO_VARIATION)
    chance = float((sample.shares * (1 - sample.shares)).sum() / (size - 1))
    per_unit = sample.proportions @ (1 - sample.shares) / (size - 1)
    return _linearized(sample, chance, per_unit)


def fleiss_kappa(units: ArrayLike, times: ArrayLike | None = None) -> Coefficient:
    """Return the kappa of Fleiss (1971), with missing coders and SE by Gwet (2014); for two coders, Scott's pi.

    Scott's pi (1955) has the same chance term, the squares of the mean shares.
    """
    sample = _sample(units, times)
    if isinstance(sample, Reason):
        return undefined(sample)
    if np.count_nonzero(sample.shares) < 2:
        return undefined(Reason.NO_VARIATION)
    return _linearized(sample, float((sample.shares**2).sum()), sample.proportions @ sample.shares)


def fleiss_kappa_by_chance(units: ArrayLike) -> tuple[Coefficient, tuple[CategoryKappa, ...]]:
    """Return Fleiss' kappa with the SE by chance of Fleiss, Nee & Landis (1979), and that of each value.

    Every unit must have the same number of coders, two or more; raises ValueError otherwise.
    """
    counts = np.asarray(units, dtype=np.float64)
    per_unit = counts.sum(axis=1)
    coders = per_unit[0] if len(per_unit) else 0.0
    if coders < 2 or (per_unit != coders).any():
        raise ValueError("every unit needs the same number of coders, two or more")
    pairs = len(counts) * coders * (coders - 1)
    p = counts.sum(axis=0) / (len(counts) * coders)
    pq = p * (1 - p)
    total = pq.sum()
    if np.count_nonzero(p) < 2:
        return undefined(Reason.NO_VARIATION), tuple(CategoryKappa(None, float(np.sqrt(2 / pairs))) for _ in p)
    apart = (counts * (coders - counts)).sum(axis=0)
    variance = 2 * (total**2 - (pq * (1 - 2 * p)).sum()) / (pairs * total**2)
    overall = with_normal_interval(float(1 - apart.sum() / (pairs * total)), float(variance), IntervalMethod.NORMAL)
    se = float(np.sqrt(2 / pairs))
    return overall, tuple(
        CategoryKappa(float(1 - a / (pairs * each)) if each else None, se)
        for a, each in zip(apart.tolist(), pq.tolist(), strict=True)
    )


def krippendorff_alpha(units: ArrayLike, times: ArrayLike | None = None) -> Coefficient:
    """Return nominal alpha of Krippendorff (2011); units with fewer than two values are left out.

    The standard error is Gwet's (2014); ``bootstrap`` gives the interval that Krippendorff asks for.
    """
    counts, often = _prepared(units, times)
    pairable = counts.sum(axis=1) >= 2
    counts, often = counts[pairable], often[pairable]
    if not often.sum():
        return undefined(Reason.NO_PAIRS)
    value_totals = often @ counts
    if np.count_nonzero(value_totals) < 2:
        return undefined(Reason.NO_VARIATION)
    n_values = float(value_totals.sum())
    coders = counts.sum(axis=1)
    agreeing = (counts * (counts - 1)).sum(axis=1) / (coders - 1)
    observed = 1 - float(often @ agreeing) / n_values
    expected = 1 - float((value_totals * (value_totals - 1)).sum()) / (n_values * (n_values - 1))
    value = 1 - observed / expected
    n = often.sum()
    return with_student_interval(value, _alpha_variance(counts, often, n_values), int(n))


def _alpha_variance(counts: FloatArray, often: FloatArray, n_values: float) -> float:
    """Return the variance of alpha by its linear form over units (Gwet 2014); needs two values and two units.

    ``surplus`` corrects for units with more or fewer coders than the mean; the small-sample term 1 / values enters
    there alone, as in the published figures.
    """
    n = float(often.sum())
    if n < 2:
        return 0.0
    coders = counts.sum(axis=1)
    mean_coders = n_values / n
    shares = (often @ counts) / n_values
    chance = float((shares**2).sum())
    surplus = (coders - mean_coders) / mean_coders
    agreement = (counts * (counts - 1)).sum(axis=1) / (mean_coders * (coders - 1))
    observed = float(often @ agreement) / n
    corrected = (1 - 1 / n_values) * observed + 1 / n_values
    own = (agreement - corrected * surplus - chance) / (1 - chance)
    by_chance = (counts @ shares / mean_coders - chance * surplus - chance) / (1 - chance)
    value = (observed - chance) / (1 - chance)
    linear = own - 2 * (1 - value) * by_chance
    return float(often @ (linear - value) ** 2) / (n * (n - 1))


@dataclass(frozen=True, slots=True)
class _Sample:
    """Units with at least one value. ``agreements`` is 0 where a unit has one value only."""

    units: FloatArray
    often: FloatArray
    agreements: FloatArray
    is_pairable: NDArray[np.bool_]
    proportions: FloatArray
    shares: FloatArray
    n: float
    n_pairable: float


def _sample(units: ArrayLike, times: ArrayLike | None) -> _Sample | Reason:
    counts, often = _prepared(units, times)
    if not often.sum():
        return Reason.NO_UNITS
    coders = counts.sum(axis=1)
    is_pairable = coders >= 2
    n_pairable = float(often[is_pairable].sum())
    if not n_pairable:
        return Reason.NO_PAIRS
    agreements = (counts * (counts - 1)).sum(axis=1) / np.where(is_pairable, coders * (coders - 1), 1)
    proportions = counts / coders[:, None]
    n = float(often.sum())
    return _Sample(counts, often, agreements, is_pairable, proportions, often @ proportions / n, n, n_pairable)


def _linearized(sample: _Sample, chance: float, chance_per_unit: FloatArray, lowest: float = -1.0) -> Coefficient:
    """Return (Pa - Pe) / (1 - Pe) with the variance of Gwet (2014): the spread of its linear form over units."""
    observed = float(sample.often @ sample.agreements) / sample.n_pairable
    value = (observed - chance) / (1 - chance)
    own = (sample.agreements - chance * sample.is_pairable) / (1 - chance) * (sample.n / sample.n_pairable)
    linear = own - 2 * (1 - value) * (chance_per_unit - chance) / (1 - chance)
    n = sample.n
    variance = float(sample.often @ (linear - value) ** 2) / (n * (n - 1)) if n > 1 else 0.0
    return with_student_interval(value, variance, int(n), lowest)


def _prepared(units: ArrayLike, times: ArrayLike | None) -> tuple[FloatArray, FloatArray]:
    """Return the rows that occur and hold a value, with how often they occur."""
    counts = np.asarray(units, dtype=np.float64)
    if counts.ndim != 2:
        raise ValueError(f"units are rows of counts per value, not {counts.shape}")
    often = np.ones(len(counts)) if times is None else np.asarray(times, dtype=np.float64)
    kept = (counts.sum(axis=1) > 0) & (often > 0)
    return counts[kept], often[kept]


def _distinct(units: Sequence[Sequence[Hashable | None]]) -> dict[Hashable, None]:
    return {value: None for unit in units for value in unit if value is not None}
