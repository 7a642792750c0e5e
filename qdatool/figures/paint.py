"""The one way a figure gets onto a painter: the window, the PDF and the picture all come through here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPainterPath, QPen, QPolygonF, QTextLayout

from qdatool.coding.drafts import PictureKind
from qdatool.figures.figure import BoxOutline, BoxShape, Figure, FigureFonts, LineShape, PictureShape, Shape, TextLine
from qdatool.figures.forms import DASHES, arrowhead, corner_radius, dashes, shaft_points
from qdatool.figures.picture_dots import dots_for, picture_image
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
    elif isinstance(shape, PictureShape):
        paint_picture(painter, shape)
    else:
        for form in forms_of(shape):
            paint_form(painter, form)
    painter.restore()


@dataclass(frozen=True, slots=True)
class Form:
    """A path with the pen and the colour it is drawn with; None leaves the border or the inside out."""

    path: QPainterPath
    pen: QPen | None
    fill: QColor | None


def forms_of(shape: BoxShape | LineShape) -> tuple[Form, ...]:
    """Return what a box or line is drawn as; whoever paints it often keeps these."""
    if isinstance(shape, BoxShape):
        pen = _pen(shape.stroke, shape.line_width, DASHES if shape.is_dashed else ()) if shape.stroke else None
        return (Form(box_path(shape), pen, QColor(shape.fill) if shape.fill else None),)
    inside = QColor(shape.fill) if shape.fill else None
    shaft = Form(line_path(shape), _pen(shape.stroke, shape.line_width, dashes(shape.line_style)), inside)
    head = arrowhead(shape)
    if not head:
        return (shaft,)
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(*corner) for corner in head]))
    path.closeSubpath()
    return (shaft, Form(path, None, QColor(shape.stroke)))


def paint_form(painter: QPainter, form: Form) -> None:
    """Paint one form; pen and brush are left as they were set for it."""
    painter.setPen(form.pen if form.pen is not None else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(form.fill if form.fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawPath(form.path)


def paint_picture(painter: QPainter, shape: PictureShape) -> None:
    """Paint a picture with as many of its dots as are seen, into a PDF with all of them."""
    place = QRectF(shape.rect.x, shape.rect.y, shape.rect.width, shape.rect.height)
    if shape.ground is not None:
        painter.fillRect(place, QColor(shape.ground))
    if painter.paintEngine().type() is QPaintEngine.Type.Pdf:
        # A photograph is packed as one; the sharp edges of all else would fray.
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering, shape.picture.kind is PictureKind.PNG)
        image = picture_image(shape.picture, shape.is_grey)
    else:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        on_device = painter.deviceTransform().mapRect(place)
        image = dots_for(shape.picture, on_device.width(), on_device.height(), is_grey=shape.is_grey)
    if not image.isNull():
        painter.drawImage(place, image)


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


@lru_cache(maxsize=256)
def _pen(color: str, width: float, pattern: tuple[float, ...]) -> QPen:
    pen = QPen(QColor(color), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if pattern:
        pen.setDashPattern(list(pattern))
    return pen
