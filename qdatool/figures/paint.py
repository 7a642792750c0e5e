"""The one way a figure gets onto a painter: the window, the PDF and the picture all come through here."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF, QTextLayout

from qdatool.figures.figure import BoxOutline, BoxShape, Figure, FigureFonts, LineShape, Shape, TextLine
from qdatool.figures.forms import DASHES, arrowhead, corner_radius, shaft_points
from qdatool.figures.qt_text import LAYOUT_PX, glyph_outlines, layout_of


def paint_figure(painter: QPainter, figure: Figure, *, as_outlines: bool = False) -> None:
    """Paint all shapes in points, from the painter's origin; ``as_outlines`` draws letters as filled forms."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    for shape in figure.shapes:
        paint_shape(painter, shape, figure.fonts, as_outlines=as_outlines)


def paint_shape(painter: QPainter, shape: Shape, fonts: FigureFonts, *, as_outlines: bool = False) -> None:
    """Paint one shape in points, where the figure has it; pen, brush and transform are as before afterwards."""
    painter.save()
    if isinstance(shape, TextLine):
        _paint_text(painter, shape, fonts, as_outlines)
    elif isinstance(shape, BoxShape):
        _paint_box(painter, shape)
    else:
        _paint_line(painter, shape)
    painter.restore()


def paint_laid_out(painter: QPainter, line: TextLine, layout: QTextLayout) -> None:
    """Paint a line of text whose layout (``qt_text.layout_of``) is at hand; moves and scales the painter."""
    painter.setPen(QColor(line.color))
    painter.translate(line.left, line.y)
    scale = line.size_pt / LAYOUT_PX
    painter.scale(scale, scale)
    layout.draw(painter, QPointF(0.0, 0.0))


def box_path(box: BoxShape) -> QPainterPath:
    """Return the outline of a box."""
    rect = QRectF(box.rect.x, box.rect.y, box.rect.width, box.rect.height)
    path = QPainterPath()
    radius = corner_radius(box)
    if radius == 0:
        path.addRect(rect)
        return path
    # Begun where SVG begins a rectangle, so that dashes fall in the same places.
    path.moveTo(rect.left() + radius, rect.top())
    path.lineTo(rect.right() - radius, rect.top())
    path.arcTo(rect.right() - 2 * radius, rect.top(), 2 * radius, 2 * radius, 90, -90)
    if box.outline is BoxOutline.BAR:
        path.lineTo(rect.bottomRight())
        path.lineTo(rect.bottomLeft())
    else:
        path.lineTo(rect.right(), rect.bottom() - radius)
        path.arcTo(rect.right() - 2 * radius, rect.bottom() - 2 * radius, 2 * radius, 2 * radius, 0, -90)
        path.lineTo(rect.left() + radius, rect.bottom())
        path.arcTo(rect.left(), rect.bottom() - 2 * radius, 2 * radius, 2 * radius, 270, -90)
    path.lineTo(rect.left(), rect.top() + radius)
    path.arcTo(rect.left(), rect.top(), 2 * radius, 2 * radius, 180, -90)
    path.closeSubpath()
    return path


def line_path(line: LineShape) -> QPainterPath:
    """Return the line without its arrowhead, ending inside the head so that no blunt end shows at the tip."""
    points = [QPointF(*point) for point in shaft_points(line)]
    path = QPainterPath(points[0])
    if line.is_curve:
        path.cubicTo(*points[1:4])
    else:
        for point in points[1:]:
            path.lineTo(point)
    return path


def _paint_text(painter: QPainter, line: TextLine, fonts: FigureFonts, as_outlines: bool) -> None:
    if as_outlines:
        painter.fillPath(glyph_outlines(line, fonts), QColor(line.color))
        return
    paint_laid_out(painter, line, layout_of(line, fonts))


def _paint_box(painter: QPainter, box: BoxShape) -> None:
    painter.setBrush(QBrush(QColor(box.fill)) if box.fill else Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(box.stroke, box.line_width, box.is_dashed) if box.stroke else Qt.PenStyle.NoPen)
    painter.drawPath(box_path(box))


def _paint_line(painter: QPainter, line: LineShape) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(line.stroke, line.line_width, line.is_dashed))
    painter.drawPath(line_path(line))
    head = arrowhead(line)
    if head:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(line.stroke))
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in head]))


def _pen(color: str, width: float, is_dashed: bool) -> QPen:
    pen = QPen(QColor(color), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if is_dashed:
        pen.setDashPattern(list(DASHES))
    return pen
