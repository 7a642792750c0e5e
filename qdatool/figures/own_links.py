"""Links drawn otherwise than usual: gives single lines of a figure the colour, strength and dashes of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from qdatool.coding.link_styles import LinkStyle
from qdatool.coding.node_styles import LineWeight
from qdatool.figures.figure import Figure, LineShape
from qdatool.figures.style import FigureStyle


def with_own_links(figure: Figure, styles: Mapping[str, LinkStyle], style: FigureStyle) -> Figure:
    """Return the figure with its styled links drawn as they are to be; in print without colour they keep their ink."""
    if not styles:
        return figure
    shapes = tuple(
        _drawn(shape, styles[shape.key], style) if isinstance(shape, LineShape) and shape.key in styles else shape
        for shape in figure.shapes
    )
    return replace(figure, shapes=shapes)


def _drawn(line: LineShape, own: LinkStyle, style: FigureStyle) -> LineShape:
    widths = {None: line.line_width, LineWeight.THIN: style.thin_line, LineWeight.HEAVY: style.heavy_line}
    return replace(
        line,
        stroke=style.stroke(own.line, line.stroke),
        line_width=widths[own.weight],
        line_style=own.line_style or line.line_style,
    )
