"""The one door: nesting, rolling back, messages, undo and its limits."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import update

from qdatool.coding.changes import Changes, Course, Kind, Operation
from qdatool.coding.coders import add_coder, list_coders, list_rounds
from qdatool.coding.codes import CodeDraft, Definition, create_code, define_code, delete_codes, rename_code
from qdatool.coding.creation import ProjectDraft, create_project
from qdatool.coding.documents import delete_documents, document_text
from qdatool.coding.history import list_history
from qdatool.coding.memos import edit_memo
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code, code_in_vivo, comment_quotation, uncode
from qdatool.coding.relations import propose
from qdatool.errors import InvalidOperation, OperationReason, ProjectFileError, ProjectFileReason
from qdatool.storage import schema, undo_store
from qdatool.text.spans import Span
from tests.builders import FIRST_TEXT, SECOND_TEXT, FakeClock, Sample, add_text, dump, span_of


class Heard:
    """A listener that remembers."""

    def __init__(self) -> None:
        self.messages: list[Changes] = []

    def __call__(self, changes: Changes) -> None:
        self.messages.append(changes)


# Changes


def test_an_exception_inside_leaves_everything_as_it_was(project: Project, ids: Sample) -> None:
    before, heard = dump(project), Heard()
    project.subscribe(heard)
    with pytest.raises(ZeroDivisionError), project.change(Operation.RENAME_CODE):
        rename_code(project, ids.trust, "x")
        raise ZeroDivisionError
    assert (dump(project), heard.messages, project.next_undo()) == (before, [], None)
    rename_code(project, ids.trust, "x")
    project.undo()
    assert dump(project) == before


def test_inner_changes_join_the_outer_one(project: Project, ids: Sample) -> None:
    before, heard = dump(project), Heard()
    project.subscribe(heard)
    entries = len(list_history(project))
    with project.change(Operation.BUILD_SAMPLE):
        create_code(project, CodeDraft("الف"))
        create_code(project, CodeDraft("ب"))
    assert [changes.operation for changes in heard.messages] == [Operation.BUILD_SAMPLE]
    assert len(list_history(project)) == entries + 1
    project.undo()
    assert dump(project) == before


def test_a_failed_inner_change_dooms_the_outer_one(project: Project, ids: Sample) -> None:
    before = dump(project)
    with pytest.raises(RuntimeError, match="inner change failed"), project.change(Operation.BUILD_SAMPLE):
        create_code(project, CodeDraft("الف"))
        try:
            with project.change(Operation.CREATE_CODE):
                raise ZeroDivisionError
        except ZeroDivisionError:
            pass
    assert dump(project) == before
    create_code(project, CodeDraft("ب"))


def test_undo_has_no_place_inside_a_change(project: Project, ids: Sample) -> None:
    rename_code(project, ids.trust, "x")
    before = dump(project)
    with pytest.raises(RuntimeError), project.change(Operation.BUILD_SAMPLE):
        create_code(project, CodeDraft("الف"))
        project.undo()
    assert dump(project) == before


def test_a_change_that_changes_nothing_is_no_step(project: Project, ids: Sample) -> None:
    heard, entries = Heard(), len(list_history(project))
    project.subscribe(heard)
    rename_code(project, ids.trust, "اعتماد")
    assert (project.next_undo(), heard.messages, len(list_history(project))) == (None, [], entries)


def test_what_comes_and_goes_within_a_change_is_no_step(project: Project, ids: Sample) -> None:
    heard = Heard()
    project.subscribe(heard)
    with project.change(Operation.BUILD_SAMPLE) as db:
        delete_codes(project, [create_code(project, CodeDraft("الف"))])
        for label in ("x", "اعتماد"):
            db.execute(update(schema.code).where(schema.code.c.id == ids.trust).values(label=label))
    assert (project.next_undo(), heard.messages) == (None, [])


def test_a_read_only_project_refuses_every_change(project: Project, ids: Sample) -> None:
    with Project.open(project.path, read_only=True) as reader:
        assert reader.is_read_only
        for act in (lambda: add_text(reader, "x"), reader.undo, reader.redo, reader.forget_undo):
            with pytest.raises(ProjectFileError) as error:
                act()
            assert error.value.reason is ProjectFileReason.READ_ONLY


def test_a_body_read_in_a_failed_change_is_forgotten(project: Project) -> None:
    with pytest.raises(ZeroDivisionError), project.change(Operation.IMPORT_DOCUMENT):
        assert document_text(project, add_text(project, "first", "P3")) == "first"
        raise ZeroDivisionError
    assert document_text(project, add_text(project, "second", "P3")) == "second"


def test_closing_twice_is_no_trouble(tmp_path: Path) -> None:
    project = create_project(tmp_path / "p.qdatool", ProjectDraft("T"))
    project.close()
    project.close()


def test_a_project_that_cannot_be_filled_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> str:
        raise ZeroDivisionError

    monkeypatch.setattr("qdatool.coding.creation.make_guid", fail)
    with pytest.raises(ZeroDivisionError):
        create_project(tmp_path / "p.qdatool", ProjectDraft("T"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (ProjectDraft("  "), OperationReason.EMPTY_LABEL),
        (ProjectDraft("T", "de"), OperationReason.UNKNOWN_LANGUAGE),
    ],
)
def test_a_project_needs_a_title_and_a_known_language(
    tmp_path: Path, draft: ProjectDraft, reason: OperationReason
) -> None:
    with pytest.raises(InvalidOperation) as error:
        create_project(tmp_path / "p.qdatool", draft)
    assert error.value.reason is reason
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "p.qdatool"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(ProjectFileError) as error:
        create_project(path, ProjectDraft("T"))
    assert error.value.reason is ProjectFileReason.ALREADY_EXISTS
    assert path.read_text(encoding="utf-8") == "mine"


# Messages


def test_a_message_names_what_came_changed_and_went(project: Project, ids: Sample) -> None:
    heard = Heard()
    project.subscribe(heard)
    delete_codes(project, [ids.category])
    (changes,) = heard.messages
    assert (changes.operation, changes.course) == (Operation.DELETE_CODE, Course.DO)
    assert changes.removed(Kind.CODE) == {ids.category}
    assert changes.updated(Kind.CODE) == {ids.trust, ids.help}
    assert changes.added(Kind.CODE) == frozenset()
    assert changes.removed(Kind.RELATION) == {ids.relation}
    assert changes.touches(Kind.RELATION, Kind.MEMO)
    assert not changes.touches(Kind.MEMO, Kind.DOCUMENT)


def test_undo_and_redo_say_the_reverse(project: Project, ids: Sample) -> None:
    heard = Heard()
    coding_id = apply_code(project, ids.second, ids.trust, Span(0, 5))
    project.subscribe(heard)
    project.undo()
    project.redo()
    undone, redone = heard.messages
    assert (undone.course, undone.removed(Kind.CODING)) == (Course.UNDO, {coding_id})
    assert (redone.course, redone.added(Kind.CODING)) == (Course.REDO, {coding_id})


def test_a_row_that_came_and_went_within_a_step_is_not_named(project: Project, ids: Sample) -> None:
    heard = Heard()
    project.subscribe(heard)
    with project.change(Operation.BUILD_SAMPLE):
        uncode(project, [apply_code(project, ids.second, ids.trust, Span(0, 5))])
        rename_code(project, ids.trust, "x")
    assert not heard.messages[0].touches(Kind.CODING, Kind.QUOTATION)


def test_a_listener_hears_of_a_committed_step(project: Project, ids: Sample) -> None:
    seen: list[str] = []
    project.subscribe(lambda _: seen.append(_label_from_outside(project.path, ids.trust)))
    rename_code(project, ids.trust, "بیرون")
    assert seen == ["بیرون"]


def _label_from_outside(path: Path, code_id: int) -> str:
    outside = sqlite3.connect(path)
    try:
        return str(outside.execute("SELECT label FROM code WHERE id = ?", (code_id,)).fetchone()[0])
    finally:
        outside.close()


@pytest.mark.parametrize("act", ["write", "undo", "forget"])
def test_a_listener_may_not_write(project: Project, ids: Sample, act: str, caplog: pytest.LogCaptureFixture) -> None:
    acts = {
        "write": lambda _: create_code(project, CodeDraft("الف")),
        "undo": lambda _: project.undo(),
        "forget": lambda _: project.forget_undo(),
    }
    project.subscribe(acts[act])
    with caplog.at_level(logging.CRITICAL, "qdatool"):
        rename_code(project, ids.trust, "x")
    assert project.next_undo() is Operation.RENAME_CODE
    assert "الف" not in {row[0] for row in project.raw().execute("SELECT label FROM code")}


def test_a_broken_listener_does_not_stop_the_others(
    project: Project, ids: Sample, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(_: Changes) -> None:
        raise ZeroDivisionError

    heard = Heard()
    project.subscribe(break_down)
    project.subscribe(heard)
    rename_code(project, ids.trust, "x")
    assert len(heard.messages) == 1
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [ZeroDivisionError]
    caplog.clear()


def test_who_stops_listening_hears_nothing_more(project: Project, ids: Sample) -> None:
    heard = Heard()
    stop = project.subscribe(heard)
    stop()
    stop()
    rename_code(project, ids.trust, "x")
    assert heard.messages == []


# Undo


def test_a_new_act_forgets_what_could_be_redone(project: Project, ids: Sample) -> None:
    rename_code(project, ids.trust, "x")
    project.undo()
    assert project.next_redo() is Operation.RENAME_CODE
    create_code(project, CodeDraft("الف"))
    assert project.next_redo() is None
    with pytest.raises(InvalidOperation) as error:
        project.redo()
    assert error.value.reason is OperationReason.NOTHING_TO_REDO


def test_ids_are_not_used_again_after_undo(project: Project, ids: Sample) -> None:
    first = create_code(project, CodeDraft("الف"))
    project.undo()
    assert create_code(project, CodeDraft("ب")) > first


def test_typing_within_a_minute_is_one_step(project: Project, ids: Sample, clock: FakeClock) -> None:
    before = dump(project)
    for body in ("o", "of", "of w", "of what?"):
        edit_memo(project, ids.memo, title="Tired", body=body)
        clock.advance(15)
    project.undo()
    assert dump(project) == before
    assert project.next_undo() is None


def test_a_step_of_typing_lasts_a_minute_at_most(project: Project, ids: Sample, clock: FakeClock) -> None:
    for body in ("a", "ab", "abc", "abcd"):
        edit_memo(project, ids.memo, title="Tired", body=body)
        clock.advance(25)
    project.undo()
    assert _memo_body(project) == "abc"
    project.undo()
    assert _memo_body(project) == "Why tired?"


def test_typing_elsewhere_is_another_step(project: Project, ids: Sample) -> None:
    define_code(project, ids.trust, Definition("a"))
    define_code(project, ids.help, Definition("b"))
    define_code(project, ids.help, Definition("bc"))
    comment_quotation(project, ids.help, "x")
    for operation in (Operation.COMMENT_QUOTATION, Operation.DEFINE_CODE, Operation.DEFINE_CODE):
        assert project.undo().operation is operation
    assert project.next_undo() is None


def test_typing_after_undo_starts_a_step(project: Project, ids: Sample) -> None:
    edit_memo(project, ids.memo, title="Tired", body="a")
    rename_code(project, ids.trust, "x")
    project.undo()
    edit_memo(project, ids.memo, title="Tired", body="ab")
    project.undo()
    assert _memo_body(project) == "a"


def test_what_is_written_taken_away_and_written_again_within_a_minute_is_one_step(
    project: Project, ids: Sample
) -> None:
    before = dump(project)
    for sentence in ("a", "", "b", "bc"):
        propose(project, ids.unproposed_relation, "fa", sentence)
    after = dump(project)
    project.undo()
    assert (dump(project), project.next_undo()) == (before, None)
    project.redo()
    assert dump(project) == after


def test_what_was_there_before_comes_back_however_often_it_was_rewritten(project: Project, ids: Sample) -> None:
    before = dump(project)
    for sentence in ("", "a", "ab", ""):
        propose(project, ids.relation, "fa", sentence)
    project.undo()
    assert (dump(project), project.next_undo()) == (before, None)


def test_a_clock_set_back_does_not_join_steps(project: Project, ids: Sample, clock: FakeClock) -> None:
    edit_memo(project, ids.memo, title="Tired", body="a")
    clock.advance(-86_400)
    edit_memo(project, ids.memo, title="Tired", body="ab")
    project.undo()
    assert _memo_body(project) == "a"


def _memo_body(project: Project) -> str:
    return str(project.raw().execute("SELECT body FROM memo").fetchone()[0])


def test_two_hundred_steps_are_kept(project: Project, ids: Sample) -> None:
    for number in range(203):
        rename_code(project, ids.trust, f"x{number}")
    undone = 0
    while project.next_undo():
        project.undo()
        undone += 1
    assert undone == undo_store.MAX_STEPS == 200
    assert project.raw().execute("SELECT label FROM code WHERE id = ?", (ids.trust,)).fetchone() == ("x2",)


def test_the_oldest_steps_go_when_they_weigh_too_much(
    project: Project, ids: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert undo_store.MAX_BYTES == 50_000_000
    monkeypatch.setattr(undo_store, "MAX_BYTES", 2_000)
    for number in range(10):
        rename_code(project, ids.trust, f"x{number}")
    (kept,) = project.raw().execute("SELECT sum(size) FROM undo_step").fetchone()
    assert kept <= 2_000
    assert project.next_undo() is Operation.RENAME_CODE


def test_one_huge_step_can_still_be_undone(project: Project, ids: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo_store, "MAX_BYTES", 10)
    rename_code(project, ids.trust, "x")
    before = dump(project)
    delete_documents(project, [ids.first, ids.second])
    assert project.raw().execute("SELECT count(*) FROM undo_step").fetchone() == (1,)
    project.undo()
    assert dump(project) == before


def test_undo_refuses_to_leave_a_dangling_reference(project: Project, ids: Sample) -> None:
    code_id = create_code(project, CodeDraft("الف"))
    with project.change(Operation.APPLY_CODE):
        apply_code(project, ids.first, code_id, Span(0, 3))
    outside = sqlite3.connect(project.path)
    with outside:
        outside.execute("DELETE FROM undo_step WHERE operation = 'apply-code'")
    outside.close()
    before = dump(project)
    with pytest.raises(sqlite3.IntegrityError):
        project.undo()
    assert dump(project) == before
    rename_code(project, ids.trust, "x")


def test_undoing_the_first_coder_leaves_nobody_coding(tmp_path: Path) -> None:
    with create_project(tmp_path / "p.qdatool", ProjectDraft("T")) as project:
        assert project.coder_id == 0
        coder_id = add_coder(project, "Sara")
        assert project.coder_id == coder_id
        project.undo()
        assert project.coder_id == 0
        create_code(project, CodeDraft("الف"))


def test_undoing_the_chosen_round_chooses_the_first(project: Project, ids: Sample) -> None:
    from qdatool.coding.coders import add_round
    from qdatool.coding.rounds import set_round_blind

    set_round_blind(project, ids.second_round, is_blind=False)
    project.round_id = add_round(project, "Round 3")
    project.coder_id = add_coder(project, "Reza")
    project.undo()
    project.undo()
    assert project.coder_id == list_coders(project)[0].id
    assert project.round_id == list_rounds(project)[0].id


# History


def test_history_says_who_did_what_and_when(project: Project, ids: Sample) -> None:
    project.coder_id = ids.other_coder
    rename_code(project, ids.trust, "x")
    project.undo()
    undone, done = list_history(project)[:2]
    assert (done.operation, done.course, done.coder_name) == (Operation.RENAME_CODE, Course.DO, "Mina")
    assert (undone.operation, undone.course) == (Operation.RENAME_CODE, Course.UNDO)
    assert done.entities == {"code": {"updated": [ids.trust]}}
    assert done.at < undone.at


def test_history_keeps_the_name_of_a_coder_as_it_was(project: Project, ids: Sample) -> None:
    from qdatool.coding.coders import rename_coder

    rename_code(project, ids.trust, "x")
    rename_coder(project, ids.coder, "Sarah")
    assert list_history(project)[1].coder_name == "Sara"


def test_history_keeps_the_reason_that_was_given(project: Project, ids: Sample) -> None:
    with project.change(Operation.RENAME_CODE, reason="agreed on Monday"):
        rename_code(project, ids.trust, "x")
    assert list_history(project)[0].reason == "agreed on Monday"


def test_history_counts_what_a_bulk_step_did(project: Project, ids: Sample) -> None:
    with project.change(Operation.BUILD_SAMPLE):
        made = [create_code(project, CodeDraft(str(number))) for number in range(60)]
    assert list_history(project)[0].entities["code"] == {
        "added": {"count": 60, "first": made[0], "last": made[-1]},
    }


def test_history_never_holds_words_of_a_transcript(project: Project, ids: Sample) -> None:
    code_in_vivo(project, ids.second, span_of(SECOND_TEXT, "tired at times"))
    delete_documents(project, [ids.first])
    project.undo()
    kept = str(project.raw().execute("SELECT * FROM history").fetchall())
    words = {word for word in (FIRST_TEXT + SECOND_TEXT).split() if len(word) > 4}
    assert {word for word in words if word in kept} == set()
