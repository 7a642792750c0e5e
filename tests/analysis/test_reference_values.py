"""Every number of the literature that stands in coefficients.json, each of its ids tested or named as another's.

The values were computed there by other implementations; ``published`` is what the source prints, with its rounding.
Where a case can be told in another way, a slower one stands here too.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from qdatool.analysis import many_coders as many
from qdatool.analysis import two_coders as two
from qdatool.analysis.cooccurrence import CodePair
from qdatool.analysis.unitizing import Continuum, Passage, unitizing_agreement

CASES = {
    case["id"]: case
    for case in json.loads((Path(__file__).parent / "coefficients.json").read_text(encoding="utf-8"))["cases"]
}
TABLES = sorted(name for name, case in CASES.items() if "pe_kappa" in case["expected"])
UNITIZED = sorted(name for name in CASES if name.startswith("unitize_"))
ALPHAS = ["hayes_kripp2007", "kripp2004_p227", "kripp2011_A", "kripp2011_B", "kripp2011_C_D"]
SINGLE = [
    "fce1969",
    "cohen1968",
    "weighted_linear",
    "weighted_quadratic",
    "fleiss1971",
    "gwet_raw4raters",
    "holsti",
    "cooccurrence",
]
ELSEWHERE = {
    "guest2020": "test_saturation",
    "accumulation": "test_saturation",
    **dict.fromkeys(
        ("krejcie_morgan", "hs1939_cfa", "hs1939_alpha", "realstat_15x10", "feldt_ci", "hs1939_kmo"),
        "the questionnaire",
    ),
}


def near(value: float) -> object:
    return pytest.approx(value, abs=1e-6)


def printed(value: float) -> object:
    """Return what equals a printed value but for half a unit of its last digit."""
    digits = len(str(value).partition(".")[2])
    return pytest.approx(value, abs=0.5 * 10**-digits + 1e-12)


def test_every_id_is_tested_or_another_ones():
    assert sorted([*TABLES, *UNITIZED, *ALPHAS, *SINGLE, *ELSEWHERE]) == sorted(CASES)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_two_coders(name):
    table, expected = CASES[name]["input"]["table"], CASES[name]["expected"]
    units, times = two.ratings_of_table(table)
    kappa = two.cohen_kappa(table)
    assert np.sum(table) == expected["n"]
    assert two.percent_agreement(table).value == near(expected["po"])
    assert (kappa.value, kappa.se) == (near(expected["kappa"]), near(expected["se_kappa"]))
    assert kappa.ci95 == (pytest.approx(expected["ci95"][0], abs=3e-5), pytest.approx(expected["ci95"][1], abs=3e-5))
    assert two.kappa_standard_error_by_chance(table) == near(expected["se0_kappa"])
    assert two.kappa_max(table).value == near(expected["kappa_max"])
    assert many.fleiss_kappa(units, times).value == near(expected["scott_pi"])
    assert many.brennan_prediger(units, times).value == near(expected["brennan_prediger"])
    assert many.gwet_ac1(units, times).value == near(expected["ac1"])
    assert many.krippendorff_alpha(units, times).value == near(expected["alpha_nominal"])


PRINTED = [
    (name, key, value)
    for name in TABLES
    for key, value in (CASES[name]["published"] or {}).items()
    if key in ("po", "kappa", "kappa_max", "scott_pi", "pi", "ac1", "S", "alpha", "se_kappa")
]


@pytest.mark.parametrize(("name", "key", "value"), PRINTED)
def test_what_the_source_prints_of_a_table(name, key, value):
    table = CASES[name]["input"]["table"]
    units, times = two.ratings_of_table(table)
    ours = {
        "po": two.percent_agreement(table).value,
        "kappa": two.cohen_kappa(table).value,
        "se_kappa": two.cohen_kappa(table).se,
        "kappa_max": two.kappa_max(table).value,
        "scott_pi": many.fleiss_kappa(units, times).value,
        "pi": many.fleiss_kappa(units, times).value,
        "ac1": many.gwet_ac1(units, times).value,
        "S": many.brennan_prediger(units, times).value,
        "alpha": many.krippendorff_alpha(units, times).value,
    }
    assert ours[key] == printed(value)


@pytest.mark.parametrize("key", ["scott", "ac1", "alpha"])
def test_gwets_standard_errors_of_a_table(key):
    case = CASES["gwet_abstractors"]
    units, times = two.ratings_of_table(case["input"]["table"])
    coefficient = {"scott": many.fleiss_kappa, "ac1": many.gwet_ac1, "alpha": many.krippendorff_alpha}[key]
    n = case["expected"]["n"]
    # The vignette divides by n for a table and by n - 1 for ratings; here it is n - 1 always.
    assert coefficient(units, times).se * ((n - 1) / n) ** 0.5 == near(case["published"][f"se_{key}"])


@pytest.mark.parametrize("name", TABLES)
def test_exact_fractions_give_the_same_kappa_and_alpha(name):
    table = CASES[name]["input"]["table"]
    n, places = sum(map(sum, table)), range(len(table))
    rows, columns = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    observed = Fraction(sum(table[i][i] for i in places), n)
    chance = Fraction(sum(rows[i] * columns[i] for i in places), n * n)
    totals = [rows[i] + columns[i] for i in places]
    by_chance = 1 - Fraction(sum(t * (t - 1) for t in totals), 2 * n * (2 * n - 1))
    units, times = two.ratings_of_table(table)
    assert two.cohen_kappa(table).value == pytest.approx(float((observed - chance) / (1 - chance)), abs=1e-12)
    alpha = many.krippendorff_alpha(units, times).value
    assert alpha == pytest.approx(float(1 - (1 - observed) / by_chance), abs=1e-12)
    pi = many.fleiss_kappa(units, times).value
    assert alpha == pytest.approx(1 - (1 - pi) * (2 * n - 1) / (2 * n), abs=1e-12)


def test_weighted_kappa_and_its_variance():
    case = CASES["fce1969"]
    kappa = two.cohen_kappa(case["input"]["table"])
    weighted = two.weighted_kappa(case["input"]["table"], case["input"]["agreement_weights"])
    expected, published = case["expected"], case["published"]
    assert (kappa.value, kappa.se) == (near(expected["kappa"]), near(expected["se_kappa"]))
    assert (weighted.value, weighted.se) == (near(expected["kappa_w"]), near(expected["se_kappa_w"]))
    assert kappa.se**2 == printed(published["var_kappa"])
    assert weighted.se**2 == printed(published["var_kappa_w"])


def test_weights_of_disagreement():
    case = CASES["cohen1968"]
    disagreement = np.asarray(case["input"]["disagreement_weights"])
    weighted = two.weighted_kappa(case["input"]["table"], 1 - disagreement / disagreement.max())
    assert weighted.value == near(case["expected"]["kappa_w"])
    assert weighted.se == near(case["expected"]["se_kappa_w"])
    assert weighted.value == printed(case["published"]["kappa_w"])


@pytest.mark.parametrize(
    ("name", "weights"),
    [("weighted_linear", two.Weights.LINEAR), ("weighted_quadratic", two.Weights.QUADRATIC)],
)
def test_weights_of_ordered_values(name, weights):
    case = CASES[name]
    weighted = two.weighted_kappa(case["input"]["table"], weights)
    assert weighted.value == near(case["expected"]["kappa_w"])
    assert weighted.se == near(case["expected"]["se_kappa_w"])


def test_six_psychiatrists():
    case = CASES["fleiss1971"]
    expected = case["expected"]
    units, _ = many.count_ratings(case["input"]["units"], "12345")
    fleiss, per_value = many.fleiss_kappa_by_chance(units)
    assert many.mean_agreement(units).value == near(expected["Po"])
    assert (fleiss.value, fleiss.se) == (near(expected["kappa"]), near(expected["se0_1979"]))
    assert fleiss.value / fleiss.se == pytest.approx(expected["z_1979"], abs=1e-5)
    assert [value.value for value in per_value] == [near(value) for value in expected["kappa_j"]]
    assert [v.value / v.se_by_chance for v in per_value] == [pytest.approx(z, abs=1e-5) for z in expected["z_j"]]
    assert many.brennan_prediger(units).value == near(expected["randolph_free_marginal"])
    assert many.fleiss_kappa(units).value == near(expected["kappa"])
    assert many.fleiss_kappa(units).se == near(expected["gwet_fleiss_se_nonnull"])
    assert many.gwet_ac1(units).value == near(expected["gwet_ac1"])
    assert many.gwet_ac1(units).se == near(expected["gwet_ac1_se"])
    assert many.krippendorff_alpha(units).value == near(expected["kripp_alpha"])


FOUR_RATERS = {
    "pa": many.mean_agreement,
    "ac1": many.gwet_ac1,
    "fleiss": many.fleiss_kappa,
    "bp": many.brennan_prediger,
    "krippendorff": many.krippendorff_alpha,
}


@pytest.mark.parametrize("key", FOUR_RATERS)
def test_four_raters_with_gaps(key):
    case = CASES["gwet_raw4raters"]
    ours = FOUR_RATERS[key](many.count_ratings(case["input"]["units"])[0])
    value, se = case["published"][key]
    assert ours.value == near(case["expected"][key]["coef"])
    assert (ours.value, ours.se) == (printed(value), printed(se))


def test_the_interval_of_four_raters():
    case = CASES["gwet_raw4raters"]
    low, high = many.gwet_ac1(many.count_ratings(case["input"]["units"])[0]).ci95
    assert (low, high) == (printed(case["published"]["ci_ac1"][0]), 1.0)


@pytest.mark.parametrize("name", ALPHAS)
def test_alpha(name):
    units, expected = CASES[name]["input"]["units"], CASES[name]["expected"]
    alpha = many.krippendorff_alpha(many.count_ratings(units)[0]).value
    assert alpha == near(expected.get("alpha", expected.get("alpha_nominal")))
    assert alpha == pytest.approx(alpha_by_pairs(units), abs=1e-12)


def alpha_by_pairs(units: list[list[object]]) -> float:
    """Return nominal alpha by listing every pair of values, in fractions."""
    coincidences: Counter[tuple[object, object]] = Counter()
    for unit in units:
        values = [value for value in unit if value is not None]
        for one, other in itertools.permutations(values, 2):
            coincidences[one, other] += Fraction(1, len(values) - 1)
    totals: Counter[object] = Counter()
    for (one, _), times in coincidences.items():
        totals[one] += times
    n = sum(totals.values())
    observed = sum(times for (one, other), times in coincidences.items() if one != other) / n
    expected = sum(totals[a] * totals[b] for a, b in itertools.permutations(totals, 2)) / (n * (n - 1))
    return float(1 - observed / expected)


@pytest.mark.parametrize("name", UNITIZED)
def test_unitizing(name):
    given, expected = CASES[name]["input"], CASES[name]["expected"]
    ours = unitizing_agreement([Continuum(given["L"], tuple(tuple(Passage(*p) for p in c) for c in given["coders"]))])
    assert ours.u_alpha.value == near(expected["u_alpha"])
    assert ours.binary.value == near(expected["bar_u_alpha"])
    assert ours.cu_alpha.value == (near(expected["cu_alpha"]) if expected["cu_alpha"] is not None else None)
    assert "cu_coverage" not in expected or ours.coverage == near(expected["cu_coverage"])
    for value, alpha in expected.get("ku_alpha", {}).items():
        assert ours.by_value[value].value == near(alpha)
        assert ours.coverage_by_value[value] == near(expected["ku_coverage"][value])


def test_holsti():
    case = CASES["holsti"]["input"]
    assert two.holsti(case["M"], case["N1"], case["N2"]).value == near(CASES["holsti"]["expected"]["CR"])


def test_the_c_coefficient():
    case = CASES["cooccurrence"]
    given, expected = case["input"], case["expected"]
    pair = CodePair("a", "b", given["n1"], given["n2"], given["n12"], 0.0)
    assert pair.c == near(expected["c"])
    assert pair.c == printed(case["published"]["c"])
    assert pair.of_smaller == near(expected["overlap_of_smaller"])
    assert pair.n_a / pair.n_b == expected["ratio_n1_n2"]
    assert pair.is_far_apart
