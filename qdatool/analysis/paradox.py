"""Why a high percentage of agreement and a low kappa stand side by side, as facts.

Feinstein & Cicchetti (1990) J Clin Epidemiol 43:543-549; Byrt, Bishop & Carlin (1993) J Clin Epidemiol 46:423-429.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from qdatool.analysis.agreement_result import CodeAgreement
from qdatool.analysis.binary import Measure

WIDE_GAP = 0.3
"""How far kappa must lie below percent agreement before it is explained."""
STRONG_PREVALENCE = 0.6
STRONG_BIAS = 0.2


class ParadoxCause(Enum):
    """What lowers kappa though most units agree."""

    RARE = "rare"
    FREQUENT = "frequent"
    BIAS = "bias"


@dataclass(frozen=True, slots=True)
class Paradox:
    """High agreement beside low kappa in a 2 x 2 table.

    ``with_code`` are units that both coded and ``without_code`` those that neither did; ``kappa_max`` the highest
    kappa that the two coders' totals allow.
    """

    causes: tuple[ParadoxCause, ...]
    percent: float
    kappa: float
    kappa_max: float | None
    ac1: float | None
    with_code: int
    without_code: int
    first_only: int
    second_only: int

    @property
    def n_units(self) -> int:
        """All units."""
        return self.with_code + self.without_code + self.first_only + self.second_only


def find_paradox(found: CodeAgreement) -> Paradox | None:
    """Return what explains a kappa far below percent agreement, or None where there is nothing to explain."""
    percent, kappa = (found.measures[measure].value for measure in (Measure.PERCENT_AGREEMENT, Measure.COHEN_KAPPA))
    if found.table is None or found.prevalence is None or found.bias is None or percent is None or kappa is None:
        return None
    if percent - kappa < WIDE_GAP:
        return None
    causes = []
    if abs(found.prevalence) >= STRONG_PREVALENCE:
        causes.append(ParadoxCause.FREQUENT if found.prevalence > 0 else ParadoxCause.RARE)
    if abs(found.bias) >= STRONG_BIAS:
        causes.append(ParadoxCause.BIAS)
    if not causes:
        return None
    (both, first_only), (second_only, neither) = found.table
    return Paradox(
        tuple(causes),
        percent,
        kappa,
        found.measures[Measure.KAPPA_MAX].value,
        found.measures[Measure.GWET_AC1].value,
        both,
        neither or 0,
        first_only,
        second_only,
    )
