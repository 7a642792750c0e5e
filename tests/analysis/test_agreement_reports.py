"""What is said about agreement: the table per interview, paradoxes, other programs' numbers, sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qdatool.analysis import many_coders as many
from qdatool.analysis import two_coders as two
from qdatool.analysis.agreement import measure_agreement
from qdatool.analysis.agreement_data import gather_agreement
from qdatool.analysis.agreement_result import AgreementOptions, CodeAgreement
from qdatool.analysis.binary import Measure
from qdatool.analysis.coefficient import Coefficient
from qdatool.analysis.document_agreement import agreement_per_document
from qdatool.analysis.exclusive import measure_exclusive
from qdatool.analysis.other_programs import atlas_numbers, maxqda_numbers, nvivo_rows
from qdatool.analysis.paradox import ParadoxCause, find_paradox
from qdatool.analysis.units import Unit, Universe
from qdatool.coding.project import Project
from qdatool.wording.agreement_sentences import methods_sentence, paradox_notes, paradox_sentences
from tests.analysis.studies import TEXT, paragraph, study


@pytest.fixture
def two_interviews(tmp_path: Path) -> Iterator[Project]:
    codings = [
        ("d1", *paragraph(0), "trust", "A"),
        ("d1", *paragraph(0), "trust", "B"),
        ("d1", *paragraph(1), "trust", "A"),
        ("d2", *paragraph(2), "doubt", "A"),
        ("d2", *paragraph(2), "doubt", "B"),
        ("d2", *paragraph(3), "doubt", "B"),
        ("d2", *paragraph(3), "trust", "B"),
    ]
    with study(tmp_path / "p.qdatool", {"d1": TEXT, "d2": TEXT}, ("trust", "doubt"), codings) as project:
        yield project


@pytest.mark.parametrize("unit", [Unit.PARAGRAPH, Unit.SEGMENT])
def test_the_table_per_interview_adds_up(two_interviews, unit):
    data = gather_agreement(two_interviews, unit, ("A", "B"))
    rows, total = agreement_per_document(data, AgreementOptions(unit=unit))
    assert [(r.document, r.total, r.agreements, r.disagreements) for r in rows] == [("d1", 3, 1, 1), ("d2", 4, 1, 2)]
    assert (total.total, total.agreements, total.disagreements) == (7, 2, 3)
    assert total.share == pytest.approx(4 / 7)
    overall = measure_agreement(data, AgreementOptions(unit=unit)).overall.measures[Measure.HOLSTI].value
    assert total.share == pytest.approx(overall)


def test_a_retest_is_two_rounds_of_one_coder(tmp_path):
    codings = [
        ("d1", *paragraph(0), "trust", "A@first"),
        ("d1", *paragraph(1), "trust", "A@first"),
        ("d1", *paragraph(0), "trust", "A@second"),
    ]
    with study(tmp_path / "p.qdatool", {"d1": TEXT}, ("trust",), codings) as project:
        data = gather_agreement(project, Unit.PARAGRAPH, ("A@first", "A@second"))
        rows, _ = agreement_per_document(data, AgreementOptions())
    assert [(r.total, r.agreements, r.disagreements, r.share) for r in rows] == [(3, 1, 1, pytest.approx(2 / 3))]


def test_three_coders_have_no_such_table(two_interviews):
    data = gather_agreement(two_interviews, Unit.PARAGRAPH, ("A",))
    assert agreement_per_document(data, AgreementOptions()) is None


def of_table(both: int, first: int, second: int, neither: int) -> CodeAgreement:
    table = [[both, first], [second, neither]]
    units, times = two.ratings_of_table(table)
    measures = {
        Measure.PERCENT_AGREEMENT: two.percent_agreement(table),
        Measure.COHEN_KAPPA: two.cohen_kappa(table),
        Measure.KAPPA_MAX: two.kappa_max(table),
        Measure.GWET_AC1: many.gwet_ac1(units, times),
    }
    return CodeAgreement(
        "trust",
        sum(map(sum, table)),
        ((both, first), (second, neither)),
        measures,
        two.prevalence_index(table),
        two.bias_index(table),
    )


def test_the_published_paradox_is_prevalence():
    paradox = find_paradox(of_table(118, 5, 2, 0))
    assert paradox.causes == (ParadoxCause.FREQUENT,)
    assert (round(paradox.percent, 3), round(paradox.kappa, 4), round(paradox.ac1, 3)) == (0.944, -0.0234, 0.941)
    (why, then) = paradox_sentences(paradox, "en")
    assert "94.4%" in why
    assert "118 of 125" in why
    assert "0.94" in then


def test_a_rare_code_is_told_as_rare_in_persian():
    why, _ = paradox_sentences(find_paradox(of_table(0, 5, 2, 118)), "fa")
    assert "۱۱۸" in why.replace("\u2068", "").replace("\u2069", "")
    assert "۹۴٫۴٪" in why


def test_totals_far_apart_are_bias():
    paradox = find_paradox(of_table(10, 35, 0, 55))
    assert paradox.causes == (ParadoxCause.BIAS,)
    assert "35" in paradox_sentences(paradox, "en")[0]


def test_notes_name_the_codes_that_a_cause_explains():
    codes = [replace(of_table(*cells), code=name) for name, cells in (("a", (0, 5, 2, 118)), ("b", (1, 5, 2, 118)))]
    codes.append(replace(of_table(40, 9, 6, 45), code="c"))
    (note,) = paradox_notes(codes, "en")
    assert note.endswith("without the code: a, b.")
    assert paradox_notes(codes[2:], "fa") == ()


@pytest.mark.parametrize("table", [(40, 9, 6, 45), (10, 0, 0, 10)])
def test_balanced_tables_have_nothing_to_explain(table):
    assert find_paradox(of_table(*table)) is None


def test_nvivo_counts_characters_per_document_and_code(tmp_path):
    # Its help: 1,000 characters, both code 50, neither 800, the rest by one: 85 %.
    text = "x" * 1000
    codings = [
        ("d1", 0, 150, "trust", "A"),
        ("d1", 100, 200, "trust", "B"),
        ("d1", 0, 10, "doubt", "A"),
        ("d1", 0, 10, "doubt", "B"),
    ]
    with study(tmp_path / "p.qdatool", {"d1": text}, ("trust", "doubt", "unused"), codings) as project:
        rows = nvivo_rows(gather_agreement(project, Unit.CHARACTER, ("A", "B")))
    trust, doubt = rows
    assert (trust.both, trust.neither, trust.agreement) == (0.05, 0.8, pytest.approx(0.85))
    assert trust.kappa == pytest.approx(two.cohen_kappa([[50, 100], [50, 800]]).value)
    assert (doubt.agreement, doubt.kappa) == (1.0, 1.0)


def test_maxqda_takes_one_over_the_number_of_codes_as_chance(two_interviews):
    ours = maxqda_numbers(gather_agreement(two_interviews, Unit.SEGMENT, ("A", "B")))
    assert (ours.agreements, ours.first_only, ours.second_only, ours.n_codes) == (4, 1, 2, 2)
    assert ours.percent == pytest.approx(4 / 7)
    assert ours.kappa == pytest.approx((4 / 7 - 1 / 2) / (1 / 2))


def test_maxqda_asks_for_nine_tenths_of_overlap(tmp_path):
    codings = [("d1", 0, 20, "trust", "A"), ("d1", 0, 17, "trust", "B")]
    with study(tmp_path / "p.qdatool", {"d1": TEXT}, ("trust",), codings) as project:
        data = gather_agreement(project, Unit.SEGMENT, ("A", "B"))
    assert maxqda_numbers(data).percent == 0.0
    assert maxqda_numbers(data, 0.5).percent == 1.0
    assert maxqda_numbers(data).kappa is None


def test_atlas_looks_at_the_characters_of_a_domain(tmp_path):
    codings = [("d1", 0, 10, "trust", "A"), ("d1", 20, 40, "doubt", "A")]
    codings += [("d1", 0, 12, "trust", "B"), ("d1", 20, 38, "doubt", "B")]
    with study(tmp_path / "p.qdatool", {"d1": TEXT}, ("trust", "doubt"), codings) as project:
        data = gather_agreement(project, Unit.CHARACTER, ("A", "B"))
        ours = atlas_numbers(data, AgreementOptions(unit=Unit.CHARACTER))
        codings.append(("d1", 5, 8, "doubt", "A"))
    assert ours.percent == pytest.approx(28 / 32)
    assert ours.holsti == pytest.approx(2 * 28 / (30 + 30))
    assert ours.cu_alpha.value == pytest.approx(1.0)


def test_atlas_has_no_numbers_where_codes_overlap(tmp_path):
    codings = [("d1", 0, 10, "trust", "A"), ("d1", 5, 12, "doubt", "A"), ("d1", 0, 10, "trust", "B")]
    with study(tmp_path / "p.qdatool", {"d1": TEXT}, ("trust", "doubt"), codings) as project:
        data = gather_agreement(project, Unit.CHARACTER, ("A", "B"))
    assert atlas_numbers(data, AgreementOptions(unit=Unit.CHARACTER)) is None


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def test_the_sentence_says_unit_universe_number_coders_and_coefficient(two_interviews):
    options = AgreementOptions(universe=Universe.CODED_BY_ANY)
    found = measure_agreement(gather_agreement(two_interviews, options.unit, ("A", "B")), options)
    english, persian = (plain(methods_sentence(found, options, language)) for language in ("en", "fa"))
    for part in ("2 coders (A, B)", "2 documents", "4 paragraphs", "only what one of them coded", "2 codes"):
        assert part in english
    assert "percent agreement = 62.5%" in english
    for part in ("۲ کدگذار", "۲ سند", "۴", "بندها", "درصد توافق = ۶۲٫۵٪"):
        assert part in persian
    for word in ("good", "excellent", "acceptable", "قابل قبول", "خوب"):
        assert word not in english + persian


def test_the_sentence_says_how_an_interval_was_found(tmp_path):
    texts = {f"d{n}": TEXT for n in range(6)}
    codings = [(f"d{n}", *paragraph(n % 3), "trust", "A") for n in range(6)]
    codings += [(f"d{n}", *paragraph(n % 2), "trust", "B") for n in range(6)]
    options = AgreementOptions(seed=7)
    with study(tmp_path / "p.qdatool", texts, ("trust",), codings) as project:
        found = measure_agreement(gather_agreement(project, options.unit, ("A", "B")), options)
    assert "seed 7" in methods_sentence(found, options, "en")
    assert "95% CI" in methods_sentence(found, options, "en")
    assert "بذر ۷" in plain(methods_sentence(found, options, "fa"))


def test_the_sentence_of_a_domain_and_of_passages_differ(two_interviews):
    options = AgreementOptions(unit=Unit.SEGMENT, overlap=0.8)
    found = measure_agreement(gather_agreement(two_interviews, options.unit, ("A", "B")), options)
    assert "80%" in methods_sentence(found, options, "en")
    options = AgreementOptions(unit=Unit.CHARACTER)
    data = gather_agreement(two_interviews, options.unit, ("A", "B"))
    assert "two codes of the domain" in methods_sentence(measure_exclusive(data, options), options, "en")


def test_a_retest_is_told_as_one_coder_in_two_rounds(tmp_path):
    codings = [("d1", *paragraph(0), "trust", f"A@{name}") for name in ("first", "second")]
    options = AgreementOptions()
    with study(tmp_path / "p.qdatool", {"d1": TEXT}, ("trust",), codings) as project:
        found = measure_agreement(gather_agreement(project, options.unit, ("A@first", "A@second")), options)
    assert methods_sentence(found, options, "en").startswith("Agreement of A in 2 rounds (first, second) was")
    assert "با خود در ۲ دور" in methods_sentence(found, options, "fa")


def test_results_are_no_isolate_of_isolates(two_interviews):
    """Marks whose letters all stand in inner marks have no direction of their own, and Persian turns round."""
    options = AgreementOptions()
    found = measure_agreement(gather_agreement(two_interviews, options.unit, ("A", "B")), options)
    depth = deepest = 0
    for character in methods_sentence(found, options, "fa"):
        depth += {"\u2068": 1, "\u2069": -1}.get(character, 0)
        deepest = max(deepest, depth)
    assert deepest == 1


def test_with_one_coder_the_sentence_says_that_two_are_needed(two_interviews):
    options = AgreementOptions()
    found = measure_agreement(gather_agreement(two_interviews, options.unit, ("A",)), options)
    assert "two" in methods_sentence(found, options, "en")
    assert "دو" in methods_sentence(found, options, "fa")


def test_an_undefined_coefficient_is_called_so():
    from qdatool.wording.agreement_sentences import coefficient_text

    assert coefficient_text(Coefficient(None), Measure.COHEN_KAPPA, "en") == "Cohen's kappa is undefined"
