"""Make a category from codes, and give a code an example from a real quotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from qdatool.coding.changes import Operation
from qdatool.coding.code_groups import known_tree
from qdatool.coding.code_moves import group_codes, move_codes, topmost
from qdatool.coding.codes import CodeDraft, CodeTree, update_code
from qdatool.coding.levels import Level, list_levels
from qdatool.coding.project import Project
from qdatool.coding.sight import seen_quotations
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.text.normalisation import one_line


def create_category(project: Project, draft: CodeDraft, code_ids: Sequence[int], reason: str = "") -> int:
    """Make a category one level above the codes, put them under it in tree order, and return it.

    It stands where the first of them stood, or beside the parent that is no higher than itself; level and parent of
    the draft do not count. Raises InvalidOperation(NO_CODES, UNKNOWN_CODE, EMPTY_LABEL), and
    InvalidOperation(NO_HIGHER_LEVEL) when one of the codes is of the highest level.
    """
    if not code_ids:
        raise InvalidOperation(OperationReason.NO_CODES)
    tree, levels = known_tree(project, code_ids), list_levels(project)
    members = topmost(tree, code_ids)
    level = _level_above(tree, levels, members)
    beside = _outermost_equal(tree, levels, members[0], level)
    parent_id = tree.codes[beside].parent_id
    siblings = tree.children_of(parent_id)
    after = next((one for one in siblings[siblings.index(beside) + 1 :] if one not in members), None)
    with project.change(Operation.GROUP_CODES, reason=one_line(reason)):
        made = group_codes(project, members, replace(draft, parent_id=parent_id, level_id=level.id), reason)
        move_codes(project, (made,), parent_id, after)
    return made


def give_example(project: Project, code_id: int, quotation_id: int) -> None:
    """Add the words of a quotation to the examples of a code, with the name of the document they come from.

    Raises InvalidOperation(UNKNOWN_CODE or UNKNOWN_QUOTATION).
    """
    code = known_tree(project, (code_id,)).codes[code_id]
    table, document = seen_quotations(project), schema.document
    passage = (
        select(table.c.quote, document.c.name)
        .join_from(table, document, table.c.document_id == document.c.id)
        .where(table.c.id == quotation_id)
    )
    row = project.read().execute(passage).first()
    if row is None:
        raise InvalidOperation(OperationReason.UNKNOWN_QUOTATION, quotation=quotation_id)
    example = f"{' '.join(row.quote.split())} ({row.name})"
    if example in code.example:
        return
    with project.change(Operation.GIVE_EXAMPLE) as db:
        update_code(db, code_id, example=f"{code.example}\n{example}" if code.example.strip() else example)


def _level_above(tree: CodeTree, levels: Sequence[Level], members: Sequence[int]) -> Level:
    places = {level.id: place for place, level in enumerate(levels)}
    highest = min(places[tree.codes[one].level_id] for one in members)
    if highest == 0:
        raise InvalidOperation(OperationReason.NO_HIGHER_LEVEL)
    return levels[highest - 1]


def _outermost_equal(tree: CodeTree, levels: Sequence[Level], code_id: int, level: Level) -> int:
    """Return the code, or the outermost of those above it that are no higher than a level."""
    places = {one.id: place for place, one in enumerate(levels)}
    outermost = code_id
    for above in tree.ancestors(code_id):
        if places[tree.codes[above].level_id] < places[level.id]:
            break
        outermost = above
    return outermost
