from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qdatool.text.spans import Span, flatten

SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 8)).map(lambda pair: Span(pair[0], sum(pair))), max_size=8
)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_a_range_without_characters_is_no_span(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_touching_spans_do_not_overlap() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))


def test_overlapping_spans_flatten_to_segments() -> None:
    assert flatten([Span(0, 5), Span(3, 8)]) == [(0, 3, (0,)), (3, 5, (0, 1)), (5, 8, (1,))]


@given(SPANS)
def test_each_character_is_in_the_segment_that_names_its_spans(spans: list[Span]) -> None:
    by_character = {
        position: tuple(index for index, span in enumerate(spans) if span.contains(position)) for position in range(30)
    }
    flattened = {position: segment.indices for segment in flatten(spans) for position in range(*segment[:2])}
    assert flattened == {position: indices for position, indices in by_character.items() if indices}
