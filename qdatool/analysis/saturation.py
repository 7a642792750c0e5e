"""When new interviews stop bringing new codes.

An incidence matrix has a row per interview, in the order of coding, and a column per code: whether the interview has
the code.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

PERMUTATIONS = 1_000
FRANCIS_BASE, FRANCIS_RUN = 10, 3


class NotSaturated(Enum):
    """Why there is no last interview before saturation."""

    TOO_FEW_INTERVIEWS = "too-few-interviews"
    EMPTY_BASE = "empty-base"
    NOT_REACHED = "not-reached"


@dataclass(frozen=True, slots=True)
class StoppingRule:
    """Stop once ``run`` interviews on end bring at most ``threshold`` times the codes of the first ``base`` ones."""

    base: int = 4
    run: int = 2
    threshold: float = 0.05


GUEST = StoppingRule()
"""A base of four interviews, runs of two, at most 5 % (Guest, Namey & Chen 2020)."""

FRANCIS = StoppingRule(FRANCIS_BASE, FRANCIS_RUN, 0.0)
"""Ten interviews and then three without anything new (Francis et al. 2010)."""

SENSITIVITY = tuple(
    StoppingRule(base, run, threshold) for base in (4, 5, 6) for run in (2, 3) for threshold in (0.05, 0.0)
)
"""The rules that Guest, Namey & Chen (2020) compare."""


@dataclass(frozen=True, slots=True)
class Run:
    """New codes in a run of interviews, ``first`` to ``last`` counted from 1; ``ratio`` is None over an empty base."""

    first: int
    last: int
    new: int
    ratio: float | None


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What a rule finds: codes in the base interviews (None if there are fewer), every run, and where it stops.

    ``saturated_at`` is the last interview before the first run at or below the threshold, or None for ``reason``.
    """

    rule: StoppingRule
    base_codes: int | None
    runs: tuple[Run, ...]
    saturated_at: int | None
    reason: NotSaturated | None


@dataclass(frozen=True, slots=True)
class Band:
    """The .025 and .975 quantiles of the cumulative curve over orders of the interviews."""

    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Accumulation:
    """Codes per interview in its order, and what any order would give.

    ``used``: codes in each interview; ``new``: those not met before; ``cumulative``: met so far; ``expected``: exact
    mean of the cumulative curve over all orders. ``estimate`` of all codes and ``coverage`` are None without codes.
    """

    used: tuple[int, ...]
    new: tuple[int, ...]
    cumulative: tuple[int, ...]
    expected: tuple[float, ...]
    estimate: float | None
    coverage: float | None


def accumulate_codes(incidence: ArrayLike) -> Accumulation:
    """Return the accumulation of codes over interviews."""
    met = _incidence(incidence)
    new = np.bincount(_first_interviews(met), minlength=len(met))
    return Accumulation(
        tuple(met.sum(axis=1).tolist()),
        tuple(new.tolist()),
        tuple(np.cumsum(new).tolist()),
        expected_curve(met),
        chao2(met),
        sample_coverage(met),
    )


def apply_rule(new_codes: Sequence[int], rule: StoppingRule) -> RuleResult:
    """Apply a stopping rule of Guest, Namey & Chen (2020) to the new codes of each interview.

    Runs overlap and slide by one; the base stays fixed; the ratio is compared unrounded.
    """
    if rule.base < 1 or rule.run < 1:
        raise ValueError(f"base and run need an interview: {rule}")
    if len(new_codes) < rule.base + rule.run:
        base = sum(new_codes[: rule.base]) if len(new_codes) >= rule.base else None
        return RuleResult(rule, base, (), None, NotSaturated.TOO_FEW_INTERVIEWS)
    base = sum(new_codes[: rule.base])
    runs = []
    for first in range(rule.base + 1, len(new_codes) - rule.run + 2):
        new = sum(new_codes[first - 1 : first - 1 + rule.run])
        runs.append(Run(first, first + rule.run - 1, new, new / base if base else None))
    if not base:
        return RuleResult(rule, base, tuple(runs), None, NotSaturated.EMPTY_BASE)
    reached = next((run for run in runs if run.ratio is not None and run.ratio <= rule.threshold), None)
    if reached is None:
        return RuleResult(rule, base, tuple(runs), None, NotSaturated.NOT_REACHED)
    return RuleResult(rule, base, tuple(runs), reached.first - 1, None)


def expected_curve(incidence: ArrayLike) -> tuple[float, ...]:
    """Return the mean number of codes in the first n interviews over all orders, for n = 1 to N.

    Exact: the sum over codes of 1 - C(N - y, n) / C(N, n), where y interviews have the code (Colwell, Mao & Chang
    2004).
    """
    met = _incidence(incidence)
    interviews = len(met)
    times, codes = np.unique(met.sum(axis=0), return_counts=True)
    counted = [(int(y), int(k)) for y, k in zip(times, codes, strict=True) if y]
    curve = []
    for n in range(1, interviews + 1):
        total = math.comb(interviews, n)
        # Whole numbers of any size divide exactly enough; C(N, n) overflows a float long before.
        missed = sum(k * (math.comb(interviews - y, n) / total) for y, k in counted)
        curve.append(sum(k for _, k in counted) - missed)
    return tuple(curve)


def permutation_band(incidence: ArrayLike, seed: int, permutations: int = PERMUTATIONS) -> Band:
    """Return where 95 % of the cumulative curves lie over random orders; the same seed gives the same orders."""
    met = _incidence(incidence)
    interviews = len(met)
    generator = np.random.default_rng(seed)
    orders = generator.permuted(np.tile(np.arange(interviews, dtype=np.int16), (permutations, 1)), axis=1)
    # Each row holds the places of the interviews, so the first place of a code is the least of its interviews'.
    places = np.ascontiguousarray(orders.T)
    offsets = np.arange(permutations, dtype=np.int64) * interviews
    new = np.zeros(permutations * interviews, dtype=np.int64)
    for code in np.flatnonzero(met.any(axis=0)):
        new[offsets + places[met[:, code]].min(axis=0)] += 1
    curves = np.cumsum(new.reshape(permutations, interviews), axis=1)
    low, high = np.percentile(curves, [2.5, 97.5], axis=0)
    return Band(tuple(low.tolist()), tuple(high.tolist()))


def chao2(incidence: ArrayLike) -> float | None:
    """Return the bias-corrected Chao2 estimate of all codes, unseen ones included (Chao 1987); None without codes.

    S + (N - 1) / N * Q1 (Q1 - 1) / (2 (Q2 + 1)), with Q1 codes in one interview only and Q2 in two.
    """
    met = _incidence(incidence)
    times = met.sum(axis=0)
    found = int(np.count_nonzero(times))
    if not found:
        return None
    once, twice = int((times == 1).sum()), int((times == 2).sum())
    return found + (len(met) - 1) / len(met) * once * (once - 1) / (2 * (twice + 1))


def sample_coverage(incidence: ArrayLike) -> float | None:
    """Return 1 - Q1 / (sum of incidences), the share of uses that fall on codes met before (Good 1953), or None."""
    times = _incidence(incidence).sum(axis=0)
    uses = int(times.sum())
    return 1 - int((times == 1).sum()) / uses if uses else None


def _first_interviews(met: BoolArray) -> IntArray:
    """Return the first interview of each code that occurs."""
    return np.asarray(met[:, met.any(axis=0)].argmax(axis=0), dtype=np.int64) if met.size else np.zeros(0, np.int64)


def _incidence(incidence: ArrayLike) -> BoolArray:
    met = np.asarray(incidence, dtype=np.bool_)
    if met.ndim != 2:
        raise ValueError(f"an incidence matrix has interviews and codes, not {met.shape}")
    return met
