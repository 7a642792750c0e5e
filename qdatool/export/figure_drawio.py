"""Figures as diagrams for draw.io: plain XML, every box a cell with its words, every arrow fastened to its boxes."""

from __future__ import annotations

from base64 import b64encode

from qdatool.coding.roles import Direction
from qdatool.export.figure_options import FigureOptions
from qdatool.export.xml_text import escaped, quoted
from qdatool.figures.figure import BoxOutline, Figure, FigureFonts, LineShape, PictureShape, Rect
from qdatool.figures.forms import DASHES, dashes
from qdatool.figures.parts import Block, Connection, FigureParts, Paragraph, figure_parts
from qdatool.figures.picture_dots import picture_file

_PAGE = "figure"
_LAYER = "1"
_BASELINE_BELOW_MIDDLE = {Direction.RTL: 0.27, Direction.LTR: 0.34}
"""How far below the middle of a line a browser sets the letters, in sizes.

It is half of ascent less descent, somewhat less because whole dots are rounded upwards.
"""

_ROOM_TO_GROW = 40

_ARROW_BORDER = 2.62
"""How much longer than its size the program draws an arrowhead, in widths of its line: the border and its corner."""


def figure_drawio(figure: Figure, options: FigureOptions) -> bytes:
    """Return the figure as an uncompressed draw.io file, one unit to the point."""
    title = options.title or figure.title
    parts = figure_parts(figure)
    ids = {id(block): f"block-{i}" for i, block in enumerate(parts.blocks)}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<mxfile host="qdatool">',
        f'<diagram id="{_PAGE}" name={quoted(title)}>',
        f'<mxGraphModel grid="0" page="1" pageWidth="{_number(figure.width)}" pageHeight="{_number(figure.height)}">',
        "<root>",
        '<mxCell id="0"/>',
        f'<mxCell id="{_LAYER}" parent="0"/>',
    ]
    # What comes later lies above.
    lines += [_connection(i, each, parts, ids) for i, each in enumerate(parts.connections)]
    lines += [_cell(ids[id(block)], block, figure.fonts) for block in parts.blocks]
    lines += [_stroke(f"stroke-{i}", line) for i, line in enumerate(parts.strokes)]
    lines += ["</root>", "</mxGraphModel>", "</diagram>", "</mxfile>", ""]
    return "\n".join(lines).encode("utf-8")


def _cell(cell_id: str, block: Block, fonts: FigureFonts) -> str:
    # A label that may grow over its cell, since words must not be cut where another font is wider. It begins at the
    # corner and has a width of its own: the program's other ways of placing turn about with right-to-left text.
    style = {"html": "1", "whiteSpace": "wrap", "overflow": "visible"}
    style |= _box_style(block) | _text_style(block, fonts)
    return (
        f'<mxCell id="{cell_id}" value={quoted(_label(block, fonts))} style={quoted(_style(style))} vertex="1"'
        f' parent="{_LAYER}">{_geometry(block.rect)}</mxCell>'
    )


def _box_style(block: Block) -> dict[str, str]:
    box = block.box
    if block.picture is not None:
        return _picture_style(block.picture)
    if box is None:
        return {"fillColor": "none", "strokeColor": "none"}
    style = {"fillColor": box.fill or "none", "strokeColor": box.stroke or "none"}
    if box.stroke:
        style["strokeWidth"] = _number(box.line_width)
    if box.is_dashed:
        style |= _dash_style(DASHES)
    if box.outline is not BoxOutline.PLAIN:
        # Absolute radii are halves here, as the program counts the diameter of the corner.
        radius = min(box.rect.width, box.rect.height) / 2 if box.outline is BoxOutline.OVAL else box.radius
        style |= {"rounded": "1", "absoluteArcSize": "1", "arcSize": _number(2 * radius)}
    return style


def _picture_style(shape: PictureShape) -> dict[str, str]:
    content = b64encode(picture_file(shape.picture, is_grey=shape.is_grey)).decode("ascii")
    # A semicolon would end the value of a style here, so the program leaves out what says base64.
    return {"shape": "image", "imageAspect": "0", "aspect": "fixed", "image": f"data:{shape.picture.kind},{content}"}


def _text_style(block: Block, fonts: FigureFonts) -> dict[str, str]:
    """Return what the program shows about the lettering, and gives to words that are typed anew."""
    if not block.paragraphs:
        return {}
    first = block.paragraphs[0]
    return {
        "align": "left",
        "verticalAlign": "top",
        "spacing": "0",
        # The program puts labels this much below the upper edge.
        "spacingTop": "-5",
        "fontFamily": (first.fonts or fonts).families(first.text)[0],
        "fontSize": _number(first.size_pt),
        "fontColor": first.color,
    }


def _label(block: Block, fonts: FigureFonts) -> str:
    """Return the paragraphs of a block as HTML, each as far below the one before as it is in the figure."""
    above = block.rect.y
    parts = []
    for paragraph in block.paragraphs:
        top = _first_line_top(paragraph)
        parts.append(_paragraph_html(paragraph, block.rect, max(0.0, top - above), fonts))
        above = max(top, above) + paragraph.line_height * len(paragraph.lines)
    return f'<div style="width: {_number(block.rect.width)}px;">{"".join(parts)}</div>' if parts else ""


def _first_line_top(paragraph: Paragraph) -> float:
    """Return where a browser must begin the first line for its letters to stand on the baseline."""
    below_middle = _BASELINE_BELOW_MIDDLE.get(paragraph.direction, _BASELINE_BELOW_MIDDLE[Direction.LTR])
    return paragraph.baseline - paragraph.line_height / 2 - below_middle * paragraph.size_pt


def _paragraph_html(paragraph: Paragraph, rect: Rect, space_above: float, fonts: FigureFonts) -> str:
    direction = "rtl" if paragraph.direction is Direction.RTL else "ltr"
    family = ", ".join((paragraph.fonts or fonts).families(paragraph.text))
    left, right = paragraph.margins(rect)
    css = (
        f"font-family: {family}; font-size: {_number(paragraph.size_pt)}px;"
        f" color: {paragraph.color}; line-height: {_number(paragraph.line_height)}px;"
        f" text-align: {_alignment(paragraph)}; white-space: nowrap;"
        f" padding: {_number(space_above)}px {_number(right)}px 0 {_number(left)}px;"
    )
    if paragraph.is_centered:
        # What is wider than the cell grows over both sides.
        css += f" margin: 0 -{_ROOM_TO_GROW}px;"
    if paragraph.is_bold:
        css += " font-weight: bold;"
    first, *rest = paragraph.lines
    lead = paragraph.bold_lead
    opening = f"<b>{escaped(first[:lead])}</b>{escaped(first[lead:])}" if lead else escaped(first)
    words = "<br>".join((opening, *map(escaped, rest)))
    if paragraph.bullet is not None:
        gap = paragraph.bullet_gap
        css += f" text-indent: -{_number(gap)}px;"
        dot = f"display: inline-block; width: {_number(gap)}px; text-indent: 0; color: {paragraph.bullet.fill};"
        words = f"<span style={quoted(dot)}>•</span>{words}"
    return f'<div dir="{direction}" lang={quoted(paragraph.language)} style={quoted(css)}>{words}</div>'


def _alignment(paragraph: Paragraph) -> str:
    if paragraph.is_centered:
        return "center"
    return "right" if paragraph.stands_right else "left"


def _connection(place: int, connection: Connection, parts: FigureParts, ids: dict[int, str]) -> str:
    line = connection.line
    attributes = ""
    style = _line_style(line)
    ends = (
        ("source", "exit", connection.source, line.points[0]),
        ("target", "entry", connection.target, line.points[-1]),
    )
    for name, side, key, point in ends:
        block = parts.block_at(key, point)
        if block is not None:
            attributes += f' {name}="{ids[id(block)]}"'
            x, y = _share(block.rect, point)
            style |= {f"{side}X": x, f"{side}Y": y, f"{side}Dx": "0", f"{side}Dy": "0", f"{side}Perimeter": "0"}
    return _edge(f"link-{place}", line, style, attributes)


def _stroke(cell_id: str, line: LineShape) -> str:
    return _edge(cell_id, line, _line_style(line), "")


def _edge(cell_id: str, line: LineShape, style: dict[str, str], attributes: str) -> str:
    (x1, y1), *between, (x2, y2) = _curve_points(line.points) if line.is_curve else line.points
    points = "".join(f'<mxPoint x="{_number(x)}" y="{_number(y)}"/>' for x, y in between)
    bends = f'<Array as="points">{points}</Array>' if points else ""
    return (
        f'<mxCell id="{cell_id}" style={quoted(_style(style))} edge="1" parent="{_LAYER}"{attributes}>'
        f'<mxGeometry relative="1" as="geometry">'
        f'<mxPoint x="{_number(x1)}" y="{_number(y1)}" as="sourcePoint"/>'
        f'<mxPoint x="{_number(x2)}" y="{_number(y2)}" as="targetPoint"/>{bends}</mxGeometry></mxCell>'
    )


def _curve_points(points: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
    """Return the ends of a cubic with the handles of the two quadratic arcs that the program draws instead."""
    start, *handles, end = points
    first, second = handles
    middle = [(a + 3 * b + 3 * c + d) / 8 for a, b, c, d in zip(start, first, second, end, strict=True)]
    arcs = []
    for near, handle, other in ((start, first, second), (end, second, first)):
        # A half of the cubic has its own handles; an arc has one that stands for both.
        x, y = (
            (3 * ((n + h) / 2 + (n + 2 * h + o) / 4) - n - m) / 4
            for n, h, o, m in zip(near, handle, other, middle, strict=True)
        )
        arcs.append((x, y))
    return (start, *arcs, end)


def _line_style(line: LineShape) -> dict[str, str]:
    style = {
        "html": "1",
        "rounded": "0",
        "strokeColor": line.stroke,
        "strokeWidth": _number(line.line_width),
        "endArrow": "block" if line.arrow_size else "none",
        "endFill": "1",
    }
    if line.arrow_size:
        style["endSize"] = _number(max(1.0, line.arrow_size - _ARROW_BORDER * line.line_width))
    pattern = dashes(line.line_style)
    if pattern:
        style |= _dash_style(pattern)
    if line.is_curve:
        style["curved"] = "1"
    return style


def _dash_style(pattern: tuple[float, ...]) -> dict[str, str]:
    return {"dashed": "1", "dashPattern": " ".join(map(_number, pattern))}


def _share(rect: Rect, point: tuple[float, float]) -> tuple[str, str]:
    """Return where a point lies on a rectangle, each way from 0 to 1."""
    x = (point[0] - rect.x) / rect.width if rect.width else 0.5
    y = (point[1] - rect.y) / rect.height if rect.height else 0.5
    return _number(min(1.0, max(0.0, x))), _number(min(1.0, max(0.0, y)))


def _geometry(rect: Rect) -> str:
    place = f'x="{_number(rect.x)}" y="{_number(rect.y)}" width="{_number(rect.width)}" height="{_number(rect.height)}"'
    return f'<mxGeometry {place} as="geometry"/>'


def _style(style: dict[str, str]) -> str:
    return "".join(f"{name}={value};" for name, value in style.items())


def _number(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
