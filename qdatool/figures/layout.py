"""From what a figure shows to where everything stands: one function for every kind of figure."""

from __future__ import annotations

from dataclasses import replace

from qdatool.errors import ExportFailed, ExportReason
from qdatool.figures.collapsing import without_collapsed
from qdatool.figures.figure import Figure
from qdatool.figures.free import layout_free
from qdatool.figures.gioia import layout_gioia
from qdatool.figures.heading import with_heading
from qdatool.figures.measure import TextMeasurer
from qdatool.figures.own_letters import has_larger
from qdatool.figures.own_links import with_own_links
from qdatool.figures.own_styles import with_own_styles
from qdatool.figures.paradigm import layout_paradigm
from qdatool.figures.role_grid import layout_role_grid
from qdatool.figures.spec import POINTS_PER_MM, FigureSpec, FreeSpec, GioiaSpec, NetworkSpec, RoleModelSpec
from qdatool.figures.style import DEFAULT_WIDTH_MM, FigureStyle
from qdatool.figures.thematic_network import layout_network
from qdatool.figures.top_down import layout_top_down
from qdatool.figures.tree import layout_tree

NARROWEST_MM = 50.0


def layout_figure(
    spec: FigureSpec, style: FigureStyle, measurer: TextMeasurer, width_mm: float = DEFAULT_WIDTH_MM
) -> Figure:
    """Return the figure, exactly ``width_mm`` wide and as high as it needs; pinned nodes stand where they are pinned.

    Raises ExportFailed(TOO_NARROW) below ``NARROWEST_MM``, where no lettering could be read.
    """
    if not width_mm >= NARROWEST_MM:
        raise ExportFailed(ExportReason.TOO_NARROW, width_mm=width_mm, narrowest_mm=NARROWEST_MM)
    if not has_larger(spec.styles):
        # Nothing can give way, so nothing is tried for it.
        style = replace(style, growth=0.0)
    drawn = _laid_out(without_collapsed(spec), style, measurer, width_mm * POINTS_PER_MM)
    dressed = with_own_links(with_own_styles(drawn, spec.styles, style), spec.link_styles, style)
    return with_heading(dressed, spec.heading, style, measurer)


def _laid_out(spec: FigureSpec, style: FigureStyle, measurer: TextMeasurer, width_pt: float) -> Figure:
    if isinstance(spec, RoleModelSpec) and any(box.place is not None for box in spec.boxes):
        return layout_role_grid(spec, style, measurer, width_pt)
    if isinstance(spec, RoleModelSpec):
        return layout_paradigm(spec, style, measurer, width_pt)
    if isinstance(spec, NetworkSpec):
        return layout_network(spec, style, measurer, width_pt)
    if isinstance(spec, GioiaSpec):
        return layout_gioia(spec, style, measurer, width_pt)
    if isinstance(spec, FreeSpec):
        return layout_free(spec, style, measurer, width_pt)
    if spec.is_top_down:
        return layout_top_down(spec, style, measurer, width_pt)
    return layout_tree(spec, style, measurer, width_pt)
