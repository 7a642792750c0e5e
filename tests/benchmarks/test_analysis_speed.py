"""How fast coders are compared and saturation is found, on a project as large as the largest studies.

The floor is a bare read of the same codings in the same run.
"""

from __future__ import annotations

import random
import time
import tracemalloc
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from qdatool.analysis.agreement import measure_agreement
from qdatool.analysis.agreement_data import gather_agreement, read_codings
from qdatool.analysis.agreement_result import AgreementOptions
from qdatool.analysis.binary import coefficients_of_cells
from qdatool.analysis.bootstrap import draw_documents, percentile_intervals, resampled_totals
from qdatool.analysis.cooccurrence import TogetherUnit, gather_cooccurrence, pairs_of_codes
from qdatool.analysis.exclusive import measure_exclusive
from qdatool.analysis.saturation import accumulate_codes, permutation_band
from qdatool.analysis.saturation_data import read_study
from qdatool.analysis.saturation_report import SaturationChoices, report_saturation
from qdatool.analysis.unit_agreement import count_cells
from qdatool.analysis.unitizing_data import code_alphas
from qdatool.analysis.units import Unit, Universe
from qdatool.coding.codes import CodeDraft, create_code
from qdatool.coding.coding_import import import_codings
from qdatool.coding.drafts import CodingRow
from qdatool.coding.project import Project
from tests.builders import add_text, empty_project

DOCUMENTS, CODES, CODINGS = 200, 500, 100_000
LINE = "words that somebody said in an interview of an hour, one line after another of them\n"
TEXT = LINE * 250


def timed(act: Callable[[], object], rounds: int = 5) -> float:
    """Return the median of the seconds of ``rounds`` acts after one that does not count."""
    seconds = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - start)
    return sorted(seconds[1:])[rounds // 2]


def report(what: str, seconds: float, limit_s: float, floor: float | None = None) -> None:
    ratio = f", {seconds / floor:.1f} x the floor of {floor * 1e3:.0f} ms" if floor else ""
    print(f"\n{what}: {seconds * 1e3:.0f} ms{ratio} (must be below {limit_s * 1e3:.0f} ms)")
    assert seconds <= limit_s


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """200 documents, 500 codes and two coders with 100,000 codings each, most of them alike."""
    generator = random.Random(1)
    with empty_project(tmp_path_factory.mktemp("large") / "large.qdatool") as project:
        for number in range(DOCUMENTS):
            add_text(project, TEXT, f"d{number}")
        for number in range(CODES):
            create_code(project, CodeDraft(f"c{number}"))
        for coder in ("A", "B"):
            import_codings(project, list(coding_rows(generator, coder)))
        yield project


def coding_rows(generator: random.Random, coder: str) -> Iterator[CodingRow]:
    alike = random.Random(2)
    for number in range(CODINGS):
        place, code = alike.randrange(len(TEXT) - 200), alike.randrange(CODES)
        if generator.random() < 0.2:
            place, code = generator.randrange(len(TEXT) - 200), generator.randrange(CODES)
        end = str(place + generator.randint(20, 180))
        yield CodingRow(number + 2, f"d{number % DOCUMENTS}", str(place), end, "", f"c{code}", coder)


@pytest.fixture(scope="module")
def floor(large: Project) -> float:
    return timed(lambda: read_codings(large))


def compare(project: Project, unit: Unit) -> None:
    measure_agreement(gather_agreement(project, unit, ("A", "B")), AgreementOptions(unit=unit))


def test_paragraphs_and_characters_of_every_code(large, floor):
    def both() -> None:
        compare(large, Unit.PARAGRAPH)
        compare(large, Unit.CHARACTER)

    report("agreement on paragraphs and characters, 1,000 draws", timed(both, rounds=3), 3.0, floor)


def test_segments_of_every_code(large, floor):
    report("agreement on matched segments", timed(lambda: compare(large, Unit.SEGMENT), rounds=3), 3.0, floor)


def test_unitizing_alpha_of_every_code(large, floor):
    def alphas() -> None:
        data = gather_agreement(large, Unit.CHARACTER, ("A", "B"))
        code_alphas(data, AgreementOptions(unit=Unit.CHARACTER))

    report("u-alpha of every code, 1,000 draws", timed(alphas, rounds=3), 3.0, floor)


def test_one_value_per_unit_is_refused_quickly(large, floor):
    """Most units of a project this dense carry two codes: finding all of them is the most work there is."""

    def exclusive() -> None:
        options = AgreementOptions()
        assert measure_exclusive(gather_agreement(large, options.unit, ("A", "B")), options).doubles

    report("finding every unit with two codes", timed(exclusive, rounds=3), 12.0, floor)


def test_codes_that_stand_together(large):
    def together() -> None:
        pairs_of_codes(gather_cooccurrence(large, TogetherUnit.OVERLAP), TogetherUnit.OVERLAP)

    report("co-occurrence of 500 codes", timed(together, rounds=1), 15.0)


def test_comparing_needs_no_more_memory_than_promised(large):
    tracemalloc.start()
    compare(large, Unit.CHARACTER)
    _, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"\nmemory of a comparison: {highest / 1e6:.0f} MB (must be below 400 MB)")
    assert highest <= 400e6


def test_saturation_with_a_thousand_orders():
    matrix = np.random.default_rng(1).random((100, 500)) < 0.1

    def both() -> None:
        accumulate_codes(matrix)
        permutation_band(matrix, 1, 1_000)

    report("saturation of 100 interviews and 500 codes, 1,000 orders", timed(both), 0.5)


def test_saturation_of_a_project_at_every_level(large):
    def study() -> None:
        report_saturation(read_study(large), SaturationChoices(), "")

    report("saturation of 200 interviews and 500 codes, read and reported", timed(study, rounds=3), 2.0)


def test_a_thousand_draws_of_documents(large):
    data = gather_agreement(large, Unit.PARAGRAPH, ("A", "B"))
    cells = count_cells(data, Universe.ALL)

    def draw() -> None:
        totals = resampled_totals(draw_documents(DOCUMENTS, 1), cells)
        for values in coefficients_of_cells(totals, 2).values():
            percentile_intervals(values, DOCUMENTS)

    report("1,000 draws, intervals of every coefficient of 500 codes", timed(draw, rounds=3), 5.0)
