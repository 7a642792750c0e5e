"""The slim bar over the transcript in which words of the document are found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from qdatool.ui.actions import Actions
from qdatool.ui.controls import ActionButton, ElidedLabel, IconButton, LinkButton
from qdatool.ui.icons import Icon
from qdatool.ui.query_row import QueryRow
from qdatool.ui.reading.find_actions import FindAction
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import IconSize, Size, Space

_WIDEST_QUERY = 460
_ROOM_FOR_LINK = 600


class FindBar(QFrame):
    """The query, which hit of how many is looked at, and ways on.

    ``closed()`` when it is no longer wanted; ``everywhere_asked()`` to look for the same in the whole project.
    """

    closed = Signal()
    everywhere_asked = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wear(self, Look.TOOL_ROW)
        self.setFixedHeight(Size.TOOL_ROW)
        self.row = QueryRow("Find in the document")
        self.row.setMaximumWidth(_WIDEST_QUERY)
        self._count = ElidedLabel("", Look.DENSE)
        self._count.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        previous = ActionButton(actions, FindAction.PREVIOUS, side=IconSize.DENSE)
        following = ActionButton(actions, FindAction.NEXT, side=IconSize.DENSE)
        self._everywhere = everywhere = LinkButton("In the whole project")
        everywhere.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        everywhere.clicked.connect(self.everywhere_asked)
        close = IconButton(Icon.CLOSE, "Close the find bar", IconSize.DENSE)
        close.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.S, 0, Space.S, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self.row, 3)
        for button in (previous, following):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.addSpacing(Space.XS)
        row.addWidget(self._count, 2)
        row.addWidget(everywhere)
        row.addWidget(close)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The query needs the room more; the way to the whole project has its own keys.
        self._everywhere.setVisible(self.width() >= _ROOM_FOR_LINK)

    def say(self, sentence: str, *, is_bad: bool = False) -> None:
        """Say how many hits there are, or what is wrong with the query."""
        wear(self._count, Look.META_ERROR if is_bad else Look.DENSE)
        self._count.setText(sentence)
        self._count.setToolTip(sentence if is_bad else "")
        self.row.field.setAccessibleDescription(sentence)

    def said(self) -> str:
        """Return what is said beside the query."""
        return self._count.text()
