"""What things are called now."""

from __future__ import annotations

import pytest

from qdatool.coding.codes import rename_code
from qdatool.coding.memos import MemoLink, MemoTarget, list_memos, write_memo
from qdatool.coding.project import Project
from qdatool.coding.roles import MemoKind
from qdatool.coding.things import Things
from qdatool.text.memo_markup import LinkKind, LinkTarget
from tests.builders import Sample


def test_a_link_leads_to_the_code_under_its_present_name(project: Project, ids: Sample) -> None:
    target = Things(project, "fa").of(MemoLink(MemoTarget.CODE, ids.trust)).as_target()
    rename_code(project, ids.trust, "اعتماد مدیر")
    found = Things(project, "fa").at(target)
    assert (found.id, found.name, found.kind) == (ids.trust, "اعتماد مدیر", "code")


def test_what_is_gone_is_nothing(project: Project, ids: Sample) -> None:
    assert Things(project, "fa").at(LinkTarget(LinkKind.QUOTATION, "0" * 32)) is None
    assert Things(project, "fa").of(MemoLink(MemoTarget.CODE, 9999)) is None


@pytest.mark.parametrize(
    "target,name",
    [
        (MemoTarget.DOCUMENT, "first"),
        (MemoTarget.QUOTATION, "quotation"),
        (MemoTarget.RELATION, "relation"),
        (MemoTarget.MODEL, "tree"),
    ],
)
def test_everything_a_memo_can_be_about_has_a_name(
    project: Project, ids: Sample, target: MemoTarget, name: str
) -> None:
    link = MemoLink(target, getattr(ids, name))
    thing = Things(project, "fa").of(link)
    assert thing.name and thing.as_link() == link


def test_everything_can_be_linked_to(project: Project, ids: Sample) -> None:
    memo_id = write_memo(project, MemoKind.FREE, "# یادداشت [x](code:00)")
    things = Things(project, "fa").linkable()
    assert {thing.kind for thing in things} >= {"code", "document", "quotation", "model", "memo"}
    assert next(one.name for one in things if (one.kind, one.id) == ("memo", memo_id)) == "یادداشت x"
    assert len([one for one in things if one.kind == "memo"]) == len(list_memos(project))
