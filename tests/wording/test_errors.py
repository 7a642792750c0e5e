"""Every refusal has one sentence in both languages, and its facts stand in it."""

from pathlib import Path

import pytest

from qdatool.errors import (
    ExportFailed,
    ExportReason,
    ImportFailed,
    ImportReason,
    InvalidOperation,
    OperationReason,
    ProjectFileError,
    ProjectFileReason,
    QdaError,
    RowReason,
)
from qdatool.wording.catalogue import catalogue
from qdatool.wording.errors import ROW_SENTENCES, SENTENCES, sentence_for

REASONS = [*ProjectFileReason, *ImportReason, *ExportReason, *OperationReason]


@pytest.mark.parametrize("reason", REASONS, ids=str)
def test_every_reason_has_a_sentence_in_both_languages(reason):
    assert SENTENCES[reason] in catalogue("fa")
    for language in ("fa", "en"):
        sentence = sentence_for(QdaError(reason), language)
        assert sentence and "{" not in sentence


@pytest.mark.parametrize("reason", list(RowReason), ids=str)
def test_every_fault_of_a_row_is_named_in_both_languages(reason):
    assert ROW_SENTENCES[reason] in catalogue("fa")
    error = ImportFailed(ImportReason.BAD_ROW, row=37, row_reason=reason, value="کد")
    assert "37" in sentence_for(error, "en")
    assert "۳۷" in sentence_for(error, "fa")


def test_a_locked_project_names_its_holder_and_its_file():
    error = ProjectFileError(ProjectFileReason.LOCKED, path=Path("/a/study.qdatool"), holder="negar", host="desk")
    sentence = sentence_for(error, "en")
    assert "study.qdatool" in sentence and "negar" in sentence and "desk" in sentence


def test_a_lock_without_a_name_does_not_leave_empty_places():
    error = ProjectFileError(ProjectFileReason.LOCKED, path=Path("study.qdatool"), holder="", host="", since="")
    assert "another program" in sentence_for(error, "en")


def test_a_long_quote_is_cut_in_the_sentence():
    error = ImportFailed(ImportReason.BAD_ROW, row=2, row_reason=RowReason.QUOTE_NOT_FOUND, value="word " * 100)
    assert len(sentence_for(error, "en")) < 200


def test_what_may_be_chosen_is_listed_with_the_commas_of_the_language():
    error = ExportFailed(ExportReason.UNKNOWN_FORMAT, path="a.odt", known=("csv", "xlsx"))
    assert "csv, xlsx" in sentence_for(error, "en")
    assert "csv، xlsx" in sentence_for(error, "fa")


def test_names_in_a_refusal_are_told_as_a_list():
    error = InvalidOperation(OperationReason.TWO_CODES_IN_UNIT, number=2, coder="A", codes=("help", "loose"))
    assert "help, loose" in sentence_for(error, "en")
    assert "help، loose" in sentence_for(error, "fa")
