"""Figures as SVG: written by hand, byte for byte the same each time.

Every line of text is a ``<text>`` of its own with ``direction``, ``unicode-bidi`` and ``xml:lang``: with these alone
do librsvg, Inkscape and browsers set Persian rightly. Two things are there for renderers that ignore the direction as
resvg does: a text hangs by its middle, since they take its left end for its start; and a right-to-left line whose
order would suffer stands between U+202B and U+202C, which the others read as nothing new. ``textLength`` keeps a line
inside its box where another font stands in for a missing one; letters are stretched, never set apart, so that they
stay joined.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from qdatool.coding.roles import Direction
from qdatool.export.figure_options import FigureOptions, TextMode
from qdatool.export.xml_text import escaped, quoted
from qdatool.figures.figure import (
    Anchor,
    BoxOutline,
    BoxShape,
    Figure,
    FigureFonts,
    LineShape,
    PictureShape,
    Shape,
    TextLine,
)
from qdatool.figures.forms import DASHES, arrowhead, corner_radius, dashes, shaft_points
from qdatool.figures.spec import POINTS_PER_MM
from qdatool.wording import listed

if TYPE_CHECKING:
    from PySide6.QtGui import QPainterPath

_STRONG_RIGHT_TO_LEFT = ("R", "AL")
_OPENING = {")": "(", "]": "[", "}": "{"}
_LINKS = ' xmlns:xlink="http://www.w3.org/1999/xlink"'
_GENERIC_FAMILIES = frozenset(("sans-serif", "serif", "monospace"))


def figure_svg(figure: Figure, options: FigureOptions) -> bytes:
    """Return the figure as an SVG document in UTF-8, its size in millimetres and its units in points."""
    width, height = figure.width, figure.height
    title = options.title or figure.title
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg"{_LINKS if figure.pictures else ""} version="1.1"'
        f" xml:lang={quoted(figure.language)}"
        f' width="{_number(width / POINTS_PER_MM)}mm" height="{_number(height / POINTS_PER_MM)}mm"'
        f' viewBox="0 0 {_number(width)} {_number(height)}">',
        f"<title>{escaped(title)}</title>",
        f"<desc>{escaped(options.description or _described(figure))}</desc>",
    ]
    if not options.is_transparent:
        lines.append(f'<rect width="{_number(width)}" height="{_number(height)}" fill="#ffffff"/>')
    for _, shapes in groupby(figure.shapes, key=lambda shape: shape.key):
        lines.append("<g>")
        lines.extend(_element(shape, figure.fonts, options.text) for shape in shapes)
        lines.append("</g>")
    lines.append("</svg>\n")
    return "\n".join(lines).encode("utf-8")


def _described(figure: Figure) -> str:
    """Return the names in the figure, for readers who cannot see it."""
    names = dict.fromkeys(node.label for node in figure.nodes if node.label)
    return listed(names, figure.language)


def _element(shape: Shape, fonts: FigureFonts, text: TextMode) -> str:
    if isinstance(shape, BoxShape):
        return _box(shape)
    if isinstance(shape, LineShape):
        return _line(shape)
    if isinstance(shape, PictureShape):
        return _picture(shape)
    return _outlined_text(shape, fonts) if text is TextMode.OUTLINES else _text(shape, fonts)


def _box(box: BoxShape) -> str:
    paint = _paint(box.fill, box.stroke, box.line_width, DASHES if box.is_dashed else ())
    rect, radius = box.rect, _number(corner_radius(box))
    if box.outline is BoxOutline.BAR:
        bottom, inner = _number(rect.bottom), _number(rect.y + corner_radius(box))
        path = (
            f"M{_number(rect.x)} {bottom}V{inner}a{radius} {radius} 0 0 1 {radius} -{radius}"
            f"H{_number(rect.right - corner_radius(box))}a{radius} {radius} 0 0 1 {radius} {radius}V{bottom}Z"
        )
        return f'<path d="{path}"{paint}/>'
    corners = "" if box.outline is BoxOutline.PLAIN else f' rx="{radius}" ry="{radius}"'
    return (
        f'<rect x="{_number(rect.x)}" y="{_number(rect.y)}" width="{_number(rect.width)}"'
        f' height="{_number(rect.height)}"{corners}{paint}/>'
    )


def _line(line: LineShape) -> str:
    points = [f"{_number(x)} {_number(y)}" for x, y in shaft_points(line)]
    path = f"M{points[0]}C{' '.join(points[1:])}" if line.is_curve else f"M{'L'.join(points)}"
    title = f"><title>{escaped(line.description)}</title></path>" if line.description else "/>"
    drawn = f'<path d="{path}"{_paint(line.fill, line.stroke, line.line_width, dashes(line.line_style))}{title}'
    head = arrowhead(line)
    if not head:
        return drawn
    corners = "L".join(f"{_number(x)} {_number(y)}" for x, y in head)
    return f'{drawn}<path d="M{corners}Z" fill={quoted(line.stroke)}/>'


def _picture(shape: PictureShape) -> str:
    from qdatool.figures.picture_dots import picture_file

    rect, content = shape.rect, picture_file(shape.picture, is_grey=shape.is_grey)
    if not content:
        return ""
    address = f"data:{shape.picture.kind};base64,{b64encode(content).decode('ascii')}"
    # Many programs still read the address of a picture in the older name of the attribute alone.
    return (
        f'<image x="{_number(rect.x)}" y="{_number(rect.y)}" width="{_number(rect.width)}"'
        f' height="{_number(rect.height)}" preserveAspectRatio="none" role="img"'
        f' aria-label={quoted(shape.description)} xlink:href="{address}">'
        f"<title>{escaped(shape.description)}</title></image>"
    )


def _text(line: TextLine, fonts: FigureFonts) -> str:
    if not line.bold_lead:
        return _text_element(line, fonts)
    # A change of weight inside a line of Persian makes LibreOffice set both parts over each other.
    return "".join(_text_element(part, fonts) for part in _parts(line))


def _parts(line: TextLine) -> tuple[TextLine, TextLine]:
    """Return the bold beginning of a line and the rest of it, each as a line where it stands."""
    lead, rest = line.text[: line.bold_lead], line.text[line.bold_lead :].strip()
    lead_width, rest_width = line.part_widths
    right = line.left + line.width
    is_rtl = line.direction is Direction.RTL
    lead_middle = right - lead_width / 2 if is_rtl else line.left + lead_width / 2
    rest_middle = line.left + rest_width / 2 if is_rtl else right - rest_width / 2
    whole = replace(line, anchor=Anchor.MIDDLE, bold_lead=0)
    return (
        replace(whole, text=lead, width=lead_width, x=lead_middle, is_bold=True),
        replace(whole, text=rest, width=rest_width, x=rest_middle),
    )


def _text_element(line: TextLine, fonts: FigureFonts) -> str:
    direction = "rtl" if line.direction is Direction.RTL else "ltr"
    families = ", ".join(name if name in _GENERIC_FAMILIES else f"'{name}'" for name in line.families(fonts))
    weight = ' font-weight="bold"' if line.is_bold else ""
    middle = _number(line.left + line.width / 2)
    return (
        f'<text x="{middle}" y="{_number(line.y)}" direction="{direction}" unicode-bidi="embed"'
        f' xml:lang={quoted(line.language)} text-anchor="middle" font-family={quoted(families)}'
        f' font-size="{_number(line.size_pt)}"{weight} fill={quoted(line.color)}'
        f' textLength="{_number(line.width)}" lengthAdjust="spacingAndGlyphs">{_content(line)}</text>'
    )


def _content(line: TextLine) -> str:
    """Return the text, between marks that say its direction where it would be read otherwise without being told."""
    content = escaped(line.text)
    if line.direction is not Direction.RTL or _reads_right_to_left(line.text):
        return content
    return f"\u202b{content}\u202c"


def _reads_right_to_left(text: str) -> bool:
    """Return whether the text comes out right even in a left-to-right paragraph."""
    kinds = [bidirectional(character) for character in text]
    if not kinds:
        return True
    if "L" in kinds or kinds[0] not in _STRONG_RIGHT_TO_LEFT:
        return False
    # A bracket takes the direction of what it encloses; a number that of the letter before it.
    is_enclosed = text[-1] in _OPENING and _OPENING[text[-1]] in text
    return is_enclosed or kinds[-1] in _STRONG_RIGHT_TO_LEFT or kinds[-1] in ("EN", "AN")


def _outlined_text(line: TextLine, fonts: FigureFonts) -> str:
    from qdatool.figures.qt_text import glyph_outlines

    path = _path(glyph_outlines(line, fonts))
    return f'<path d="{path}" fill={quoted(line.color)} role="img" aria-label={quoted(line.text)}/>'


def _path(path: QPainterPath) -> str:
    """Return a path of Qt as the data of an SVG path."""
    parts: list[str] = []
    for i in range(path.elementCount()):
        element = path.elementAt(i)
        if element.isMoveTo():
            parts.append(f"{'Z' if parts else ''}M")
        elif element.isLineTo():
            parts.append("L")
        elif element.isCurveTo():
            parts.append("C")
        else:
            parts.append(" ")
        parts.append(f"{_number(element.x)} {_number(element.y)}")
    return "".join(parts) + ("Z" if parts else "")


def _paint(fill: str | None, stroke: str | None, line_width: float, pattern: tuple[float, ...]) -> str:
    paint = f" fill={quoted(fill or 'none')}"
    if stroke is None:
        return paint
    paint += f' stroke={quoted(stroke)} stroke-width="{_number(line_width)}"'
    if pattern:
        paint += f' stroke-dasharray="{" ".join(_number(part * line_width) for part in pattern)}"'
    return paint


def _number(value: float) -> str:
    """Return a length with three decimals at most, the same on every machine."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
