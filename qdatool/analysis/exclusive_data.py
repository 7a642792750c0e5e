"""One value per unit and coder, for codes of which only one can apply.

A document is cut where a coded range begins or ends; between two cuts every unit looks the same, so that a stretch
with its length stands for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from qdatool.analysis.agreement_data import AgreementData
from qdatool.analysis.units import UnitPlaces, Universe

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

NO_CODE = 0
"""Place of "no code of the domain" among the values; the codes follow in their order."""


@dataclass(frozen=True, slots=True)
class DoubleUnit:
    """A unit to which one coder gave two codes of a domain.

    ``unit`` is counted from 1 in its document; for characters it is the first of ``length`` on end.
    """

    document: str
    unit: int
    length: int
    coder: str
    codes: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stretches:
    """Units that look the same: of which document, how many, and the value each coder gave (stretches x coders)."""

    document: IntArray
    length: FloatArray
    values: IntArray


@dataclass(frozen=True, slots=True)
class _Ranges:
    """The ranges of units that one document's passages cover; empty ones left out."""

    column: IntArray
    side: IntArray
    low: IntArray
    high: IntArray


def exclusive_values(data: AgreementData, universe: Universe) -> tuple[Stretches, tuple[DoubleUnit, ...]]:
    """Return the value of every unit and coder, and the units where a coder gave two, which have no value to compare.

    With ``CODED_BY_ANY`` only the units that a coder coded with any code, of the domain or not.
    """
    places = UnitPlaces(data.spans) if data.spans is not None else None
    units = places.counts if places is not None else data.characters
    documents, lengths, values, doubles = [], [], [], []
    for place, (ranges, anything) in enumerate(_per_document(data, places)):
        edges = np.unique(np.concatenate(([0, units[place]], ranges.low, ranges.high, anything.low, anything.high)))
        worn = np.zeros((len(edges) - 1, len(data.sides)), dtype=np.int64)
        doubles += list(_fill(worn, edges, ranges, data, data.documents[place]))
        kept = _is_covered(anything, edges) if universe is Universe.CODED_BY_ANY else np.ones(len(worn), dtype=np.bool_)
        documents.append(np.full(int(kept.sum()), place, dtype=np.int64))
        lengths.append(np.diff(edges)[kept].astype(np.float64))
        values.append(worn[kept])
    if not documents:
        nothing = np.zeros(0, dtype=np.int64)
        return Stretches(nothing, np.zeros(0), np.zeros((0, len(data.sides)), dtype=np.int64)), ()
    stretches = Stretches(np.concatenate(documents), np.concatenate(lengths), np.concatenate(values))
    return stretches, tuple(sorted(doubles, key=lambda double: (data.documents.index(double.document), double.unit)))


def _per_document(data: AgreementData, places: UnitPlaces | None) -> Iterator[tuple[_Ranges, _Ranges]]:
    """Yield for each document the ranges of the domain's codes and those of any code."""
    both = []
    for passages in (data.passages, data.anything):
        low, high = passages.start, passages.end
        if places is not None:
            low, high = places.touched(passages.document, passages.start, passages.end)
        order = np.flatnonzero(low < high)
        order = order[np.argsort(passages.document[order], kind="stable")]
        ends = np.searchsorted(passages.document[order], np.arange(1, len(data.documents) + 1))
        both.append((np.split(order, ends[:-1]), passages, low, high))
    for place in range(len(data.documents)):
        of_document = []
        for parts, passages, low, high in both:
            rows = parts[place]
            of_document.append(_Ranges(passages.code[rows], passages.side[rows], low[rows], high[rows]))
        yield of_document[0], of_document[1]


def _fill(worn: IntArray, edges: IntArray, ranges: _Ranges, data: AgreementData, document: str) -> Iterator[DoubleUnit]:
    """Write the value of each range into the stretches it covers; yield where another value stands already."""
    lows, highs = np.searchsorted(edges, ranges.low).tolist(), np.searchsorted(edges, ranges.high).tolist()
    found: dict[tuple[int, int], set[int]] = {}
    for column, side, low, high in zip(ranges.column.tolist(), ranges.side.tolist(), lows, highs, strict=True):
        cells = worn[low:high, side]
        value = column + 1
        for stretch in np.flatnonzero((cells != NO_CODE) & (cells != value)).tolist():
            found.setdefault((low + stretch, side), {int(cells[stretch])}).add(value)
        cells[cells == NO_CODE] = value
    for (stretch, side), values in sorted(found.items()):
        start, length = int(edges[stretch]), int(edges[stretch + 1] - edges[stretch])
        for one, other in combinations(sorted(values), 2):
            codes = data.codes[one - 1], data.codes[other - 1]
            yield DoubleUnit(document, start + 1, length, data.sides[side].label, codes)


def _is_covered(ranges: _Ranges, edges: IntArray) -> NDArray[np.bool_]:
    steps = np.zeros(len(edges), dtype=np.int64)
    np.add.at(steps, np.searchsorted(edges, ranges.low), 1)
    np.add.at(steps, np.searchsorted(edges, ranges.high), -1)
    return np.asarray(np.cumsum(steps)[:-1] > 0)
