from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qdatool.analysis.agreement import measure_agreement
from qdatool.analysis.agreement_data import gather_agreement
from qdatool.analysis.agreement_result import AgreementOptions
from qdatool.analysis.binary import Measure
from qdatool.analysis.disagreements import Comparison, compare_coders, find_differences
from qdatool.analysis.settling import DocumentUnits, PooledTable, document_table, settled_sides
from qdatool.analysis.units import Unit, Universe
from qdatool.coding.codes import load_codes
from qdatool.coding.decisions import decide, list_decisions
from qdatool.coding.disputes import CodedPassage, DecisionKind, DisputeKind
from qdatool.coding.documents import list_documents
from qdatool.coding.project import Project
from tests.analysis.studies import TEXT, UNHURRIED, paragraph, study

PASSAGES = st.sets(
    st.builds(lambda start, length, code: CodedPassage(start, start + length, code),
              st.integers(0, 20), st.integers(1, 10), st.integers(1, 3)),
    max_size=8,
)  # fmt: skip


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Project]:
    """Both ``trust`` in 0; ``help`` ends later for B in 1; A ``doubt``, B ``trust`` in 2; only B ``doubt`` in 3."""
    start, end = paragraph(1)
    codings = [
        ("d1", *paragraph(0), "trust", "A@One"), ("d1", *paragraph(0), "trust", "B@One"),
        ("d1", start, end - 4, "help", "A@One"), ("d1", start, end, "help", "B@One"),
        ("d1", *paragraph(2), "doubt", "A@One"), ("d1", *paragraph(2), "trust", "B@One"),
        ("d1", *paragraph(3), "doubt", "B@One"), ("d2", *paragraph(0), "help", "A@One"),
    ]  # fmt: skip
    with study(tmp_path / "p.qdatool", {"d1": TEXT, "d2": TEXT}, ["trust", "help", "doubt"], codings) as project:
        yield project


def compared(project: Project, coders: tuple[str, str] = ("A", "B")) -> tuple[Comparison, ...]:
    data = gather_agreement(project, Unit.SEGMENT, coders, "One")
    return compare_coders(data, {document.name: document.id for document in list_documents(project)})


def test_each_kind_of_disagreement_is_found_in_text_order(pair: Project) -> None:
    (found,) = compared(pair)
    assert [one.kind for one in found.disputes] == [
        DisputeKind.BOUNDARY, DisputeKind.OTHER_CODE, DisputeKind.MISSED,
    ]  # fmt: skip
    boundary, other, missed = found.disputes
    assert (boundary.start, boundary.end) == paragraph(1)
    assert other.first is not None and other.second is not None
    names = load_codes(pair).codes
    assert (names[other.first.code_id].label, names[other.second.code_id].label) == ("doubt", "trust")
    assert missed.first is None
    assert [(one.start, one.end) for one in found.agreed] == [paragraph(0)]


def test_the_first_coder_is_the_same_one_however_they_are_named(pair: Project) -> None:
    assert compared(pair, ("A", "B")) == compared(pair, ("B", "A"))


def test_the_same_code_binds_before_a_larger_overlap_of_another() -> None:
    ours = {CodedPassage(0, 10, 1)}
    found = find_differences(ours, {CodedPassage(0, 10, 2), CodedPassage(8, 12, 1)})
    assert found.boundary == ((CodedPassage(0, 10, 1), CodedPassage(8, 12, 1)),)
    assert found.only_second == (CodedPassage(0, 10, 2),)


@given(first=PASSAGES, second=PASSAGES)
@UNHURRIED
def test_every_passage_that_does_not_agree_stands_in_one_disagreement(
    first: set[CodedPassage], second: set[CodedPassage]
) -> None:
    found = find_differences(first, second)
    pairs = (*found.boundary, *found.other_code)
    assert sorted([one for one, _ in pairs] + list(found.only_first)) == sorted(first - second)
    assert sorted([other for _, other in pairs] + list(found.only_second)) == sorted(second - first)
    for one, other in pairs:
        assert max(one.start, other.start) < min(one.end, other.end)
    assert all(one.code_id == other.code_id for one, other in found.boundary)


def pooled(project: Project, universe: Universe, *, is_settled: bool) -> PooledTable:
    data = gather_agreement(project, Unit.PARAGRAPH, ("A", "B"), "One")
    columns = {code.id: (place,) for place, code in enumerate(load_codes(project))}
    decisions = list_decisions(project) if is_settled else {}
    table = PooledTable()
    assert data.spans is not None
    for spans, comparison in zip(data.spans, compared(project), strict=True):
        sides = settled_sides(comparison, decisions)
        table += document_table(DocumentUnits(spans), *sides, columns, len(data.codes), universe)
    return table


@pytest.mark.parametrize("universe", Universe)
def test_before_any_decision_the_table_is_that_of_the_pooled_agreement(pair: Project, universe: Universe) -> None:
    data = gather_agreement(pair, Unit.PARAGRAPH, ("A", "B"), "One")
    overall = measure_agreement(data, AgreementOptions(universe=universe, draws=10)).overall
    table = pooled(pair, universe, is_settled=False)
    assert ((table.both, table.first_only), (table.second_only, table.neither)) == overall.table
    assert table.kappa.value == overall.measures[Measure.COHEN_KAPPA].value
    assert table.percent.value == overall.measures[Measure.PERCENT_AGREEMENT].value


def test_what_is_decided_counts_as_agreed_on_afterwards(pair: Project) -> None:
    (found,) = compared(pair)
    _, other, missed = found.disputes
    before = pooled(pair, Universe.ALL, is_settled=True)
    decide(pair, other, DecisionKind.FIRST, agreed=found.agreed)
    assert pooled(pair, Universe.ALL, is_settled=True) == PooledTable(
        before.both + 1, before.first_only - 1, before.second_only - 1, before.neither + 1
    )
    decide(pair, missed, DecisionKind.DISCUSS, agreed=found.agreed)
    assert pooled(pair, Universe.ALL, is_settled=True).second_only == 1
    decide(pair, missed, DecisionKind.NEITHER, agreed=found.agreed)
    assert pooled(pair, Universe.ALL, is_settled=True).percent.value == 1.0
