"""Which interview has which code, as saturation asks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qdatool.analysis.agreement_data import read_codings
from qdatool.analysis.code_columns import columns_of_level
from qdatool.coding.coders import list_coders
from qdatool.coding.codes import load_codes
from qdatool.coding.documents import list_documents
from qdatool.coding.levels import find_level, list_levels
from qdatool.coding.project import Project
from qdatool.errors import InvalidOperation, OperationReason

CONSENSUS = "consensus"
"""The coder in whose name the agreed coding stands, where a project has one."""


@dataclass(frozen=True, slots=True)
class SaturationData:
    """Interviews in their order, codes in tree order, and which interview has which code (interviews x codes).

    ``coder`` is None where all coders count. ``left_out`` are documents that nobody counted has coded or finished: an
    interview that still waits would look like one without anything new.
    """

    interviews: tuple[str, ...]
    codes: tuple[str, ...]
    incidence: NDArray[np.bool_]
    level: str
    coder: str | None
    left_out: tuple[str, ...]


def gather_saturation(project: Project, level: str | None = None, coder: str | None = None) -> SaturationData:
    """Read the codes of each interview; a code has its own codings and those of the codes below it.

    ``level`` is a level's key, the lowest for None; ``coder`` a name, for None the consensus or else all. Raises
    InvalidOperation(UNKNOWN_LEVEL or UNKNOWN_CODER).
    """
    counted = find_level(project, level) if level else list_levels(project)[-1]
    coders = {present.name: present.id for present in list_coders(project)}
    if coder is not None and coder not in coders:
        raise InvalidOperation(OperationReason.UNKNOWN_CODER, coder=coder)
    name = coder or (CONSENSUS if CONSENSUS in coders else None)
    rows = read_codings(project, None if name is None else {coders[name]})
    columns = columns_of_level(load_codes(project), counted.id)
    begun = set(np.unique(rows[:, 0]).tolist()) | {
        document_id
        for document_id, coder_id in project.raw().execute("SELECT document_id, coder_id FROM finished_document")
        if name is None or coder_id == coders[name]
    }
    documents = list_documents(project)
    interviews = [document for document in documents if document.id in begun]
    places = {document.id: place for place, document in enumerate(interviews)}
    incidence = np.zeros((len(interviews), len(columns.names)), dtype=np.bool_)
    coded, codes = columns.expand(rows[:, 1])
    if len(coded):
        row_places = np.array([places[document_id] for document_id in rows[:, 0].tolist()], dtype=np.int64)
        incidence[row_places[coded], codes] = True
    return SaturationData(
        tuple(document.name for document in interviews),
        columns.names,
        incidence,
        counted.key,
        name,
        tuple(document.name for document in documents if document.id not in begun),
    )
