"""What is new since a moment, a visit and a snapshot."""

from __future__ import annotations

from datetime import datetime

import pytest

from qdatool.coding.changed_since import Difference, News, Since, Visit, changed_since
from qdatool.coding.changes import Kind
from qdatool.coding.codes import CodeDraft, Definition, create_code, define_code, delete_codes, move_code, rename_code
from qdatool.coding.history import newest_history_id
from qdatool.coding.memos import edit_memo
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code, uncode
from qdatool.coding.relations import propose
from qdatool.coding.review import CommentSubject, CommentTarget, add_comment
from qdatool.coding.snapshots import take_snapshot
from qdatool.coding.text_correction import correct_text
from qdatool.text.edits import Edit
from tests.builders import FIRST_TEXT, SECOND_TEXT, FakeClock, Sample, span_of

ADDED, CHANGED, REMOVED = Difference.ADDED, Difference.CHANGED, Difference.REMOVED


@pytest.fixture(params=["moment", "visit", "snapshot"])
def since(request: pytest.FixtureRequest, project: Project, clock: FakeClock) -> Since:
    """The present state, told in each of the three ways."""
    clock.advance(10)
    now = datetime.fromisoformat(project.now())
    clock.advance(10)
    if request.param == "snapshot":
        return take_snapshot(project)
    return Visit(newest_history_id(project), now) if request.param == "visit" else now


def test_nothing_is_new_at_first(project: Project, since: Since) -> None:
    assert not changed_since(project, since)


def test_codes_are_told_apart(project: Project, ids: Sample, since: Since) -> None:
    made = create_code(project, CodeDraft("امید", ids.category))
    define_code(project, ids.trust, Definition("trust shown", "", "", ""))
    rename_code(project, ids.help, "help", "en")
    delete_codes(project, [ids.stayed])
    found = changed_since(project, since)
    assert found.of(Kind.CODE) == {made: ADDED, ids.trust: CHANGED, ids.help: CHANGED, ids.stayed: REMOVED}
    assert found.ids(Kind.CODE, ADDED, CHANGED) == {made, ids.trust, ids.help}


def test_moving_a_code_does_not_mark_its_new_neighbours(project: Project, ids: Sample, since: Since) -> None:
    move_code(project, ids.loose, ids.category, 0)
    assert changed_since(project, since).of(Kind.CODE) == {ids.loose: CHANGED}


def test_a_code_that_came_and_went_is_not_mentioned(project: Project, since: Since) -> None:
    delete_codes(project, [create_code(project, CodeDraft("x"))])
    assert not changed_since(project, since)


def test_an_undone_deletion_leaves_the_code_in_place(project: Project, ids: Sample, since: Since) -> None:
    delete_codes(project, [ids.loose])
    project.undo()
    assert changed_since(project, since).of(Kind.CODE).get(ids.loose) is not REMOVED


def test_new_codings_are_counted_by_code(project: Project, ids: Sample, since: Since) -> None:
    apply_code(project, ids.second, ids.help, span_of(SECOND_TEXT, "trusted me"))
    apply_code(project, ids.second, ids.help, span_of(SECOND_TEXT, "tired"))
    apply_code(project, ids.second, ids.trust, span_of(SECOND_TEXT, "tired"))
    found = changed_since(project, since)
    assert found.recoded == {ids.help: 2, ids.trust: 1}
    assert found.of(Kind.CODE) == {}
    assert sorted(found.of(Kind.QUOTATION).values()) == [ADDED, ADDED]


def test_what_belongs_to_a_thing_counts_as_its_change(project: Project, ids: Sample, since: Since) -> None:
    propose(project, ids.unproposed_relation, "en", "Tiredness keeps people.")
    edit_memo(project, ids.memo, title="Tired", body="of what?")
    found = changed_since(project, since)
    assert found.of(Kind.RELATION) == {ids.unproposed_relation: CHANGED}
    assert found.of(Kind.MEMO) == {ids.memo: CHANGED}


def test_a_corrected_word_changes_the_document_and_the_passage_around_it_alone(
    project: Project, ids: Sample, since: Since
) -> None:
    word = span_of(FIRST_TEXT, "مدیرم")
    correct_text(project, ids.first, [Edit(word.start, word.end, "سرپرستم")])
    changed = changed_since(project, since)
    assert changed.ids(Kind.DOCUMENT) == {ids.first}
    assert changed.ids(Kind.QUOTATION) == {ids.quotation}


def test_a_review_comment_is_no_change_of_its_code(project: Project, ids: Sample, since: Since) -> None:
    comment = add_comment(project, CommentSubject(CommentTarget.CODE, ids.loose), "too broad?")
    found = changed_since(project, since)
    assert (found.of(Kind.CODE), found.of(Kind.REVIEW_COMMENT)) == ({}, {comment: ADDED})


def test_a_bulk_step_names_every_row(project: Project, ids: Sample, since: Since) -> None:
    from qdatool.coding.changes import Operation

    with project.change(Operation.IMPORT_CODES):
        made = [create_code(project, CodeDraft(str(number))) for number in range(120)]
    with project.change(Operation.DELETE_CODE):
        delete_codes(project, made[::2])
    assert changed_since(project, since).of(Kind.CODE) == dict.fromkeys(made[1::2], ADDED)


def test_a_snapshot_knows_what_removed_things_were_called(project: Project, ids: Sample) -> None:
    snapshot = take_snapshot(project)
    delete_codes(project, [ids.loose])
    assert changed_since(project, snapshot).removed_names[Kind.CODE, ids.loose] == "خستگی"


def test_a_snapshot_does_not_mark_what_was_changed_back(project: Project, ids: Sample) -> None:
    snapshot = take_snapshot(project)
    rename_code(project, ids.loose, "x")
    rename_code(project, ids.loose, "خستگی")
    assert not changed_since(project, snapshot)


def test_asked_again_it_knows_what_was_done_since_it_was_asked_first(project: Project, ids: Sample) -> None:
    news = News(project, Visit(newest_history_id(project), datetime.fromisoformat(project.now())))
    made = create_code(project, CodeDraft("x"))
    assert news.look().of(Kind.CODE) == {made: ADDED}
    rename_code(project, ids.loose, "y")
    assert news.look().of(Kind.CODE) == {made: ADDED, ids.loose: CHANGED}
    delete_codes(project, [made])
    assert news.look().of(Kind.CODE) == {ids.loose: CHANGED}


def test_a_visit_beyond_the_history_goes_by_the_clock(project: Project, ids: Sample, clock: FakeClock) -> None:
    clock.advance(5)
    visit = Visit(10_000, datetime.fromisoformat(project.now()))
    clock.advance(5)
    uncode(project, [ids.lone_coding])
    assert changed_since(project, visit).of(Kind.CODING) == {ids.lone_coding: REMOVED}
