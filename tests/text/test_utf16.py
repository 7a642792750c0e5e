from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qdatool.text.utf16 import Utf16Map

TEXTS = st.text(st.sampled_from("a😀ب👩\n"), max_size=20)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS)
def test_every_position_maps_to_the_units_before_it_and_back(text: str) -> None:
    utf16 = Utf16Map(text)
    expected = [units(text[:position]) for position in range(len(text) + 1)]
    assert [utf16.to16(position) for position in range(len(text) + 1)] == expected
    assert [utf16.from16(position) for position in expected] == list(range(len(text) + 1))


@given(TEXTS)
def test_arrays_map_like_single_positions(text: str) -> None:
    utf16 = Utf16Map(text)
    positions = np.arange(len(text) + 1)
    assert utf16.to16(positions).tolist() == [utf16.to16(int(position)) for position in positions]
    positions16 = np.arange(units(text) + 1)
    assert utf16.from16(positions16).tolist() == [utf16.from16(int(position)) for position in positions16]


def test_a_position_inside_a_pair_is_the_start_of_its_character() -> None:
    assert Utf16Map("ab😀c").from16(3) == 2


def test_lengths_in_both_units_are_known() -> None:
    utf16 = Utf16Map("ab😀c")
    assert (utf16.length, utf16.length16) == (4, 5)
