"""Back and forward go through the places visited."""

from qdatool.ui.places import Trail
from qdatool.ui.workspace import Place, PlaceKind, WorkspaceId

START = Place(WorkspaceId.START)
FIRST = Place(WorkspaceId.CODE, PlaceKind.DOCUMENT, 1)
SECOND = Place(WorkspaceId.CODE, PlaceKind.DOCUMENT, 2)


def visited(*places: Place) -> Trail:
    trail = Trail()
    for place in places:
        trail.visit(place)
    return trail


def test_back_and_forward_return_the_places_in_order():
    trail = visited(START, FIRST, SECOND)
    assert [trail.back(), trail.back(), trail.forward()] == [FIRST, START, FIRST]


def test_the_ends_of_the_trail_are_known():
    trail = visited(START, FIRST)
    assert trail.can_go_back() and not trail.can_go_forward()
    trail.back()
    assert trail.can_go_forward() and not trail.can_go_back()


def test_a_new_place_forgets_what_lay_ahead():
    trail = visited(START, FIRST)
    trail.back()
    trail.visit(SECOND)
    assert not trail.can_go_forward()
    assert trail.back() == START


def test_the_same_place_twice_counts_once():
    trail = visited(START, FIRST, FIRST)
    assert trail.back() == START
