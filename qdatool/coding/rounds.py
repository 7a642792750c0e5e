"""Rounds of coding: their names, which of them are blind, and how far each coder has come in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select, update

from qdatool.coding.changes import Operation
from qdatool.coding.coders import Coder, Round, free_round_name, list_coders, list_rounds
from qdatool.coding.project import Project
from qdatool.coding.sight import seen_codings_sql
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.text.normalisation import one_line


@dataclass(frozen=True, slots=True)
class CoderProgress:
    """How many of the documents to code a coder has marked finished in a round."""

    coder: Coder
    finished: int
    documents: int


def find_round(project: Project, round_id: int) -> Round:
    """Return a round; raises InvalidOperation(UNKNOWN_ROUND)."""
    rounds = list_rounds(project)
    for present in rounds:
        if present.id == round_id:
            return present
    raise InvalidOperation(
        OperationReason.UNKNOWN_ROUND, round=round_id, known=tuple(present.name for present in rounds)
    )


def choose_round(project: Project, round_id: int) -> None:
    """Code in another round from now on; like who codes, it is not kept in the file.

    Raises InvalidOperation(UNKNOWN_ROUND).
    """
    project.round_id = find_round(project, round_id).id


def rename_round(project: Project, round_id: int, name: str) -> None:
    """Give a round another name; raises InvalidOperation(UNKNOWN_ROUND, EMPTY_LABEL or NAME_TAKEN)."""
    if one_line(name) == find_round(project, round_id).name:
        return
    wanted = free_round_name(project, name)
    with project.change(Operation.RENAME_ROUND) as db:
        db.execute(update(schema.round_).where(schema.round_.c.id == round_id).values(name=wanted))


def set_round_blind(project: Project, round_id: int, *, is_blind: bool) -> None:
    """Hide coders' work of a round from each other until both have finished, or no longer.

    Raises InvalidOperation(UNKNOWN_ROUND).
    """
    find_round(project, round_id)
    with project.change(Operation.SET_ROUND_BLIND) as db:
        db.execute(update(schema.round_).where(schema.round_.c.id == round_id).values(is_blind=int(is_blind)))


def rounds_in_sight(project: Project) -> frozenset[tuple[int, int]]:
    """Return (coder, round) of every coder who has a coding in sight in a round."""
    rows = project.raw().execute(f"SELECT DISTINCT c.coder_id, c.round_id FROM {seen_codings_sql(project)} AS c")
    return frozenset((coder_id, round_id) for coder_id, round_id in rows)


def finished_documents(project: Project, round_id: int) -> Mapping[int, frozenset[int]]:
    """Return by document the coders who have marked it finished in the round."""
    table = schema.finished_document.c
    found: dict[int, set[int]] = {}
    for document_id, coder_id in project.read().execute(
        select(table.document_id, table.coder_id).where(table.round_id == round_id)
    ):
        found.setdefault(document_id, set()).add(coder_id)
    return {document_id: frozenset(coders) for document_id, coders in found.items()}


def round_progress(project: Project, round_id: int) -> tuple[CoderProgress, ...]:
    """Return how far each person has come with the documents drawn for the round, or with all where none are drawn."""
    db = project.read()
    drawn = set(
        db.scalars(select(schema.drawn_passage.c.document_id).where(schema.drawn_passage.c.round_id == round_id))
    )
    wanted = drawn or set(db.scalars(select(schema.document.c.id)))
    finished = finished_documents(project, round_id)
    return tuple(
        CoderProgress(coder, sum(coder.id in finished.get(one, ()) for one in wanted), len(wanted))
        for coder in list_coders(project)
        if not coder.is_consensus
    )
