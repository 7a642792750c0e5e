"""Figures as a Word file: the picture in its width, and its caption below in words that Word can number and list."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from math import ceil

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from qdatool.export.docx_direction import add_field, add_text, set_caption_font, set_direction
from qdatool.export.figure_options import FigureOptions
from qdatool.export.figure_png import figure_png
from qdatool.export.xml_text import holdable, property_of
from qdatool.figures.figure import Figure
from qdatool.figures.measure import direction_of
from qdatool.figures.spec import POINTS_PER_MM, FigureCaption
from qdatool.wording import listed

_PAGE_MM = (210, 297)
_MARGIN_MM = 20
# 22 inches.
_LARGEST_MM = 558
_CAPTION_PT = 10


def figure_docx(figure: Figure, options: FigureOptions) -> bytes:
    """Return the figure in a Word file, in its true width.

    The page grows with a figure that A4 does not hold, up to the largest that Word knows; then the figure shrinks.
    """
    document = Document()
    section = document.sections[0]
    width, height = figure.width / POINTS_PER_MM, figure.height / POINTS_PER_MM
    scale = min(1.0, (_LARGEST_MM - 2 * _MARGIN_MM - 1) / width, (_LARGEST_MM - 4 * _MARGIN_MM - 1) / height)
    width, height = scale * width, scale * height
    section.page_width = Mm(max(_PAGE_MM[0], ceil(width + 0.1) + 2 * _MARGIN_MM))
    # Below the picture there must be room for the caption.
    section.page_height = Mm(max(_PAGE_MM[1], ceil(height) + 4 * _MARGIN_MM))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN_MM)
    set_caption_font(document.styles["Caption"], _CAPTION_PT)
    document.core_properties.title = property_of(options.title or figure.title)
    document.core_properties.author = ""
    add_figure(document, figure, options, scale)
    if options.caption is not None:
        write_figure_caption(document.add_paragraph(style="Caption"), options.caption)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def add_figure(document: DocxDocument, figure: Figure, options: FigureOptions, scale: float = 1.0) -> None:
    """Append the figure as a picture in the middle, which stays with the paragraph after it."""
    picture = document.add_paragraph()
    picture.alignment = WD_ALIGN_PARAGRAPH.CENTER
    picture.paragraph_format.keep_with_next = True
    content = figure_png(figure, replace(options, is_transparent=False))
    shape = picture.add_run().add_picture(BytesIO(content), width=Mm(scale * figure.width / POINTS_PER_MM))
    described = shape._inline.docPr
    described.set("descr", holdable(options.description or _description(figure)))


def _description(figure: Figure) -> str:
    """Return the title, and what the pictures in the figure show."""
    shown = listed(dict.fromkeys(shape.description for shape in figure.pictures), figure.language)
    return f"{figure.title}: {shown}" if shown else figure.title


def write_figure_caption(paragraph: Paragraph, caption: FigureCaption) -> None:
    """Write the caption in the middle, its number as a field, so that Word counts it among its figures."""
    set_direction(paragraph, direction_of(f"{caption.lead} {caption.text}", caption.language))
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number = "".join(letter for letter in caption.lead if letter.isdigit())
    before, _, after = caption.lead.partition(number) if number else (caption.lead, "", "")
    add_text(paragraph, before, caption.language, is_bold=True)
    if number:
        add_field(paragraph, r"SEQ Figure \* ARABIC", number, caption.language, is_bold=True)
        add_text(paragraph, after, caption.language, is_bold=True)
    add_text(paragraph, f" {caption.text}", caption.language)
