"""The journals and pages that a figure can be made for, as the export panel offers them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from qdatool.figures.style import PRESET_WIDTHS_MM
from qdatool.ui.controls import draw_elided
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Radius, Size, Space
from qdatool.wording import interface_language, localized_number, tr

WIDTH_ROLE = Qt.ItemDataRole.UserRole
ROW_HEIGHT = 26
_RADIO = 14
_WIDTH_ROOM = 62


@dataclass(frozen=True, slots=True)
class Preset:
    """One width that a journal or page asks for; ``name`` is a key for ``tr``."""

    preset_id: str
    name: str

    @property
    def width_mm(self) -> float:
        """The width of the figure."""
        return PRESET_WIDTHS_MM[self.preset_id]


PRESETS: tuple[Preset, ...] = (
    Preset("elsevier-single", "Elsevier, one column"),
    Preset("elsevier-half", "Elsevier, one and a half"),
    Preset("elsevier-double", "Elsevier, two columns"),
    Preset("springer-single", "Springer, one column"),
    Preset("springer-double", "Springer, two columns"),
    Preset("plos", "PLOS, whole page"),
    Preset("apa", "APA, whole page"),
    Preset("fa-column", "Persian journal, one column"),
    Preset("fa-page", "Persian journal, whole page"),
    Preset("fa-vaziri", "Thesis, vaziri page"),
)
DEFAULT_PRESET = 1


def width_text(width_mm: float) -> str:
    """Return a width in words of the interface."""
    return f"{localized_number(width_mm, interface_language())} {tr('mm')}"


class PresetDelegate(QStyledItemDelegate):
    """A round mark, the name, and the width at the reading end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        shown, direction, rect = tokens(), option.direction, option.rect.adjusted(0, 1, 0, -1)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shown.selected if is_selected else shown.hover))
            painter.drawRoundedRect(rect, Radius.CONTROL, Radius.CONTROL)
        if option.state & QStyle.StateFlag.State_HasFocus and option.widget is not None and option.widget.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(shown.accent), Size.FOCUS_RING))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), Radius.CONTROL, Radius.CONTROL)
        mark = QStyle.visualRect(
            direction, rect, QRect(rect.left() + Space.S, rect.center().y() - _RADIO // 2 + 1, _RADIO, _RADIO)
        )
        pen = QPen(QColor(shown.accent if is_selected else shown.line_strong), 4 if is_selected else 1)
        painter.setPen(pen)
        painter.setBrush(QColor(shown.field))
        painter.drawEllipse(mark.adjusted(2, 2, -2, -2) if is_selected else mark)
        left = rect.left() + Space.S + _RADIO + Space.S
        name = QRect(left, rect.top(), rect.right() - left - _WIDTH_ROOM, rect.height())
        painter.setFont(interface_font(FontSize.DENSE, is_bold=is_selected))
        painter.setPen(QColor(shown.text_1))
        draw_elided(painter, QStyle.visualRect(direction, rect, name), str(index.data()), direction)
        width = QRect(rect.right() - _WIDTH_ROOM, rect.top(), _WIDTH_ROOM - Space.S, rect.height())
        painter.setFont(interface_font(FontSize.META))
        painter.setPen(QColor(shown.text_2))
        side = (
            Qt.AlignmentFlag.AlignLeft if direction == Qt.LayoutDirection.RightToLeft else Qt.AlignmentFlag.AlignRight
        )
        painter.drawText(
            QStyle.visualRect(direction, rect, width),
            side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter,
            width_text(index.data(WIDTH_ROLE)),
        )
        painter.restore()
