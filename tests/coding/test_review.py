"""Comments: on anything, answered, closed, counted; and the box of a model that carries one."""

from __future__ import annotations

import pytest

from qdatool.coding.models import arrange_model, load_model, unpin_node
from qdatool.coding.node_keys import code_key
from qdatool.coding.project import Project
from qdatool.coding.quotations import load_quotations, uncode
from qdatool.coding.review import (
    Box,
    CommentSubject,
    CommentTarget,
    add_comment,
    answer_comment,
    close_comment,
    count_open_comments,
    delete_comment,
    edit_comment,
    list_comments,
    open_box_comments,
    open_comments,
    reopen_comment,
    stored_boxes,
)
from qdatool.errors import InvalidOperation, OperationReason
from tests.builders import Sample


@pytest.fixture
def comment(project: Project, ids: Sample) -> int:
    """A comment on a code, answered once by the same coder."""
    made = add_comment(project, CommentSubject(CommentTarget.CODE, ids.trust), "What counts as trust?")
    answer_comment(project, made, "I shall define it.")
    return made


@pytest.fixture
def done_comment(project: Project, ids: Sample, comment: int) -> int:
    """A second comment on the same code, which is done."""
    made = add_comment(project, CommentSubject(CommentTarget.CODE, ids.trust), "Spelling")
    close_comment(project, made)
    return made


THINGS = {
    CommentTarget.DOCUMENT: "first",
    CommentTarget.CODE: "help",
    CommentTarget.QUOTATION: "quotation",
    CommentTarget.RELATION: "relation",
    CommentTarget.MODEL: "paradigm",
    CommentTarget.MEMO: "memo",
}


@pytest.mark.parametrize("target", THINGS)
def test_a_comment_hangs_on_one_thing(project: Project, ids: Sample, target: CommentTarget) -> None:
    subject = CommentSubject(target, getattr(ids, THINGS[target]))
    made = add_comment(project, subject, "  is this right?  ")
    (found,) = list_comments(project, subject)
    assert (found.id, found.subject, found.body) == (made, subject, "is this right?")
    assert (found.coder_id, found.is_done, found.answers) == (ids.coder, False, ())


def test_comments_come_newest_first_with_their_answers_in_order(
    project: Project, ids: Sample, comment: int, done_comment: int
) -> None:
    project.coder_id = ids.other_coder
    answer_comment(project, comment, "Good.")
    newest = add_comment(project, CommentSubject(CommentTarget.DOCUMENT, ids.first), "x")
    comments = list_comments(project)
    assert [one.id for one in comments] == [newest, done_comment, comment]
    assert [(one.body, one.coder_id) for one in comments[-1].answers] == [
        ("I shall define it.", ids.coder),
        ("Good.", ids.other_coder),
    ]


def test_only_open_comments_are_counted_and_answers_never(
    project: Project, ids: Sample, comment: int, done_comment: int
) -> None:
    assert open_comments(project, CommentTarget.CODE) == {ids.trust: 1}
    reopen_comment(project, done_comment)
    assert open_comments(project, CommentTarget.CODE) == {ids.trust: 2}
    close_comment(project, comment)
    close_comment(project, done_comment)
    assert (open_comments(project, CommentTarget.CODE), count_open_comments(project)) == ({}, 0)


def test_deleting_a_comment_takes_its_answers_along(project: Project, comment: int, done_comment: int) -> None:
    delete_comment(project, comment)
    assert [one.id for one in list_comments(project)] == [done_comment]
    with pytest.raises(InvalidOperation) as refused:
        edit_comment(project, comment, "x")
    assert refused.value.reason is OperationReason.UNKNOWN_COMMENT


def test_an_answer_is_neither_answered_nor_closed(project: Project, comment: int) -> None:
    answer = list_comments(project)[-1].answers[0].id
    for act in (lambda: answer_comment(project, answer, "x"), lambda: close_comment(project, answer)):
        with pytest.raises(InvalidOperation) as refused:
            act()
        assert refused.value.reason is OperationReason.ANSWER_TO_ANSWER
    edit_comment(project, answer, "It is defined.")
    assert list_comments(project)[-1].answers[0].body == "It is defined."


@pytest.mark.parametrize(
    ("subject", "body", "reason"),
    [
        (CommentSubject(CommentTarget.CODE, 1), " \n", OperationReason.EMPTY_COMMENT),
        (CommentSubject(CommentTarget.CODE, 999), "x", OperationReason.UNKNOWN_CODE),
        (CommentSubject(CommentTarget.MEMO, 999), "x", OperationReason.UNKNOWN_MEMO),
    ],
)
def test_a_comment_without_words_or_thing_is_refused(
    project: Project, subject: CommentSubject, body: str, reason: OperationReason
) -> None:
    with pytest.raises(InvalidOperation) as refused:
        add_comment(project, subject, body)
    assert refused.value.reason is reason


def test_a_comment_holds_its_quotation(project: Project, ids: Sample) -> None:
    quotation = CommentSubject(CommentTarget.QUOTATION, ids.quotation)
    made = add_comment(project, quotation, "too short?")
    uncode(project, [ids.coding, ids.second_coding, ids.others_coding])
    assert ids.quotation in load_quotations(project, [ids.quotation])
    delete_comment(project, made)
    assert load_quotations(project, [ids.quotation]) == {}


def test_a_box_that_nobody_moved_can_be_commented_on_and_stays_unpinned(project: Project, ids: Sample) -> None:
    key = code_key(ids.stayed)
    made = add_comment(project, Box(ids.tree, key), "why here?")
    assert open_box_comments(project, ids.tree) == {key: 1}
    assert key not in load_model(project, ids.tree).pinned
    (found,) = (one for one in list_comments(project) if one.id == made)
    place = stored_boxes(project)[found.subject.id]
    assert (place.model_id, place.key, place.code_id) == (ids.tree, key, ids.stayed)


def test_a_box_keeps_its_comments_when_it_goes_back_to_automatic_layout(project: Project, ids: Sample) -> None:
    key = code_key(ids.trust)
    add_comment(project, Box(ids.paradigm, key), "too far left")
    unpin_node(project, ids.paradigm, key)
    arrange_model(project, ids.paradigm)
    assert load_model(project, ids.paradigm).pinned == {}
    assert open_box_comments(project, ids.paradigm) == {key: 1}
