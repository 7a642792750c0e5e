"""Formula cells and their apostrophe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qdatool.text.formulas import shielded, unshielded


@pytest.mark.parametrize("cell", ["=1+1", "+98", "-none", "@x", "'=1"])
def test_a_cell_that_would_be_calculated_begins_with_an_apostrophe(cell):
    assert shielded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=b", "'quoted'", "اعتماد", " =1"])
def test_other_cells_stay_as_they_are(cell):
    assert shielded(cell) == unshielded(cell) == cell


@given(st.text("'=+-@a", max_size=5))
def test_what_was_shielded_comes_back(cell):
    assert unshielded(shielded(cell)) == cell
