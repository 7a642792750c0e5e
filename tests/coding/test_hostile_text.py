"""Words that no file can hold: lone surrogates, NUL and byte order marks vanish, and a name stays on one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qdatool.coding import coders, codes, documents, facts, memos, models, participants, quotations, relations
from qdatool.coding.code_import import import_codes
from qdatool.coding.codes import CodeDraft, Definition
from qdatool.coding.coding_import import import_codings
from qdatool.coding.creation import ProjectDraft, create_project
from qdatool.coding.drafts import CodeRow, CodingRow, ImportedDocument, ParticipantRow
from qdatool.coding.project import Project
from qdatool.coding.roles import MemoKind, ModelKind
from qdatool.errors import ImportFailed, InvalidOperation, OperationReason, RowReason
from tests.builders import Sample, dump

BAD = "\ufeff آ\ud83d\x00\r\nپ\udc00 "
NAME = "آ پ"
BODY = "آ\nپ"

NAMES: dict[str, Callable[[Project, Sample, str], object]] = {
    "project": lambda p, s, t: facts.rename_project(p, t),
    "coder": lambda p, s, t: coders.add_coder(p, t),
    "renamed coder": lambda p, s, t: coders.rename_coder(p, s.coder, t),
    "round": lambda p, s, t: coders.add_round(p, t),
    "renamed document": lambda p, s, t: documents.rename_document(p, s.first, t),
    "code": lambda p, s, t: codes.create_code(p, CodeDraft(t)),
    "renamed code": lambda p, s, t: codes.rename_code(p, s.trust, t),
    "model": lambda p, s, t: models.create_model(p, ModelKind.TREE, t),
    "renamed model": lambda p, s, t: models.rename_model(p, s.tree, t),
}
"""Acts that give a name, which may not be empty."""

TEXTS: dict[str, Callable[[Project, Sample, str], object]] = {
    "document name": lambda p, s, t: documents.add_document(p, ImportedDocument(t, t, "text")),
    "translated label": lambda p, s, t: codes.create_code(p, CodeDraft("x", labels={"en": t})),
    "renamed translation": lambda p, s, t: codes.rename_code(p, s.trust, t, "en"),
    "definition": lambda p, s, t: codes.define_code(p, s.trust, Definition(t, t, t, t)),
    "memo": lambda p, s, t: memos.write_memo(p, MemoKind.FREE, t, title=t),
    "edited memo": lambda p, s, t: memos.edit_memo(p, s.memo, title=t, body=t),
    "comment": lambda p, s, t: quotations.comment_quotation(p, s.quotation, t),
    "caption": lambda p, s, t: models.caption_model(p, s.tree, "fa", t),
    "title": lambda p, s, t: models.rename_model(p, s.tree, t, "fa"),
    "proposition": lambda p, s, t: relations.propose(p, s.relation, "fa", t),
    "codes table": lambda p, s, t: import_codes(p, [CodeRow(2, t, {"en": t}, definition=t, level=t)]),
    "codings table": lambda p, s, t: import_codings(p, [CodingRow(2, "P1", "0", "3", "", "اعتماد", t, t, comment=t)]),
    "participants table": lambda p, s, t: participants.import_participants(p, [ParticipantRow(2, t, "", {t: t})]),
}


@pytest.mark.parametrize("what", [*NAMES, *TEXTS])
def test_what_no_file_can_hold_is_left_out(project: Project, ids: Sample, what: str) -> None:
    before = dump(project)
    {**NAMES, **TEXTS}[what](project, ids, BAD)
    after = dump(project)
    written = {
        value
        for table, rows in after.items()
        for row in set(rows) - set(before[table])
        for value in row
        if isinstance(value, str) and value.strip().startswith("آ") and len(value) > 1
    }
    assert written and {value.strip() for value in written} <= {NAME, BODY}


@pytest.mark.parametrize("what", NAMES)
@pytest.mark.parametrize("text", ["\x00", "\ud800", "\ufeff \r\n"])
def test_a_name_of_nothing_else_is_empty(project: Project, ids: Sample, what: str, text: str) -> None:
    with pytest.raises(InvalidOperation) as error:
        NAMES[what](project, ids, text)
    assert error.value.reason is OperationReason.EMPTY_LABEL


def test_a_label_of_nothing_else_in_a_table_is_empty(project: Project, ids: Sample) -> None:
    with pytest.raises(ImportFailed) as error:
        import_codes(project, [CodeRow(2, "x"), CodeRow(3, "\x00")])
    assert error.value.facts["row_reason"] is RowReason.EMPTY_LABEL


def test_a_code_is_found_by_a_name_with_stray_signs(project: Project, ids: Sample) -> None:
    assert codes.find_code(project, "\ufeffاعتماد\x00").id == ids.trust


def test_a_project_is_made_with_a_clean_title_and_coder(tmp_path: Path) -> None:
    with create_project(tmp_path / "p.qdatool", ProjectDraft(BAD, coder=BAD)) as project:
        assert facts.project_facts(project).title == NAME
        assert [coder.name for coder in coders.list_coders(project)] == [NAME]
    with pytest.raises(InvalidOperation):
        create_project(tmp_path / "q.qdatool", ProjectDraft("\x00"))
