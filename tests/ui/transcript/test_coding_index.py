import random

from qdatool.ui.transcript.coding_index import CodingIndex
from qdatool.ui.transcript.display import DisplayText
from qdatool.ui.transcript.values import StripeCoding, TranscriptContent

LINE = "0123456789" * 30
TEXT = "\n".join([LINE] * 8)


def index_of(*codings: StripeCoding) -> CodingIndex:
    index = CodingIndex(DisplayText(TranscriptContent(TEXT)))
    index.add(codings)
    return index


def stripe(number: int, start: int, end: int) -> StripeCoding:
    return StripeCoding(number, number, start, end, 1, 1)


def many(chance: random.Random) -> list[StripeCoding]:
    starts = [chance.randrange(1900) for _ in range(60)]
    return [stripe(i, start, start + chance.randrange(5, 400)) for i, start in enumerate(starts)]


def test_a_coding_is_found_in_every_block_it_touches():
    index = index_of(stripe(1, 290, 310), stripe(2, 5, 9))
    assert [coding.coding_id for coding in index.in_block(1)] == [1]
    assert [coding.coding_id for coding in index.in_blocks(0, 1)] == [1, 2]


def test_codings_at_a_position_come_shortest_first():
    index = index_of(stripe(1, 0, 100), stripe(2, 10, 20), stripe(3, 10, 50))
    assert [coding.coding_id for coding in index.at(12)] == [2, 3, 1]
    assert [coding.coding_id for coding in index.at(20)] == [3, 1]


def test_adding_tells_the_blocks_that_change():
    assert index_of().add((stripe(1, 290, 310),)) == {0, 1}


def test_a_known_id_is_replaced():
    index = index_of(stripe(1, 0, 10))
    assert index.add((stripe(1, 320, 330),)) == {0, 1}
    assert index.at(5) == []


def test_removing_forgets_the_coding_everywhere():
    index = index_of(stripe(1, 290, 310), stripe(2, 0, 5))
    assert index.remove((1, 99)) == {0, 1}
    assert index.of_quotation(1) == []
    assert [coding.coding_id for coding in index.in_blocks(0, 7)] == [2]


def test_a_coding_beyond_the_text_is_left_out():
    index = index_of(stripe(1, 5, len(TEXT) + 1))
    assert index.coding(1) is None


def test_the_longest_stripe_stands_nearest_the_text():
    short, long = stripe(1, 100, 120), stripe(2, 0, 250)
    index = index_of(short, long)
    assert (index.lane(long), index.lane(short)) == (0, 1)


def test_stripes_in_different_paragraphs_share_a_lane():
    first, second = stripe(1, 250, 300), stripe(2, 301, 340)
    index = index_of(first, second)
    assert (index.lane(first), index.lane(second)) == (0, 0)


def test_stripes_that_may_meet_on_one_line_do_not_share_a_lane():
    first, second = stripe(1, 0, 50), stripe(2, 60, 100)
    index = index_of(first, second)
    assert index.lane(first) != index.lane(second)


def test_lanes_do_not_depend_on_the_order_in_which_codings_came():
    chance = random.Random(4)
    codings = [
        stripe(i, start, start + chance.randrange(5, 200)) for i in range(60) for start in [chance.randrange(2000)]
    ]
    shuffled = chance.sample(codings, len(codings))
    forwards, backwards = index_of(*codings), index_of(*shuffled)
    assert [forwards.lane(coding) for coding in codings] == [backwards.lane(coding) for coding in codings]


def test_overlapping_stripes_never_share_a_lane():
    chance = random.Random(5)
    codings = [
        stripe(i, start, start + chance.randrange(5, 400)) for i in range(60) for start in [chance.randrange(1900)]
    ]
    index = index_of(*codings)
    shared = [
        (one, other)
        for one in codings
        for other in codings
        if one.coding_id < other.coding_id
        and one.start < other.end
        and other.start < one.end
        and index.lane(one) == index.lane(other)
    ]
    assert shared == []
