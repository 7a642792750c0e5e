"""Saturation of a project: orders, levels, categories, meanings, merged codes, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from qdatool.analysis.saturation import NotSaturated, StoppingRule
from qdatool.analysis.saturation_data import gather_saturation, read_study
from qdatool.analysis.saturation_grids import MeaningMark
from qdatool.analysis.saturation_report import (
    InterviewOrder,
    SaturationChoices,
    SaturationReport,
    report_saturation,
)
from qdatool.coding.changes import Operation
from qdatool.coding.code_merge import merge_codes
from qdatool.coding.coders import add_coder
from qdatool.coding.codes import CodeDraft, create_code, load_codes, move_code
from qdatool.coding.documents import date_document, list_documents
from qdatool.coding.levels import find_level
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code, codings_of_code, set_adds_dimension
from qdatool.storage import schema
from qdatool.text.spans import Span
from qdatool.wording.saturation_sentences import saturation_point, saturation_sentence
from tests.analysis.studies import TEXT, study

NEW = (20, 9, 5, 3, 4, 3, 1, 0)
"""The published example's new codes per interview; only the sum of the first four is published, the split is ours."""


def project_of(path: Path, used: Sequence[Sequence[int]], codes: int) -> Project:
    """Return a project whose interviews use codes by number."""
    names = [f"c{number}" for number in range(codes)]
    codings = [(f"d{n}", 0, 5, names[code], "A") for n, each in enumerate(used, 1) for code in each]
    return study(path, {f"d{n}": TEXT for n in range(1, len(used) + 1)}, names, codings)


@pytest.fixture
def published(tmp_path: Path) -> Iterator[Project]:
    used, start = [], 0
    for new in NEW:
        used.append([0, *range(start, start + new)])
        start += new
    with project_of(tmp_path / "p.qdatool", used, start) as project:
        yield project


def report(project: Project, **chosen: object) -> SaturationReport:
    return report_saturation(read_study(project), SaturationChoices(**chosen), project.now())


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def test_the_published_example_is_told_in_a_sentence(published):
    found = report(published)
    assert found.result.saturated_at == 6
    english, persian = (plain(saturation_sentence(found, language)) for language in ("en", "fa"))
    assert "open" in english
    assert "in interviews 7–8 (1 of 37, 2.7%): 6⁺²." in english
    assert "8 interviews gave 45 codes" in english
    assert "مصاحبه‌های ۷ تا ۸" in persian
    assert "۶+۲" in persian


def test_a_later_rise_is_reported(tmp_path):
    used = [[*range(20)], [0], [0], [0], [0], [0], [0], [20, 21]]
    with project_of(tmp_path / "p.qdatool", used, 22) as project:
        found = report(project)
    assert found.result.saturated_at == 4
    assert [(run.first, run.last) for run in found.later_rises] == [(7, 8)]
    assert "rose above that again in interviews 7–8 (10.0%)" in saturation_sentence(found, "en")


def test_few_interviews_get_a_sentence(tmp_path):
    with project_of(tmp_path / "p.qdatool", [[0], [1]], 2) as project:
        found = report(project)
    assert found.result.reason is NotSaturated.TOO_FEW_INTERVIEWS
    assert "needs 4 interviews" in saturation_sentence(found, "en")
    assert "None" not in saturation_sentence(found, "fa")


def test_no_interview_at_all_is_no_error(tmp_path):
    with project_of(tmp_path / "p.qdatool", [], 1) as project:
        found = report(project)
    assert found.accumulation.cumulative == ()
    assert "cannot be judged yet" in saturation_sentence(found, "en")


def test_an_order_of_ones_own_changes_the_analysis_alone(published):
    ids = [document.id for document in list_documents(published)]
    found = report(published, order=InterviewOrder.OWN, own_order=tuple(reversed(ids)))
    assert found.data.interviews == tuple(f"d{n}" for n in range(8, 0, -1))
    assert found.accumulation.new == (1, 1, 3, 4, 3, 5, 9, 19)
    assert [document.name for document in list_documents(published)] == [f"d{n}" for n in range(1, 9)]
    assert found.accumulation.expected == pytest.approx(report(published).accumulation.expected)


def test_interviews_without_a_date_stand_at_the_end(published):
    ids = {document.name: document.id for document in list_documents(published)}
    date_document(published, ids["d3"], date(2025, 1, 1))
    date_document(published, ids["d2"], date(2025, 2, 1))
    found = report(published, order=InterviewOrder.DATE)
    assert found.data.interviews[:4] == ("d3", "d2", "d1", "d4")


def test_a_merged_code_counts_at_the_first_use_of_any(tmp_path):
    used = [[0], [1], [2], [1], [0], [3]]
    with project_of(tmp_path / "p.qdatool", used, 4) as project:
        before = report(project).accumulation.new
        tree = load_codes(project)
        merge_codes(project, [tree.named("c2")[0]], tree.named("c3")[0])
        after = report(project)
    assert before == (1, 1, 1, 0, 0, 1)
    assert after.accumulation.new == (1, 1, 1, 0, 0, 0)
    assert after.data.codes == ("c0", "c1", "c3")


def test_a_category_settles_with_the_last_of_its_codes(tmp_path):
    with project_of(tmp_path / "p.qdatool", [[0], [0, 1], [2], [0], [1]], 4) as project:
        ground = create_code(project, CodeDraft("ground", level_id=find_level(project, "axial").id))
        tree = load_codes(project)
        for label in ("c0", "c1"):
            move_code(project, tree.named(label)[0], ground, 0)
        empty = create_code(project, CodeDraft("empty", level_id=find_level(project, "axial").id))
        move_code(project, tree.named("c3")[0], empty, 0)
        found = report(project)
        highest = report(project, level="selective")
    assert {(row.name, row.new, row.total, row.settled_at) for row in found.categories} == {
        ("ground", (1, 1, 0, 0, 0), 2, 2),
        ("empty", (0, 0, 0, 0, 0), 0, None),
    }
    assert highest.categories == ()


def test_meaning_settles_with_the_last_new_dimension(tmp_path):
    with project_of(tmp_path / "p.qdatool", [[0], [0], [1], [0], [0]], 3) as project:
        first, _, fourth, _ = codings_of_code(project, load_codes(project).named("c0"))
        set_adds_dimension(project, [first.id, fourth.id])
        used, _, unused = report(project).meanings
    assert [mark.value for mark in used.marks] == ["first", "repeated", "nothing", "dimension", "repeated"]
    assert (used.settled_at, unused.settled_at) == (4, None)
    assert set(unused.marks) == {MeaningMark.NOTHING}


def test_every_level_has_its_own_new_codes(tmp_path):
    with project_of(tmp_path / "p.qdatool", [[0], [1], [1]], 2) as project:
        ground = create_code(project, CodeDraft("ground", level_id=find_level(project, "axial").id))
        for label in ("c0", "c1"):
            move_code(project, load_codes(project).named(label)[0], ground, 0)
        found = report(project)
    assert [(each.level.key, each.new) for each in found.by_level] == [
        ("open", (1, 1, 0)),
        ("axial", (1, 0, 0)),
        ("selective", (0, 0, 0)),
    ]


def test_the_result_says_when_and_at_which_level(published):
    found = report(published, rule=StoppingRule(5, 3, 0.0))
    assert found.computed_at.startswith("2026-03-01")
    assert (found.level.key, found.result.rule.base) == ("open", 5)


def test_the_consensus_counts_only_when_something_is_agreed(tmp_path):
    with project_of(tmp_path / "p.qdatool", [[0], [1]], 2) as project:
        agreed = add_coder(project, "Agreed")
        with project.change(Operation.ADD_CODER) as db:
            db.execute(update(schema.coder).where(schema.coder.c.id == agreed).values(is_consensus=1))
        assert gather_saturation(project).coder is None
        project.coder_id = agreed
        apply_code(project, list_documents(project)[0].id, load_codes(project).named("c0")[0], Span(0, 5))
        assert gather_saturation(project).coder == "Agreed"
        assert gather_saturation(project, coder="consensus").interviews == ("d1",)


def test_the_point_is_written_with_a_raised_run():
    assert saturation_point(12, 3, "en") == "12⁺³"
    assert saturation_point(12, 3, "fa") == "۱۲+۳"
