"""The card that draws by lot what is coded twice in the present round."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QSpinBox

from qdatool.coding.drawing import DrawnPassage, SampleDraft, draw_sample, drop_sample, list_drawn
from qdatool.coding.participants import list_participants
from qdatool.ui.controls import SentenceButton, SentenceLabel, WrappingLabel
from qdatool.ui.icons import Icon
from qdatool.ui.reliability.card import Card
from qdatool.ui.reliability.session import ReliabilitySession
from qdatool.ui.style_sheet import Look
from qdatool.ui.tokens import Space
from qdatool.wording import interface_language, tr
from qdatool.wording.lists import listed


class SampleCard(Card):
    """Draws by lot what is coded twice in the present round."""

    def __init__(self, session: ReliabilitySession) -> None:
        super().__init__("Drawn for double coding")
        self._session = session
        self.count, self.seed = QSpinBox(), QSpinBox()
        for number in (self.count, self.seed):
            # A style sheet cannot keep the number off the frame.
            number.lineEdit().setTextMargins(Space.XS + 2, 0, Space.XS + 2, 0)
        self.count.setRange(1, 9999)
        self.count.setValue(3)
        self.seed.setRange(0, 99999)
        self.seed.setValue(1)
        self.kind, self.attribute = QComboBox(), QComboBox()
        self._fields = (
            ("How many", self.count), ("Of what", self.kind), ("Spread over", self.attribute), ("Seed", self.seed),
        )  # fmt: skip
        for name, field in self._fields:
            line = QHBoxLayout()
            line.setSpacing(Space.S)
            label = SentenceLabel(name, Look.DENSE)
            label.setFixedWidth(92)
            line.addWidget(label)
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            line.addWidget(field, 1)
            self.rows.addLayout(line)
        self.draw = SentenceButton("Draw", Look.PRIMARY, Icon.DRAWN)
        self.drop = SentenceButton("Drop the sample")
        self.draw.clicked.connect(self._draw)
        self.drop.clicked.connect(self._drop)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, Space.S, 0, Space.S)
        buttons.setSpacing(Space.S)
        buttons.addWidget(self.draw)
        buttons.addWidget(self.drop)
        buttons.addStretch(1)
        self.foot.addLayout(buttons)
        self.drawn = WrappingLabel("", Look.DENSE)
        self.foot.addWidget(self.drawn)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        for name, field in self._fields:
            field.setAccessibleName(tr(name))
        digits = QLocale("fa_IR") if interface_language() == "fa" else QLocale("en_US")
        for field in (self.count, self.seed):
            field.setLocale(digits)
        self.kind.clear()
        self.kind.addItem(tr("documents"), False)
        self.kind.addItem(tr("paragraphs"), True)
        self.refresh()

    def refresh(self) -> None:
        """Show the attributes there are and what was drawn."""
        project = self._session.project
        names = dict.fromkeys(name for one in list_participants(project) for name in one.attributes) if project else {}
        present = self.attribute.currentData()
        self.attribute.clear()
        self.attribute.addItem(tr("nothing, all alike"), None)
        for name in names:
            self.attribute.addItem(name, name)
        self.attribute.setCurrentIndex(max(self.attribute.findData(present), 0))
        is_writable = project is not None and not project.is_read_only
        drawn = list_drawn(project, project.round_id) if project is not None else ()
        self.draw.setEnabled(is_writable)
        self.drop.setEnabled(is_writable and bool(drawn))
        self.drawn.show_text(self._drawn_text(drawn))

    def _drawn_text(self, drawn: Sequence[DrawnPassage]) -> str:
        if not drawn:
            return tr("Nothing is drawn for this round: all documents count.")
        names = {one.id: one.name for one in self._session.documents.values()}
        documents = dict.fromkeys(names.get(one.document_id, "") for one in drawn)
        told = tr("Drawn: {documents}", documents=listed(documents, interface_language()))
        passages = sum(one.span is not None for one in drawn)
        return f"{told} ({tr('{n} paragraphs', n=passages)})" if passages else told

    def _draw(self) -> None:
        project = self._session.project
        if project is None:
            return
        draft = SampleDraft(
            self.count.value(), self.seed.value(), self.attribute.currentData(), bool(self.kind.currentData())
        )
        self._session.shell.attempt(lambda: draw_sample(project, project.round_id, draft))

    def _drop(self) -> None:
        project = self._session.project
        if project is not None:
            self._session.shell.attempt(lambda: drop_sample(project, project.round_id))
