"""A report as a Word document: real tables that can be edited, running from the right in Persian."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from qdatool.export.docx_direction import (
    LATIN_FONT,
    PERSIAN_FONT,
    add_field,
    add_text,
    set_caption_font,
    set_direction,
    set_heading_font,
    set_style_font,
    turn_table,
)
from qdatool.export.figure_docx import add_figure, write_figure_caption
from qdatool.export.figure_options import FigureOptions
from qdatool.export.report import (
    Column,
    FigureBlock,
    HeadingBlock,
    Report,
    Side,
    TableBlock,
    TableStyle,
    TextBlock,
    merged_lengths,
)
from qdatool.export.report_figures import REPORT_DPI, drawn_figure, scale_into
from qdatool.export.report_text import table_caption
from qdatool.export.report_widths import MARGIN_MM, PAGE_MM, column_widths, is_too_wide
from qdatool.figures.measure import direction_of
from qdatool.wording import localized_number, say, without_isolates

_BODY_PT, _TABLE_PT, _TITLE_PT = 11, 10, 16
_ALIGNED = {
    # In a right-to-left paragraph Word takes left for the start and right for the end.
    Side.START: WD_ALIGN_PARAGRAPH.LEFT,
    Side.MIDDLE: WD_ALIGN_PARAGRAPH.CENTER,
    Side.END: WD_ALIGN_PARAGRAPH.RIGHT,
}
_TURNED = {Side.START: Side.END, Side.MIDDLE: Side.MIDDLE, Side.END: Side.START}
_HEADINGS_PT = (14, 12)
_CAPTION_ROOM_PT = 60.0
"""What is kept free below a figure that is as high as the page."""

_HEAVY, _THIN = 12, 4
"""Widths of rules in eighths of a point."""


def report_docx(report: Report, style: TableStyle) -> bytes:
    """Return the document; captions stand above their tables, header rows repeat on every page."""
    writer = _Writer(report, style)
    writer.write()
    content = BytesIO()
    writer.document.save(content)
    return content.getvalue()


class _Writer:
    """A Word document that blocks are appended to."""

    def __init__(self, report: Report, style: TableStyle) -> None:
        self.document: DocxDocument = Document()
        self._report = report
        self._style = style
        self._language = report.language
        self._numbered = 0
        styles = self.document.styles
        set_style_font(styles["Normal"], LATIN_FONT, PERSIAN_FONT, _BODY_PT)
        set_heading_font(styles["Title"], _TITLE_PT)
        set_caption_font(styles["Caption"], _TABLE_PT)
        for level, size in enumerate(_HEADINGS_PT, start=1):
            set_heading_font(styles[f"Heading {level}"], size)
        self._set_page()
        self.document.core_properties.title = report.title
        self.document.core_properties.author = ""

    def write(self) -> None:
        if is_too_wide(self._report, self._text_width_pt(), _TABLE_PT):
            section = self.document.sections[0]
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = section.page_height, section.page_width
        self._fill(self.document.add_heading(level=0), self._report.title)
        for block in self._report.blocks:
            if isinstance(block, TextBlock):
                self._write_text(block)
            elif isinstance(block, HeadingBlock):
                self._write_heading(block)
            elif isinstance(block, FigureBlock):
                self._write_figure(block)
            else:
                self._write_table(block)

    def _write_heading(self, block: HeadingBlock) -> None:
        heading = self.document.add_heading(level=block.level)
        # One in the other script stays at the side where the report's headings stand.
        if direction_of(block.text, self._language) is not direction_of("", self._language):
            heading.alignment = _ALIGNED[Side.END]
        self._fill(heading, block.text)

    def _write_text(self, block: TextBlock) -> None:
        paragraph = self.document.add_paragraph()
        text, lead = without_isolates(block.text), without_isolates(block.lead)
        set_direction(paragraph, direction_of(f"{lead} {text}", self._language))
        if lead:
            add_text(paragraph, f"{lead} " if text else lead, self._language, is_bold=True)
        add_text(paragraph, text, self._language)

    def _write_figure(self, block: FigureBlock) -> None:
        section = self.document.sections[0]
        height = int(section.page_height or 0) - int(section.top_margin or 0) - int(section.bottom_margin or 0)
        figure = drawn_figure(block)
        room = (self._text_width_pt(), float(Emu(height).pt) - _CAPTION_ROOM_PT)
        add_figure(self.document, figure, FigureOptions(dpi=REPORT_DPI), scale_into(figure, *room))
        write_figure_caption(self.document.add_paragraph(style="Caption"), block.caption)

    def _write_table(self, block: TableBlock) -> None:
        self._numbered += 1
        caption = self.document.add_paragraph(style="Caption")
        caption.paragraph_format.keep_with_next = True
        self._write_caption(caption, block)
        table = self.document.add_table(rows=1 + len(block.rows), cols=len(block.columns))
        table.autofit = False
        if self._language == "fa":
            turn_table(table)
        self._set_widths(table, block)
        header = [cell for cell in table.rows[0].cells]
        for cell, column in zip(header, block.columns, strict=True):
            self._fill_cell(cell, column, column.title, is_bold=True)
        _mark(table.rows[0], "w:tblHeader")
        for row in table.rows:
            _mark(row, "w:cantSplit")
        self._write_rows(table, block)
        _rule(table, self._style)
        for note in block.notes:
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.space_before = Pt(3)
            self._fill(paragraph, note)
        self.document.add_paragraph()

    def _write_caption(self, caption: Paragraph, block: TableBlock) -> None:
        whole = table_caption(self._report, self._numbered, block)
        lead = say("Table {number}.", self._language, number=self._numbered)
        set_direction(caption, direction_of(whole, self._language))
        add_text(caption, f"{lead} ", self._language, is_bold=True)
        add_text(caption, without_isolates(block.caption), self._language)

    def _write_rows(self, table: Table, block: TableBlock) -> None:
        spans = [merged_lengths(block, column) for column in range(len(block.columns))]
        # Looked up once: python-docx walks the whole table for every cell that is asked for by its place.
        grid = [list(row.cells) for row in table.rows]
        for place, cells in enumerate(block.rows):
            for column, value in enumerate(cells):
                cell = grid[place + 1][column]
                length = spans[column][place]
                if length:
                    self._fill_cell(cell, block.columns[column], value.text, is_bold=value.is_bold)
                if length != 1:
                    _merge_down(cell, is_first=bool(length))

    def _fill_cell(self, cell: _Cell, column: Column, text: str, *, is_bold: bool = False) -> None:
        for number, line in enumerate(text.split("\n")):
            paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(0)
            # A name in the other script stays at the side where its column stands.
            is_foreign = direction_of(line, self._language) is not direction_of("", self._language)
            paragraph.alignment = _ALIGNED[_TURNED[column.side] if is_foreign else column.side]
            self._fill(paragraph, line, is_bold=is_bold, size_pt=_TABLE_PT)

    def _fill(self, paragraph: Paragraph, text: str, *, is_bold: bool = False, size_pt: float | None = None) -> None:
        plain = without_isolates(text)
        set_direction(paragraph, direction_of(plain, self._language))
        add_text(paragraph, plain, self._language, is_bold=is_bold, size_pt=size_pt)

    def _set_widths(self, table: Table, block: TableBlock) -> None:
        for place, width_pt in enumerate(column_widths(block, self._text_width_pt(), _TABLE_PT)):
            width = Pt(width_pt)
            # Word goes by the cells, other programs by the grid.
            table.columns[place].width = width
            for cell in table.columns[place].cells:
                cell.width = width

    def _text_width_pt(self) -> float:
        section = self.document.sections[0]
        width = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
        return float(Emu(width).pt)

    def _set_page(self) -> None:
        """Take A4, and number the pages in the middle below; Word writes the digits of the document's language."""
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(PAGE_MM[0]), Mm(PAGE_MM[1])
        section.left_margin = section.right_margin = Mm(MARGIN_MM)
        section.top_margin = section.bottom_margin = Mm(MARGIN_MM)
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        add_field(footer, "PAGE", localized_number(1, self._language), self._language)


def _mark(row: object, tag: str) -> None:
    """Give a row a property that needs no value."""
    properties = row._tr.get_or_add_trPr()  # type: ignore[attr-defined]  # python-docx has no public way
    properties.append(OxmlElement(tag))


def _merge_down(cell: _Cell, *, is_first: bool) -> None:
    merge = OxmlElement("w:vMerge")
    if is_first:
        merge.set(qn("w:val"), "restart")
    properties = cell._tc.get_or_add_tcPr()
    # The schema wants it after the width and before borders, shading and alignment.
    width = properties.find(qn("w:tcW"))
    if width is None:
        properties.insert(0, merge)
    else:
        width.addnext(merge)


def _rule(table: Table, style: TableStyle) -> None:
    """Draw the lines of a table: all of them, or the three of APA."""
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    for side in sides:
        is_drawn = style is TableStyle.PLAIN or side in ("top", "bottom")
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single" if is_drawn else "nil")
        if is_drawn:
            line.set(qn("w:sz"), str(_THIN if style is TableStyle.PLAIN else _HEAVY))
            line.set(qn("w:space"), "0")
            line.set(qn("w:color"), "000000")
        borders.append(line)
    layout = properties.find(qn("w:tblLayout"))
    if layout is not None:
        layout.addprevious(borders)
    else:
        properties.append(borders)
    for cell in table.rows[0].cells:
        _underline(cell, style)


def _underline(cell: _Cell, style: TableStyle) -> None:
    properties = cell._tc.get_or_add_tcPr()
    if style is TableStyle.APA:
        borders = OxmlElement("w:tcBorders")
        line = OxmlElement("w:bottom")
        for name, value in (("w:val", "single"), ("w:sz", str(_THIN)), ("w:space", "0"), ("w:color", "000000")):
            line.set(qn(name), value)
        borders.append(line)
        properties.append(borders)
        return
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "EEEEEE")):
        shade.set(qn(name), value)
    properties.append(shade)
