"""The codes on the keys 1 to 9: which they are, per project, and the row of chips that shows them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from qdatool.coding.codes import Code
from qdatool.settings import Settings
from qdatool.ui.actions import Actions
from qdatool.ui.controls import draw_elided
from qdatool.ui.level_signs import paint_shape, rank_of
from qdatool.ui.reading.actions import PIN_ACTIONS, ROWS
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.row_painting import RowPlaces, key_width, paint_key
from qdatool.ui.shortcuts import shown_shortcut
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Radius, Size, Space
from qdatool.wording import interface_language, tr
from qdatool.wording.digits import localized_digits

MOST_PINNED = 9
_PER_ROW = 3


class Pins:
    """Which codes of the open project are pinned, in the order of their keys; kept in the settings, not in the file."""

    def __init__(self, settings: Settings, session: ReadingSession) -> None:
        self._settings = settings
        self._session = session

    def codes(self) -> tuple[int, ...]:
        """Return the pinned codes that exist, the one on key 1 first."""
        kept = self._settings.pinned_codes.get(self._session.guid, [])
        return tuple(code_id for code_id in kept if code_id in self._session.tree.codes)[:MOST_PINNED]

    def is_pinned(self, code_id: int) -> bool:
        """Tell whether a code is pinned."""
        return code_id in self.codes()

    def is_full(self) -> bool:
        """Tell whether all nine keys are taken."""
        return len(self.codes()) >= MOST_PINNED

    def toggle(self, code_id: int) -> None:
        """Pin a code on the next key, or take it off its key."""
        present = list(self.codes())
        if code_id in present:
            present.remove(code_id)
        elif len(present) < MOST_PINNED:
            present.append(code_id)
        if self._session.guid:
            self._settings.pinned_codes[self._session.guid] = present
            self._settings.save()


class PinnedRow(QWidget):
    """The chips of the pinned codes; gone while there are none.

    ``pressed(code_id)`` when a chip is clicked, ``menu_asked(code_id, point)`` on its menu.
    """

    pressed = Signal(int)
    menu_asked = Signal(int, QPoint)

    def __init__(self, session: ReadingSession, pins: Pins, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pins = pins
        self._actions = actions
        self._shown_keys: tuple[str, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(Space.S, 0, Space.S, Space.S)
        self._grid.setSpacing(Space.XS)
        session.project_opened.connect(self.refresh)
        session.codes_changed.connect(self.refresh)
        actions.changed.connect(self._follow_keys)
        self.refresh()

    def refresh(self) -> None:
        """Show the codes that are pinned now."""
        while self._grid.count():
            chip = self._grid.takeAt(0).widget()
            chip.setParent(None)
            chip.deleteLater()
        codes, self._shown_keys = self._pins.codes(), self._keys()
        for place, code_id in enumerate(codes):
            chip = PinChip(self._session, code_id, self._shown_keys[place])
            chip.clicked.connect(lambda _checked=False, code_id=code_id: self.pressed.emit(code_id))
            chip.menu_asked.connect(lambda point, code_id=code_id: self.menu_asked.emit(code_id, point))
            self._grid.addWidget(chip, place // _PER_ROW, place % _PER_ROW)
        for column in range(_PER_ROW):
            self._grid.setColumnStretch(column, 1)
        self.setVisible(bool(codes))

    def retranslate(self) -> None:
        """Show the labels in the interface's language."""
        self.refresh()

    def _follow_keys(self) -> None:
        if self._keys() != self._shown_keys:
            self.refresh()

    def _keys(self) -> tuple[str, ...]:
        """Return what stands on the keys of the pinned codes; empty where the user took them away."""
        found = (self._actions.with_keys(ROWS[action_id]).shortcuts for action_id in PIN_ACTIONS)
        texts = (shown_shortcut(keys[0]) if keys else "" for keys in found)
        return tuple(localized_digits(text, interface_language()) if text.isdigit() else text for text in texts)


class PinChip(QAbstractButton):
    """One pinned code: its key, its shape and as much of its label as there is room for."""

    menu_asked = Signal(QPoint)

    def __init__(self, session: ReadingSession, code_id: int, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._code_id = code_id
        self._key = key
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        code = self._code()
        label = code.label_in(interface_language()) if code else ""
        self.setToolTip(label)
        self.setAccessibleName(tr("Key {n}: {code}", n=key, code=label) if key else label)

    def sizeHint(self) -> QSize:
        return QSize(100, Size.BUTTON_SMALL)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        code, shown = self._code(), tokens()
        if code is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = shown.hover if self.underMouse() or self.isDown() else shown.raised
        painter.setBrush(QColor(ground))
        edge = QPen(QColor(shown.accent), Size.FOCUS_RING) if self.hasFocus() else QPen(QColor(shown.line_strong), 1)
        painter.setPen(edge)
        painter.drawRoundedRect(QRect(self.rect()).adjusted(1, 1, -1, -1), Radius.CONTROL, Radius.CONTROL)
        row = RowPlaces(self.rect(), self.layoutDirection())
        width = max(key_width(self._key), 17) if self._key else 0
        if self._key:
            paint_key(painter, row.leading(5, width, 16), self._key)
        centre = QPointF(row.leading(9 + width, 10, 10).center())
        paint_shape(painter, centre, rank_of(code.level_id, self._session.levels), code.color, ground)
        painter.setFont(interface_font(FontSize.META))
        painter.setPen(QColor(shown.text_1))
        draw_elided(painter, row.between(24 + width, 6), code.label_in(interface_language()), self.layoutDirection())

    def _code(self) -> Code | None:
        return self._session.code(self._code_id)
