"""What another project file brings: everything in it that a coder can have added, as plain values."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from qdatool.coding.codes import CodeTree, load_codes
from qdatool.coding.documents import Document, document_text, document_turns, list_documents
from qdatool.coding.facts import project_facts
from qdatool.coding.health import ProblemKind, check_project
from qdatool.coding.levels import list_levels
from qdatool.coding.merge_models import SourceBox, SourceModel, read_boxes, read_models
from qdatool.coding.merge_people import SourcePerson, read_people
from qdatool.coding.merge_ties import SourceTies, read_ties
from qdatool.coding.project import Project
from qdatool.coding.relation_types import RelationType, all_relation_types
from qdatool.errors import ProjectFileError, ProjectFileReason
from qdatool.storage.connection import file_error
from qdatool.text.turns import Turn

TARGETS = ("document", "code", "quotation", "participant", "relation", "model")
"""What memos are about; the names of tables."""
_REMARK_TARGETS = (*TARGETS, "memo", "figure_node")
"""What remarks are about."""

_SWALLOWING = frozenset({ProblemKind.DAMAGED_FILE, ProblemKind.DANGLING_REFERENCE, ProblemKind.CIRCLE})
"""Faults with which codings would be passed over without a word."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A transcript of the other file."""

    document: Document
    text: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class SourceQuotation:
    """A passage of the other file; ``document_id`` is its own there."""

    document_id: int
    start: int
    end: int
    quote: str
    comment: str


@dataclass(frozen=True, slots=True)
class SourceCoding:
    """A coding; all ids are those of the other file."""

    guid: str
    quotation_id: int
    code_id: int
    coder_id: int
    round_id: int
    adds_dimension: int
    created_at: str


@dataclass(frozen=True, slots=True)
class SourceMemo:
    """A memo with what it is about, as (table, id there)."""

    guid: str
    kind: str
    title: str
    body: str
    coder_id: int | None
    created_at: str
    changed_at: str
    links: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SourceRemark:
    """A remark of a review and what it is about; ``answers`` is the identity of the one it answers."""

    guid: str
    body: str
    coder_id: int | None
    answers: str
    is_done: int
    created_at: str
    target: tuple[str, int]


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A link between two passages of the other file."""

    source_id: int
    target_id: int
    type_key: str
    comment: str


@dataclass(frozen=True, slots=True)
class MergeSource:
    """The other file; names and identities by their ids there."""

    texts: Mapping[int, SourceText]
    tree: CodeTree
    level_keys: Mapping[int, str]
    coders: Mapping[int, tuple[str, str, bool]]
    rounds: Mapping[int, tuple[str, bool]]
    quotations: Mapping[int, SourceQuotation]
    codings: tuple[SourceCoding, ...]
    memos: tuple[SourceMemo, ...]
    remarks: tuple[SourceRemark, ...]
    links: tuple[SourceLink, ...]
    finished: tuple[tuple[int, int, int, str], ...]
    guids: Mapping[tuple[str, int], str]
    ties: SourceTies
    types: tuple[RelationType, ...]
    project_guid: str
    people: tuple[SourcePerson, ...]
    models: tuple[SourceModel, ...]
    boxes: Mapping[int, SourceBox]


def read_source(path: Path) -> MergeSource:
    """Read a project file for merging; raises ProjectFileError when it cannot be read as one."""
    try:
        with Project.open(path, read_only=True) as other:
            if any(problem.kind in _SWALLOWING for problem in check_project(other)):
                raise ProjectFileError(ProjectFileReason.DAMAGED, path=path)
            return _read(other)
    except (sqlite3.Error, DBAPIError) as error:
        raise file_error(error, path) from error
    except (ValueError, TypeError, KeyError, StopIteration) as error:
        # Values that no project of ours holds: somebody wrote them by other means.
        raise ProjectFileError(ProjectFileReason.DAMAGED, path=path) from error


def _read(other: Project) -> MergeSource:
    raw = other.raw()
    texts = {
        document.id: SourceText(document, document_text(other, document.id), document_turns(other, document.id))
        for document in list_documents(other)
    }
    return MergeSource(
        texts,
        load_codes(other),
        {level.id: level.key for level in list_levels(other)},
        {
            row[0]: (row[1], row[2], bool(row[3]))
            for row in raw.execute("SELECT id, guid, name, is_consensus FROM coder")
        },
        {
            row[0]: (row[1], bool(row[2]))
            for row in raw.execute("SELECT id, name, is_blind FROM round ORDER BY position")
        },
        {
            row[0]: SourceQuotation(int(row[1]), int(row[2]), int(row[3]), str(row[4]), str(row[5]))
            for row in raw.execute('SELECT id, document_id, start, "end", quote, comment FROM quotation')
        },
        tuple(
            SourceCoding(*row)
            for row in raw.execute(
                "SELECT guid, quotation_id, code_id, coder_id, round_id, adds_dimension, created_at"
                " FROM coding ORDER BY id"
            )
        ),
        _memos(raw),
        _remarks(raw),
        tuple(
            SourceLink(*row)
            for row in raw.execute(
                "SELECT l.source_id, l.target_id, t.key, l.comment FROM quotation_link l"
                " JOIN relation_type t ON t.id = l.relation_type_id ORDER BY l.id"
            )
        ),
        tuple(raw.execute("SELECT document_id, coder_id, round_id, finished_at FROM finished_document ORDER BY id")),
        {
            (table, row_id): guid
            for table in ("relation", "quotation", "memo")
            for row_id, guid in raw.execute(f"SELECT id, guid FROM {table}")
        },
        read_ties(raw),
        all_relation_types(other.read()),
        project_facts(other).guid,
        read_people(raw),
        read_models(other),
        read_boxes(other),
    )


def _memos(raw: sqlite3.Connection) -> tuple[SourceMemo, ...]:
    links: dict[int, list[tuple[str, int]]] = {}
    columns = ", ".join(f"{target}_id" for target in TARGETS)
    for memo_id, *ids in raw.execute(f"SELECT memo_id, {columns} FROM memo_link ORDER BY id"):
        links.setdefault(memo_id, []).extend(
            (target, one) for target, one in zip(TARGETS, ids, strict=True) if one is not None
        )
    rows = raw.execute("SELECT id, guid, kind, title, body, coder_id, created_at, changed_at FROM memo ORDER BY id")
    return tuple(
        SourceMemo(guid, kind, title, body, coder_id, created_at, changed_at, tuple(links.get(memo_id, ())))
        for memo_id, guid, kind, title, body, coder_id, created_at, changed_at in rows
    )


def _remarks(raw: sqlite3.Connection) -> tuple[SourceRemark, ...]:
    columns = ", ".join(f"{target}_id" for target in _REMARK_TARGETS)
    guids = dict(raw.execute("SELECT id, guid FROM review_comment"))
    found = []
    for guid, body, coder_id, answers_id, is_done, at, *ids in raw.execute(
        f"SELECT guid, body, coder_id, answers_id, is_done, created_at, {columns} FROM review_comment ORDER BY id"
    ):
        target = next(((name, one) for name, one in zip(_REMARK_TARGETS, ids, strict=True) if one is not None), None)
        if target is not None:
            found.append(SourceRemark(guid, body, coder_id, guids.get(answers_id, ""), is_done, at, target))
    return tuple(found)
