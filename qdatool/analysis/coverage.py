"""Which coders cover what with which code, counted over units without listing them.

Everything a coder codes with a code is a set of ranges of units; one sweep over the ends of all ranges finds how many
units each combination of coders covers. Characters are units like any others then, and cost no more.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ranges:
    """Half-open ranges of units, one per place in the arrays: of which document, with which code, by which coder.

    ``group`` is the number of the document and code together: document * codes + code. Empty ranges count nothing.
    """

    group: IntArray
    coder: IntArray
    low: IntArray
    high: IntArray


NEITHER, FIRST_ONLY, SECOND_ONLY, BOTH = range(4)
"""Places of the cells of two coders."""


def covered_cells(ranges: Ranges, n_groups: int, n_coders: int) -> FloatArray:
    """Return units per group and cell (groups x cells), cell 0 (nobody) left at 0.

    Two coders have the cells neither, first only, second only, both; others the number of coders who cover a unit.
    """
    n_cells = 4 if n_coders == 2 else n_coders + 1
    kept = ranges.low < ranges.high
    group, coder, low, high = (part[kept] for part in (ranges.group, ranges.coder, ranges.low, ranges.high))
    if not len(group):
        return np.zeros((n_groups, n_cells))
    stride = int(high.max()) + 1
    keys = np.concatenate((group * stride + low, group * stride + high))
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    steps = np.where(order < len(group), 1, -1)
    coders = np.concatenate((coder, coder))[order]
    cell = np.zeros(len(keys), dtype=np.int64)
    for one in range(n_coders):
        is_covered = np.cumsum(np.where(coders == one, steps, 0)) > 0
        cell += is_covered * (1 << one if n_coders == 2 else 1)
    # Nothing is covered after the last range of a group, so a stretch of length counted never crosses into the next.
    lengths = np.diff(keys)
    places = keys[:-1] // stride * n_cells + cell[:-1]
    is_covered = cell[:-1] > 0
    sums = np.bincount(places[is_covered], weights=lengths[is_covered], minlength=n_groups * n_cells)
    return np.asarray(sums.reshape(n_groups, n_cells), dtype=np.float64)
