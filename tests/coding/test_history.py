"""The audit trail: filtered, read in parts, and named."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from qdatool.coding.changes import Operation
from qdatool.coding.coders import mark_finished
from qdatool.coding.codes import CodeDraft, create_code, delete_codes, move_code, rename_code
from qdatool.coding.history import (
    SUBJECT_TABLES,
    HistoryFilter,
    Subject,
    history_coders,
    list_history,
    newest_history_id,
    touched_rows,
)
from qdatool.coding.history_names import describe
from qdatool.coding.memos import edit_memo
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code, uncode
from qdatool.coding.relations import propose
from qdatool.storage.schema import UNDOABLE
from tests.builders import SECOND_TEXT, FakeClock, Sample, span_of


def named(project: Project, language: str = "fa") -> list[tuple[str, str, bool]]:
    """Return what the newest entry was about."""
    entries = list_history(project, 1)
    things = describe(project, entries, language)[entries[0].id].things
    return [(thing.kind, thing.name, thing.is_present) for thing in things]


def test_older_entries_are_read_part_by_part(project: Project, ids: Sample) -> None:
    whole = list_history(project, 1000)
    first = list_history(project, 5)
    second = list_history(project, 5, before_id=first[-1].id)
    assert first + second == whole[:10]
    assert [entry.id for entry in whole] == sorted((entry.id for entry in whole), reverse=True)


@pytest.mark.parametrize(
    ("subject", "operation"),
    [
        (Subject.CODE, Operation.RENAME_CODE),
        (Subject.CODING, Operation.APPLY_CODE),
        (Subject.MEMO, Operation.EDIT_MEMO),
        (Subject.RELATION, Operation.PROPOSE),
    ],
)
def test_entries_are_filtered_by_what_they_are_about(
    project: Project, ids: Sample, subject: Subject, operation: Operation
) -> None:
    before = newest_history_id(project)
    rename_code(project, ids.trust, "x")
    apply_code(project, ids.second, ids.help, span_of(SECOND_TEXT, "trusted"))
    edit_memo(project, ids.memo, title="Tired", body="of what?")
    propose(project, ids.relation, "en", "y")
    found = [one.operation for one in list_history(project, wanted=HistoryFilter(subject)) if one.id > before]
    assert found == [operation]


def test_every_table_that_an_act_can_touch_has_a_subject_but_the_projects_own() -> None:
    known = {name for names in SUBJECT_TABLES.values() for name in names}
    assert {table.name for table in UNDOABLE} - known == {"project", "language"}


def test_marking_an_interview_as_finished_names_it(project: Project, ids: Sample) -> None:
    mark_finished(project, ids.second)
    assert named(project) == [("document", "P2", True)]


def test_entries_are_filtered_by_coder_and_period(project: Project, ids: Sample, clock: FakeClock) -> None:
    clock.advance(3600)
    start = datetime.fromisoformat(project.now())
    rename_code(project, ids.trust, "x")
    project.coder_id = ids.other_coder
    rename_code(project, ids.help, "y")
    clock.advance(3600)
    rename_code(project, ids.loose, "z")
    wanted = HistoryFilter(coder_name="Mina", since=start, until=start + timedelta(minutes=1))
    (entry,) = list_history(project, wanted=wanted)
    assert touched_rows(entry, "code").ids == (ids.help,)
    assert history_coders(project) == ("Sara", "Mina")


def test_a_step_is_named_by_what_things_are_called_now_in_the_readers_language(project: Project, ids: Sample) -> None:
    rename_code(project, ids.trust, "اعتماد مدیر")
    assert named(project) == [("code", "اعتماد مدیر", True)]
    assert named(project, "en") == [("code", "اعتماد (en)", True)]


def test_a_coding_is_named_by_its_code_and_its_words(project: Project, ids: Sample) -> None:
    apply_code(project, ids.second, ids.help, span_of(SECOND_TEXT, "trusted me"))
    assert named(project) == [("code", "کمک", True), ("quotation", "trusted me", True)]


def test_what_was_removed_keeps_its_name_as_long_as_the_step_can_be_undone(project: Project, ids: Sample) -> None:
    delete_codes(project, [ids.loose])
    assert ("code", "خستگی", False) in named(project)
    project.forget_undo()
    assert ("code", "", False) in named(project)


def test_a_passage_that_went_with_its_coding_is_named_too(project: Project, ids: Sample) -> None:
    uncode(project, [ids.lone_coding])
    assert ("quotation", "I stayed", False) in named(project)


def test_a_coding_that_was_undone_is_named_by_its_code(project: Project, ids: Sample) -> None:
    apply_code(project, ids.second, ids.help, span_of(SECOND_TEXT, "I stayed"))
    project.undo()
    undone, done = list_history(project, 2)
    about = describe(project, [undone, done], "fa")
    for entry in (undone, done):
        assert [(one.kind, one.name) for one in about[entry.id].things] == [("code", "کمک"), ("quotation", "I stayed")]


def test_moving_a_code_names_it_and_not_its_neighbours(project: Project, ids: Sample) -> None:
    move_code(project, ids.loose, ids.category, 0)
    assert named(project) == [("code", "خستگی", True)]


def test_a_new_order_names_those_that_stand_elsewhere(project: Project, ids: Sample) -> None:
    move_code(project, ids.help, ids.category, 0)
    assert {name for _, name, _ in named(project)} == {"اعتماد", "کمک"}


def test_a_bulk_step_says_how_many_things_there_were(project: Project, ids: Sample) -> None:
    with project.change(Operation.IMPORT_CODES):
        made = [create_code(project, CodeDraft(str(number))) for number in range(120)]
    entry = list_history(project, 1)[0]
    described = describe(project, [entry], "en")[entry.id]
    assert described.count == 120
    assert [thing.id for thing in described.things] == made[: len(described.things)]
    assert touched_rows(entry, "code").ids == tuple(made)
