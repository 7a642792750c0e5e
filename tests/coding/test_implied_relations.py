"""What follows from a chain of relations of a transitive type."""

from __future__ import annotations

import pytest

from qdatool.coding.implied_relations import implying_chain
from qdatool.coding.relation_types import RelationType
from qdatool.coding.relations import Relation


def kind(*, is_transitive: bool = True, is_directed: bool = True) -> RelationType:
    return RelationType(1, "leads_to", is_directed, {}, is_transitive=is_transitive)


def related(*ends: tuple[int, int], key: str = "leads_to") -> list[Relation]:
    return [Relation(i, source, target, key, {}, ()) for i, (source, target) in enumerate(ends)]


@pytest.mark.parametrize(
    ("ends", "chain"),
    [
        pytest.param([(1, 2), (2, 3)], (1, 2, 3), id="two steps"),
        pytest.param([(1, 2), (2, 3), (1, 3)], (1, 2, 3), id="what is there itself is no reason"),
        pytest.param([(1, 2), (2, 4), (4, 3), (2, 3)], (1, 2, 3), id="the shortest way"),
        pytest.param([(1, 2), (2, 1), (2, 4), (4, 2), (4, 3)], (1, 2, 4, 3), id="past a circle"),
        pytest.param([(1, 3)], (), id="one step only"),
        pytest.param([(2, 1), (3, 2)], (), id="the other way round"),
    ],
)
def test_a_transitive_type_carries_on_from_link_to_link(ends: list[tuple[int, int]], chain: tuple[int, ...]) -> None:
    assert implying_chain(related(*ends), kind(), 1, 3) == chain


def test_a_type_that_is_not_transitive_implies_nothing() -> None:
    assert implying_chain(related((1, 2), (2, 3)), kind(is_transitive=False), 1, 3) == ()


def test_relations_of_another_type_are_no_steps() -> None:
    mixed = [*related((1, 2)), *related((2, 3), key="causes")]
    assert implying_chain(mixed, kind(), 1, 3) == ()


def test_a_symmetric_type_carries_on_either_way_round() -> None:
    assert implying_chain(related((2, 1), (3, 2)), kind(is_directed=False), 1, 3) == (1, 2, 3)


def test_nothing_follows_from_a_code_to_itself() -> None:
    assert implying_chain(related((1, 2), (2, 1)), kind(), 1, 1) == ()
