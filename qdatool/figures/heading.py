"""The title over a figure, for slides and theses; journals have captions instead."""

from __future__ import annotations

from dataclasses import replace

from qdatool.figures.figure import Anchor, Figure, Rect, moved
from qdatool.figures.lettering import Typesetter
from qdatool.figures.measure import TextMeasurer
from qdatool.figures.sheet import Sheet
from qdatool.figures.spec import Label
from qdatool.figures.style import FigureStyle

TITLE_KEY = "title"
_SHARE = 0.94
_BELOW = 0.8
"""How many of its own lettering's heights lie between the title and the figure."""


def with_heading(figure: Figure, title: Label, style: FigureStyle, measurer: TextMeasurer) -> Figure:
    """Return the figure with a title above it, moved down by as much as that takes; without a title as it is."""
    if not title:
        return figure
    typesetter = Typesetter(style, measurer, figure.language)
    lettering = typesetter.lettering(style.heading_pt, is_bold=True, is_balanced=True)
    block = typesetter.block(title, lettering, _SHARE * (figure.width - 2 * style.margin))
    room = style.margin + block.height + _BELOW * style.heading_pt
    sheet = Sheet(typesetter, figure.direction, figure.width)
    sheet.add_text(TITLE_KEY, block, figure.width / 2, style.margin, Anchor.MIDDLE)
    written = sheet.finished(figure.title, figure.language, room, None)
    nodes = (
        replace(node, rect=Rect(node.rect.x, node.rect.y + room, node.rect.width, node.rect.height))
        for node in figure.nodes
    )
    shapes = (*written.shapes, *(moved(shape, 0.0, room) for shape in figure.shapes))
    return replace(figure, height=figure.height + room, shapes=shapes, nodes=tuple(nodes))
