"""The numbers of agreement as three other programs print them, for whoever must compare with them.

None of these is a recommendation; each program's unit, universe and chance term are its own, and stand here as their
manuals describe them:

NVivo: per document and code, every character coded or not; percent and Cohen's kappa of the 2 x 2 table, 1 where the
two differ nowhere.
MAXQDA: passages that overlap by at least 90 % agree; percent 2M / (N1 + N2); "kappa" with chance 1 / number of codes,
since nobody marks what is not there (Brennan & Prediger's form).
ATLAS.ti: per domain, on characters; percent agreement, Holsti's index, and Krippendorff's binary alpha and cu-alpha.
Its Cu-alpha over all domains is not published in enough detail to be computed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from qdatool.analysis import two_coders as two
from qdatool.analysis.agreement_data import AgreementData
from qdatool.analysis.agreement_result import AgreementOptions
from qdatool.analysis.coefficient import Coefficient
from qdatool.analysis.coverage import BOTH, FIRST_ONLY, NEITHER, SECOND_ONLY
from qdatool.analysis.exclusive_data import NO_CODE, exclusive_values
from qdatool.analysis.segment_agreement import match_segments
from qdatool.analysis.unit_agreement import count_cells
from qdatool.analysis.unitizing_data import domain_alphas
from qdatool.analysis.units import Universe

MAXQDA_OVERLAP = 0.9


@dataclass(frozen=True, slots=True)
class NvivoRow:
    """One code in one document, characters: shares of all and kappa, None where the document is empty."""

    document: str
    code: str
    kappa: float | None
    agreement: float | None
    both: float | None
    neither: float | None
    first_only: float | None
    second_only: float | None


@dataclass(frozen=True, slots=True)
class MaxqdaNumbers:
    """All codes: segments that found a partner (of both coders), those that did not, percent and kappa."""

    agreements: int
    first_only: int
    second_only: int
    n_codes: int
    percent: float | None
    kappa: float | None


@dataclass(frozen=True, slots=True)
class AtlasNumbers:
    """One domain, characters: percent agreement, Holsti's index, binary alpha and cu-alpha."""

    percent: float | None
    holsti: float | None
    alpha_binary: Coefficient
    cu_alpha: Coefficient


def nvivo_rows(data: AgreementData) -> tuple[NvivoRow, ...]:
    """Return a row per document and code that a coder used there; ``data`` is gathered for characters, two sides."""
    cells = count_cells(replace(data, spans=None), Universe.ALL)
    found = []
    for document, code in np.argwhere(cells[:, :, NEITHER + 1 :].any(axis=2)).tolist():
        both, first, second, neither = (
            float(cells[document, code, x]) for x in (BOTH, FIRST_ONLY, SECOND_ONLY, NEITHER)
        )
        n = both + first + second + neither
        kappa = two.cohen_kappa([[both, first], [second, neither]]).value if first or second else 1.0
        found.append(
            NvivoRow(
                data.documents[document],
                data.codes[code],
                kappa,
                (both + neither) / n,
                both / n,
                neither / n,
                first / n,
                second / n,
            )
        )
    return tuple(found)


def maxqda_numbers(data: AgreementData, overlap: float = MAXQDA_OVERLAP) -> MaxqdaNumbers:
    """Return the numbers over all codes of two sides."""
    counts = match_segments(data, overlap)
    first, second = (int(one) for one in counts.segments.sum(axis=(0, 1)))
    matched, n_codes = int(counts.matches.sum()), len(data.codes)
    percent = two.holsti(matched, first, second).value
    kappa = None
    if percent is not None and n_codes > 1:
        kappa = (percent - 1 / n_codes) / (1 - 1 / n_codes)
    return MaxqdaNumbers(2 * matched, first - matched, second - matched, n_codes, percent, kappa)


def atlas_numbers(data: AgreementData, options: AgreementOptions) -> AtlasNumbers | None:
    """Return the numbers of one domain, gathered for characters, or None where a coder gave a character two codes.

    Percent agreement and Holsti's index are for two sides, else None; both look at what a coder coded.
    """
    plain = replace(data, spans=None)
    stretches, doubles = exclusive_values(plain, Universe.ALL)
    if doubles:
        return None
    alphas = domain_alphas(plain, options)
    percent = holsti = None
    if len(data.sides) == 2:
        first, second = stretches.values[:, 0], stretches.values[:, 1]
        length = stretches.length
        same = float(length[(first == second) & (first != NO_CODE)].sum())
        coded = [float(length[side != NO_CODE].sum()) for side in (first, second)]
        any_coded = float(length[(first != NO_CODE) | (second != NO_CODE)].sum())
        percent = same / any_coded if any_coded else None
        holsti = two.holsti(same, *coded).value
    return AtlasNumbers(percent, holsti, alphas.binary, alphas.cu_alpha)
