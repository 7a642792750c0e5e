"""What the board says in words: counts on cards and heads, names for screen readers and for the status bar."""

from __future__ import annotations

from qdatool.coding.quotations import CodeCount
from qdatool.ui.codebook.board.content import INBOX, Board, Column, Item, Lane, Part
from qdatool.ui.codebook.board.drops import Aim, Load, Target
from qdatool.ui.codebook.session import CodebookSession
from qdatool.wording import interface_language, listed, localized_number, tr

_DOT = " \u00b7 "


def quotations(number: int) -> str:
    """Return how many quotations there are, in words."""
    return counted(number, "1 quotation", "{n} quotations")


def documents(number: int) -> str:
    """Return how many documents there are, in words."""
    return counted(number, "1 document", "{n} documents")


def groundedness(count: CodeCount) -> str:
    """Return how well a code is grounded: its quotations and the documents they come from."""
    return _DOT.join((quotations(count.quotations), documents(count.documents)))


def lane_facts(session: CodebookSession, lane: Lane) -> str:
    """Return what a lane holds: columns, cards and the quotations of all of them."""
    language = interface_language()
    levels = session.levels
    columns = sum(column.code_id is not None for column in lane.columns)
    parts = []
    for number, place in ((columns, -2), (lane.card_count(), -1)):
        if len(levels) > 1 and number:
            parts.append(f"{localized_number(number, language)} {levels[place].name_in(language)}")
    if lane.code_id is not None:
        parts.append(quotations(session.whole_count(lane.code_id).quotations))
    return _DOT.join(parts)


def column_name(session: CodebookSession, column: Column) -> str:
    """Return the name of a column, also of the one for cards without a category."""
    if column.code_id is not None:
        return session.label(column.code_id)
    return tr("Without a category") if column.lane_id == INBOX else tr("Directly in this category")


def lane_name(session: CodebookSession, lane: Lane) -> str:
    """Return the name of a lane, also of the one for columns that lie in none."""
    return session.label(lane.code_id) if lane.code_id is not None else tr("In no higher category")


def item_name(session: CodebookSession, item: Item) -> str:
    """Return the name of a part of the board."""
    if item.code_id is not None:
        return session.label(item.code_id)
    if item.part is Part.LANE:
        return tr("In no higher category")
    return tr("Without a category") if item.lane_id == INBOX else tr("Directly in this category")


def has_open_comments(session: CodebookSession, code_id: int | None) -> bool:
    """Tell whether comments on a code wait for an answer."""
    mark = session.marks.mark(code_id) if code_id is not None else None
    return mark is not None and mark.open_comments > 0


def item_sentence(
    session: CodebookSession, board: Board, item: Item, *, is_marked: bool, has_memo: bool = False
) -> str:
    """Return what a screen reader says of a part of the board: its name, what it is, where it lies, its counts."""
    name = item_name(session, item)
    if item.part is Part.LANE:
        lane = next((one for one in board.lanes if one.code_id == item.code_id), None)
        return _listed(name, _level_name(session, item), lane_facts(session, lane) if lane is not None else "")
    if item.part is Part.COLUMN:
        column = next((one for one in board.columns() if one.item == item), None)
        number = len(column.cards) if column is not None else 0
        return _listed(name, _level_name(session, item), counted(number, "1 card", "{n} cards"))
    code = session.code(item.code_id)
    above = code.parent_id if code is not None else None
    return _listed(
        name,
        _level_name(session, item),
        tr("without a category") if above is None else tr("in {category}", category=session.label(above)),
        groundedness(session.own_count(item.code_id)),
        tr("with a memo") if has_memo else "",
        tr("with open comments") if has_open_comments(session, item.code_id) else "",
        tr("selected") if is_marked else "",
    )


def aim_sentence(session: CodebookSession, load: Load, target: Target) -> str:
    """Return what the status bar says during a drag: what goes where."""
    number, name = len(load.code_ids), item_name(session, target.item)
    if target.aim is Aim.OUT_OF_CATEGORIES:
        return counted(number, "Taking 1 card out of its category", "Taking {n} cards out of their categories")
    if target.aim is Aim.NEW_COLUMN and target.parent_id is None:
        return counted(number, "A new category of 1 card", "A new category of {n} cards")
    if target.aim is Aim.NEW_COLUMN:
        return counted(
            number,
            "A new category of 1 card in “{category}”",
            "A new category of {n} cards in “{category}”",
            category=name,
        )
    if target.aim is Aim.INTO_LANE:
        return counted(
            number, "Moving 1 category to “{category}”", "Moving {n} categories to “{category}”", category=name
        )
    return counted(number, "Moving 1 card to “{category}”", "Moving {n} cards to “{category}”", category=name)


def counted(number: int, one: str, many: str, **places: str) -> str:
    """Return the sentence for one thing or that for several; both are keys of ``tr``."""
    return tr(one, **places) if number == 1 else tr(many, n=number, **places)


def _listed(*parts: str) -> str:
    return listed((part for part in parts if part), interface_language())


def _level_name(session: CodebookSession, item: Item) -> str:
    code = session.code(item.code_id)
    level = session.level_of(code) if code is not None else None
    return level.name_in(interface_language()) if level is not None else ""
