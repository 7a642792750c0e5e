"""The row under the hits with which the ticked ones are coded."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from qdatool.coding.hit_coding import Extent
from qdatool.ui.actions import Actions
from qdatool.ui.controls import ElidedLabel, SentenceButton, SentenceLabel
from qdatool.ui.find.actions import HitAction
from qdatool.ui.icons import Icon
from qdatool.ui.segments import Segment, Segments
from qdatool.ui.shortcuts import shown_shortcut
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Size, Space
from qdatool.wording import tr


class CodingBar(QFrame):
    """How many are ticked, how much around each is coded, and the button; ``asked()`` when it is pressed."""

    asked = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        wear(self, Look.TOOL_ROW)
        self.setFixedHeight(Size.TOOL_ROW)
        self._ticked = 0
        self._said = ElidedLabel("", Look.DENSE)
        self._said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.extent = Segments(
            (
                Segment(Extent.HIT, "Hit", "Code the words that were found"),
                Segment(Extent.WORDS, "Words", "Code the whole words they stand in"),
                Segment(Extent.SENTENCE, "Sentence", "Code the sentences they stand in"),
                Segment(Extent.PARAGRAPH, "Paragraph", "Code the paragraphs they stand in"),
            ),
            "How much around a hit is coded",
        )
        self.extent.show_value(Extent.SENTENCE)
        self.button = SentenceButton("Code them…", Look.PRIMARY, Icon.TAG)
        self.button.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, 0, Space.M, 0)
        row.setSpacing(Space.S)
        row.addWidget(self._said, 1)
        row.addWidget(SentenceLabel("Extent:", Look.DENSE))
        row.addWidget(self.extent)
        row.addWidget(self.button)
        actions.changed.connect(self.retranslate)
        self.button.setEnabled(False)

    def show_ticked(self, number: int) -> None:
        """Show how many hits are ticked."""
        self._ticked = number
        self.button.setEnabled(number > 0)
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the interface's language."""
        if self._ticked:
            self._said.setText(tr("{n} hits ticked", n=self._ticked))
        else:
            tick, all_of_them = (self._keys_of(one) for one in (HitAction.TICK, HitAction.TICK_ALL))
            self._said.setText(
                tr("Tick hits with {tick}, or all with {all}, to code them in one step.", tick=tick, all=all_of_them)
            )

    def _keys_of(self, action_id: HitAction) -> str:
        shortcuts = self._actions.spec(action_id).shortcuts
        return shown_shortcut(shortcuts[0]) if shortcuts else "…"
