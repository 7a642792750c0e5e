"""The codings out and in again."""

from __future__ import annotations

from pathlib import Path

import pytest

from qdatool.coding.code_import import import_codes
from qdatool.coding.codes import CodeDraft, create_code
from qdatool.coding.coding_import import import_codings
from qdatool.coding.documents import add_document, document_text, list_documents
from qdatool.coding.drafts import ImportedDocument
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code, codings_of_document, comment_quotation
from qdatool.export.code_tables import write_codes
from qdatool.export.coding_tables import coding_table, write_codings
from qdatool.importing.sample import build_sample
from qdatool.importing.tables import read_codes, read_codings
from qdatool.text.spans import Span
from tests.builders import add_text, empty_project


def copy_through(project: Project, folder: Path, suffix: str) -> list[tuple[object, ...]]:
    """Return the codings of a new project with the same texts after export and import of codes and codings."""
    write_codes(project, folder / f"codes{suffix}")
    write_codings(project, folder / f"codings{suffix}")
    with empty_project(folder / f"copy{suffix}.qdatool") as other:
        for document in list_documents(project):
            text = document_text(project, document.id)
            add_document(other, ImportedDocument(document.name, document.source_name, text))
        import_codes(other, read_codes(folder / f"codes{suffix}").rows)
        import_codings(other, read_codings(folder / f"codings{suffix}").rows)
        return [tuple(row) for row in coding_table(other).rows]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("samples")
    files = {name: folder / f"{name}.qdatool" for name in ("grounded-theory-fa", "thematic-network-en")}
    for name, file in files.items():
        build_sample(name, file).close()
    return files


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json"])
@pytest.mark.parametrize("name", ["grounded-theory-fa", "thematic-network-en"])
def test_the_samples_survive_export_and_import(samples, tmp_path, name, suffix):
    with Project.open(samples[name], read_only=True) as project:
        before = [tuple(row) for row in coding_table(project).rows]
        assert len(before) > 200
        assert copy_through(project, tmp_path, suffix) == before


def test_a_code_is_named_by_path_only_where_its_label_repeats(project):
    document_id = add_text(project, "I trusted her.")
    causes, effects = (create_code(project, CodeDraft(label)) for label in ("Causes", "Effects"))
    for parent_id in (causes, effects):
        apply_code(project, document_id, create_code(project, CodeDraft("Trust", parent_id)), Span(0, 9))
    apply_code(project, document_id, causes, Span(2, 9))
    assert [row[4] for row in coding_table(project).rows] == ["Causes / Trust", "Effects / Trust", "Causes"]


def test_rows_stand_in_the_order_of_the_text_the_longest_first(project):
    code_id = create_code(project, CodeDraft("Trust"))
    first, second = add_text(project, "one two", "A"), add_text(project, "three", "B")
    for document_id, span in ((second, Span(0, 5)), (first, Span(4, 7)), (first, Span(0, 3)), (first, Span(0, 7))):
        apply_code(project, document_id, code_id, span)
    rows = [tuple(row[:4]) for row in coding_table(project).rows]
    assert rows == [("A", 0, 7, "one two"), ("A", 0, 3, "one"), ("A", 4, 7, "two"), ("B", 0, 5, "three")]


def test_a_passage_that_looks_like_a_formula_comes_back(project, tmp_path):
    document_id = add_text(project, "- yes\n=no", "P1")
    code_id = create_code(project, CodeDraft("@home"))
    apply_code(project, document_id, code_id, Span(0, 5))
    apply_code(project, document_id, code_id, Span(6, 9))
    comment_quotation(project, codings_of_document(project, document_id)[0].quotation_id, "+1\nsecond line")
    before = [tuple(row) for row in coding_table(project).rows]
    assert copy_through(project, tmp_path, ".csv") == before


def test_a_passage_too_long_for_a_cell_of_excel_comes_back_by_its_place(project, tmp_path):
    document_id = add_text(project, "word " * 8000, "P1")
    apply_code(project, document_id, create_code(project, CodeDraft("long")), Span(0, 40_000))
    assert copy_through(project, tmp_path, ".xlsx") == [tuple(row) for row in coding_table(project).rows]
