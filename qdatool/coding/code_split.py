"""Part a code: give its passages to other codes, break one passage out, copy the whole code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, exists, insert, select, update

from qdatool.coding.changes import Operation
from qdatool.coding.code_groups import known_tree, next_sibling
from qdatool.coding.code_moves import move_codes
from qdatool.coding.codes import Code, CodeDraft, CodeTree, create_code
from qdatool.coding.guids import make_guid
from qdatool.coding.levels import list_levels
from qdatool.coding.project import Project
from qdatool.coding.provenance import ProvenanceKind, Source, labels_of, note_provenance
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.storage.rows import new_id
from qdatool.text.normalisation import one_line

_LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class SplitPart:
    """Passages that one code is to get: an existing one by id, or a new one by its label."""

    quotation_ids: tuple[int, ...]
    code_id: int | None = None
    label: str = ""


def split_code(project: Project, code_id: int, parts: Sequence[SplitPart], reason: str = "") -> tuple[int, ...]:
    """Give passages of a code to other codes, and return the code of each part.

    The codings of all coders move. A new code stands after the one that is split, with its level and parent; what no
    part names stays. Raises InvalidOperation(NOTHING_TO_SPLIT, UNKNOWN_CODE, EMPTY_LABEL or NOT_CODED_SO).
    """
    wanted = [part for part in parts if part.quotation_ids]
    if not wanted:
        raise InvalidOperation(OperationReason.NOTHING_TO_SPLIT)
    existing = [part.code_id for part in wanted if part.code_id is not None]
    tree = known_tree(project, (code_id, *existing))
    code, after = tree.codes[code_id], next_sibling(tree, code_id)
    _check_coded(project, code, [one for part in wanted for one in part.quotation_ids])
    with project.change(Operation.SPLIT_CODE, reason=one_line(reason)) as db:
        made: list[int] = []
        for part in wanted:
            target = part.code_id if part.code_id is not None else _sibling(project, code, part.label, after)
            made.append(target)
            _give_codings(db, code_id, target, part.quotation_ids)
            note_provenance(project, db, target, ProvenanceKind.SPLIT_FROM, (Source(code_id, labels_of(code)),), reason)
    return tuple(made)


def break_out(project: Project, code_id: int, quotation_id: int, label: str = "", reason: str = "") -> int:
    """Make a code of the lowest level from one passage of a code, and return it.

    It stands beside the code, or below it when the code is of a higher level; without a label it is called by the
    words of the passage. Raises InvalidOperation(UNKNOWN_CODE, NOT_CODED_SO).
    """
    tree, lowest = known_tree(project, (code_id,)), list_levels(project)[-1].id
    code = tree.codes[code_id]
    _check_coded(project, code, (quotation_id,))
    parent_id = code.parent_id if code.level_id == lowest else code_id
    words = project.read().scalar(select(schema.quotation.c.quote).where(schema.quotation.c.id == quotation_id))
    name = one_line(label) or _shortened(one_line(words or ""))
    with project.change(Operation.BREAK_OUT, reason=one_line(reason)) as db:
        made = create_code(project, CodeDraft(name, parent_id, lowest))
        if parent_id == code.parent_id:
            move_codes(project, (made,), parent_id, next_sibling(tree, code_id))
        _give_codings(db, code_id, made, (quotation_id,))
        note_provenance(project, db, made, ProvenanceKind.SPLIT_FROM, (Source(code_id, labels_of(code)),), reason)
    return made


def copy_code(project: Project, code_id: int, *, with_codings: bool) -> int:
    """Copy a code with its words, properties and dimensions, after itself; with its codings if asked. Returns the copy.

    Raises InvalidOperation(UNKNOWN_CODE).
    """
    tree = known_tree(project, (code_id,))
    code = tree.codes[code_id]
    with project.change(Operation.COPY_CODE) as db:
        copy = create_code(project, _draft_of(tree, code))
        db.execute(update(schema.code).where(schema.code.c.id == copy).values(status=code.status))
        move_codes(project, (copy,), code.parent_id, next_sibling(tree, code_id))
        _copy_properties(db, code_id, copy)
        if with_codings:
            _copy_codings(db, code_id, copy)
        note_provenance(project, db, copy, ProvenanceKind.MADE_FROM, (Source(code_id, labels_of(code)),))
    return copy


def _check_coded(project: Project, code: Code, quotation_ids: Sequence[int]) -> None:
    coded = set(project.read().scalars(select(schema.coding.c.quotation_id).where(schema.coding.c.code_id == code.id)))
    if not coded.issuperset(quotation_ids):
        raise InvalidOperation(OperationReason.NOT_CODED_SO, code=code.label)


def _sibling(project: Project, code: Code, label: str, before_id: int | None) -> int:
    """Make a code of the level and parent of another one, before a sibling."""
    made = create_code(project, CodeDraft(label, code.parent_id, code.level_id))
    move_codes(project, (made,), code.parent_id, before_id)
    return made


def _give_codings(db: Connection, code_id: int, target_id: int, quotation_ids: Sequence[int]) -> None:
    """Move the codings of passages; one that the target has already falls together with it."""
    if target_id == code_id:
        return
    table = schema.coding
    for start in range(0, len(quotation_ids), 900):
        part = quotation_ids[start : start + 900]
        moving = (table.c.code_id == code_id) & table.c.quotation_id.in_(part)
        db.execute(update(table).where(moving).values(code_id=target_id).prefix_with("OR IGNORE"))
        left = table.alias("left_behind")
        flagged = exists().where(
            left.c.code_id == code_id,
            left.c.adds_dimension == 1,
            left.c.quotation_id == table.c.quotation_id,
            left.c.coder_id == table.c.coder_id,
            left.c.round_id == table.c.round_id,
        )
        db.execute(
            update(table)
            .where(table.c.code_id == target_id, table.c.quotation_id.in_(part), flagged)
            .values(adds_dimension=1)
        )
        db.execute(delete(table).where(moving))


def _shortened(words: str) -> str:
    """Return the words, or as many whole ones as a label can take."""
    if len(words) <= _LONGEST_LABEL:
        return words
    return words[:_LONGEST_LABEL].rsplit(" ", 1)[0] + "…"


def _draft_of(tree: CodeTree, code: Code) -> CodeDraft:
    taken = {one.label for one in tree}
    number = next(n for n in range(2, len(taken) + 3) if f"{code.label} ({n})" not in taken)
    draft = CodeDraft(
        f"{code.label} ({number})",
        code.parent_id,
        code.level_id,
        {tag: f"{label} ({number})" for tag, label in code.labels.items()},
        color=code.color,
    )
    return replace(draft, definition=code.definition, include=code.include, exclude=code.exclude, example=code.example)


def _copy_properties(db: Connection, code_id: int, copy_id: int) -> None:
    table, dimension = schema.code_property, schema.dimension
    for row in db.execute(select(table).where(table.c.code_id == code_id)).all():
        made = new_id(db.execute(insert(table).values(code_id=copy_id, name=row.name, position=row.position)))
        names = (dimension.c.low_name, dimension.c.high_name, dimension.c.position)
        for ends in db.execute(select(*names).where(dimension.c.code_property_id == row.id)).mappings().all():
            db.execute(insert(dimension).values(code_property_id=made, **ends))


def _copy_codings(db: Connection, code_id: int, copy_id: int) -> None:
    table = schema.coding
    columns = (table.c.quotation_id, table.c.coder_id, table.c.round_id, table.c.adds_dimension, table.c.created_at)
    rows = db.execute(select(*columns).where(table.c.code_id == code_id)).mappings().all()
    if rows:
        db.execute(insert(table), [{**row, "code_id": copy_id, "guid": make_guid()} for row in rows])
