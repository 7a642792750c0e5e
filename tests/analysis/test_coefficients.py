"""What holds of every coefficient, whoever coded first and whatever the codes are called; and what is undefined."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qdatool.analysis import many_coders as many
from qdatool.analysis import two_coders as two
from qdatool.analysis.bootstrap import bootstrap_alpha, draw_documents, percentile_intervals
from qdatool.analysis.coefficient import Coefficient, IntervalMethod, Reason
from qdatool.analysis.student import student_quantile
from qdatool.analysis.unitizing import Continuum, Passage, overlapping_passages, unitizing_agreement
from tests.analysis.studies import UNHURRIED

OF_RATINGS = [many.mean_agreement, many.brennan_prediger, many.gwet_ac1, many.fleiss_kappa, many.krippendorff_alpha]
OF_TABLES = [two.percent_agreement, two.cohen_kappa, two.kappa_max]


def test_kappa_without_any_spread_has_a_standard_error_of_zero_and_not_of_rounding():
    kappa = two.cohen_kappa([[5, 1], [0, 0]])
    assert (kappa.value, kappa.se, kappa.ci95) == (0.0, 0.0, (0.0, 0.0))


def tables(largest: int = 30) -> st.SearchStrategy[np.ndarray]:
    def square(size: int) -> st.SearchStrategy[np.ndarray]:
        cell = st.integers(0, largest)
        return st.lists(cell, min_size=size * size, max_size=size * size).map(
            lambda cells: np.reshape(cells, (size, size))
        )

    return st.integers(2, 4).flatmap(square)


def ratings() -> st.SearchStrategy[list[list[str | None]]]:
    value = st.sampled_from(["a", "b", "c", None])
    return st.integers(2, 4).flatmap(
        lambda coders: st.lists(st.lists(value, min_size=coders, max_size=coders), min_size=2, max_size=12)
    )


def same(one: Coefficient, other: Coefficient) -> bool:
    numbers = [(one.value, other.value), (one.se, other.se), *zip(one.ci95 or (), other.ci95 or (), strict=True)]
    return one.reason is other.reason and all(
        (a is None) is (b is None) and (a is None or math.isclose(a, b, abs_tol=1e-9)) for a, b in numbers
    )


@pytest.mark.parametrize("coefficient", OF_TABLES)
@UNHURRIED
@given(table=tables())
def test_who_coded_first_changes_nothing_in_a_table(coefficient, table):
    assert same(coefficient(table), coefficient(table.T))


@pytest.mark.parametrize("coefficient", OF_TABLES)
@UNHURRIED
@given(table=tables(), data=st.data())
def test_what_values_are_called_changes_nothing_in_a_table(coefficient, table, data):
    order = data.draw(st.permutations(range(len(table))))
    assert same(coefficient(table), coefficient(table[np.ix_(order, order)]))


@pytest.mark.parametrize("coefficient", OF_RATINGS)
@UNHURRIED
@given(units=ratings(), data=st.data())
def test_the_order_of_coders_units_and_names_changes_nothing(coefficient, units, data):
    coders = data.draw(st.permutations(range(len(units[0]))))
    names = dict(zip("abc", data.draw(st.permutations("xyz")), strict=True))
    renamed = [[names.get(unit[coder]) for coder in coders] for unit in reversed(units)]
    assert same(
        coefficient(many.count_ratings(units, "abc")[0]),
        coefficient(many.count_ratings(renamed, "xyz")[0]),
    )


@pytest.mark.parametrize("coefficient", OF_RATINGS)
@UNHURRIED
@given(values=st.lists(st.sampled_from("abc"), min_size=2, max_size=12).filter(lambda given: len(set(given)) > 1))
def test_identical_codings_give_one(coefficient, values):
    ours = coefficient(many.count_ratings([[value] * 3 for value in values])[0])
    assert ours.value == 1.0
    assert ours.ci95 == (1.0, 1.0)


@UNHURRIED
@given(counts=st.lists(st.integers(1, 30), min_size=2, max_size=4))
def test_identical_codings_give_a_kappa_of_one(counts):
    assert two.cohen_kappa(np.diag(counts)).value == 1.0


@UNHURRIED
@given(table=tables())
def test_a_table_is_never_not_a_number(table):
    for coefficient in OF_TABLES:
        ours = coefficient(table)
        assert (ours.value is None) == (ours.reason is not None and ours.reason is not Reason.NO_INTERVAL)
        assert ours.value is None or math.isfinite(ours.value)


@UNHURRIED
@given(units=ratings())
def test_ratings_are_never_not_a_number(units):
    for coefficient in OF_RATINGS:
        ours = coefficient(many.count_ratings(units, "abc")[0])
        assert ours.value is not None or ours.reason is not None
        assert ours.value is None or math.isfinite(ours.value)
        assert ours.se is None or math.isfinite(ours.se)


@UNHURRIED
@given(table=tables())
def test_distinct_units_with_counts_are_the_units_themselves(table):
    units, times = two.ratings_of_table(table)
    written_out = np.repeat(units, times.astype(int), axis=0)
    for coefficient in OF_RATINGS:
        assert same(coefficient(units, times), coefficient(written_out))


def test_a_coder_who_is_missing_everywhere_changes_nothing():
    units = [["a", "a", None], ["a", "b", None], ["b", "b", None]]
    without = [unit[:2] for unit in units]
    assert many.krippendorff_alpha(many.count_ratings(units)[0]) == many.krippendorff_alpha(
        many.count_ratings(without)[0]
    )


@pytest.mark.parametrize(
    ("coefficient", "reason"),
    [
        (many.fleiss_kappa, Reason.NO_VARIATION),
        (many.krippendorff_alpha, Reason.NO_VARIATION),
    ],
)
def test_chance_corrected_agreement_without_variation_is_undefined(coefficient, reason):
    ours = coefficient(many.count_ratings([["a", "a"]] * 5, "ab")[0])
    assert (ours.value, ours.se, ours.ci95, ours.reason) == (None, None, None, reason)


def test_kappa_without_variation_is_undefined_whatever_the_rounding():
    assert [two.cohen_kappa([[0, 0], [0, n]]).reason for n in range(1, 200)] == [Reason.NO_VARIATION] * 199


def test_nothing_to_compare_is_said():
    assert two.cohen_kappa([[0, 0], [0, 0]]).reason is Reason.NO_UNITS
    assert two.percent_agreement([[0]]).reason is Reason.NO_UNITS
    assert many.gwet_ac1(np.zeros((3, 2))).reason is Reason.NO_UNITS
    assert many.krippendorff_alpha([[1, 0], [0, 1]]).reason is Reason.NO_PAIRS


def test_one_unit_has_no_interval():
    ours = many.gwet_ac1([[2, 0]])
    assert (ours.value, ours.se, ours.reason) == (1.0, None, Reason.SINGLE_UNIT)


def test_intervals_are_cut_at_the_ends():
    assert two.percent_agreement([[0, 1], [9, 0]]).ci95 == (0.0, 0.0)
    assert many.gwet_ac1([[2, 0]] * 9 + [[1, 1]]).ci95[1] == 1.0


@pytest.mark.parametrize(
    ("degrees", "quantile"),
    [
        (1, 12.7062047),
        (2, 4.3026527),
        (11, 2.2009852),
        (30, 2.0422725),
        (199, 1.9719565),
        (200, 1.9718962),
        (10**7, 1.959964),
    ],
)
def test_quantiles_of_students_t_are_those_of_printed_tables(degrees, quantile):
    assert student_quantile(degrees) == pytest.approx(quantile, abs=5e-7)


def slow_alpha_interval(units, documents, seed):
    """Return the bootstrap interval by drawing documents one by one."""
    n = max(documents) + 1
    values = []
    for weights in draw_documents(n, seed):
        drawn = [unit for unit, document in zip(units, documents, strict=True) for _ in range(int(weights[document]))]
        values.append(many.krippendorff_alpha(np.array(drawn)).value)
    return np.percentile(values, [2.5, 97.5])


def test_the_bootstrap_draws_whole_documents():
    generator = np.random.default_rng(3)
    first = generator.integers(0, 2, 60)
    second = np.where(generator.random(60) < 0.8, first, 1 - first)
    units = np.array([[2 - a - b, a + b] for a, b in zip(first, second, strict=True)], dtype=float)
    documents = np.repeat(np.arange(6), 10)
    ours = bootstrap_alpha(units, documents, seed=7)
    assert ours.interval_method is IntervalMethod.BOOTSTRAP
    assert ours.ci95 == pytest.approx(tuple(slow_alpha_interval(units, documents.tolist(), 7)), abs=1e-12)
    assert ours == bootstrap_alpha(units, documents, seed=7)
    assert ours != bootstrap_alpha(units, documents, seed=8)


def test_four_documents_are_too_few_to_draw_from():
    ours = bootstrap_alpha([[2, 0], [1, 1], [0, 2], [2, 0]], [0, 1, 2, 3], seed=1)
    assert (ours.value is None, ours.ci95, ours.reason) == (False, None, Reason.FEW_DOCUMENTS)


def test_a_coefficient_that_most_draws_lack_has_no_interval():
    values = np.column_stack((np.r_[np.full(60, np.nan), np.full(940, 0.5)], np.r_[np.full(40, np.nan), np.ones(960)]))
    intervals = percentile_intervals(values, n_documents=9)
    assert (intervals.of(0), intervals.reasons[0]) == (None, Reason.RARE)
    assert (intervals.of(1), intervals.reasons[1]) == ((1.0, 1.0), None)


def continuum(*coders: str) -> Continuum:
    """Return a text from one string per coder: a letter per character, ``.`` for a gap; equal letters join."""
    passages = []
    for coder in coders:
        found, start = [], 0
        for end in range(1, len(coder) + 1):
            if end == len(coder) or coder[end] != coder[start]:
                if coder[start] != ".":
                    found.append(Passage(start, end, coder[start]))
                start = end
        passages.append(tuple(found))
    return Continuum(len(coders[0]), tuple(passages))


PAIR = ("AAAA..BBBB....AA....", "AAA...BBBBB...BB....")


def test_who_unitized_first_changes_nothing():
    ours, turned = unitizing_agreement([continuum(*PAIR)]), unitizing_agreement([continuum(*reversed(PAIR))])
    assert ours.u_alpha.value == pytest.approx(turned.u_alpha.value)
    assert ours.cu_alpha.value == pytest.approx(turned.cu_alpha.value)


def test_cutting_a_text_at_a_gap_changes_nothing():
    whole = unitizing_agreement([continuum(*PAIR)])
    parts = unitizing_agreement([continuum(*(row[:12] for row in PAIR)), continuum(*(row[12:] for row in PAIR))])
    assert parts.u_alpha.value == pytest.approx(whole.u_alpha.value)
    assert parts.by_value["A"].value == pytest.approx(whole.by_value["A"].value)


def test_unitizing_is_the_same_character_by_character():
    ours = unitizing_agreement([continuum(*PAIR)])
    length = len(PAIR[0])
    shared = sum(2 for a, b in zip(*PAIR, strict=True) if a == b)
    lengths = {value: "".join(PAIR).count(value) for value in ".AB"}
    squares = {
        value: sum((p.end - p.start) ** 2 for c in continuum(*PAIR).coders for p in c if p.value == value)
        for value in "AB"
    }
    squares["."] = lengths["."]
    total = 2 * length
    expected = sum(total * (lengths[v] ** 2 - squares[v]) / (total**2 - sum(squares.values())) for v in ".AB")
    assert ours.u_alpha.value == pytest.approx(1 - (total - shared) / (total - expected))


def test_one_code_has_no_agreement_between_codes():
    ours = unitizing_agreement([continuum("AA..", "A...")])
    assert (ours.cu_alpha.value, ours.cu_alpha.reason) == (None, Reason.ONE_VALUE)
    assert ours.by_value["A"].value is None
    assert ours.u_alpha.value is not None


def test_text_that_nobody_coded_has_no_unitizing_alpha():
    ours = unitizing_agreement([continuum("....", "....")])
    assert {ours.u_alpha.reason, ours.binary.reason, ours.cu_alpha.reason} == {Reason.UNUSED}


def test_overlapping_passages_are_found_and_refused():
    text = Continuum(9, ((Passage(0, 5, "A"), Passage(4, 6, "B")), ()))
    assert overlapping_passages(text) == [(Passage(0, 5, "A"), Passage(4, 6, "B"))]
    with pytest.raises(ValueError, match="overlap"):
        unitizing_agreement([text])


def test_unitizing_intervals_come_from_drawn_documents():
    texts = [continuum(*PAIR), *(continuum(PAIR[0][shift:], PAIR[1][:-shift]) for shift in range(1, 6))]
    ours = unitizing_agreement(texts, seed=4, draws=200)
    values = [
        unitizing_agreement(
            [text for text, times in zip(texts, row, strict=True) for _ in range(int(times))]
        ).u_alpha.value
        for row in draw_documents(len(texts), 4, 200)
    ]
    assert ours.u_alpha.ci95 == pytest.approx(tuple(np.percentile(values, [2.5, 97.5])))
