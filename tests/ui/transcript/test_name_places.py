from qdatool.ui.transcript.name_places import NamePlace, WantedName, place_names


def test_a_name_stands_at_the_top_of_its_stripe():
    assert place_names([WantedName(40, 200, 1)], 16) == [NamePlace(40, 1)]


def test_a_name_takes_two_lines_where_the_next_one_leaves_room():
    places = place_names([WantedName(0, 200, 2), WantedName(40, 200, 2), WantedName(60, 200, 1)], 16, gap=2)
    assert [place.lines for place in places] == [2, 1, 1]


def test_a_name_is_pushed_down_below_the_one_before():
    places = place_names([WantedName(0, 100, 1), WantedName(0, 100, 1)], 16, gap=2)
    assert [place.y for place in places] == [0, 18]


def test_names_without_room_are_counted_with_the_name_above():
    places = place_names([WantedName(0, 20, 1)] * 5, 16, gap=2)
    assert places == [NamePlace(0, 1), NamePlace(18, 1, more=(2, 3, 4)), None, None, None]


def test_a_name_that_may_not_be_shown_is_counted_with_the_next_when_it_is_the_first():
    assert place_names([WantedName(0, 50, 0), WantedName(0, 50, 1)], 16) == [None, NamePlace(0, 1, more=(0,))]
