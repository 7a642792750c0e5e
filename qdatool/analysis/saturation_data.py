"""Which interview has which code, as saturation asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from qdatool.analysis.code_columns import columns_of_level
from qdatool.coding.coders import Coder, list_coders
from qdatool.coding.codes import CodeTree, load_codes
from qdatool.coding.documents import list_documents
from qdatool.coding.levels import Level, find_level, list_levels
from qdatool.coding.project import Project
from qdatool.coding.sight import seen_codings_sql, seen_quotations_sql
from qdatool.errors import InvalidOperation, OperationReason

CONSENSUS = "consensus"
"""What the coder in whose name the agreed coding stands may be asked for as."""

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Interview:
    """A document that somebody counted has coded or finished."""

    document_id: int
    name: str
    date: date | None


@dataclass(frozen=True, slots=True)
class SaturationData:
    """Interviews in their order, codes in tree order, and which interview has which code (interviews x codes).

    ``coder`` is None where all coders count. ``left_out`` are documents that nobody counted has coded or finished: an
    interview that still waits would look like one without anything new.
    """

    interviews: tuple[str, ...]
    codes: tuple[str, ...]
    incidence: BoolArray
    level: str
    coder: str | None
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class SaturationStudy:
    """What a project holds about its interviews, read once for every level and order.

    ``has_code`` and ``adds_dimension`` are interviews x codes of the tree, in tree order: whether the code itself, not
    one below it, was used there, and whether a coding of it was marked as adding a property or dimension.
    """

    interviews: tuple[Interview, ...]
    tree: CodeTree
    levels: tuple[Level, ...]
    has_code: BoolArray
    adds_dimension: BoolArray
    coder: str | None
    left_out: tuple[str, ...]

    def at_level(self, level: Level) -> SaturationData:
        """Return which interview has which code of a level, itself or through one below it."""
        return SaturationData(
            tuple(one.name for one in self.interviews),
            columns_of_level(self.tree, level.id).names,
            self.of_codes(self.codes_of(level), self.has_code),
            level.key,
            self.coder,
            self.left_out,
        )

    def codes_of(self, level: Level) -> tuple[int, ...]:
        """Return the ids of the codes of a level, in tree order."""
        return tuple(code.id for code in self.tree if code.level_id == level.id)

    def of_codes(self, code_ids: Sequence[int], matrix: BoolArray) -> BoolArray:
        """Return ``has_code`` or ``adds_dimension`` for codes with all below them (interviews x codes)."""
        found = np.zeros((len(self.interviews), len(code_ids)), dtype=np.bool_)
        for column, code_id in enumerate(code_ids):
            rows = [self._columns[each] for each in (code_id, *self.tree.descendants(code_id))]
            found[:, column] = matrix[:, rows].any(axis=1)
        return found

    def in_order(self, document_ids: Sequence[int]) -> SaturationStudy:
        """Return the study with its interviews in this order; those not named follow in theirs."""
        wanted = {document_id: place for place, document_id in enumerate(document_ids)}
        places = sorted(
            range(len(self.interviews)),
            key=lambda place: (wanted.get(self.interviews[place].document_id, len(wanted)), place),
        )
        return self._rearranged(places)

    def by_date(self) -> SaturationStudy:
        """Return the study with its interviews by date; those without one stand at the end in their order."""
        places = sorted(range(len(self.interviews)), key=lambda place: (self.interviews[place].date or date.max, place))
        return self._rearranged(places)

    def _rearranged(self, places: list[int]) -> SaturationStudy:
        return replace(
            self,
            interviews=tuple(self.interviews[place] for place in places),
            has_code=self.has_code[places],
            adds_dimension=self.adds_dimension[places],
        )

    @cached_property
    def _columns(self) -> dict[int, int]:
        return {code.id: column for column, code in enumerate(self.tree)}


def read_study(project: Project, coder: str | None = None) -> SaturationStudy:
    """Read the codings of a coder, for None those agreed on or, where nothing is, of all.

    Interviews stand in the order of the project. Raises InvalidOperation(UNKNOWN_CODER).
    """
    counted = _counted_coder(project, coder)
    tree = load_codes(project)
    rows = _coding_rows(project, counted)
    begun = {row[0] for row in rows} | {
        document_id
        for document_id, coder_id in project.raw().execute("SELECT document_id, coder_id FROM finished_document")
        if counted is None or coder_id == counted.id
    }
    documents = list_documents(project)
    interviews = tuple(Interview(one.id, one.name, one.interview_date) for one in documents if one.id in begun)
    places = {interview.document_id: place for place, interview in enumerate(interviews)}
    columns = {code.id: column for column, code in enumerate(tree)}
    has_code = np.zeros((len(interviews), len(tree)), dtype=np.bool_)
    adds_dimension = np.zeros_like(has_code)
    for document_id, code_id, adds in rows:
        has_code[places[document_id], columns[code_id]] = True
        adds_dimension[places[document_id], columns[code_id]] |= bool(adds)
    return SaturationStudy(
        interviews,
        tree,
        list_levels(project),
        has_code,
        adds_dimension,
        counted.name if counted else None,
        tuple(one.name for one in documents if one.id not in begun),
    )


def gather_saturation(project: Project, level: str | None = None, coder: str | None = None) -> SaturationData:
    """Read the codes of each interview; a code has its own codings and those of the codes below it.

    ``level`` is a level's key, the lowest for None; ``coder`` as in ``read_study``. Raises
    InvalidOperation(UNKNOWN_LEVEL or UNKNOWN_CODER).
    """
    counted = find_level(project, level) if level else list_levels(project)[-1]
    return read_study(project, coder).at_level(counted)


def _counted_coder(project: Project, name: str | None) -> Coder | None:
    coders = list_coders(project)
    agreed = [coder for coder in coders if coder.is_consensus or coder.name == CONSENSUS]
    if name is not None:
        named = [coder for coder in coders if coder.name == name]
        found = (named or (agreed if name == CONSENSUS else []))[:1]
        if not found:
            reason = OperationReason.NO_CONSENSUS if name == CONSENSUS else OperationReason.UNKNOWN_CODER
            raise InvalidOperation(reason, coder=name)
        return found[0]
    return next((coder for coder in agreed if _coding_rows(project, coder)), None)


def _coding_rows(project: Project, coder: Coder | None) -> list[tuple[int, int, int]]:
    """Return document, code and whether it adds a dimension, each combination once."""
    query = (
        "SELECT q.document_id, c.code_id, max(c.adds_dimension)"
        f" FROM {seen_codings_sql(project)} AS c JOIN {seen_quotations_sql(project)} AS q ON q.id = c.quotation_id"
    )
    if coder is not None:
        query += f" WHERE c.coder_id = {int(coder.id)}"
    rows: list[tuple[int, int, int]] = project.raw().execute(f"{query} GROUP BY q.document_id, c.code_id").fetchall()
    return rows
