"""Figures as a slide of native shapes: every box can be edited, and the arrows hold on to the boxes they join.

The slide is exactly as large as the figure. Fonts are named, not embedded: where they are missing the program that
shows the slide takes others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
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
from pptx.shapes.picture import Picture
from pptx.slide import Slide
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Emu, Length, Pt

from qdatool.coding.node_keys import ends_of
from qdatool.coding.roles import Direction, LineStyle
from qdatool.errors import ExportFailed, ExportReason
from qdatool.export.figure_options import FigureOptions
from qdatool.export.slide_routes import SlideRoute, route_of
from qdatool.export.xml_text import holdable, property_of
from qdatool.figures.figure import BoxOutline, BoxShape, Figure, LineShape, Rect
from qdatool.figures.forms import corner_radius
from qdatool.figures.parts import Block, Connection, FigureParts, Paragraph, figure_parts
from qdatool.figures.picture_dots import picture_file

_EMU_PER_POINT = 12700
_CM_PER_PT = 2.54 / 72
_FORMS = {
    BoxOutline.ROUNDED: MSO_SHAPE.ROUNDED_RECTANGLE,
    BoxOutline.BAR: MSO_SHAPE.ROUND_2_SAME_RECTANGLE,
    BoxOutline.OVAL: MSO_SHAPE.ROUNDED_RECTANGLE,
    BoxOutline.PLAIN: MSO_SHAPE.RECTANGLE,
}
_DASHES = {LineStyle.DASHED: MSO_LINE_DASH_STYLE.DASH, LineStyle.DOTTED: MSO_LINE_DASH_STYLE.ROUND_DOT}
_BLANK_LAYOUT = 6
_SHORTEST_SIDE_PT, _LONGEST_SIDE_PT = 72.0, 4032.0
"""What a slide can measure; a smaller figure stands in the corner of a larger slide."""

_LETTERING_DEPTH = 0.22
"""How far below the baseline a line of fixed height ends, in sizes, as programs for slides set it."""

_LANGUAGE_TAGS = {"fa": "fa-IR", "en": "en-GB"}


def figure_pptx(figure: Figure, options: FigureOptions) -> bytes:
    """Return the figure as a presentation with one slide; ExportFailed(TOO_LONG_FOR_SLIDE) beyond what one can be."""
    longest = max(figure.width, figure.height)
    if longest > _LONGEST_SIDE_PT:
        facts = {"length_cm": round(longest * _CM_PER_PT), "most_cm": round(_LONGEST_SIDE_PT * _CM_PER_PT)}
        raise ExportFailed(ExportReason.TOO_LONG_FOR_SLIDE, **facts)
    presentation = Presentation()
    presentation.slide_width = _emu(max(_SHORTEST_SIDE_PT, figure.width))
    presentation.slide_height = _emu(max(_SHORTEST_SIDE_PT, figure.height))
    presentation.core_properties.title = property_of(options.title or figure.title)
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
            self._add_line(stroke)
        for connection in self._parts.connections:
            route = _route(connection.line)
            lines = [connection.line] if route is not None else _straight_parts(connection.line)
            drawn = [self._add_connector(line) for line in lines]
            self._join(drawn, lines)
            self._fasten(drawn, connection, shapes)
            for connector, line in zip(drawn, lines, strict=True):
                # Fastening moves the ends to the middle of a side; until a box is moved the line stays as it is in
                # the figure.
                _lead(connector, _route(line))
                _put_below(connector)

    def _fasten(self, drawn: list[Connector], connection: Connection, shapes: Mapping[int, Shape | Picture]) -> None:
        start, end = connection.line.points[0], connection.line.points[-1]
        source, target = self._parts.block_at(connection.source, start), self._parts.block_at(connection.target, end)
        if source is not None:
            drawn[0].begin_connect(shapes[id(source)], _nearest_site(source.rect, start))
        if target is not None:
            drawn[-1].end_connect(shapes[id(target)], _nearest_site(target.rect, end))

    def _join(self, drawn: list[Connector], lines: list[LineShape]) -> None:
        """Let the parts of a line hold on to a dot where they meet, with which they can be led elsewhere."""
        for before, after, line in zip(drawn, drawn[1:], lines[1:], strict=False):
            dot = self._add_dot(line)
            before.end_connect(dot, 0)
            after.begin_connect(dot, 0)

    def _add_dot(self, line: LineShape) -> Shape:
        """Draw what a line begins at: as broad as the line, so that it shows as a corner of the whole."""
        (x, y), side = line.points[0], line.line_width
        place = (_emu(x - side / 2), _emu(y - side / 2), _emu(side), _emu(side))
        dot: Shape = self._slide.shapes.add_shape(MSO_SHAPE.OVAL, *place)
        dot.name = holdable(" – ".join(self._labels.get(end, end) for end in ends_of(line.key)))
        dot._element.remove(dot._element.find(qn("p:style")))
        dot.fill.solid()
        dot.fill.fore_color.rgb = _color(line.stroke)
        dot.line.fill.background()
        _put_below(dot)
        return dot

    def _add_block(self, block: Block) -> Shape | Picture:
        rect = block.rect
        content = picture_file(block.picture.picture, is_grey=block.picture.is_grey) if block.picture else b""
        if block.picture is not None and content:
            place = (_emu(rect.x), _emu(rect.y), _emu(rect.width), _emu(rect.height))
            picture: Picture = self._slide.shapes.add_picture(BytesIO(content), *place)
            picture.name = holdable(self._labels.get(block.key) or block.key)
            picture._element.find(f".//{qn('p:cNvPr')}").set("descr", holdable(block.picture.description))
            return picture
        form = _FORMS[block.box.outline] if block.box is not None else MSO_SHAPE.RECTANGLE
        shape = self._slide.shapes.add_shape(form, _emu(rect.x), _emu(rect.y), _emu(rect.width), _emu(rect.height))
        shape.name = holdable(self._labels.get(block.key) or block.key)
        # The theme's own fill, border and shadow.
        shape._element.remove(shape._element.find(qn("p:style")))
        _dress(shape, block.box)
        if block.paragraphs:
            self._write_text(shape.text_frame, block)
        return shape

    def _write_text(self, frame: TextFrame, block: Block) -> None:
        frame.margin_left = frame.margin_right = frame.margin_bottom = Emu(0)
        frame.margin_top = _emu(max(0.0, _first_line_top(block.paragraphs[0]) - block.rect.y))
        frame.vertical_anchor = MSO_ANCHOR.TOP
        # Lines stay as they were broken and may grow over the sides where another font is wider.
        frame.word_wrap = False
        above = _first_line_top(block.paragraphs[0])
        for i, paragraph in enumerate(block.paragraphs):
            written = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
            top = _first_line_top(paragraph)
            self._write_paragraph(written, paragraph, max(0.0, top - above))
            _indent(written, paragraph, block.rect)
            above = max(top, above) + paragraph.line_height * len(paragraph.lines)

    def _write_paragraph(self, written: _Paragraph, paragraph: Paragraph, space_before: float) -> None:
        is_rtl = paragraph.direction is Direction.RTL
        written.alignment = _alignment(paragraph)
        written.line_spacing = Pt(round(paragraph.line_height, 1))
        written.space_before = Pt(round(space_before, 1))
        written.space_after = Pt(0)
        properties = written._p.get_or_add_pPr()
        if is_rtl:
            properties.set("rtl", "1")
        _set_bullet(properties, paragraph.bullet)
        for i, line in enumerate(paragraph.lines):
            if i:
                written.add_line_break()
            lead = 0 if i else paragraph.bold_lead
            for text, is_bold in ((line[:lead], True), (line[lead:], paragraph.is_bold)):
                if text:
                    self._write_run(written, paragraph, text, is_bold=is_bold)

    def _write_run(self, written: _Paragraph, paragraph: Paragraph, text: str, *, is_bold: bool) -> None:
        run = written.add_run()
        run.text = holdable(text)
        run.font.size = _emu(paragraph.size_pt)
        run.font.bold = is_bold
        run.font.color.rgb = _color(paragraph.color)
        properties = run._r.get_or_add_rPr()
        properties.set("lang", _LANGUAGE_TAGS.get(paragraph.language, paragraph.language))
        fonts = paragraph.fonts or self._figure.fonts
        for tag, family in (("a:latin", fonts.latin), ("a:cs", fonts.arabic)):
            etree.SubElement(properties, qn(tag)).set("typeface", family)

    def _add_line(self, line: LineShape) -> Connector | Shape:
        """Draw a line as a connector, or as a bare line over bends that no connector would keep to."""
        return self._add_bent(line) if _route(line) is None else self._add_connector(line)

    def _add_connector(self, line: LineShape) -> Connector:
        connector: Connector = self._slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *4 * (Emu(0),))
        _lead(connector, _route(line))
        _dress_line(connector, line)
        return connector

    def _add_bent(self, line: LineShape) -> Shape:
        (x, y), *others = [(_emu(x), _emu(y)) for x, y in line.points]
        builder = self._slide.shapes.build_freeform(x, y)
        builder.add_line_segments(others, close=False)
        shape: Shape = builder.convert_to_shape()
        shape.fill.background()
        _dress_line(shape, line)
        return shape


def _route(line: LineShape) -> SlideRoute | None:
    # Programs bend a curve that holds on to two boxes each in its own way; a straight line is the same in all.
    return route_of((line.points[0], line.points[-1]) if line.is_curve else line.points)


def _straight_parts(line: LineShape) -> list[LineShape]:
    """Return a line part by part, since no single connector keeps to its way; only the last has its arrowhead."""
    parts = [replace(line, points=ends, bends=(), arrow_size=0.0) for ends in pairwise(line.points)]
    return [*parts[:-1], replace(parts[-1], arrow_size=line.arrow_size)]


def _lead(connector: Connector, route: SlideRoute | None) -> None:
    """Give a connector its form and its frame."""
    if route is None:
        return
    properties = connector._element.spPr
    frame = properties.get_or_add_xfrm()
    for name, is_set in (("flipH", route.is_flipped_across), ("flipV", route.is_flipped_down)):
        frame.attrib.pop(name, None)
        if is_set:
            frame.set(name, "1")
    if route.rotation:
        frame.set("rot", str(route.rotation))
    connector.left, connector.top = _emu(route.x), _emu(route.y)
    connector.width, connector.height = _emu(route.width), _emu(route.height)
    geometry = properties.find(qn("a:prstGeom"))
    geometry.set("prst", route.preset)
    adjustments = geometry.get_or_add_avLst()
    for guide in list(adjustments):
        adjustments.remove(guide)
    if route.bend is not None:
        guide = etree.SubElement(adjustments, qn("a:gd"))
        guide.set("name", "adj1")
        guide.set("fmla", f"val {route.bend}")


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
    """Give a shape the corners, fill and border of a box; no fill and border where there is no box."""
    shorter = min(box.rect.width, box.rect.height) if box is not None else 0.0
    if box is not None and box.outline is not BoxOutline.PLAIN and shorter:
        shape.adjustments[0] = corner_radius(box) / shorter
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


def _alignment(paragraph: Paragraph) -> PP_ALIGN:
    if paragraph.is_centered:
        return PP_ALIGN.CENTER
    # Sides are those of the page here, not those of the reading.
    return PP_ALIGN.RIGHT if paragraph.stands_right else PP_ALIGN.LEFT


def _first_line_top(paragraph: Paragraph) -> float:
    """Return where a line of fixed height begins whose letters shall stand on the baseline."""
    return paragraph.baseline - paragraph.line_height + _LETTERING_DEPTH * paragraph.size_pt


def _set_bullet(properties: etree._Element, bullet: BoxShape | None) -> None:
    if bullet is None:
        etree.SubElement(properties, qn("a:buNone"))
        return
    if bullet.fill is not None:
        color = etree.SubElement(etree.SubElement(properties, qn("a:buClr")), qn("a:srgbClr"))
        color.set("val", str(_color(bullet.fill)))
    etree.SubElement(properties, qn("a:buChar")).set("char", "•")


def _indent(written: _Paragraph, paragraph: Paragraph, rect: Rect) -> None:
    """Let a paragraph stand as far from the sides as in the figure; a bullet reaches out into that room."""
    left, right = paragraph.margins(rect)
    properties = written._p.get_or_add_pPr()
    # marL is named after the left, yet it is the side where the reading starts.
    before, after = (right, left) if paragraph.direction is Direction.RTL else (left, right)
    properties.set("marL", str(_emu(before)))
    properties.set("marR", str(_emu(after)))
    properties.set("indent", str(_emu(-min(paragraph.bullet_gap, before))))


def _nearest_site(rect: Rect, point: tuple[float, float]) -> int:
    """Return the connection site of a rectangle (0 top, 1 left, 2 bottom, 3 right) on whose side a point lies.

    Programs that lead lines anew leave a box on the side of its site: a line that begins at a lower corner goes down.
    """
    x, y = point
    away = (abs(y - rect.y), abs(x - rect.x), abs(y - rect.bottom), abs(x - rect.right))
    sites = (
        (rect.center_x, rect.y),
        (rect.x, rect.center_y),
        (rect.center_x, rect.bottom),
        (rect.right, rect.center_y),
    )
    return min(range(4), key=lambda i: (round(away[i]), (sites[i][0] - x) ** 2 + (sites[i][1] - y) ** 2))


def _color(value: str) -> RGBColor:
    red, green, blue = bytes.fromhex(value.removeprefix("#"))
    return RGBColor(red, green, blue)


def _emu(points: float) -> Length:
    return Emu(round(points * _EMU_PER_POINT))
