"""Reports in every format: directions, merged cells, numbers, and what must never become a formula."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from qdatool.errors import ExportFailed, ExportReason
from qdatool.export.report import (
    Column,
    Report,
    Side,
    TableBlock,
    TableStyle,
    TextBlock,
    decimal,
    merged_lengths,
    percent,
    whole,
    words,
)
from qdatool.export.report_files import REPORT_SUFFIXES, write_report

ROWS = (("Causes", "Discontent", 3), ("Causes", "Discontent", 12), ("Causes", "Fear", 1), ("Effects", "Fear", 7))


def report(language: str = "en", rows: tuple[tuple[str, str, int], ...] = ROWS) -> Report:
    cells = tuple(
        (words(first), words(second), whole(n, language), percent(n / 20, language), decimal(n / 7, language))
        for first, second, n in rows
    )
    columns = (
        Column("Category"),
        Column("Code", share=3.0),
        Column("n", Side.END),
        Column("%", Side.END),
        Column("x", Side.MIDDLE),
    )
    table = TableBlock("Codes of \u2068the study\u2069", columns, cells, merged=2, notes=("A note | of * signs.",))
    return Report("A <report>", language, (TextBlock("First a sentence."), table))


def written(tmp_path: Path, suffix: str, made: Report, style: TableStyle = TableStyle.APA) -> Path:
    path = tmp_path / f"out{suffix}"
    write_report(made, path, style)
    return path


def test_a_span_of_one_column_stays_inside_those_before_it():
    table = report().tables[0]
    assert merged_lengths(table, 0) == [3, 0, 0, 1]
    assert merged_lengths(table, 1) == [2, 0, 1, 1]
    assert merged_lengths(table, 2) == [1, 1, 1, 1]


def test_csv_repeats_what_is_merged_and_keeps_numbers_plain(tmp_path):
    path = written(tmp_path, ".csv", report("fa"))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert rows[0] == ["Category", "Code", "n", "%", "x"]
    assert rows[2] == ["Causes", "Discontent", "12", "0.6", repr(12 / 7)]


def test_csv_never_holds_a_formula(tmp_path):
    made = report(rows=(("=1+1", "@x", 1),))
    assert written(tmp_path, ".csv", made).read_text(encoding="utf-8-sig").splitlines()[1].startswith("'=1+1,'@x,")


def test_a_workbook_keeps_numbers_and_merges_and_turns_with_the_language(tmp_path):
    sheet = load_workbook(written(tmp_path, ".xlsx", report("fa"))).worksheets[0]
    assert sheet.sheet_view.rightToLeft
    assert [cell.value for cell in sheet[4]][2:] == [3, 0.15, pytest.approx(3 / 7)]
    assert sheet["D4"].number_format == "0.0%"
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A4:A6", "B4:B5", "A9:E9"}
    assert sheet["A4"].alignment.horizontal == "right"
    assert sheet["C4"].alignment.horizontal == "left"
    assert sheet["A1"].value == "جدول ۱. Codes of the study"
    assert sheet["A9"].value == "A note | of * signs."


def test_every_line_of_a_persian_sheet_is_read_its_own_way_and_none_is_cut_in_print(tmp_path):
    made = report("fa", rows=(("ضریب AC1", "x", 1),))
    table = made.tables[0]
    block = TableBlock("توافق، ۹۵٪", table.columns, table.rows, notes=("کدگذاران: رضا، Mina.",))
    book = load_workbook(written(tmp_path, ".xlsx", Report("r", "fa", (TextBlock("دو نفر."), block))))
    sheet, text = book.worksheets
    assert {sheet[place].alignment.readingOrder for place in ("A1", "A4", "A6")} == {2}
    assert text["A1"].alignment.readingOrder == 2
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0


def test_a_workbook_never_holds_a_formula_nor_what_excel_refuses(tmp_path):
    made = report(rows=(("=1+1", "a\x0bb" + "x" * 40_000, 1),))
    sheet = load_workbook(written(tmp_path, ".xlsx", made)).worksheets[0]
    assert (sheet["A4"].value, sheet["A4"].data_type) == ("=1+1", "s")
    assert len(sheet["B4"].value) == 32_767


@pytest.mark.parametrize("caption", ["a/b:c*d?[e]", "x" * 60, ""])
def test_a_sheet_has_a_name_that_excel_takes(tmp_path, caption):
    table = report().tables[0]
    both = Report("r", "en", (TableBlock(caption, table.columns, table.rows),) * 2)
    book = load_workbook(written(tmp_path, ".xlsx", both))
    assert len(book.sheetnames) == 2
    assert all(0 < len(name) <= 31 and not set("[]:*?/\\") & set(name) for name in book.sheetnames)


def xml_of(path: Path) -> str:
    return Document(str(path)).element.xml


def test_a_persian_document_runs_from_the_right(tmp_path):
    made = report("fa", rows=(("علّت‌ها", "Fear", 3), ("علّت‌ها", "ترس", 4)))
    document = Document(str(written(tmp_path, ".docx", made)))
    (table,) = document.tables
    properties = table._tbl.tblPr
    assert properties.find(qn("w:bidiVisual")) is not None
    persian, latin, number = (table.cell(1, column).paragraphs[0] for column in range(3))
    assert persian._p.pPr.find(qn("w:bidi")) is not None
    # In a right-to-left paragraph Word takes left for the start; a Latin one has to be sent to the same side.
    assert (persian._p.pPr.jc.val, latin._p.pPr.jc.val) == (0, 2)
    assert latin._p.pPr.find(qn("w:bidi")) is None
    assert number.text == "۳"
    assert number._p.pPr.jc.val == 2
    assert "\u2068" not in document.element.xml


def test_cells_are_joined_downwards_in_word(tmp_path):
    (table,) = Document(str(written(tmp_path, ".docx", report()))).tables
    marks = [
        None if merge is None else merge.get(qn("w:val"), "continue")
        for merge in (row._tr.tc_lst[0].tcPr.find(qn("w:vMerge")) for row in table.rows[1:])
    ]
    assert marks == ["restart", "continue", "continue", None]


def test_the_order_of_properties_is_the_one_the_schema_wants(tmp_path):
    xml = xml_of(written(tmp_path, ".docx", report("fa")))
    table = re.search(r"<w:tblPr>.*?</w:tblPr>", xml, re.DOTALL).group()
    order = [
        name for name in re.findall(r"<w:(\w+)", table) if name in ("bidiVisual", "tblW", "tblBorders", "tblLayout")
    ]
    assert order == ["bidiVisual", "tblW", "tblBorders", "tblLayout"]
    for cell in re.findall(r"<w:tcPr>.*?</w:tcPr>", xml, re.DOTALL):
        names = [name for name in re.findall(r"<w:(\w+)", cell) if name in ("tcW", "vMerge", "tcBorders", "shd")]
        assert names == sorted(names, key=["tcW", "vMerge", "tcBorders", "shd"].index)
    for run in re.findall(r"<w:rPr>.*?</w:rPr>", xml, re.DOTALL):
        names = re.findall(r"<w:(\w+)", run)[1:]
        known = ["b", "bCs", "sz", "szCs", "rtl", "cs"]
        assert names == sorted(names, key=known.index)


@pytest.mark.parametrize(("style", "has_inner_lines"), [(TableStyle.APA, False), (TableStyle.PLAIN, True)])
def test_apa_has_three_lines_and_plain_has_all(tmp_path, style, has_inner_lines):
    (table,) = Document(str(written(tmp_path, ".docx", report(), style))).tables
    borders = table._tbl.tblPr.find(qn("w:tblBorders"))
    lines = {line.tag.partition("}")[2]: line.get(qn("w:val")) for line in borders}
    assert lines["top"] == lines["bottom"] == "single"
    assert (lines["insideV"] == "single") is has_inner_lines


def test_the_caption_stands_above_with_its_number_and_the_header_repeats(tmp_path):
    document = Document(str(written(tmp_path, ".docx", report("fa"))))
    captions = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Caption"]
    assert captions[0].text == "جدول ۱. Codes of the study"
    assert captions[0]._p.getnext().tag == qn("w:tbl")
    assert document.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_many_columns_turn_the_page(tmp_path):
    wide = TableBlock("Wide", tuple(Column(str(n)) for n in range(9)), ((*(words("x") for _ in range(9)),),))
    document = Document(str(written(tmp_path, ".docx", Report("r", "en", (wide,)))))
    assert document.sections[0].page_width > document.sections[0].page_height


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attributes)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("fa", "rtl")])
def test_a_page_says_its_direction_and_joins_cells(tmp_path, language, direction):
    page = _Tags()
    page.feed(written(tmp_path, ".html", report(language)).read_text(encoding="utf-8"))
    assert ("html", {"lang": language, "dir": direction}) in page.found
    assert [attributes.get("rowspan") for tag, attributes in page.found if tag == "td"].count("3") == 1
    assert "A <report>" in page.text
    start = {"en": "left", "fa": "right"}[language]
    assert page.found[[tag for tag, _ in page.found].index("th")][1]["style"] == f"text-align: {start}"


def test_markdown_shields_its_own_signs_and_leaves_merged_cells_empty(tmp_path):
    lines = written(tmp_path, ".md", report()).read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# A \\<report\\>"
    table = [line for line in lines if line.startswith("|")]
    assert table[1] == "|---|---|--:|--:|:-:|"
    assert table[2].startswith("| Causes | Discontent | 3 |")
    assert table[3].startswith("|  |  | 12 |")
    assert "A note \\| of \\* signs." in lines


@pytest.mark.parametrize("suffix", REPORT_SUFFIXES)
def test_a_report_without_a_table_is_still_a_file(tmp_path, suffix):
    path = written(tmp_path, suffix, Report("Nothing", "fa", (TextBlock("هیچ."),)))
    assert path.exists()


def test_an_unknown_format_or_folder_is_refused(tmp_path):
    with pytest.raises(ExportFailed) as refused:
        write_report(report(), tmp_path / "out.odt")
    assert refused.value.reason is ExportReason.UNKNOWN_FORMAT
    with pytest.raises(ExportFailed) as refused:
        write_report(report(), tmp_path / "none" / "out.docx")
    assert refused.value.reason is ExportReason.FOLDER_MISSING
