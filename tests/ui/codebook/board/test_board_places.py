from __future__ import annotations

from itertools import combinations

import pytest

from qdatool.ui.codebook.board.content import INBOX, Item, Part, board_of
from qdatool.ui.codebook.board.drops import Aim, Load, Target, changes_nothing, target_at
from qdatool.ui.codebook.board.places import BoardPlaces, Placing, fold_box, place_board, place_inbox
from qdatool.ui.codebook.board.steps import Step, nearest_item, next_item
from tests.ui.codebook.board.trees import NETWORK, tree_of

TEXT = """
Causes selective
  Mistrust axial
    late open
    rude open
    far open
  Bribes axial
    money open
  Waste axial
Answers selective
  Training axial
    course open
free open
loose open
"""
TREE, LEVELS, IDS = tree_of(TEXT)
BOARD = board_of(TREE, LEVELS)
NAMES = {code_id: label for label, code_id in IDS.items()}


def placing(width: float = 600, **more) -> Placing:
    """Return a placing in which labels take one line."""
    return Placing(width, lambda _code, _width: 17.0, **more)


def card(label: str) -> Item:
    return Item(Part.CARD, IDS[label])


def column(label: str) -> Item:
    return Item(Part.COLUMN, IDS[label])


def lane(label: str) -> Item:
    return Item(Part.LANE, IDS[label])


def load(*labels: str, part: Part = Part.CARD) -> Load:
    codes = tuple(IDS[label] for label in labels)
    return Load(part, codes, frozenset(one for code in codes for one in (code, *TREE.descendants(code))))


@pytest.fixture(scope="module")
def wide() -> BoardPlaces:
    """Three columns beside each other."""
    return place_board(BOARD, placing())


@pytest.fixture(scope="module")
def narrow() -> BoardPlaces:
    """Two columns beside each other, so that the third goes on below."""
    return place_board(BOARD, placing(420))


@pytest.mark.parametrize("width", [120, 300, 420, 600, 1400])
def test_nothing_lies_over_anything_else(width):
    places = place_board(BOARD, placing(width))
    boxes = [box for _, box in places.boxes()]
    boxes += [one.slot for one in places.lanes if one.slot is not None]

    for one, other in combinations(boxes, 2):
        assert one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y
    assert all(box.x >= 0 and box.right <= width and box.bottom <= places.height for box in boxes)


def test_columns_that_do_not_fit_go_on_below(narrow):
    first, second, third = (narrow.box_of(column(name)) for name in ("Mistrust", "Bribes", "Waste"))

    assert first.y == second.y
    assert third.x == first.x
    assert third.y > narrow.box_of(card("far")).bottom


def test_a_card_with_more_lines_is_higher():
    heights = {IDS["late"]: 51.0}
    places = place_board(BOARD, Placing(600, lambda code, _width: heights.get(code, 17.0)))

    assert places.box_of(card("late")).height == places.box_of(card("rude")).height + 2 * 17


def test_a_folded_lane_shows_its_head_alone():
    places = place_board(BOARD, placing(collapsed={lane("Causes")}))

    assert places.box_of(card("late")) is None
    assert places.box_of(column("Mistrust")) is None
    assert places.box_of(lane("Causes")) is not None
    assert places.box_of(card("course")) is not None


def test_a_folded_column_keeps_its_place_beside_the_others(wide):
    places = place_board(BOARD, placing(collapsed={column("Mistrust")}))

    assert places.box_of(card("late")) is None
    assert places.box_of(column("Bribes")) == wide.box_of(column("Bribes"))


def test_lanes_under_a_heading_are_indented():
    tree, levels, ids = tree_of("Work global\n  Mastery organizing\n    Skill pre-organizing\n", NETWORK)
    places = place_board(board_of(tree, levels), placing())

    heading, inner = (places.box_of(Item(Part.LANE, ids[name])) for name in ("Work", "Mastery"))
    assert inner.x > heading.x
    assert inner.right == heading.right


def test_a_point_hits_the_card_or_head_that_lies_there(wide):
    for item, box in wide.boxes():
        assert wide.hit(box.center_x, box.center_y) == item


def test_a_point_between_cards_hits_nothing(wide):
    box = wide.box_of(card("late"))

    assert wide.hit(box.center_x, box.bottom + 1) is None


def test_a_band_touches_the_cards_it_reaches(wide):
    first, last = wide.box_of(card("late")), wide.box_of(card("rude"))
    band = first._replace(x=first.x - 5, y=first.y - 5, height=last.y - first.y + 6)

    assert [NAMES[one] for one in wide.cards_in(band)] == ["late", "rude"]


def test_the_arrow_of_a_head_lies_in_the_head(wide):
    head = wide.box_of(column("Mistrust"))
    arrow = fold_box(head)

    assert wide.hit(arrow.center_x, arrow.center_y) == column("Mistrust")


# Where a drag would end


def aim(places: BoardPlaces, x: float, y: float, what: Load) -> Target:
    target = target_at(places, x, y, what)
    assert target is not None
    return target


def test_the_upper_half_of_a_card_puts_what_is_dragged_before_it(wide):
    box = wide.box_of(card("rude"))

    above = aim(wide, box.center_x, box.y + 2, load("money"))
    below = aim(wide, box.center_x, box.bottom - 2, load("money"))

    assert (above.parent_id, above.before_id) == (IDS["Mistrust"], IDS["rude"])
    assert (below.parent_id, below.before_id) == (IDS["Mistrust"], IDS["far"])
    assert wide.box_of(card("late")).bottom < above.line.center_y < box.y


def test_below_the_last_card_is_the_end_of_the_column(wide):
    box = wide.box_of(card("far"))

    target = aim(wide, box.center_x, box.bottom + 3, load("money"))

    assert (target.aim, target.parent_id, target.before_id) == (Aim.INTO_COLUMN, IDS["Mistrust"], None)
    assert target.line.y > box.bottom


def test_a_card_that_is_dragged_is_no_mark_for_its_own_place(wide):
    box = wide.box_of(card("rude"))

    target = aim(wide, box.center_x, box.y + 2, load("rude"))

    assert target.before_id == IDS["far"]
    assert changes_nothing(target, load("rude"), TREE)


def test_a_place_between_other_cards_changes_something(wide):
    box = wide.box_of(card("late"))

    assert not changes_nothing(aim(wide, box.center_x, box.y + 2, load("far")), load("far"), TREE)


def test_the_empty_place_of_a_lane_makes_a_category(wide):
    slot = wide.lanes[1].slot

    target = aim(wide, slot.center_x, slot.center_y, load("late"))

    assert (target.aim, target.parent_id) == (Aim.NEW_COLUMN, IDS["Answers"])


def test_the_head_of_a_lane_makes_a_category_too(wide):
    head = wide.box_of(lane("Answers"))

    assert aim(wide, head.center_x, head.center_y, load("late")).aim is Aim.NEW_COLUMN


def test_a_lane_whose_row_is_full_has_its_empty_place_below(wide):
    slot = wide.lanes[0].slot

    assert slot.y > wide.box_of(card("far")).bottom
    assert aim(wide, slot.center_x, slot.center_y, load("late")).parent_id == IDS["Causes"]


def test_between_lanes_nothing_can_be_dropped(wide):
    assert target_at(wide, 50, wide.lanes[0].box.bottom + 2, load("late")) is None


def test_a_column_goes_before_the_one_whose_first_half_is_aimed_at(wide):
    box = wide.lanes[0].columns[1].box

    target = aim(wide, box.x + 5, box.center_y, load("Training", part=Part.COLUMN))

    assert (target.aim, target.parent_id, target.before_id) == (Aim.INTO_LANE, IDS["Causes"], IDS["Bribes"])
    assert target.line.center_x < box.x


def test_a_column_goes_behind_the_last_of_a_row_and_before_the_first_of_the_next(narrow):
    box = narrow.lanes[0].columns[1].box

    target = aim(narrow, box.right - 4, box.center_y, load("Training", part=Part.COLUMN))

    assert target.before_id == IDS["Waste"]


def test_a_column_dropped_on_a_folded_lane_goes_to_its_end():
    places = place_board(BOARD, placing(collapsed={lane("Causes")}))
    head = places.box_of(lane("Causes"))

    target = aim(places, head.center_x, head.center_y, load("Training", part=Part.COLUMN))

    assert (target.parent_id, target.before_id) == (IDS["Causes"], None)


def test_the_inbox_takes_cards_out_of_their_categories():
    inbox = place_inbox(BOARD.inbox, placing(200, least_height=400))

    target = aim(inbox, 100, 390, load("late"))

    assert (target.aim, target.parent_id, target.item) == (
        Aim.OUT_OF_CATEGORIES,
        None,
        Item(Part.COLUMN, None, INBOX),
    )
    assert target_at(inbox, 100, 390, load("Bribes", part=Part.COLUMN)) is None


def test_a_card_of_the_inbox_dropped_there_changes_nothing():
    inbox = place_inbox(BOARD.inbox, placing(200, least_height=400))

    assert changes_nothing(aim(inbox, 100, 10, load("free")), load("free"), TREE)
    assert not changes_nothing(aim(inbox, 100, 10, load("late")), load("late"), TREE)


def test_nothing_goes_into_what_is_dragged():
    tree, levels, ids = tree_of("Causes selective\n  Mistrust axial\n    late open\n      Deep axial\n")
    places = place_board(board_of(tree, levels), placing())
    what = Load(Part.CARD, (ids["late"],), frozenset({ids["late"], ids["Deep"]}))
    box = places.box_of(Item(Part.COLUMN, ids["Deep"]))

    assert target_at(places, box.center_x, box.center_y, what) is None


# Where the keyboard goes


def walk(places: BoardPlaces, start: Item, *steps: Step) -> Item | None:
    present: Item | None = start
    for step in steps:
        assert present is not None
        present = next_item(places, present, step)
    return present


def test_down_goes_through_a_column_and_on_to_the_next_lane(wide):
    assert walk(wide, lane("Causes"), Step.DOWN) == column("Mistrust")
    assert walk(wide, column("Mistrust"), Step.DOWN, Step.DOWN) == card("rude")
    assert walk(wide, card("far"), Step.DOWN) == lane("Answers")


def test_up_goes_back_to_the_heads_and_to_the_lane_above(wide):
    assert walk(wide, card("late"), Step.UP, Step.UP) == lane("Causes")
    assert walk(wide, lane("Answers"), Step.UP) == column("Waste")
    assert walk(wide, lane("Causes"), Step.UP) is None


def test_down_goes_to_the_column_below_where_columns_go_on_below(narrow):
    assert walk(narrow, card("far"), Step.DOWN) == column("Waste")
    assert walk(narrow, column("Waste"), Step.UP) == card("far")


def test_sideways_goes_to_the_card_at_the_same_height(wide):
    assert walk(wide, card("late"), Step.END) == card("money")
    assert walk(wide, card("money"), Step.END) == column("Waste")
    assert walk(wide, column("Waste"), Step.START) == column("Bribes")


def test_the_start_of_a_row_leads_out_of_the_board(wide, narrow):
    assert walk(wide, card("late"), Step.START) is None
    assert walk(narrow, column("Waste"), Step.START) is None


def test_first_and_last_stay_in_the_column(wide):
    assert walk(wide, card("rude"), Step.FIRST) == card("late")
    assert walk(wide, card("rude"), Step.LAST) == card("far")


def test_every_part_is_reached_with_the_arrows(narrow):
    seen, waiting = set(), [lane("Causes")]
    while waiting:
        present = waiting.pop()
        if present not in seen:
            seen.add(present)
            waiting += [one for step in Step if (one := next_item(narrow, present, step)) is not None]

    assert seen == set(narrow.items())


def test_coming_from_the_inbox_the_nearest_card_of_the_first_column_is_met(wide):
    box = wide.box_of(card("rude"))

    assert nearest_item(wide, box.center_y, at_start=True) == card("rude")
    assert nearest_item(wide, -50, at_start=True) == lane("Causes")
