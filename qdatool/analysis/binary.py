"""Coefficients of many present-or-absent tables at once, for the draws of a bootstrap.

The same coefficients as in ``two_coders`` and ``many_coders``, written out for two values and no missing coder. Tables
are cells as ``coverage`` counts them, on the last axis.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from qdatool.analysis.coverage import BOTH, FIRST_ONLY, NEITHER, SECOND_ONLY

FloatArray = NDArray[np.float64]


class Measure(Enum):
    """A coefficient of agreement, by its key in exchanged files."""

    PERCENT_AGREEMENT = "percent_agreement"
    COHEN_KAPPA = "cohen_kappa"
    KAPPA_MAX = "kappa_max"
    SCOTT_PI = "scott_pi"
    BRENNAN_PREDIGER = "brennan_prediger"
    GWET_AC1 = "gwet_ac1"
    KRIPPENDORFF_ALPHA = "krippendorff_alpha"
    FLEISS_KAPPA = "fleiss_kappa"
    HOLSTI = "holsti"


TWO_CODERS_ONLY = frozenset({Measure.COHEN_KAPPA, Measure.KAPPA_MAX, Measure.SCOTT_PI, Measure.HOLSTI})


def presence_counts(cells: FloatArray) -> FloatArray:
    """Return the cells as numbers of coders who have the code: for two coders both single cells become one."""
    if cells.shape[-1] != 4:
        return cells
    return np.stack((cells[..., NEITHER], cells[..., FIRST_ONLY] + cells[..., SECOND_ONLY], cells[..., BOTH]), axis=-1)


def coefficients_of_cells(cells: FloatArray, n_coders: int) -> Mapping[Measure, FloatArray]:
    """Return every coefficient that has an interval, NaN where it is undefined."""
    presence = cells if n_coders != 2 else presence_counts(cells)
    coders = np.arange(n_coders + 1)
    units = presence.sum(axis=-1)
    present, absent = presence @ coders, presence @ (n_coders - coders)
    pairs = n_coders * (n_coders - 1)
    agreeing = presence @ ((coders * (coders - 1) + (n_coders - coders) * (n_coders - coders - 1)) / pairs)
    values = n_coders * units
    mixed = 2 * present * absent
    with np.errstate(invalid="ignore", divide="ignore"):
        observed = np.where(units > 0, agreeing / units, np.nan)
        apart_by_chance = mixed / values**2
        pi = np.where(mixed > 0, 1 - (1 - observed) / apart_by_chance, np.nan)
        found = {
            Measure.PERCENT_AGREEMENT: observed,
            Measure.BRENNAN_PREDIGER: 2 * observed - 1,
            Measure.GWET_AC1: (observed - apart_by_chance) / (1 - apart_by_chance),
            Measure.FLEISS_KAPPA: pi,
            Measure.KRIPPENDORFF_ALPHA: np.where(mixed > 0, 1 - (1 - observed) * values * (values - 1) / mixed, np.nan),
        }
        if n_coders == 2:
            found |= {Measure.SCOTT_PI: pi, Measure.COHEN_KAPPA: _kappas(cells)}
    return found


def _kappas(cells: FloatArray) -> FloatArray:
    both, first, second, neither = (cells[..., place] for place in (BOTH, FIRST_ONLY, SECOND_ONLY, NEITHER))
    crossed = (both + first) * (first + neither) + (second + neither) * (both + second)
    return np.asarray(np.where(crossed > 0, 2 * (both * neither - first * second) / crossed, np.nan), dtype=np.float64)
