from __future__ import annotations

import pytest

from qdatool.coding.memos import (
    MemoLink,
    MemoTarget,
    codes_with_memo,
    delete_memo,
    edit_memo,
    link_memo,
    list_memos,
    set_memo_kind,
    unlink_memo,
    write_memo,
)
from qdatool.coding.project import Project
from qdatool.coding.roles import MemoKind
from qdatool.errors import InvalidOperation, OperationReason
from tests.builders import FakeClock, Sample, dump

TARGETS = {
    MemoTarget.DOCUMENT: "first",
    MemoTarget.CODE: "trust",
    MemoTarget.QUOTATION: "quotation",
    MemoTarget.RELATION: "relation",
    MemoTarget.MODEL: "tree",
}


@pytest.mark.parametrize("target", TARGETS)
def test_a_memo_is_found_by_what_it_is_about(project: Project, ids: Sample, target: MemoTarget) -> None:
    about = MemoLink(target, getattr(ids, TARGETS[target]))
    memo_id = write_memo(project, MemoKind.FREE, "text", title="title", about=about)
    assert [memo.id for memo in list_memos(project, about)] == [memo_id]


def test_the_newest_memo_comes_first(project: Project, ids: Sample, clock: FakeClock) -> None:
    clock.advance(5)
    first = write_memo(project, MemoKind.THEORETICAL, "a")
    clock.advance(5)
    second = write_memo(project, MemoKind.METHODOLOGICAL, "b")
    assert [memo.id for memo in list_memos(project)] == [second, first, ids.memo]


def test_editing_notes_when(project: Project, ids: Sample, clock: FakeClock) -> None:
    (before,) = list_memos(project)
    clock.advance(60)
    edit_memo(project, ids.memo, title="Tired", body="of what?")
    (after,) = list_memos(project)
    assert (after.title, after.body, after.created_at) == ("Tired", "of what?", before.created_at)
    assert after.changed_at > before.changed_at


def test_saving_the_same_words_changes_nothing(project: Project, ids: Sample) -> None:
    edit_memo(project, ids.memo, title="Tired", body="Why tired?")
    assert project.next_undo() is None


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (lambda p: edit_memo(p, 99, title="", body=""), OperationReason.UNKNOWN_MEMO),
        (lambda p: delete_memo(p, 99), OperationReason.UNKNOWN_MEMO),
        *(
            (
                lambda p, target=target: write_memo(p, MemoKind.FREE, about=MemoLink(target, 99)),
                OperationReason(f"unknown_{target.value}"),
            )
            for target in MemoTarget
        ),
    ],
)
def test_what_does_not_exist_is_refused(project: Project, ids: Sample, act: object, reason: OperationReason) -> None:
    assert callable(act)
    before = dump(project)
    with pytest.raises(InvalidOperation) as error:
        act(project)
    assert error.value.reason is reason
    assert dump(project) == before


def test_a_memo_takes_another_type(project: Project, ids: Sample) -> None:
    set_memo_kind(project, ids.memo, MemoKind.THEORETICAL)
    assert list_memos(project)[0].kind is MemoKind.THEORETICAL


def test_links_are_added_once_and_taken_away(project: Project, ids: Sample) -> None:
    link = MemoLink(MemoTarget.CODE, ids.stayed)
    link_memo(project, ids.memo, link)
    link_memo(project, ids.memo, link)
    assert list_memos(project)[0].links.count(link) == 1
    unlink_memo(project, ids.memo, link)
    assert link not in list_memos(project)[0].links


def test_unknown_memos_and_things_are_refused(project: Project, ids: Sample) -> None:
    with pytest.raises(InvalidOperation) as no_memo:
        link_memo(project, 999, MemoLink(MemoTarget.CODE, ids.trust))
    with pytest.raises(InvalidOperation) as no_code:
        link_memo(project, ids.memo, MemoLink(MemoTarget.CODE, 999))
    with pytest.raises(InvalidOperation) as no_kind:
        set_memo_kind(project, 999, MemoKind.FREE)
    reasons = [refused.value.reason for refused in (no_memo, no_code, no_kind)]
    assert reasons == [
        OperationReason.UNKNOWN_MEMO,
        OperationReason.UNKNOWN_CODE,
        OperationReason.UNKNOWN_MEMO,
    ]


def test_the_codes_that_have_a_memo(project: Project, ids: Sample) -> None:
    link_memo(project, ids.memo, MemoLink(MemoTarget.CODE, ids.stayed))
    about = {link.id for memo in list_memos(project) for link in memo.links if link.target is MemoTarget.CODE}
    assert codes_with_memo(project) == about
    assert ids.stayed in about
    delete_memo(project, ids.memo)
    assert ids.stayed not in codes_with_memo(project)
