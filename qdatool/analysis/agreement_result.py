"""What is asked of a comparison of coders and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qdatool.analysis.binary import TWO_CODERS_ONLY, Measure
from qdatool.analysis.bootstrap import DRAWS
from qdatool.analysis.coefficient import Coefficient, Reason, undefined
from qdatool.analysis.units import Unit, Universe

Measures = Mapping[Measure, Coefficient]
Table = tuple[tuple[int, int], tuple[int, int | None]]


@dataclass(frozen=True, slots=True)
class AgreementOptions:
    """What to compare on; ``overlap`` is the least shared part of matched segments, ``seed`` that of the bootstrap."""

    unit: Unit = Unit.PARAGRAPH
    universe: Universe = Universe.ALL
    overlap: float = 0.5
    seed: int = 1
    draws: int = DRAWS


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """Agreement on one code, or on all pooled (then ``code`` is empty).

    ``table`` is ((both, first only), (second only, neither)) for two coders, else None; matched segments have no
    "neither". ``prevalence`` and ``bias`` are the indices that explain a low kappa beside high agreement.
    """

    code: str
    n_units: int
    table: Table | None
    measures: Measures
    prevalence: float | None = None
    bias: float | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement per code, in tree order, and pooled over codes.

    ``documents_without_units`` are compared, yet hold no unit of the kind (a text without turns). ``reason`` says why
    nothing at all could be compared, or is None.
    """

    coders: tuple[str, ...]
    documents: tuple[str, ...]
    codes: tuple[CodeAgreement, ...]
    overall: CodeAgreement
    documents_without_units: tuple[str, ...]
    reason: Reason | None


def without_value(code: str, n_units: int, table: Table | None, reason: Reason) -> CodeAgreement:
    """Return agreement on a code of which nothing can be said but why."""
    return CodeAgreement(code, n_units, table, {measure: undefined(reason) for measure in Measure})


def all_measures(measures: Measures, n_coders: int, otherwise: Reason = Reason.TWO_CODERS_ONLY) -> Measures:
    """Return the measures in their order; those of two coders are undefined for more, others by ``otherwise``."""
    return {
        measure: measures[measure]
        if measure in measures
        else undefined(Reason.TWO_CODERS_ONLY if measure in TWO_CODERS_ONLY and n_coders != 2 else otherwise)
        for measure in Measure
    }


def nothing_to_compare(n_coders: int, n_documents: int, n_units: int) -> Reason | None:
    """Return why no agreement can be asked for at all, or None."""
    if n_coders < 2:
        return Reason.ONE_CODER
    if not n_documents:
        return Reason.NO_COMMON_DOCUMENTS
    if not n_units:
        return Reason.NO_UNITS
    return None
