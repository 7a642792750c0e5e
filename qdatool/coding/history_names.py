"""What the acts of the history were about, by the names that things have now or had when they were removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qdatool.coding.history import OWNERS, HistoryEntry, touched_rows
from qdatool.coding.project import Project
from qdatool.coding.things import Things
from qdatool.storage.recorder import row_values, unpack

_KINDS = ("code", "document", "memo", "relation", "model", "participant", "coder", "round", "quotation")
"""The kinds of thing an act is described by, the most telling first."""
_LINKS: Mapping[str, Sequence[tuple[str, str]]] = {
    **{table: (link,) for table, link in OWNERS.items() if link[1] in _KINDS},
    "coding": (("code_id", "code"), ("quotation_id", "quotation")),
    "dimension_mark": (("quotation_id", "quotation"),),
    "decision": (("code_id", "code"), ("document_id", "document")),
    "finished_document": (("document_id", "document"),),
    "drawn_passage": (("document_id", "document"),),
    "model_version": (("model_id", "model"),),
    "evidence": (("relation_id", "relation"), ("quotation_id", "quotation")),
    "quotation_link": (("source_id", "quotation"), ("target_id", "quotation")),
    "review_comment": tuple((f"{kind}_id", kind) for kind in ("code", "document", "quotation", "memo", "model")),
}
"""Which columns of a touched row lead to the things it belongs to."""
_MOST_IDS = 40
_LARGEST_STEP = 200_000
"""Bytes of a packed step above which it is not opened for the names of what it removed."""
_NAME_COLUMNS = {
    "code": "label",
    "document": "name",
    "memo": "title",
    "model": "title",
    "participant": "name",
    "quotation": "quote",
    "coder": "name",
    "round": "name",
}


@dataclass(frozen=True, slots=True)
class TouchedThing:
    """A thing an act was about; ``is_present`` is False once it is gone, ``name`` then empty where nobody knows it."""

    kind: str
    id: int
    name: str
    is_present: bool
    place: str = ""
    color: str = ""


@dataclass(frozen=True, slots=True)
class Described:
    """The things of one entry, at most a few dozen, and how many there were in all."""

    things: tuple[TouchedThing, ...]
    count: int


@dataclass
class _Ids:
    """The ids of an entry by kind, and how many of each kind the entry touched."""

    by_kind: dict[str, list[int]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str, ids: Iterable[int], count: int) -> None:
        known = self.by_kind.setdefault(kind, [])
        known += [one for one in ids if one not in known]
        self.counts[kind] = max(self.counts.get(kind, 0), count, len(known))


def describe(project: Project, entries: Sequence[HistoryEntry], language: str) -> dict[int, Described]:
    """Return for each entry, by its id, what it was about, named for a reader of ``language``."""
    ids = {entry.id: _Ids() for entry in entries}
    for entry in entries:
        _gather_own(entry, ids[entry.id])
    _gather_owners(project, entries, ids)
    things = Things(project, language)
    found = {
        kind: things.named(kind, {one for some in ids.values() for one in some.by_kind.get(kind, ())})
        for kind in _KINDS
    }
    coders = _coders_and_rounds(project)
    described = {}
    for entry in entries:
        shown = [
            TouchedThing(kind, one, thing.name, True, thing.place, thing.color)
            if (thing := found[kind].get(one)) is not None
            else TouchedThing(kind, one, coders.get((kind, one), ""), (kind, one) in coders)
            for kind in _KINDS
            for one in ids[entry.id].by_kind.get(kind, ())
        ]
        if not shown and (gone := touched_rows(entry, "coding", most=1).ids):
            shown = [TouchedThing("coding", gone[0], "", False)]
        if any(not thing.is_present for thing in shown):
            shown = _with_old_names(project, entry, shown)
        described[entry.id] = Described(tuple(shown), sum(ids[entry.id].counts.values()))
    return described


def _gather_own(entry: HistoryEntry, ids: _Ids) -> None:
    for kind in _KINDS:
        rows = touched_rows(entry, kind, "added", "updated", "removed", most=_MOST_IDS)
        if not rows.count:
            rows = touched_rows(entry, kind, "reordered", most=_MOST_IDS)
        if rows.count:
            ids.add(kind, rows.ids, rows.count)


def _gather_owners(project: Project, entries: Sequence[HistoryEntry], ids: Mapping[int, _Ids]) -> None:
    """Add the things whose parts were touched, and the codes and quotations of codings."""
    for table, columns in _LINKS.items():
        wanted = {entry.id: touched_rows(entry, table, most=_MOST_IDS).ids for entry in entries}
        touched = {one for some in wanted.values() for one in some}
        rows = _rows_of(project, table, [column for column, _ in columns], touched)
        if table == "coding" and len(rows) < len(touched):
            rows.update(_gone_codings(project, touched - rows.keys()))
        for entry in entries:
            for place, (_, kind) in enumerate(columns):
                owners = (rows[one][place] for one in wanted[entry.id] if one in rows)
                present = list(dict.fromkeys(owner for owner in owners if owner is not None))
                if present:
                    ids[entry.id].add(kind, present, 0)


def _rows_of(project: Project, table: str, columns: list[str], ids: set[int]) -> dict[int, tuple[int | None, ...]]:
    if not ids:
        return {}
    listed = ", ".join(f'"{column}"' for column in columns)
    found: dict[int, tuple[int | None, ...]] = {}
    wanted = sorted(ids)
    for start in range(0, len(wanted), 900):
        part = wanted[start : start + 900]
        places = ", ".join("?" * len(part))
        query = f'SELECT id, {listed} FROM "{table}" WHERE id IN ({places})'
        found.update({row[0]: row[1:] for row in project.raw().execute(query, part)})
    return found


def _gone_codings(project: Project, ids: set[int]) -> dict[int, tuple[int | None, ...]]:
    """Return code and quotation of codings that are gone, as far as a step to be undone or redone knows them."""
    found: dict[int, tuple[int | None, ...]] = {}
    query = "SELECT rows FROM undo_step WHERE size < ? ORDER BY id"
    for (packed,) in project.raw().execute(query, (_LARGEST_STEP,)).fetchall():
        step = unpack(packed)
        before = step["coding"].before if "coding" in step else {}
        for coding_id in ids & before.keys():
            values = row_values("coding", before[coding_id])
            found[coding_id] = (_whole(values["code_id"]), _whole(values["quotation_id"]))
    return found


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _coders_and_rounds(project: Project) -> dict[tuple[str, int], str]:
    raw = project.raw()
    return {
        (kind, row_id): name
        for kind in ("coder", "round")
        for row_id, name in raw.execute(f'SELECT id, name FROM "{kind}"')
    }


def _with_old_names(project: Project, entry: HistoryEntry, shown: list[TouchedThing]) -> list[TouchedThing]:
    """Take the names of what is gone from the step's before-images, as long as it can still be undone."""
    row = (
        project.raw()
        .execute("SELECT rows FROM undo_step WHERE at = ? AND size < ?", (entry.at.isoformat(), _LARGEST_STEP))
        .fetchone()
    )
    if row is None:
        return shown
    step = unpack(row[0])
    named = []
    for thing in shown:
        before = step[thing.kind].before.get(thing.id) if thing.kind in step else None
        column = _NAME_COLUMNS.get(thing.kind)
        if thing.is_present or before is None or column is None:
            named.append(thing)
        else:
            words = " ".join(str(row_values(thing.kind, before)[column]).split())
            named.append(TouchedThing(thing.kind, thing.id, words, False))
    return named
