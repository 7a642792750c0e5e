"""The short form that links two categories."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from qdatool.coding.relations import relate_codes
from qdatool.ui.controls import SentenceButton, WrappingLabel
from qdatool.ui.models.inspector.implied import implied_sentence
from qdatool.ui.models.inspector.types_button import TypesButton, offer_types
from qdatool.ui.models.session import ModelSession
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Space
from qdatool.wording import tr


class LinkForm(QFrame):
    """From which category, to which, and how they are related."""

    related = Signal(int)
    """A relation was made, or was there already; carries its id."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        wear(self, Look.CARD)
        self.source, self.type, self.target = QComboBox(), QComboBox(), QComboBox()
        self.button = SentenceButton("Link them", Look.SMALL)
        self.button.clicked.connect(self._relate)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        column.setSpacing(Space.XS + 2)
        self.types_button = TypesButton(session, self.type, takes_over=True)
        for choice in (self.source, self.type, self.target):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(10)
            column.addLayout(self.types_button.row()) if choice is self.type else column.addWidget(choice)
            choice.currentIndexChanged.connect(self._show_implied)
        self.implied = WrappingLabel("", Look.META)
        column.addWidget(self.implied)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.button)
        column.addLayout(foot)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Name the fields in the interface's language."""
        self.source.setAccessibleName(tr("From"))
        self.type.setAccessibleName(tr("Type of relation"))
        self.target.setAccessibleName(tr("To"))

    def offer(self, sources: Sequence[int], targets: Sequence[int]) -> None:
        """Offer these codes at either end."""
        content = self._session.content
        for choice, code_ids in ((self.source, sources), (self.target, targets)):
            choice.clear()
            for code_id in code_ids:
                choice.addItem(self._session.label(code_id), code_id)
        kinds = content.relation_types if content is not None else ()
        offer_types(self.type, kinds, kinds[0].key if kinds else "")
        self._show_implied()
        self.button.setEnabled(self.source.count() > 0 and self.target.count() > 0)

    def _show_implied(self) -> None:
        """Say when what would be linked is so already, by links of the same type between others."""
        ends, key = (self.source.currentData(), self.target.currentData()), self.type.currentData()
        is_whole = None not in ends and isinstance(key, str)
        sentence = implied_sentence(self._session, key, *ends) if is_whole else ""
        self.implied.show_text(sentence)
        self.implied.setVisible(bool(sentence))

    def _relate(self) -> None:
        project = self._session.project
        source, target, key = self.source.currentData(), self.target.currentData(), self.type.currentData()
        if project is None or source is None or target is None:
            return
        made = self._session.attempt(lambda: relate_codes(project, source, target, key))
        if made is not None:
            self.related.emit(made)
