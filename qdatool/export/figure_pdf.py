"""Figures as PDF: one page of exactly the figure's size, fonts embedded."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from qdatool.export.figure_options import FigureOptions, TextMode
from qdatool.figures.figure import Figure
from qdatool.figures.paint import paint_figure
from qdatool.figures.qt_text import load_fonts

_RESOLUTION = 1200
_MEDIA_BOX = re.compile(rb"/MediaBox \[0 0 (\d+\.\d+) (\d+\.\d+)\]")


def figure_pdf(figure: Figure, options: FigureOptions) -> bytes:
    """Return the figure as a PDF document."""
    load_fonts()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setCreator("qdatool")
    writer.setTitle(options.title or figure.title)
    size = QSizeF(math.ceil(figure.width), math.ceil(figure.height))
    page = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    painter = QPainter(writer)
    painter.scale(_RESOLUTION / 72, _RESOLUTION / 72)
    # The page is cut at its lower left corner, so the figure hangs that much lower.
    painter.translate(0.0, size.height() - figure.height)
    paint_figure(painter, figure, as_outlines=options.text is TextMode.OUTLINES)
    painter.end()
    return _cut_to_size(bytes(buffer.data().data()), figure)


def _cut_to_size(document: bytes, figure: Figure) -> bytes:
    """Return the document with the exact page size: Qt rounds pages to whole points, up to a third of a millimetre.

    The numbers keep their length, so that every offset in the file stays true. A document that does not look as Qt
    6.8 to 6.11 writes it is left as it is, at most one point larger than the figure.
    """

    def exact(match: re.Match[bytes]) -> bytes:
        sizes = zip((figure.width, figure.height), match.groups(), strict=True)
        return b"/MediaBox [0 0 %b %b]" % tuple(_as_long(value, len(old)) for value, old in sizes)

    return _MEDIA_BOX.sub(exact, document)


def _as_long(value: float, length: int) -> bytes:
    """Return a number written with exactly so many characters."""
    decimals = max(0, length - len(str(int(value))) - 1)
    return f"{value:.{decimals}f}".rjust(length, "0").encode("ascii")[:length]
