"""Correcting a transcript after it was coded: a new version of its text, and everything that hangs on it follows.

How a passage follows is written in ``text.edits``. Quotations, recorded decisions and drawn passages follow by it.
Turns are found anew where they are those that the old text says; elsewhere they follow too. Quotations that come to
lie on the same words become one, as when an edge is moved.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from qdatool.coding.bare_quotations import id_parts
from qdatool.coding.changes import Course, Operation
from qdatool.coding.decisions import move_decisions
from qdatool.coding.disputes import CodedPassage
from qdatool.coding.documents import document_text, document_turns, insert_text
from qdatool.coding.project import Project
from qdatool.coding.quotations import join_quotations
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.text.edits import Edit, corrected, followed, tidy
from qdatool.text.spans import Span
from qdatool.text.turns import Turn, find_turns

_FAR = 1 << 40
"""Added for a moment to the places of quotations, so that none comes to lie where another one still is."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a correction would do: the text after it, and the quotations whose words change or that are lost."""

    edits: tuple[Edit, ...]
    text: str
    changed: tuple[int, ...]
    lost: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NewText:
    """A text before and after a change, and where a passage of the old one is in the new one; None where it is lost.

    ``turns`` are those that both read as, where somebody has found them already.
    """

    old: str
    new: str
    follow: Callable[[Span], Span | None]
    turns: tuple[tuple[Turn, ...], tuple[Turn, ...]] | None = None

    def found_turns(self) -> tuple[tuple[Turn, ...], tuple[Turn, ...]]:
        """Return the turns that the old text and the new one read as."""
        return self.turns if self.turns is not None else (find_turns(self.old), find_turns(self.new))


@dataclass(frozen=True, slots=True)
class TextVersion:
    """One version of a text; the first is the import, the others say who corrected it, when and why."""

    id: int
    version: int
    at: datetime
    characters: int
    coder_name: str
    reason: str


def plan_correction(project: Project, document_id: int, edits: Iterable[Edit]) -> Correction:
    """Return what ``correct_text`` would do; quotations are named in text order.

    Raises InvalidOperation(UNKNOWN_DOCUMENT, SPAN_OUTSIDE_TEXT, or EMPTY_TEXT if nothing visible would be left), and
    ValueError if edits overlap.
    """
    text = document_text(project, document_id)
    wanted = tuple(edits)
    outside = next((edit for edit in wanted if edit.end > len(text) or edit.start < 0), None)
    if outside is not None:
        raise InvalidOperation(
            OperationReason.SPAN_OUTSIDE_TEXT, start=outside.start, end=outside.end, characters=len(text)
        )
    tidied = tidy(text, wanted)
    new_text = corrected(text, tidied)
    if not new_text.strip():
        raise InvalidOperation(OperationReason.EMPTY_TEXT)
    changed, lost = [], []
    for quotation_id, span in _spans(project.read(), schema.quotation, document_id).items():
        moved = followed(span, text, tidied)
        if moved is None:
            lost.append(quotation_id)
        elif moved.cut(new_text) != span.cut(text):
            changed.append(quotation_id)
    return Correction(tidied, new_text, tuple(changed), tuple(lost))


def correct_text(
    project: Project, document_id: int, edits: Iterable[Edit], reason: str = "", *, gives_up: Collection[int] = ()
) -> int:
    """Correct a text as one step and return the number of its version now; nothing to correct makes none.

    ``gives_up`` names the quotations that the user agreed to lose. Raises what ``plan_correction`` raises, and
    InvalidOperation(PASSAGES_WOULD_GO) if others would be lost.
    """
    correction = plan_correction(project, document_id, edits)
    unasked = set(correction.lost) - set(gives_up)
    if unasked:
        raise InvalidOperation(OperationReason.PASSAGES_WOULD_GO, n=len(unasked))
    newest = _newest_version(project.read(), document_id)
    if not correction.edits:
        return newest
    text, turns = document_text(project, document_id), document_turns(project, document_id)
    with project.change(Operation.CORRECT_TEXT, reason=reason) as db:
        sha256 = hashlib.sha256(correction.text.encode("utf-8")).hexdigest()
        insert_text(project, db, document_id, correction.text, sha256, version=newest + 1)
        new_text = NewText(text, correction.text, lambda span: followed(span, text, correction.edits))
        move_passages(db, document_id, turns, new_text)
    return newest + 1


def move_passages(
    db: Connection, document_id: int, turns: Sequence[Turn], text: NewText, *, keeps_turns: bool = False
) -> None:
    """Let quotations, decisions, drawn passages and turns follow the text of their document; what is lost goes.

    ``keeps_turns``: each turn stays one, even where the new text reads as more or fewer of them.
    """
    _move_quotations(db, document_id, text)
    for table in (schema.decision, schema.drawn_passage):
        _move_rows(db, table, document_id, text)

    def _follow(one: CodedPassage) -> CodedPassage:
        span = text.follow(Span(one.start, one.end))
        return CodedPassage(span.start, span.end, one.code_id) if span is not None else one

    move_decisions(db, _follow, document_id)
    text = replace(text, turns=text.found_turns())
    if keeps_turns and len(text.found_turns()[1]) != len(turns):
        _move_rows(db, schema.turn, document_id, text)
    else:
        _renew_turns(db, document_id, turns, text)


def list_text_versions(project: Project, document_id: int) -> tuple[TextVersion, ...]:
    """Return the versions of a text, the newest first; empty for a document that does not exist."""
    texts = schema.document_text
    rows = project.read().execute(
        select(texts.c.id, texts.c.version, texts.c.created_at, texts.c.characters)
        .where(texts.c.document_id == document_id)
        .order_by(texts.c.version.desc())
    )
    authors = _authors(project)
    nobody = ("", "")
    return tuple(
        TextVersion(
            row.id, row.version, datetime.fromisoformat(row.created_at), row.characters, *authors.get(row.id, nobody)
        )
        for row in rows
    )


def version_text(project: Project, text_id: int) -> str:
    """Return the text of a version by its id; raises InvalidOperation(UNKNOWN_DOCUMENT)."""
    texts = schema.document_text
    body = project.read().scalar(select(texts.c.body).where(texts.c.id == text_id))
    if body is None:
        raise InvalidOperation(OperationReason.UNKNOWN_DOCUMENT, document=text_id)
    return str(body)


def _authors(project: Project) -> Mapping[int, tuple[str, str]]:
    """Return who made each corrected version and why, by the id of the version."""
    rows = project.read().execute(
        select(schema.history.c.entities, schema.history.c.coder_name, schema.history.c.reason).where(
            schema.history.c.operation == Operation.CORRECT_TEXT.value,
            schema.history.c.direction == Course.DO.value,
        )
    )
    found: dict[int, tuple[str, str]] = {}
    for row in rows:
        for text_id in json.loads(row.entities).get("document_text", {}).get("added", ()):
            found[text_id] = (row.coder_name, row.reason)
    return found


def _newest_version(db: Connection, document_id: int) -> int:
    texts = schema.document_text
    wanted = select(texts.c.version).where(texts.c.document_id == document_id).order_by(texts.c.version.desc())
    return int(db.scalar(wanted.limit(1)) or 0)


def _spans(db: Connection, table: Table, document_id: int) -> dict[int, Span]:
    """Return the places of the rows of a document by id, in text order; rows for the whole document have none."""
    rows = db.execute(
        select(table.c.id, table.c.start, table.c.end)
        .where(table.c.document_id == document_id, table.c.start.is_not(None))
        .order_by(table.c.start, table.c.end.desc(), table.c.id)
    )
    return {row.id: Span(row.start, row.end) for row in rows}


def _move_quotations(db: Connection, document_id: int, text: NewText) -> None:
    table = schema.quotation
    before = _spans(db, table, document_id)
    places = {quotation_id: text.follow(span) for quotation_id, span in before.items()}
    _delete_rows(db, table, [quotation_id for quotation_id, span in places.items() if span is None])
    present: dict[Span, int] = {}
    for quotation_id, span in sorted(places.items()):
        if span is None:
            continue
        if span in present:
            join_quotations(db, quotation_id, present[span])
        else:
            present[span] = quotation_id
    moved = {
        quotation_id: span
        for span, quotation_id in present.items()
        if span != before[quotation_id] or span.cut(text.new) != before[quotation_id].cut(text.old)
    }
    for part in id_parts(tuple(moved)):
        db.execute(update(table).where(table.c.id.in_(part)).values(start=table.c.start + _FAR, end=table.c.end + _FAR))
    if moved:
        db.execute(
            update(table)
            .where(table.c.id == bindparam("row"))
            .values(start=bindparam("start"), end=bindparam("end"), quote=bindparam("quote")),
            [
                {"row": quotation_id, "start": span.start, "end": span.end, "quote": span.cut(text.new)}
                for quotation_id, span in moved.items()
            ],
        )


def _move_rows(db: Connection, table: Table, document_id: int, text: NewText) -> None:
    """Let the rows of a document follow; those of lost passages go."""
    lost: list[int] = []
    moved: list[dict[str, int]] = []
    for row_id, span in _spans(db, table, document_id).items():
        following = text.follow(span)
        if following is None:
            lost.append(row_id)
        elif following != span:
            moved.append({"row": row_id, "start": following.start, "end": following.end})
    _delete_rows(db, table, lost)
    if moved:
        db.execute(
            update(table).where(table.c.id == bindparam("row")).values(start=bindparam("start"), end=bindparam("end")),
            moved,
        )


def _renew_turns(db: Connection, document_id: int, turns: Sequence[Turn], text: NewText) -> None:
    before, found = text.found_turns()
    if tuple(turns) != before:
        _move_rows(db, schema.turn, document_id, text)
        return
    ids = db.scalars(
        select(schema.turn.c.id).where(schema.turn.c.document_id == document_id).order_by(schema.turn.c.start)
    ).all()
    if len(found) == len(turns):
        changed = [
            _turn_values(turn) | {"row": turn_id}
            for turn_id, old, turn in zip(ids, turns, found, strict=True)
            if turn != old
        ]
        if changed:
            turn_row = update(schema.turn).where(schema.turn.c.id == bindparam("row"))
            db.execute(turn_row.values(**{name: bindparam(name) for name in _turn_values(found[0])}), changed)
        return
    _delete_rows(db, schema.turn, ids)
    if found:
        db.execute(insert(schema.turn), [_turn_values(turn) | {"document_id": document_id} for turn in found])


def _turn_values(turn: Turn) -> dict[str, object]:
    return {"start": turn.start, "end": turn.end, "speaker": turn.speaker, "time_s": turn.time_s}


def _delete_rows(db: Connection, table: Table, ids: Sequence[int]) -> None:
    for part in id_parts(ids):
        db.execute(delete(table).where(table.c.id.in_(part)))
