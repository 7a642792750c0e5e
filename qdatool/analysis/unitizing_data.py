"""The unitizing family for a project: of each code by itself, and of the codes of a domain.

By itself a code has coded and uncoded text only, so that u-alpha and its binary form are one. All codes are counted at
once from how many coders cover a character and from the squared lengths of their passages.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qdatool.analysis.agreement_data import AgreementData, Passages
from qdatool.analysis.agreement_result import AgreementOptions
from qdatool.analysis.bootstrap import draw_documents, percentile_intervals, resampled_totals
from qdatool.analysis.coefficient import Coefficient, Reason, undefined
from qdatool.analysis.coverage import NEITHER, Ranges, covered_cells
from qdatool.analysis.unitizing import Continuum, Passage, UnitizingAgreement, unitizing_agreement

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_CODES_AT_ONCE = 250


@dataclass(frozen=True, slots=True)
class _Joined:
    """Passages of one coder and code that share no character with each other; arrays of one length."""

    document: IntArray
    code: IntArray
    side: IntArray
    start: IntArray
    end: IntArray


def code_alphas(data: AgreementData, options: AgreementOptions) -> tuple[Coefficient, ...]:
    """Return u-alpha of each code by itself, in the order of the codes, with its interval over documents.

    Overlapping passages of one coder and code count as one; passages that only touch stay two.
    """
    n_documents, n_codes, n_sides = len(data.documents), len(data.codes), len(data.sides)
    if n_sides < 2 or not n_documents:
        reason = Reason.ONE_CODER if n_sides < 2 else Reason.NO_COMMON_DOCUMENTS
        return (undefined(reason),) * n_codes
    sums = _code_sums(data, _joined(data.passages))
    drawn = draw_documents(n_documents, options.seed, options.draws)
    found: list[Coefficient] = []
    for start in range(0, n_codes, _CODES_AT_ONCE):
        part = sums[:, start : start + _CODES_AT_ONCE]
        values = _alphas(part.sum(axis=0))
        intervals = percentile_intervals(_alphas(resampled_totals(drawn, part)), n_documents)
        for place, (value, total) in enumerate(zip(values.tolist(), part.sum(axis=0), strict=True)):
            if np.isnan(value):
                found.append(undefined(Reason.NO_VARIATION if total[_CODED] else Reason.UNUSED))
            else:
                found.append(Coefficient(value).with_bootstrap(intervals.of(place), intervals.reasons[place]))
    return tuple(found)


def domain_alphas(data: AgreementData, options: AgreementOptions) -> UnitizingAgreement:
    """Return the family for codes of which only one can apply; values are the codes' places in ``data.codes``.

    Raises ValueError where a coder's passages of different codes overlap: ask ``exclusive_values`` on characters first.
    """
    joined = _joined(data.passages)
    passages: list[list[list[Passage]]] = [[[] for _ in data.sides] for _ in data.documents]
    rows = zip(
        *(part.tolist() for part in (joined.document, joined.side, joined.start, joined.end, joined.code)), strict=True
    )
    for document, side, start, end, code in rows:
        passages[document][side].append(Passage(start, end, code))
    continua = [
        Continuum(length, tuple(tuple(mine) for mine in coders))
        for length, coders in zip(data.characters.tolist(), passages, strict=True)
    ]
    return unitizing_agreement(continua, seed=options.seed, draws=options.draws)


def _joined(passages: Passages) -> _Joined:
    """Join the passages that overlap within one document, code and coder."""
    order = np.lexsort((passages.end, passages.start, passages.side, passages.code, passages.document))
    document, code, side, start, end = (
        part[order] for part in (passages.document, passages.code, passages.side, passages.start, passages.end)
    )
    if not len(order):
        return _Joined(document, code, side, start, end)
    changes = np.zeros(len(order), dtype=np.bool_)
    changes[0] = True
    for part in (document, code, side):
        changes[1:] |= np.diff(part) != 0
    # Each group lies above all ends of the groups before it, so that one running maximum serves them all.
    base = np.cumsum(changes) * (int(end.max()) + 1)
    reach = np.maximum.accumulate(base + end)
    begins = changes.copy()
    begins[1:] |= base[1:] + start[1:] >= reach[:-1]
    firsts = np.flatnonzero(begins)
    ends = np.maximum.reduceat(end, firsts)
    return _Joined(document[firsts], code[firsts], side[firsts], start[firsts], ends)


_CODED, _MIXED, _UNCODED, _SQUARES, _GAPS = range(5)
"""Columns of the sums: l of coded with coded, with uncoded, uncoded with uncoded; T of the code and of the gaps."""


def _code_sums(data: AgreementData, joined: _Joined) -> FloatArray:
    """Return the sums of each document and code (documents x codes x columns)."""
    n_documents, n_codes, n_sides = len(data.documents), len(data.codes), len(data.sides)
    group = joined.document * n_codes + joined.code
    cells = covered_cells(Ranges(group, joined.side, joined.start, joined.end), n_documents * n_codes, n_sides)
    if n_sides == 2:
        cells = np.stack((cells[:, 0], cells[:, 1] + cells[:, 2], cells[:, 3]), axis=1)
    lengths = np.repeat(data.characters, n_codes).astype(np.float64)
    cells[:, NEITHER] = lengths - cells.sum(axis=1)
    who = np.arange(n_sides + 1)
    others = n_sides - 1
    size = joined.end - joined.start
    squares = np.bincount(group, (size.astype(np.float64)) ** 2, n_documents * n_codes)
    sums = np.stack(
        (
            cells @ (who * (who - 1)) / others,
            cells @ (who * (n_sides - who)) / others,
            cells @ ((n_sides - who) * (n_sides - who - 1)) / others,
            squares,
            cells @ (n_sides - who),
        ),
        axis=1,
    )
    return np.asarray(sums.reshape(n_documents, n_codes, -1), dtype=np.float64)


def _alphas(sums: FloatArray) -> FloatArray:
    """Return binary u-alpha of sums (... x columns): eqs. 4-6 for one value, written out."""
    coded, mixed, uncoded = sums[..., _CODED], sums[..., _MIXED], sums[..., _UNCODED]
    own, gap = coded + mixed, uncoded + mixed
    total = own + gap
    with np.errstate(invalid="ignore", divide="ignore"):
        scale = total / (total**2 - sums[..., _SQUARES] - sums[..., _GAPS])
        return np.asarray(np.where((own > 0) & (gap > 0), 1 - mixed / (scale * own * gap), np.nan), dtype=np.float64)
