"""A small picture of the grid in which roles stand: a role is moved and widened in it by mouse or arrow keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from qdatool.coding.role_editing import MOST_COLUMNS, MOST_ROWS
from qdatool.coding.role_templates import ModelRole, RolePlace
from qdatool.ui.controls import draw_elided
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Radius, Size, Space
from qdatool.wording import tr

_ROW_HEIGHT = 26
_GAP = 3.0
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class RoleGrid(QWidget):
    """Shows all roles in their cells, the chosen one in the accent, with one column and row to spare."""

    wanted = Signal(object)
    """The chosen role is wanted elsewhere; carries its ``RolePlace``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roles: tuple[ModelRole, ...] = ()
        self._titles: dict[str, str] = {}
        self._key = ""
        self._is_rtl = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the grid for screen readers, and say how it is used."""
        self.setAccessibleName(tr("Place of the role"))
        self.setToolTip(tr("Press a cell or use the arrow keys to move the role; with Shift they change its width."))

    def show_roles(self, roles: tuple[ModelRole, ...], titles: dict[str, str], key: str, *, is_rtl: bool) -> None:
        """Show roles by key and title; the one with ``key`` is to be moved."""
        self._roles, self._titles, self._key, self._is_rtl = roles, titles, key, is_rtl
        place = self._place()
        if place is not None:
            self.setAccessibleDescription(
                tr(
                    "Column {column}, row {row}, {columns} wide",
                    column=place.column + 1,
                    row=place.row + 1,
                    columns=place.columns,
                )
            )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, self._count()[1] * _ROW_HEIGHT + 2 * Size.FOCUS_RING)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def cell_rect(self, place: RolePlace) -> QRectF:
        """Return where a place stands in the widget."""
        across, _ = self._count()
        width = (self.width() - 2 * Size.FOCUS_RING) / across
        first = across - place.column - place.columns if self._is_rtl else place.column
        left = Size.FOCUS_RING + first * width
        top = Size.FOCUS_RING + place.row * _ROW_HEIGHT
        return QRectF(left, top, place.columns * width, _ROW_HEIGHT).adjusted(_GAP / 2, _GAP / 2, -_GAP / 2, -_GAP / 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        across, down = self._count()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(shown.line), 1, Qt.PenStyle.DotLine))
        for row in range(down):
            for column in range(across):
                painter.drawRoundedRect(self.cell_rect(RolePlace(column, row)), Radius.CONTROL, Radius.CONTROL)
        painter.setFont(interface_font(FontSize.META))
        for role in sorted(self._roles, key=lambda role: role.key == self._key):
            is_chosen = role.key == self._key
            rect = self.cell_rect(role.place)
            painter.setBrush(QColor(shown.accent if is_chosen else shown.raised))
            painter.setPen(QPen(QColor(shown.accent if is_chosen else shown.line_strong), 2 if role.is_core else 1))
            painter.drawRoundedRect(rect, Radius.CONTROL, Radius.CONTROL)
            painter.setPen(QColor(shown.on_accent if is_chosen else shown.text_1))
            room = rect.toRect().adjusted(Space.XS, 0, -Space.XS, 0)
            draw_elided(painter, room, self._titles.get(role.key, ""), self.layoutDirection())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(shown.accent), Size.FOCUS_RING))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Radius.CONTROL, Radius.CONTROL)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place, cell = self._place(), self._cell_at(event.position().toPoint())
        if place is None or cell is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        columns = min(place.columns, MOST_COLUMNS - cell.column)
        self._want(replace(cell, columns=columns))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place, step = self._place(), _STEPS.get(Qt.Key(event.key()))
        if place is None or step is None:
            super().keyPressEvent(event)
            return
        across = -step[0] if self._is_rtl else step[0]
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            columns = min(max(1, place.columns + across), MOST_COLUMNS - place.column)
            self._want(replace(place, columns=columns))
            return
        column = min(max(0, place.column + across), MOST_COLUMNS - place.columns)
        self._want(replace(place, column=column, row=min(max(0, place.row + step[1]), MOST_ROWS - 1)))

    def _want(self, place: RolePlace) -> None:
        if self.isEnabled() and place != self._place():
            self.wanted.emit(place)

    def _place(self) -> RolePlace | None:
        return next((role.place for role in self._roles if role.key == self._key), None)

    def _count(self) -> tuple[int, int]:
        """Return how many columns and rows are shown."""
        across = max((role.place.column + role.place.columns for role in self._roles), default=0) + 1
        down = max((role.place.row for role in self._roles), default=-1) + 2
        return min(across, MOST_COLUMNS), min(down, MOST_ROWS)

    def _cell_at(self, at: QPoint) -> RolePlace | None:
        across, down = self._count()
        cells = (RolePlace(column, row) for row in range(down) for column in range(across))
        return next((cell for cell in cells if self.cell_rect(cell).contains(at)), None)
