"""Reports from the command line, on the samples, in every format and both languages."""

from __future__ import annotations

import errno
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from docx import Document

from qdatool.export.reports.kinds import ReportKind
from tests.cli.conftest import PARADIGM


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from qdatool.importing.sample import build_sample

    path = tmp_path_factory.mktemp("sample") / "sample.qdatool"
    build_sample("grounded-theory-fa", path).close()
    return path


@pytest.mark.parametrize("kind", ReportKind)
def test_every_kind_is_written_in_both_languages(qdatool, sample, tmp_path, kind):
    for language in ("fa", "en"):
        out = tmp_path / f"{language}.pdf"
        assert qdatool("report", sample, kind, "--out", out, "--language", language).status == 0
        assert out.read_bytes().startswith(b"%PDF-")


def test_the_packet_in_word_has_headings_tables_that_repeat_and_the_figure(qdatool, sample, tmp_path):
    out = tmp_path / "packet.docx"
    told = qdatool("report", sample, "review-packet", "--out", out)
    assert (told.status, told.err) == (0, "")
    document = Document(str(out))
    named = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name.startswith("Heading")]
    assert PARADIGM in named
    assert all("w:bidi" in paragraph._p.xml for paragraph in document.paragraphs if paragraph.text in named)
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)
    (picture,) = document.inline_shapes
    assert picture.width.mm == pytest.approx(160, abs=0.5)
    with zipfile.ZipFile(out) as packed:
        assert any(name.startswith("word/media/") for name in packed.namelist())


def test_the_page_needs_no_other_file(qdatool, sample, tmp_path):
    out = tmp_path / "packet.html"
    assert qdatool("report", sample, "review-packet", "--out", out, "--language", "en").status == 0
    page = out.read_text(encoding="utf-8")
    assert page.count('src="data:image/svg+xml;base64,') == 1
    assert "http" not in page
    assert '<html lang="en" dir="ltr">' in page


def test_the_language_is_the_first_of_the_project_unless_told(qdatool, sample, tmp_path):
    out = tmp_path / "methods.html"
    assert qdatool("report", sample, "methods", "--out", out).status == 0
    assert '<html lang="fa" dir="rtl">' in out.read_text(encoding="utf-8")


def test_an_empty_project_has_a_short_report(qdatool, study, tmp_path):
    for kind in ReportKind:
        for suffix in ("docx", "html", "pdf"):
            assert qdatool("report", study, kind, "--out", tmp_path / f"{kind}.{suffix}").status == 0


def test_a_project_that_can_only_be_read_is_fine(qdatool, sample_file, tmp_path):
    path = sample_file("thematic-network-en")
    path.chmod(0o444)
    assert qdatool("report", path, "audit-trail", "--out", tmp_path / "trail.pdf").status == 0


def test_formats_folders_and_kinds_that_are_not_there_are_refused(qdatool, sample, tmp_path):
    assert "xlsx" in qdatool("report", sample, "methods", "--out", tmp_path / "x.xlsx").refusal
    assert "nowhere" in qdatool("report", sample, "methods", "--out", tmp_path / "nowhere" / "x.pdf").refusal
    assert qdatool("report", sample, "poem", "--out", tmp_path / "x.pdf").status == 2
    assert qdatool("report", tmp_path / "none.qdatool", "methods", "--out", tmp_path / "x.pdf").refusal
    assert list(tmp_path.glob("x.*")) == []


def test_a_full_disk_leaves_what_stood_there(qdatool, sample, tmp_path, monkeypatch):
    out = tmp_path / "methods.pdf"
    out.write_text("yesterday's")

    def _full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("qdatool.export.files.os.fsync", _full)
    assert qdatool("report", sample, "methods", "--out", out).refusal
    assert out.read_text() == "yesterday's"


def test_as_another_coder_the_packet_is_made_for_them(qdatool, sample, tmp_path):
    out = tmp_path / "packet.html"
    assert qdatool("--as", "آرش کریمی", "report", sample, "review-packet", "--out", out).status == 0
    assert "آرش کریمی" in out.read_text(encoding="utf-8").split("<h2")[0]


def test_pages_are_a4_and_numbered_in_the_digits_of_the_language(qdatool, sample, tmp_path):
    for language, number in (("fa", "۲"), ("en", "2")):
        out = tmp_path / f"{language}.pdf"
        qdatool("report", sample, "review-packet", "--out", out, "--language", language)
        with pypdfium2.PdfDocument(out) as document:
            assert document[1].get_size() == pytest.approx((595, 842), abs=1)
            height = document[1].get_height()
            foot = document[1].get_textpage().get_text_bounded(top=0.08 * height)
            assert foot.strip() == number
