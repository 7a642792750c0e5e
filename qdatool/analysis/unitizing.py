"""Agreement of coders who themselves cut a text into coded passages: the unitizing family of alpha.

Krippendorff, Mathet, Bouvry & Widlöcher (2016), Quality & Quantity 50:2347-2364, eqs. 1, 4-6, 10, 11 and 13
(Krippendorff 2019, section 12.6, eqs. 32-38). A coder's passages of one text must not overlap, so the
coefficients are for one code, or for codes of which only one can apply. Each document is a continuum of its own; the
sums over documents make one coefficient.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qdatool.analysis.bootstrap import (
    DRAWS,
    FEWEST_DOCUMENTS,
    draw_documents,
    percentile_intervals,
    resampled_totals,
)
from qdatool.analysis.coefficient import Coefficient, Reason, undefined

FloatArray = NDArray[np.float64]

_GAP = 0
"""Place of uncoded text among the values."""

_Formula = Callable[[FloatArray, FloatArray, FloatArray], FloatArray]
"""A coefficient of many ``_Sums`` at once: a row per text or draw in, a number per row out, NaN where undefined."""


class Passage(NamedTuple):
    """A passage ``start..end`` (half-open) with the value that a coder gave it."""

    start: int
    end: int
    value: Hashable


@dataclass(frozen=True, slots=True)
class Continuum:
    """One text of ``length`` characters and the passages of each coder, in any order."""

    length: int
    coders: tuple[tuple[Passage, ...], ...]


@dataclass(frozen=True, slots=True)
class UnitizingAgreement:
    """The coefficients of the family.

    ``u_alpha``: boundaries and values. ``binary``: coded or not, whatever the value. ``cu_alpha``: values where both
    coders coded; ``coverage`` is the share of all text that it looks at. ``by_value``: (k)u-alpha of each value, and
    in ``coverage_by_value`` the share of that value's text that it looks at; None where the value is unused.
    """

    u_alpha: Coefficient
    binary: Coefficient
    cu_alpha: Coefficient
    coverage: float | None
    by_value: Mapping[Hashable, Coefficient]
    coverage_by_value: Mapping[Hashable, float | None]


def overlapping_passages(continuum: Continuum) -> list[tuple[Passage, Passage]]:
    """Return the pairs of neighbouring passages of one coder that share characters: these have no unitizing alpha."""
    found = []
    for passages in continuum.coders:
        ordered = sorted(passages, key=lambda passage: (passage.start, passage.end))
        found += [(one, other) for one, other in pairwise(ordered) if other.start < one.end]
    return found


def unitizing_agreement(
    continua: Sequence[Continuum], *, seed: int | None = None, draws: int = DRAWS
) -> UnitizingAgreement:
    """Return the family for texts that the same coders coded; with a ``seed``, with intervals over documents.

    Raises ValueError where passages of a coder overlap or leave the text, or coders differ in number.
    """
    values = tuple(dict.fromkeys(p.value for text in continua for coder in text.coders for p in coder))
    if not continua or len(continua[0].coders) < 2:
        reason = Reason.NO_COMMON_DOCUMENTS if not continua else Reason.ONE_CODER
        nothing = undefined(reason)
        return UnitizingAgreement(
            nothing, nothing, nothing, None, dict.fromkeys(values, nothing), dict.fromkeys(values)
        )
    if len({len(text.coders) for text in continua}) != 1:
        raise ValueError("every text needs the same coders")
    places = {value: place for place, value in enumerate(values, start=1)}
    per_text = [_sums(text, places) for text in continua]
    total = _Sums(*(sum(part) for part in zip(*per_text, strict=True)))
    drawn = None
    if seed is not None:
        weights = draw_documents(len(continua), seed, draws)
        drawn = [resampled_totals(weights, np.stack(part)) for part in zip(*per_text, strict=True)]
    return _family(total, values, drawn, len(continua))


class _Sums(NamedTuple):
    """What the coefficients need of a text; sums over texts are meant.

    ``shared``: l_ck, what both of a pair of coders gave a value; ``squares``: T_c, squared lengths of passages and
    plain ones of gaps; ``met_squares``: T*_c, squared lengths of what of a passage meets passages of another coder
    (eq. 10, pair by pair; an implementation that takes the union of the others differs from three coders on).
    """

    shared: FloatArray
    squares: FloatArray
    met_squares: FloatArray


def _family(
    total: _Sums, values: tuple[Hashable, ...], drawn: list[FloatArray] | None, n_texts: int
) -> UnitizingAgreement:
    def coefficient(formula: _Formula, without: Reason) -> Coefficient:
        value = float(formula(*(part[None] for part in total))[0])
        if np.isnan(value):
            return undefined(without)
        plain = Coefficient(value, reason=Reason.NO_INTERVAL)
        if drawn is None:
            return plain
        if n_texts < FEWEST_DOCUMENTS:
            return plain.without_interval(Reason.FEW_DOCUMENTS)
        intervals = percentile_intervals(formula(*drawn)[:, None], n_texts)
        return plain.with_bootstrap(intervals.of(0), intervals.reasons[0])

    lengths = total.shared.sum(axis=0)
    met = total.shared[1:, 1:].sum(axis=0)
    why_none = Reason.ONE_VALUE if len(values) == 1 else Reason.NO_VARIATION
    without_codes = Reason.UNUSED if not values else why_none
    return UnitizingAgreement(
        coefficient(_u_alphas, Reason.UNUSED if not values else Reason.NO_VARIATION),
        coefficient(_binary_alphas, Reason.UNUSED if not values else Reason.NO_VARIATION),
        coefficient(_cu_alphas, without_codes),
        float(met.sum() / lengths.sum()) if lengths.sum() else None,
        {value: coefficient(_value_formula(place), without_codes) for place, value in enumerate(values)},
        {
            value: float(met[place] / lengths[place + 1]) if lengths[place + 1] else None
            for place, value in enumerate(values)
        },
    )


def _expected(lengths: FloatArray, squares: FloatArray) -> FloatArray:
    """Return e_ck from l_c and T_c: what chance would make meet (rows x values x values)."""
    total = lengths.sum(axis=1)
    own = squares[:, :, None] * np.eye(lengths.shape[1])
    with np.errstate(invalid="ignore", divide="ignore"):
        scale = total / (total**2 - squares.sum(axis=1))
    return np.asarray(scale[:, None, None] * (lengths[:, :, None] * lengths[:, None, :] - own), dtype=np.float64)


def _u_alphas(shared: FloatArray, squares: FloatArray, _met_squares: FloatArray) -> FloatArray:
    """Observed against expected difference, gaps among the values."""
    return _over_values(shared, squares)


def _binary_alphas(shared: FloatArray, squares: FloatArray, _met_squares: FloatArray) -> FloatArray:
    """The same for uncoded text against all coded text."""
    lengths = shared.sum(axis=1)
    expected = _expected(lengths, squares)
    apart = lengths[:, _GAP] - shared[:, _GAP, _GAP]
    by_chance = expected[:, _GAP].sum(axis=1) - expected[:, _GAP, _GAP]
    varies = (lengths[:, _GAP] > 0) & (lengths[:, 1:].sum(axis=1) > 0)
    return _ratio(apart, by_chance, varies)


def _cu_alphas(shared: FloatArray, _squares: FloatArray, met_squares: FloatArray) -> FloatArray:
    """The same on what two coders coded, gaps left out."""
    return _over_values(shared[:, 1:, 1:], met_squares)


def _value_formula(place: int) -> _Formula:
    """Return (k)u-alpha of one value."""

    def value_alphas(shared: FloatArray, _squares: FloatArray, met_squares: FloatArray) -> FloatArray:
        met = shared[:, 1:, 1:]
        lengths = met.sum(axis=1)
        expected = _expected(lengths, met_squares)
        own = lengths[:, place]
        by_chance = expected[:, place].sum(axis=1)
        varies = (own > 0) & (np.count_nonzero(lengths, axis=1) > 1)
        with np.errstate(invalid="ignore", divide="ignore"):
            apart = by_chance / own * (own - met[:, place, place])
        return _ratio(apart, by_chance - expected[:, place, place], varies)

    return value_alphas


def _over_values(shared: FloatArray, squares: FloatArray) -> FloatArray:
    lengths = shared.sum(axis=1)
    apart = lengths.sum(axis=1) - np.trace(shared, axis1=1, axis2=2)
    by_chance = lengths.sum(axis=1) - np.trace(_expected(lengths, squares), axis1=1, axis2=2)
    return _ratio(apart, by_chance, np.count_nonzero(lengths, axis=1) > 1)


def _ratio(apart: FloatArray, by_chance: FloatArray, varies: NDArray[np.bool_]) -> FloatArray:
    """Return 1 - apart / by chance where more than one value occurs; rounding must not decide that."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(varies, 1 - apart / by_chance, np.nan), dtype=np.float64)


def _sums(text: Continuum, places: Mapping[Hashable, int]) -> _Sums:
    size, n_coders = len(places) + 1, len(text.coders)
    _check(text)
    edges = np.unique([0, text.length, *(edge for coder in text.coders for p in coder for edge in (p.start, p.end))])
    stretches = np.diff(edges).astype(np.float64)
    worn = np.zeros((n_coders, len(stretches)), dtype=np.int64)
    squares = np.zeros(size)
    for coder, passages in enumerate(text.coders):
        for passage in passages:
            place = places[passage.value]
            worn[coder, slice(*np.searchsorted(edges, (passage.start, passage.end)))] = place
            squares[place] += (passage.end - passage.start) ** 2
        squares[_GAP] += stretches[worn[coder] == _GAP].sum()
    shared = np.zeros((size, size))
    met_squares = np.zeros(size)
    for coder in range(n_coders):
        for other in range(n_coders):
            if coder == other:
                continue
            np.add.at(shared, (worn[coder], worn[other]), stretches)
            met = stretches * (worn[other] != _GAP)
            for passage in text.coders[coder]:
                inside = slice(*np.searchsorted(edges, (passage.start, passage.end)))
                met_squares[places[passage.value]] += met[inside].sum() ** 2
    return _Sums(shared / (n_coders - 1), squares, met_squares[1:] / (n_coders - 1))


def _check(text: Continuum) -> None:
    if overlapping_passages(text):
        raise ValueError("the passages of one coder overlap")
    for passage in (p for coder in text.coders for p in coder):
        if not 0 <= passage.start < passage.end <= text.length:
            raise ValueError(f"not a passage of {text.length} characters: {passage.start}..{passage.end}")
