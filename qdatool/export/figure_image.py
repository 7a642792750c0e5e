"""Figures painted as dots: exactly as many as millimetres times resolution. What png and tiff begin with."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from qdatool.errors import ExportFailed, ExportReason
from qdatool.figures.figure import Figure
from qdatool.figures.paint import paint_figure
from qdatool.figures.qt_text import load_fonts

_INCH_IN_METRES = 0.0254
# 800 MB while it is painted: a full page at 1,500 dots per inch.
_MOST_DOTS = 200_000_000


def figure_image(figure: Figure, dpi: int, *, is_transparent: bool = False) -> QImage:
    """Return the figure painted at a resolution, on white or on nothing; ExportFailed(TOO_LARGE) beyond its limit."""
    load_fonts()
    width, height = round(figure.width / 72 * dpi), round(figure.height / 72 * dpi)
    if width * height > _MOST_DOTS:
        raise ExportFailed(ExportReason.TOO_LARGE, width_px=width, height_px=height)
    kind = QImage.Format.Format_ARGB32_Premultiplied if is_transparent else QImage.Format.Format_RGB32
    image = QImage(max(1, width), max(1, height), kind)
    if image.isNull():
        raise ExportFailed(ExportReason.TOO_LARGE, width_px=width, height_px=height)
    dots_per_metre = round(dpi / _INCH_IN_METRES)
    image.setDotsPerMeterX(dots_per_metre)
    image.setDotsPerMeterY(dots_per_metre)
    image.fill(Qt.GlobalColor.transparent if is_transparent else Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(image.width() / figure.width, image.height() / figure.height)
    paint_figure(painter, figure)
    painter.end()
    return image
