"""A coefficient with its interval, or the reason why there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

from qdatool.analysis.student import student_quantile

NORMAL_975 = 1.96
"""The normal quantile as the sources round it."""


class IntervalMethod(Enum):
    """How an interval was found."""

    NORMAL = "normal"
    FLEISS_COHEN_EVERITT = "fleiss-cohen-everitt"
    GWET = "gwet"
    BOOTSTRAP = "bootstrap-documents"


class Reason(Enum):
    """Why a coefficient, or its interval, is undefined."""

    ONE_CODER = "one-coder"
    NO_COMMON_DOCUMENTS = "no-common-documents"
    NO_UNITS = "no-units"
    NO_CODES = "no-codes"
    UNUSED = "unused"
    NO_VARIATION = "no-variation"
    NO_PAIRS = "no-pairs"
    TWO_CODERS_ONLY = "two-coders-only"
    NO_NEITHER_CELL = "no-neither-cell"
    ONE_VALUE = "one-value"
    SINGLE_UNIT = "single-unit"
    FEW_DOCUMENTS = "few-documents"
    RARE = "rare"
    TWO_CODES = "two-codes"
    NO_INTERVAL = "no-interval"
    NO_STANDARD_ERROR = "no-standard-error"


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient of agreement.

    ``value`` is None where it is undefined; ``ci95`` is (low, high), None where there is no interval. ``se`` is None
    for a bootstrap, which has an interval and no standard error. ``reason`` says why the value is None or, beside a
    value, why the interval or else the standard error is.
    """

    value: float | None
    se: float | None = None
    ci95: tuple[float, float] | None = None
    interval_method: IntervalMethod | None = None
    reason: Reason | None = None

    def without_interval(self, reason: Reason | None) -> Coefficient:
        """Return the value alone."""
        return Coefficient(self.value, reason=self.reason if self.value is None else reason)

    def with_bootstrap(self, ci95: tuple[float, float] | None, reason: Reason | None) -> Coefficient:
        """Return the value with a percentile interval, or with the reason why it has none."""
        if self.value is None or ci95 is None:
            return self.without_interval(reason)
        return Coefficient(self.value, None, ci95, IntervalMethod.BOOTSTRAP, Reason.NO_STANDARD_ERROR)


def undefined(reason: Reason) -> Coefficient:
    """Return a coefficient that has no value."""
    return Coefficient(None, reason=reason)


def with_normal_interval(value: float, variance: float, method: IntervalMethod, lowest: float = -1.0) -> Coefficient:
    """Return a value with value ± 1.96 SE, cut at ``lowest`` and 1."""
    se = math.sqrt(max(variance, 0.0))
    return Coefficient(value, se, _cut(value, NORMAL_975 * se, lowest), method)


def with_student_interval(value: float, variance: float, n_units: int, lowest: float = -1.0) -> Coefficient:
    """Return a value with value ± t(.975; n - 1) SE, cut at ``lowest`` and 1, as Gwet (2014) does."""
    if n_units < 2:
        return Coefficient(value, reason=Reason.SINGLE_UNIT)
    se = math.sqrt(max(variance, 0.0))
    return Coefficient(value, se, _cut(value, student_quantile(n_units - 1) * se, lowest), IntervalMethod.GWET)


def _cut(value: float, half_width: float, lowest: float) -> tuple[float, float]:
    return max(lowest, value - half_width), min(1.0, value + half_width)
