"""Passages matched one to one."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qdatool.analysis.segments import count_matches
from tests.analysis.studies import UNHURRIED
from tests.analysis.test_reference_values import CASES


@pytest.mark.parametrize("threshold", ["0.50", "0.85", "0.95"])
def test_the_reference_passages(threshold):
    case = CASES["unitize_one_code_L100"]
    first, second = ([(start, end) for start, end, _ in coder] for coder in case["input"]["coders"])
    assert count_matches(first, second, float(threshold)) == case["expected"]["segment_matches"][f"iou>={threshold}"]


def test_a_passage_has_one_partner_only():
    assert count_matches([(0, 10)], [(0, 10), (1, 10)], 0.5) == 1


def test_a_partner_moves_where_that_makes_another_pair():
    assert count_matches([(0, 10), (0, 14)], [(0, 10), (0, 6)], 0.6) == 2


def test_passages_that_share_nothing_never_match():
    assert count_matches([(0, 5)], [(5, 9)], 0.0) == 0


def test_a_threshold_that_is_met_exactly_is_met():
    assert count_matches([(0, 30)], [(0, 3)], 0.1) == 1


def passages() -> st.SearchStrategy[list[tuple[int, int]]]:
    one = st.tuples(st.integers(0, 12), st.integers(1, 8)).map(lambda p: (p[0], p[0] + p[1]))
    return st.lists(one, max_size=5, unique=True)


def tried_out(first: list[tuple[int, int]], second: list[tuple[int, int]], threshold: float) -> int:
    def fits(a: tuple[int, int], b: tuple[int, int]) -> bool:
        one, other = set(range(*a)), set(range(*b))
        return bool(one & other) and Fraction(len(one & other), len(one | other)) >= Fraction(str(threshold))

    short, long = sorted((first, second), key=len)
    return max(sum(fits(a, b) for a, b in zip(short, order, strict=False)) for order in permutations(long))


@UNHURRIED
@given(first=passages(), second=passages(), threshold=st.sampled_from([0.0, 0.3, 0.5, 0.8, 1.0]))
def test_as_many_pairs_as_trying_all_orders_finds(first, second, threshold):
    assert count_matches(first, second, threshold) == tried_out(first, second, threshold)
    assert count_matches(second, first, threshold) == tried_out(first, second, threshold)
