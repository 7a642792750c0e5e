"""Names are gone from everything that is stored, and what was coded stays coded."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, Text

from qdatool.coding.changes import Operation
from qdatool.coding.codes import CodeDraft, create_code
from qdatool.coding.documents import add_document, document_text, document_turns
from qdatool.coding.drafts import ImportedDocument, ParticipantRow
from qdatool.coding.health import check_project
from qdatool.coding.memos import MemoLink, MemoTarget, delete_memo, list_memos, write_memo
from qdatool.coding.participants import import_participants, list_participants
from qdatool.coding.project import Project
from qdatool.coding.pseudonym_texts import PACKED, WORDS
from qdatool.coding.pseudonyms import (
    Occurrence,
    Replacement,
    SearchTask,
    Where,
    find_occurrences,
    gather_rewrites,
    gather_texts,
    pseudonymise,
    rewrite_texts,
    write_texts,
)
from qdatool.coding.quotations import apply_code, comment_quotation, load_codings, load_quotations
from qdatool.coding.roles import MemoKind
from qdatool.coding.snapshots import delete_snapshots, list_snapshots, take_snapshot
from qdatool.coding.text_correction import correct_text
from qdatool.errors import InvalidOperation, OperationReason, ProjectFileError, ProjectFileReason
from qdatool.storage import schema
from qdatool.text.edits import Edit
from qdatool.text.identifiers import IdentifierKind
from qdatool.text.language import Wanted
from qdatool.text.memo_markup import LinkKind, LinkTarget, links_in, plain_text
from qdatool.text.spans import Span
from qdatool.text.turns import find_turns
from tests.builders import SECOND_TEXT, empty_project, filled_project, span_of

NAME = "قنبرنژاد"
TEXT = "مصاحبه‌گر: شما؟\nقنبرنژاد: من رضا قنبرنژاد هستم، ۰۹۱۲۳۴۵۶۷۸۹.\nقنبرنژاد گفت بله.\n"

HOLDS_NO_NAME = {
    *("guid", "created_at", "changed_at", "imported_at", "finished_at", "at", "interview_date", "color", "sha256"),
    *("key", "kind", "role", "status", "direction", "template", "tag", "stance", "line_style", "applies_to", "place"),
    *("media_type", "routing", "entities", "operation", "stack", "merge_key"),
}
"""Columns of any table that the program writes by itself."""

FOLLOWS = {("quotation", "quote"), ("picture", "content"), ("snapshot_record", "reason")}
"""The words of the text itself; pictures, which are no text."""


def found_in(project: Project, *names: str, **more: object) -> tuple[Occurrence, ...]:
    task = SearchTask(gather_texts(project), Wanted(names, **more))  # type: ignore[arg-type]
    return find_occurrences(task, lambda _share: None, lambda: False)


def replace_all(project: Project, found: tuple[Occurrence, ...], words: str = "شرکت‌کنندهٔ ۱") -> None:
    replacements = [Replacement(one.place, one.start, one.end, one.words, words) for one in found]
    assert pseudonymise(project, replacements) is None


@pytest.fixture
def interview(tmp_path: Path) -> tuple[Project, int]:
    project = empty_project(tmp_path / "p.qdatool")
    document = add_document(project, ImportedDocument("رضا", "رضا.docx", TEXT, find_turns(TEXT))).id
    yield project, document
    project.close()


def test_every_column_of_words_is_looked_through() -> None:
    known = {(table, column) for table, (_, columns) in WORDS.items() for column in columns}
    known |= {(table, column) for table, columns in PACKED.items() for column in columns}
    texts = {
        (table.name, column.name)
        for table in schema.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Text | LargeBinary) and column.name not in HOLDS_NO_NAME
    }
    reason_of_snapshots = {("undo_step", "rows")}
    assert texts - known - FOLLOWS - reason_of_snapshots == set()
    assert known - texts == set()


def test_a_name_in_every_column_is_gone_from_the_bytes_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "p.qdatool"
    project, _ = filled_project(path)
    _write_everywhere(project)
    places = {(one.place.table, one.place.column) for one in found_in(project, NAME)}
    filled = {
        (table, column)
        for table, (_, columns) in WORDS.items()
        for column in columns
        if table != "turn" and project.raw().execute(f'SELECT 1 FROM "{table}"').fetchone()
    }
    assert places >= filled
    replace_all(project, found_in(project, NAME))
    project.close()
    assert NAME.encode("utf-8") not in path.read_bytes()
    with Project.open(path, read_only=True) as reopened:
        assert check_project(reopened) == ()


def _write_everywhere(project: Project) -> None:
    """Let the name stand in every column that can hold one, as its first word."""
    raw = project.raw()
    raw.execute("PRAGMA query_only=OFF")
    for table, (_, columns) in WORDS.items():
        for column in columns:
            if table == "document_text":
                continue
            raw.execute(f"""UPDATE "{table}" SET "{column}" = '{NAME} ' || id || ' ' || "{column}" """)
    for table, columns in PACKED.items():
        for column in columns:
            raw.execute(f"""UPDATE "{table}" SET "{column}" = json_set("{column}", '$.words', '{NAME}')""")
    raw.execute("PRAGMA query_only=ON")
    for document_id in (1, 2):
        correct_text(project, document_id, [Edit(0, 0, f"{NAME} ")])
        correct_text(project, document_id, [Edit(0, 0, f"{NAME} ")])


def test_words_deleted_before_are_gone_from_the_file_too(interview: tuple[Project, int]) -> None:
    project, _ = interview
    memo = write_memo(project, MemoKind.FREE, f"{NAME} " * 2000)
    delete_memo(project, memo)
    replace_all(project, found_in(project, NAME))
    project.close()
    assert NAME.encode("utf-8") not in project.path.read_bytes()


def test_quotations_cover_the_pseudonym_and_codings_stay(interview: tuple[Project, int]) -> None:
    project, document = interview
    code = create_code(project, CodeDraft("هویت"))
    spans = [span_of(TEXT, words) for words in ("من رضا قنبرنژاد هستم", "رضا", "گفت بله")]
    codings = [apply_code(project, document, code, span) for span in spans]
    replace_all(project, found_in(project, "رضا قنبرنژاد", NAME))
    after = load_codings(project, codings)
    quotes = [load_quotations(project, [one.quotation_id])[one.quotation_id].quote for one in after]
    assert quotes == ["من شرکت‌کنندهٔ ۱ هستم", "شرکت‌کنندهٔ ۱", "گفت بله"]
    text = document_text(project, document)
    assert [text[one.start : one.end] for one in after] == quotes
    assert check_project(project) == ()


def test_turns_stay_turns_and_their_speakers_are_renamed(interview: tuple[Project, int]) -> None:
    project, document = interview
    before = document_turns(project, document)
    replace_all(project, found_in(project, NAME), "یک نام بسیار دراز که هیچ گوینده‌ای آن را ندارد: و دو نقطه هم دارد")
    after = document_turns(project, document)
    assert len(after) == len(before)
    assert not any(NAME in turn.speaker for turn in after)


def test_a_persian_name_with_an_ending_keeps_it(interview: tuple[Project, int]) -> None:
    project, _ = interview
    memo = write_memo(project, MemoKind.FREE, "قنبرنژادها و قنبرنژاد‌ها")
    replace_all(project, tuple(one for one in found_in(project, NAME) if one.where is Where.MEMO), "پ۱")
    assert next(one.body for one in list_memos(project) if one.id == memo) == "پ۱ها و پ۱‌ها"


def test_a_link_in_a_memo_stays_a_link(interview: tuple[Project, int]) -> None:
    project, _ = interview
    memo = write_memo(project, MemoKind.FREE, f"نگاه کنید به [{NAME}](code:00ff)")
    replace_all(project, found_in(project, NAME), "[نام]")
    body = next(one.body for one in list_memos(project) if one.id == memo)
    assert links_in(body) == (LinkTarget(LinkKind.CODE, "00ff"),)
    assert plain_text(body) == "نگاه کنید به [نام]"


def test_two_people_may_not_become_one_name(interview: tuple[Project, int]) -> None:
    project, _ = interview
    import_participants(project, [ParticipantRow(2, "رضا", "", {}), ParticipantRow(3, "مینا", "", {})])
    replace_all(
        project, tuple(one for one in found_in(project, "رضا", "مینا") if one.where is Where.PARTICIPANT), "کسی"
    )
    assert [one.name for one in list_participants(project)] == ["کسی", "کسی (2)"]


def test_what_is_not_agreed_to_stays(interview: tuple[Project, int]) -> None:
    project, document = interview
    found = found_in(project, NAME)
    replace_all(project, found[:1])
    assert document_text(project, document).count(NAME) == 2


def test_it_cannot_be_undone_and_nothing_before_it_either(interview: tuple[Project, int]) -> None:
    project, _ = interview
    create_code(project, CodeDraft("کد"))
    told = []
    project.subscribe(told.append)
    replace_all(project, found_in(project, NAME))
    assert (project.next_undo(), project.next_redo()) == (None, None)
    assert [one.operation for one in told] == [Operation.PSEUDONYMISE]


def test_numbers_are_found_with_their_kind(interview: tuple[Project, int]) -> None:
    project, _ = interview
    (phone,) = found_in(project, identifiers=frozenset(IdentifierKind))
    assert (phone.words, phone.kind, phone.owner, phone.where) == (
        "۰۹۱۲۳۴۵۶۷۸۹",
        IdentifierKind.PHONE,
        "رضا",
        Where.TRANSCRIPT,
    )
    assert phone.before.endswith("هستم، ") and phone.after == "."


def test_names_are_replaced_while_somebody_reads_and_it_is_said(interview: tuple[Project, int]) -> None:
    project, document = interview
    found = found_in(project, NAME)
    with closing(sqlite3.connect(project.path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM code").fetchone()
        project.raw().execute("PRAGMA busy_timeout=10")
        replacements = [Replacement(one.place, one.start, one.end, one.words, "x") for one in found]
        with pytest.raises(ProjectFileError) as refused:
            pseudonymise(project, replacements)
    assert refused.value.reason is ProjectFileReason.LOCKED
    assert NAME in document_text(project, document)
    assert pseudonymise(project, replacements) is None


def test_old_versions_of_a_text_are_rewritten(interview: tuple[Project, int]) -> None:
    project, document = interview
    correct_text(project, document, [Edit(TEXT.index("بله"), TEXT.index("بله") + 3, "نه")])
    found = found_in(project, NAME)
    assert sum(one.where is Where.OLD_VERSION for one in found) == 3
    replace_all(project, found)
    bodies = [body for (body,) in project.raw().execute("SELECT body FROM document_text")]
    assert len(bodies) == 2 and not any(NAME in body for body in bodies)
    assert check_project(project) == ()


def test_a_researcher_with_the_name_waits_for_the_user(tmp_path: Path) -> None:
    with empty_project(tmp_path / "p.qdatool", coder="Sara") as project:
        found = found_in(project, "Sara")
        assert {(one.where, one.is_certain) for one in found} == {(Where.RESEARCHER, False)}


def test_a_text_that_changed_meanwhile_is_not_touched(interview: tuple[Project, int]) -> None:
    project, document = interview
    found = found_in(project, NAME)
    correct_text(project, document, [Edit(0, 0, "سلام ")])
    write = [Replacement(one.place, one.start + 1, one.end + 1, one.words, "x") for one in found]
    with pytest.raises(InvalidOperation) as refused:
        pseudonymise(project, write)
    assert refused.value.reason is OperationReason.TEXT_HAS_CHANGED
    with pytest.raises(InvalidOperation) as empty:
        replace_all(project, found, " ")
    assert empty.value.reason is OperationReason.EMPTY_LABEL
    assert project.next_undo() is Operation.CORRECT_TEXT


def test_a_text_that_changes_while_names_are_replaced_is_not_touched(interview: tuple[Project, int]) -> None:
    project, document = interview
    found = found_in(project, NAME)
    task = gather_rewrites(project, [Replacement(one.place, one.start, one.end, one.words, "x") for one in found])
    shares: list[float] = []
    rewritten = rewrite_texts(task, shares.append, lambda: False)
    assert shares == sorted(shares) and shares[-1] == 1
    assert rewrite_texts(task, shares.append, lambda: True) == ()
    another = [replace(one, old=f"{one.old} ") for one in rewritten]
    with pytest.raises(InvalidOperation) as refused:
        write_texts(project, another)
    assert refused.value.reason is OperationReason.TEXT_HAS_CHANGED
    assert NAME in document_text(project, document)
    assert write_texts(project, rewritten) is None
    assert NAME not in document_text(project, document)


def test_what_a_blind_round_hides_is_replaced_and_not_shown(tmp_path: Path) -> None:
    project, ids = filled_project(tmp_path / "p.qdatool")
    with project:
        project.coder_id, project.round_id = ids.other_coder, ids.second_round
        coding = apply_code(project, ids.second, ids.trust, span_of(SECOND_TEXT, "tired at times"))
        quotation = load_codings(project, [coding])[0].quotation_id
        comment_quotation(project, quotation, f"a secret about {NAME} here")
        about = MemoLink(MemoTarget.QUOTATION, quotation)
        write_memo(project, MemoKind.FREE, f"a thought about {NAME} too", title="theirs", about=about)
        project.coder_id, project.round_id = ids.coder, ids.round
        found = found_in(project, NAME)
        assert [(one.owner, one.before, one.after) for one in found] == [("", "", "")] * 2
        replace_all(project, found)
        assert found_in(project, NAME) == ()


def test_snapshots_are_deleted_when_asked(tmp_path: Path) -> None:
    project, _ = filled_project(tmp_path / "p.qdatool")
    take_snapshot(project, "mine")
    count = len(list_snapshots(project.path))
    assert delete_snapshots(project) == count > 0
    assert list_snapshots(project.path) == []
    project.close()


def test_a_search_that_is_cancelled_finds_nothing(interview: tuple[Project, int]) -> None:
    project, _ = interview
    task = SearchTask(gather_texts(project), Wanted((NAME,)))
    assert find_occurrences(task, lambda _share: None, lambda: True) == ()


def test_progress_goes_up_to_the_end(interview: tuple[Project, int]) -> None:
    project, _ = interview
    shares: list[float] = []
    find_occurrences(SearchTask(gather_texts(project), Wanted((NAME,))), shares.append, lambda: False)
    assert shares == sorted(shares) and shares[-1] == pytest.approx(1)


def test_a_passage_keeps_its_place_behind_a_shorter_name(interview: tuple[Project, int]) -> None:
    project, document = interview
    code = create_code(project, CodeDraft("پاسخ"))
    coding = apply_code(project, document, code, Span(TEXT.index("بله"), TEXT.index("بله") + 3))
    replace_all(project, found_in(project, NAME), "پ")
    (after,) = load_codings(project, [coding])
    assert document_text(project, document)[after.start : after.end] == "بله"
