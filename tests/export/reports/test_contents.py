"""What stands in the reports: counted by hand on a small project, in either language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qdatool import __version__
from qdatool.coding.code_merge import merge_codes
from qdatool.coding.codes import CodeDraft, create_code, rename_code
from qdatool.coding.map_nodes import add_note
from qdatool.coding.memos import write_memo
from qdatool.coding.models import create_model
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code
from qdatool.coding.relations import add_evidence
from qdatool.coding.review import CommentSubject, CommentTarget, add_comment, answer_comment, close_comment
from qdatool.coding.roles import MemoKind, ModelKind, Stance
from qdatool.export.report import FigureBlock, HeadingBlock, Report, TableBlock, TextBlock
from qdatool.export.reports import audit_trail as trail
from qdatool.export.reports.kinds import ReportKind, make_document
from qdatool.text.spans import Span
from qdatool.wording import without_isolates
from tests.analysis.studies import TEXT, paragraph, study
from tests.builders import FIRST_TEXT, SECOND_TEXT, FakeClock, Sample, empty_project, filled_project

LANGUAGES = ("fa", "en")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def filled(tmp_path: Path, clock: FakeClock) -> Iterator[tuple[Project, Sample]]:
    project, sample = filled_project(tmp_path / "study.qdatool", clock=clock)
    yield project, sample
    project.close()


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Project]:
    with empty_project(tmp_path / "bare.qdatool") as project:
        yield project


def words_of(report: Report) -> str:
    """Return everything that the report says, line by line."""
    lines = [report.title]
    for block in report.blocks:
        if isinstance(block, TableBlock):
            lines += [block.caption, *block.notes]
            lines += [" | ".join(cell.text for cell in row) for row in block.rows]
        elif isinstance(block, FigureBlock):
            lines.append(block.caption.text)
        else:
            lines.append(block.whole_text if isinstance(block, TextBlock) else block.text)
    return without_isolates("\n".join(lines))


def rows_of(report: Report, caption: str) -> list[list[str]]:
    table = next(table for table in report.tables if without_isolates(table.caption).startswith(caption))
    return [[without_isolates(cell.text) for cell in row] for row in table.rows]


def headings(report: Report, level: int = 1) -> list[str]:
    return [block.text for block in report.blocks if isinstance(block, HeadingBlock) and block.level == level]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ReportKind)
def test_an_empty_project_has_a_short_honest_report(bare, kind, language):
    report = make_document(bare, kind, language)
    assert report.language == language
    assert not any(isinstance(block, FigureBlock) for block in report.blocks)
    assert "None" not in words_of(report)


def test_an_empty_project_says_what_is_not_there(bare):
    packet = words_of(make_document(bare, ReportKind.REVIEW_PACKET, "en"))
    for sentence in ("There is no code yet.", "There is no model yet.", "No review comment is open."):
        assert sentence in packet
    methods = make_document(bare, ReportKind.METHODS, "en")
    assert headings(methods) == ["Data", "Software", "What only the author can say"]


def test_the_packet_counts_what_the_project_holds(filled):
    project, _ = filled
    held = dict(rows_of(make_document(project, ReportKind.REVIEW_PACKET, "en"), "What the project holds"))
    assert held["Interviews"] == "2"
    assert held["Participants"] == "1"
    assert held["Codes of the level selective"] == "2"
    assert held["Models"] == "3"
    assert held["Open review comments"] == "0"


def test_codes_stand_under_each_other_with_level_status_and_counts(filled):
    project, _ = filled
    rows = rows_of(make_document(project, ReportKind.REVIEW_PACKET, "fa"), "کدها در")
    names = [row[0] for row in rows]
    assert names[:2] == ["زمینه‌های ماندن", "\u2002اعتماد"]
    # Only what was settled counts in the first interview, where the coders agree on trust alone.
    assert rows[0][1].split(" · ")[0] == "انتخابی"
    assert rows[1][3:] == ["۱", "۱"]


def test_each_model_has_its_figure_numbered_and_its_checks(filled):
    project, _ = filled
    report = make_document(project, ReportKind.REVIEW_PACKET, "en")
    assert headings(report, 2)[:3] == ["Paradigm", "Map", "Tree"]
    figures = [block.caption.lead for block in report.blocks if isinstance(block, FigureBlock)]
    assert figures == ["Figure 1.", "Figure 2.", "Figure 3."]
    missing = {row[0]: row[1] for row in rows_of(report, "Checks of “Paradigm”")}
    assert "Central phenomenon" in missing["No code stands here"].split("\n")


def test_a_map_of_notes_alone_has_its_figure(bare):
    create_model(bare, ModelKind.FREE, "Empty")
    add_note(bare, create_model(bare, ModelKind.FREE, "Notes"), "why?")
    report = make_document(bare, ReportKind.REVIEW_PACKET, "en")
    assert [block.caption.text for block in report.blocks if isinstance(block, FigureBlock)] == ["Notes"]


def test_links_bring_their_passages_and_negative_cases_stand_out(filled):
    project, ids = filled
    add_evidence(project, ids.relation, ids.lone_quotation, Stance.CONTRADICTS)
    report = make_document(project, ReportKind.REVIEW_PACKET, "en")
    rows = rows_of(report, "Links of “Paradigm”")
    stances = {row[2].split("\n")[0]: row[1] for row in rows}
    assert stances["خسته می‌شدم"] == "For"
    assert stances["I stayed"] == "Against"
    assert all("زمینه‌ها به ماندن می‌انجامند." in row[0] for row in rows if row[2])
    assert rows[0][3] == "P1, paragraph 3"


def test_of_many_passages_in_support_some_are_printed_and_the_rest_counted(filled):
    project, ids = filled
    for place in range(7):
        apply_code(project, ids.second, ids.loose, Span(place, place + 3))
    quotations = project.raw().execute(
        'SELECT id FROM quotation WHERE document_id = ? AND "end" = start + 3', (ids.second,)
    )
    for (quotation,) in quotations.fetchall():
        add_evidence(project, ids.relation, quotation, Stance.SUPPORTS)
    report = make_document(project, ReportKind.REVIEW_PACKET, "en")
    rows = [row for row in rows_of(report, "Links of “Paradigm”") if row[1] == "For"]
    assert len(rows) == 5
    assert "not printed: 3." in words_of(report)


def test_open_comments_come_with_answers_and_closed_ones_do_not(filled):
    project, ids = filled
    asked = add_comment(project, CommentSubject(CommentTarget.CODE, ids.trust), "Too wide?")
    answer_comment(project, asked, "Split it.")
    close_comment(project, add_comment(project, CommentSubject(CommentTarget.CODE, ids.help), "Done."))
    ((on, comment, answers),) = rows_of(make_document(project, ReportKind.REVIEW_PACKET, "en"), "Open review comments")
    assert on == "Code: اعتماد (en)"
    assert comment == "Too wide? (Sara · 1 Mar 2026)"
    assert answers == "Split it. (Sara · 1 Mar 2026)"


def test_theoretical_memos_are_printed_in_the_packet_and_methodological_ones_in_the_trail(filled):
    project, _ = filled
    write_memo(project, MemoKind.THEORETICAL, "Trust **carries** the rest.", title="On trust")
    write_memo(project, MemoKind.METHODOLOGICAL, "Two coders from now on.", title="Double coding")
    packet = words_of(make_document(project, ReportKind.REVIEW_PACKET, "en"))
    audit = words_of(make_document(project, ReportKind.AUDIT_TRAIL, "en"))
    assert "Trust carries the rest." in packet
    assert "Two coders from now on." not in packet
    assert "Two coders from now on." in audit


def test_methods_give_the_numbers_of_the_project(filled):
    project, _ = filled
    said = words_of(make_document(project, ReportKind.METHODS, "en"))
    lengths = [len(FIRST_TEXT.split()), len(SECOND_TEXT.split())]
    assert f"2 interview transcripts with {sum(lengths)} words" in said
    assert f"the shortest has {min(lengths)} words and the longest {max(lengths)}" in said
    assert "One participant took part." in said
    # Sara coded four passages, Mina one of the same; the agreed coding is nobody's own.
    assert "by 2 coders (Sara, Mina): 5 codings on 3 passages" in said
    assert "Disagreements that were decided: 1, of which with a written reason: 0" in said
    assert f"qdatool, version {__version__}" in said


def test_methods_speak_of_agreement_only_where_two_have_coded(tmp_path):
    with empty_project(tmp_path / "one.qdatool") as project:
        create_code(project, CodeDraft("Trust"))
        assert not any("greement" in heading for heading in headings(make_document(project, ReportKind.METHODS, "en")))


def test_agreement_and_its_unit_are_said_where_two_coded_the_same(tmp_path):
    codings = [("d1", *paragraph(0), "trust", "A"), ("d1", *paragraph(0), "trust", "B"), ("d1", 0, 5, "doubt", "A")]
    with study(tmp_path / "two.qdatool", {"d1": TEXT, "d2": TEXT}, ("trust", "doubt"), codings) as project:
        said = words_of(make_document(project, ReportKind.METHODS, "en"))
    # Four paragraphs, two codes: of eight units seven are alike.
    assert "Agreement between 2 coders (A, B) was assessed in 1 document on 4 paragraphs" in said
    assert "percent agreement = 87.5%" in said
    assert "Krippendorff's alpha" in said
    assert "Fleiss" not in said
    assert "undefined" not in said


def test_saturation_of_too_few_interviews_is_not_spoken_of(filled):
    project, _ = filled
    assert "Saturation" not in headings(make_document(project, ReportKind.METHODS, "en"))


def test_methods_are_persian_with_persian_digits(filled):
    project, _ = filled
    said = words_of(make_document(project, ReportKind.METHODS, "fa"))
    assert "متن ۲ مصاحبه" in said
    assert "۲ کدگذار (Sara، Mina)" in said
    own = said.replace("30-39", "")
    assert not any(digit in own for digit in "0123456789")


def test_the_words_of_the_readme_are_the_citation(filled):
    project, _ = filled
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    cited = " ".join(readme.split("## How to cite")[1].split("##")[0].replace(">", " ").replace("*", "").split())
    assert cited in words_of(make_document(project, ReportKind.METHODS, "en"))


def test_the_trail_counts_by_day_and_lists_what_tells(filled, clock):
    project, ids = filled
    clock.advance(24 * 3600)
    rename_code(project, ids.loose, "فرسودگی")
    for place in range(3):
        apply_code(project, ids.second, ids.trust, Span(place, place + 5))
    merge_codes(project, [ids.help], ids.trust, "both mean backing")
    report = make_document(project, ReportKind.AUDIT_TRAIL, "en")
    day, steps, coders, kinds = rows_of(report, "Steps on each day")[-1]
    assert (day, steps, coders) == ("2 Mar 2026", "5", "Sara")
    assert "Apply a code: 3" in kinds.split("\n")
    told = [row for row in rows_of(report, "Steps that tell") if row[0] == "2 Mar 2026"]
    assert [row[2] for row in told] == ["Rename a code", "Merge codes"]
    assert told[1][-1] == "both mean backing"
    ((_, name, what, coder, reason),) = [row for row in rows_of(report, "Where codes") if "merged" in row[2]]
    assert (name, coder, reason) == ("اعتماد (en)", "Sara", "both mean backing")
    assert "کمک" in what
    assert "apply a code" in words_of(report)


def test_thousands_of_steps_stay_readable_and_what_is_left_out_is_said(filled, monkeypatch):
    project, ids = filled
    monkeypatch.setattr(trail, "_MOST_LISTED", 4)
    for number in range(9):
        rename_code(project, ids.loose, f"name {number}")
    report = make_document(project, ReportKind.AUDIT_TRAIL, "en")
    rows = rows_of(report, "Steps that tell")
    assert len(rows) == 4
    total = sum(int(row[1]) for row in rows_of(report, "Steps on each day"))
    routine = words_of(report).split("Counted above and not listed: ")[1].split("\n")[0]
    counted = sum(int("".join(filter(str.isdigit, part))) for part in routine.split(","))
    left_out = words_of(report).split("Older steps that are not listed: ")[1].split(".")[0]
    assert 4 + counted + int(left_out) == total


def test_versions_decisions_and_snapshots_stand_in_the_trail(filled):
    project, _ = filled
    report = make_document(project, ReportKind.AUDIT_TRAIL, "en")
    assert rows_of(report, "Versions of models")[0][0:3:2] == ["Paradigm", "first"]
    assert rows_of(report, "Decisions about")[0][1] == "neither passage stands"
