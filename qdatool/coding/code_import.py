"""Take a whole table of codes into the project as one step, or refuse it as a whole.

A row that names a code the project has (same place, same label but for spelling) completes it; every other row makes
a code. Parents may stand anywhere in the table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, update

from qdatool.coding.changes import Operation
from qdatool.coding.codes import (
    PATH_SEPARATOR,
    CodeDraft,
    CodeTree,
    insert_code,
    load_codes,
    path_part,
    write_code_label,
)
from qdatool.coding.colors import checked_color, next_color
from qdatool.coding.drafts import CodeRow, bad_row
from qdatool.coding.languages import first_language
from qdatool.coding.level_places import LevelNames, NewLevel, place_levels
from qdatool.coding.levels import Level, insert_levels, list_levels
from qdatool.coding.project import Project
from qdatool.coding.roles import Role
from qdatool.errors import InvalidOperation, RowReason
from qdatool.storage import schema
from qdatool.storage.snapshots import SnapshotReason
from qdatool.text.folding import folded_key
from qdatool.text.normalisation import normalise, one_line


@dataclass(frozen=True, slots=True)
class ImportedCodes:
    """What became of a codes table."""

    added: int
    completed: int
    new_levels: tuple[str, ...]


def import_codes(project: Project, rows: Sequence[CodeRow]) -> ImportedCodes:
    """Add the codes of a table; an unknown level joins the project's scheme where its codes stand.

    Raises ImportFailed(BAD_ROW) naming the row for an empty label, an unknown or ambiguous parent, a circle, the same
    code twice, an unknown role or a bad colour; then nothing changes.
    """
    tree = load_codes(project)
    first = first_language(project)
    plan = _Plan([_labelled(_cleaned(row), first) for row in rows], tree)
    levels = _planned_levels(list_levels(project), plan)
    project.keep_copy(SnapshotReason.BULK)
    with project.change(Operation.IMPORT_CODES) as db:
        new_levels = _write_new_levels(db, project, levels)
        keys = {level.key: level.id for level in list_levels(project)}
        level_ids = [keys[key] for key in levels.row_levels]
        return _write_codes(project, db, plan, level_ids, new_levels)


class _Plan:
    """The table with every parent found: another row, a code of the project, or none."""

    def __init__(self, rows: Sequence[CodeRow], tree: CodeTree) -> None:
        self.rows = rows
        self.tree = tree
        self.roles = [_role(row) for row in rows]
        for row in rows:
            _check(row)
        self._by_label: dict[str, list[int]] = {}
        for index, row in enumerate(rows):
            for name in {row.label, *row.labels.values()} - {""}:
                self._by_label.setdefault(folded_key(path_part(name.strip())), []).append(index)
        self.parent_rows: list[int | None] = [None] * len(rows)
        self.parent_codes: list[int | None] = [None] * len(rows)
        for index in range(len(rows)):
            self._find_parent(index)
        self.order = self._parents_first()
        self.heights = self._heights()
        self._refuse_doubles()

    def _find_parent(self, index: int) -> None:
        row = self.rows[index]
        wanted = row.parent.strip()
        if not wanted:
            return
        parts = tuple(folded_key(part) for part in wanted.split(PATH_SEPARATOR))
        candidates = [other for other in self._by_label.get(parts[-1], ()) if self._may_be(other, parts)]
        others = [other for other in candidates if other != index]
        exact = [other for other in others if self._written_path(other) == parts]
        if len(others) > 1 and len(exact) != 1:
            raise bad_row(row, RowReason.AMBIGUOUS_PARENT, wanted)
        existing = self.tree.named(wanted)
        if others:
            self.parent_rows[index] = exact[0] if len(others) > 1 else others[0]
        elif len(existing) == 1:
            self.parent_codes[index] = existing[0]
        elif existing:
            raise bad_row(row, RowReason.AMBIGUOUS_PARENT, wanted)
        elif candidates:
            # Nothing but the row itself is called so: a circle, found where the order is made.
            self.parent_rows[index] = index
        else:
            self.parent_rows[index] = self._row_labelled(index, wanted)

    def _row_labelled(self, index: int, label: str) -> int:
        """Return the row that a label with `` / `` in it names, for tables that do not write it as in a path."""
        found = [other for other in self._by_label.get(folded_key(path_part(label)), ()) if other != index]
        if len(found) == 1:
            return found[0]
        reason = RowReason.AMBIGUOUS_PARENT if found else RowReason.UNKNOWN_PARENT
        raise bad_row(self.rows[index], reason, label)

    def _written_path(self, index: int) -> tuple[str, ...]:
        """Return the row's path as the table writes it: its parent's may be shortened to a label."""
        row = self.rows[index]
        above = [part for part in row.parent.strip().split(PATH_SEPARATOR) if part]
        return tuple(folded_key(part) for part in (*above, path_part(row.label.strip())))

    def _may_be(self, index: int, parts: tuple[str, ...]) -> bool:
        """Tell whether a path can mean the row: either path ends like the other."""
        written = self._written_path(index)[:-1]
        wanted = parts[:-1]
        shared = min(len(written), len(wanted))
        return not shared or written[-shared:] == wanted[-shared:]

    def _parents_first(self) -> list[int]:
        order: list[int] = []
        done: set[int] = set()
        for index in range(len(self.rows)):
            chain: dict[int, None] = {}
            present: int | None = index
            while present is not None and present not in done:
                if present in chain:
                    raise bad_row(self.rows[present], RowReason.CYCLE, self.rows[present].label)
                chain[present] = None
                present = self.parent_rows[present]
            order.extend(reversed(chain))
            done.update(chain)
        return order

    def _refuse_doubles(self) -> None:
        seen: set[tuple[int | None, int | None, str]] = set()
        for index, row in enumerate(self.rows):
            place = (self.parent_rows[index], self.parent_codes[index], folded_key(row.label))
            if place in seen:
                raise bad_row(row, RowReason.DUPLICATE_CODE, row.label.strip())
            seen.add(place)

    def _heights(self) -> list[int]:
        """Return how many generations of rows lie below each row."""
        heights = [0] * len(self.rows)
        for index in reversed(self.order):
            parent = self.parent_rows[index]
            if parent is not None:
                heights[parent] = max(heights[parent], heights[index] + 1)
        return heights


@dataclass(frozen=True, slots=True)
class _Levels:
    """The level key of every row, and the levels that are new."""

    row_levels: tuple[str, ...]
    new: tuple[NewLevel, ...]


def _planned_levels(levels: Sequence[Level], plan: _Plan) -> _Levels:
    names = LevelNames(levels)
    keys = [level.key for level in levels]
    row_levels = tuple(
        names.key_of(row.level) if row.level.strip() else keys[max(len(keys) - 1 - height, 0)]
        for row, height in zip(plan.rows, plan.heights, strict=True)
    )
    by_id = {level.id: level.key for level in levels}

    def level_of_parent(index: int) -> str | None:
        parent_row, parent_code = plan.parent_rows[index], plan.parent_codes[index]
        if parent_row is not None:
            return row_levels[parent_row]
        return by_id[plan.tree.codes[parent_code].level_id] if parent_code is not None else None

    return _Levels(
        row_levels, place_levels(keys, [(row_levels[index], level_of_parent(index)) for index in plan.order])
    )


def _write_new_levels(db: Connection, project: Project, levels: _Levels) -> tuple[str, ...]:
    for level in levels.new:
        positions = {present.key: present.position for present in list_levels(project)}
        insert_levels(db, [level.key], positions[level.under] + 1 if level.under is not None else 0)
    return tuple(level.key for level in levels.new)


def _write_codes(
    project: Project, db: Connection, plan: _Plan, level_ids: Sequence[int], new_levels: tuple[str, ...]
) -> ImportedCodes:
    ids: dict[int, int] = {}
    completed = 0
    colors = [code.color for code in plan.tree]
    positions = {code.id: len(plan.tree.children_of(code.id)) for code in plan.tree}
    root_position = len(plan.tree.roots)
    for index in plan.order:
        row = plan.rows[index]
        parent_row = plan.parent_rows[index]
        parent_id = ids[parent_row] if parent_row is not None else plan.parent_codes[index]
        present = _same_code(plan.tree, parent_id, row.label)
        if present is not None:
            _complete(db, present, row, plan.roles[index], level_ids[index])
            ids[index] = present
            completed += 1
            continue
        color = checked_color(row.color) if row.color.strip() else next_color(colors)
        colors.append(color)
        position = root_position if parent_id is None else positions.get(parent_id, 0)
        ids[index] = insert_code(
            project, db, _draft(row, parent_id, level_ids[index], plan.roles[index], color), position
        )
        if parent_id is None:
            root_position += 1
        else:
            positions[parent_id] = position + 1
    return ImportedCodes(len(plan.rows) - completed, completed, new_levels)


def _draft(row: CodeRow, parent_id: int | None, level_id: int, role: Role | None, color: str) -> CodeDraft:
    return CodeDraft(
        label=row.label.strip(),
        parent_id=parent_id,
        level_id=level_id,
        labels={tag: label.strip() for tag, label in row.labels.items() if label.strip()},
        role=role,
        color=color,
        definition=row.definition,
        include=row.include,
        exclude=row.exclude,
        example=row.example,
    )


def _same_code(tree: CodeTree, parent_id: int | None, label: str) -> int | None:
    if parent_id is not None and parent_id not in tree.codes:
        return None
    wanted = folded_key(label.strip())
    for code_id in tree.children_of(parent_id):
        if folded_key(tree.codes[code_id].label) == wanted:
            return code_id
    return None


def _complete(db: Connection, code_id: int, row: CodeRow, role: Role | None, level_id: int) -> None:
    given: Mapping[str, str | int] = {
        name: value
        for name, value in (
            ("definition", normalise(row.definition)),
            ("include", normalise(row.include)),
            ("exclude", normalise(row.exclude)),
            ("example", normalise(row.example)),
            ("role", role.value if role else ""),
            ("color", checked_color(row.color) if row.color.strip() else ""),
            ("level_id", level_id if row.level.strip() else 0),
        )
        if value
    }
    if given:
        db.execute(update(schema.code).where(schema.code.c.id == code_id).values(**given))
    for tag, label in row.labels.items():
        if label.strip():
            write_code_label(db, code_id, tag, label.strip())


def _cleaned(row: CodeRow) -> CodeRow:
    """Leave out what no file can hold; definitions are cleaned where they are written."""
    return replace(
        row,
        label=one_line(row.label),
        labels={tag: one_line(label) for tag, label in row.labels.items()},
        parent=one_line(row.parent),
        level=one_line(row.level),
    )


def _labelled(row: CodeRow, first_language: str) -> CodeRow:
    """Let a translation stand in for a label that is missing, the one in the project's first language before others."""
    if row.label.strip():
        return row
    labels = [row.labels.get(first_language, ""), *row.labels.values()]
    return replace(row, label=next((label for label in labels if label.strip()), ""))


def _check(row: CodeRow) -> None:
    if not row.label.strip():
        raise bad_row(row, RowReason.EMPTY_LABEL, "")
    if row.color.strip():
        try:
            checked_color(row.color)
        except InvalidOperation as error:
            raise bad_row(row, RowReason.BAD_COLOR, row.color) from error


def _role(row: CodeRow) -> Role | None:
    wanted = row.role.strip().lower()
    if not wanted:
        return None
    try:
        return Role(wanted)
    except ValueError as error:
        raise bad_row(row, RowReason.UNKNOWN_ROLE, row.role) from error
