"""Coding what a search found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qdatool.coding.codes import CodeDraft, create_code
from qdatool.coding.hit_coding import Extent, code_hits, extent_of
from qdatool.coding.project import Project
from qdatool.coding.quotations import codings_of_document
from qdatool.coding.search import SearchKind, find_everywhere
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.text.queries import Query
from qdatool.text.spans import Span
from tests.builders import add_text, empty_project, span_of

TEXT = "م۱: سامانه نبود. از سامانه‌ها می‌ترسیدیم! بعد درست شد.\nP1: systems, systems and the system. All good.\n"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with empty_project(tmp_path / "p.qdatool") as project:
        yield project


@pytest.mark.parametrize(
    ("extent", "words"),
    [
        (Extent.HIT, "سامانه"),
        (Extent.WORDS, "سامانه‌ها"),
        (Extent.SENTENCE, "از سامانه‌ها می‌ترسیدیم!"),
        (Extent.PARAGRAPH, "م۱: سامانه نبود. از سامانه‌ها می‌ترسیدیم! بعد درست شد."),
    ],
)
def test_the_extent_grows_from_the_hit(extent: Extent, words: str) -> None:
    start = TEXT.index("سامانه‌ها")
    assert extent_of(TEXT, Span(start, start + 6), extent).cut(TEXT) == words


def test_a_hit_over_two_sentences_makes_both(project: Project) -> None:
    assert extent_of(TEXT, span_of(TEXT, "نبود. از"), Extent.SENTENCE).cut(TEXT) == (
        "سامانه نبود. از سامانه‌ها می‌ترسیدیم!"
    )


def test_hits_in_one_sentence_make_one_passage_in_one_step(project: Project) -> None:
    document = add_text(project, TEXT, "A")
    code = create_code(project, CodeDraft("System"))
    project.forget_undo()
    hits = [(hit.source.id, hit.span) for hit in find_everywhere(project, Query("system"), (SearchKind.DOCUMENT,))]
    assert len(hits) == 3
    assert code_hits(project, hits, code, Extent.SENTENCE) == 1
    (coding,) = codings_of_document(project, document)
    assert TEXT[coding.start : coding.end] == "systems, systems and the system."
    project.undo()
    assert codings_of_document(project, document) == ()
    assert project.next_undo() is None


def test_what_is_coded_so_already_is_not_counted(project: Project) -> None:
    document = add_text(project, TEXT, "A")
    code = create_code(project, CodeDraft("System"))
    assert code_hits(project, [(document, span_of(TEXT, "systems"))], code) == 1
    assert code_hits(project, [(document, span_of(TEXT, "systems"))], code) == 0


def test_an_unknown_code_is_refused_before_anything_is_written(project: Project) -> None:
    document = add_text(project, TEXT, "A")
    with pytest.raises(InvalidOperation) as refused:
        code_hits(project, [(document, Span(0, 3))], 99)
    assert refused.value.reason is OperationReason.UNKNOWN_CODE
