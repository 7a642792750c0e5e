"""When new interviews stop bringing new codes."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qdatool.analysis.saturation import (
    FRANCIS,
    SENSITIVITY,
    NotSaturated,
    StoppingRule,
    accumulate_codes,
    apply_rule,
    chao2,
    expected_curve,
    permutation_band,
    sample_coverage,
)
from qdatool.analysis.saturation_data import gather_saturation
from qdatool.coding.coders import list_coders, mark_finished
from qdatool.coding.codes import CodeDraft, create_code, load_codes, move_code
from qdatool.coding.documents import list_documents, move_document
from qdatool.coding.levels import find_level
from qdatool.errors import InvalidOperation, OperationReason
from tests.analysis.studies import TEXT, UNHURRIED, study
from tests.analysis.test_reference_values import CASES, near


def test_the_published_example():
    case = CASES["guest2020"]
    given_, expected = case["input"], case["expected"]
    rule = StoppingRule(given_["base"], given_["run"], given_["threshold"])
    result = apply_rule(given_["new_per_interview"], rule)
    assert result.base_codes == expected["base_unique"]
    assert [[f"{one.first}-{one.last}", one.new, one.ratio] for one in result.runs] == [
        [name, new, near(ratio)] for name, new, ratio in expected["runs"]
    ]
    assert [round(100 * one.ratio) for one in result.runs] == expected["rounded_percent"]
    assert f"{result.saturated_at}+{rule.run}" == expected["reported_as"]


def test_the_published_example_with_runs_of_three_goes_on():
    new = [*CASES["guest2020"]["input"]["new_per_interview"], 0, 0]
    assert apply_rule(new, StoppingRule(4, 3)).saturated_at == 6


def test_a_ratio_that_is_just_the_threshold_is_reached():
    assert apply_rule([20, 0, 0, 0, 1, 0], StoppingRule(4, 2, 0.05)).saturated_at == 4
    assert apply_rule([19, 0, 0, 0, 1, 0], StoppingRule(4, 2, 0.05)).reason is NotSaturated.NOT_REACHED


def test_too_few_interviews_cannot_be_judged():
    result = apply_rule([5, 4, 3, 2, 0], StoppingRule(4, 2))
    assert (result.base_codes, result.runs, result.saturated_at) == (14, (), None)
    assert result.reason is NotSaturated.TOO_FEW_INTERVIEWS
    assert apply_rule([5, 4, 3], StoppingRule(4, 2)).base_codes is None


def test_an_empty_base_has_no_ratio():
    result = apply_rule([0, 0, 0, 0, 3, 0, 0], StoppingRule(4, 2))
    assert {one.ratio for one in result.runs} == {None}
    assert (result.saturated_at, result.reason) == (None, NotSaturated.EMPTY_BASE)


def test_ten_and_three_is_the_same_engine():
    assert apply_rule([3] * 10 + [1, 0, 0, 0], FRANCIS).saturated_at == 11
    assert apply_rule([3] * 10 + [1, 0, 0], FRANCIS).reason is NotSaturated.NOT_REACHED


def test_the_grid_holds_every_combination_once():
    assert len({(rule.base, rule.run, rule.threshold) for rule in SENSITIVITY}) == len(SENSITIVITY) == 12


def test_a_rule_needs_interviews():
    with pytest.raises(ValueError, match="base and run"):
        apply_rule([1, 2], StoppingRule(0, 2))


def test_the_reference_accumulation():
    case = CASES["accumulation"]
    matrix, expected = case["input"]["incidence"], case["expected"]
    found = accumulate_codes(matrix)
    assert list(found.cumulative) == expected["cumulative_in_order"]
    assert list(found.new) == expected["new_in_order"]
    assert list(found.expected) == pytest.approx(expected["expected_any_order(MaoTau)"])
    assert found.estimate == near(expected["chao2_bias_corrected"])
    assert found.coverage == near(expected["good_turing_coverage"])


def matrices() -> st.SearchStrategy[np.ndarray]:
    return st.tuples(st.integers(1, 5), st.integers(0, 6)).flatmap(
        lambda shape: st.lists(st.booleans(), min_size=shape[0] * shape[1], max_size=shape[0] * shape[1]).map(
            lambda cells: np.array(cells, dtype=bool).reshape(shape)
        )
    )


@UNHURRIED
@given(matrix=matrices())
def test_the_expected_curve_is_the_mean_over_all_orders(matrix):
    curves = [np.cumsum(accumulate_codes(matrix[list(order)]).new) for order in permutations(range(len(matrix)))]
    assert expected_curve(matrix) == pytest.approx(np.mean(curves, axis=0), abs=1e-9)


@UNHURRIED
@given(matrix=matrices(), data=st.data())
def test_the_order_of_interviews_and_codes_changes_no_estimate(matrix, data):
    rows = data.draw(st.permutations(range(matrix.shape[0])))
    columns = data.draw(st.permutations(range(matrix.shape[1])))
    turned = matrix[rows][:, columns]
    assert (chao2(turned), sample_coverage(turned)) == (chao2(matrix), sample_coverage(matrix))
    assert expected_curve(turned) == pytest.approx(expected_curve(matrix))
    assert accumulate_codes(matrix[:, columns]) == accumulate_codes(matrix)


def test_many_interviews_do_not_overflow():
    matrix = np.zeros((1_200, 3), dtype=bool)
    matrix[:, 0], matrix[:600, 1], matrix[7, 2] = True, True, True
    curve = expected_curve(matrix)
    assert curve[0] == pytest.approx(1 + 0.5 + 1 / 1_200)
    assert curve[-1] == 3.0


def test_the_band_is_that_of_drawn_orders():
    matrix = np.array(CASES["accumulation"]["input"]["incidence"], dtype=bool)
    band = permutation_band(matrix, seed=3, permutations=4_000)
    curves = [np.cumsum(accumulate_codes(matrix[list(order)]).new) for order in permutations(range(5))]
    # The exact quantiles stand on plateaus here, so a sample of this size meets them.
    low, high = np.percentile(curves, [2.5, 97.5], axis=0)
    assert list(band.low) == pytest.approx(list(low), abs=1e-9)
    assert list(band.high) == pytest.approx(list(high), abs=1e-9)


def test_the_same_seed_gives_the_same_band():
    matrix = np.random.default_rng(1).random((12, 40)) < 0.2
    assert permutation_band(matrix, 5) == permutation_band(matrix, 5)
    assert permutation_band(matrix, 5, 50) != permutation_band(matrix, 6, 50)


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_nothing_to_accumulate_is_no_error(shape):
    found = accumulate_codes(np.zeros(shape))
    assert (sum(found.new), found.estimate, found.coverage) == (0, None, None)
    assert len(permutation_band(np.zeros(shape), 1).low) == shape[0]


CODINGS = [
    ("d1", 0, 5, "trust", "A"),
    ("d1", 0, 5, "trust", "B"),
    ("d2", 0, 5, "trust", "A"),
    ("d2", 3, 9, "help", "B"),
    ("d3", 3, 9, "doubt", "A"),
]


@pytest.fixture
def project(tmp_path):
    with study(
        tmp_path / "p.qdatool", dict.fromkeys(("d1", "d2", "d3", "d4"), TEXT), ["trust", "help", "doubt"], CODINGS
    ) as one:
        yield one


def test_interviews_stand_in_their_order_and_those_not_coded_are_left_out(project):
    data = gather_saturation(project)
    assert (data.interviews, data.left_out) == (("d1", "d2", "d3"), ("d4",))
    assert data.codes == ("trust", "help", "doubt")
    assert data.incidence.astype(int).tolist() == [[1, 0, 0], [1, 1, 0], [0, 0, 1]]


def test_moving_an_interview_changes_what_is_new(project):
    (third,) = (document.id for document in list_documents(project) if document.name == "d3")
    move_document(project, third, 0)
    assert accumulate_codes(gather_saturation(project).incidence).new == (1, 1, 1)


def test_an_interview_that_is_finished_without_a_code_counts(project):
    (fourth,) = (document.id for document in list_documents(project) if document.name == "d4")
    project.coder_id = list_coders(project)[-1].id
    mark_finished(project, fourth)
    assert gather_saturation(project).interviews == ("d1", "d2", "d3", "d4")


def test_one_coder_can_be_counted(project):
    data = gather_saturation(project, coder="B")
    assert data.interviews == ("d1", "d2")
    assert data.incidence.astype(int).tolist() == [[1, 0, 0], [0, 1, 0]]


def test_the_consensus_goes_before_all_coders(tmp_path):
    codings = [*CODINGS, ("d1", 0, 5, "help", "consensus")]
    with study(
        tmp_path / "c.qdatool", {"d1": TEXT, "d2": TEXT, "d3": TEXT}, ["trust", "help", "doubt"], codings
    ) as one:
        data = gather_saturation(one)
    assert (data.coder, data.interviews) == ("consensus", ("d1",))


def test_a_category_is_met_with_the_first_of_its_codes(project):
    category = create_code(project, CodeDraft("ground", level_id=find_level(project, "axial").id))
    for label in ("trust", "help"):
        move_code(project, load_codes(project).named(label)[0], category, 0)
    data = gather_saturation(project, level="axial")
    assert (data.level, data.codes) == ("axial", ("ground",))
    assert accumulate_codes(data.incidence).new == (1, 0, 0)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"coder": "Z"}, OperationReason.UNKNOWN_CODER),
        ({"coder": "consensus"}, OperationReason.NO_CONSENSUS),
        ({"level": "none"}, OperationReason.UNKNOWN_LEVEL),
    ],
)
def test_an_unknown_name_is_refused(project, asked, reason):
    with pytest.raises(InvalidOperation) as refused:
        gather_saturation(project, **asked)
    assert refused.value.reason is reason
