"""Figures as a slide of native shapes: every box can be edited, and the arrows hold on to the boxes they join.

The slide is exactly as large as the figure. Fonts are named, not embedded: where they are missing the program that
shows the slide takes others.
"""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape
from pptx.shapes.connector import Connector
from pptx.slide import Slide
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Emu, Length, Pt

from qdatool.coding.roles import Direction, LineStyle
from qdatool.export.figure_options import FigureOptions
from qdatool.figures.figure import Anchor, BoxOutline, BoxShape, Figure, LineShape, Rect
from qdatool.figures.parts import Block, FigureParts, Paragraph, figure_parts

_EMU_PER_POINT = 12700
_FORMS = {
    BoxOutline.ROUNDED: MSO_SHAPE.ROUNDED_RECTANGLE,
    BoxOutline.BAR: MSO_SHAPE.ROUND_2_SAME_RECTANGLE,
    BoxOutline.OVAL: MSO_SHAPE.ROUNDED_RECTANGLE,
    BoxOutline.PLAIN: MSO_SHAPE.RECTANGLE,
}
_DASHES = {LineStyle.DASHED: MSO_LINE_DASH_STYLE.DASH, LineStyle.DOTTED: MSO_LINE_DASH_STYLE.ROUND_DOT}
_BLANK_LAYOUT = 6
_LANGUAGE_TAGS = {"fa": "fa-IR", "en": "en-GB"}


def figure_pptx(figure: Figure, options: FigureOptions) -> bytes:
    """Return the figure as a presentation with one slide."""
    presentation = Presentation()
    presentation.slide_width = _emu(figure.width)
    presentation.slide_height = _emu(figure.height)
    presentation.core_properties.title = options.title or figure.title
    presentation.core_properties.author = ""
    slide = presentation.slides.add_slide(presentation.slide_layouts[_BLANK_LAYOUT])
    _SlideWriter(slide, figure).write()
    content = BytesIO()
    presentation.save(content)
    return content.getvalue()


class _SlideWriter:
    """One slide that the parts of a figure are put on."""

    def __init__(self, slide: Slide, figure: Figure) -> None:
        self._slide = slide
        self._figure = figure
        self._parts: FigureParts = figure_parts(figure)
        self._labels = {node.key: node.label for node in figure.nodes}

    def write(self) -> None:
        # A connection needs its ends, yet lies below them: it is made last and put first.
        shapes = {id(block): self._add_block(block) for block in self._parts.blocks}
        for stroke in self._parts.strokes:
            self._add_stroke(stroke)
        for connection in self._parts.connections:
            if _is_slanted(connection.line):
                _put_below(self._add_bent(connection.line))
                continue
            connector = self._add_stroke(connection.line)
            source, target = self._parts.block_of(connection.source), self._parts.block_of(connection.target)
            if source is not None:
                site = _nearest_site(source.rect, connection.line.points[0])
                connector.begin_connect(shapes[id(source)], site)
            if target is not None:
                connector.end_connect(shapes[id(target)], _nearest_site(target.rect, connection.line.points[-1]))
            _put_below(connector)

    def _add_block(self, block: Block) -> Shape:
        rect = block.rect
        form = _FORMS[block.box.outline] if block.box is not None else MSO_SHAPE.RECTANGLE
        shape = self._slide.shapes.add_shape(form, _emu(rect.x), _emu(rect.y), _emu(rect.width), _emu(rect.height))
        shape.name = self._labels.get(block.key) or block.key
        # The theme's own fill, border and shadow.
        shape._element.remove(shape._element.find(qn("p:style")))
        _dress(shape, block.box)
        if block.paragraphs:
            self._write_text(shape.text_frame, block)
        return shape

    def _write_text(self, frame: TextFrame, block: Block) -> None:
        frame.margin_left = frame.margin_right = frame.margin_bottom = Emu(0)
        frame.margin_top = _emu(max(0.0, block.paragraphs[0].top - block.rect.y))
        frame.vertical_anchor = MSO_ANCHOR.TOP
        is_list = any(each.is_bulleted for each in block.paragraphs)
        # Lines that are no list stay as they were broken and may grow over the sides where another font is wider.
        frame.word_wrap = is_list
        above = block.paragraphs[0].top
        for i, paragraph in enumerate(block.paragraphs):
            written = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
            self._write_paragraph(written, paragraph, max(0.0, paragraph.top - above), keeps_lines=not is_list)
            above = paragraph.bottom
        if is_list:
            left = min(each.left for each in block.paragraphs) - block.rect.x
            right = block.rect.right - max(each.left + each.width for each in block.paragraphs)
            # The bullet stands in the margin, so the paragraphs keep what the figure left before their letters.
            margin = max(0.0, right if self._figure.direction is Direction.RTL else left)
            for written in frame.paragraphs:
                _indent(written, margin)

    def _write_paragraph(
        self, written: _Paragraph, paragraph: Paragraph, space_before: float, *, keeps_lines: bool
    ) -> None:
        is_rtl = paragraph.direction is Direction.RTL
        written.alignment = _alignment(paragraph.anchor, is_rtl=is_rtl)
        written.line_spacing = Pt(round(paragraph.line_height, 1))
        written.space_before = Pt(round(space_before, 1))
        written.space_after = Pt(0)
        properties = written._p.get_or_add_pPr()
        if is_rtl:
            properties.set("rtl", "1")
        _set_bullet(properties, is_bulleted=paragraph.is_bulleted)
        for i, line in enumerate(paragraph.lines if keeps_lines else (paragraph.text,)):
            if i:
                written.add_line_break()
            lead = 0 if i else paragraph.bold_lead
            for text, is_bold in ((line[:lead], True), (line[lead:], paragraph.is_bold)):
                if text:
                    self._write_run(written, paragraph, text, is_bold=is_bold)

    def _write_run(self, written: _Paragraph, paragraph: Paragraph, text: str, *, is_bold: bool) -> None:
        run = written.add_run()
        run.text = text
        run.font.size = Pt(paragraph.size_pt)
        run.font.bold = is_bold
        run.font.color.rgb = _color(paragraph.color)
        properties = run._r.get_or_add_rPr()
        properties.set("lang", _LANGUAGE_TAGS.get(paragraph.language, paragraph.language))
        fonts = paragraph.fonts or self._figure.fonts
        for tag, family in (("a:latin", fonts.latin), ("a:cs", fonts.arabic)):
            etree.SubElement(properties, qn(tag)).set("typeface", family)

    def _add_stroke(self, line: LineShape) -> Connector:
        # Programs bend a curve that holds on to two boxes each in its own way; a straight line is the same in all.
        kind = MSO_CONNECTOR.ELBOW if len(line.points) > 2 and not line.is_curve else MSO_CONNECTOR.STRAIGHT
        (x1, y1), (x2, y2) = line.points[0], line.points[-1]
        connector = self._slide.shapes.add_connector(kind, _emu(x1), _emu(y1), _emu(x2), _emu(y2))
        _dress_line(connector, line)
        return connector

    def _add_bent(self, line: LineShape) -> Shape:
        """Draw a line over its bends, which no connector would keep to."""
        (x, y), *others = [(_emu(x), _emu(y)) for x, y in line.points]
        builder = self._slide.shapes.build_freeform(x, y)
        builder.add_line_segments(others, close=False)
        shape: Shape = builder.convert_to_shape()
        shape.fill.background()
        _dress_line(shape, line)
        return shape


def _is_slanted(line: LineShape) -> bool:
    """Tell whether a line bends otherwise than by right angles, as no connector does that programs know."""
    steps = pairwise(line.points)
    return len(line.points) > 2 and not line.is_curve and any(x1 != x2 and y1 != y2 for (x1, y1), (x2, y2) in steps)


def _dress_line(drawn: Connector | Shape, line: LineShape) -> None:
    # The theme's style would throw a shadow; all that it gives besides is said here.
    theme_style = drawn._element.find(qn("p:style"))
    if theme_style is not None:
        drawn._element.remove(theme_style)
    drawn.line.width = _emu(line.line_width)
    drawn.line.color.rgb = _color(line.stroke)
    dash = _DASHES.get(line.line_style)
    if dash is not None:
        drawn.line.dash_style = dash
    if line.arrow_size:
        head = etree.SubElement(drawn.line._get_or_add_ln(), qn("a:tailEnd"))
        head.set("type", "triangle")


def _put_below(drawn: Connector | Shape) -> None:
    tree = drawn._element.getparent()
    tree.remove(drawn._element)
    # The first two elements describe the group of all shapes.
    tree.insert(2, drawn._element)


def _dress(shape: Shape, box: BoxShape | None) -> None:
    """Give a shape the fill and border of a box; none where there is no box."""
    if box is None or box.fill is None:
        shape.fill.background()
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = _color(box.fill)
    if box is None or box.stroke is None:
        shape.line.fill.background()
        return
    shape.line.color.rgb = _color(box.stroke)
    shape.line.width = _emu(box.line_width)
    if box.is_dashed:
        shape.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    shorter = min(box.rect.width, box.rect.height)
    if box.outline is not BoxOutline.PLAIN and shorter:
        radius = shorter / 2 if box.outline is BoxOutline.OVAL else box.radius
        shape.adjustments[0] = min(0.5, radius / shorter)


def _alignment(anchor: Anchor, *, is_rtl: bool) -> PP_ALIGN:
    if anchor is Anchor.MIDDLE:
        return PP_ALIGN.CENTER
    # Sides are those of the page here, not those of the reading.
    return PP_ALIGN.RIGHT if (anchor is Anchor.START) == is_rtl else PP_ALIGN.LEFT


def _set_bullet(properties: etree._Element, *, is_bulleted: bool) -> None:
    if is_bulleted:
        etree.SubElement(properties, qn("a:buChar")).set("char", "•")
    else:
        etree.SubElement(properties, qn("a:buNone"))


def _indent(written: _Paragraph, margin: float) -> None:
    """Let a paragraph stand so far from the side it starts at, and its bullet half as far."""
    properties = written._p.get_or_add_pPr()
    # Named after the left, yet it is the side where the reading starts.
    properties.set("marL", str(_emu(margin)))
    properties.set("indent", str(_emu(-margin / 2)))


def _nearest_site(rect: Rect, point: tuple[float, float]) -> int:
    """Return the connection site of a rectangle (0 top, 1 left, 2 bottom, 3 right) that is nearest to a point."""
    sites = (
        (rect.center_x, rect.y),
        (rect.x, rect.center_y),
        (rect.center_x, rect.bottom),
        (rect.right, rect.center_y),
    )
    return min(range(4), key=lambda i: (sites[i][0] - point[0]) ** 2 + (sites[i][1] - point[1]) ** 2)


def _color(value: str) -> RGBColor:
    red, green, blue = bytes.fromhex(value.removeprefix("#"))
    return RGBColor(red, green, blue)


def _emu(points: float) -> Length:
    return Emu(round(points * _EMU_PER_POINT))
