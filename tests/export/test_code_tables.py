"""The code tree out and in again, whatever its labels hold."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from qdatool.coding.changes import Operation
from qdatool.coding.code_import import import_codes
from qdatool.coding.codes import CodeDraft, create_code, load_codes
from qdatool.coding.drafts import CODE_COLUMNS, CodeRow
from qdatool.coding.levels import list_levels
from qdatool.coding.project import Project
from qdatool.coding.roles import Role, Template
from qdatool.export.code_tables import code_table, write_codes
from qdatool.export.codebook_docx import codebook_docx
from qdatool.export.codebook_qdc import codebook_qdc
from qdatool.importing.tables import read_codes
from qdatool.text.folding import folded_key
from tests.builders import empty_project

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
QDC = "{urn:QDA-XML:codebook:1.0}"
Places = list[tuple[object, ...]]


def add(project: Project, label: str, parent_id: int | None = None, **words: object) -> int:
    return create_code(project, CodeDraft(label, parent_id, **words))


def places_of(project: Project) -> Places:
    """Return every code with its path as a tuple of labels, in tree order, and all it says."""
    tree = load_codes(project)
    levels = {level.id: level.key for level in list_levels(project)}
    return [
        (
            tuple(tree.codes[link].label for link in (*reversed(tree.ancestors(code.id)), code.id)),
            dict(code.labels),
            levels[code.level_id],
            code.role,
            code.color,
            (code.definition, code.include, code.exclude, code.example),
        )
        for code in tree
    ]


def copied(project: Project, folder: Path, suffix: str) -> Places:
    """Return what a new project holds after export and import."""
    write_codes(project, folder / f"codes{suffix}")
    with empty_project(folder / f"copy{suffix}.qdatool", template=Template.GROUNDED_THEORY) as other:
        import_codes(other, read_codes(folder / f"codes{suffix}").rows)
        return places_of(other)


@pytest.fixture
def rich(project: Project) -> Project:
    """A tree with roles, translations, definitions, repeated labels and labels that hold a slash."""
    causes = add(project, "Causes", role=Role.CAUSAL, labels={"fa": "شرایط علّی", "en": "Causes"})
    effects = add(
        project, "Effects", color="#123456", definition="-what follows\nfrom it", include="=all", example="@x"
    )
    for parent_id in (causes, effects):
        trust = add(project, "Trust", parent_id)
        add(project, "Trust / in the boss", trust, exclude="+none")
        add(project, "می‌ماند", trust)
    return project


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json"])
def test_a_table_brings_back_the_same_tree(rich, tmp_path, suffix):
    assert copied(rich, tmp_path, suffix) == places_of(rich)


def test_a_codebook_to_exchange_brings_back_labels_places_colours_and_definitions(rich, tmp_path):
    kept = [(path, color, words[0]) for path, _, _, _, color, words in places_of(rich)]
    assert [(p, color, words[0]) for p, _, _, _, color, words in copied(rich, tmp_path, ".qdc")] == kept


def test_parents_are_named_by_label_where_that_is_enough(project):
    add(project, "Trust", add(project, "Causes"))
    table = code_table(project)
    assert table.columns == CODE_COLUMNS
    assert [row[3] for row in table.rows] == ["", "Causes"]


def test_parents_are_named_by_path_where_labels_repeat(rich):
    parents = [row[3] for row in code_table(rich).rows]
    assert parents == ["", "Causes", "Causes / Trust", "Causes / Trust"] + ["", "Effects"] + ["Effects / Trust"] * 2


LABELS = st.text("ab /\u200cیي۱1A'=,;\"", min_size=1, max_size=6).filter(lambda label: label.strip())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(labels=st.lists(LABELS, min_size=1, max_size=8), parents=st.lists(st.integers(-1, 6), min_size=8, max_size=8))
def test_any_tree_survives_a_csv(tmp_path_factory, labels, parents):
    folder: Path = tmp_path_factory.mktemp("tree")
    with empty_project(folder / "p.qdatool") as project:
        ids: list[int] = []
        with project.change(Operation.IMPORT_CODES):
            for label, parent in zip(labels, parents, strict=False):
                parent_id = ids[parent] if 0 <= parent < len(ids) else None
                ids.append(add(project, label, parent_id))
        before = places_of(project)
        # Codes of one path that a reader cannot tell apart (ي and ی) are refused as the same code twice.
        assume(len({tuple(map(folded_key, path)) for path, *_ in before}) == len(before))
        assert copied(project, folder, ".csv") == before


def test_an_empty_tree_is_a_header(project, tmp_path):
    assert write_codes(project, tmp_path / "c.csv") == 0
    assert (tmp_path / "c.csv").read_text(encoding="utf-8-sig").strip() == ",".join(CODE_COLUMNS)


def test_a_codebook_to_exchange_nests_codes_as_refi_asks(rich):
    root = ET.fromstring(codebook_qdc(rich))
    assert root.tag == f"{QDC}CodeBook"
    (codes,) = root
    first = codes[0]
    assert (first.get("name"), first.get("isCodable"), len(first.get("guid"))) == ("Causes", "true", 36)
    assert [code.get("name") for code in first.iter(f"{QDC}Code")][1:] == ["Trust", "Trust / in the boss", "می‌ماند"]


def test_a_codebook_to_exchange_has_no_letter_that_xml_forbids(project):
    add(project, "bell\x07", definition="null\x00")
    assert ET.fromstring(codebook_qdc(project))[0][0].get("name") == "bell"


def test_the_codebook_to_read_lists_codes_in_order_with_their_words(rich):
    paragraphs = Document(BytesIO(codebook_docx(rich))).paragraphs
    headings = [paragraph.text for paragraph in paragraphs if paragraph.style.name.startswith("Heading")]
    assert headings[:4] == ["Causes", "Trust", "Trust / in the boss", "می‌ماند"]
    assert "Exclude: +none" in [paragraph.text for paragraph in paragraphs]


def test_the_codebook_of_a_persian_project_runs_from_right_to_left(open_project: Callable[..., Project]):
    project = open_project(language="fa")
    add(project, "اعتماد", definition="به همکاران")
    document = Document(BytesIO(codebook_docx(project)))
    for paragraph in document.paragraphs:
        assert paragraph._p.pPr.find(f"{W}bidi") is not None, paragraph.text
        assert all(run.font.rtl for run in paragraph.runs), paragraph.text
    assert "تعریف: به همکاران" in [paragraph.text for paragraph in document.paragraphs]


def test_a_latin_label_in_a_persian_codebook_runs_from_left_to_right(open_project: Callable[..., Project]):
    project = open_project(language="fa")
    add(project, "Trust")
    heading = next(p for p in Document(BytesIO(codebook_docx(project))).paragraphs if p.text == "Trust")
    assert heading._p.pPr.find(f"{W}bidi") is None


def test_a_codebook_to_exchange_may_be_deeper_than_the_stack(project):
    with project.change(Operation.IMPORT_CODES):
        import_codes(project, [CodeRow(row, f"c{row}", parent=f"c{row - 1}" if row else "") for row in range(1500)])
    written = codebook_qdc(project).decode("utf-8")
    assert written.count("<Code ") == written.count("</Code>") == 1500
