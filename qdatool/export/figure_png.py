"""Figures as PNG: exactly as many dots as millimetres times resolution, with the resolution and the title inside."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice

from qdatool.export.figure_image import figure_image
from qdatool.export.figure_options import FigureOptions
from qdatool.figures.figure import Figure


def figure_png(figure: Figure, options: FigureOptions) -> bytes:
    """Return the figure as a PNG picture, on white or on nothing."""
    image = figure_image(figure, options.dpi, is_transparent=options.is_transparent)
    image.setText("Title", options.title or figure.title)
    image.setText("Software", "qdatool")
    if options.description:
        image.setText("Description", options.description)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know only file names
    return bytes(buffer.data().data())
