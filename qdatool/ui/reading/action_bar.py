"""The bar under a selected quotation: what can be done with it, with the keys that do it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from qdatool.ui.actions import Actions
from qdatool.ui.controls import ActionButton, ActionKeyLabel, separator
from qdatool.ui.reading.actions import ROWS, ReadingAction
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import IconSize, Space

_SHOWN = (ReadingAction.MEMO, ReadingAction.LINK, ReadingAction.CODE_BOX, ReadingAction.RECODE, ReadingAction.UNCODE)


class QuotationBar(QFrame):
    """A child of the transcript's pane that follows the passage while the text scrolls."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        wear(self, Look.CARD)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XS, 3, Space.S, 3)
        row.setSpacing(2)
        self._buttons: list[ActionButton] = []
        for place, action_id in enumerate(_SHOWN):
            if place == len(_SHOWN) - 1:
                row.addWidget(separator(Qt.Orientation.Vertical, 18))
            button = ActionButton(actions, action_id, with_text=True, side=IconSize.DENSE)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(button)
            self._buttons.append(button)
            row.addWidget(ActionKeyLabel(actions, ROWS[action_id]))
        self.hide()

    def show_beside(self, first_line: QRect, last_line: QRect, area: QRect) -> None:
        """Stand under the last line of a passage, or over its first where there is no room; in pixels of the parent."""
        self._fit(area.width() - 2 * Space.S)
        least, most = area.left() + Space.S, area.right() - self.width() - Space.S
        x = max(min(last_line.center().x() - self.width() // 2, most), least)
        below, above = last_line.bottom() + Space.XS, first_line.top() - self.height() - Space.XS
        fits_below = area.top() <= last_line.bottom() and below + self.height() <= area.bottom()
        fits_above = above >= area.top() and first_line.top() <= area.bottom()
        self.move(x, below if fits_below else above)
        self.setVisible(fits_below or fits_above)
        self.raise_()

    def _fit(self, room: int) -> None:
        """Leave the words out where there is too little room for them."""
        for style in (Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly):
            for button in self._buttons:
                button.setToolButtonStyle(style)
            self.layout().activate()
            self.adjustSize()
            if self.width() <= room:
                return
