"""Where everything on the board lies: a rectangle for each lane, column and card. No Qt here.

Lengths are logical pixels. x counts from the reading start of the board, so that a mirrored window uses the same places
and only paints them from the other side.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from qdatool.ui.codebook.board.content import Board, Card, Column, Item, Lane

LANE_HEAD = 36
COLUMN_HEAD, HEAD_PADDING = 32, 14
HEAD_SIGNS, HEAD_NUMBER = 42, 32
PADDING = 8
CARD_GAP = 7
COLUMN_GAP = 8
LANE_GAP = 12
HEADING_HEAD = 30
HEADING_INDENT = 16
SUBCARD_INDENT = 14
LEAST_COLUMN, MOST_COLUMN = 178, 264
SLOT_HEIGHT, FLAT_SLOT = 36, 24
CARD_PADDING_TOP, CARD_PADDING_BOTTOM = 6, 6
CARD_BAR_ROOM = 14
CARD_PADDING_END = 8
META_HEIGHT = 16

TextHeight = Callable[[int | None, float], float]
"""How high the label of a code, on a card or in the head of a column, is within a width; None is one line."""


class Box(NamedTuple):
    """A rectangle; right and bottom edges are outside."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the edge at the reading end."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.y + self.height

    @property
    def center_x(self) -> float:
        """Return the middle between start and end."""
        return self.x + self.width / 2

    @property
    def center_y(self) -> float:
        """Return the middle between top and bottom."""
        return self.y + self.height / 2

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom


@dataclass(frozen=True, slots=True)
class CardPlace:
    """Where a card lies."""

    card: Card
    box: Box


@dataclass(frozen=True)
class ColumnPlace:
    """Where a column lies; ``head`` is None in the inbox. ``row`` counts the rows of columns within the lane."""

    column: Column
    box: Box
    head: Box | None
    cards: tuple[CardPlace, ...]
    row: int
    is_collapsed: bool

    def card_at(self, y: float) -> CardPlace | None:
        """Return the card at a height."""
        found = bisect_right(self._tops, y) - 1
        return self.cards[found] if found >= 0 and y < self.cards[found].box.bottom else None

    def cards_between(self, top: float, bottom: float) -> Sequence[CardPlace]:
        """Return the cards that reach into a range of heights."""
        first = max(bisect_right(self._tops, top) - 1, 0)
        return [place for place in self.cards[first : bisect_right(self._tops, bottom)] if place.box.bottom > top]

    @cached_property
    def _tops(self) -> list[float]:
        return [place.box.y for place in self.cards]


@dataclass(frozen=True)
class LanePlace:
    """Where a lane lies. ``head`` is None where lanes have no names; ``slot`` is the empty place for a new column."""

    lane: Lane
    box: Box
    head: Box | None
    columns: tuple[ColumnPlace, ...]
    slot: Box | None
    is_collapsed: bool


@dataclass(frozen=True)
class BoardPlaces:
    """The whole board, or the inbox as a board of one column."""

    lanes: tuple[LanePlace, ...]
    width: float
    height: float

    def lane_at(self, y: float) -> LanePlace | None:
        """Return the lane at a height, gaps between lanes excluded."""
        found = bisect_right(self._tops, y) - 1
        return self.lanes[found] if found >= 0 and y < self.lanes[found].box.bottom else None

    def lanes_between(self, top: float, bottom: float) -> Sequence[LanePlace]:
        """Return the lanes that reach into a range of heights."""
        first = max(bisect_right(self._tops, top) - 1, 0)
        return [place for place in self.lanes[first : bisect_right(self._tops, bottom)] if place.box.bottom > top]

    def columns(self) -> Iterator[tuple[LanePlace, ColumnPlace]]:
        """Yield every column with its lane, in reading order."""
        for lane in self.lanes:
            for column in lane.columns:
                yield lane, column

    def box_of(self, item: Item) -> Box | None:
        """Return where a card is, or the head of a column or lane; None if it is not shown."""
        return self._boxes.get(item)

    def items(self) -> tuple[Item, ...]:
        """Return everything that can be focused, in reading order."""
        return tuple(self._boxes)

    def boxes(self) -> Iterable[tuple[Item, Box]]:
        """Return everything that can be focused with its place, in reading order."""
        return self._boxes.items()

    def cards_in(self, band: Box) -> tuple[int, ...]:
        """Return the cards that a rectangle touches."""
        return tuple(
            place.card.code_id
            for _, column in self.columns()
            for place in column.cards_between(band.y, band.bottom)
            if place.box.x < band.right and band.x < place.box.right
        )

    def hit(self, x: float, y: float) -> Item | None:
        """Return the card, or the column or lane whose head lies at a point."""
        lane = self.lane_at(y)
        if lane is None:
            return None
        if lane.head is not None and lane.head.holds(x, y):
            return lane.lane.item
        for column in lane.columns:
            if not column.box.holds(x, y):
                continue
            if column.head is not None and column.head.holds(x, y):
                return column.column.item
            card = column.card_at(y)
            return card.card.item if card is not None and card.box.holds(x, y) else None
        return None

    @cached_property
    def _tops(self) -> list[float]:
        return [place.box.y for place in self.lanes]

    @cached_property
    def _boxes(self) -> dict[Item, Box]:
        found: dict[Item, Box] = {}
        for lane in self.lanes:
            if lane.head is not None:
                found[lane.lane.item] = lane.head
            for column in lane.columns:
                if column.head is not None:
                    found[column.column.item] = column.head
                found.update((place.card.item, place.box) for place in column.cards)
        return found


@dataclass(frozen=True)
class Placing:
    """What the places depend on besides the board: the width there is, the labels, and what is folded up."""

    width: float
    text_height: TextHeight
    collapsed: Collection[Item] = ()
    least_height: float = 0.0
    """The height of the inbox even with few cards, so that all of it takes what is dropped."""


def place_board(board: Board, placing: Placing) -> BoardPlaces:
    """Return the places of all lanes, one below the other; columns that do not fit beside each other go on below."""
    lanes: list[LanePlace] = []
    y = 0.0
    for lane in board.lanes:
        place = _place_lane(lane, y, placing, has_head=board.has_lanes)
        lanes.append(place)
        y = place.box.bottom + (CARD_GAP if lane.is_heading else LANE_GAP)
    return BoardPlaces(tuple(lanes), placing.width, max(y - LANE_GAP, 0.0))


def place_inbox(inbox: Column, placing: Placing) -> BoardPlaces:
    """Return the places of the cards of the inbox, one below the other over the whole width."""
    cards, bottom = _place_cards(inbox, 0.0, 0.0, placing.width, placing)
    box = Box(0.0, 0.0, placing.width, max(bottom, placing.least_height))
    column = ColumnPlace(inbox, box, None, cards, 0, is_collapsed=False)
    lane = LanePlace(Lane(inbox.lane_id, (inbox,)), box, None, (column,), None, is_collapsed=False)
    return BoardPlaces((lane,), placing.width, bottom)


def name_width(column_width: float) -> float:
    """Return how wide the name in the head of a column may be, between its signs and its number."""
    return max(column_width - HEAD_SIGNS - HEAD_NUMBER, 10)


def fold_box(head: Box) -> Box:
    """Return where the arrow that folds a lane or column up is, at the start of its head."""
    return Box(head.x + 8, head.center_y - 7, 14, 14)


def menu_box(head: Box) -> Box:
    """Return where the sign for the menu of a lane is, at the end of its head."""
    return Box(head.right - 26, head.center_y - 8, 16, 16)


def add_box(head: Box) -> Box:
    """Return where the sign that makes a column in a lane is, beside that for the menu."""
    return Box(head.right - 54, head.center_y - 8, 16, 16)


def _place_lane(lane: Lane, y: float, placing: Placing, *, has_head: bool) -> LanePlace:
    x = HEADING_INDENT * len(lane.above)
    width = placing.width - x
    head_height = 0 if not has_head else HEADING_HEAD if lane.is_heading else LANE_HEAD
    head = Box(x, y, width, head_height) if has_head else None
    is_collapsed = has_head and lane.item in placing.collapsed
    if is_collapsed or lane.is_heading:
        return LanePlace(lane, Box(x, y, width, head_height), head, (), None, is_collapsed)
    padding = PADDING if has_head else 0
    left, room, top = x + padding, width - 2 * padding, y + head_height + padding
    in_row = max(int((room + COLUMN_GAP) // (LEAST_COLUMN + COLUMN_GAP)), 1)
    shown = max(min(in_row, len(lane.columns)), 1)
    each = min((room - COLUMN_GAP * (shown - 1)) / shown, MOST_COLUMN)
    columns: list[ColumnPlace] = []
    for row, start in enumerate(range(0, len(lane.columns), in_row)):
        if row:
            top = columns[-1].box.bottom + COLUMN_GAP
        columns += _place_row(lane.columns[start : start + in_row], row, Box(left, top, each, 0), placing)
    slot = _slot(columns, Box(left, top, room, 0), each)
    bottom = max([slot.bottom, *(column.box.bottom for column in columns)])
    return LanePlace(lane, Box(x, y, width, bottom + padding - y), head, tuple(columns), slot, is_collapsed=False)


def _place_row(columns: Sequence[Column], row: int, first: Box, placing: Placing) -> list[ColumnPlace]:
    """Return a row of columns, all as high as the highest."""
    made: list[ColumnPlace] = []
    room = name_width(first.width)
    highest = max(placing.text_height(column.code_id, room) for column in columns)
    head_height = max(COLUMN_HEAD, HEAD_PADDING + highest)
    for i, column in enumerate(columns):
        x = first.x + i * (first.width + COLUMN_GAP)
        head = Box(x, first.y, first.width, head_height)
        is_collapsed = column.item in placing.collapsed
        if is_collapsed:
            cards, bottom = (), head.bottom
        else:
            cards, bottom = _place_cards(column, x + PADDING, head.bottom, first.width - 2 * PADDING, placing)
            bottom = max(bottom + PADDING, head.bottom + SLOT_HEIGHT)
        made.append(ColumnPlace(column, Box(x, first.y, first.width, bottom - first.y), head, cards, row, is_collapsed))
    height = max(place.box.height for place in made)
    return [
        ColumnPlace(
            place.column, place.box._replace(height=height), place.head, place.cards, place.row, place.is_collapsed
        )
        for place in made
    ]


def _place_cards(
    column: Column, x: float, y: float, width: float, placing: Placing
) -> tuple[tuple[CardPlace, ...], float]:
    """Return the cards below each other, and where the last one ends."""
    cards: list[CardPlace] = []
    bottom = y
    for card in column.cards:
        indent = _indent(card)
        text_width = width - indent - CARD_BAR_ROOM - CARD_PADDING_END
        text_height = placing.text_height(card.code_id, text_width)
        height = CARD_PADDING_TOP + text_height + META_HEIGHT + CARD_PADDING_BOTTOM
        cards.append(CardPlace(card, Box(x + indent, y, width - indent, height)))
        bottom = y + height
        y = bottom + CARD_GAP
    return tuple(cards), bottom


def _indent(card: Card) -> float:
    return SUBCARD_INDENT * min(card.depth, 4)


def _slot(columns: Sequence[ColumnPlace], area: Box, each: float) -> Box:
    """Return the empty place of a lane: beside the last column, or below the columns where the last row is full."""
    if not columns:
        return Box(area.x, area.y, area.width, 2 * SLOT_HEIGHT)
    last = columns[-1].box
    free = area.right - last.right - COLUMN_GAP
    if free >= min(each, LEAST_COLUMN / 2):
        return Box(last.right + COLUMN_GAP, last.y, free, last.height)
    return Box(area.x, last.bottom + COLUMN_GAP, area.width, FLAT_SLOT)
