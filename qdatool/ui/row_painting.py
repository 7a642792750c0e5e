"""What the delegates of rows share: places inside a row, its ground, numbers and pictures of keys."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from qdatool.ui.direction import runs_right_to_left
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Radius, Size
from qdatool.wording import interface_language, localized_number

_LEFT_TO_RIGHT_MARK, _RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"
_ISOLATES = {False: "\u2066", True: "\u2067"}


class RowPlaces:
    """Places inside a row, counted from its reading start or end."""

    def __init__(self, rect: QRect, direction: Qt.LayoutDirection) -> None:
        self._rect = rect
        self._direction = direction

    def leading(self, offset: int, width: int, height: int | None = None) -> QRect:
        """Return a place at ``offset`` from the reading start, in the middle of the row's height."""
        return self._visual(self._rect.left() + offset, width, height)

    def trailing(self, offset: int, width: int, height: int | None = None) -> QRect:
        """Return a place at ``offset`` from the reading end, in the middle of the row's height."""
        return self._visual(self._rect.right() + 1 - offset - width, width, height)

    def between(self, leading: int, trailing: int) -> QRect:
        """Return what lies between two offsets."""
        return self._visual(self._rect.left() + leading, max(self._rect.width() - leading - trailing, 0), None)

    def _visual(self, left: int, width: int, height: int | None) -> QRect:
        tall = self._rect.height() if height is None else height
        logical = QRect(left, self._rect.top() + (self._rect.height() - tall) // 2, width, tall)
        return QStyle.visualRect(self._direction, self._rect, logical)


def is_selected(option: QStyleOptionViewItem) -> bool:
    """Tell whether a row is selected."""
    return bool(option.state & QStyle.StateFlag.State_Selected)


def row_ground(option: QStyleOptionViewItem, view: QWidget, ground: str) -> str:
    """Return the colour a row stands on: selected, hover where the panel has no keyboard, or the panel's own."""
    shown = tokens()
    if is_selected(option):
        return shown.selected if view.hasFocus() else shown.hover
    return shown.hover if option.state & QStyle.StateFlag.State_MouseOver else ground


def paint_ground(painter: QPainter, rect: QRect, color: str, *, has_ring: bool = False) -> None:
    """Paint a row's ground with rounded corners, and the ring of the keyboard where it stands."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawRoundedRect(rect, Radius.CONTROL, Radius.CONTROL)
    if has_ring:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens().accent), Size.FOCUS_RING))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), Radius.CONTROL, Radius.CONTROL)
    painter.restore()


def shows_ring(option: QStyleOptionViewItem) -> bool:
    """Tell whether the keyboard stands on a row that is not selected, so that it needs a ring to be seen."""
    return bool(option.state & QStyle.StateFlag.State_HasFocus) and not is_selected(option)


def paint_number(painter: QPainter, place: QRect, number: int) -> None:
    """Paint a number at the reading end of its column: Latin digits are tabular, Persian ones are not."""
    paint_at_end(painter, place, localized_number(number, interface_language()))


def paint_at_end(painter: QPainter, place: QRect, text: str) -> None:
    """Paint a short text of the interface at the reading end of a place."""
    end = Qt.AlignmentFlag.AlignLeft if interface_language() == "fa" else Qt.AlignmentFlag.AlignRight
    painter.drawText(place, end | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, text)


def paint_key(painter: QPainter, place: QRect, text: str) -> None:
    """Paint the picture of a key."""
    shown = tokens()
    painter.save()
    # Keys are never mirrored.
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(shown.line_strong))
    painter.setBrush(QColor(shown.chrome))
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CHIP, Radius.CHIP)
    painter.setFont(interface_font(FontSize.HINT))
    painter.setPen(QColor(shown.text_2))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def color_swatch(color: str, *, is_present: bool = False) -> QIcon:
    """Return a small square of a colour for a menu, marked where it is the present one."""
    picture = QPixmap(QSize(32, 32))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(color))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(2, 2, 28, 28, 8, 8)
    if is_present:
        painter.setBrush(QColor(tokens().raised))
        painter.drawEllipse(10, 10, 12, 12)
    painter.end()
    picture.setDevicePixelRatio(2)
    return QIcon(picture)


def key_width(text: str) -> int:
    """Return how wide the picture of a key is."""
    return round(QFontMetricsF(interface_font(FontSize.HINT)).horizontalAdvance(text)) + 12


def side_by_side(*parts: str) -> str:
    """Return short texts in reading order with dots between them, each isolated so that none reorders another."""
    is_persian = interface_language() == "fa"
    # Qt takes the direction of a line from its first letter outside all isolates, so a mark goes first.
    mark = _RIGHT_TO_LEFT_MARK if is_persian else _LEFT_TO_RIGHT_MARK
    return mark + " · ".join(_isolated(part, is_persian) for part in parts if part)


def _isolated(part: str, is_persian: bool) -> str:
    has_letters = any(map(str.isalpha, part))
    opening = _ISOLATES[runs_right_to_left(part) if has_letters else is_persian]
    return f"{opening}{part}\u2069"
