"""A report as PDF on A4: laid out by Qt line by line, so that no row is cut and every word can be selected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter

from qdatool.export.pdf_lines import LaidText, TextLook, lay_out
from qdatool.export.report import (
    Block,
    Cell,
    FigureBlock,
    HeadingBlock,
    Report,
    Side,
    TableBlock,
    TableStyle,
    TextBlock,
    merged_lengths,
)
from qdatool.export.report_figures import drawn_figure, scale_into
from qdatool.export.report_text import table_caption
from qdatool.export.report_widths import MARGIN_MM, PAGE_MM, column_widths, is_too_wide
from qdatool.figures.paint import paint_figure
from qdatool.figures.qt_text import load_fonts
from qdatool.figures.spec import POINTS_PER_MM
from qdatool.wording import localized_number, say

_RESOLUTION = 1200
_BODY_PT, _TABLE_PT, _NOTE_PT, _FOOT_PT = 10.5, 9.0, 8.5, 9.0
_TITLE_PT, _HEADINGS_PT = 17.0, (14.0, 11.5)
_AFTER_PARAGRAPH, _AROUND_TABLE, _BEFORE_HEADING = 6.0, 10.0, 14.0
_PAD_X, _PAD_Y = 4.0, 2.5
_KEPT_BELOW_HEADING = 60.0
"""What must fit below a heading, else it goes to the next page with what it is over."""
_CAPTION_ROOM = 36.0
"""What a caption of two lines takes above its table."""
_HEAVY, _THIN = 1.2, 0.5
_PALE, _SHADE = "#bbbbbb", "#eeeeee"


def report_pdf(report: Report, style: TableStyle) -> bytes:
    """Return the document; header rows repeat on every page, and pages are numbered in the report's digits."""
    load_fonts()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setCreator("qdatool")
    writer.setTitle(report.title)
    upright = (PAGE_MM[0] - 2 * MARGIN_MM) * POINTS_PER_MM
    is_turned = is_too_wide(report, upright, _TABLE_PT)
    orientation = QPageLayout.Orientation.Landscape if is_turned else QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientation, QMarginsF(0, 0, 0, 0)))
    painter = QPainter(writer)
    painter.scale(_RESOLUTION / 72, _RESOLUTION / 72)
    _Pages(writer, painter, report, style, PAGE_MM[::-1] if is_turned else PAGE_MM).write()
    painter.end()
    return bytes(buffer.data().data())


class _Pages:
    """Pages that blocks are appended to, in points from the upper left corner."""

    def __init__(
        self, writer: QPdfWriter, painter: QPainter, report: Report, style: TableStyle, size_mm: tuple[int, int]
    ) -> None:
        self._writer = writer
        self.painter = painter
        self._report = report
        self.style = style
        self.language = report.language
        self.is_rtl = report.language == "fa"
        self.left = self._top = MARGIN_MM * POINTS_PER_MM
        self.width = size_mm[0] * POINTS_PER_MM - 2 * self.left
        self.bottom = size_mm[1] * POINTS_PER_MM - self._top
        self.y = self._top
        self._page = 1
        self._numbered = 0

    def write(self) -> None:
        self._number_page()
        self._paragraph(self._text(self._report.title, _TITLE_PT, is_bold=True), _BEFORE_HEADING)
        for place, block in enumerate(self._report.blocks):
            if isinstance(block, TextBlock):
                self._paragraph(self._text(block.whole_text, _BODY_PT, lead=block.lead), _AFTER_PARAGRAPH)
            elif isinstance(block, HeadingBlock):
                self._heading(block, self._report.blocks[place + 1 :])
            elif isinstance(block, FigureBlock):
                self._figure(block)
            else:
                self._table(block)

    def _heading(self, block: HeadingBlock, below: Sequence[Block]) -> None:
        size = _HEADINGS_PT[min(block.level, len(_HEADINGS_PT)) - 1]
        look = TextLook(size, bold_lead=len(block.text), keeps_side=True)
        text = lay_out(block.text, self.language, self.width, look)
        self._keep(_BEFORE_HEADING + text.height + _AFTER_PARAGRAPH + self._least_of(below))
        if self.y > self._top:
            self.y += _BEFORE_HEADING
        self._paragraph(text, _AFTER_PARAGRAPH)

    def _least_of(self, below: Sequence[Block]) -> float:
        """Return the room for what must stand on one page with a heading: the beginning of what it is over."""
        first = next((block for block in below if not isinstance(block, HeadingBlock)), None)
        headings = sum(1 for _ in takewhile(lambda block: isinstance(block, HeadingBlock), below))
        room = headings * _KEPT_BELOW_HEADING
        return room + (_Rows(self, first).least_height if isinstance(first, TableBlock) else _KEPT_BELOW_HEADING)

    def _figure(self, block: FigureBlock) -> None:
        figure = drawn_figure(block)
        caption = self._text(
            f"{block.caption.lead} {block.caption.text}", _TABLE_PT, lead=block.caption.lead, side=Side.MIDDLE
        )
        below = _AFTER_PARAGRAPH + caption.height
        scale = scale_into(figure, self.width, self.bottom - self._top - below)
        height = figure.height * scale
        self._keep(height + below)
        self.painter.save()
        self.painter.translate(self.left + (self.width - figure.width * scale) / 2, self.y)
        self.painter.scale(scale, scale)
        paint_figure(self.painter, figure)
        self.painter.restore()
        self.y += height + _AFTER_PARAGRAPH
        self._paragraph(caption, _AROUND_TABLE)

    def _table(self, block: TableBlock) -> None:
        self._numbered += 1
        lead = say("Table {number}.", self.language, number=self._numbered)
        caption = self._text(table_caption(self._report, self._numbered, block), _TABLE_PT, lead=lead)
        rows = _Rows(self, block)
        self._keep(rows.least_height)
        self._paragraph(caption, _AFTER_PARAGRAPH / 2)
        rows.draw()
        self.y += _AFTER_PARAGRAPH / 2
        for note in block.notes:
            self._paragraph(self._text(note, _NOTE_PT), _AFTER_PARAGRAPH / 2)
        self.y += _AROUND_TABLE

    def _text(
        self, text: str, size_pt: float, *, is_bold: bool = False, lead: str = "", side: Side = Side.START
    ) -> LaidText:
        bold = len(text) if is_bold else len(lead)
        return lay_out(text, self.language, self.width, TextLook(size_pt, side, bold))

    def _paragraph(self, text: LaidText, after: float) -> None:
        for line in range(text.count):
            # The first two lines stay together, and the last two: none stands alone on a page.
            has_company = line + 1 < text.count and line in (0, text.count - 2)
            self._keep(text.height_of(line) + (text.height_of(line + 1) if has_company else 0.0))
            text.draw_line(self.painter, line, self.left, self.y)
            self.y += text.height_of(line)
        self.y += after

    def _keep(self, height: float) -> bool:
        """Turn the page unless so much fits on this one or nothing stands on it; tell whether it was turned."""
        if self.y + height <= self.bottom or self.y <= self._top:
            return False
        self.turn()
        return True

    def turn(self) -> None:
        self._writer.newPage()
        self._page += 1
        self.y = self._top
        self._number_page()

    def _number_page(self) -> None:
        number = localized_number(self._page, self.language)
        text = lay_out(number, self.language, self.width, TextLook(_FOOT_PT, Side.MIDDLE))
        text.draw_line(self.painter, 0, self.left, self.bottom + MARGIN_MM * POINTS_PER_MM / 2)


class _Rows:
    """The rows of one table, drawn down the pages."""

    def __init__(self, pages: _Pages, block: TableBlock) -> None:
        self._pages = pages
        self._block = block
        self._language = pages.language
        self._widths = column_widths(block, pages.width, _TABLE_PT)
        self._spans = [merged_lengths(block, column) for column in range(len(block.columns))]
        self._header = self._laid([Cell(column.title, is_bold=True) for column in block.columns])
        self.header_height = _height(self._header)
        first = min(_height(self._row(0, is_first=True)), pages.bottom / 3) if block.rows else 0.0
        self.least_height = _CAPTION_ROOM + self.header_height + first

    def draw(self) -> None:
        """Draw the header and every row; a row that no page holds goes on over several."""
        pages = self._pages
        self._draw_header()
        is_first = True
        for place in range(len(self._block.rows)):
            cells = self._row(place, is_first=is_first)
            if pages.y + _height(cells) > pages.bottom and not is_first:
                self._rule(_THIN)
                pages.turn()
                self._draw_header()
                cells = self._row(place, is_first=True)
            elif not is_first and self._begins_group(place):
                self._rule(_THIN, _PALE)
            self._draw_row(cells)
            is_first = False
        self._rule(_HEAVY)

    def _row(self, place: int, *, is_first: bool) -> list[LaidText]:
        """Return a row; what is merged with the row above stands again at the top of a page."""
        shown = [
            replace(cell, text=cell.text if is_first or self._spans[column][place] else "")
            for column, cell in enumerate(self._block.rows[place])
        ]
        return self._laid(shown)

    def _laid(self, cells: Sequence[Cell]) -> list[LaidText]:
        return [
            lay_out(
                cell.text,
                self._language,
                width - 2 * _PAD_X,
                TextLook(_TABLE_PT, column.side, len(cell.text) if cell.is_bold else 0, keeps_side=True),
            )
            for cell, column, width in zip(cells, self._block.columns, self._widths, strict=True)
        ]

    def _begins_group(self, place: int) -> bool:
        return self._block.merged > 0 and bool(self._spans[0][place]) and self._pages.style is TableStyle.APA

    def _draw_header(self) -> None:
        self._rule(_HEAVY)
        if self._pages.style is TableStyle.PLAIN:
            whole = QRectF(self._pages.left, self._pages.y, self._pages.width, self.header_height)
            self._pages.painter.fillRect(whole, QColor(_SHADE))
        self._draw_row(self._header)
        self._rule(_THIN)

    def _draw_row(self, cells: Sequence[LaidText]) -> None:
        """Draw a row, in parts over several pages where it is higher than one."""
        pages, done = self._pages, [0] * len(cells)
        while True:
            room = pages.bottom - pages.y - 2 * _PAD_Y
            ends = [cell.fitting(start, room) for cell, start in zip(cells, done, strict=True)]
            self._draw_part(cells, done, ends)
            done = ends
            if all(end >= cell.count for cell, end in zip(cells, done, strict=True)):
                return
            self._rule(_THIN)
            pages.turn()
            self._rule(_THIN)

    def _draw_part(self, cells: Sequence[LaidText], starts: Sequence[int], ends: Sequence[int]) -> None:
        pages = self._pages
        heights = [
            sum(map(cell.height_of, range(start, end))) for cell, start, end in zip(cells, starts, ends, strict=True)
        ]
        height = max(heights) + 2 * _PAD_Y
        for cell, start, end, left, width in zip(cells, starts, ends, self._lefts(), self._widths, strict=True):
            y = pages.y + _PAD_Y
            for line in range(start, end):
                cell.draw_line(pages.painter, line, left + _PAD_X, y)
                y += cell.height_of(line)
            if pages.style is TableStyle.PLAIN:
                pages.painter.setPen(QColor(_PALE))
                pages.painter.drawRect(QRectF(left, pages.y, width, height))
        pages.painter.setPen(Qt.GlobalColor.black)
        pages.y += height

    def _lefts(self) -> list[float]:
        """Return the left edges of the columns: the first column stands where reading starts."""
        pages, lefts, used = self._pages, [], 0.0
        for width in self._widths:
            lefts.append(pages.left + (pages.width - used - width if pages.is_rtl else used))
            used += width
        return lefts

    def _rule(self, weight: float, color: str = "#000000") -> None:
        if self._pages.style is TableStyle.PLAIN:
            return
        pages = self._pages
        painter = pages.painter
        pen = painter.pen()
        painter.fillRect(QRectF(pages.left, pages.y - weight / 2, pages.width, weight), QColor(color))
        painter.setPen(pen)


def _height(cells: Sequence[LaidText]) -> float:
    return max(cell.height for cell in cells) + 2 * _PAD_Y
