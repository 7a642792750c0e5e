"""The table that Persian studies report: per interview, how many codes, how many agreements, how many not, percent.

Khastar (2009), Methodology of Social Sciences and Humanities 15(58): 161-174, for two coders and for the retest of one:
percent = 2 x agreements / codes of both x 100, which is Holsti's coefficient.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qdatool.analysis.agreement_data import AgreementData
from qdatool.analysis.agreement_result import AgreementOptions
from qdatool.analysis.coverage import BOTH, FIRST_ONLY, SECOND_ONLY
from qdatool.analysis.segment_agreement import match_segments
from qdatool.analysis.unit_agreement import count_cells
from qdatool.analysis.units import Unit


@dataclass(frozen=True, slots=True)
class DocumentAgreement:
    """One row: ``total`` codes that both gave together, ``agreements`` on which both are one, and those of one alone.

    total = 2 x agreements + disagreements. ``document`` is empty in the row of all documents.
    """

    document: str
    total: int
    agreements: int
    disagreements: int

    @property
    def share(self) -> float | None:
        """2 x agreements / total, or None where nobody gave a code."""
        return 2 * self.agreements / self.total if self.total else None


def agreement_per_document(
    data: AgreementData, options: AgreementOptions
) -> tuple[tuple[DocumentAgreement, ...], DocumentAgreement] | None:
    """Return the rows and the row of all documents; None unless exactly two sides are compared.

    A code of one coder counts once per unit it is in, or once per passage where the unit is the matched segment.
    """
    if len(data.sides) != 2:
        return None
    if options.unit is Unit.SEGMENT:
        counts = match_segments(data, options.overlap)
        matched = counts.matches[:, :, 0].sum(axis=1)
        total = counts.segments.sum(axis=(1, 2))
    else:
        cells = count_cells(data, options.universe).sum(axis=1)
        matched = cells[:, BOTH]
        total = 2 * matched + cells[:, FIRST_ONLY] + cells[:, SECOND_ONLY]
    numbers = np.stack((total, matched, total - 2 * matched), axis=1).astype(np.int64)
    rows = tuple(DocumentAgreement(name, *row) for name, row in zip(data.documents, numbers.tolist(), strict=True))
    return rows, DocumentAgreement("", *numbers.sum(axis=0).tolist())
