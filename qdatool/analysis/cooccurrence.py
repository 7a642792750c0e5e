"""Which codes stand together, how often, and how much of what they cover is shared.

The c-coefficient is n_ab / (n_a + n_b - n_ab), as ATLAS.ti prints it. With overlapping quotations one quotation may
meet several, so that c can leave 0..1; it is shown as it comes, beside a Jaccard of characters that cannot. A code and
the ones below it are never paired: they stand together by definition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

import numpy as np

from qdatool.analysis.code_columns import columns_of_level
from qdatool.analysis.units import UnitPlaces
from qdatool.coding.coders import list_coders
from qdatool.coding.codes import CodeTree, load_codes
from qdatool.coding.documents import document_text, list_documents
from qdatool.coding.levels import find_level
from qdatool.coding.project import Project
from qdatool.coding.sight import seen_codings_sql, seen_quotations_sql
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.text.sentences import paragraphs
from qdatool.text.spans import Span

FAR_APART = 5
"""From how many times more one code is used than the other c says little, and a hint stands beside it."""


_Share = Callable[[tuple[int, int], int, int, int], float]
"""The Jaccard of a pair of columns with n_a, n_b and n_ab."""


class TogetherUnit(Enum):
    """Where two codes must meet to count as standing together."""

    OVERLAP = "overlap"
    QUOTATION = "quotation"
    PARAGRAPH = "paragraph"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class CodePair:
    """Two codes, ``a`` before ``b`` in tree order.

    ``n_a`` and ``n_b`` are quotations or units of each, ``n_ab`` pairs of quotations or units of both.
    """

    a: str
    b: str
    n_a: int
    n_b: int
    n_ab: int
    jaccard: float

    @property
    def c(self) -> float:
        """The c-coefficient, not clipped."""
        return c_coefficient(self.n_a, self.n_b, self.n_ab)

    @property
    def of_smaller(self) -> float:
        """The share of the rarer code's uses that meet the other."""
        return self.n_ab / min(self.n_a, self.n_b)

    @property
    def is_far_apart(self) -> bool:
        """Whether one code is used so much more often that c says little."""
        return max(self.n_a, self.n_b) > FAR_APART * min(self.n_a, self.n_b)


@dataclass(frozen=True, slots=True)
class CooccurrenceData:
    """Quotations in document order, with the columns of the codes they have; ``paragraphs`` are per document."""

    codes: tuple[str, ...]
    related: frozenset[tuple[int, int]]
    quotations: tuple[tuple[int, Span, frozenset[int]], ...]
    paragraphs: tuple[tuple[Span, ...], ...]


def c_coefficient(n_a: int, n_b: int, n_ab: int) -> float:
    """Return n_ab / (n_a + n_b - n_ab); infinite where nothing is left over."""
    left = n_a + n_b - n_ab
    return n_ab / left if left else float("inf")


def gather_cooccurrence(
    project: Project, unit: TogetherUnit, level: str | None = None, coder: str | None = None
) -> CooccurrenceData:
    """Read the quotations and their codes; with a level, its codes with all below them, else every code by itself.

    Raises InvalidOperation(UNKNOWN_LEVEL or UNKNOWN_CODER).
    """
    tree = load_codes(project)
    columns = columns_of_level(tree, find_level(project, level).id if level else None)
    documents = list_documents(project)
    places = {document.id: place for place, document in enumerate(documents)}
    found: dict[tuple[int, Span], set[int]] = {}
    rows = _rows(project, coder)
    coded, codes = columns.expand(np.array([row[3] for row in rows], dtype=np.int64))
    for row, column in zip(coded.tolist(), codes.tolist(), strict=True):
        document_id, start, end, _ = rows[row]
        found.setdefault((places[document_id], Span(start, end)), set()).add(column)
    quotations = sorted(found.items(), key=lambda item: (item[0][0], item[0][1].start, item[0][1].end))
    spans: tuple[tuple[Span, ...], ...] = ()
    if unit is TogetherUnit.PARAGRAPH:
        spans = tuple(tuple(paragraphs(document_text(project, document.id))) for document in documents)
    return CooccurrenceData(
        columns.names,
        frozenset() if level else _related(tree),
        tuple((document, span, frozenset(columns)) for (document, span), columns in quotations),
        spans,
    )


def pairs_of_codes(data: CooccurrenceData, unit: TogetherUnit) -> tuple[CodePair, ...]:
    """Return the pairs of codes that stand together at least once, in tree order."""
    if unit is TogetherUnit.OVERLAP:
        return _overlapping(data)
    single: Counter[int] = Counter()
    both: Counter[tuple[int, int]] = Counter()
    for codes in _units(data, unit):
        single.update(codes)
        both.update(combinations(sorted(codes), 2))
    return _paired(data, single, both, lambda pair, n_a, n_b, n_ab: c_coefficient(n_a, n_b, n_ab))


def _rows(project: Project, coder: str | None) -> list[tuple[int, int, int, int]]:
    query = (
        'SELECT DISTINCT q.document_id, q.start, q."end", c.code_id'
        f" FROM {seen_codings_sql(project)} AS c JOIN {seen_quotations_sql(project)} AS q ON q.id = c.quotation_id"
    )
    if coder is not None:
        ids = {present.name: present.id for present in list_coders(project)}
        if coder not in ids:
            raise InvalidOperation(OperationReason.UNKNOWN_CODER, coder=coder)
        query += f" WHERE c.coder_id = {int(ids[coder])}"
    rows: list[tuple[int, int, int, int]] = project.raw().execute(query).fetchall()
    return rows


def _related(tree: CodeTree) -> frozenset[tuple[int, int]]:
    """Return the pairs of columns of which one lies below the other; every code is a column, in tree order."""
    places = {code.id: place for place, code in enumerate(tree)}
    return frozenset(
        (min(places[code.id], places[above]), max(places[code.id], places[above]))
        for code in tree
        for above in tree.ancestors(code.id)
    )


def _units(data: CooccurrenceData, unit: TogetherUnit) -> Iterable[frozenset[int]]:
    """Return the codes of each unit that has any."""
    if unit is TogetherUnit.QUOTATION:
        return [codes for _, _, codes in data.quotations]
    found: dict[tuple[int, int], set[int]] = {}
    if unit is TogetherUnit.DOCUMENT:
        for document, _, codes in data.quotations:
            found.setdefault((document, 0), set()).update(codes)
    else:
        places = UnitPlaces(data.paragraphs)
        columns = [np.array(part, dtype=np.int64) for part in _numbers(data)]
        lows, highs = places.touched(*columns)
        for (document, _, codes), low, high in zip(data.quotations, lows.tolist(), highs.tolist(), strict=True):
            for paragraph in range(low, high):
                found.setdefault((document, paragraph), set()).update(codes)
    return [frozenset(codes) for codes in found.values()]


def _numbers(data: CooccurrenceData) -> tuple[list[int], list[int], list[int]]:
    return (
        [document for document, _, _ in data.quotations],
        [span.start for _, span, _ in data.quotations],
        [span.end for _, span, _ in data.quotations],
    )


def _overlapping(data: CooccurrenceData) -> tuple[CodePair, ...]:
    """Count the unordered pairs of quotations, one of each code, that share a character."""
    single: Counter[int] = Counter()
    both: Counter[tuple[int, int]] = Counter()
    covered: Counter[int] = Counter()
    shared: Counter[tuple[int, int]] = Counter()
    for quotations in _by_document(data):
        for place, (_, span, codes) in enumerate(quotations):
            single.update(codes)
            both.update(combinations(sorted(codes), 2))
            for _, other, others in quotations[place + 1 :]:
                if other.start >= span.end:
                    break
                # Once per pair of quotations, whichever of them has which of the two codes.
                for pair in {(a, b) if a < b else (b, a) for a in codes for b in others if a != b}:
                    both[pair] += 1
        for length, active in _stretches(quotations):
            for code in active:
                covered[code] += length
            for pair in combinations(sorted(active), 2):
                shared[pair] += length

    def jaccard(pair: tuple[int, int], _n_a: int, _n_b: int, _n_ab: int) -> float:
        return shared[pair] / (covered[pair[0]] + covered[pair[1]] - shared[pair])

    return _paired(data, single, both, jaccard)


def _by_document(data: CooccurrenceData) -> Iterator[list[tuple[int, Span, frozenset[int]]]]:
    found: dict[int, list[tuple[int, Span, frozenset[int]]]] = {}
    for quotation in data.quotations:
        found.setdefault(quotation[0], []).append(quotation)
    yield from found.values()


def _stretches(quotations: Sequence[tuple[int, Span, frozenset[int]]]) -> Iterator[tuple[int, Set[int]]]:
    """Yield every stretch of text between two ends of quotations, with the codes on it."""
    steps: dict[int, list[tuple[int, frozenset[int]]]] = {}
    for _, span, codes in quotations:
        steps.setdefault(span.start, []).append((1, codes))
        steps.setdefault(span.end, []).append((-1, codes))
    depth: dict[int, int] = {}
    before = 0
    for edge in sorted(steps):
        if depth:
            yield edge - before, depth.keys()
        before = edge
        for step, codes in steps[edge]:
            for code in codes:
                depth[code] = depth.get(code, 0) + step
                if not depth[code]:
                    del depth[code]


def _paired(
    data: CooccurrenceData, single: Counter[int], both: Counter[tuple[int, int]], jaccard: _Share
) -> tuple[CodePair, ...]:
    found = []
    for pair, n_ab in sorted(both.items()):
        if pair not in data.related:
            n_a, n_b = single[pair[0]], single[pair[1]]
            found.append(
                CodePair(data.codes[pair[0]], data.codes[pair[1]], n_a, n_b, n_ab, jaccard(pair, n_a, n_b, n_ab))
            )
    return tuple(found)
