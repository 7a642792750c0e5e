"""Direction in Word files: paragraphs, letters and tables that run from right to left.

Word keeps a second font, size and weight for complex scripts, and each run says whether it is one.
"""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

from qdatool.coding.roles import Direction
from qdatool.export.xml_text import holdable
from qdatool.figures.measure import direction_of

LATIN_FONT, PERSIAN_FONT = "Times New Roman", "B Nazanin"
"""What papers are set in; Word takes others where they are missing."""


def set_style_font(style: ParagraphStyle, latin: str, arabic: str, size_pt: float) -> None:
    """Give a style one font for Latin letters and one for complex scripts, both of the same size."""
    style.font.name = latin
    style.font.size = Pt(size_pt)
    properties = style.element.get_or_add_rPr()
    fonts = properties.rFonts
    for name in list(fonts.attrib):
        if name.lower().endswith("theme"):
            del fonts.attrib[name]
    fonts.set(qn("w:ascii"), latin)
    fonts.set(qn("w:hAnsi"), latin)
    fonts.set(qn("w:cs"), arabic)
    for present in properties.findall(qn("w:szCs")):
        properties.remove(present)
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), str(round(size_pt * 2)))
    properties.find(qn("w:sz")).addnext(size)


def set_caption_font(style: ParagraphStyle, size_pt: float) -> None:
    """Set the style of captions as papers print them: black, and bold where a run says so, not in Word's blue."""
    set_style_font(style, LATIN_FONT, PERSIAN_FONT, size_pt)
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.font.bold = style.font.cs_bold = False


def set_heading_font(style: ParagraphStyle, size_pt: float) -> None:
    """Set the style of titles and headings as papers print them: black and bold, not in Word's blue, without a line.

    Letters are not set apart either, since Persian ones would no longer join.
    """
    set_style_font(style, LATIN_FONT, PERSIAN_FONT, size_pt)
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.font.bold = style.font.cs_bold = True
    for properties, name in ((style.element.rPr, "w:spacing"), (style.element.pPr, "w:pBdr")):
        for present in properties.findall(qn(name)) if properties is not None else ():
            properties.remove(present)


def add_field(paragraph: Paragraph, instruction: str, shown: str, language: str, *, is_bold: bool = False) -> None:
    """Append a field such as ``PAGE``; ``shown`` is what it says until Word works it out."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {instruction} ")
    paragraph._p.append(field)
    add_text(paragraph, shown, language, is_bold=is_bold)
    field.append(paragraph.runs[-1]._r)


def add_text(
    paragraph: Paragraph, text: str, language: str, *, is_bold: bool = False, size_pt: float | None = None
) -> None:
    """Append text as a run that says which way its letters run; ``language`` decides where both kinds occur."""
    run = paragraph.add_run(holdable(text))
    run.bold = is_bold or None
    if size_pt is not None:
        run.font.size = Pt(size_pt)
        complex_size = OxmlElement("w:szCs")
        complex_size.set(qn("w:val"), str(round(size_pt * 2)))
        run._r.get_or_add_rPr().find(qn("w:sz")).addnext(complex_size)
    if direction_of(text, language) is Direction.RTL:
        if is_bold:
            run.font.complex_script = True
            run.font.cs_bold = True
        run.font.rtl = True


def set_direction(paragraph: Paragraph, direction: Direction) -> None:
    """Let a paragraph start at the side where its text starts."""
    if direction is Direction.RTL:
        properties = paragraph._p.get_or_add_pPr()
        # The schema wants w:bidi before spacing, indents and alignment.
        properties.insert_element_before(
            OxmlElement("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )


def turn_table(table: Table) -> None:
    """Let the columns of a table run from right to left."""
    properties = table._tbl.tblPr
    turned = OxmlElement("w:bidiVisual")
    # The schema wants it right after the style and the place of a floating table.
    style = properties.find(qn("w:tblStyle"))
    if style is None:
        properties.insert(0, turned)
    else:
        style.addnext(turned)
