"""A report as web page, Markdown or csv."""

from __future__ import annotations

import csv
from base64 import b64encode
from io import StringIO

from qdatool.export.figure_options import FigureOptions, TextMode
from qdatool.export.figure_svg import figure_svg
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
from qdatool.export.report_figures import drawn_figure
from qdatool.export.xml_text import escaped, quoted
from qdatool.text.formulas import shielded
from qdatool.wording import say, without_isolates

_ALIGNED = {
    # By side of the page: a cell that runs the other way must not leave its column.
    ("fa", Side.START): "right",
    ("fa", Side.MIDDLE): "center",
    ("fa", Side.END): "left",
    ("en", Side.START): "left",
    ("en", Side.MIDDLE): "center",
    ("en", Side.END): "right",
}
_RULES = {
    TableStyle.APA: "thead th { border-top: 1.5px solid; border-bottom: 1px solid; }\n"
    "table { border-bottom: 1.5px solid; }",
    TableStyle.PLAIN: "th, td { border: 1px solid #999; }\nth { background: #eee; }",
}
_SHEET = """body { font-family: $fonts; max-width: 60em; margin: 2em auto; padding: 0 1em; line-height: 1.4; }
table { border-collapse: collapse; margin: 0 0 0.5em; width: 100%; }
caption { text-align: start; padding: 0.4em 0; font-weight: bold; }
th, td { padding: 0.25em 0.6em; vertical-align: top; }
p.note { font-size: 0.9em; }
figure { margin: 1em 0; text-align: center; break-inside: avoid; }
figure img { width: 160mm; max-width: 100%; }
figcaption { padding: 0.4em 0; }
h1, h2, h3, caption { break-after: avoid; }
tr { break-inside: avoid; }
@page { size: A4; margin: 25mm; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
"""
_FONTS = {
    "fa": '"B Nazanin", Vazirmatn, Tahoma, sans-serif',
    "en": '"Times New Roman", Times, serif',
}


def report_html(report: Report, style: TableStyle) -> bytes:
    """Return the report as one page that needs no other file."""
    direction = "rtl" if report.language == "fa" else "ltr"
    sheet = _SHEET.replace("$fonts", _FONTS[report.language]) + _RULES[style]
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{report.language}" dir="{direction}">',
        f'<head><meta charset="utf-8"><title>{escaped(report.title)}</title>',
        f"<style>\n{sheet}\n</style></head>",
        f"<body>\n<h1>{escaped(report.title)}</h1>",
    ]
    number = 0
    for block in report.blocks:
        if not isinstance(block, TableBlock):
            parts.append(_html_block(block))
            continue
        number += 1
        parts += _html_table(block, table_caption(report, number, block), report.language)
    parts.append("</body></html>\n")
    return "\n".join(parts).encode("utf-8", "replace")


def report_markdown(report: Report, _style: TableStyle) -> bytes:
    """Return the report as Markdown; a merged cell stands in its first row, since Markdown joins none."""
    parts = [f"# {_markdown(report.title)}", ""]
    number = 0
    for block in report.blocks:
        if not isinstance(block, TableBlock):
            parts += _markdown_block(block)
            continue
        number += 1
        parts += [f"**{_markdown(table_caption(report, number, block))}**", ""]
        parts.append(_line(column.title for column in block.columns))
        parts.append("|" + "|".join(_rule(column) for column in block.columns) + "|")
        spans = [merged_lengths(block, column) for column in range(len(block.columns))]
        for place, row in enumerate(block.rows):
            parts.append(_line(cell.text if spans[column][place] else "" for column, cell in enumerate(row)))
        parts.append("")
        for note in block.notes:
            parts += [_markdown(note), ""]
    return "\n".join(parts).encode("utf-8", "replace")


def report_csv(report: Report, _style: TableStyle) -> bytes:
    """Return the first table as csv in UTF-8 with a byte order mark; every row repeats what a page would merge.

    Numbers are plain, with a point and ASCII digits, so that other programs can read them.
    """
    text = StringIO(newline="")
    writer = csv.writer(text)
    for table in report.tables[:1]:
        writer.writerow([without_isolates(column.title) for column in table.columns])
        for row in table.rows:
            writer.writerow(
                [shielded(without_isolates(cell.text)) if cell.number is None else _plain(cell.number) for cell in row]
            )
    return text.getvalue().encode("utf-8-sig", "replace")


def table_caption(report: Report, number: int, table: TableBlock) -> str:
    """Return the caption with the table's number, as it stands above it."""
    return f"{say('Table {number}.', report.language, number=number)} {table.caption}"


def _html_block(block: TextBlock | HeadingBlock | FigureBlock) -> str:
    if isinstance(block, HeadingBlock):
        return f'<h{block.level + 1} dir="auto">{escaped(block.text)}</h{block.level + 1}>'
    if isinstance(block, FigureBlock):
        return _html_figure(block)
    lead = f"<strong>{escaped(block.lead)}</strong> " if block.lead else ""
    return f'<p dir="auto">{lead}{_lines(block.text)}</p>'


def _html_figure(block: FigureBlock) -> str:
    """Return a figure with its drawing inside the page, letters as outlines: the reader may not have the fonts."""
    figure = drawn_figure(block)
    drawing = figure_svg(figure, FigureOptions(text=TextMode.OUTLINES))
    address = f"data:image/svg+xml;base64,{b64encode(drawing).decode('ascii')}"
    caption = f"<strong>{escaped(block.caption.lead)}</strong> {escaped(block.caption.text)}"
    picture = f'<img src="{address}" alt={quoted(figure.title)}>'
    return f'<figure>{picture}\n<figcaption dir="auto">{caption}</figcaption></figure>'


def _lines(text: str) -> str:
    return escaped(text).replace("\n", "<br>")


def _markdown_block(block: TextBlock | HeadingBlock | FigureBlock) -> list[str]:
    if isinstance(block, HeadingBlock):
        return [f"{'#' * (block.level + 1)} {_markdown(block.text)}", ""]
    if isinstance(block, FigureBlock):
        return []
    return [f"**{_markdown(block.lead)}** {_markdown(block.text)}" if block.lead else _markdown(block.text), ""]


def _html_table(table: TableBlock, caption: str, language: str) -> list[str]:
    spans = [merged_lengths(table, column) for column in range(len(table.columns))]
    lines = [
        f'<table dir="{"rtl" if language == "fa" else "ltr"}" width="100%">',
        f"<caption>{escaped(caption)}</caption>",
        _html_widths(table),
        "<thead><tr>",
    ]
    styles = [f"text-align: {_ALIGNED[language, column.side]}" for column in table.columns]
    # Numbers with their intervals stay on one line.
    held = ["; white-space: nowrap" if column.side is Side.END else "" for column in table.columns]
    lines += [
        f'<th scope="col" style="{style}">{escaped(column.title)}</th>'
        for column, style in zip(table.columns, styles, strict=True)
    ]
    lines.append("</tr></thead><tbody>")
    for place, row in enumerate(table.rows):
        cells = []
        for column, cell in enumerate(row):
            length = spans[column][place]
            if length:
                span = f' rowspan="{length}"' if length > 1 else ""
                content = f"<strong>{_lines(cell.text)}</strong>" if cell.is_bold else _lines(cell.text)
                cells.append(f'<td dir="auto" style="{styles[column]}{held[column]}"{span}>{content}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    lines.append("</tbody></table>")
    lines += [f'<p class="note" dir="auto">{escaped(note)}</p>' for note in table.notes]
    return lines


def _html_widths(table: TableBlock) -> str:
    """Return how the columns share the width; a browser gives more to what would be cut."""
    total = sum(column.share for column in table.columns)
    columns = "".join(f'<col style="width: {100 * column.share / total:.0f}%">' for column in table.columns)
    return f"<colgroup>{columns}</colgroup>"


def _rule(column: Column) -> str:
    return {Side.START: "---", Side.MIDDLE: ":-:", Side.END: "--:"}[column.side]


def _line(cells: object) -> str:
    return "| " + " | ".join(_markdown(cell) for cell in cells) + " |"  # type: ignore[attr-defined]


def _markdown(text: str) -> str:
    """Return a text on one line with the signs of Markdown taken as they are."""
    line = " ".join(without_isolates(text).split("\n"))
    for sign in "\\`*_|<>#":
        line = line.replace(sign, f"\\{sign}")
    return line


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else repr(number)
