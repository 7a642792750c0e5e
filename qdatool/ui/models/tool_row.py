"""The row of tools over the canvas; groups for which there is no room give way, the least needed first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from qdatool.coding.roles import Direction
from qdatool.figures.spec import FigureLanguage
from qdatool.ui.actions import Actions
from qdatool.ui.controls import ActionButton, SentenceButton, SentenceLabel, separator
from qdatool.ui.icons import Icon
from qdatool.ui.models.actions import ModelAction
from qdatool.ui.segments import Segment, Segments
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Size, Space
from qdatool.wording import interface_language, localized_number, tr

_SEPARATOR_LENGTH = 18
_ZOOM_WIDTH = 38
_MOST_DEPTH = 6


class ToolRow(QFrame):
    """Tools, direction, depth, language of the figure and zoom."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wear(self, Look.TOOL_ROW)
        self.setFixedHeight(Size.TOOL_ROW)
        self._actions = actions
        self.buttons: dict[ModelAction, ActionButton] = {}
        self.direction = Segments(
            (
                Segment(Direction.AUTO, "Auto", "Let the figure read as its language"),
                Segment(Direction.RTL, "\u2190", "Let the figure read from right to left"),
                Segment(Direction.LTR, "\u2192", "Let the figure read from left to right"),
            ),
            "Direction of the figure",
        )
        self.direction.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.language = Segments(
            (
                Segment(FigureLanguage.FA, "\u0641\u0627", "Show the figure in Persian"),
                Segment(FigureLanguage.EN, "EN", "Show the figure in English"),
                Segment(FigureLanguage.BOTH, "\u0641\u0627+EN", "Show the figure in both languages"),
            ),
            "Language of the figure",
        )
        self.depth = DepthChoice()
        self.percent = QLabel()
        wear(self.percent, Look.META)
        self.percent.setFixedWidth(_ZOOM_WIDTH)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._optional: list[QWidget] = []
        self._hidden_by_kind: set[QWidget] = set()
        self._lay_out()

    def show_for(self, *, is_textbook: bool, levels: int) -> None:
        """Show the tools that the kind of model has; ``levels`` is how many there are round a network's centre."""
        self._hidden_by_kind = {self.depth} if levels < 2 else set()
        if not is_textbook:
            self._hidden_by_kind.add(self.buttons[ModelAction.SWAP])
        self.depth.show_levels(min(levels, _MOST_DEPTH))
        self._fit()

    def show_zoom(self, percent: int) -> None:
        """Show how large the figure is, in percent of its size on paper."""
        language = interface_language()
        self.percent.setText(localized_number(percent, language) + ("\u066a" if language == "fa" else "%"))
        self.percent.setToolTip(tr("{percent} % of the size on paper", percent=percent))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, Size.TOOL_ROW)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.S, 0, Space.S, 0)
        row.setSpacing(Space.XS)
        self._row = row
        self._add_buttons(ModelAction.SELECT_TOOL, ModelAction.PAN_TOOL)
        self.buttons[ModelAction.SELECT_TOOL].setCheckable(True)
        self.buttons[ModelAction.PAN_TOOL].setCheckable(True)
        row.addWidget(separator(Qt.Orientation.Vertical, _SEPARATOR_LENGTH))
        self._add_buttons(ModelAction.ARRANGE, ModelAction.PIN, ModelAction.SWAP, ModelAction.COUNTS)
        self.buttons[ModelAction.COUNTS].setCheckable(True)
        self.buttons[ModelAction.PIN].setCheckable(True)
        row.addWidget(separator(Qt.Orientation.Vertical, _SEPARATOR_LENGTH))
        row.addWidget(self.direction)
        row.addWidget(self.depth)
        row.addStretch(1)
        row.addWidget(self.language)
        row.addWidget(separator(Qt.Orientation.Vertical, _SEPARATOR_LENGTH))
        self._add_buttons(ModelAction.ZOOM_OUT)
        row.addWidget(self.percent)
        self._add_buttons(ModelAction.ZOOM_IN, ModelAction.FIT)
        row.addWidget(separator(Qt.Orientation.Vertical, _SEPARATOR_LENGTH))
        self.export = SentenceButton("Export", Look.SMALL, Icon.EXPORT)
        self.export.setCheckable(True)
        self.export.clicked.connect(lambda: self._actions.trigger(ModelAction.SHOW_EXPORT))
        row.addWidget(self.export)
        zoom = [self.percent, self.buttons[ModelAction.ZOOM_OUT], self.buttons[ModelAction.ZOOM_IN]]
        self._optional = [*zoom, self.direction, self.buttons[ModelAction.COUNTS], self.depth, self.language]

    def _add_buttons(self, *action_ids: ModelAction) -> None:
        for action_id in action_ids:
            button = ActionButton(self._actions, action_id)
            self.buttons[action_id] = button
            self._row.addWidget(button)

    def _fit(self) -> None:
        """Hide groups until the row fits; every one of them is also in the palette."""
        arrange = self.buttons[ModelAction.ARRANGE]
        arrange.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        everything: Sequence[QWidget] = (*self._optional, self.buttons[ModelAction.SWAP])
        for widget in everything:
            widget.setVisible(widget not in self._hidden_by_kind)
        if self._has_room():
            return
        arrange.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        for widget in self._optional:
            if self._has_room():
                return
            widget.hide()

    def _has_room(self) -> bool:
        self._row.invalidate()
        return self._row.minimumSize().width() <= self.width()


class DepthChoice(QWidget):
    """How many levels of a network are drawn."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Space.XS, 0, 0, 0)
        self._row.setSpacing(Space.XS)
        self._row.addWidget(SentenceLabel("Depth", Look.DENSE))
        self.segments: Segments | None = None
        self._levels = 0
        self._depth = 0

    def show_levels(self, levels: int) -> None:
        """Offer so many levels."""
        if levels == self._levels:
            return
        self._levels = levels
        self._build()

    def show_depth(self, depth: int) -> None:
        """Show which depth is drawn."""
        self._depth = depth
        if self.segments is not None:
            self.segments.show_value(depth)

    def retranslate(self) -> None:
        """Show the numbers in the digits of the interface."""
        self._build()

    def _build(self) -> None:
        if self.segments is not None:
            self._row.removeWidget(self.segments)
            self.segments.deleteLater()
            self.segments = None
        if self._levels < 1:
            return
        language = interface_language()
        rows = tuple(
            Segment(i, localized_number(i, language), tr("Show {levels} levels", levels=i))
            for i in range(1, self._levels + 1)
        )
        self.segments = Segments(rows, "Depth")
        self.segments.picked.connect(self.picked.emit)
        self.segments.show_value(self._depth)
        self._row.addWidget(self.segments)
