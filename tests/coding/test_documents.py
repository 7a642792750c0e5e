from __future__ import annotations

import hashlib
from datetime import date

import pytest

from qdatool.coding.documents import (
    add_document,
    date_document,
    delete_documents,
    document_text,
    document_turns,
    find_document,
    list_documents,
    move_document,
    rename_document,
    set_document_direction,
)
from qdatool.coding.drafts import ImportedDocument
from qdatool.coding.memos import list_memos
from qdatool.coding.project import Project
from qdatool.coding.quotations import codings_of_document
from qdatool.coding.roles import Direction
from qdatool.errors import InvalidOperation, OperationReason
from tests.builders import FIRST_TEXT, SECOND_TEXT, Sample, add_text, dump


def names(project: Project) -> list[str]:
    return [document.name for document in list_documents(project)]


def refusal(act: object, *arguments: object) -> OperationReason:
    assert callable(act)
    with pytest.raises(InvalidOperation) as error:
        act(*arguments)
    assert isinstance(error.value.reason, OperationReason)
    return error.value.reason


def test_an_interview_has_a_day_until_it_is_taken_away(project: Project, ids: Sample) -> None:
    date_document(project, ids.first, date(2025, 3, 21))
    assert find_document(project, "P1").interview_date == date(2025, 3, 21)
    date_document(project, ids.first, None)
    assert find_document(project, "P1").interview_date is None
    assert refusal(date_document, project, 99, date(2025, 3, 21)) is OperationReason.UNKNOWN_DOCUMENT


def test_the_text_is_kept_to_the_letter(project: Project, ids: Sample) -> None:
    text = "\u200cنیم‌فاصله\u00a0و 🙂 ي ك\n\n\tپایان\n"
    assert document_text(project, add_text(project, text, "P3")) == text


def test_a_document_says_how_much_it_holds(project: Project, ids: Sample) -> None:
    document = find_document(project, "P1")
    assert document.characters == len(FIRST_TEXT)
    assert (document.paragraphs, document.turns, document.sequence) == (3, 2, 1)
    assert document.sha256 == hashlib.sha256(FIRST_TEXT.encode()).hexdigest()
    assert [turn.speaker for turn in document_turns(project, ids.first)] == ["مصاحبه‌کننده", "م۱"]


def test_a_name_that_is_taken_gets_a_number(project: Project, ids: Sample) -> None:
    for expected in ("P1 (2)", "P1 (3)"):
        assert add_document(project, ImportedDocument("P1", "x.txt", "new " + expected)).name == expected


def test_the_same_text_twice_is_told(project: Project, ids: Sample) -> None:
    added = add_document(project, ImportedDocument("copy", "x.txt", SECOND_TEXT))
    assert added.duplicate_of == "P2"
    assert names(project) == ["P1", "P2", "copy"]


def test_documents_can_be_put_in_order(project: Project, ids: Sample) -> None:
    third = add_text(project, "x", "P3")
    move_document(project, third, 0)
    assert names(project) == ["P3", "P1", "P2"]
    move_document(project, third, 1)
    assert names(project) == ["P1", "P3", "P2"]
    assert add_text(project, "y", "P4")
    assert names(project)[-1] == "P4"


def test_deleting_a_document_takes_its_codings_and_leaves_memos(project: Project, ids: Sample) -> None:
    delete_documents(project, [ids.first])
    assert names(project) == ["P2"]
    assert codings_of_document(project, ids.first) == ()
    assert [memo.links for memo in list_memos(project)] == [()]
    assert refusal(document_text, project, ids.first) is OperationReason.UNKNOWN_DOCUMENT


def test_what_does_not_exist_is_refused(project: Project, ids: Sample) -> None:
    before = dump(project)
    assert refusal(delete_documents, project, [ids.first, 99]) is OperationReason.UNKNOWN_DOCUMENT
    assert refusal(rename_document, project, 99, "x") is OperationReason.UNKNOWN_DOCUMENT
    assert refusal(move_document, project, 99, 0) is OperationReason.UNKNOWN_DOCUMENT
    assert refusal(set_document_direction, project, 99, Direction.RTL) is OperationReason.UNKNOWN_DOCUMENT
    assert refusal(find_document, project, "P9") is OperationReason.UNKNOWN_DOCUMENT
    assert dump(project) == before


def test_names_are_given_once_and_never_empty(project: Project, ids: Sample) -> None:
    assert refusal(rename_document, project, ids.first, "P2") is OperationReason.NAME_TAKEN
    assert refusal(rename_document, project, ids.first, " ") is OperationReason.EMPTY_LABEL
    rename_document(project, ids.first, " P1 ")
    assert project.next_undo() is None


def test_undoing_an_import_and_importing_again_shows_the_other_text(project: Project, ids: Sample) -> None:
    first = add_text(project, "first", "P3")
    assert document_text(project, first) == "first"
    project.undo()
    assert document_text(project, add_text(project, "second", "P3")) == "second"
