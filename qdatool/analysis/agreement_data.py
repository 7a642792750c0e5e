"""What a project holds for a comparison of coders, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from qdatool.analysis.code_columns import CodeColumns, columns_of_domain, columns_of_level
from qdatool.analysis.units import NEEDS_TEXT, NEEDS_TURNS, Unit, unit_spans
from qdatool.coding.coders import list_coders, list_rounds
from qdatool.coding.codes import CodeTree, find_code, load_codes
from qdatool.coding.documents import Document, document_text, document_turns, list_documents
from qdatool.coding.drawing import list_drawn
from qdatool.coding.levels import find_level
from qdatool.coding.project import Project
from qdatool.coding.sight import seen_codings_sql
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.text.spans import Span

IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Side:
    """One of those compared: a coder, in one round or (None) in all; ``label`` as asked for."""

    label: str
    coder_id: int
    round_id: int | None


@dataclass(frozen=True, slots=True)
class Passages:
    """Codings of the compared sides in the compared documents, one per place; all arrays are equally long.

    ``document`` and ``code`` are places in the lists of ``AgreementData``; ``start`` and ``end`` half-open code points.
    """

    document: IntArray
    code: IntArray
    side: IntArray
    start: IntArray
    end: IntArray


@dataclass(frozen=True, slots=True)
class AgreementData:
    """Sides, documents and codes to compare, the coded passages and the given units.

    ``passages`` count for the codes they are listed with (with a level, a coding may count for several or none);
    ``anything`` holds every coding once, whatever its code. ``characters`` is per document; ``spans`` the units of
    each document, None where the unit has none (characters, segments).
    """

    sides: tuple[Side, ...]
    documents: tuple[str, ...]
    codes: tuple[str, ...]
    passages: Passages
    anything: Passages
    characters: IntArray
    spans: tuple[tuple[Span, ...], ...] | None


def gather_agreement(
    project: Project,
    unit: Unit,
    coders: Sequence[str] = (),
    round_name: str | None = None,
    level: str | None = None,
    domain: str | None = None,
) -> AgreementData:
    """Read what a comparison needs.

    Where passages were drawn for the one round that is compared, other units do not count.
    ``coders`` are names, each maybe with ``@round``; without any, all people who have a coding. ``level`` is a level's
    key, ``domain`` a code whose branches are compared in place of a level. Raises InvalidOperation(UNKNOWN_CODER,
    UNKNOWN_ROUND, UNKNOWN_LEVEL or UNKNOWN_CODE).
    """
    columns = _columns(project, level, domain)
    rounds = {present.name: present.id for present in list_rounds(project)}
    round_id = _round_id(rounds, round_name) if round_name is not None else None
    sides = _sides(project, coders, rounds, round_id)
    rows = _coding_rows(project, sides)
    compared = _compared_documents(project, sides, rows)
    anything = _anything(rows, sides, [document.id for document in compared])
    spans = None
    if unit not in (Unit.CHARACTER, Unit.SEGMENT):
        drawn = _drawn_passages(project, sides)
        spans = tuple(_drawn_only(_units_of(project, unit, one), one.id, drawn) for one in compared)
    return AgreementData(
        sides,
        tuple(document.name for document in compared),
        columns.names,
        _counted(anything, columns),
        anything,
        np.array([document.characters for document in compared], dtype=np.int64),
        spans,
    )


def of_domain(data: AgreementData, tree: CodeTree, domain_id: int) -> AgreementData:
    """Return the same comparison for the branches right below a code, and the code itself."""
    columns = columns_of_domain(tree, domain_id)
    return replace(data, codes=columns.names, passages=_counted(data.anything, columns))


def _columns(project: Project, level: str | None, domain: str | None) -> CodeColumns:
    if domain is not None:
        return columns_of_domain(load_codes(project), find_code(project, domain).id)
    return columns_of_level(load_codes(project), find_level(project, level).id if level else None)


def _units_of(project: Project, unit: Unit, document: Document) -> tuple[Span, ...]:
    text = document_text(project, document.id) if unit in NEEDS_TEXT else ""
    turns = document_turns(project, document.id) if unit in NEEDS_TURNS else ()
    return tuple(unit_spans(unit, text, turns, document.characters))


def _drawn_passages(project: Project, sides: tuple[Side, ...]) -> dict[int, list[Span]]:
    """Return by document the passages drawn for the one round that is compared."""
    rounds = {side.round_id for side in sides}
    round_id = rounds.pop() if len(rounds) == 1 else None
    found: dict[int, list[Span]] = {}
    for one in list_drawn(project, round_id) if round_id is not None else ():
        if one.span is not None:
            found.setdefault(one.document_id, []).append(one.span)
    return found


def _drawn_only(units: tuple[Span, ...], document_id: int, drawn: dict[int, list[Span]]) -> tuple[Span, ...]:
    """Leave out the units that share no character with a drawn passage, where passages were drawn at all."""
    if not drawn:
        return units
    mine = drawn.get(document_id, ())
    return tuple(unit for unit in units if any(one.start < unit.end and unit.start < one.end for one in mine))


def _sides(project: Project, labels: Sequence[str], rounds: dict[str, int], round_id: int | None) -> tuple[Side, ...]:
    coders = list_coders(project)
    ids = {coder.name: coder.id for coder in coders}
    if not labels:
        coded = {
            coder_id
            for coder_id, coded_round in project.raw().execute(
                f"SELECT DISTINCT c.coder_id, c.round_id FROM {seen_codings_sql(project)} AS c"
            )
            if round_id in (None, coded_round)
        }
        people = (coder for coder in coders if coder.id in coded and not coder.is_consensus)
        return tuple(Side(coder.name, coder.id, round_id) for coder in people)
    found = (_side(label, ids, rounds, round_id) for label in labels)
    # Named twice, a coder is still one.
    return tuple({(side.coder_id, side.round_id): side for side in found}.values())


def _side(label: str, ids: dict[str, int], rounds: dict[str, int], round_id: int | None) -> Side:
    if label in ids:
        return Side(label, ids[label], round_id)
    name, sign, round_name = label.rpartition("@")
    if not sign or name not in ids:
        raise InvalidOperation(OperationReason.UNKNOWN_CODER, coder=name or label)
    return Side(label, ids[name], _round_id(rounds, round_name))


def _round_id(rounds: dict[str, int], name: str) -> int:
    if name not in rounds:
        raise InvalidOperation(OperationReason.UNKNOWN_ROUND, round=name, known=tuple(rounds))
    return rounds[name]


@dataclass(frozen=True, slots=True)
class _CodingRows:
    """Codings as they are stored, with ids; one row per coding and side, in ``side`` its place."""

    document_id: IntArray
    code_id: IntArray
    side: IntArray
    start: IntArray
    end: IntArray


def _coding_rows(project: Project, sides: tuple[Side, ...]) -> _CodingRows:
    stored = read_codings(project, {side.coder_id for side in sides})
    chosen, numbers = [], []
    for place, side in enumerate(sides):
        mine = stored[:, 2] == side.coder_id
        if side.round_id is not None:
            mine &= stored[:, 3] == side.round_id
        chosen.append(stored[mine])
        numbers.append(np.full(int(mine.sum()), place, dtype=np.int64))
    rows = np.concatenate(chosen) if chosen else stored
    side_numbers = np.concatenate(numbers) if numbers else np.zeros(0, dtype=np.int64)
    return _CodingRows(rows[:, 0], rows[:, 1], side_numbers, rows[:, 4], rows[:, 5])


def read_codings(project: Project, coder_ids: Iterable[int] | None = None) -> IntArray:
    """Return one row per coding in sight: document, code, coder and round by id, start, end; of all coders for None."""
    query = (
        'SELECT q.document_id, c.code_id, c.coder_id, c.round_id, q.start, q."end"'
        f" FROM {seen_codings_sql(project)} AS c JOIN quotation q ON q.id = c.quotation_id"
    )
    if coder_ids is not None:
        query += f" WHERE c.coder_id IN ({', '.join(str(int(one)) for one in sorted(coder_ids))})"
    cells = chain.from_iterable(project.raw().execute(f"{query} ORDER BY c.id"))
    return np.fromiter(cells, dtype=np.int64).reshape(-1, 6)


def _compared_documents(project: Project, sides: tuple[Side, ...], rows: _CodingRows) -> list[Document]:
    """Return the documents that every side has finished or, where nobody records that, has a coding in."""
    finished = project.raw().execute("SELECT document_id, coder_id, round_id FROM finished_document").fetchall()
    per_side = [
        {
            document_id
            for document_id, coder_id, round_id in finished
            if coder_id == side.coder_id and side.round_id in (None, round_id)
        }
        for side in sides
    ]
    if not any(per_side):
        per_side = [set(np.unique(rows.document_id[rows.side == place]).tolist()) for place in range(len(sides))]
    common = set.intersection(*per_side) if per_side else set()
    return [document for document in list_documents(project) if document.id in common]


def _anything(rows: _CodingRows, sides: tuple[Side, ...], document_ids: list[int]) -> Passages:
    """Return the rows of the compared documents, documents by their place, codes still by id."""
    order = np.argsort(np.array(document_ids, dtype=np.int64))
    known = np.array(document_ids, dtype=np.int64)[order]
    kept = np.isin(rows.document_id, known)
    places = order[np.searchsorted(known, rows.document_id[kept])] if len(known) else rows.document_id[kept]
    return Passages(places, rows.code_id[kept], rows.side[kept], rows.start[kept], rows.end[kept])


def _counted(anything: Passages, columns: CodeColumns) -> Passages:
    rows, codes = columns.expand(anything.code)
    return Passages(anything.document[rows], codes, anything.side[rows], anything.start[rows], anything.end[rows])
