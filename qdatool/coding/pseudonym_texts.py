"""Every text of a project in which a name can stand, one by one, and writing changed ones back.

``WORDS`` and ``PACKED`` name the columns; a test holds that each text column of the schema stands there or among those
that hold no words of a person. Not listed because they follow: the words of quotations, which are those of the present
text, and speakers that stand in it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from qdatool.coding.project import Project
from qdatool.coding.sight import hidden_memos, seen_quotations_sql


class Where(Enum):
    """What kind of thing a text belongs to."""

    TRANSCRIPT = "transcript"
    OLD_VERSION = "old-version"
    DOCUMENT = "document"
    PARTICIPANT = "participant"
    CODE = "code"
    COMMENT = "comment"
    MEMO = "memo"
    MODEL = "model"
    REVIEW = "review"
    HISTORY = "history"
    RESEARCHER = "researcher"
    PROJECT = "project"


@dataclass(frozen=True, slots=True, order=True)
class TextPlace:
    """A column of a row; ``leaf`` counts the strings inside a packed value."""

    table: str
    row_id: int
    column: str
    leaf: int | None = None


@dataclass(frozen=True, slots=True)
class StoredText:
    """A text as it is stored now; ``owner`` is the name of what it belongs to, empty where it has none.

    What a blind round hides is looked through like everything, but nothing of it besides a name may be shown.
    """

    place: TextPlace
    text: str
    where: Where
    owner: str
    is_hidden: bool = False


WORDS: Mapping[str, tuple[Where, tuple[str, ...]]] = {
    "document_text": (Where.TRANSCRIPT, ("body",)),
    "document": (Where.DOCUMENT, ("name", "source_name")),
    "turn": (Where.DOCUMENT, ("speaker",)),
    "participant": (Where.PARTICIPANT, ("name", "note")),
    "attribute": (Where.PARTICIPANT, ("name",)),
    "attribute_class": (Where.PARTICIPANT, ("label",)),
    "code": (Where.CODE, ("label", "definition", "include", "exclude", "example")),
    "code_label": (Where.CODE, ("label",)),
    "code_provenance": (Where.CODE, ("source_label", "reason")),
    "code_property": (Where.CODE, ("name",)),
    "dimension": (Where.CODE, ("low_name", "high_name")),
    "level_name": (Where.CODE, ("name", "chip")),
    "quotation": (Where.COMMENT, ("comment",)),
    "quotation_link": (Where.COMMENT, ("comment",)),
    "evidence": (Where.COMMENT, ("note",)),
    "decision": (Where.COMMENT, ("reason",)),
    "drawn_passage": (Where.COMMENT, ("stratum",)),
    "memo": (Where.MEMO, ("title", "body")),
    "proposition": (Where.MODEL, ("sentence",)),
    "relation_type_name": (Where.MODEL, ("name",)),
    "model": (Where.MODEL, ("title",)),
    "model_label": (Where.MODEL, ("title", "caption")),
    "model_role_name": (Where.MODEL, ("name",)),
    "model_version": (Where.MODEL, ("label",)),
    "figure_node": (Where.MODEL, ("body",)),
    "figure_edge": (Where.MODEL, ("label",)),
    "review_comment": (Where.REVIEW, ("body",)),
    "history": (Where.HISTORY, ("reason", "coder_name")),
    "snapshot_record": (Where.HISTORY, ("label",)),
    "project": (Where.PROJECT, ("title",)),
    "coder": (Where.RESEARCHER, ("name",)),
    "round": (Where.RESEARCHER, ("name",)),
}
"""Columns that hold words, by table."""

PACKED: Mapping[str, tuple[str, ...]] = {
    "model": ("options",),
    "model_version": ("content",),
    "figure_node": ("style",),
    "figure_edge": ("style",),
}
"""Columns that hold several values as JSON."""

_UNIQUE = {
    ("document", "name"): "",
    ("participant", "name"): "",
    ("attribute", "name"): "",
    ("attribute_class", "label"): "attribute_id",
    ("model", "title"): "",
    ("coder", "name"): "",
    ("round", "name"): "",
}
"""Names that may stand but once, in the whole table or among the rows that share a column."""

_OWNERS = {
    "document_text": "SELECT t.id, d.name FROM document_text t JOIN document d ON d.id = t.document_id",
    "turn": "SELECT t.id, d.name FROM turn t JOIN document d ON d.id = t.document_id",
    "document": "SELECT id, name FROM document",
    "participant": "SELECT id, name FROM participant",
    "code": "SELECT id, label FROM code",
    "code_label": "SELECT l.id, c.label FROM code_label l JOIN code c ON c.id = l.code_id",
    "code_provenance": "SELECT p.id, c.label FROM code_provenance p JOIN code c ON c.id = p.code_id",
    "code_property": "SELECT p.id, c.label FROM code_property p JOIN code c ON c.id = p.code_id",
    "quotation": "SELECT q.id, d.name FROM quotation q JOIN document d ON d.id = q.document_id",
    "memo": "SELECT id, title FROM memo",
    "model": "SELECT id, title FROM model",
    "model_label": "SELECT l.id, m.title FROM model_label l JOIN model m ON m.id = l.model_id",
    "model_version": "SELECT v.id, m.title FROM model_version v JOIN model m ON m.id = v.model_id",
    "figure_node": "SELECT n.id, m.title FROM figure_node n JOIN model m ON m.id = n.model_id",
    "figure_edge": "SELECT e.id, m.title FROM figure_edge e JOIN model m ON m.id = e.model_id",
}


def gather_texts(project: Project) -> tuple[StoredText, ...]:
    """Return every text that is not empty, the present transcripts first."""
    raw = project.raw()
    newest = _newest_versions(raw)
    hidden = {"memo": hidden_memos(project), "quotation": _hidden_quotations(project)}
    found: list[StoredText] = []
    for table, (where, columns) in WORDS.items():
        owners = dict(raw.execute(_OWNERS[table]).fetchall()) if table in _OWNERS else {}
        skipped = _spoken_in_text(raw) if table == "turn" else frozenset()
        for row_id, *values in raw.execute(_select(table, (*columns, *PACKED.get(table, ())))):
            if row_id in skipped:
                continue
            at = Where.OLD_VERSION if table == "document_text" and row_id not in newest else where
            owner = owners.get(row_id, "")
            for place, text in _texts_of(table, row_id, columns, values):
                is_coder = (table, place.column) == ("history", "coder_name")
                is_hidden = row_id in hidden.get(table, ())
                of = Where.RESEARCHER if is_coder else at
                found.append(StoredText(place, text, of, "" if is_hidden else owner, is_hidden))
    return tuple(sorted(found, key=lambda one: one.where is Where.OLD_VERSION))


def pictures_in(project: Project) -> int:
    """Return how many pictures the project holds; a name that is painted in one is not found."""
    (count,) = project.raw().execute("SELECT count(*) FROM picture").fetchone()
    return int(count)


def read_place(project: Project, place: TextPlace) -> str | None:
    """Return what stands at a place now; None where it is gone."""
    row = project.raw().execute(f"{_select(place.table, (place.column,))} WHERE id = ?", (place.row_id,)).fetchone()
    if row is None or place.leaf is None:
        return None if row is None else str(row[1])
    leaves = list(_leaves(json.loads(row[1])))
    return leaves[place.leaf] if place.leaf < len(leaves) else None


def write_places(raw: sqlite3.Connection, texts: Mapping[TextPlace, str]) -> None:
    """Write texts back, inside a change; a name that is taken gets a number."""
    packed: dict[tuple[str, int, str], dict[int, str]] = {}
    for place, text in sorted(texts.items()):
        if place.leaf is not None:
            packed.setdefault((place.table, place.row_id, place.column), {})[place.leaf] = text
        else:
            _write(raw, place, _free(raw, place, text))
    for (table, row_id, column), leaves in packed.items():
        place = TextPlace(table, row_id, column)
        (value,) = raw.execute(f'SELECT "{column}" FROM "{table}" WHERE id = ?', (row_id,)).fetchone()
        changed = _with_leaves(json.loads(value), iter(range(1 << 30)), leaves)
        _write(raw, place, json.dumps(changed, ensure_ascii=False, sort_keys=True))


def write_body(raw: sqlite3.Connection, text_id: int, body: str) -> None:
    """Put another text in the place of a version of a transcript, with its checksum and its counts."""
    paragraphs = sum(1 for line in body.split("\n") if line.strip())
    sha256 = hashlib.sha256(body.encode("utf-8")).hexdigest()
    raw.execute(
        "UPDATE document_text SET body = ?, sha256 = ?, characters = ?, paragraphs = ? WHERE id = ?",
        (body, sha256, len(body), paragraphs, text_id),
    )


def _select(table: str, columns: Sequence[str]) -> str:
    listed = ", ".join(f'"{column}"' for column in columns)
    return f'SELECT id, {listed} FROM "{table}"'


def _hidden_quotations(project: Project) -> frozenset[int]:
    rows = project.raw().execute(
        f"SELECT id FROM quotation WHERE id NOT IN (SELECT id FROM {seen_quotations_sql(project)})"
    )
    return frozenset(row_id for (row_id,) in rows)


def _newest_versions(raw: sqlite3.Connection) -> frozenset[int]:
    rows = raw.execute("SELECT id, max(version) FROM document_text GROUP BY document_id")
    return frozenset(row_id for row_id, _ in rows)


def _spoken_in_text(raw: sqlite3.Connection) -> frozenset[int]:
    """Return the turns whose speaker stands in the text where the turn begins, as labels do."""
    texts: dict[int, str] = {}
    for document_id, body, _ in raw.execute("SELECT document_id, body, max(version) FROM document_text GROUP BY 1"):
        texts[document_id] = body
    turns = raw.execute('SELECT id, document_id, "start", speaker FROM turn')
    return frozenset(one for one, document, start, name in turns if texts.get(document, "").startswith(name, start))


def _texts_of(
    table: str, row_id: int, columns: Sequence[str], values: Sequence[str]
) -> Iterator[tuple[TextPlace, str]]:
    for column, value in zip(columns, values, strict=False):
        if value:
            yield TextPlace(table, row_id, column), value
    for column, value in zip(PACKED.get(table, ()), values[len(columns) :], strict=True):
        for leaf, text in enumerate(_leaves(json.loads(value))):
            yield TextPlace(table, row_id, column, leaf), text


def _leaves(value: object) -> Iterator[str]:
    """Yield the strings inside a value in one order; keys are ours and hold no names."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    elif isinstance(value, dict):
        for key in sorted(value):
            yield from _leaves(value[key])


def _with_leaves(value: object, places: Iterator[int], leaves: Mapping[int, str]) -> object:
    """Return the value with some of its strings replaced; counts as ``_leaves`` does."""
    if isinstance(value, str):
        return leaves.get(next(places), value)
    if isinstance(value, list):
        return [_with_leaves(one, places, leaves) for one in value]
    if isinstance(value, dict):
        return {key: _with_leaves(value[key], places, leaves) for key in sorted(value)}
    return value


def _write(raw: sqlite3.Connection, place: TextPlace, text: str) -> None:
    raw.execute(f'UPDATE "{place.table}" SET "{place.column}" = ? WHERE id = ?', (text, place.row_id))


def _free(raw: sqlite3.Connection, place: TextPlace, wanted: str) -> str:
    """Return a name that no other row has where a name may stand but once."""
    shared = _UNIQUE.get((place.table, place.column))
    if shared is None:
        return wanted
    among = f'AND "{shared}" = (SELECT "{shared}" FROM "{place.table}" WHERE id = :id)' if shared else ""
    taken = {
        name
        for (name,) in raw.execute(
            f'SELECT "{place.column}" FROM "{place.table}" WHERE id <> :id {among}', {"id": place.row_id}
        )
    }
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted} ({number})", number + 1
    return name
