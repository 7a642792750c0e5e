"""The tables: what is compared, sorted by trouble, explained, and when they no longer hold."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from qdatool.analysis.binary import Measure
from qdatool.analysis.units import Unit, Universe
from qdatool.coding.coders import add_coder, mark_finished
from qdatool.coding.drawing import SampleDraft, draw_sample
from qdatool.coding.quotations import apply_code
from qdatool.coding.rounds import set_round_blind
from qdatool.ui.reliability.number_rows import NumberRole
from qdatool.ui.reliability.workspace import Page
from tests.builders import span_of
from tests.ui.reliability.conftest import TEXT


def rows(table):
    """Return the rows of a table."""
    model = table.rows.model()
    return [model.index(place).data(NumberRole.ROW) for place in range(model.rowCount())]


def test_codes_stand_by_trouble_with_what_each_coder_used(bench):
    shown = rows(bench.work.results.codes)
    assert [(row.name, row.cells) for row in shown] == [
        ("unasked", ("1", "0", "0")),
        ("slow", ("1", "3", "1")),
        ("trust", ("3", "2", "2")),
        ("hope", ("0", "0", "0")),
    ]
    assert shown[1].value == "0.364"
    assert shown[3].value == "—"
    assert shown[3].remark == "undefined: unused"


def test_another_coefficient_sorts_anew(bench):
    bench.work.results.overall.chosen.emit(Measure.PERCENT_AGREEMENT)
    assert rows(bench.work.results.codes)[0].name == "slow"
    assert bench.work.results.codes.columns.value == "%"


def test_unit_universe_and_level_are_chosen_beside_the_numbers(bench):
    bench.session.choose(unit=Unit.SENTENCE, universe=Universe.CODED_BY_ANY)
    bench.settle()
    assert bench.session.outcome.agreement.overall.n_units == 6 * 4
    bench.session.choose(level="axial")
    bench.settle()
    assert rows(bench.work.results.codes) == []


def test_the_sentence_for_a_paper_is_copied(bench):
    bench.work.results.copy.click()
    text = QGuiApplication.clipboard().text()
    assert "2 coders (Negar, Arash)" in text.replace("\u2068", "").replace("\u2069", "")
    assert "paragraphs" in text


def test_a_low_kappa_beside_high_agreement_is_explained(bench):
    bench.work.results.codes.chosen.emit(bench.codes["unasked"])
    told = bench.work.results.why.accessibleName()
    assert "kappa" in told
    assert bench.work.results.why.isVisible()


def test_a_new_coding_makes_the_numbers_stale_until_they_are_computed_again(bench):
    apply_code(bench.project, 1, bench.codes["hope"], span_of(TEXT, "It broke every week"))
    assert bench.session.is_stale
    assert bench.work.settings.stamp.text() == "Codings changed, compute again"
    bench.work.settings.compute.click()
    bench.settle()
    assert not bench.session.is_stale
    assert len(bench.session.shown) == 5


def test_a_decision_does_not_make_them_stale(bench):
    bench.key("1")
    assert not bench.session.is_stale


def test_a_third_coder_can_be_compared_with_both_others(bench):
    bench.project.coder_id = add_coder(bench.project, "Sima")
    apply_code(bench.project, 1, bench.codes["hope"], span_of(TEXT, "It broke every week"))
    bench.window.desk.changed.emit()
    bench.settle()
    bench.session.choose(second=None)
    bench.settle()
    assert bench.session.outcome.agreement.coders == ("Negar", "Arash", "Sima")
    assert bench.session.measure is Measure.FLEISS_KAPPA
    assert bench.session.shown == []


def test_one_coder_alone_is_told_what_is_missing(make_bench):
    bench = make_bench(second=False)
    assert bench.session.outcome is None
    assert bench.work.widget._empty.isVisible()
    bench.work.widget._empty.asked.emit()
    assert bench.work.widget.page() is Page.CODERS


def test_a_blind_round_compares_what_both_have_finished(bench):
    set_round_blind(bench.project, bench.project.round_id, is_blind=True)
    bench.window.desk.changed.emit()
    bench.settle()
    assert bench.work.widget._blind.isVisible()
    for coder_id in (bench.arash, 1):
        bench.project.coder_id = coder_id
        mark_finished(bench.project, 1)
    bench.window.desk.changed.emit()
    bench.settle()
    assert bench.session.outcome.agreement.documents == ("I1",)
    assert {one.document_id for one in bench.session.shown} == {1}


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_numbers_follow_the_language(make_bench, language):
    bench = make_bench(language=language)
    shown = rows(bench.work.results.overall)
    assert shown[1].name == {"en": "Cohen's kappa", "fa": "کاپای کوهن"}[language]
    assert shown[1].value[:2] == {"en": "0.", "fa": "۰٫"}[language]


def test_drawn_paragraphs_alone_are_compared_and_said_so(bench):
    draw_sample(bench.project, bench.project.round_id, SampleDraft(3, of_paragraphs=True))
    bench.session.compute()
    bench.settle()
    assert bench.session.outcome.agreement.overall.n_units == 3 * 4
    assert "only these count" in bench.work.settings._blind.accessibleName()
