"""Where a drag would end, from the point under the mouse. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from qdatool.coding.codes import CodeTree
from qdatool.ui.codebook.board.content import INBOX, Item, Part
from qdatool.ui.codebook.board.places import (
    CARD_GAP,
    COLUMN_GAP,
    BoardPlaces,
    Box,
    CardPlace,
    ColumnPlace,
    LanePlace,
)

_LINE = 2.0


class Aim(Enum):
    """What letting go would do."""

    INTO_COLUMN = "into-column"
    OUT_OF_CATEGORIES = "out-of-categories"
    NEW_COLUMN = "new-column"
    INTO_LANE = "into-lane"


@dataclass(frozen=True, slots=True)
class Load:
    """What is dragged: codes of one part. ``family`` are the codes themselves and everything below them."""

    part: Part
    code_ids: tuple[int, ...]
    family: frozenset[int]


@dataclass(frozen=True, slots=True)
class Target:
    """Where the load would go: under ``parent_id`` (None: to the root), before the sibling ``before_id`` (None: last).

    ``item`` is the column or lane named to the user; ``tint`` is what is tinted and ``line`` the insertion line.
    """

    aim: Aim
    parent_id: int | None
    before_id: int | None
    item: Item
    tint: Box
    line: Box | None = None


def target_at(places: BoardPlaces, x: float, y: float, load: Load) -> Target | None:
    """Return where a load at a point would go; None where it cannot be dropped."""
    lane = places.lane_at(y)
    if lane is None:
        return None
    if lane.lane.code_id == INBOX:
        return _into_inbox(lane) if load.part is Part.CARD else None
    if load.part is Part.LANE or lane.lane.code_id in load.family:
        return None
    if load.part is Part.COLUMN:
        return _into_lane(lane, x, y, load)
    column = next((one for one in lane.columns if one.box.holds(x, y)), None)
    if column is not None:
        return _into_column(column, y, load)
    return Target(Aim.NEW_COLUMN, lane.lane.code_id, None, lane.lane.item, lane.slot or lane.head or lane.box)


def _into_inbox(lane: LanePlace) -> Target:
    column = lane.columns[0]
    return Target(Aim.OUT_OF_CATEGORIES, None, None, column.column.item, column.box)


def _into_column(place: ColumnPlace, y: float, load: Load) -> Target | None:
    parent = place.column.parent_id
    if parent in load.family:
        return None
    # A card under another card is no sibling of what is dropped.
    own = [card for card in place.cards if not card.card.depth and card.card.code_id not in load.family]
    below = next((card for card in own if card.box.center_y > y), None)
    before = below.card.code_id if below is not None else None
    return Target(Aim.INTO_COLUMN, parent, before, place.column.item, place.box, _line_in_column(place, below))


def _line_in_column(place: ColumnPlace, below: CardPlace | None) -> Box | None:
    """Return the line between two cards, under the last one or under the head; none in a folded column."""
    if place.is_collapsed or place.head is None:
        return None
    if below is not None:
        box = below.box
        return Box(box.x, box.y - CARD_GAP / 2 - _LINE / 2, box.width, _LINE)
    if place.cards:
        first, last = place.cards[0].box, place.cards[-1].box
        return Box(first.x, last.bottom + CARD_GAP / 2 - _LINE / 2, first.width, _LINE)
    return Box(place.head.x + CARD_GAP, place.head.bottom, place.head.width - 2 * CARD_GAP, _LINE)


def _into_lane(lane: LanePlace, x: float, y: float, load: Load) -> Target:
    """Return where a column goes among those of a lane; only columns directly in the lane are its siblings."""
    parent, item = lane.lane.code_id, lane.lane.item
    own = [
        column
        for column in lane.columns
        if column.column.code_id is not None
        and column.column.inside is None
        and column.column.code_id not in load.family
    ]
    in_row = [column for column in own if column.box.y <= y < column.box.bottom + COLUMN_GAP]
    after = next((column for column in in_row if column.box.center_x > x), None)
    if after is not None:
        box = after.box
        line = Box(box.x - COLUMN_GAP / 2 - _LINE / 2, box.y, _LINE, box.height)
        return Target(Aim.INTO_LANE, parent, after.column.code_id, item, lane.box, line)
    if in_row:
        box = in_row[-1].box
        following = own.index(in_row[-1]) + 1
        before = own[following].column.code_id if following < len(own) else None
        line = Box(box.right + COLUMN_GAP / 2 - _LINE / 2, box.y, _LINE, box.height)
        return Target(Aim.INTO_LANE, parent, before, item, lane.box, line)
    return Target(Aim.INTO_LANE, parent, None, item, lane.box)


def changes_nothing(target: Target, load: Load, tree: CodeTree) -> bool:
    """Tell whether what is dropped lies there already, in the same order."""
    if target.aim is Aim.NEW_COLUMN or any(tree.codes[one].parent_id != target.parent_id for one in load.code_ids):
        return False
    if target.before_id is None and target.line is None:
        # Nobody aims at a place between cards in the inbox, or in what is folded up.
        return True
    present = tree.children_of(target.parent_id)
    rest = [one for one in present if one not in load.code_ids]
    place = rest.index(target.before_id) if target.before_id in rest else len(rest)
    return tuple(present) == (*rest[:place], *load.code_ids, *rest[place:])
