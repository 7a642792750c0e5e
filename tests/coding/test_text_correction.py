"""Correcting a transcript that is coded already."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from qdatool.coding.codes import CodeDraft, create_code, load_codes
from qdatool.coding.documents import document_text, document_turns, list_documents
from qdatool.coding.health import check_project
from qdatool.coding.history import list_history
from qdatool.coding.memos import MemoLink, MemoTarget, list_memos, write_memo
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code, codings_of_document, comment_quotation, load_quotations
from qdatool.coding.roles import MemoKind
from qdatool.coding.search import SearchKind, find_everywhere
from qdatool.coding.text_correction import correct_text, list_text_versions, plan_correction, version_text
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.text.edits import Edit, edits_between
from qdatool.text.queries import Query
from qdatool.text.spans import Span
from qdatool.text.turns import Turn, find_turns
from tests.builders import add_text, empty_project, filled_project, span_of

TEXT = "Interviewer: Why did you stay?\nP1: My manger trusted me. 🙂 I was tired, very tired.\n"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with empty_project(tmp_path / "p.qdatool") as project:
        yield project


@pytest.fixture
def document(project: Project) -> int:
    return add_text(project, TEXT, "P1", find_turns(TEXT))


def code(project: Project, document: int, words: str, label: str = "A code") -> int:
    """Code the first place of some words and return the quotation."""
    known = {one.label: one.id for one in load_codes(project)}
    code_id = known.get(label) or create_code(project, CodeDraft(label))
    coding_id = apply_code(project, document, code_id, span_of(document_text(project, document), words))
    return next(one.quotation_id for one in codings_of_document(project, document) if one.id == coding_id)


def words_of(project: Project, *quotation_ids: int) -> list[str]:
    found = load_quotations(project, quotation_ids)
    return [found[one].quote for one in quotation_ids]


def replace(project: Project, document: int, words: str, by: str, **how: object) -> int:
    text = document_text(project, document)
    return correct_text(project, document, edits_between(text, text.replace(words, by, 1)), **how)


def test_a_typing_error_is_mended_and_every_passage_follows(project: Project, document: int) -> None:
    before = code(project, document, "Why did you stay")
    inside = code(project, document, "My manger trusted me")
    behind = code(project, document, "I was tired")
    assert replace(project, document, "manger", "manager") == 2
    assert document_text(project, document) == TEXT.replace("manger", "manager")
    assert words_of(project, before, inside, behind) == ["Why did you stay", "My manager trusted me", "I was tired"]
    assert check_project(project) == ()


def test_the_facts_of_the_document_are_those_of_the_new_text(project: Project, document: int) -> None:
    replace(project, document, "manger", "manager")
    assert list_documents(project)[0].characters == len(TEXT) + 1


def test_turns_are_found_anew_with_a_mended_label(project: Project, document: int) -> None:
    replace(project, document, "P1: My", "P7: Well, my")
    new = document_text(project, document)
    assert document_turns(project, document) == find_turns(new)
    assert document_turns(project, document)[1].speaker == "P7"


def test_turns_that_were_set_by_hand_follow(project: Project) -> None:
    document = add_text(project, TEXT, "P2", (Turn(0, 30, "Q"), Turn(35, len(TEXT) - 1, "A")))
    replace(project, document, "manger", "manager")
    assert document_turns(project, document) == (Turn(0, 30, "Q"), Turn(35, len(TEXT), "A"))


def test_passages_that_would_go_are_named_and_kept_until_they_are_given_up(project: Project, document: int) -> None:
    lost = code(project, document, "very tired")
    kept = code(project, document, "trusted")
    edits = edits_between(TEXT, TEXT.replace(", very tired", ""))
    assert plan_correction(project, document, edits).lost == (lost,)
    with pytest.raises(InvalidOperation) as refused:
        correct_text(project, document, edits)
    assert refused.value.reason is OperationReason.PASSAGES_WOULD_GO
    assert document_text(project, document) == TEXT
    correct_text(project, document, edits, gives_up=[lost])
    assert set(load_quotations(project, [lost, kept])) == {kept}
    assert check_project(project) == ()


def test_the_plan_names_what_changes_in_text_order(project: Project, document: int) -> None:
    second = code(project, document, "manger trusted")
    first = code(project, document, "My manger trusted me")
    code(project, document, "I was tired")
    plan = plan_correction(project, document, edits_between(TEXT, TEXT.replace("manger", "manager")))
    assert (plan.changed, plan.lost) == ((first, second), ())


def test_quotations_that_come_to_lie_on_the_same_words_are_one(project: Project, document: int) -> None:
    long = code(project, document, "very tired", "long")
    short = code(project, document, "tired.", "short")
    comment_quotation(project, short, "how tired?")
    memo = write_memo(project, MemoKind.FREE, "x", about=MemoLink(MemoTarget.QUOTATION, short))
    text = document_text(project, document)
    start = text.index("very tired")
    whole = load_quotations(project, [long])[long]
    assert whole.start == start
    at_end = text.index("tired.") if text.index("tired.") > start else start + 5
    correct_text(project, document, [Edit(start, at_end, ""), Edit(at_end + 5, at_end + 6, "")])
    (left,) = load_quotations(project, [long, short]).values()
    assert left.quote == "tired"
    assert left.comment == "how tired?"
    assert {one.quotation_id for one in codings_of_document(project, document)} == {left.id}
    assert len(codings_of_document(project, document)) == 2
    assert list_memos(project)[0].links == (MemoLink(MemoTarget.QUOTATION, left.id),)
    assert list_memos(project)[0].id == memo


def test_passages_that_change_places_do_not_meet_on_the_way(project: Project) -> None:
    text = "a bc de fg hi jk\n"
    document = add_text(project, text, "P3")
    ids = [code(project, document, words) for words in ("bc de", "de fg", "fg hi")]
    correct_text(project, document, [Edit(0, 0, "xyz"), Edit(15, 15, "\n\n")])
    assert words_of(project, *ids) == ["bc de", "de fg", "fg hi"]


def test_all_of_it_is_one_step_that_is_taken_back(project: Project, document: int) -> None:
    lost = code(project, document, "very tired")
    project.forget_undo()
    replace(project, document, ", very tired", "", gives_up=[lost], reason="heard again")
    entry = list_history(project)[0]
    assert (entry.operation.value, entry.reason) == ("correct-text", "heard again")
    project.undo()
    assert document_text(project, document) == TEXT
    assert words_of(project, lost) == ["very tired"]
    project.redo()
    assert document_text(project, document) == TEXT.replace(", very tired", "")


def test_versions_are_kept_with_who_when_and_why(project: Project, document: int) -> None:
    replace(project, document, "manger", "manager", reason="typing")
    replace(project, document, "🙂 ", "")
    versions = list_text_versions(project, document)
    assert [(one.version, one.coder_name, one.reason) for one in versions] == [
        (3, "Sara", ""),
        (2, "Sara", "typing"),
        (1, "", ""),
    ]
    assert version_text(project, versions[2].id) == TEXT
    assert version_text(project, versions[1].id) == TEXT.replace("manger", "manager")


def test_new_words_are_normalised_as_an_import_is(project: Project, document: int) -> None:
    correct_text(project, document, [Edit(31, 31, "\ufeffNote:\r\nlong\u2028pause\x00\n")])
    assert document_text(project, document)[31:47] == "Note:\nlong\npause\n"[:16]


def test_nothing_to_correct_makes_no_version(project: Project, document: int) -> None:
    project.forget_undo()
    assert correct_text(project, document, [Edit(4, 7, TEXT[4:7])]) == 1
    assert project.next_undo() is None


def test_a_text_is_never_emptied(project: Project, document: int) -> None:
    with pytest.raises(InvalidOperation) as refused:
        correct_text(project, document, [Edit(0, len(TEXT), " \n")])
    assert refused.value.reason is OperationReason.EMPTY_TEXT


def test_edits_outside_the_text_are_refused(project: Project, document: int) -> None:
    with pytest.raises(InvalidOperation) as refused:
        correct_text(project, document, [Edit(0, len(TEXT) + 1, "")])
    assert refused.value.reason is OperationReason.SPAN_OUTSIDE_TEXT


def test_the_new_words_are_found_and_the_old_ones_not(project: Project, document: int) -> None:
    assert len(list(find_everywhere(project, Query("manger"), (SearchKind.DOCUMENT,)))) == 1
    replace(project, document, "manger", "manager")
    assert list(find_everywhere(project, Query("manger"))) == []
    assert len(list(find_everywhere(project, Query("manager")))) == 1


def test_recorded_decisions_and_drawn_passages_follow(tmp_path: Path) -> None:
    project, sample = filled_project(tmp_path / "filled.qdatool")
    with project:
        raw = project.raw()
        (start, end) = raw.execute('SELECT start, "end" FROM decision WHERE id = ?', (sample.decision,)).fetchone()
        words = document_text(project, sample.first)[start:end]
        correct_text(project, sample.first, [Edit(0, 0, "یک سطر تازه\n")])
        moved = raw.execute('SELECT start, "end" FROM decision WHERE id = ?', (sample.decision,)).fetchone()
        assert document_text(project, sample.first)[moved[0] : moved[1]] == words
        gone = load_quotations(project, [sample.quotation, sample.held_quotation])
        correct_text(project, sample.first, [Edit(moved[0] - 1, moved[1] + 1, "")], gives_up=list(gone))
        assert raw.execute("SELECT count(*) FROM decision WHERE id = ?", (sample.decision,)).fetchone() == (0,)
        project.undo()
        assert raw.execute("SELECT count(*) FROM decision WHERE id = ?", (sample.decision,)).fetchone() == (1,)


def test_evidence_stays_with_its_passage(tmp_path: Path) -> None:
    project, sample = filled_project(tmp_path / "filled.qdatool")
    with project:
        replace(project, sample.first, "گاهی", "بعضی وقت‌ها")
        held = project.read().scalars(select(schema.evidence.c.quotation_id)).all()
        assert held == [sample.held_quotation]
        assert words_of(project, sample.held_quotation) == ["خسته می‌شدم"]


LETTERS = st.text(st.sampled_from(["ا", "ب", "\u200c", " ", ".", "\n", "😀", "\u064e"]), max_size=6)


@settings(max_examples=60)
@given(data=st.data())
def test_quotations_outside_the_edits_keep_their_words_and_all_fit_the_text(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    text = data.draw(LETTERS.map(lambda words: words + "ابج")) + data.draw(LETTERS) + data.draw(LETTERS) + "د"
    place = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(place, place).filter(lambda pair: pair[0] < pair[1]), min_size=1, max_size=6))
    bounds = sorted(data.draw(st.lists(place, min_size=2, max_size=6)))
    edits = [Edit(a, b, data.draw(LETTERS)) for a, b in zip(bounds[::2], bounds[1::2], strict=False)]
    with empty_project(tmp_path_factory.mktemp("correct") / "p.qdatool") as project:
        document = add_text(project, text, "P")
        code_id = create_code(project, CodeDraft("c"))
        for start, end in spans:
            apply_code(project, document, code_id, Span(start, end))
        before = load_quotations(project, [one.quotation_id for one in codings_of_document(project, document)])
        try:
            plan = plan_correction(project, document, edits)
        except InvalidOperation:
            return
        project.forget_undo()
        correct_text(project, document, edits, gives_up=plan.lost)
        assert check_project(project) == ()
        after = load_quotations(project, list(before))
        for quotation in before.values():
            is_touched = any(edit.start <= quotation.end and quotation.start <= edit.end for edit in edits)
            if not is_touched:
                # One that came to lie on the same words may have taken it in.
                kept = {one.quote for one in after.values()}
                assert after.get(quotation.id, quotation).quote == quotation.quote
                assert quotation.quote in kept
        if plan.edits:
            project.undo()
        assert load_quotations(project, list(before)) == before
