"""A copy for another coder, and what comes back: nothing twice, nothing lost, one step."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from qdatool.coding.coder_copy import make_coder_copy
from qdatool.coding.coders import add_coder, add_round, list_coders, list_rounds, mark_finished
from qdatool.coding.codes import CodeDraft, Definition, create_code, define_code, load_codes, rename_code
from qdatool.coding.health import check_project
from qdatool.coding.history import list_history
from qdatool.coding.memos import MemoLink, MemoTarget, edit_memo, list_memos, write_memo
from qdatool.coding.merge_plan import ConflictKind
from qdatool.coding.merging import merge_file, preview_merge
from qdatool.coding.project import Project
from qdatool.coding.properties import place_on_dimension
from qdatool.coding.quotation_links import link_quotations, links_of_quotation
from qdatool.coding.quotations import (
    apply_code,
    codings_of_document,
    comment_quotation,
    load_codings,
    load_quotations,
)
from qdatool.coding.relation_type_edits import TypeChange, add_relation_type, change_relation_type
from qdatool.coding.relation_types import TypeScope, all_relation_types
from qdatool.coding.relations import add_evidence, list_relations, propose, relate_codes
from qdatool.coding.review import CommentSubject, CommentTarget, add_comment, list_comments
from qdatool.coding.roles import LineStyle, MemoKind, Stance
from qdatool.coding.rounds import choose_round, finished_documents, set_round_blind
from qdatool.errors import InvalidOperation, OperationReason, ProjectFileError, ProjectFileReason
from tests.builders import (
    SECOND_TEXT,
    FakeClock,
    Sample,
    add_text,
    dump,
    empty_project,
    open_quickly,
    span_of,
)


@pytest.fixture
def copy_path(project: Project, ids: Sample, tmp_path: Path) -> Path:
    """Mina's copy, made while the first round is blind."""
    set_round_blind(project, ids.round, is_blind=True)
    path = tmp_path / "mina.qdatool"
    make_coder_copy(project, path, ids.other_coder)
    return path


def opened(path: Path, ids: Sample) -> Project:
    """Open the copy as Mina does."""
    copy = open_quickly(path, FakeClock())
    copy.coder_id = ids.other_coder
    return copy


def work(path: Path, ids: Sample) -> None:
    """Let Mina code, comment, write a memo and finish a document in her copy."""
    with opened(path, ids) as copy:
        hope = create_code(copy, CodeDraft("امید", ids.category, labels={"en": "Hope"}))
        coding = apply_code(copy, ids.second, hope, span_of(SECOND_TEXT, "My manager trusted me"))
        apply_code(copy, ids.second, ids.trust, span_of(SECOND_TEXT, "trusted me"))
        (one,) = load_codings(copy, [coding])
        comment_quotation(copy, one.quotation_id, "strange")
        about = MemoLink(MemoTarget.QUOTATION, one.quotation_id)
        write_memo(copy, MemoKind.QUOTATION, "Is this hope?", title="Hope", about=about)
        mark_finished(copy, ids.second)


def said(project: Project, document_id: int, coder_id: int) -> set[tuple[str, str]]:
    """Return (code, words) of what a coder said in the second interview, past every blindness."""
    for present in list_rounds(project):
        set_round_blind(project, present.id, is_blind=False)
    tree = load_codes(project)
    found = codings_of_document(project, document_id, coder_id)
    return {(tree.codes[one.code_id].label, SECOND_TEXT[one.start : one.end]) for one in found}


def test_the_copy_holds_nothing_that_its_coder_must_not_see(copy_path: Path, ids: Sample) -> None:
    with opened(copy_path, ids) as copy:
        codings = [one for document in (ids.first, ids.second) for one in codings_of_document(copy, document)]
        assert {one.coder_id for one in codings} == {ids.other_coder}
        assert list_memos(copy) == ()
        assert list_history(copy) == ()
        assert copy.next_undo() is None
        assert not check_project(copy)
    with closing(sqlite3.connect(copy_path)) as raw:
        assert raw.execute("SELECT count(*) FROM coding WHERE coder_id = ?", (ids.coder,)).fetchone() == (0,)
        assert raw.execute("SELECT count(*) FROM undo_step").fetchone() == (0,)
    # Not even in the free pages of the file.
    assert b"Why tired?" not in copy_path.read_bytes()
    assert b"strong words" not in copy_path.read_bytes()


def test_an_open_round_goes_along_whole(project: Project, ids: Sample, tmp_path: Path) -> None:
    made = make_coder_copy(project, tmp_path / "mina.qdatool", ids.other_coder)
    assert made.left_out == 0
    with opened(made.path, ids) as copy:
        assert codings_of_document(copy, ids.first) == codings_of_document(project, ids.first)
        assert [memo.body for memo in list_memos(copy)] == ["Why tired?"]


def test_everything_comes_back_once_and_in_one_step(project: Project, copy_path: Path, ids: Sample) -> None:
    work(copy_path, ids)
    before = dump(project)
    plan = preview_merge(project, copy_path)
    assert dump(project) == before
    assert (len(plan.codings), plan.known, plan.new_codes) == (2, 1, ("امید",))
    assert (len(plan.memos), len(plan.comments), len(plan.finished)) == (1, 1, 1)
    merge_file(project, copy_path)
    after = dump(project)
    assert merge_file(project, copy_path).is_empty
    assert dump(project) == after
    project.undo()
    assert dump(project) == before


def test_what_comes_back_is_what_was_done(project: Project, copy_path: Path, ids: Sample) -> None:
    work(copy_path, ids)
    merge_file(project, copy_path)
    finished = finished_documents(project, ids.round)
    assert finished[ids.second] == {ids.other_coder}
    assert said(project, ids.second, ids.other_coder) == {
        ("امید", "My manager trusted me"), ("اعتماد", "trusted me"),
    }  # fmt: skip
    memo = next(memo for memo in list_memos(project) if memo.title == "Hope")
    quotation = load_quotations(project, [memo.links[0].id])[memo.links[0].id]
    assert (quotation.quote, quotation.comment, memo.coder_id) == ("My manager trusted me", "strange", ids.other_coder)
    hope = next(code for code in load_codes(project) if code.label == "امید")
    assert (hope.parent_id, hope.labels) == (ids.category, {"en": "Hope"})
    assert not check_project(project)


def test_links_between_passages_and_comments_on_memos_come_back_once(
    project: Project, ids: Sample, tmp_path: Path
) -> None:
    path = tmp_path / "copy.qdatool"
    make_coder_copy(project, path, ids.other_coder)
    with opened(path, ids) as copy:
        fresh = apply_code(copy, ids.second, ids.trust, span_of(SECOND_TEXT, "trusted me"))
        (coding,) = load_codings(copy, [fresh])
        link_quotations(copy, coding.quotation_id, ids.quotation, "repeats", "both say trust")
        add_comment(copy, CommentSubject(CommentTarget.MEMO, ids.memo), "tired of what?")
    plan = merge_file(project, path)
    assert (len(plan.links), len(plan.remarks)) == (1, 1)
    assert merge_file(project, path).is_empty
    (link,) = links_of_quotation(project, ids.quotation)
    other = link.other_end(ids.quotation)
    assert load_quotations(project, [other])[other].quote == "trusted me"
    assert (link.type_key, link.comment) == ("repeats", "both say trust")
    (comment,) = list_comments(project)
    assert comment.subject == CommentSubject(CommentTarget.MEMO, ids.memo)


def test_one_s_own_work_stays_untouched(project: Project, copy_path: Path, ids: Sample) -> None:
    mine = codings_of_document(project, ids.first, ids.coder)
    work(copy_path, ids)
    merge_file(project, copy_path)
    assert codings_of_document(project, ids.first, ids.coder) == mine
    assert [memo.body for memo in list_memos(project)].count("Why tired?") == 1


def test_what_comes_back_in_a_blind_round_stays_out_of_sight(project: Project, copy_path: Path, ids: Sample) -> None:
    work(copy_path, ids)
    merge_file(project, copy_path)
    assert ids.other_coder not in {one.coder_id for one in codings_of_document(project, ids.second)}
    mark_finished(project, ids.second)
    assert ids.other_coder in {one.coder_id for one in codings_of_document(project, ids.second)}


def test_new_coders_rounds_and_documents_come_along(project: Project, ids: Sample, tmp_path: Path) -> None:
    path = tmp_path / "copy.qdatool"
    make_coder_copy(project, path, ids.other_coder)
    with opened(path, ids) as copy:
        copy.coder_id = add_coder(copy, "Sima")
        choose_round(copy, add_round(copy, "Retest"))
        document = add_text(copy, "A third one spoke.\n", "P3")
        apply_code(copy, document, ids.trust, span_of("A third one spoke.\n", "third"))
    plan = merge_file(project, path)
    assert (plan.new_documents, plan.new_coders) == (("P3",), ("Sima",))
    assert [one.name for one in list_coders(project)][-1] == "Sima"
    assert [one.name for one in list_rounds(project)][-1] == "Retest"
    assert not check_project(project)
    assert merge_file(project, path).is_empty


def test_codes_are_known_again_by_identity_and_by_path(project: Project, ids: Sample, tmp_path: Path) -> None:
    path = tmp_path / "copy.qdatool"
    make_coder_copy(project, path, ids.other_coder)
    here = create_code(project, CodeDraft("امید", ids.category))
    rename_code(project, ids.trust, "اعتماد مدیر")
    with opened(path, ids) as copy:
        there = create_code(copy, CodeDraft("امید", ids.category))
        apply_code(copy, ids.second, there, span_of(SECOND_TEXT, "stayed"))
        apply_code(copy, ids.second, ids.trust, span_of(SECOND_TEXT, "trusted me"))
    plan = merge_file(project, path)
    assert plan.new_codes == ()
    assert [(one.kind, one.where, one.detail) for one in plan.conflicts] == [
        (ConflictKind.RENAMED_CODE, "اعتماد مدیر", "اعتماد")
    ]
    codes = {one.code_id for one in codings_of_document(project, ids.second, ids.other_coder)}
    assert codes == {here, ids.trust}


def test_a_memo_that_reads_otherwise_comes_as_one_of_its_own(project: Project, ids: Sample, tmp_path: Path) -> None:
    path = tmp_path / "copy.qdatool"
    make_coder_copy(project, path, ids.other_coder)
    with opened(path, ids) as copy:
        edit_memo(copy, ids.memo, title="Tired", body="Of the shifts")
    for _ in range(2):
        plan = merge_file(project, path)
        assert [one.kind for one in plan.conflicts] == [ConflictKind.MEMO_DIFFERS]
    assert sorted(memo.body for memo in list_memos(project)) == ["Of the shifts", "Why tired?"]


def test_a_passage_that_lies_nowhere_is_told_and_nothing_else_suffers(
    project: Project, ids: Sample, tmp_path: Path
) -> None:
    path = tmp_path / "copy.qdatool"
    make_coder_copy(project, path, ids.other_coder)
    work(path, ids)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(
            "UPDATE quotation SET start = 90000, \"end\" = 90010, quote = 'no such words' WHERE quote = 'trusted me'"
        )
    plan = merge_file(project, path)
    assert [(one.kind, one.detail) for one in plan.conflicts] == [(ConflictKind.PASSAGE_LOST, "no such words")]
    assert said(project, ids.second, ids.other_coder) == {("امید", "My manager trusted me")}
    assert not check_project(project)


def test_what_is_no_copy_is_refused_in_words(project: Project, tmp_path: Path) -> None:
    junk, stranger = tmp_path / "junk.qdatool", tmp_path / "stranger.qdatool"
    junk.write_bytes(b"not a project")
    with empty_project(stranger) as other:
        add_text(other, "Nothing of ours.\n")
    for path, kind, reason in (
        (tmp_path / "missing.qdatool", ProjectFileError, ProjectFileReason.NOT_FOUND),
        (junk, ProjectFileError, ProjectFileReason.NOT_A_PROJECT),
        (project.path, InvalidOperation, OperationReason.SAME_FILE),
        (stranger, InvalidOperation, OperationReason.NOTHING_IN_COMMON),
    ):
        with pytest.raises(kind) as error:
            merge_file(project, path)
        assert error.value.reason is reason
    assert project.next_undo() is None


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TABLE coding",
        "UPDATE document SET direction = 'sideways'",
        "ALTER TABLE memo RENAME COLUMN body TO words",
        "DELETE FROM quotation WHERE id = (SELECT min(quotation_id) FROM coding)",
        "UPDATE code SET parent_id = id",
    ],
)
def test_a_file_that_was_tampered_with_is_refused_as_damaged(
    project: Project, ids: Sample, tmp_path: Path, damage: str
) -> None:
    path = tmp_path / "copy.qdatool"
    make_coder_copy(project, path, ids.other_coder)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("PRAGMA ignore_check_constraints=ON")
        raw.execute(damage)
    with pytest.raises(ProjectFileError) as error:
        merge_file(project, path)
    assert error.value.reason is ProjectFileReason.DAMAGED


def test_a_copy_takes_no_file_s_place(project: Project, ids: Sample, tmp_path: Path) -> None:
    taken = tmp_path / "taken.qdatool"
    taken.write_text("mine")
    for path, coder_id, reason in (
        (taken, ids.other_coder, ProjectFileReason.ALREADY_EXISTS),
        (tmp_path / "no" / "copy.qdatool", ids.other_coder, ProjectFileReason.FOLDER_MISSING),
        (tmp_path / "copy.qdatool", 99, OperationReason.UNKNOWN_CODER),
    ):
        with pytest.raises((ProjectFileError, InvalidOperation)) as error:
            make_coder_copy(project, path, coder_id)
        assert error.value.reason is reason
    assert taken.read_text() == "mine"
    assert sorted(one.name for one in tmp_path.glob("*.part")) == []


def test_relations_and_evidence_come_along_once(project: Project, ids: Sample, tmp_path: Path) -> None:
    path = tmp_path / "copy.qdatool"
    make_coder_copy(project, path, ids.other_coder)
    with opened(path, ids) as copy:
        add_evidence(copy, ids.relation, ids.lone_quotation, Stance.CONTRADICTS)
        relation = relate_codes(copy, ids.help, ids.stayed, "causes")
        propose(copy, relation, "fa", "کمک نگه می‌دارد.")
        define_code(copy, ids.trust, Definition("another one", "", "", ""))
    before = dump(project)
    plan = merge_file(project, path)
    assert len(plan.ties) == 2
    assert [one.kind for one in plan.conflicts] == [ConflictKind.CODE_DIFFERS]
    relations = {(one.source_id, one.target_id): one for one in list_relations(project)}
    assert relations[ids.help, ids.stayed].propositions == {"fa": "کمک نگه می‌دارد."}
    assert relations[ids.category, ids.outcome].contradicting == 1
    after = dump(project)
    assert merge_file(project, path).is_empty
    assert dump(project) == after
    project.undo()
    assert dump(project) == before


def test_places_on_dimensions_come_along_once(project: Project, ids: Sample, tmp_path: Path) -> None:
    path = tmp_path / "copy.qdatool"
    make_coder_copy(project, path, ids.other_coder)
    with opened(path, ids) as copy:
        place_on_dimension(copy, ids.dimension, ids.lone_quotation, 0.25)
    assert len(merge_file(project, path).ties) == 1
    assert merge_file(project, path).is_empty
    marks = [row for row in dump(project)["dimension_mark"] if row[2] == ids.lone_quotation]
    assert [row[-1] for row in marks] == [0.25]


def test_types_of_relation_come_along_with_what_is_of_them(project: Project, ids: Sample, tmp_path: Path) -> None:
    path = tmp_path / "reza.qdatool"
    make_coder_copy(project, path, ids.other_coder)
    names = {"fa": "شرط لازمِ", "en": "is needed for"}
    with opened(path, ids) as copy:
        needed, recalls = add_relation_type(copy, names), add_relation_type(copy, {"en": "recalls"})
        add_relation_type(copy, {"en": "is never used"})
        dotted = TypeChange(line_style=LineStyle.DOTTED, is_transitive=True)
        change_relation_type(copy, needed, dotted)
        change_relation_type(copy, recalls, TypeChange(scope=TypeScope.QUOTATIONS))
        relate_codes(copy, ids.help, ids.stayed, needed)
        link_quotations(copy, ids.held_quotation, ids.lone_quotation, recalls)
    before = len(all_relation_types(project.read()))
    merge_file(project, path)
    types = {kind.key: kind for kind in all_relation_types(project.read())}
    assert len(types) == before + 2
    came = types[needed]
    assert (came.names, came.line_style, came.is_transitive) == (names, LineStyle.DOTTED, True)
    assert {one.type_key for one in list_relations(project) if one.source_id == ids.help} == {needed}
    assert {one.type_key for one in links_of_quotation(project, ids.lone_quotation)} == {recalls}
    assert merge_file(project, path).is_empty


def test_a_type_of_the_same_name_is_the_same_type(project: Project, ids: Sample, tmp_path: Path) -> None:
    path = tmp_path / "reza.qdatool"
    make_coder_copy(project, path, ids.other_coder)
    ours = add_relation_type(project, {"fa": "شرط لازمِ", "en": "is needed for"})
    with opened(path, ids) as copy:
        relate_codes(copy, ids.help, ids.stayed, add_relation_type(copy, {"en": "Is needed for"}))
    merge_file(project, path)
    assert {one.type_key for one in list_relations(project) if one.source_id == ids.help} == {ours}
    assert merge_file(project, path).is_empty
