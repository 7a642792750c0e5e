"""What stands in the tables: counted by hand on small studies, in either language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qdatool.analysis.agreement_result import AgreementOptions
from qdatool.analysis.code_columns import names_in
from qdatool.analysis.units import Unit
from qdatool.coding.codes import CodeDraft, create_code, load_codes, move_code, rename_code
from qdatool.coding.drafts import ParticipantRow
from qdatool.coding.levels import find_level
from qdatool.coding.participants import import_participants
from qdatool.coding.project import Project
from qdatool.export.report import Report, TableBlock, merged_lengths
from qdatool.export.report_kinds import TableChoices, TableKind, make_report
from tests.analysis.studies import TEXT, paragraph, study


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    codings = [
        ("d1", *paragraph(0), "trust", "A"),
        ("d1", 5, 20, "trust", "B"),
        ("d1", *paragraph(0), "trust", "B"),
        ("d2", *paragraph(2), "trust", "A"),
        ("d2", *paragraph(2), "doubt", "A"),
        ("d2", *paragraph(2), "doubt", "B"),
    ]
    with study(tmp_path / "p.qdatool", {"d1": TEXT, "d2": TEXT, "d3": TEXT}, ("trust", "doubt"), codings) as one:
        yield one


def table(project: Project, kind: TableKind, language: str = "en", place: int = 0, **chosen: object) -> TableBlock:
    return make_report(project, kind, language, TableChoices(**chosen)).tables[place]


def texts(block: TableBlock) -> list[list[str]]:
    return [[cell.text for cell in row] for row in block.rows]


def test_frequencies_count_a_quotation_and_a_character_once(project):
    trust, doubt = texts(table(project, TableKind.FREQUENCIES))
    first, second = paragraph(0), paragraph(2)
    covered = 20 - first[0] + second[1] - second[0]
    # Three quotations in all: two in d1, one in d2, whoever coded them.
    assert trust == ["trust", "3", "100.0%", "2", "66.7%", str(covered)]
    assert doubt == ["doubt", "1", "33.3%", "1", "33.3%", str(second[1] - second[0])]


def test_quotations_stand_in_the_order_of_the_text_with_their_paragraph(project):
    block = table(project, TableKind.QUOTATIONS)
    assert [row[1:] for row in texts(block)] == [
        ["one two three", "d1, paragraph 1"],
        [TEXT[5:20], "d1, paragraph 1"],
        ["seven eight", "d2, paragraph 3"],
        ["seven eight", "d2, paragraph 3"],
    ]
    assert merged_lengths(block, 0) == [3, 0, 0, 1]


def test_codes_by_interviews_count_quotations(project):
    assert texts(table(project, TableKind.CODE_BY_DOCUMENT)) == [
        ["trust", "2", "1", "", "3"],
        ["doubt", "", "1", "", "1"],
    ]


def test_codes_that_stand_together_are_sorted_by_c(project):
    (row,) = texts(table(project, TableKind.CO_OCCURRENCE))
    assert row[:6] == ["trust", "doubt", "3", "1", "1", "0.333"]


def test_levels_are_columns_and_a_code_without_any_above_stands_alone(project):
    axial = create_code(project, CodeDraft("feeling", level_id=find_level(project, "axial").id))
    move_code(project, load_codes(project).named("trust")[0], axial, 0)
    rows = texts(table(project, TableKind.CODE_LEVELS))
    assert sorted(rows) == [["", "", "doubt"], ["", "feeling", "trust"]]
    themes = texts(table(project, TableKind.THEMES))
    assert ["", "feeling", "trust", "3", "2"] in themes


def test_labels_are_those_of_the_language_of_the_table(project):
    rename_code(project, load_codes(project).named("trust")[0], "confidence", "en")
    for kind in (TableKind.FREQUENCIES, TableKind.CO_OCCURRENCE, TableKind.AGREEMENT, TableKind.CODE_BY_DOCUMENT):
        assert texts(table(project, kind, "en"))[0][0] == "confidence"
        assert texts(table(project, kind, "fa"))[0][0] == "trust"


def test_two_codes_with_one_label_keep_their_names(project):
    for name in ("trust", "doubt"):
        rename_code(project, load_codes(project).named(name)[0], "feeling", "en")
    assert names_in("en", load_codes(project), ("trust", "doubt")) == ("trust", "doubt")


def test_participants_without_a_class_are_counted_too(project):
    rows = [ParticipantRow(2, "Ali", "d1", {"sex": "male"}), ParticipantRow(3, "Sara", "d2", {})]
    import_participants(project, rows)
    assert texts(table(project, TableKind.PARTICIPANTS)) == [
        ["sex", "male", "1", "50.0%"],
        ["sex", "not given", "1", "50.0%"],
    ]


def whole_report(project: Project, **chosen: object) -> Report:
    return make_report(project, TableKind.AGREEMENT, "en", TableChoices(coders=("A", "B"), has_details=True, **chosen))


def block(report: Report, words: str) -> TableBlock:
    return next(table for table in report.tables if words in table.caption)


def test_the_table_per_interview_is_holstis(project):
    per_interview = texts(block(whole_report(project), "each interview"))
    # Paragraphs: in d1 both have trust in the first, B in the second too; in d2 both doubt, A trust as well.
    assert per_interview == [
        ["d1", "3", "1", "1", "66.7%"],
        ["d2", "3", "1", "1", "66.7%"],
        ["All interviews", "6", "2", "2", "66.7%"],
    ]


def test_prevalence_and_bias_stand_beside_kappa_and_its_highest(project):
    trust, _ = texts(block(whole_report(project), "bears on kappa"))
    # Of eight paragraphs one has trust from both, one from A alone, one from B alone, five from neither.
    assert trust[1:3] == ["-0.50", "0.00"]


def test_other_programs_stand_under_their_names(project):
    rows = texts(block(whole_report(project, agreement=AgreementOptions(Unit.SEGMENT)), "other programs"))
    # Segments that overlap by nine tenths: trust 1 of 2 and 2, doubt 1 of 1 and 1.
    assert rows[0][:3] == ["MAXQDA", "percent", "66.7%"]
    assert rows[1][:3] == ["MAXQDA", "kappa (RK)", "0.33"]
    nvivo = texts(block(whole_report(project), "NVivo"))
    assert [row[:2] for row in nvivo] == [["trust", "d1"], ["trust", "d2"], ["doubt", "d2"]]
    assert nvivo[2][2:4] == ["1.00", "100.0%"]


def test_a_domain_with_two_codes_in_a_unit_lists_the_units(project):
    feeling = create_code(project, CodeDraft("feeling", level_id=find_level(project, "axial").id))
    for name in ("trust", "doubt"):
        move_code(project, load_codes(project).named(name)[0], feeling, 0)
    rows = texts(block(whole_report(project, domain="feeling"), "two codes"))
    assert [row[:3] for row in rows] == [["d2", "3", "A"]]
    assert set(rows[0][3:]) == {"trust", "doubt"}
