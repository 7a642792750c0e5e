"""What must hold of every comparison, whatever was coded: on arrays as a project gives them."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qdatool.analysis.agreement import measure_agreement
from qdatool.analysis.agreement_data import AgreementData, Passages, Side
from qdatool.analysis.agreement_result import Agreement, AgreementOptions, CodeAgreement, Measures
from qdatool.analysis.binary import Measure
from qdatool.analysis.coefficient import Reason
from qdatool.analysis.document_agreement import agreement_per_document
from qdatool.analysis.exclusive import measure_exclusive
from qdatool.analysis.unitizing_data import code_alphas
from qdatool.analysis.units import Unit, Universe
from qdatool.text.spans import Span
from tests.analysis.studies import UNHURRIED

LENGTH, UNIT = 40, 8
CODES = ("a", "b", "c")
UNITS = (Unit.PARAGRAPH, Unit.CHARACTER, Unit.SEGMENT)

Row = tuple[int, int, int, int, int]
"""Document, code, side, start, end."""


def rows(sides: int = 2, documents: int = 3) -> st.SearchStrategy[list[Row]]:
    """Return passages of at most 12 characters anywhere."""
    start = st.integers(0, LENGTH - 1)
    row = st.tuples(
        st.integers(0, documents - 1), st.integers(0, 2), st.integers(0, sides - 1), start, st.integers(1, 12)
    )
    return st.lists(row, max_size=25).map(
        lambda found: [(document, code, side, a, min(a + length, LENGTH)) for document, code, side, a, length in found]
    )


def data_of(found: list[Row], unit: Unit, *, sides: int = 2, documents: int = 3) -> AgreementData:
    columns = np.array(found, dtype=np.int64).reshape(-1, 5).T
    passages = Passages(columns[0], columns[1], columns[2], columns[3], columns[4])
    spans = tuple(Span(start, start + UNIT - 1) for start in range(0, LENGTH, UNIT))
    return AgreementData(
        tuple(Side("ABC"[number], number, None) for number in range(sides)),
        tuple(f"d{number}" for number in range(documents)),
        CODES,
        passages,
        passages,
        np.full(documents, LENGTH, dtype=np.int64),
        (spans,) * documents if unit is Unit.PARAGRAPH else None,
    )


def compare(data: AgreementData, unit: Unit, universe: Universe = Universe.ALL) -> Agreement:
    return measure_agreement(data, AgreementOptions(unit, universe, draws=20))


def values(measures: Measures) -> list[float]:
    return [math.nan if one.value is None else one.value for one in measures.values()]


def alike(one: Measures, other: Measures) -> bool:
    return values(one) == pytest.approx(values(other), abs=1e-9, nan_ok=True)


def code(found: Agreement, name: str) -> CodeAgreement:
    return next(one for one in found.codes if one.code == name)


@pytest.mark.parametrize("unit", UNITS)
@given(found=rows())
@UNHURRIED
def test_who_is_named_first_changes_nothing(unit, found):
    one = compare(data_of(found, unit), unit)
    other = compare(data_of([(d, c, 1 - s, a, b) for d, c, s, a, b in found], unit), unit)
    assert alike(one.overall.measures, other.overall.measures)
    assert all(alike(a.measures, b.measures) for a, b in zip(one.codes, other.codes, strict=True))


@pytest.mark.parametrize("unit", UNITS)
@given(found=rows(), order=st.permutations(range(3)))
@UNHURRIED
def test_what_codes_are_called_and_where_they_stand_changes_nothing(unit, found, order):
    one = compare(data_of(found, unit), unit)
    moved = data_of([(d, order[c], s, a, b) for d, c, s, a, b in found], unit)
    names = [""] * 3
    for place, name in enumerate(CODES):
        names[order[place]] = name
    other = compare(replace(moved, codes=tuple(names)), unit)
    assert alike(one.overall.measures, other.overall.measures)
    assert all(alike(code(one, name).measures, code(other, name).measures) for name in CODES)


@pytest.mark.parametrize("unit", UNITS)
@given(found=rows(sides=1))
@UNHURRIED
def test_identical_codings_give_one_or_the_reason_why_there_is_none(unit, found):
    both = [*found, *((d, c, 1, a, b) for d, c, _, a, b in found)]
    for one in (agreement := compare(data_of(both, unit), unit)).codes:
        for measure in one.measures.values():
            assert measure.value is None or measure.value == pytest.approx(1.0)
        if one.measures[Measure.PERCENT_AGREEMENT].value is None:
            assert one.measures[Measure.PERCENT_AGREEMENT].reason is Reason.UNUSED
    assert agreement.reason is None


@pytest.mark.parametrize("universe", Universe)
@given(found=rows())
@UNHURRIED
def test_a_document_that_both_left_uncoded_counts_as_the_universe_says(universe, found):
    before = compare(data_of(found, Unit.PARAGRAPH), Unit.PARAGRAPH, universe)
    after = compare(data_of(found, Unit.PARAGRAPH, documents=4), Unit.PARAGRAPH, universe)
    added = LENGTH // UNIT if universe is Universe.ALL else 0
    for one, other in zip(before.codes, after.codes, strict=True):
        if one.table is None or other.table is None:
            continue
        (both, first), (second, neither) = one.table
        assert other.table == ((both, first), (second, neither + added))


@given(found=rows(), universe=st.sampled_from(Universe))
@UNHURRIED
def test_holsti_is_the_share_of_the_table_per_interview(found, universe):
    options = AgreementOptions(Unit.PARAGRAPH, universe, draws=20)
    data = data_of(found, Unit.PARAGRAPH)
    _, total = agreement_per_document(data, options)
    overall = measure_agreement(data, options).overall.measures[Measure.HOLSTI].value
    assert total.total == 2 * total.agreements + total.disagreements
    assert total.share == (pytest.approx(overall) if overall is not None else None)


@pytest.mark.parametrize("unit", [Unit.PARAGRAPH, Unit.CHARACTER])
@given(found=rows())
@UNHURRIED
def test_one_value_per_unit_does_not_depend_on_order_or_names(unit, found):
    options = AgreementOptions(unit, draws=20)
    one = measure_exclusive(data_of(found, unit), options)
    swapped = data_of([(d, 2 - c, 1 - s, a, b) for d, c, s, a, b in found], unit)
    other = measure_exclusive(replace(swapped, codes=CODES[::-1]), options)
    assert len(one.doubles) == len(other.doubles)
    assert alike(one.measures, other.measures)
    if one.confusion is not None:
        order = [0, 3, 2, 1]
        turned = tuple(tuple(one.confusion[a][b] for a in order) for b in order)
        assert other.confusion == turned


@given(found=rows(sides=3))
@UNHURRIED
def test_u_alpha_of_three_coders_does_not_depend_on_their_order(found):
    options = AgreementOptions(Unit.CHARACTER, draws=20)
    one = code_alphas(data_of(found, Unit.CHARACTER, sides=3), options)
    turned = [(d, c, (s + 1) % 3, a, b) for d, c, s, a, b in found]
    other = code_alphas(data_of(turned, Unit.CHARACTER, sides=3), options)
    assert [a.value for a in one] == [b.value if b.value is None else pytest.approx(b.value) for b in other]
