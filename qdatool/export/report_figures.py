"""The figures in a report: how wide they are, and how they are drawn."""

from __future__ import annotations

from qdatool.export.report import FigureBlock
from qdatool.figures.figure import Figure
from qdatool.figures.layout import layout_figure
from qdatool.figures.style import figure_style

REPORT_DPI = 300


def drawn_figure(block: FigureBlock) -> Figure:
    """Return the figure laid out in the usual width, which is that of the text on an upright page."""
    from qdatool.figures.qt_text import QtTextMeasurer

    style = figure_style()
    return layout_figure(block.spec, style, QtTextMeasurer(style.fonts))


def scale_into(figure: Figure, width_pt: float, height_pt: float) -> float:
    """Return by how much a figure must shrink to fit into a room."""
    return min(1.0, width_pt / figure.width, height_pt / figure.height)
