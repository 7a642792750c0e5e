"""Moving several codes at once, and putting codes under a new category: each is one step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, update

from qdatool.coding.changes import Operation
from qdatool.coding.codes import CodeDraft, CodeTree, create_code, load_codes
from qdatool.coding.levels import list_levels
from qdatool.coding.project import Project
from qdatool.coding.provenance import ProvenanceKind, Source, labels_of, note_provenance
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.text.normalisation import one_line


def topmost(tree: CodeTree, code_ids: Iterable[int]) -> tuple[int, ...]:
    """Return the codes in tree order without those that lie below another of them."""
    wanted = set(code_ids)
    return tuple(one for one in tree.codes if one in wanted and not wanted.intersection(tree.ancestors(one)))


def move_codes(project: Project, code_ids: Sequence[int], parent_id: int | None, before_id: int | None = None) -> None:
    """Put codes with everything below them under a parent (None: as roots), before one of its children (None: last).

    They follow each other in tree order; one that lies below another of them stays there. A ``before_id`` that is no
    child of the parent counts as None. Raises InvalidOperation(UNKNOWN_CODE), and InvalidOperation(CYCLE) if the
    parent is one of the codes or lies below one.
    """
    tree = load_codes(project)
    moving = _checked(tree, code_ids, parent_id)
    with project.change(Operation.MOVE_CODE) as db:
        _place(db, tree, moving, parent_id, before_id)


def group_codes(project: Project, code_ids: Sequence[int], category: CodeDraft, reason: str = "") -> int:
    """Make a category, move codes under it in tree order, note in its provenance that it was made from them; return it.

    Where the draft leaves it open, the category is one level above the highest of the codes and takes the colour that
    all of them share. Raises what ``create_code`` and ``move_codes`` raise.
    """
    tree = load_codes(project)
    moving = _checked(tree, code_ids, category.parent_id)
    with project.change(Operation.GROUP_CODES, reason=one_line(reason)) as db:
        level_id = category.level_id if category.level_id is not None else _level_above(project, tree, moving)
        color = category.color or _shared_color(tree, moving)
        category_id = create_code(project, replace(category, level_id=level_id, color=color))
        _place(db, load_codes(project), moving, category_id, None)
        sources = [Source(one, labels_of(tree.codes[one])) for one in moving]
        note_provenance(project, db, category_id, ProvenanceKind.MADE_FROM, sources, reason)
    return category_id


def _checked(tree: CodeTree, code_ids: Sequence[int], parent_id: int | None) -> tuple[int, ...]:
    for wanted in (*code_ids, *(() if parent_id is None else (parent_id,))):
        if wanted not in tree.codes:
            raise InvalidOperation(OperationReason.UNKNOWN_CODE, code=wanted)
    moving = topmost(tree, code_ids)
    if parent_id is not None:
        for code_id in set(moving).intersection((parent_id, *tree.ancestors(parent_id))):
            raise InvalidOperation(
                OperationReason.CYCLE, code=tree.codes[code_id].label, target=tree.codes[parent_id].label
            )
    return moving


def _place(db: Connection, tree: CodeTree, moving: Sequence[int], parent_id: int | None, before_id: int | None) -> None:
    """Write the parent and the order of its children, where they differ from what stands there."""
    siblings = [one for one in tree.children_of(parent_id) if one not in moving]
    place = siblings.index(before_id) if before_id in siblings else len(siblings)
    for position, code_id in enumerate((*siblings[:place], *moving, *siblings[place:])):
        code = tree.codes[code_id]
        if code.parent_id != parent_id or code.position != position:
            changed = {"parent_id": parent_id, "position": position}
            db.execute(update(schema.code).where(schema.code.c.id == code_id).values(**changed))


def _level_above(project: Project, tree: CodeTree, code_ids: Sequence[int]) -> int | None:
    """Return the level above that of the codes, or the highest; None for no codes."""
    levels = list_levels(project)
    own = {tree.codes[code_id].level_id for code_id in code_ids}
    places = [place for place, level in enumerate(levels) if level.id in own]
    return levels[max(min(places) - 1, 0)].id if places else None


def _shared_color(tree: CodeTree, code_ids: Sequence[int]) -> str | None:
    """Return the colour that all of the codes have, or None."""
    colors = {tree.codes[code_id].color for code_id in code_ids}
    return colors.pop() if len(colors) == 1 else None
