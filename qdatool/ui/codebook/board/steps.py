"""Where the keyboard goes from one part of the board to the next. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from qdatool.ui.codebook.board.content import Item, Part
from qdatool.ui.codebook.board.places import BoardPlaces, ColumnPlace, LanePlace


class Step(Enum):
    """A direction as the reader sees it; START and END are those of the line of reading."""

    UP = "up"
    DOWN = "down"
    START = "start"
    END = "end"
    FIRST = "first"
    LAST = "last"


def next_item(places: BoardPlaces, present: Item, step: Step) -> Item | None:
    """Return what lies next in a direction; None where nothing does, so that the focus may leave the board."""
    if step in (Step.FIRST, Step.LAST):
        return _end_of_column(places, present, step)
    for lane, column in places.columns():
        for i, place in enumerate(column.cards):
            if place.card.item == present:
                return _from_card(places, lane, column, i, step)
        if column.head is not None and column.column.item == present:
            return _from_head(places, lane, column, step)
    for i, lane in enumerate(places.lanes):
        if lane.lane.item == present:
            return _from_lane(places, i, step)
    return None


def nearest_item(places: BoardPlaces, y: float, *, at_start: bool) -> Item | None:
    """Return the card nearest to a height in the first (or last) column of a row, for coming from outside."""
    lane = places.lane_at(y) or next((one for one in places.lanes if one.box.bottom > y), None)
    lane = lane or (places.lanes[-1] if places.lanes else None)
    if lane is None:
        return None
    if lane.head is not None and (y < lane.head.bottom or not lane.columns):
        return lane.lane.item
    row = [one for one in lane.columns if one.box.y <= y < one.box.bottom] or list(lane.columns[-1:])
    return _beside(row[0 if at_start else -1], y) if row else None


def _from_card(places: BoardPlaces, lane: LanePlace, column: ColumnPlace, i: int, step: Step) -> Item | None:
    if step is Step.DOWN and i + 1 < len(column.cards):
        return column.cards[i + 1].card.item
    if step is Step.UP and i > 0:
        return column.cards[i - 1].card.item
    if step is Step.UP and column.head is not None:
        return column.column.item
    if step is Step.DOWN:
        return _below(places, lane, column)
    if step is Step.UP:
        return None
    other = _sideways(lane, column, step)
    return _beside(other, column.cards[i].box.center_y) if other is not None else None


def _from_head(places: BoardPlaces, lane: LanePlace, column: ColumnPlace, step: Step) -> Item | None:
    if step is Step.DOWN:
        return column.cards[0].card.item if column.cards else _below(places, lane, column)
    if step is Step.UP:
        return _above(places, lane, column)
    other = _sideways(lane, column, step)
    return other.column.item if other is not None else None


def _from_lane(places: BoardPlaces, i: int, step: Step) -> Item | None:
    lane = places.lanes[i]
    if step is Step.DOWN:
        if lane.columns:
            return lane.columns[0].column.item
        return places.lanes[i + 1].lane.item if i + 1 < len(places.lanes) else None
    if step is Step.UP and i > 0:
        above = places.lanes[i - 1]
        return _lowest(above.columns[-1]) if above.columns else above.lane.item
    return None


def _sideways(lane: LanePlace, column: ColumnPlace, step: Step) -> ColumnPlace | None:
    place = lane.columns.index(column) + (1 if step is Step.END else -1)
    # At the end of a row the next one goes on, but from the start of a row the way leads out to the inbox.
    if step is Step.START and place >= 0 and lane.columns[place].row != column.row:
        return None
    return lane.columns[place] if 0 <= place < len(lane.columns) else None


def _below(places: BoardPlaces, lane: LanePlace, column: ColumnPlace) -> Item | None:
    under = [one for one in lane.columns if one.row == column.row + 1]
    if under:
        return _nearest_column(under, column).column.item
    i = places.lanes.index(lane) + 1
    if i >= len(places.lanes):
        return None
    below = places.lanes[i]
    if below.head is not None:
        return below.lane.item
    return below.columns[0].column.item if below.columns else None


def _above(places: BoardPlaces, lane: LanePlace, column: ColumnPlace) -> Item | None:
    over = [one for one in lane.columns if one.row == column.row - 1]
    if over:
        return _lowest(_nearest_column(over, column))
    return lane.lane.item if lane.head is not None else None


def _nearest_column(columns: Sequence[ColumnPlace], to: ColumnPlace) -> ColumnPlace:
    return min(columns, key=lambda one: abs(one.box.center_x - to.box.center_x))


def _lowest(column: ColumnPlace) -> Item:
    return column.cards[-1].card.item if column.cards else column.column.item


def _beside(column: ColumnPlace, y: float) -> Item | None:
    """Return the card of a column nearest to a height, or its head where it shows no card."""
    if not column.cards:
        return column.column.item if column.head is not None else None
    return min(column.cards, key=lambda place: abs(place.box.center_y - y)).card.item


def _end_of_column(places: BoardPlaces, present: Item, step: Step) -> Item | None:
    if present.part is not Part.CARD:
        return None
    for _, column in places.columns():
        if any(place.card.item == present for place in column.cards):
            return column.cards[0 if step is Step.FIRST else -1].card.item
    return None
