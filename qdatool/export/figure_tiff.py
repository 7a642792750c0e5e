"""Figures as TIFF as journals ask for it: LZW, one layer, no transparency, the resolution inside."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from qdatool.export.figure_image import figure_image
from qdatool.export.figure_options import FigureOptions
from qdatool.figures.figure import Figure

_LZW = 1


def figure_tiff(figure: Figure, options: FigureOptions) -> bytes:
    """Return the figure as a TIFF picture on white; a figure without colours has one channel."""
    image = figure_image(figure, options.dpi)
    kind = QImage.Format.Format_Grayscale8 if image.allGray() else QImage.Format.Format_RGB888
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"tiff")
    writer.setCompression(_LZW)
    writer.write(image.convertToFormat(kind))
    return bytes(buffer.data().data())
