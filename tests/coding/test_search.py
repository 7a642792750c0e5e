"""One search over transcripts, memos and codes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qdatool.coding.codes import CodeDraft, Definition, create_code, define_code, rename_code
from qdatool.coding.documents import delete_documents, document_text, move_document
from qdatool.coding.memos import edit_memo, write_memo
from qdatool.coding.project import Project
from qdatool.coding.roles import MemoKind
from qdatool.coding.search import Hit, Search, SearchKind, TextPart, find_everywhere, search_part
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.text.folding import find_all, fold
from qdatool.text.queries import Query
from tests.builders import add_text, empty_project

ALPHABET = st.sampled_from(["ی", "ي", "ک", "ك", "\u200c", " ", "\n", "😀", "\u064e", "a", "A", "۱", "1"])


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with empty_project(tmp_path / "p.qdatool") as project:
        yield project


def places(hits: Iterator[Hit]) -> list[tuple[SearchKind, int, TextPart, int, int]]:
    return [(hit.source.kind, hit.source.id, hit.source.part, hit.span.start, hit.span.end) for hit in hits]


def hits_of(search: Search) -> list[Hit]:
    hits: list[Hit] = []
    while (part := search.next_part()) is not None:
        hits += search.take(search_part(part, None, lambda: False))
    return hits


def test_codes_memos_and_transcripts_are_searched_in_this_order(project: Project) -> None:
    document = add_text(project, "م۱: كتاب‌ها گم شد.", "P1")
    code = create_code(project, CodeDraft("گم شدن کتاب", labels={"en": "Lost book"}))
    define_code(project, code, Definition("کتابی که گم شد", "کتاب امانت", "جزوه", "«كتابم نیست»"))
    memo = write_memo(project, MemoKind.FREE, "چرا کتاب؟", title="دربارهٔ کتاب")
    assert places(find_everywhere(project, Query("کتاب"))) == [
        (SearchKind.CODE, code, TextPart.LABEL, 7, 11),
        (SearchKind.CODE, code, TextPart.DEFINITION, 0, 4),
        (SearchKind.CODE, code, TextPart.INCLUDE, 0, 4),
        (SearchKind.CODE, code, TextPart.EXAMPLE, 1, 5),
        (SearchKind.MEMO, memo, TextPart.TITLE, 8, 12),
        (SearchKind.MEMO, memo, TextPart.BODY, 4, 8),
        (SearchKind.DOCUMENT, document, TextPart.BODY, 4, 8),
    ]


def test_a_label_is_found_in_every_language(project: Project) -> None:
    code = create_code(project, CodeDraft("اعتماد", labels={"en": "Trust"}))
    (hit,) = find_everywhere(project, Query("trust"))
    assert (hit.source.id, hit.source.language) == (code, "en")


def test_transcripts_come_in_the_order_of_the_project(project: Project) -> None:
    first, second = add_text(project, "trust", "A"), add_text(project, "trust", "B")
    move_document(project, second, 0)
    assert [hit.source.id for hit in find_everywhere(project, Query("trust"))] == [second, first]


def test_only_the_kinds_asked_for_are_searched(project: Project) -> None:
    add_text(project, "trust", "A")
    create_code(project, CodeDraft("Trust"))
    hits = find_everywhere(project, Query("trust"), (SearchKind.CODE,))
    assert {hit.source.kind for hit in hits} == {SearchKind.CODE}


def test_a_search_of_one_transcript_sees_no_other(project: Project) -> None:
    first = add_text(project, "trust and trust", "A")
    add_text(project, "trust", "B")
    hits = hits_of(Search(project, Query("trust"), document_id=first))
    assert [(hit.source.id, hit.span.start) for hit in hits] == [(first, 0), (first, 10)]


def test_what_was_changed_is_found_as_it_is_now(project: Project) -> None:
    code = create_code(project, CodeDraft("Trust"))
    memo = write_memo(project, MemoKind.FREE, "trust")
    gone = add_text(project, "trust", "A")
    assert len(list(find_everywhere(project, Query("trust")))) == 3
    rename_code(project, code, "Hope")
    edit_memo(project, memo, title="", body="hope")
    delete_documents(project, [gone])
    assert list(find_everywhere(project, Query("trust"))) == []
    assert [hit.source.kind for hit in find_everywhere(project, Query("hope"))] == [SearchKind.CODE, SearchKind.MEMO]
    project.undo()
    assert [hit.source.id for hit in find_everywhere(project, Query("trust"))] == [gone]


def test_the_first_part_brings_few_hits_and_the_next_ones_the_rest(project: Project) -> None:
    add_text(project, "trust " * 700, "A")
    search = Search(project, Query("trust"))
    first = search.take(search_part(search.next_part(), None, lambda: False))
    assert 0 < len(first) < 700
    assert [hit.span.start for hit in (*first, *hits_of(search))] == list(range(0, 700 * 6, 6))


def test_a_search_ends_when_there_are_enough_hits(project: Project) -> None:
    add_text(project, "trust " * 30, "A")
    search = Search(project, Query("trust"), most_hits=12)
    assert len(hits_of(search)) == 12
    assert search.is_cut_short


def test_a_part_that_is_cancelled_loses_no_text(project: Project) -> None:
    first, second = add_text(project, "trust", "A"), add_text(project, "trust", "B")
    search = Search(project, Query("trust"))
    answers = iter([False, True])
    hits = list(search.take(search_part(search.next_part(), None, lambda: next(answers))))
    assert [hit.source.id for hit in hits + hits_of(search)] == [first, second]


def test_a_broken_pattern_is_refused_before_anything_is_read(project: Project) -> None:
    with pytest.raises(InvalidOperation) as refused:
        Search(project, Query("(", is_pattern=True))
    assert refused.value.reason is OperationReason.BAD_PATTERN


def test_nothing_visible_finds_nothing(project: Project) -> None:
    add_text(project, "a b", "A")
    assert hits_of(Search(project, Query(" "))) == []


@settings(max_examples=40)
@given(
    texts=st.lists(st.text(ALPHABET, min_size=1, max_size=40), min_size=1, max_size=4),
    query=st.text(ALPHABET, max_size=3),
)
def test_every_hit_of_every_text_is_found_once_in_order(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], query: str
) -> None:
    with empty_project(tmp_path_factory.mktemp("search") / "p.qdatool") as project:
        ids = [add_text(project, text, f"P{i}") for i, text in enumerate(texts)]
        expected = [
            (document_id, hit.start, hit.end, hit.cut(document_text(project, document_id)))
            for document_id, text in zip(ids, texts, strict=True)
            for hit in find_all(query, fold(text))
        ]
        for _ in ("cold", "warm"):
            found = [
                (hit.source.id, hit.span.start, hit.span.end, hit.span.cut(texts[ids.index(hit.source.id)]))
                for hit in find_everywhere(project, Query(query), (SearchKind.DOCUMENT,))
            ]
            assert found == expected
