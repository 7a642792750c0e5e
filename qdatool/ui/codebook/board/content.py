"""What stands on the board: which codes are cards, columns and lanes, and which lies in which. No Qt here.

The level decides what a code is: those of the lowest level are cards, those of the level above it columns, all higher
ones lanes. In a project of one level the tree decides: what has nothing below it is a card, what holds only such codes
a column, and what holds columns a lane. Where a code lies follows from the codes above it, at any depth, so that an
open code directly under a selective one, or one under another open code, has a place as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from qdatool.coding.codes import CodeTree
from qdatool.coding.levels import Level

INBOX = -1
"""Stands for the lane of the cards that lie in no category."""


class Part(Enum):
    """What a code is on the board."""

    CARD = "card"
    COLUMN = "column"
    LANE = "lane"


@dataclass(frozen=True, slots=True)
class Item:
    """Something on the board that can be focused or hit.

    ``code_id`` is None for the column of the cards that lie in a lane without a category between, and for the lane of
    the columns that lie in none; ``lane_id`` tells such columns apart (``INBOX`` for the inbox).
    """

    part: Part
    code_id: int | None
    lane_id: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A code of the lowest level; ``depth`` counts the cards it lies under."""

    code_id: int
    depth: int = 0

    @property
    def item(self) -> Item:
        """Return the card as something to focus."""
        return Item(Part.CARD, self.code_id)


@dataclass(frozen=True, slots=True)
class Column:
    """A category with its cards. ``code_id`` None: the cards that lie directly in the lane or in the inbox.

    ``inside`` is the column that this one lies under, where categories of one level lie under each other.
    """

    code_id: int | None
    lane_id: int | None
    cards: tuple[Card, ...]
    inside: int | None = None

    @property
    def item(self) -> Item:
        """Return the column as something to focus."""
        return Item(Part.COLUMN, self.code_id, self.lane_id if self.code_id is None else None)

    @property
    def parent_id(self) -> int | None:
        """Return the code under which a card of this column lies."""
        if self.code_id is not None:
            return self.code_id
        return None if self.lane_id == INBOX else self.lane_id


@dataclass(frozen=True, slots=True)
class Lane:
    """A code above columns. ``code_id`` None: the columns that lie in no lane. ``above`` are the lanes it lies in.

    ``is_heading`` tells that it holds only other lanes.
    """

    code_id: int | None
    columns: tuple[Column, ...]
    above: tuple[int, ...] = ()
    is_heading: bool = False

    @property
    def item(self) -> Item:
        """Return the lane as something to focus."""
        return Item(Part.LANE, self.code_id)

    def card_count(self) -> int:
        """Return how many cards lie in the lane."""
        return sum(len(column.cards) for column in self.columns)


@dataclass(frozen=True)
class Board:
    """All codes of a project by their place on the board, in tree order. ``parts`` tells what each code is.

    ``has_lanes`` tells whether the project has a level for lanes, be there one or not.
    """

    inbox: Column
    lanes: tuple[Lane, ...]
    parts: Mapping[int, Part]
    has_lanes: bool

    def item_of(self, code_id: int) -> Item | None:
        """Return where a code is; None for one that is not there."""
        part = self.parts.get(code_id)
        return None if part is None else Item(part, code_id)

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of all lanes, without the inbox."""
        return tuple(column for lane in self.lanes for column in lane.columns)


@dataclass(frozen=True, slots=True)
class _Home:
    """The lane and column that a code is or lies in, and how many cards it lies under, itself counted."""

    lane: int | None
    column: int | None
    is_in_inbox: bool = False
    cards: int = 0


def board_of(tree: CodeTree, levels: Sequence[Level]) -> Board:
    """Return the board of a code tree."""
    parts = _parts(tree, levels)
    has_lanes = len(levels) > 2 or any(part is Part.LANE for part in parts.values())
    homes: dict[int | None, _Home] = {None: _Home(None, None)}
    inbox: list[Card] = []
    above: dict[int | None, tuple[int, ...]] = {}
    columns: dict[int | None, list[tuple[int, int | None]]] = {}
    cards: dict[tuple[int | None, int | None], list[Card]] = {}
    for code in tree:
        home = homes[code.parent_id]
        part = parts[code.id]
        if part is Part.LANE:
            above[code.id] = () if home.lane is None else (*above[home.lane], home.lane)
            homes[code.id] = _Home(code.id, None)
        elif part is Part.COLUMN:
            columns.setdefault(home.lane, []).append((code.id, home.column))
            homes[code.id] = _Home(home.lane, code.id)
        else:
            is_in_inbox = home.is_in_inbox or home == homes[None]
            card = Card(code.id, home.cards)
            (inbox if is_in_inbox else cards.setdefault((home.lane, home.column), [])).append(card)
            homes[code.id] = _Home(home.lane, home.column, is_in_inbox, home.cards + 1)
    lanes = [_lane(lane, columns.get(lane, ()), cards, above) for lane in above]
    if None in columns or not lanes:
        lanes.append(_lane(None, columns.get(None, ()), cards, above))
    return Board(Column(None, INBOX, tuple(inbox)), tuple(lanes), parts, has_lanes)


def _lane(
    lane: int | None,
    columns: Sequence[tuple[int, int | None]],
    cards: Mapping[tuple[int | None, int | None], Sequence[Card]],
    above: Mapping[int | None, tuple[int, ...]],
) -> Lane:
    made = [Column(code_id, lane, tuple(cards.get((lane, code_id), ())), inside) for code_id, inside in columns]
    if (lane, None) in cards:
        made.append(Column(None, lane, tuple(cards[lane, None])))
    is_heading = not made and any(lane in chain for chain in above.values())
    return Lane(lane, tuple(made), above.get(lane, ()), is_heading)


def _parts(tree: CodeTree, levels: Sequence[Level]) -> dict[int, Part]:
    if len(levels) < 2:
        return _parts_by_height(tree)
    lowest, next_to_lowest = levels[-1].id, levels[-2].id
    by_level = {lowest: Part.CARD, next_to_lowest: Part.COLUMN}
    return {code.id: by_level.get(code.level_id, Part.LANE) for code in tree}


def _parts_by_height(tree: CodeTree) -> dict[int, Part]:
    heights: dict[int, int] = {}
    # Children stand after their parents in tree order.
    for code_id in reversed(list(tree.codes)):
        heights[code_id] = max((heights[child] + 1 for child in tree.children_of(code_id)), default=0)
    by_height = {0: Part.CARD, 1: Part.COLUMN}
    return {code_id: by_height.get(heights[code_id], Part.LANE) for code_id in tree.codes}
