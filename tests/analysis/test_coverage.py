"""The sweep over ranges finds what counting unit by unit finds."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qdatool.analysis.coverage import Ranges, covered_cells
from tests.analysis.studies import UNHURRIED

GROUPS, UNITS = 3, 12


def ranges(n_coders: int) -> st.SearchStrategy[list[tuple[int, int, int, int]]]:
    place = st.integers(0, UNITS)
    return st.lists(st.tuples(st.integers(0, GROUPS - 1), st.integers(0, n_coders - 1), place, place), max_size=20)


def counted_one_by_one(rows: list[tuple[int, int, int, int]], n_coders: int) -> np.ndarray:
    cells = np.zeros((GROUPS, 4 if n_coders == 2 else n_coders + 1))
    for group, unit in product(range(GROUPS), range(UNITS)):
        covers = [any(g == group and c == coder and a <= unit < b for g, c, a, b in rows) for coder in range(n_coders)]
        cell = covers[0] + 2 * covers[1] if n_coders == 2 else sum(covers)
        cells[group, cell] += cell > 0
    return cells


@pytest.mark.parametrize("n_coders", [1, 2, 3, 5])
@UNHURRIED
@given(data=st.data())
def test_the_sweep_counts_as_one_would_by_hand(n_coders, data):
    rows = data.draw(ranges(n_coders))
    columns = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    assert (covered_cells(Ranges(*columns), GROUPS, n_coders) == counted_one_by_one(rows, n_coders)).all()
