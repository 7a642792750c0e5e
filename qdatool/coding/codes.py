"""Codes and the tree they form: level, parent, order, role, colour, definition, labels per language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from sqlalchemy import Connection, delete, insert, select, union, update

from qdatool.coding.bare_quotations import drop_bare_quotations
from qdatool.coding.changes import Operation
from qdatool.coding.colors import checked_color, next_color
from qdatool.coding.guids import make_guid
from qdatool.coding.languages import first_language, id_of_language, words_by_language
from qdatool.coding.levels import Level, list_levels
from qdatool.coding.project import Project
from qdatool.coding.roles import Role
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.storage.rows import new_id, next_position
from qdatool.text.folding import folded_key
from qdatool.text.normalisation import normalise, one_line

PATH_SEPARATOR = " / "


@dataclass(frozen=True, slots=True)
class Code:
    """A code of any level. ``label`` is in the project's first language, ``labels`` are the translations by language.

    ``color`` is one of the light palette or any ``#RRGGBB``; ``position`` orders siblings.
    """

    id: int
    guid: str
    label: str
    labels: Mapping[str, str]
    level_id: int
    parent_id: int | None
    position: int
    role: Role | None
    color: str
    definition: str
    include: str
    exclude: str
    example: str
    status: str

    def label_in(self, language: str) -> str:
        """Return the label in ``language``, or ``label`` where that translation is missing."""
        return self.labels.get(language) or self.label


@dataclass(frozen=True)
class CodeTree:
    """All codes at one moment, in tree order (parents before children, siblings in their order)."""

    codes: Mapping[int, Code]
    roots: tuple[int, ...]
    children: Mapping[int, tuple[int, ...]]

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes.values())

    def __len__(self) -> int:
        return len(self.codes)

    def children_of(self, code_id: int | None) -> tuple[int, ...]:
        """Return the ids below a code in order; the roots for None."""
        return self.roots if code_id is None else self.children.get(code_id, ())

    def descendants(self, code_id: int) -> tuple[int, ...]:
        """Return every id below a code, in tree order, without the code itself."""
        found: list[int] = []
        waiting = list(reversed(self.children_of(code_id)))
        while waiting:
            present = waiting.pop()
            found.append(present)
            waiting.extend(reversed(self.children_of(present)))
        return tuple(found)

    def ancestors(self, code_id: int) -> tuple[int, ...]:
        """Return the ids above a code, the nearest first."""
        found: list[int] = []
        parent = self.codes[code_id].parent_id
        while parent is not None:
            found.append(parent)
            parent = self.codes[parent].parent_id
        return tuple(found)

    def path(self, code_id: int) -> str:
        """Return the labels from the root to the code, joined by `` / `` (which a label writes `` // ``)."""
        chain = (*reversed(self.ancestors(code_id)), code_id)
        return PATH_SEPARATOR.join(path_part(self.codes[link].label) for link in chain)

    def name(self, code_id: int) -> str:
        """Return the label where it names this code alone, else the path."""
        label = path_part(self.codes[code_id].label)
        return label if self.named(label) == (code_id,) else self.path(code_id)

    @cached_property
    def _by_key(self) -> Mapping[str, tuple[int, ...]]:
        return _grouped(
            (name, code.id)
            for code in self
            for name in {folded_key(path_part(label)) for label in (code.label, *code.labels.values())}
            | {folded_key(self.path(code.id))}
        )

    @cached_property
    def _by_path(self) -> Mapping[str, tuple[int, ...]]:
        return _grouped((self.path(code.id), code.id) for code in self)

    @cached_property
    def _by_label(self) -> Mapping[str, tuple[int, ...]]:
        return _grouped((path_part(code.label), code.id) for code in self)

    def named(self, name: str) -> tuple[int, ...]:
        """Return the codes that a path or label names: the exact ones, or else those equal but for spelling.

        A whole path goes before a label, so that a root can be told from a code below another that is called the
        same. Letter forms, ZWNJ, digits and case do not matter in the second search, and any language's label counts.
        """
        wanted = one_line(name)
        return (
            self._by_path.get(wanted)
            or self._by_label.get(wanted)
            or self._by_label.get(path_part(wanted))
            or self._by_key.get(folded_key(wanted), ())
        )


@dataclass(frozen=True, slots=True)
class CodeDraft:
    """What a new code is made from; None lets the project choose (level below the parent's, next colour)."""

    label: str
    parent_id: int | None = None
    level_id: int | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    role: Role | None = None
    color: str | None = None
    definition: str = ""
    include: str = ""
    exclude: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """The words that say when a code applies."""

    definition: str = ""
    include: str = ""
    exclude: str = ""
    example: str = ""


def _grouped(pairs: Iterable[tuple[str, int]]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for name, code_id in pairs:
        found[name] = (*found.get(name, ()), code_id)
    return found


def path_part(label: str) -> str:
    """Return a label as it stands inside a path."""
    return label.replace(PATH_SEPARATOR, " // ")


def load_codes(project: Project) -> CodeTree:
    """Return the code tree as it stands."""
    db = project.read()
    labels = words_by_language(db, schema.code_label.c.code_id, schema.code_label.c.label)
    found: dict[int, Code] = {}
    children: dict[int | None, list[int]] = {}
    for row in db.execute(select(schema.code).order_by(schema.code.c.position, schema.code.c.id)):
        found[row.id] = Code(
            row.id,
            row.guid,
            row.label,
            labels.get(row.id, {}),
            row.level_id,
            row.parent_id,
            row.position,
            Role(row.role) if row.role else None,
            row.color,
            row.definition,
            row.include,
            row.exclude,
            row.example,
            row.status,
        )
        children.setdefault(row.parent_id, []).append(row.id)
    below = {parent: tuple(ids) for parent, ids in children.items() if parent is not None}
    tree = CodeTree(found, tuple(children.get(None, ())), below)
    ordered = [code_id for root in tree.roots for code_id in (root, *tree.descendants(root))]
    return replace(tree, codes={code_id: found[code_id] for code_id in ordered})


def find_code(project: Project, name: str) -> Code:
    """Return the one code that a label or path names; raises InvalidOperation(UNKNOWN_CODE)."""
    tree = load_codes(project)
    ids = tree.named(name)
    if len(ids) != 1:
        raise InvalidOperation(OperationReason.UNKNOWN_CODE, code=name)
    return tree.codes[ids[0]]


def create_code(project: Project, draft: CodeDraft) -> int:
    """Make a code as the last child of its parent and return its id.

    Raises InvalidOperation(EMPTY_LABEL, UNKNOWN_CODE for the parent, UNKNOWN_LEVEL or BAD_COLOR).
    """
    tree, levels = load_codes(project), list_levels(project)
    label = checked_label(draft.label)
    if draft.parent_id is not None and draft.parent_id not in tree.codes:
        raise InvalidOperation(OperationReason.UNKNOWN_CODE, code=draft.parent_id)
    level_id = draft.level_id if draft.level_id is not None else _level_below(tree, levels, draft.parent_id)
    if level_id not in {level.id for level in levels}:
        raise InvalidOperation(OperationReason.UNKNOWN_LEVEL, level=level_id)
    color = checked_color(draft.color) if draft.color else next_color([code.color for code in tree])
    with project.change(Operation.CREATE_CODE) as db:
        code_id = insert_code(
            project,
            db,
            replace(draft, label=label, level_id=level_id, color=color),
            len(tree.children_of(draft.parent_id)),
        )
    return code_id


def insert_code(project: Project, db: Connection, draft: CodeDraft, position: int) -> int:
    """Write a checked draft (label, level and colour given) inside a change and return the id."""
    result = db.execute(
        insert(schema.code).values(
            guid=make_guid(),
            label=draft.label,
            level_id=draft.level_id,
            parent_id=draft.parent_id,
            position=position,
            role=draft.role.value if draft.role else "",
            color=draft.color,
            definition=normalise(draft.definition),
            include=normalise(draft.include),
            exclude=normalise(draft.exclude),
            example=normalise(draft.example),
            created_at=project.now(),
            created_by=project.coder_id or None,
        )
    )
    code_id = new_id(result)
    for tag, label in draft.labels.items():
        write_code_label(db, code_id, tag, one_line(label))
    return code_id


def rename_code(project: Project, code_id: int, label: str, language: str | None = None) -> None:
    """Change the label, or with ``language`` the label in that language; empty takes a translation away.

    Raises InvalidOperation(EMPTY_LABEL or UNKNOWN_CODE).
    """
    present = _existing(project, code_id)
    first = first_language(project)
    with project.change(Operation.RENAME_CODE) as db:
        if language is None or language == first:
            update_code(db, code_id, label=checked_label(label))
            if first in present.labels:
                write_code_label(db, code_id, first, one_line(label))
        else:
            write_code_label(db, code_id, language, one_line(label))


def move_code(project: Project, code_id: int, parent_id: int | None, place: int | None = None) -> None:
    """Put a code with everything below it under another parent (None = root) at ``place`` (None = last).

    Raises InvalidOperation(UNKNOWN_CODE), and InvalidOperation(CYCLE) if the target is the code or lies below it.
    """
    tree = load_codes(project)
    for wanted in (code_id, parent_id):
        if wanted is not None and wanted not in tree.codes:
            raise InvalidOperation(OperationReason.UNKNOWN_CODE, code=wanted)
    if parent_id is not None and (parent_id == code_id or code_id in tree.ancestors(parent_id)):
        raise InvalidOperation(
            OperationReason.CYCLE, code=tree.codes[code_id].label, target=tree.codes[parent_id].label
        )
    siblings = [sibling for sibling in tree.children_of(parent_id) if sibling != code_id]
    siblings.insert(len(siblings) if place is None else place, code_id)
    with project.change(Operation.MOVE_CODE) as db:
        update_code(db, code_id, parent_id=parent_id)
        for position, sibling in enumerate(siblings):
            update_code(db, sibling, position=position)


def recolour_code(project: Project, code_id: int, color: str) -> None:
    """Give a code another colour (``#RRGGBB``); raises InvalidOperation(BAD_COLOR or UNKNOWN_CODE)."""
    wanted = checked_color(color)
    with project.change(Operation.RECOLOUR_CODE) as db:
        update_code(db, code_id, color=wanted)


def define_code(project: Project, code_id: int, words: Definition, *, is_typing: bool = True) -> None:
    """Say when a code applies; what is typed within a minute is one undo step, a finished entry one of its own."""
    with project.change(Operation.DEFINE_CODE, merge_key=f"code {code_id}" if is_typing else None) as db:
        update_code(
            db,
            code_id,
            definition=normalise(words.definition),
            include=normalise(words.include),
            exclude=normalise(words.exclude),
            example=normalise(words.example),
        )


def set_code_level(project: Project, code_id: int, level_id: int) -> None:
    """Raise or lower a code to another level; its place in the tree stays."""
    if level_id not in {level.id for level in list_levels(project)}:
        raise InvalidOperation(OperationReason.UNKNOWN_LEVEL, level=level_id)
    with project.change(Operation.SET_CODE_LEVEL) as db:
        update_code(db, code_id, level_id=level_id)


def set_code_role(project: Project, code_id: int, role: Role | None) -> None:
    """Give a category its role in the paradigm, or take it away."""
    with project.change(Operation.SET_CODE_ROLE) as db:
        update_code(db, code_id, role=role.value if role else "")


def delete_codes(project: Project, code_ids: Sequence[int]) -> None:
    """Delete codes with their codings; what lay below a deleted code moves up to its parent.

    A quotation goes with its last coding unless a comment, memo, link or evidence holds it.
    """
    tree = load_codes(project)
    doomed = set(code_ids)
    for code_id in doomed - tree.codes.keys():
        raise InvalidOperation(OperationReason.UNKNOWN_CODE, code=code_id)
    with project.change(Operation.DELETE_CODE) as db:
        for code in tree:
            if code.id not in doomed and code.parent_id in doomed:
                heir = next((above for above in tree.ancestors(code.id) if above not in doomed), None)
                # SQLAlchemy writes IS NULL where there is no heir.
                position = next_position(db, schema.code.c.position, schema.code.c.parent_id == heir)
                update_code(db, code.id, parent_id=heir, position=position)
        touched = _quotations_held(db, doomed)
        db.execute(delete(schema.code).where(schema.code.c.id.in_(doomed)))
        drop_bare_quotations(db, touched)


def _quotations_held(db: Connection, code_ids: Collection[int]) -> set[int]:
    """Return the quotations that codings of the codes, or evidence for their relations, hold."""
    coded = select(schema.coding.c.quotation_id).where(schema.coding.c.code_id.in_(code_ids))
    relations = select(schema.relation.c.id).where(
        schema.relation.c.source_id.in_(code_ids) | schema.relation.c.target_id.in_(code_ids)
    )
    shown = select(schema.evidence.c.quotation_id).where(schema.evidence.c.relation_id.in_(relations))
    return set(db.scalars(union(coded, shown)))


def _existing(project: Project, code_id: int) -> Code:
    tree = load_codes(project)
    if code_id not in tree.codes:
        raise InvalidOperation(OperationReason.UNKNOWN_CODE, code=code_id)
    return tree.codes[code_id]


def checked_label(label: str) -> str:
    """Return the label on one line; raises InvalidOperation(EMPTY_LABEL)."""
    checked = one_line(label)
    if not checked:
        raise InvalidOperation(OperationReason.EMPTY_LABEL)
    return checked


def _level_below(tree: CodeTree, levels: Sequence[Level], parent_id: int | None) -> int:
    """Return the level under the parent's, and the lowest for a code without one."""
    if parent_id is None:
        return levels[-1].id
    places = {level.id: place for place, level in enumerate(levels)}
    return levels[min(places[tree.codes[parent_id].level_id] + 1, len(levels) - 1)].id


def write_code_label(db: Connection, code_id: int, tag: str, label: str) -> None:
    """Write, change or (empty) take away a label in one language; inside a change."""
    table, language_id = schema.code_label, id_of_language(db, tag)
    mine = (table.c.code_id == code_id) & (table.c.language_id == language_id)
    if not label:
        db.execute(delete(table).where(mine))
    elif not db.execute(update(table).where(mine).values(label=label)).rowcount:
        db.execute(insert(table).values(code_id=code_id, language_id=language_id, label=label))


def update_code(db: Connection, code_id: int, **values: object) -> None:
    """Write columns of a code inside a change; raises InvalidOperation(UNKNOWN_CODE)."""
    if not db.execute(update(schema.code).where(schema.code.c.id == code_id).values(**values)).rowcount:
        raise InvalidOperation(OperationReason.UNKNOWN_CODE, code=code_id)
