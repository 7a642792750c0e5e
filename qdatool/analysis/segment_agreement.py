"""Agreement on the passages that coders cut themselves, matched by how far they overlap.

Nobody marks what is not there, so no cell says "neither" and chance-corrected coefficients have no basis here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from qdatool.analysis import two_coders as two
from qdatool.analysis.agreement_data import AgreementData, Passages
from qdatool.analysis.agreement_result import CodeAgreement, all_measures, without_value
from qdatool.analysis.binary import Measure
from qdatool.analysis.bootstrap import percentile_intervals, resampled_totals
from qdatool.analysis.coefficient import Coefficient, Reason
from qdatool.analysis.segments import count_matches

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SegmentCounts:
    """Segments per document, code and side, and matches per document, code and pair of sides (in their order)."""

    segments: FloatArray
    matches: FloatArray


def match_segments(data: AgreementData, threshold: float) -> SegmentCounts:
    """Count the distinct segments of each side and how many of each pair of sides match one to one."""
    n_sides = len(data.sides)
    shape = (len(data.documents), len(data.codes))
    pairs = list(combinations(range(n_sides), 2))
    segments, matches = np.zeros((*shape, n_sides)), np.zeros((*shape, len(pairs)))
    for document, code, rows in _groups(data.passages):
        per_side = [[(start, end) for side, start, end in rows if side == one] for one in range(n_sides)]
        segments[document, code] = [len(ranges) for ranges in per_side]
        matches[document, code] = [
            count_matches(per_side[one], per_side[other], threshold) if per_side[one] and per_side[other] else 0
            for one, other in pairs
        ]
    return SegmentCounts(segments, matches)


def segment_agreement(
    counts: SegmentCounts, codes: tuple[str, ...], drawn: FloatArray
) -> tuple[tuple[CodeAgreement, ...], CodeAgreement]:
    """Return the agreement on each code, and on all pooled.

    Percent agreement is matches / (matches + unmatched), for more than two coders the mean over pairs of them;
    ``n_units`` is matched and unmatched segments, over all pairs.
    """
    overall = SegmentCounts(counts.segments.sum(axis=1, keepdims=True), counts.matches.sum(axis=1, keepdims=True))
    return _agreements(counts, codes, drawn), _agreements(overall, ("",), drawn)[0]


def _groups(passages: Passages) -> Iterator[tuple[int, int, list[list[int]]]]:
    """Yield document, code and the distinct (side, start, end) of each of them."""
    rows = np.column_stack((passages.document, passages.code, passages.side, passages.start, passages.end))
    if not len(rows):
        return
    rows = np.unique(rows, axis=0)
    edges = np.flatnonzero((np.diff(rows[:, :2], axis=0) != 0).any(axis=1)) + 1
    for group in np.split(rows, edges):
        yield int(group[0, 0]), int(group[0, 1]), group[:, 2:].tolist()


def _agreements(counts: SegmentCounts, codes: tuple[str, ...], drawn: FloatArray) -> tuple[CodeAgreement, ...]:
    n_documents, n_sides = len(counts.segments), counts.segments.shape[-1]
    drawn_segments = resampled_totals(drawn, counts.segments)
    drawn_matches = resampled_totals(drawn, counts.matches)
    intervals = percentile_intervals(_percents(drawn_segments, drawn_matches), n_documents)
    segments, matches = counts.segments.sum(axis=0), counts.matches.sum(axis=0)
    percents = _percents(segments, matches)
    found = []
    for place, code in enumerate(codes):
        units = int(_unions(segments[place], matches[place]).sum())
        table = None
        if n_sides == 2:
            both, (first, second) = int(matches[place, 0]), segments[place].astype(int).tolist()
            table = (both, first - both), (second - both, None)
        if np.isnan(percents[place]):
            found.append(without_value(code, units, table, Reason.UNUSED))
            continue
        percent = Coefficient(float(percents[place]))
        measures = {
            Measure.PERCENT_AGREEMENT: percent.with_bootstrap(intervals.of(place), intervals.reasons[place]),
        }
        if n_sides == 2:
            measures[Measure.HOLSTI] = two.holsti(float(matches[place, 0]), *segments[place].tolist())
        found.append(CodeAgreement(code, units, table, all_measures(measures, n_sides, Reason.NO_NEITHER_CELL)))
    return tuple(found)


def _unions(segments: FloatArray, matches: FloatArray) -> FloatArray:
    """Return matched and unmatched segments of each pair of sides."""
    pairs = np.array(list(combinations(range(segments.shape[-1]), 2)), dtype=np.int64)
    return np.asarray(segments[..., pairs[:, 0]] + segments[..., pairs[:, 1]] - matches, dtype=np.float64)


def _percents(segments: FloatArray, matches: FloatArray) -> FloatArray:
    """Return the mean of matches / union over the pairs of sides that have segments, NaN where none has."""
    unions = _unions(segments, matches)
    has_any = unions > 0
    shares = np.where(has_any, matches / np.where(has_any, unions, 1), 0).sum(axis=-1)
    pairs = has_any.sum(axis=-1)
    return np.asarray(np.where(pairs > 0, shares / np.maximum(pairs, 1), np.nan), dtype=np.float64)
