"""The quantile of Student's t that a 95 % interval needs."""

from __future__ import annotations

import math
from functools import cache

_NORMAL_975 = 1.959963984540054
_SERIES_FROM = 200


@cache
def student_quantile(degrees: int) -> float:
    """Return the .975 quantile of Student's t with ``degrees`` (1 or more) of freedom, right to nine digits.

    From 200 degrees on it is the expansion in 1/degrees of Abramowitz & Stegun (1964), 26.7.5; below, bisection on the
    finite sums for the distribution function, 26.7.3 and 26.7.4.
    """
    if degrees < 1:
        raise ValueError(f"no degrees of freedom: {degrees}")
    if degrees >= _SERIES_FROM:
        return _expanded(degrees)
    low, high = 1.0, 13.0
    while high - low > 1e-12:
        middle = (low + high) / 2
        low, high = (low, middle) if _within(middle, degrees) > 0.95 else (middle, high)
    return (low + high) / 2


def _expanded(degrees: int) -> float:
    x: float = _NORMAL_975
    terms = (
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160,
    )
    return x + sum(term / float(degrees) ** power for power, term in enumerate(terms, start=1))


def _within(t: float, degrees: int) -> float:
    """Return the probability of a value between -t and t."""
    angle = math.atan(t / math.sqrt(degrees))
    cosine = math.cos(angle)
    is_odd = degrees % 2 == 1
    total, term = 0.0, cosine if is_odd else 1.0
    for step in range((degrees - 1) // 2 if is_odd else degrees // 2):
        total += term
        top = 2 * step + (2 if is_odd else 1)
        term *= cosine**2 * top / (top + 1)
    if is_odd:
        return 2 / math.pi * (angle + math.sin(angle) * total)
    return math.sin(angle) * total
