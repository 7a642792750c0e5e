"""Take a whole table of codings into the project as one step, or refuse it and name the first bad row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, update

from qdatool.coding.changes import Operation
from qdatool.coding.coders import coders_by_name, list_coders, list_rounds, rounds_by_name
from qdatool.coding.codes import CodeTree, load_codes
from qdatool.coding.documents import document_text, list_documents
from qdatool.coding.drafts import CodingRow, bad_row
from qdatool.coding.guids import make_guids
from qdatool.coding.project import Project
from qdatool.errors import RowReason
from qdatool.storage import schema
from qdatool.storage.snapshots import SnapshotReason
from qdatool.text.folding import folded_key
from qdatool.text.normalisation import normalise, one_line

_Place = tuple[int, int, int]
"""Document, start, end."""


@dataclass(frozen=True, slots=True)
class ImportedCodings:
    """What became of a codings table; ``doubled`` rows said what was known already."""

    added: int
    doubled: int
    new_coders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A checked row; coder and round may still be new."""

    place: _Place
    quote: str
    code_id: int
    coder: str
    round: str
    comment: str


def import_codings(project: Project, rows: Sequence[CodingRow]) -> ImportedCodings:
    """Add the codings of a table; coders and rounds that are new are made.

    Raises ImportFailed(BAD_ROW) naming the first bad row and what is wrong with it; then nothing changes.
    """
    checker = _Checker(project)
    found = [checker.check(row) for row in rows]
    known = {coder.name for coder in list_coders(project)}
    project.keep_copy(SnapshotReason.BULK)
    with project.change(Operation.IMPORT_CODINGS) as db:
        coders = coders_by_name(project, db, {item.coder for item in found})
        rounds = rounds_by_name(db, {item.round for item in found})
        quotations = _write_quotations(project, db, found)
        wanted = {
            (quotations[item.place], item.code_id, coders[item.coder], rounds[item.round]): None for item in found
        }
        present = _present_codings(project, wanted) if wanted else frozenset()
        fresh = [key for key in wanted if key not in present]
        _write_codings(project, db, fresh)
    return ImportedCodings(len(fresh), len(found) - len(fresh), tuple(sorted({i.coder for i in found} - known)))


class _Checker:
    """Finds what the cells of a row mean; remembers names, since a table repeats them."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._tree: CodeTree = load_codes(project)
        documents = list_documents(project)
        spellings = Counter(folded_key(document.name) for document in documents)
        self._documents = {document.name: document.id for document in documents}
        # A name spelled otherwise counts only where it can mean one document.
        self._spellings = {
            key: document.id for document in documents if spellings[key := folded_key(document.name)] == 1
        }
        self._codes: dict[str, tuple[int, ...]] = {}
        names = {coder.id: coder.name for coder in list_coders(project)}
        self._coder = names.get(project.coder_id, "")
        self._round = next(present.name for present in list_rounds(project) if present.id == project.round_id)
        self._texts: dict[int, str] = {}

    def check(self, row: CodingRow) -> _Found:
        document_id = self._document(row)
        text = self._texts.get(document_id)
        if text is None:
            text = self._texts[document_id] = document_text(self._project, document_id)
        start, end = _given_span(row, text) if row.start.strip() or row.end.strip() else _searched_span(row, text)
        coder = one_line(row.coder) or self._coder
        if not coder:
            raise bad_row(row, RowReason.EMPTY_CODER, "")
        return _Found(
            (document_id, start, end),
            text[start:end],
            self._code(row),
            coder,
            one_line(row.round) or self._round,
            row.comment,
        )

    def _document(self, row: CodingRow) -> int:
        name = one_line(row.document)
        document_id = self._documents.get(name) or self._spellings.get(folded_key(name))
        if document_id is None:
            raise bad_row(row, RowReason.UNKNOWN_DOCUMENT, name)
        return document_id

    def _code(self, row: CodingRow) -> int:
        name = row.code.strip()
        ids = self._codes.get(name)
        if ids is None:
            ids = self._codes[name] = self._tree.named(name) if name else ()
        if len(ids) != 1:
            raise bad_row(row, RowReason.AMBIGUOUS_CODE if ids else RowReason.UNKNOWN_CODE, name)
        return ids[0]


def _given_span(row: CodingRow, text: str) -> tuple[int, int]:
    try:
        start, end = int(row.start), int(row.end)
    except ValueError as error:
        raise bad_row(row, RowReason.BAD_OFFSET, f"{row.start}..{row.end}") from error
    if not 0 <= start < end <= len(text):
        raise bad_row(row, RowReason.SPAN_OUTSIDE_TEXT, f"{start}..{end}")
    if row.quote and text[start:end] != row.quote:
        raise bad_row(row, RowReason.QUOTE_MISMATCH, row.quote)
    return start, end


def _searched_span(row: CodingRow, text: str) -> tuple[int, int]:
    if not row.quote:
        raise bad_row(row, RowReason.NO_PASSAGE, "")
    start = text.find(row.quote)
    if start < 0:
        raise bad_row(row, RowReason.QUOTE_NOT_FOUND, row.quote)
    if text.find(row.quote, start + 1) >= 0:
        raise bad_row(row, RowReason.QUOTE_NOT_UNIQUE, row.quote)
    return start, start + len(row.quote)


def _write_quotations(project: Project, db: Connection, found: Sequence[_Found]) -> Mapping[_Place, int]:
    """Write the passages that are new and return the id of every one."""
    present = _quotation_ids(project)
    fresh = {item.place: item.quote for item in found if item.place not in present}
    if fresh:
        db.execute(
            insert(schema.quotation),
            [
                {"guid": guid, "document_id": document_id, "start": start, "end": end, "quote": quote}
                for guid, ((document_id, start, end), quote) in zip(make_guids(len(fresh)), fresh.items(), strict=True)
            ],
        )
        present = _quotation_ids(project)
    comments: dict[int, list[str]] = {}
    for item in found:
        comment = normalise(item.comment).strip()
        if comment:
            comments.setdefault(present[item.place], []).append(comment)
    for quotation_id, added in comments.items():
        _join_comment(project, db, quotation_id, added)
    return present


def _join_comment(project: Project, db: Connection, quotation_id: int, added: Sequence[str]) -> None:
    (old,) = project.raw().execute("SELECT comment FROM quotation WHERE id = ?", (quotation_id,)).fetchone()
    joined = old
    for comment in added:
        if f"\n{comment}\n" not in f"\n{joined}\n":
            joined = f"{joined}\n{comment}" if joined else comment
    if joined != old:
        db.execute(update(schema.quotation).where(schema.quotation.c.id == quotation_id).values(comment=joined))


def _quotation_ids(project: Project) -> dict[_Place, int]:
    rows = project.raw().execute('SELECT document_id, start, "end", id FROM quotation')
    return {(document_id, start, end): quotation_id for document_id, start, end, quotation_id in rows}


_Key = tuple[int, int, int, int]
"""Quotation, code, coder, round."""


def _present_codings(project: Project, wanted: Mapping[_Key, None]) -> frozenset[_Key]:
    low = min(key[0] for key in wanted)
    rows = project.raw().execute(
        "SELECT quotation_id, code_id, coder_id, round_id FROM coding WHERE quotation_id >= ?", (low,)
    )
    return frozenset(rows)


def _write_codings(project: Project, db: Connection, fresh: Sequence[_Key]) -> None:
    if not fresh:
        return
    now = project.now()
    db.execute(
        insert(schema.coding),
        [
            {
                "guid": guid,
                "quotation_id": quotation_id,
                "code_id": code_id,
                "coder_id": coder_id,
                "round_id": round_id,
                "created_at": now,
            }
            for guid, (quotation_id, code_id, coder_id, round_id) in zip(make_guids(len(fresh)), fresh, strict=True)
        ],
    )
