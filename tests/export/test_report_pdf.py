"""Reports as PDF: fonts inside, rows whole, headers on every page, words that can be selected."""

from __future__ import annotations

from unicodedata import normalize

import pypdfium2
import pytest

from qdatool.export.report import Column, HeadingBlock, Report, Side, TableBlock, TableStyle, TextBlock, whole, words
from qdatool.export.report_pdf import report_pdf


def pages_of(report: Report, style: TableStyle = TableStyle.APA) -> list[str]:
    document = pypdfium2.PdfDocument(report_pdf(report, style))
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def long_table(rows: int, *, lines: int = 3, merged: int = 0) -> TableBlock:
    cells = tuple(
        (words("Group"), words("\n".join(f"row {row} line {line}" for line in range(lines))), whole(row, "en"))
        for row in range(rows)
    )
    columns = (Column("Kind"), Column("Words", share=3.0), Column("n", Side.END))
    return TableBlock("Many rows", columns, cells, merged=merged, notes=("The end of it.",))


@pytest.mark.parametrize("style", TableStyle)
def test_no_row_is_cut_and_the_header_stands_on_every_page(style):
    pages = pages_of(Report("Study", "en", (long_table(80),)), style)
    assert len(pages) > 3
    for row in range(80):
        holding = {place for place, page in enumerate(pages) for line in range(3) if f"row {row} line {line}" in page}
        assert len(holding) == 1
    assert all("Words" in page for page in pages if "row " in page)


def test_what_is_merged_stands_again_at_the_top_of_a_page():
    pages = pages_of(Report("Study", "en", (long_table(80, merged=1),)))
    assert [page.count("Group") for page in pages if "row " in page] == [1] * sum("row " in page for page in pages)


def test_a_row_higher_than_a_page_goes_on_over_several_and_loses_nothing():
    pages = pages_of(Report("Study", "en", (long_table(2, lines=150),)))
    whole_text = "\n".join(pages)
    assert all(f"row {row} line {line}" in whole_text for row in range(2) for line in range(150))


def test_a_heading_never_stands_alone_at_the_foot_of_a_page():
    blocks = [block for n in range(60) for block in (HeadingBlock(f"Part {n}."), TextBlock(f"Text of {n}. " * 20))]
    pages = pages_of(Report("Study", "en", tuple(blocks)))
    assert len(pages) > 4
    for page in pages:
        last = page.rindex("Part ")
        assert "Text of" in page[last:]


def test_a_heading_stands_on_the_page_of_the_first_row_below_it():
    tables = [block for n in range(25) for block in (HeadingBlock(f"Part {n}."), long_table(2, lines=4 + n % 7))]
    for page in pages_of(Report("Study", "en", tuple(tables))):
        if "Part " in page:
            assert "row 0 line 0" in page[page.rindex("Part ") :]


def test_persian_words_are_set_from_the_right_and_can_be_selected():
    document = pypdfium2.PdfDocument(report_pdf(Report("گزارش", "fa", (TextBlock("سلام بر همه"),)), TableStyle.APA))
    try:
        page = document[0].get_textpage()
        left, *_ = page.get_charbox(page.get_text_range().index("س"))
        assert left > document[0].get_width() / 2
        assert "سلام" in page.get_text_range()
    finally:
        document.close()


def test_a_latin_heading_of_a_persian_report_stands_at_the_right():
    document = pypdfium2.PdfDocument(report_pdf(Report("", "fa", (HeadingBlock("Trust"),)), TableStyle.APA))
    try:
        page = document[0].get_textpage()
        assert page.get_charbox(page.get_text_range().index("T"))[0] > document[0].get_width() / 2
    finally:
        document.close()


@pytest.mark.parametrize("word", ["مدیر", "ستاد", "متغیر", "ویژگی", "تحلیل", "پژوهش", "پیش‌نویس"])
def test_every_letter_of_a_persian_word_can_be_found_again(word):
    (page,) = pages_of(Report("", "fa", (TextBlock(word),)))
    found = {normalize("NFKC", letter) for letter in page}
    assert set(word) - {"\u200c"} <= found


def test_the_fonts_are_inside():
    content = report_pdf(Report("گزارش", "fa", (TextBlock("Words و واژه‌ها"),)), TableStyle.APA)
    assert content.count(b"/FontFile2") >= 1
    assert b"Vazirmatn" in content


def test_a_table_with_many_columns_turns_the_page_unless_the_report_stays_upright():
    columns = tuple(Column(f"Column {n}") for n in range(9))
    table = TableBlock("Wide", columns, (tuple(words("x") for _ in columns),))
    for is_upright in (True, False):
        report = Report("Study", "en", (table,), is_upright=is_upright)
        with pypdfium2.PdfDocument(report_pdf(report, TableStyle.APA)) as document:
            width, height = document[0].get_size()
            assert (height > width) is is_upright
