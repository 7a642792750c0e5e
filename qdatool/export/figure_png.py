"""Figures as PNG: exactly as many dots as millimetres times resolution, with the resolution and the title inside."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter

from qdatool.errors import ExportFailed, ExportReason
from qdatool.export.figure_options import FigureOptions
from qdatool.figures.figure import Figure
from qdatool.figures.paint import paint_figure
from qdatool.figures.qt_text import load_fonts

_INCH_IN_METRES = 0.0254
# 800 MB while it is painted: a full page at 1,500 dots per inch.
_MOST_DOTS = 200_000_000


def figure_png(figure: Figure, options: FigureOptions) -> bytes:
    """Return the figure as a PNG picture on white."""
    image = figure_image(figure, options.dpi)
    image.setText("Title", options.title or figure.title)
    image.setText("Software", "qdatool")
    if options.description:
        image.setText("Description", options.description)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know only file names
    return bytes(buffer.data().data())


def figure_image(figure: Figure, dpi: int) -> QImage:
    """Return the figure painted on white at a resolution; ExportFailed(DISK_FULL) when it would be too large."""
    load_fonts()
    width, height = round(figure.width / 72 * dpi), round(figure.height / 72 * dpi)
    if width * height > _MOST_DOTS:
        raise ExportFailed(ExportReason.DISK_FULL, width_px=width, height_px=height)
    image = QImage(max(1, width), max(1, height), QImage.Format.Format_RGB32)
    if image.isNull():
        raise ExportFailed(ExportReason.DISK_FULL, width_px=width, height_px=height)
    dots_per_metre = round(dpi / _INCH_IN_METRES)
    image.setDotsPerMeterX(dots_per_metre)
    image.setDotsPerMeterY(dots_per_metre)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(image.width() / figure.width, image.height() / figure.height)
    paint_figure(painter, figure)
    painter.end()
    return image
