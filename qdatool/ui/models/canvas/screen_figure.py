"""The figure of the window: the same layout as in a file, in the screen's colours, and where pins lie on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QPointF

from qdatool.coding.link_styles import LinkStyle
from qdatool.coding.model_links import relations_between
from qdatool.coding.models import NodePlace
from qdatool.coding.node_styles import NO_COLOR, NodeStyle
from qdatool.coding.roles import Direction
from qdatool.figures.evidence import evidence_signs
from qdatool.figures.figure import Figure, Shape, TextLine
from qdatool.figures.gather import FigureChoices, spec_for_model
from qdatool.figures.layout import layout_figure
from qdatool.figures.qt_text import QtTextMeasurer
from qdatool.figures.spec import (
    PIN_WIDTH_PT,
    FigureSpec,
    FreeSpec,
    GioiaSpec,
    LegendEntry,
    NetworkSpec,
    NodeForm,
    PinnedPosition,
    RoleLink,
    RoleModelSpec,
    ThemeNode,
    TreeSpec,
)
from qdatool.figures.style import figure_style
from qdatool.ui.models.session import ModelSession
from qdatool.ui.theme import tokens
from qdatool.wording import tr

PARADIGM_WIDTH_MM = 190.0
_NARROW_NETWORK_MM = 170.0
_WIDE_NETWORK_MM = 250.0
_DEEP = 3


@dataclass(frozen=True, slots=True)
class EvidencePill:
    """The numbers for and against a link, and where on the figure they stand."""

    key: str
    supporting: int
    contradicting: int
    center: tuple[float, float]
    is_above_line: bool

    @property
    def said(self) -> str:
        """The numbers in words."""
        numbers = {"supporting": self.supporting, "contradicting": self.contradicting}
        return tr("supporting: {supporting}, contradicting: {contradicting}", **numbers)


@dataclass(frozen=True, slots=True)
class ScreenFigure:
    """A figure with its pills; the numbers that a file would write beside an arrow stand in the pills instead."""

    figure: Figure
    pills: tuple[EvidencePill, ...]


def screen_spec(session: ModelSession) -> FigureSpec | None:
    """Return what the canvas shows of the model, in the colours of the theme; None without a model."""
    model, content = session.model, session.content
    if model is None or content is None:
        return None
    spec = spec_for_model(
        content.project, model.id, FigureChoices(session.language, session.shows_counts, shows_evidence=True)
    )
    if isinstance(spec, RoleModelSpec):

        def counted(link: RoleLink) -> RoleLink:
            found = relations_between(model, content.tree, content.relations, link.source, link.target)
            supporting = sum(relation.supporting for relation in found)
            contradicting = sum(relation.contradicting for relation in found)
            return replace(link, supporting=supporting, contradicting=contradicting)

        spec = replace(spec, links=tuple(counted(link) for link in spec.links))
    shade = tokens().code_color
    styles = {key: _shaded(style, shade) for key, style in spec.styles.items()}
    link_styles = {key: _shaded_link(style, shade) for key, style in spec.link_styles.items()}
    legend = tuple(_shaded_entry(entry, shade) for entry in spec.legend)
    return replace(_recolored(spec, shade), styles=styles, link_styles=link_styles, legend=legend)


def screen_figure(spec: FigureSpec) -> ScreenFigure:
    """Lay the spec out for the canvas."""
    style_name = "screen_dark" if tokens().is_dark else "screen_light"
    figure = layout_figure(spec, figure_style(style_name), _measurer(style_name), screen_width_mm(spec))
    if isinstance(spec, FreeSpec):
        return _with_map_pills(spec, figure)
    if not isinstance(spec, RoleModelSpec):
        return ScreenFigure(figure, ())
    links = {link.key: link for link in spec.links}
    shapes = tuple(shape for shape in figure.shapes if not (isinstance(shape, TextLine) and shape.key in links))
    pills = []
    for line in figure.lines:
        link = links.get(line.key)
        if link is not None and (link.supporting or link.contradicting):
            center, is_level = _middle(line.points)
            pills.append(EvidencePill(line.key, link.supporting or 0, link.contradicting or 0, center, is_level))
    return ScreenFigure(replace(figure, shapes=shapes), tuple(pills))


def _with_map_pills(spec: FreeSpec, figure: Figure) -> ScreenFigure:
    """Put a pill where a file would write the evidence of a link, below what the link says."""
    links = {
        (link.key, evidence_signs(link.supporting, link.contradicting, figure.language)): link for link in spec.links
    }
    shapes: list[Shape] = []
    pills = []
    for shape in figure.shapes:
        link = links.get((shape.key, shape.text)) if isinstance(shape, TextLine) else None
        if link is None:
            shapes.append(shape)
            continue
        center = (shape.rect.center_x, shape.rect.center_y)
        pills.append(
            EvidencePill(shape.key, link.supporting or 0, link.contradicting or 0, center, is_above_line=False)
        )
    return ScreenFigure(replace(figure, shapes=tuple(shapes)), tuple(pills))


def with_pin(spec: FigureSpec, key: str, place: NodePlace) -> FigureSpec:
    """Return the spec with one more node pinned."""
    return replace(spec, pinned={**spec.pinned, key: PinnedPosition(place.x_pt, place.y_pt)})


def with_pins(spec: FigureSpec, places: Mapping[str, NodePlace]) -> FigureSpec:
    """Return the spec with more nodes pinned."""
    for key, place in places.items():
        spec = with_pin(spec, key, place)
    return spec


def pin_place(figure: Figure, center: QPointF) -> NodePlace:
    """Return where a point of a figure lies in the coordinates of pins; see ``figures.spec``."""
    scale = PIN_WIDTH_PT / figure.width
    x = figure.width - center.x() if figure.direction is Direction.RTL else center.x()
    return NodePlace(x * scale, center.y() * scale)


def screen_width_mm(spec: FigureSpec) -> float:
    """Return how wide the canvas lays a figure out: networks of many levels need room at their sides."""
    if isinstance(spec, RoleModelSpec):
        return PARADIGM_WIDTH_MM
    if isinstance(spec, NetworkSpec):
        return _WIDE_NETWORK_MM if min(spec.depth, levels_below(spec.root)) >= _DEEP else _NARROW_NETWORK_MM
    return _WIDE_NETWORK_MM


def levels_below(root: ThemeNode) -> int:
    """Return how many levels a network has round its centre."""
    level, count = root.children, 0
    while level:
        count += 1
        level = tuple(child for node in level for child in node.children)
    return count


@lru_cache(maxsize=2)
def _measurer(style_name: str) -> QtTextMeasurer:
    """Return the measurer of a style; it keeps what it has measured, which a drag needs to be smooth."""
    return QtTextMeasurer(figure_style(style_name).fonts)


def _middle(points: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], bool]:
    """Return the middle of the longest part of a line, and whether that part is level."""
    start, end = max(pairwise(points), key=lambda part: abs(part[0][0] - part[1][0]) + abs(part[0][1] - part[1][1]))
    return ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), abs(start[1] - end[1]) < 1


def _shaded(style: NodeStyle, shade: Callable[[str], str]) -> NodeStyle:
    fill, line = (color if color in (None, NO_COLOR) else shade(color) for color in (style.fill, style.line))
    ink = style.letters.ink and shade(style.letters.ink)
    return replace(style, fill=fill, line=line, letters=replace(style.letters, ink=ink))


def _shaded_link(style: LinkStyle, shade: Callable[[str], str]) -> LinkStyle:
    return replace(style, line=style.line and shade(style.line))


def _shaded_entry(entry: LegendEntry, shade: Callable[[str], str]) -> LegendEntry:
    is_color = isinstance(entry.sample, str) and not isinstance(entry.sample, NodeForm)
    return replace(entry, sample=shade(entry.sample)) if is_color else entry


def _recolored(spec: FigureSpec, shade: Callable[[str], str]) -> FigureSpec:
    """Return the spec with every code's stored colour changed to the shade of the theme."""

    def own(color: str | None) -> str | None:
        return None if color is None else shade(color)

    if isinstance(spec, RoleModelSpec):
        boxes = tuple(replace(box, color=own(box.color)) for box in spec.boxes)
        return replace(spec, boxes=boxes)
    if isinstance(spec, NetworkSpec):
        return replace(spec, root=_recolored_theme(spec.root, own))
    if isinstance(spec, TreeSpec):
        return replace(spec, roots=tuple(_recolored_theme(root, own) for root in spec.roots))
    if isinstance(spec, GioiaSpec):
        return replace(spec, dimensions=tuple(_recolored_theme(dimension, own) for dimension in spec.dimensions))
    return _recolored_map(spec, own)


def _recolored_map(spec: FreeSpec, own: Callable[[str | None], str | None]) -> FreeSpec:
    return replace(spec, nodes=tuple(replace(node, color=own(node.color)) for node in spec.nodes))


def _recolored_theme(root: ThemeNode, own: Callable[[str | None], str | None]) -> ThemeNode:
    """Recolour a theme and all below it, the lowest first, because a chain may be longer than the stack is deep."""
    order = [root]
    for node in order:
        order.extend(node.children)
    made: dict[int, ThemeNode] = {}
    for node in reversed(order):
        children = tuple(made[id(child)] for child in node.children)
        made[id(node)] = replace(node, color=own(node.color), children=children)
    return made[id(root)]
