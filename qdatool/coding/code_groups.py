"""Acts over several codes at once, each one step: level, colour, status; moving them is in ``code_moves``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from sqlalchemy import update

from qdatool.coding.changes import Operation
from qdatool.coding.code_moves import move_codes, topmost
from qdatool.coding.codes import CodeTree, load_codes, update_code
from qdatool.coding.colors import checked_color
from qdatool.coding.levels import list_levels
from qdatool.coding.project import Project
from qdatool.coding.provenance import ProvenanceKind, Source, note_provenance
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.text.normalisation import one_line


class CodeStatus(StrEnum):
    """How far a code has come."""

    DRAFT = "draft"
    IN_USE = "in-use"
    SETTLED = "settled"
    RETIRED = "retired"


def known_tree(project: Project, code_ids: Iterable[int]) -> CodeTree:
    """Return the code tree; raises InvalidOperation(UNKNOWN_CODE) unless it holds every id."""
    tree = load_codes(project)
    for code_id in code_ids:
        if code_id not in tree.codes:
            raise InvalidOperation(OperationReason.UNKNOWN_CODE, code=code_id)
    return tree


def next_sibling(tree: CodeTree, code_id: int) -> int | None:
    """Return the code that stands after one under the same parent, or None for the last."""
    siblings = tree.children_of(tree.codes[code_id].parent_id)
    return next(iter(siblings[siblings.index(code_id) + 1 :]), None)


def set_codes_level(project: Project, code_ids: Sequence[int], level_id: int, reason: str = "") -> None:
    """Give codes another level and note it in their provenance; their places in the tree stay.

    Raises InvalidOperation(UNKNOWN_CODE or UNKNOWN_LEVEL).
    """
    tree = known_tree(project, code_ids)
    keys = {level.id: level.key for level in list_levels(project)}
    if level_id not in keys:
        raise InvalidOperation(OperationReason.UNKNOWN_LEVEL, level=level_id)
    with project.change(Operation.SET_CODE_LEVEL, reason=one_line(reason)) as db:
        for code_id in code_ids:
            before = tree.codes[code_id].level_id
            if before != level_id:
                update_code(db, code_id, level_id=level_id)
                note_provenance(project, db, code_id, ProvenanceKind.PROMOTED, (Source(None, keys[before]),), reason)


def raise_codes(project: Project, code_ids: Sequence[int], reason: str = "") -> None:
    """Raise codes by one level; one that then stands as high as its parent becomes a sibling of it.

    Codes of the highest level stay as they are. Raises InvalidOperation(UNKNOWN_CODE), and
    InvalidOperation(NO_HIGHER_LEVEL) if every code is of the highest.
    """
    _shift(project, code_ids, -1, reason)


def lower_codes(project: Project, code_ids: Sequence[int], reason: str = "") -> None:
    """Lower codes by one level; their places in the tree stay, codes of the lowest level stay as they are.

    Raises InvalidOperation(UNKNOWN_CODE), and InvalidOperation(NO_LOWER_LEVEL) if every code is of the lowest.
    """
    _shift(project, code_ids, 1, reason)


def recolour_codes(project: Project, code_ids: Sequence[int], color: str) -> None:
    """Give codes a colour (``#RRGGBB``); raises InvalidOperation(BAD_COLOR or UNKNOWN_CODE)."""
    wanted = checked_color(color)
    known_tree(project, code_ids)
    with project.change(Operation.RECOLOUR_CODE) as db:
        for code_id in code_ids:
            update_code(db, code_id, color=wanted)


def recolour_branches(project: Project, code_ids: Sequence[int], color: str | None = None) -> None:
    """Give everything below each code that code's colour, or ``color`` to codes and branches alike.

    Raises InvalidOperation(BAD_COLOR or UNKNOWN_CODE).
    """
    wanted = checked_color(color) if color is not None else None
    tree = known_tree(project, code_ids)
    with project.change(Operation.RECOLOUR_CODE) as db:
        for top in topmost(tree, code_ids):
            for code_id in (top, *tree.descendants(top)):
                update_code(db, code_id, color=wanted or tree.codes[top].color)


def set_codes_status(project: Project, code_ids: Sequence[int], status: CodeStatus) -> None:
    """Say how far codes have come; raises InvalidOperation(UNKNOWN_CODE)."""
    known_tree(project, code_ids)
    with project.change(Operation.SET_CODE_STATUS) as db:
        db.execute(update(schema.code).where(schema.code.c.id.in_(code_ids)).values(status=status.value))


def _shift(project: Project, code_ids: Sequence[int], step: int, reason: str) -> None:
    tree, levels = known_tree(project, code_ids), list_levels(project)
    places = {level.id: place for place, level in enumerate(levels)}
    shifted = [
        code_id
        for code_id in tree.codes
        if code_id in set(code_ids) and 0 <= places[tree.codes[code_id].level_id] + step < len(levels)
    ]
    if not shifted:
        raise InvalidOperation(OperationReason.NO_HIGHER_LEVEL if step < 0 else OperationReason.NO_LOWER_LEVEL)
    with project.change(Operation.SET_CODE_LEVEL, reason=one_line(reason)):
        for code_id in shifted:
            level = levels[places[tree.codes[code_id].level_id] + step]
            set_codes_level(project, (code_id,), level.id, reason)
        if step < 0:
            for code_id in shifted:
                _leave_equals(project, code_id)


def _leave_equals(project: Project, code_id: int) -> None:
    """Move a code out of parents that are no higher than itself, to just after the outermost of them."""
    tree = load_codes(project)
    places = {level.id: place for place, level in enumerate(list_levels(project))}
    own = places[tree.codes[code_id].level_id]
    left: int | None = None
    for above in tree.ancestors(code_id):
        if places[tree.codes[above].level_id] < own:
            break
        left = above
    if left is None:
        return
    parent_id = tree.codes[left].parent_id
    move_codes(project, (code_id,), parent_id, next_sibling(tree, left))
