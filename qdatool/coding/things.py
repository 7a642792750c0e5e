"""What the things of a project are called now, found by id or by identity: what memos are about and link to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, func, literal, select

from qdatool.coding.bare_quotations import id_parts
from qdatool.coding.codes import CodeTree, load_codes
from qdatool.coding.memos import MemoLink, MemoTarget
from qdatool.coding.project import Project
from qdatool.coding.sight import hidden_memos, seen_quotations
from qdatool.storage import schema
from qdatool.text.memo_markup import LinkKind, LinkTarget, plain_text

_LONGEST = 60
_NEWEST_QUOTATIONS = 2_000


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing by its present name.

    ``kind`` is the name of its table, ``names`` stand in the order to try them, the one to show first; ``color`` is a
    code's; ``place`` says where it is: the document of a quotation.
    """

    kind: str
    id: int
    guid: str
    names: tuple[str, ...]
    color: str = ""
    place: str = ""

    @property
    def name(self) -> str:
        """The name to show; empty for a memo without a title and a word."""
        return self.names[0]

    def as_target(self) -> LinkTarget:
        """Return how a memo's text links to it; ValueError for a relation, which has no name of its own."""
        return LinkTarget(LinkKind(self.kind), self.guid)

    def as_link(self) -> MemoLink:
        """Return how a memo is said to be about it; ValueError for a memo."""
        return MemoLink(MemoTarget(self.kind), self.id)


class Things:
    """The things of a project at one moment, named for readers of one language; made anew after a change.

    What has been looked up once is not asked of the file again.
    """

    def __init__(self, project: Project, language: str) -> None:
        self._project = project
        self._language = language
        self._by_guid: dict[LinkTarget, Thing | None] = {}
        self._by_link: dict[MemoLink, Thing | None] = {}

    def at(self, target: LinkTarget) -> Thing | None:
        """Return what a link in a text leads to, or None when it is gone."""
        if target not in self._by_guid:
            guid = schema.metadata.tables[target.kind.value].c.guid
            self._by_guid[target] = next(iter(self._look_up(target.kind.value, guid == target.guid)), None)
        return self._by_guid[target]

    def of(self, link: MemoLink) -> Thing | None:
        """Return what a memo is about, or None when it is gone."""
        if link not in self._by_link:
            key = schema.metadata.tables[link.target.value].c.id
            self._by_link[link] = next(iter(self._look_up(link.target.value, key == link.id)), None)
        return self._by_link[link]

    def named(self, kind: str, ids: Iterable[int]) -> dict[int, Thing]:
        """Return the things of a kind (the name of a table) with the ids that still exist, by id."""
        wanted = sorted(set(ids))
        if kind == "code":
            return {one: self._code_thing(one) for one in wanted if one in self._tree.codes}
        if kind not in _QUERIES:
            return {}
        key = schema.metadata.tables[kind].c.id
        return {thing.id: thing for part in id_parts(wanted) for thing in self._look_up(kind, key.in_(part))}

    def linkable(self) -> list[Thing]:
        """Return what a text can link to: codes in tree order, the rest by name or age, the newest quotations."""
        table = schema.quotation
        kinds = (LinkKind.DOCUMENT, LinkKind.PARTICIPANT, LinkKind.MODEL, LinkKind.MEMO)
        newest = select(table.c.id).order_by(table.c.id.desc()).limit(_NEWEST_QUOTATIONS)
        found = [self._code_thing(code_id) for code_id in self._tree.codes]
        for kind in kinds:
            found += self._look_up(kind.value)
        return [*found, *reversed(self._look_up("quotation", table.c.id.in_(newest)))]

    @cached_property
    def _tree(self) -> CodeTree:
        return load_codes(self._project)

    def _look_up(self, kind: str, *where: ColumnElement[bool]) -> list[Thing]:
        if kind == "code":
            ids = self._project.read().scalars(select(schema.code.c.id).where(*where))
            return [self._code_thing(code_id) for code_id in ids if code_id in self._tree.codes]
        rows = self._project.read().execute(_QUERIES[kind].where(*where, *self._in_sight(kind)))
        if kind == "relation":
            return [Thing(kind, row.id, row.guid, (self._ends(row.source_id, row.target_id),)) for row in rows]
        if kind == "model":
            return [Thing(kind, row.id, row.guid, self._titles(row.id, row.title)) for row in rows]
        read = plain_text if kind == "memo" else str
        return [Thing(kind, row.id, row.guid, (_short(read(row.name)),), place=row.place) for row in rows]

    def _in_sight(self, kind: str) -> list[ColumnElement[bool]]:
        if kind == "quotation":
            seen = seen_quotations(self._project)
            return [] if seen is schema.quotation else [schema.quotation.c.id.in_(select(seen.c.id))]
        return [schema.memo.c.id.not_in(sorted(hidden_memos(self._project)))] if kind == "memo" else []

    def _code_thing(self, code_id: int) -> Thing:
        code = self._tree.codes[code_id]
        names = (code.label_in(self._language), *code.labels.values(), code.label)
        return Thing("code", code.id, code.guid, _distinct(names), code.color)

    def _ends(self, source_id: int, target_id: int) -> str:
        names = [self._code_thing(one).name for one in (source_id, target_id) if one in self._tree.codes]
        return " – ".join(names)

    def _titles(self, model_id: int, title: str) -> tuple[str, ...]:
        label = schema.model_label
        rows = self._project.read().execute(
            select(label.c.title, schema.language.c.tag).join(schema.language).where(label.c.model_id == model_id)
        )
        titles = {row.tag: row.title for row in rows if row.title}
        return _distinct((titles.get(self._language, title), title, *titles.values()))


def _named(table: Table, name: Any, place: Any = None) -> Select[Any]:
    """Ask a table for id, guid, name and place."""
    where = literal("") if place is None else place
    return select(table.c.id, table.c.guid, name.label("name"), where.label("place"))


_QUERIES: Mapping[str, Select[Any]] = {
    "document": _named(schema.document, schema.document.c.name).order_by(schema.document.c.sequence),
    "participant": _named(schema.participant, schema.participant.c.name).order_by(schema.participant.c.position),
    "quotation": _named(schema.quotation, schema.quotation.c.quote, schema.document.c.name)
    .join(schema.document)
    .order_by(schema.quotation.c.id),
    "memo": _named(schema.memo, func.coalesce(func.nullif(schema.memo.c.title, ""), schema.memo.c.body)).order_by(
        schema.memo.c.id.desc()
    ),
    "relation": select(schema.relation).order_by(schema.relation.c.id),
    "model": select(schema.model.c.id, schema.model.c.guid, schema.model.c.title).order_by(schema.model.c.id),
}


def _short(words: str) -> str:
    """Return the beginning of a passage on one line."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
