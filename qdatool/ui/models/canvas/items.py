"""What stands on the canvas: the shapes of a node or link, the pins, the pills, and the marks of what is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPainterPathStroker, QPen, QTextLayout
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from qdatool.figures.figure import BoxShape, FigureFonts, LineShape, PictureShape, Rect, Shape, TextLine
from qdatool.figures.paint import Form, forms_of, line_path, paint_form, paint_laid_out, paint_picture, paint_shape
from qdatool.figures.qt_text import layout_of
from qdatool.ui.icons import Icon, paint_icon
from qdatool.ui.models.canvas.screen_figure import EvidencePill
from qdatool.ui.theme import interface_font, tokens
from qdatool.wording import localized_number

_LEAST_TEXT_PX = 3.0
"""Lettering that would be drawn smaller than this is left out: nobody can read it, and it costs the most."""
_LEAST_BOX_PX = 2.0
"""A box that would be drawn lower than this is a dash in the colour of its frame; its corners would not be seen."""
_MARK_ALPHA = 0.5
_RING_GAP_PT = 1.5
_PIN_PT = 8.0
_PILL_LETTER_PT = 6.0
_PILL_HEIGHT_PT = 9.6
_PILL_PADDING_PT = 3.0
_PLATE_GAP_PT = 0.9
_PLATE_PADDING_PT = 1.7
_PILL_GAP_PT = 3.2
_LETTER_SCALE = 10
"""Fonts take whole pixels, so pills are written so many times larger and scaled."""
_MARK_SHARE = 0.16
_MARK_LINE_PT = 1.8
_ABOVE_SHAPES = 10.0
_DRAGGED = 20.0


class ShapesItem(QGraphicsItem):
    """Neighbouring shapes of one node or link, painted by the same functions that write the files."""

    def __init__(self, shapes: tuple[Shape, ...], fonts: FigureFonts) -> None:
        super().__init__()
        self.key = shapes[0].key
        self.has_line = any(isinstance(shape, LineShape) for shape in shapes)
        self._shapes = shapes
        self._fonts = fonts
        self._drawn: list[tuple[Form, ...] | TextLine | PictureShape] | None = None
        self._layouts: dict[int, QTextLayout] = {}
        self._bounds = _bounds(shapes)
        self._mark = _mark_of(shapes)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def touches(self, area: QRectF) -> bool:
        """Tell whether one of the item's lines passes through an area."""
        widener = QPainterPathStroker(QPen(Qt.GlobalColor.black, 1.0))
        lines = (shape for shape in self._shapes if isinstance(shape, LineShape))
        return any(widener.createStroke(line_path(line)).intersects(area) for line in lines)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        if self._mark is not None and self._bounds.height() * scale < _LEAST_BOX_PX:
            painter.fillRect(self._bounds, self._mark)
            return
        for i, part in enumerate(self._parts()):
            if isinstance(part, PictureShape):
                painter.save()
                paint_picture(painter, part)
                painter.restore()
            elif not isinstance(part, TextLine):
                for form in part:
                    paint_form(painter, form)
            elif part.size_pt * scale >= _LEAST_TEXT_PX:
                painter.save()
                paint_laid_out(painter, part, self._layout(i, part))
                painter.restore()

    def _parts(self) -> list[tuple[Form, ...] | TextLine | PictureShape]:
        """Return the shapes ready to be painted, made when the item is first seen: that costs more than painting."""
        if self._drawn is None:
            kept = TextLine | PictureShape
            self._drawn = [shape if isinstance(shape, kept) else forms_of(shape) for shape in self._shapes]
        return self._drawn

    def _layout(self, i: int, line: TextLine) -> QTextLayout:
        """Return the layout of a line, made when it is first seen."""
        if i not in self._layouts:
            self._layouts[i] = layout_of(line, self._fonts)
        return self._layouts[i]


class RingItem(QGraphicsItem):
    """The focus ring around a node that is chosen: two pixels of the accent at any zoom."""

    def __init__(self) -> None:
        super().__init__()
        self._rect = QRectF()
        self._others: tuple[QRectF, ...] = ()
        self._radius = 0.0
        self.setZValue(_ABOVE_SHAPES)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_around(self, rect: Rect | None, radius: float, others: Sequence[Rect] = ()) -> None:
        """Move around another place, whose corners have the given radius, or (None) away; ``others`` are chosen too."""
        self.prepareGeometryChange()
        gap = _RING_GAP_PT
        self._others = tuple(as_qt(other).adjusted(-gap, -gap, gap, gap) for other in others)
        self._radius = radius + gap
        self._rect = QRectF() if rect is None else as_qt(rect).adjusted(-gap, -gap, gap, gap)

    def boundingRect(self) -> QRectF:
        area = QRectF(self._rect)
        for other in self._others:
            area = area.united(other)
        return area.adjusted(-3, -3, 3, 3)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self._rect.isNull():
            return
        pen = QPen(QColor(tokens().accent), 2)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for rect in (self._rect, *self._others):
            painter.drawRoundedRect(rect, self._radius, self._radius)


class MarksItem(QGraphicsItem):
    """The line that is chosen, in the accent; the categories it joins; and the box that a drag would drop on."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[LineShape, ...] = ()
        self._ends: tuple[QRectF, ...] = ()
        self._nodes: tuple[QRectF, ...] = ()
        self._target = QRectF()
        self.setZValue(_ABOVE_SHAPES - 1)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def mark(self, lines: Sequence[LineShape], nodes: Sequence[Rect], ends: Sequence[Rect] = ()) -> None:
        """Mark these lines, outside the boxes they end at, and nodes, and no others."""
        self.prepareGeometryChange()
        self._ends = tuple(as_qt(end) for end in ends)
        self._lines = tuple(lines)
        self._nodes = tuple(as_qt(node).adjusted(-1.5, -0.5, 1.5, 0.5) for node in nodes)

    def mark_target(self, rect: Rect | None) -> None:
        """Mark where a drag would end, or (None) nowhere."""
        self.prepareGeometryChange()
        self._target = QRectF() if rect is None else as_qt(rect)

    def boundingRect(self) -> QRectF:
        area = QRectF(self._target)
        for node in self._nodes:
            area = area.united(node)
        for line in self._lines:
            area = area.united(line_path(line).boundingRect())
        return area.adjusted(-8, -8, 8, 8)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        accent = QColor(tokens().accent)
        tint = QColor(accent)
        tint.setAlphaF(_MARK_SHARE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        for node in self._nodes:
            painter.drawRoundedRect(node, 2, 2)
        painter.save()
        painter.setClipPath(outside(self.boundingRect(), self._ends), Qt.ClipOperation.IntersectClip)
        for line in self._lines:
            width = max(_MARK_LINE_PT, line.line_width)
            marked = LineShape(
                line.key, line.points, accent.name(), width, line.is_curve, line.line_style, line.arrow_size
            )
            paint_shape(painter, marked, _NO_FONTS)
        painter.restore()
        if not self._target.isNull():
            pen = QPen(accent, 2)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.setBrush(tint)
            painter.drawRoundedRect(self._target, 4, 4)


class PlateItem(QGraphicsItem):
    """The ground under a category that is being dragged, so that it reads over whatever lies below."""

    def __init__(self) -> None:
        super().__init__()
        self._rect = QRectF()
        self.setZValue(_DRAGGED)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_under(self, rect: Rect | None) -> None:
        """Lie under a place of the figure, or (None) nowhere."""
        self.prepareGeometryChange()
        self._rect = QRectF() if rect is None else as_qt(rect).adjusted(-4, -2, 4, 2)

    def boundingRect(self) -> QRectF:
        return self._rect.adjusted(-1, -1, 1, 1)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if not self._rect.isNull():
            painter.setPen(QPen(QColor(tokens().accent), 0.8))
            painter.setBrush(QColor(tokens().raised))
            painter.drawRoundedRect(self._rect, 3, 3)


class PinsItem(QGraphicsItem):
    """A small pin at the upper corner of every node that the user placed."""

    def __init__(self) -> None:
        super().__init__()
        self._places: list[QRectF] = []
        self.setZValue(_ABOVE_SHAPES)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_pins(self, rects: Sequence[Rect]) -> None:
        """Show a pin on each of the nodes."""
        self.prepareGeometryChange()
        half = _PIN_PT / 2
        self._places = [QRectF(rect.x - half, rect.y - half, _PIN_PT, _PIN_PT) for rect in rects]

    def boundingRect(self) -> QRectF:
        area = QRectF()
        for place in self._places:
            area = area.united(place)
        return area.adjusted(-2, -2, 2, 2)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        for place in self._places:
            painter.setPen(QPen(QColor(tokens().line_strong), 0.6))
            painter.setBrush(QColor(tokens().raised))
            painter.drawEllipse(place.adjusted(-1.5, -1.5, 1.5, 1.5))
            paint_icon(painter, place.adjusted(0.5, 0.5, -0.5, -0.5), Icon.PIN, tokens().accent)


class PillItem(QGraphicsItem):
    """How many quotations speak for and against a link; signs keep their order in either direction."""

    def __init__(self, pill: EvidencePill, language: str) -> None:
        super().__init__()
        self.key = pill.key
        self._is_chosen = False
        self._parts = [(f"+{localized_number(pill.supporting, language)}", False)] if pill.supporting else []
        if pill.contradicting:
            self._parts.append((f"\u2212{localized_number(pill.contradicting, language)}", True))
        self._font = interface_font(is_bold=True, language=language)
        self._font.setPixelSize(round(_PILL_LETTER_PT * _LETTER_SCALE))
        metrics = QFontMetricsF(self._font)
        self._widths = [metrics.horizontalAdvance(text) / _LETTER_SCALE for text, _ in self._parts]
        width = sum(self._widths) + _PILL_GAP_PT * (len(self._parts) - 1) + 2 * _PILL_PADDING_PT
        width = max(width, _PILL_HEIGHT_PT)
        x, y = pill.center
        middle = y - _PILL_HEIGHT_PT / 2 - 3.5 if pill.is_above_line else y
        self.rect = QRectF(x - width / 2, middle - _PILL_HEIGHT_PT / 2, width, _PILL_HEIGHT_PT)
        self.setZValue(_ABOVE_SHAPES - 0.5)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def set_chosen(self, is_chosen: bool) -> None:
        """Fill the pill with the accent, or not."""
        self._is_chosen = is_chosen
        self.update()

    def boundingRect(self) -> QRectF:
        return self.rect.adjusted(-1, -1, 1, 1)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        shown = tokens()
        painter.setPen(QPen(QColor(shown.accent if self._is_chosen else shown.line_strong), 0.7))
        painter.setBrush(QColor(shown.accent if self._is_chosen else shown.raised))
        painter.drawRoundedRect(self.rect, _PILL_HEIGHT_PT / 2, _PILL_HEIGHT_PT / 2)
        x = self.rect.center().x() - (sum(self._widths) + _PILL_GAP_PT * (len(self._parts) - 1)) / 2
        for (text, is_against), width in zip(self._parts, self._widths, strict=True):
            ink = shown.raised if is_against else shown.on_accent if self._is_chosen else shown.text_1
            painter.save()
            if is_against:
                self._paint_plate(painter, x, width)
            painter.setPen(QColor(ink))
            painter.setFont(self._font)
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            painter.translate(QPointF(x, self.rect.top()))
            painter.scale(1 / _LETTER_SCALE, 1 / _LETTER_SCALE)
            place = QRectF(-20, 0, width * _LETTER_SCALE + 40, _PILL_HEIGHT_PT * _LETTER_SCALE)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
            painter.restore()
            x += width + _PILL_GAP_PT

    def _paint_plate(self, painter: QPainter, x: float, width: float) -> None:
        """Set what speaks against a link off by a plate of its own: colour alone would not do."""
        gap = _PLATE_GAP_PT
        plate = QRectF(x - _PLATE_PADDING_PT, self.rect.top() + gap, width + 2 * _PLATE_PADDING_PT, 0)
        plate.setHeight(self.rect.height() - 2 * gap)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().error))
        painter.drawRoundedRect(plate, plate.height() / 2, plate.height() / 2)


def outside(area: QRectF, holes: Sequence[QRectF]) -> QPainterPath:
    """Return an area without some rectangles in it."""
    path = QPainterPath()
    path.addRect(area)
    for hole in holes:
        cut = QPainterPath()
        cut.addRect(hole)
        path = path.subtracted(cut)
    return path


def as_qt(rect: Rect) -> QRectF:
    """Return a figure's rectangle as Qt's."""
    return QRectF(rect.x, rect.y, rect.width, rect.height)


_NO_FONTS = FigureFonts("", "")


def _mark_of(shapes: Sequence[Shape]) -> QColor | None:
    """Return the colour of a box with nothing but words in it, None for everything else."""
    frame = shapes[0]
    if not isinstance(frame, BoxShape) or not all(isinstance(shape, TextLine) for shape in shapes[1:]):
        return None
    mark = QColor(frame.stroke or frame.fill or Qt.GlobalColor.transparent)
    mark.setAlphaF(mark.alphaF() * _MARK_ALPHA)
    return mark


def _bounds(shapes: Sequence[Shape]) -> QRectF:
    """Return the area that shapes cover; in plain numbers, because a large figure has thousands of them."""
    areas = [_area(shape) for shape in shapes]
    left, top = min(area[0] for area in areas), min(area[1] for area in areas)
    return QRectF(left, top, max(area[2] for area in areas) - left, max(area[3] for area in areas) - top)


def _area(shape: Shape) -> tuple[float, float, float, float]:
    if isinstance(shape, LineShape):
        # A curve stays among the points that draw it.
        xs, ys = [x for x, _ in shape.points], [y for _, y in shape.points]
        reach = shape.line_width + shape.arrow_size
        return min(xs) - reach, min(ys) - reach, max(xs) + reach, max(ys) + reach
    rect, across, down = shape.rect, 0.0, 0.0
    if isinstance(shape, BoxShape):
        across = down = shape.line_width
    elif isinstance(shape, TextLine):
        # Marks below and above Persian letters reach beyond the rough rectangle.
        across, down = 2.0, 0.6 * shape.size_pt
    return rect.x - across, rect.y - down, rect.right + across, rect.bottom + down
