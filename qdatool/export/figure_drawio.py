"""Figures as diagrams for draw.io: plain XML, every box a cell with its words, every arrow fastened to its boxes."""

from __future__ import annotations

from qdatool.coding.roles import Direction
from qdatool.export.figure_options import FigureOptions
from qdatool.export.xml_text import escaped, quoted
from qdatool.figures.figure import Anchor, BoxOutline, Figure, FigureFonts, LineShape, Rect
from qdatool.figures.forms import dashes
from qdatool.figures.parts import Block, Connection, FigureParts, Paragraph, figure_parts

_PAGE = "figure"
_LAYER = "1"


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
    style = {"html": "1", "whiteSpace": "nowrap", "overflow": "visible", "spacing": "0"}
    if any(paragraph.is_bulleted for paragraph in block.paragraphs):
        style["whiteSpace"] = "wrap"
    style |= _box_style(block) | _text_style(block)
    value = "".join(_paragraph_html(paragraph, fonts) for paragraph in block.paragraphs)
    return (
        f'<mxCell id="{cell_id}" value={quoted(value)} style={quoted(_style(style))} vertex="1" parent="{_LAYER}">'
        f"{_geometry(block.rect)}</mxCell>"
    )


def _box_style(block: Block) -> dict[str, str]:
    box = block.box
    if box is None:
        return {"fillColor": "none", "strokeColor": "none"}
    style = {"fillColor": box.fill or "none", "strokeColor": box.stroke or "none"}
    if box.stroke:
        style["strokeWidth"] = _number(box.line_width)
    if box.is_dashed:
        style["dashed"] = "1"
    if box.outline is not BoxOutline.PLAIN:
        # Absolute radii are halves here, as the program counts the diameter of the corner.
        radius = min(box.rect.width, box.rect.height) / 2 if box.outline is BoxOutline.OVAL else box.radius
        style |= {"rounded": "1", "absoluteArcSize": "1", "arcSize": _number(2 * radius)}
    return style


def _text_style(block: Block) -> dict[str, str]:
    if not block.paragraphs:
        return {}
    first = block.paragraphs[0]
    align = _alignment(first)
    style = {"align": align, "verticalAlign": "top", "spacingTop": _number(first.top - block.rect.y)}
    if any(paragraph.is_bulleted for paragraph in block.paragraphs):
        left = min(paragraph.left for paragraph in block.paragraphs) - block.rect.x
        right = block.rect.right - max(paragraph.left + paragraph.width for paragraph in block.paragraphs)
        is_turned = first.direction is Direction.RTL
        side, room = ("spacingRight", right) if is_turned else ("spacingLeft", left)
        style[side] = _number(max(0.0, room / 2))
    if first.direction is Direction.RTL:
        style["textDirection"] = "rtl"
    return style


def _paragraph_html(paragraph: Paragraph, fonts: FigureFonts) -> str:
    direction = "rtl" if paragraph.direction is Direction.RTL else "ltr"
    family = ", ".join((paragraph.fonts or fonts).families(paragraph.text))
    css = (
        f"font-family: {family}; font-size: {_number(paragraph.size_pt)}px; color: {paragraph.color};"
        f" line-height: {_number(paragraph.line_height)}px; text-align: {_alignment(paragraph)};"
    )
    if paragraph.is_bold:
        css += " font-weight: bold;"
    bullet = "• " if paragraph.is_bulleted else ""
    lead = paragraph.bold_lead
    if paragraph.is_bulleted:
        words = escaped(paragraph.text)
    elif lead:
        first, *rest = paragraph.lines
        words = "<br>".join((f"<b>{escaped(first[:lead])}</b>{escaped(first[lead:])}", *map(escaped, rest)))
    else:
        words = "<br>".join(map(escaped, paragraph.lines))
    return f'<div dir="{direction}" lang={quoted(paragraph.language)} style={quoted(css)}>{bullet}{words}</div>'


def _alignment(paragraph: Paragraph) -> str:
    if paragraph.anchor is Anchor.MIDDLE:
        return "center"
    return "right" if (paragraph.anchor is Anchor.START) == (paragraph.direction is Direction.RTL) else "left"


def _connection(place: int, connection: Connection, parts: FigureParts, ids: dict[int, str]) -> str:
    line = connection.line
    attributes = ""
    style = _line_style(line)
    ends = (
        ("source", "exit", connection.source, line.points[0]),
        ("target", "entry", connection.target, line.points[-1]),
    )
    for name, side, key, point in ends:
        block = parts.block_of(key)
        if block is not None:
            attributes += f' {name}="{ids[id(block)]}"'
            x, y = _share(block.rect, point)
            style |= {f"{side}X": x, f"{side}Y": y, f"{side}Dx": "0", f"{side}Dy": "0", f"{side}Perimeter": "0"}
    return _edge(f"link-{place}", line, style, attributes)


def _stroke(cell_id: str, line: LineShape) -> str:
    return _edge(cell_id, line, _line_style(line), "")


def _edge(cell_id: str, line: LineShape, style: dict[str, str], attributes: str) -> str:
    (x1, y1), *between, (x2, y2) = line.points
    points = "".join(f'<mxPoint x="{_number(x)}" y="{_number(y)}"/>' for x, y in between)
    bends = f'<Array as="points">{points}</Array>' if points and not line.is_curve else ""
    return (
        f'<mxCell id="{cell_id}" style={quoted(_style(style))} edge="1" parent="{_LAYER}"{attributes}>'
        f'<mxGeometry relative="1" as="geometry">'
        f'<mxPoint x="{_number(x1)}" y="{_number(y1)}" as="sourcePoint"/>'
        f'<mxPoint x="{_number(x2)}" y="{_number(y2)}" as="targetPoint"/>{bends}</mxGeometry></mxCell>'
    )


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
        style["endSize"] = _number(line.arrow_size)
    pattern = dashes(line.line_style)
    if pattern:
        style |= {"dashed": "1", "dashPattern": " ".join(_number(part) for part in pattern)}
    if line.is_curve:
        style |= {"edgeStyle": "orthogonalEdgeStyle", "curved": "1"}
    return style


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
