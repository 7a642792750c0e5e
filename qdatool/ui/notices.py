"""Notices: one sentence over the workspace that says what happened, and one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from qdatool.ui.controls import IconButton, IconLabel, WrappingLabel
from qdatool.ui.icons import Icon, Ink
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Space
from qdatool.ui.workspace import Notice, NoticeKind

_SIGNS = {
    NoticeKind.INFO: (Icon.INFO, Ink.ACCENT),
    NoticeKind.OK: (Icon.OK, Ink.OK),
    NoticeKind.WARNING: (Icon.WARNING, Ink.WARN),
    NoticeKind.ERROR: (Icon.ERROR, Ink.ERROR),
}


class NoticeBar(QWidget):
    """Shows the newest notice until it is closed, replaced or acted on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice: Notice | None = None
        self._frame = QFrame()
        self._sign = IconLabel(Icon.INFO)
        self._sentence = WrappingLabel()
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton()
        wear(self._button, Look.SMALL)
        self._close = IconButton(Icon.CLOSE, "Close this notice")
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(Space.M, Space.XS + 2, Space.M, Space.XS + 2)
        row.setSpacing(Space.S)
        row.addWidget(self._sign)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        around = QHBoxLayout(self)
        around.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        around.addWidget(self._frame)
        self._button.clicked.connect(self._on_button)
        self._close.clicked.connect(self.clear)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in place of any other, and tell screen readers."""
        self._notice = notice
        icon_name, ink = _SIGNS[notice.kind]
        self._sign.set_icon(icon_name, ink)
        self._sentence.show_text(notice.sentence)
        self.setAccessibleName(notice.sentence)
        self._button.setVisible(notice.action is not None)
        if notice.action is not None:
            self._button.setText(notice.action.label)
        wear(self._frame, Look(notice.kind.value))
        self.show()

    def clear(self) -> None:
        """Take the notice away."""
        self._notice = None
        self.hide()

    def notice(self) -> Notice | None:
        """Return the notice that is shown."""
        return self._notice

    def retranslate(self) -> None:
        """Take the notice away: its sentence was made in the other language."""
        self.clear()

    def _on_button(self) -> None:
        notice = self._notice
        self.clear()
        if notice is not None and notice.action is not None:
            notice.action.run()
