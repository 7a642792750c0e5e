"""Our coefficients against those of statsmodels, scikit-learn and nltk, on random tables and ratings."""

from __future__ import annotations

import random

import numpy as np
import pytest
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa, fleiss_kappa

from qdatool.analysis import many_coders as many
from qdatool.analysis import two_coders as two
from qdatool.analysis.agreement import measure_agreement
from qdatool.analysis.agreement_data import gather_agreement
from qdatool.analysis.agreement_result import AgreementOptions
from qdatool.analysis.binary import Measure
from qdatool.analysis.units import Unit, unit_spans
from qdatool.text.spans import Span
from tests.analysis.studies import TEXT, study

SEEDS = range(12)


def ratings(seed: int, coders: int, *, values: int = 4, missing: float = 0.0) -> list[list[str | None]]:
    """Return units x coders of values, coders agreeing more often than chance has it."""
    generator = random.Random(seed)
    rows = []
    for _ in range(generator.randint(20, 60)):
        truth = generator.randrange(values)
        row = [str(truth if generator.random() < 0.6 else generator.randrange(values)) for _ in range(coders)]
        rows.append([None if generator.random() < missing else value for value in row])
    return rows


def table_of(rows: list[list[str]]) -> np.ndarray:
    size = 4
    table = np.zeros((size, size))
    for one, other in rows:
        table[int(one), int(other)] += 1
    return table


def task(rows: list[list[str | None]]) -> AnnotationTask:
    triples = [
        (f"coder {coder}", f"unit {unit}", value)
        for unit, row in enumerate(rows)
        for coder, value in enumerate(row)
        if value is not None
    ]
    return AnnotationTask(data=triples)


@pytest.mark.parametrize("seed", SEEDS)
def test_kappa_its_standard_error_interval_and_maximum(seed):
    table = table_of(ratings(seed, 2))
    theirs, ours = cohens_kappa(table), two.cohen_kappa(table)
    assert ours.value == pytest.approx(theirs.kappa)
    assert ours.se == pytest.approx(theirs.std_kappa)
    assert two.kappa_standard_error_by_chance(table) == pytest.approx(theirs.std_kappa0)
    assert two.kappa_max(table).value == pytest.approx(theirs.kappa_max)
    # Theirs takes the normal quantile with all its digits, ours 1.96 as the sources do.
    assert ours.ci95 == pytest.approx((max(-1, theirs.kappa_low), min(1, theirs.kappa_upp)), abs=1e-4)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("weights", "name"), [(two.Weights.LINEAR, "linear"), (two.Weights.QUADRATIC, "quadratic")])
def test_weighted_kappa(seed, weights, name):
    rows = ratings(seed, 2)
    first, second = ([int(row[place]) for row in rows] for place in range(2))
    theirs = cohen_kappa_score(first, second, labels=range(4), weights=name)
    assert two.weighted_kappa(table_of(rows), weights).value == pytest.approx(theirs)
    of_table = cohens_kappa(table_of(rows), wt=name)
    assert two.weighted_kappa(table_of(rows), weights).se == pytest.approx(of_table.std_kappa)


@pytest.mark.parametrize("seed", SEEDS)
def test_two_coders_in_the_annotation_task(seed):
    rows = ratings(seed, 2)
    theirs = task(rows)
    used = {value for row in rows for value in row}
    units, _ = many.count_ratings(rows, sorted(used))
    assert two.cohen_kappa(table_of(rows)).value == pytest.approx(theirs.kappa())
    assert many.fleiss_kappa(units).value == pytest.approx(theirs.pi())
    assert many.brennan_prediger(units).value == pytest.approx(theirs.S())
    assert many.mean_agreement(units).value == pytest.approx(theirs.avg_Ao())
    assert many.krippendorff_alpha(units).value == pytest.approx(theirs.alpha())


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("coders", [3, 5])
def test_fleiss_and_randolph_kappa_of_many_coders(seed, coders):
    rows = ratings(seed, coders)
    counts, _ = aggregate_raters(np.array([[int(value) for value in row] for row in rows]))
    units, _ = many.count_ratings(rows)
    assert many.fleiss_kappa(units).value == pytest.approx(fleiss_kappa(counts, method="fleiss"))
    assert many.brennan_prediger(units).value == pytest.approx(fleiss_kappa(counts, method="randolph"))


@pytest.mark.parametrize("seed", SEEDS)
def test_alpha_of_many_coders_with_gaps(seed):
    rows = ratings(seed, 4, missing=0.25)
    units, _ = many.count_ratings(rows)
    paired = [row for row in rows if sum(value is not None for value in row) > 1]
    assert many.krippendorff_alpha(units).value == pytest.approx(task(paired).alpha())


def test_a_project_gives_what_the_libraries_give_for_its_paragraphs(tmp_path):
    generator = random.Random(9)
    texts = {f"d{number}": TEXT for number in range(6)}
    codings = []
    for name in texts:
        for coder in "AB":
            for _ in range(3):
                start = generator.randrange(len(TEXT) - 8)
                codings.append(
                    (name, start, start + generator.randint(1, 8), generator.choice(("trust", "doubt")), coder)
                )
    options = AgreementOptions()
    with study(tmp_path / "p.qdatool", texts, ("trust", "doubt"), codings) as project:
        found = measure_agreement(gather_agreement(project, options.unit, ("A", "B")), options)
    spans = unit_spans(Unit.PARAGRAPH, TEXT, (), len(TEXT))
    for code in found.codes:
        first, second = (
            [is_coded(codings, name, span, code.code, coder) for name in texts for span in spans] for coder in "AB"
        )
        assert code.measures[Measure.COHEN_KAPPA].value == pytest.approx(cohen_kappa_score(first, second))
        rows = [[str(one), str(other)] for one, other in zip(first, second, strict=True)]
        assert code.measures[Measure.KRIPPENDORFF_ALPHA].value == pytest.approx(task(rows).alpha())
        assert code.measures[Measure.SCOTT_PI].value == pytest.approx(task(rows).pi())


def is_coded(codings: list[tuple[str, int, int, str, str]], name: str, span: Span, code: str, coder: str) -> bool:
    return any(
        document == name and label == code and who == coder and start < span.end and span.start < end
        for document, start, end, label, who in codings
    )
