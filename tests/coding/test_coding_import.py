from __future__ import annotations

from dataclasses import replace

import pytest

from qdatool.coding.coders import list_coders, list_rounds
from qdatool.coding.codes import CodeDraft, create_code
from qdatool.coding.coding_import import ImportedCodings, import_codings
from qdatool.coding.drafts import CodingRow
from qdatool.coding.project import Project
from qdatool.coding.quotations import comment_quotation, load_codings, load_quotations
from qdatool.errors import ImportFailed, RowReason
from tests.builders import FIRST_TEXT, SECOND_TEXT, Sample, add_text, dump, span_of

ROW = CodingRow(7, "P2", "", "", "I was tired at times", "خستگی", "Sara")


def refused(project: Project, *rows: CodingRow) -> tuple[RowReason, int]:
    before = dump(project)
    with pytest.raises(ImportFailed) as error:
        import_codings(project, rows)
    assert dump(project) == before
    reason, row = error.value.facts["row_reason"], error.value.facts["row"]
    assert isinstance(reason, RowReason) and isinstance(row, int)
    return reason, row


def coded_words(project: Project) -> set[str]:
    return {row[0] for row in project.raw().execute("SELECT quote FROM quotation")}


def test_a_quote_is_found_in_the_text(project: Project, ids: Sample) -> None:
    assert import_codings(project, [ROW]) == ImportedCodings(1, 0, ())
    (coding,) = load_codings(project, [ids.held_coding + 1])
    assert (coding.start, coding.end) == (lambda s: (s.start, s.end))(span_of(SECOND_TEXT, ROW.quote))


def test_offsets_are_code_points(project: Project, ids: Sample) -> None:
    span = span_of(FIRST_TEXT, "🙂")
    import_codings(project, [CodingRow(2, "P1", str(span.start), str(span.end), "🙂", "اعتماد", "Sara")])
    assert "🙂" in coded_words(project)


def test_persian_digits_count(project: Project, ids: Sample) -> None:
    import_codings(project, [replace(ROW, quote="", start="۰", end=" ۱۱ ")])
    assert "Interviewer" in coded_words(project)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"document": "P9"}, RowReason.UNKNOWN_DOCUMENT),
        ({"document": ""}, RowReason.UNKNOWN_DOCUMENT),
        ({"code": "no such"}, RowReason.UNKNOWN_CODE),
        ({"code": ""}, RowReason.UNKNOWN_CODE),
        ({"quote": ""}, RowReason.NO_PASSAGE),
        ({"quote": "never said"}, RowReason.QUOTE_NOT_FOUND),
        ({"quote": "stay"}, RowReason.QUOTE_NOT_UNIQUE),
        ({"start": "0", "end": "x"}, RowReason.BAD_OFFSET),
        ({"start": "0"}, RowReason.BAD_OFFSET),
        ({"start": "9" * 5000, "end": "1"}, RowReason.BAD_OFFSET),
        ({"start": "0", "end": "5"}, RowReason.QUOTE_MISMATCH),
        ({"start": "5", "end": "5", "quote": ""}, RowReason.SPAN_OUTSIDE_TEXT),
        ({"start": "-1", "end": "5", "quote": ""}, RowReason.SPAN_OUTSIDE_TEXT),
        ({"start": "0", "end": "9999", "quote": ""}, RowReason.SPAN_OUTSIDE_TEXT),
    ],
)
def test_the_first_bad_row_is_named_and_nothing_is_kept(
    project: Project, ids: Sample, changes: dict[str, str], reason: RowReason
) -> None:
    good = replace(ROW, row=2)
    assert refused(project, good, replace(ROW, row=3, **changes), replace(ROW, row=4, document="P9")) == (reason, 3)


def test_overlapping_finds_of_a_quote_count_as_two(project: Project, ids: Sample) -> None:
    add_text(project, "aaa", "P3")
    assert refused(project, replace(ROW, document="P3", quote="aa")) == (RowReason.QUOTE_NOT_UNIQUE, 7)


def test_a_label_in_two_branches_needs_its_path(project: Project, ids: Sample) -> None:
    create_code(project, CodeDraft("اعتماد", ids.outcome))
    assert refused(project, replace(ROW, code="اعتماد")) == (RowReason.AMBIGUOUS_CODE, 7)
    assert import_codings(project, [replace(ROW, code="پیامد / اعتماد")]).added == 1


def test_without_any_coder_a_row_must_name_one(project: Project, ids: Sample) -> None:
    project.coder_id = 0
    assert refused(project, replace(ROW, coder=" ")) == (RowReason.EMPTY_CODER, 7)


def test_an_empty_coder_and_round_are_the_present_ones(project: Project, ids: Sample) -> None:
    project.coder_id, project.round_id = ids.other_coder, ids.second_round
    import_codings(project, [replace(ROW, coder="")])
    (coding,) = load_codings(project, [ids.held_coding + 1])
    assert (coding.coder_id, coding.round_id) == (ids.other_coder, ids.second_round)


def test_new_coders_and_rounds_are_made_and_told(project: Project, ids: Sample) -> None:
    imported = import_codings(project, [replace(ROW, coder="Zahra", round="Round 7"), replace(ROW, coder="Ali")])
    assert imported == ImportedCodings(2, 0, ("Ali", "Zahra"))
    assert {coder.name for coder in list_coders(project)} == {"Sara", "Mina", "Ali", "Zahra"}
    assert [one.name for one in list_rounds(project)][-1] == "Round 7"


def test_the_same_coding_given_twice_is_stored_once_and_counted(project: Project, ids: Sample) -> None:
    assert import_codings(project, [ROW, ROW, replace(ROW, code="کمک")]) == ImportedCodings(2, 1, ())
    assert import_codings(project, [ROW]) == ImportedCodings(0, 1, ())


def test_a_table_that_says_nothing_new_is_no_step(project: Project, ids: Sample) -> None:
    import_codings(project, [ROW])
    step = project.next_undo()
    before = dump(project)
    import_codings(project, [ROW])
    assert (project.next_undo(), dump(project)) == (step, before)
    project.undo()
    assert project.next_undo() is None


def test_comments_join_what_is_there_once(project: Project, ids: Sample) -> None:
    words = "مدیرم به من اعتماد داشت"
    comment_quotation(project, ids.quotation, "a strong sentence")
    row = replace(ROW, document="P1", quote=words, code="اعتماد", comment="strong")
    import_codings(project, [row, row, replace(row, comment=" a strong sentence ")])
    assert load_quotations(project, [ids.quotation])[ids.quotation].comment == "a strong sentence\nstrong"


def test_a_document_is_named_whatever_its_spelling(project: Project, ids: Sample) -> None:
    add_text(project, "حرف", "مصاحبه‌ی ۱")
    assert import_codings(project, [replace(ROW, document="مصاحبهی 1", quote="حرف")]).added == 1


def test_a_spelling_that_may_mean_two_documents_is_refused(project: Project, ids: Sample) -> None:
    add_text(project, "one", "Talk A")
    add_text(project, "one", "talk a")
    assert refused(project, replace(ROW, document="TALK A", quote="one")) == (RowReason.UNKNOWN_DOCUMENT, 7)
    assert import_codings(project, [replace(ROW, document="talk a", quote="one")]).added == 1


def test_an_empty_table_changes_nothing(project: Project, ids: Sample) -> None:
    before = dump(project)
    assert import_codings(project, []) == ImportedCodings(0, 0, ())
    assert dump(project) == before
