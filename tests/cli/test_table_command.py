"""Tables and co-occurrence from the command line, on the samples."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from qdatool.export.report_kinds import TableKind


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from qdatool.importing.sample import build_sample

    path = tmp_path_factory.mktemp("sample") / "sample.qdatool"
    build_sample("grounded-theory-fa", path)
    return path


def read(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))


@pytest.mark.parametrize("kind", TableKind)
def test_every_kind_is_written_in_both_languages(qdatool, sample, tmp_path, kind):
    out = tmp_path / "out.csv"
    for language in ("fa", "en"):
        assert qdatool("table", sample, kind, "--out", out, "--language", language).status == 0
        rows = read(out)
        assert len(rows) > 1
        assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "md"])
def test_every_format_is_written(qdatool, sample, tmp_path, suffix):
    out = tmp_path / f"out.{suffix}"
    assert qdatool("table", sample, "participants", "--out", out, "--style", "plain").status == 0
    assert out.stat().st_size > 300


def test_levels_stand_beside_each_other_and_repeat_in_csv(qdatool, sample, tmp_path):
    out = tmp_path / "levels.csv"
    assert qdatool("table", sample, "code-levels", "--out", out).status == 0
    rows = read(out)[1:]
    # 112 open codes, and the central phenomenon, which has none below it.
    assert len(rows) == 113
    assert len({row[0] for row in rows}) == 6
    assert len({row[1] for row in rows if row[1]}) == 20
    assert all(row[0] for row in rows)


def test_the_same_in_word_is_merged_and_runs_from_the_right(qdatool, sample, tmp_path):
    out = tmp_path / "levels.docx"
    assert qdatool("table", sample, "code-levels", "--out", out).status == 0
    xml = Document(str(out)).element.xml
    assert "w:bidiVisual" in xml
    assert xml.count('<w:vMerge w:val="restart"/>') > 20


def test_participants_are_counted_by_class(qdatool, sample, tmp_path):
    out = tmp_path / "people.csv"
    assert qdatool("table", sample, "participants", "--out", out, "--language", "en").status == 0
    rows = read(out)
    assert rows[1][1:] == ["زن", "6", repr(6 / 14)]
    by_variable: dict[str, int] = {}
    for variable, _, frequency, _ in rows[1:]:
        by_variable[variable] = by_variable.get(variable, 0) + int(frequency)
    assert set(by_variable.values()) == {14}


def test_codes_by_documents_add_up(qdatool, sample, tmp_path):
    out = tmp_path / "matrix.xlsx"
    assert qdatool("table", sample, "code-by-document", "--out", out).status == 0
    sheet = load_workbook(out).worksheets[0]
    for row in sheet.iter_rows(min_row=4, max_row=20, values_only=True):
        assert sum(number or 0 for number in row[1:-1]) == row[-1]


def test_saturation_takes_its_rule(qdatool, sample, tmp_path):
    out = tmp_path / "saturation.md"
    assert qdatool("table", sample, "saturation", "--out", out, "--language", "en", "--base", 3, "--run", 3).status == 0
    assert "base of 3 interviews" in out.read_text(encoding="utf-8")


def test_agreement_of_one_coder_is_a_sentence(qdatool, sample, tmp_path):
    out = tmp_path / "agreement.docx"
    told = qdatool("table", sample, "agreement", "--out", out, "--coder", "نگار صالحی", "--language", "en")
    assert told.status == 0
    assert "two" in told.err
    assert "two" in "\n".join(paragraph.text for paragraph in Document(str(out)).paragraphs)


def test_agreement_has_the_table_per_interview(qdatool, sample, tmp_path):
    out = tmp_path / "agreement.docx"
    assert qdatool("table", sample, "agreement", "--out", out, "--unit", "segment").status == 0
    per_code, per_document = Document(str(out)).tables
    assert len(per_document.rows) == 1 + 2 + 1
    assert len(per_code.rows) > 100


def test_a_wrong_unit_kind_or_level_is_said(qdatool, sample, tmp_path):
    out = tmp_path / "x.csv"
    assert qdatool("table", sample, "agreement", "--out", out, "--unit", "page").status == 2
    assert qdatool("table", sample, "pictures", "--out", out).status == 2
    assert "none" in qdatool("table", sample, "frequencies", "--out", out, "--level", "none").refusal
    assert "odt" in qdatool("table", sample, "participants", "--out", tmp_path / "x.odt").refusal


def test_co_occurrence_as_json(qdatool, sample):
    answer = qdatool("co-occurrence", sample, "--json").json
    assert answer["unit"] == "overlap"
    assert {"a", "b", "n_a", "n_b", "n_ab", "c", "jaccard"} <= set(answer["pairs"][0])
    first = answer["pairs"][0]
    assert first["c"] == pytest.approx(first["n_ab"] / (first["n_a"] + first["n_b"] - first["n_ab"]))


def test_co_occurrence_to_read(qdatool, sample, study):
    said = qdatool("co-occurrence", sample, "--unit", "document", "--level", "axial").out
    assert "n₁₂" in said
    assert len(said.splitlines()) > 10
    assert "No two codes" in qdatool("co-occurrence", study).out
