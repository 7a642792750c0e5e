"""A figure on the clipboard: as a picture for everybody, and as drawings for programs that take these."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

from qdatool.export.figure_image import figure_image
from qdatool.export.figure_options import FigureOptions
from qdatool.export.figure_pdf import figure_pdf
from qdatool.export.figure_svg import figure_svg
from qdatool.figures.figure import Figure

_DPI = 300


def figure_mime(figure: Figure) -> QMimeData:
    """Return the figure in the forms in which other programs paste it."""
    content = QMimeData()
    content.setImageData(figure_image(figure, _DPI))
    content.setData("image/svg+xml", figure_svg(figure, FigureOptions()))
    content.setData("application/pdf", figure_pdf(figure, FigureOptions()))
    return content
