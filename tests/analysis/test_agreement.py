"""How far coders agree, from a project file to the coefficients."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from qdatool.analysis.agreement import measure_agreement
from qdatool.analysis.agreement_data import gather_agreement
from qdatool.analysis.agreement_result import Agreement, AgreementOptions, CodeAgreement
from qdatool.analysis.binary import Measure
from qdatool.analysis.bootstrap import draw_documents
from qdatool.analysis.coefficient import IntervalMethod, Reason
from qdatool.analysis.unit_agreement import count_cells, pooled_agreement
from qdatool.analysis.units import Unit, Universe, unit_spans
from qdatool.coding.coders import list_coders, list_rounds, mark_finished, rename_coder
from qdatool.coding.codes import CodeDraft, create_code, load_codes, move_code, rename_code
from qdatool.coding.documents import list_documents
from qdatool.coding.drawing import SampleDraft, draw_sample
from qdatool.coding.levels import find_level
from qdatool.coding.project import Project
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.text.spans import Span
from qdatool.wording.errors import sentence_for
from tests.analysis.studies import TEXT, Coding, add_codings, paragraph, study

KAPPA, PERCENT, HOLSTI = Measure.COHEN_KAPPA, Measure.PERCENT_AGREEMENT, Measure.HOLSTI


def compare(project: Project, *coders: str, **asked: object) -> Agreement:
    gathered = {key: asked.pop(key) for key in ("round_name", "level") if key in asked}
    options = AgreementOptions(**asked)
    return measure_agreement(gather_agreement(project, options.unit, coders or ("A", "B"), **gathered), options)


def of(agreement: Agreement, code: str) -> CodeAgreement:
    return next(one for one in agreement.codes if one.code == code)


def on(number: int, code: str, coder: str, document: str = "d1") -> Coding:
    return (document, *paragraph(number), code, coder)


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Project]:
    """Two coders on one text of four paragraphs: trust on 0 and 1 by A, on 0 by B; help nowhere; doubt by B on 2."""
    codings = [on(0, "trust", "A"), on(1, "trust", "A"), on(0, "trust", "B"), on(2, "doubt", "B")]
    with study(tmp_path / "p.qdatool", {"d1": TEXT, "d2": TEXT}, ["trust", "help", "doubt"], codings) as project:
        yield project


def test_a_table_counts_paragraphs(pair):
    trust = of(compare(pair), "trust")
    assert (trust.n_units, trust.table) == (4, ((1, 1), (0, 2)))
    assert trust.measures[PERCENT].value == 0.75
    assert trust.measures[KAPPA].value == pytest.approx(0.5)
    assert trust.measures[HOLSTI].value == pytest.approx(2 / 3)


def test_only_documents_with_codings_of_all_are_compared(pair):
    assert compare(pair).documents == ("d1",)


def test_every_code_is_listed_and_an_unused_one_says_so(pair):
    agreement = compare(pair)
    assert [one.code for one in agreement.codes] == ["trust", "help", "doubt"]
    unused = of(agreement, "help")
    assert unused.table == ((0, 0), (0, 4))
    assert {measure.reason for measure in unused.measures.values()} == {Reason.UNUSED}
    assert {measure.value for measure in unused.measures.values()} == {None}


def test_overall_pools_the_decisions(pair):
    overall = compare(pair).overall
    assert (overall.n_units, overall.table) == (12, ((1, 1), (1, 9)))


def test_units_that_nobody_coded_count_as_the_universe_says(pair):
    assert of(compare(pair, universe=Universe.CODED_BY_ANY), "trust").table == ((1, 1), (0, 1))
    assert of(compare(pair, universe=Universe.ALL), "trust").table == ((1, 1), (0, 2))


def test_a_document_that_both_left_uncoded_counts_where_it_is_finished(pair):
    coders = {coder.name: coder.id for coder in list_coders(pair)}
    for document in list_documents(pair):
        for name in ("A", "B"):
            pair.coder_id = coders[name]
            mark_finished(pair, document.id)
    assert compare(pair).documents == ("d1", "d2")
    assert of(compare(pair), "trust").table == ((1, 1), (0, 6))
    assert of(compare(pair, universe=Universe.CODED_BY_ANY), "trust").table == ((1, 1), (0, 1))


def test_a_document_that_one_has_not_finished_is_not_compared(pair):
    coders = {coder.name: coder.id for coder in list_coders(pair)}
    pair.coder_id = coders["A"]
    mark_finished(pair, list_documents(pair)[0].id)
    agreement = compare(pair)
    assert (agreement.documents, agreement.reason) == ((), Reason.NO_COMMON_DOCUMENTS)
    assert {m.reason for m in of(agreement, "trust").measures.values()} == {Reason.NO_COMMON_DOCUMENTS}


def test_one_coder_has_nobody_to_agree_with(pair):
    agreement = compare(pair, "A", "A")
    assert (agreement.coders, agreement.reason) == (("A",), Reason.ONE_CODER)
    assert agreement.overall.measures[KAPPA].value is None


def test_without_names_all_who_coded_are_compared(pair):
    options = AgreementOptions()
    assert measure_agreement(gather_agreement(pair, options.unit), options).coders == ("A", "B")


def test_a_code_that_all_gave_everywhere_has_no_kappa(pair):
    add_codings(pair, [("d1", 0, len(TEXT) - 1, "help", coder) for coder in "AB"])
    full = of(compare(pair), "help")
    assert full.measures[PERCENT].value == 1.0
    assert full.measures[Measure.GWET_AC1].value == 1.0
    assert full.measures[HOLSTI].value == 1.0
    for measure in (KAPPA, Measure.KAPPA_MAX, Measure.SCOTT_PI, Measure.KRIPPENDORFF_ALPHA, Measure.FLEISS_KAPPA):
        assert (full.measures[measure].value, full.measures[measure].reason) == (None, Reason.NO_VARIATION)


def test_characters_are_code_points_with_line_ends_and_have_no_standard_error(pair):
    trust = of(compare(pair, unit=Unit.CHARACTER), "trust")
    both = paragraph(0)[1] - paragraph(0)[0]
    first_only = paragraph(1)[1] - paragraph(1)[0]
    assert trust.table == ((both, first_only), (0, len(TEXT) - both - first_only))
    assert {measure.se for measure in trust.measures.values()} == {None}
    assert trust.measures[KAPPA].reason is Reason.FEW_DOCUMENTS


def test_a_document_is_coded_once(pair):
    doubt = of(compare(pair, unit=Unit.DOCUMENT), "doubt")
    assert (doubt.n_units, doubt.table) == (1, ((0, 0), (1, 0)))


def test_a_touch_of_one_character_codes_the_unit(pair):
    start, end = paragraph(3)
    add_codings(pair, [("d1", end - 1, end, "help", "A"), ("d1", start, start + 1, "help", "B")])
    assert of(compare(pair), "help").table == ((1, 0), (0, 3))


def test_a_coding_of_the_line_end_alone_codes_no_paragraph(pair):
    _, end = paragraph(0)
    add_codings(pair, [("d1", end, end + 1, "help", "A")])
    assert of(compare(pair), "help").table == ((0, 0), (0, 4))


def test_a_text_without_turns_is_named(pair):
    agreement = compare(pair, unit=Unit.TURN)
    assert agreement.reason is Reason.NO_UNITS


def test_rounds_are_compared_as_named(tmp_path):
    codings = [on(0, "trust", "A@one"), on(1, "trust", "A@one"), on(0, "trust", "A@two")]
    with study(tmp_path / "p.qdatool", {"d1": TEXT}, ["trust"], codings) as project:
        again = compare(project, "A@one", "A@two")
        assert again.coders == ("A@one", "A@two")
        assert of(again, "trust").table == ((1, 1), (0, 2))


def test_a_round_limits_whose_codings_count(tmp_path):
    codings = [on(0, "trust", "A@one"), on(1, "trust", "B@one"), on(1, "trust", "A@two"), on(2, "trust", "B@two")]
    with study(tmp_path / "p.qdatool", {"d1": TEXT}, ["trust"], codings) as project:
        assert of(compare(project, round_name="one"), "trust").table == ((0, 1), (1, 2))
        assert of(compare(project), "trust").table == ((1, 1), (1, 1))


def test_a_coder_may_have_an_at_sign_in_the_name(tmp_path):
    codings = [on(0, "trust", "A"), on(0, "trust", "B")]
    with study(tmp_path / "p.qdatool", {"d1": TEXT}, ["trust"], codings) as project:
        ids = {coder.name: coder.id for coder in list_coders(project)}
        rename_coder(project, ids["A"], "a@b.org")
        assert compare(project, "a@b.org", "B").coders == ("a@b.org", "B")


@pytest.mark.parametrize(
    ("coder", "reason"),
    [
        ("Z", OperationReason.UNKNOWN_CODER),
        ("A@nine", OperationReason.UNKNOWN_ROUND),
        ("Z@one", OperationReason.UNKNOWN_CODER),
    ],
)
def test_an_unknown_name_is_refused(pair, coder, reason):
    with pytest.raises(InvalidOperation) as refused:
        compare(pair, "A", coder)
    assert refused.value.reason is reason


def test_an_unknown_round_is_refused_with_those_there_are(pair):
    with pytest.raises(InvalidOperation) as refused:
        compare(pair, "A", "A@nine")
    assert "[" not in sentence_for(refused.value, "en")


def test_a_level_counts_what_lies_below(pair):
    axial = find_level(pair, "axial").id
    tree = load_codes(pair)
    ground = create_code(pair, CodeDraft("ground", level_id=axial))
    create_code(pair, CodeDraft("empty", level_id=axial))
    for label in ("trust", "doubt"):
        (code_id,) = tree.named(label)
        move_code(pair, code_id, ground, 0)
    agreement = compare(pair, level="axial")
    assert [one.code for one in agreement.codes] == ["ground", "empty"]
    assert of(agreement, "ground").table == ((1, 1), (1, 1))


def test_segments_are_matched_one_to_one(tmp_path):
    codings = [
        ("d1", 0, 20, "trust", "A"),
        ("d1", 30, 50, "trust", "A"),
        ("d1", 2, 20, "trust", "B"),
        ("d1", 28, 52, "trust", "B"),
        ("d1", 53, 55, "trust", "B"),
    ]
    with study(tmp_path / "p.qdatool", {"d1": TEXT}, ["trust", "help"], codings) as project:
        trust = of(compare(project, unit=Unit.SEGMENT), "trust")
        assert (trust.n_units, trust.table) == (3, ((2, 0), (1, None)))
        assert trust.measures[HOLSTI].value == pytest.approx(4 / 5)
        assert trust.measures[PERCENT].value == pytest.approx(2 / 3)
        assert trust.measures[KAPPA].reason is Reason.NO_NEITHER_CELL
        assert of(compare(project, unit=Unit.SEGMENT, overlap=0.85), "trust").table == ((1, 1), (2, None))
        assert of(compare(project, unit=Unit.SEGMENT), "help").measures[HOLSTI].reason is Reason.UNUSED
        assert compare(project, unit=Unit.SEGMENT).overall.table == ((2, 0), (1, None))


def test_three_coders_have_pairs_in_place_of_a_table(tmp_path):
    codings = [on(0, "trust", "A"), on(1, "trust", "A"), on(0, "trust", "B"), on(0, "trust", "C"), on(3, "trust", "C")]
    with study(tmp_path / "p.qdatool", {"d1": TEXT}, ["trust"], codings) as project:
        trust = of(compare(project, "A", "B", "C"), "trust")
        assert trust.table is None
        assert trust.measures[PERCENT].value == pytest.approx((3 / 4 + 2 / 4 + 3 / 4) / 3)
        for measure in (KAPPA, Measure.SCOTT_PI, HOLSTI):
            assert (trust.measures[measure].value, trust.measures[measure].reason) == (None, Reason.TWO_CODERS_ONLY)
        assert trust.measures[Measure.FLEISS_KAPPA].value is not None
        segments = of(compare(project, "A", "B", "C", unit=Unit.SEGMENT), "trust")
        assert segments.measures[PERCENT].value == pytest.approx((1 / 2 + 1 / 3 + 1 / 2) / 3)


DOCUMENTS = [f"d{number}" for number in range(7)]
CODES = ["trust", "help", "doubt"]


def random_codings(seed: int) -> list[Coding]:
    generator = random.Random(seed)
    found = []
    for document in DOCUMENTS:
        for coder in "AB":
            for _ in range(6):
                start = generator.randrange(len(TEXT) - 1)
                end = min(len(TEXT), start + generator.randint(1, 20))
                found.append((document, start, end, generator.choice(CODES), coder))
    return found


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Project]:
    """Seven documents coded at random by two coders."""
    with study(tmp_path / "p.qdatool", dict.fromkeys(DOCUMENTS, TEXT), CODES, random_codings(5)) as project:
        yield project


@pytest.mark.parametrize("universe", Universe)
@pytest.mark.parametrize("unit", [Unit.PARAGRAPH, Unit.SENTENCE, Unit.CHARACTER, Unit.DOCUMENT])
def test_tables_are_those_of_looking_at_every_unit(many, unit, universe):
    if unit is Unit.CHARACTER:
        spans = [Span(place, place + 1) for place in range(len(TEXT))]
    else:
        spans = unit_spans(unit, TEXT, (), len(TEXT))
    tables = {code: [0, 0, 0, 0] for code in CODES}
    codings = random_codings(5)
    for document in DOCUMENTS:
        here = [(Span(a, b), code, coder) for name, a, b, code, coder in codings if name == document]
        for span in spans:
            present = {(code, coder) for coded, code, coder in here if coded.overlaps(span)}
            if universe is Universe.ALL or present:
                for code in CODES:
                    tables[code][2 * ((code, "A") not in present) + ((code, "B") not in present)] += 1
    agreement = compare(many, unit=unit, universe=universe)
    assert {one.code: [*one.table[0], *one.table[1]] for one in agreement.codes} == tables


def numbers(one: CodeAgreement) -> list[float | None]:
    return [part for m in one.measures.values() for part in (m.value, m.se, *(m.ci95 or (None, None)))]


def alike(one: list[float | None], other: list[float | None]) -> bool:
    return all(
        (a is None and b is None) or (a is not None and b is not None and math.isclose(a, b, abs_tol=1e-9))
        for a, b in zip(one, other, strict=True)
    )


@pytest.mark.parametrize("unit", [Unit.PARAGRAPH, Unit.CHARACTER, Unit.SEGMENT, Unit.DOCUMENT])
def test_who_is_named_first_changes_no_coefficient(many, unit):
    one, other = compare(many, "A", "B", unit=unit), compare(many, "B", "A", unit=unit)
    assert all(alike(numbers(a), numbers(b)) for a, b in zip(one.codes, other.codes, strict=True))
    assert alike(numbers(one.overall), numbers(other.overall))


def test_what_a_code_is_called_changes_no_coefficient(many):
    before = compare(many)
    (code_id,) = load_codes(many).named("trust")
    rename_code(many, code_id, "faith")
    after = compare(many)
    assert [numbers(one) for one in after.codes] == [numbers(one) for one in before.codes]


@pytest.mark.parametrize("unit", [Unit.PARAGRAPH, Unit.SENTENCE, Unit.CHARACTER, Unit.SEGMENT])
def test_identical_codings_agree_wholly(tmp_path, unit):
    codings = [coding for coding in random_codings(9) if coding[-1] == "A"]
    codings += [(*coding[:-1], "B") for coding in codings]
    with study(tmp_path / "p.qdatool", dict.fromkeys(DOCUMENTS, TEXT), CODES, codings) as project:
        for one in (*(agreement := compare(project, unit=unit)).codes, agreement.overall):
            values = {measure.value for measure in one.measures.values() if measure.value is not None}
            assert values == {1.0}


def test_how_an_interval_is_found_is_said(many):
    agreement = compare(many)
    methods = {measure: one.interval_method for measure, one in agreement.codes[0].measures.items()}
    assert methods == {
        PERCENT: IntervalMethod.NORMAL,
        KAPPA: IntervalMethod.FLEISS_COHEN_EVERITT,
        Measure.KAPPA_MAX: None,
        Measure.SCOTT_PI: IntervalMethod.GWET,
        Measure.BRENNAN_PREDIGER: IntervalMethod.GWET,
        Measure.GWET_AC1: IntervalMethod.GWET,
        Measure.KRIPPENDORFF_ALPHA: IntervalMethod.BOOTSTRAP,
        Measure.FLEISS_KAPPA: IntervalMethod.GWET,
        HOLSTI: None,
    }
    overall = agreement.overall.measures
    assert {overall[m].interval_method for m in methods if m not in (HOLSTI, Measure.KAPPA_MAX)} == {
        IntervalMethod.BOOTSTRAP
    }


@pytest.mark.parametrize("unit", [Unit.PARAGRAPH, Unit.CHARACTER])
def test_intervals_over_documents_are_those_of_comparing_the_drawn_documents(many, unit):
    data = gather_agreement(many, unit, ("A", "B"))
    cells = count_cells(data, Universe.ALL)
    drawn = draw_documents(len(DOCUMENTS), 1, 60)
    few = measure_agreement(data, AgreementOptions(unit=unit, draws=60))

    def overall_of(chosen: np.ndarray) -> CodeAgreement:
        return pooled_agreement(chosen, 2, np.ones((1, len(chosen))))

    for measure in (KAPPA, Measure.GWET_AC1, Measure.SCOTT_PI, Measure.KRIPPENDORFF_ALPHA, PERCENT):
        values = [
            pooled_agreement(np.repeat(cells, row.astype(int), axis=0), 2, np.ones((1, len(DOCUMENTS))))
            .measures[measure]
            .value
            for row in drawn
        ]
        assert few.overall.measures[measure].ci95 == pytest.approx(tuple(np.percentile(values, [2.5, 97.5])))
    assert measure_agreement(data, AgreementOptions(unit=unit, draws=60)) == few
    assert measure_agreement(data, replace(AgreementOptions(unit=unit, draws=60), seed=2)) != few


def test_three_coders_have_intervals_of_their_own(tmp_path):
    codings = [(*coding[:-1], coder) for seed, coder in enumerate("ABC") for coding in random_codings(seed)]
    with study(tmp_path / "p.qdatool", dict.fromkeys(DOCUMENTS, TEXT), CODES, codings) as project:
        overall = compare(project, "A", "B", "C", unit=Unit.CHARACTER).overall.measures
    for measure in (PERCENT, Measure.GWET_AC1, Measure.FLEISS_KAPPA, Measure.KRIPPENDORFF_ALPHA):
        low, high = overall[measure].ci95
        assert low < overall[measure].value < high


def test_a_level_without_codes_is_said_so(pair):
    found = compare(pair, level="axial")
    assert found.reason is Reason.NO_CODES
    assert found.codes == ()


def test_only_drawn_paragraphs_count_where_paragraphs_were_drawn(pair):
    first = list_rounds(pair)[0].id
    drawn = draw_sample(pair, first, SampleDraft(3, seed=2, of_paragraphs=True))
    documents = {document.id: document.name for document in list_documents(pair)}
    found = compare(pair, round_name=list_rounds(pair)[0].name)
    here = sum(1 for one in drawn if documents[one.document_id] in found.documents)
    assert 0 < here < 4
    assert of(found, "trust").n_units == here
    assert of(compare(pair), "trust").n_units == 4
