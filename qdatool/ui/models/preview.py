"""The figure at its true size on paper, with a ruler in millimetres."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from qdatool.figures.figure import Figure
from qdatool.figures.paint import paint_figure
from qdatool.figures.spec import POINTS_PER_MM
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Space
from qdatool.wording import localized_number, tr

_RULER = 22
_LONG_MM = 10
_PAPER = "#FFFFFF"


class FigurePreview(QWidget):
    """Paints a figure on white paper; a ruler never mirrors."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure: Figure | None = None
        self._picture: QImage | None = None
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAccessibleName(tr("The figure at its true size"))

    def retranslate(self) -> None:
        """Name the preview for screen readers."""
        self.setAccessibleName(tr("The figure at its true size"))
        self.update()

    def show_figure(self, figure: Figure | None) -> None:
        """Show another figure."""
        self._figure, self._picture = figure, None
        if figure is not None:
            scale = self._pixels_per_point()
            width, height = round(figure.width * scale), round(figure.height * scale)
            self.setFixedSize(width + 2 * Space.M, height + _RULER + Space.M)
        self.update()

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        figure = self._figure
        if figure is None:
            return
        painter = QPainter(self)
        self._paint_ruler(painter, figure)
        paper = self._paper()
        picture = self._painted(figure)
        painter.drawImage(paper, picture)
        painter.setPen(QPen(QColor(tokens().line_strong), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(paper.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _paper(self) -> QRectF:
        scale = self._pixels_per_point()
        return QRectF(Space.M, _RULER, self._figure.width * scale, self._figure.height * scale)

    def _painted(self, figure: Figure) -> QImage:
        """Return the figure as a picture, painted once: scrolling then costs nothing."""
        ratio = self.devicePixelRatioF()
        if self._picture is not None and self._picture.devicePixelRatio() == ratio:
            return self._picture
        scale = self._pixels_per_point() * ratio
        size = QSize(max(1, round(figure.width * scale)), max(1, round(figure.height * scale)))
        picture = QImage(size, QImage.Format.Format_RGB32)
        picture.fill(QColor(_PAPER))
        painter = QPainter(picture)
        painter.scale(size.width() / figure.width, size.height() / figure.height)
        paint_figure(painter, figure)
        painter.end()
        picture.setDevicePixelRatio(ratio)
        self._picture = picture
        return picture

    def _paint_ruler(self, painter: QPainter, figure: Figure) -> None:
        painter.setFont(interface_font(FontSize.HINT))
        per_mm = self._pixels_per_point() * POINTS_PER_MM
        width_mm = round(figure.width / POINTS_PER_MM)
        for mm in range(0, width_mm + 1, 2):
            x = Space.M + mm * per_mm
            is_long = mm % _LONG_MM == 0
            painter.setPen(QPen(QColor(tokens().text_3), 1))
            painter.drawLine(QPointF(x, _RULER - (7 if is_long else 3)), QPointF(x, _RULER - 2))
            if is_long and mm:
                place = QRectF(x - 20, 0, 40, _RULER - 7)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, localized_number(mm, figure.language))

    def _pixels_per_point(self) -> float:
        return self.logicalDpiX() / 72
