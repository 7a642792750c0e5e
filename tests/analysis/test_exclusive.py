"""One value per unit: the same as reading every unit, refused where a unit has two."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from qdatool.analysis import many_coders as many
from qdatool.analysis import two_coders as two
from qdatool.analysis.agreement_data import AgreementData, gather_agreement
from qdatool.analysis.agreement_result import AgreementOptions
from qdatool.analysis.binary import Measure
from qdatool.analysis.bootstrap import draw_documents
from qdatool.analysis.coefficient import IntervalMethod, Reason
from qdatool.analysis.exclusive import ExclusiveAgreement, measure_exclusive
from qdatool.analysis.exclusive_data import NO_CODE, exclusive_values
from qdatool.analysis.unitizing import Continuum, Passage, unitizing_agreement
from qdatool.analysis.unitizing_data import code_alphas, domain_alphas
from qdatool.analysis.units import Unit, Universe
from qdatool.coding.codes import CodeDraft, create_code, find_code
from qdatool.coding.project import Project
from tests.analysis.studies import TEXT, WORDS, Coding, add_codings, paragraph, study

CODES = ("trust", "doubt", "help")


def on(number: int, code: str, coder: str, document: str = "d1") -> Coding:
    return (document, *paragraph(number), code, coder)


def compare(project: Project, *, coders: tuple[str, ...] = ("A", "B"), **asked: object) -> ExclusiveAgreement:
    options = AgreementOptions(**asked)
    return measure_exclusive(gather_agreement(project, options.unit, coders), options)


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Project]:
    codings = [on(0, "trust", "A"), on(1, "trust", "A"), on(2, "doubt", "A"), on(0, "trust", "B"), on(1, "doubt", "B")]
    with study(tmp_path / "p.qdatool", {"d1": TEXT}, CODES, codings) as project:
        yield project


def test_the_confusion_says_which_code_was_taken_for_which(pair):
    found = compare(pair)
    # No code, trust, doubt, help: A's rows, B's columns; the last paragraph has nothing of either.
    assert found.confusion == ((1, 0, 0, 0), (0, 1, 1, 0), (1, 0, 0, 0), (0, 0, 0, 0))
    assert found.n_units == 4
    assert found.measures[Measure.PERCENT_AGREEMENT].value == 0.5


def test_leaving_uncoded_is_a_value_only_in_the_universe_that_holds_it(pair):
    found = compare(pair, universe=Universe.CODED_BY_ANY)
    assert found.confusion == ((0, 0, 0, 0), (0, 1, 1, 0), (1, 0, 0, 0), (0, 0, 0, 0))
    assert found.measures[Measure.COHEN_KAPPA].value == pytest.approx(two.cohen_kappa(found.confusion).value)


def test_holsti_counts_the_coded_units_only(pair):
    # A coded three paragraphs, B two, one alike.
    assert compare(pair).measures[Measure.HOLSTI].value == pytest.approx(2 * 1 / (3 + 2))


def test_a_unit_with_two_codes_is_refused_and_named(pair):
    add_codings(pair, [on(2, "help", "A")])
    found = compare(pair)
    assert [(d.document, d.unit, d.coder, d.codes) for d in found.doubles] == [("d1", 3, "A", ("doubt", "help"))]
    assert {(one.value, one.reason) for one in found.measures.values()} == {(None, Reason.TWO_CODES)}


def test_two_passages_in_one_paragraph_are_two_values_of_it_but_not_of_its_characters(pair):
    start, end = paragraph(3)
    add_codings(pair, [("d1", start, start + 2, "trust", "A"), ("d1", end - 2, end, "doubt", "A")])
    assert len(compare(pair).doubles) == 1
    assert compare(pair, unit=Unit.CHARACTER).doubles == ()


def test_characters_with_two_codes_are_named_by_their_place_and_length(pair):
    start, _ = paragraph(0)
    add_codings(pair, [("d1", start + 2, start + 5, "help", "B")])
    (double,) = compare(pair, unit=Unit.CHARACTER).doubles
    assert (double.unit, double.length, double.coder) == (start + 3, 3, "B")


def test_the_same_code_twice_over_is_one_value(pair):
    start, end = paragraph(0)
    add_codings(pair, [("d1", start, end - 2, "trust", "A")])
    assert compare(pair).doubles == ()


def test_a_domain_is_what_lies_right_below_a_code(tmp_path):
    with study(tmp_path / "p.qdatool", {"d1": TEXT}, ("feeling", "other"), ()) as project:
        feeling = find_code(project, "feeling").id
        trust = create_code(project, CodeDraft("trust", feeling))
        create_code(project, CodeDraft("doubt", feeling))
        create_code(project, CodeDraft("deep trust", trust))
        add_codings(
            project,
            [
                on(0, "deep trust", "A"),
                on(0, "other", "A"),
                on(0, "trust", "B"),
                on(1, "feeling", "A"),
                on(1, "doubt", "B"),
            ],
        )
        options = AgreementOptions()
        data = gather_agreement(project, options.unit, ("A", "B"), domain="feeling")
        found = measure_exclusive(data, options)
    assert found.codes == ("feeling", "trust", "doubt")
    # Below trust counts as trust; another domain's code in the same paragraph is no second value.
    assert found.confusion == ((2, 0, 0, 0), (0, 0, 0, 1), (0, 0, 1, 0), (0, 0, 0, 0))


def test_matched_passages_are_no_units():
    with pytest.raises(ValueError, match="passages"):
        measure_exclusive(None, AgreementOptions(unit=Unit.SEGMENT))


def test_one_coder_and_no_codes_are_said(pair):
    assert compare(pair, coders=("A",)).reason is Reason.ONE_CODER
    options = AgreementOptions()
    data = gather_agreement(pair, options.unit, ("A", "B"), domain="help")
    assert measure_exclusive(data, options).reason is Reason.UNUSED


def exclusive_codings(seed: int, coders: str, documents: int = 6) -> list[Coding]:
    """Return codings where no coder gives a paragraph two codes."""
    generator = random.Random(seed)
    return [
        on(number, generator.choice(CODES), coder, f"d{document}")
        for document in range(documents)
        for number in range(len(WORDS))
        for coder in coders
        if generator.random() < 0.7
    ]


@pytest.fixture(params=["AB", "ABC"])
def many_documents(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Project, tuple[str, ...]]]:
    texts = {f"d{number}": TEXT for number in range(6)}
    with study(tmp_path / "p.qdatool", texts, CODES, exclusive_codings(3, request.param)) as project:
        yield project, tuple(request.param)


def rows_of(data: AgreementData) -> list[tuple[int, ...]]:
    """Return document, side, start, end and code of every passage."""
    columns = (getattr(data.passages, name).tolist() for name in ("document", "side", "start", "end", "code"))
    return list(zip(*columns, strict=True))


def ratings_by_hand(project: Project, coders: tuple[str, ...], unit: Unit) -> list[list[list[int]]]:
    """Return per document and unit the value of each coder, by looking at every unit."""
    data = gather_agreement(project, Unit.PARAGRAPH, coders)
    passages = list(
        zip(
            *(getattr(data.passages, name).tolist() for name in ("document", "side", "start", "end", "code")),
            strict=True,
        )
    )
    found = []
    for document in range(len(data.documents)):
        spans = (
            [(span.start, span.end) for span in data.spans[document]]
            if unit is Unit.PARAGRAPH
            else [(place, place + 1) for place in range(len(TEXT))]
        )
        found.append(
            [
                [
                    next(
                        (c + 1 for d, s, a, b, c in passages if d == document and s == side and a < end and start < b),
                        NO_CODE,
                    )
                    for side in range(len(coders))
                ]
                for start, end in spans
            ]
        )
    return found


@pytest.mark.parametrize("unit", [Unit.PARAGRAPH, Unit.CHARACTER])
def test_coefficients_are_those_of_looking_at_every_unit(many_documents, unit):
    project, coders = many_documents
    found = compare(project, coders=coders, unit=unit)
    rows = [unit_values for document in ratings_by_hand(project, coders, unit) for unit_values in document]
    units, _ = many.count_ratings(rows, range(len(CODES) + 1))
    slow = {
        Measure.PERCENT_AGREEMENT: many.mean_agreement(units),
        Measure.KRIPPENDORFF_ALPHA: many.krippendorff_alpha(units),
        Measure.FLEISS_KAPPA: many.fleiss_kappa(units),
        Measure.GWET_AC1: many.gwet_ac1(units),
        Measure.BRENNAN_PREDIGER: many.brennan_prediger(units),
    }
    assert found.n_units == len(rows)
    for measure, expected in slow.items():
        assert found.measures[measure].value == pytest.approx(expected.value, abs=1e-12)


def test_intervals_are_those_of_comparing_the_drawn_documents(many_documents):
    project, coders = many_documents
    data = gather_agreement(project, Unit.CHARACTER, coders)
    ac1 = measure_exclusive(data, AgreementOptions(unit=Unit.CHARACTER, draws=40)).measures[Measure.GWET_AC1]
    documents = ratings_by_hand(project, coders, Unit.CHARACTER)
    values = []
    for weights in draw_documents(len(documents), 1, 40):
        rows = [row for document, times in zip(documents, weights, strict=True) for row in document * int(times)]
        values.append(many.gwet_ac1(many.count_ratings(rows, range(len(CODES) + 1))[0]).value)
    assert ac1.interval_method is IntervalMethod.BOOTSTRAP
    assert ac1.ci95 == pytest.approx(np.percentile(values, [2.5, 97.5]))


def test_who_is_named_first_changes_no_coefficient(many_documents):
    project, coders = many_documents
    one, other = (compare(project, coders=names) for names in (coders, tuple(reversed(coders))))
    for measure in Measure:
        assert one.measures[measure].value == pytest.approx(other.measures[measure].value, abs=1e-12) or (
            one.measures[measure].value is other.measures[measure].value is None
        )


def test_identical_codings_give_one(tmp_path):
    mine = exclusive_codings(5, "A")
    both = [*mine, *((d, s, e, c, "B") for d, s, e, c, _ in mine)]
    with study(tmp_path / "p.qdatool", {f"d{n}": TEXT for n in range(6)}, CODES, both) as project:
        found = compare(project)
    assert [one.value for one in found.measures.values()] == [pytest.approx(1.0)] * len(Measure)


def unitized(data: AgreementData, code: int | None) -> list[Continuum]:
    rows = list(
        zip(
            *(getattr(data.passages, name).tolist() for name in ("document", "side", "start", "end", "code")),
            strict=True,
        )
    )
    return [
        Continuum(
            length,
            tuple(
                tuple(Passage(a, b, c) for d, s, a, b, c in rows if d == document and s == side and code in (None, c))
                for side in range(len(data.sides))
            ),
        )
        for document, length in enumerate(data.characters.tolist())
    ]


def test_u_alpha_of_each_code_is_that_of_the_continuum(many_documents):
    project, coders = many_documents
    data = gather_agreement(project, Unit.CHARACTER, coders)
    options = AgreementOptions(unit=Unit.CHARACTER)
    for code, alpha in enumerate(code_alphas(data, options)):
        slow = unitizing_agreement(unitized(data, code), seed=1)
        assert alpha.value == pytest.approx(slow.u_alpha.value, abs=1e-12)
        assert alpha.ci95 == pytest.approx(slow.u_alpha.ci95, abs=1e-9)


def test_the_family_of_a_domain_is_that_of_the_continua(many_documents):
    project, coders = many_documents
    data = gather_agreement(project, Unit.CHARACTER, coders)
    ours = domain_alphas(data, AgreementOptions(unit=Unit.CHARACTER))
    slow = unitizing_agreement(unitized(data, None), seed=1)
    assert ours.u_alpha.value == pytest.approx(slow.u_alpha.value)
    assert ours.cu_alpha.value == pytest.approx(slow.cu_alpha.value)
    assert ours.coverage == pytest.approx(slow.coverage)
    assert {c: a.value for c, a in ours.by_value.items()} == pytest.approx(
        {c: a.value for c, a in slow.by_value.items()}
    )


def test_overlapping_passages_of_one_code_count_as_one_and_touching_ones_as_two(tmp_path):
    codings = [("d1", 0, 10, "trust", "A"), ("d1", 5, 20, "trust", "A"), ("d1", 20, 30, "trust", "A")]
    codings += [("d1", 0, 20, "trust", "B"), ("d1", 20, 30, "trust", "B")]
    with study(tmp_path / "p.qdatool", {"d1": TEXT}, ("trust",), codings) as project:
        data = gather_agreement(project, Unit.CHARACTER, ("A", "B"))
        (alpha,) = code_alphas(data, AgreementOptions(unit=Unit.CHARACTER))
    assert (alpha.value, alpha.reason) == (1.0, Reason.FEW_DOCUMENTS)


def test_a_code_that_nobody_used_has_no_u_alpha(pair):
    data = gather_agreement(pair, Unit.CHARACTER, ("A", "B"))
    assert code_alphas(data, AgreementOptions(unit=Unit.CHARACTER))[2].reason is Reason.UNUSED


def test_stretches_hold_every_unit_once(many_documents):
    project, coders = many_documents
    data = gather_agreement(project, Unit.CHARACTER, coders)
    stretches, _ = exclusive_values(data, Universe.ALL)
    assert stretches.length.sum() == data.characters.sum()
    nothing = replace(data, passages=replace(data.passages, start=data.passages.end))
    assert not exclusive_values(nothing, Universe.ALL)[0].values.any()
