"""Coders and rounds: who codes, how far everyone has come, which rounds are blind, and what is coded in common."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from qdatool.coding.changes import Changes, Kind
from qdatool.coding.coders import Coder, Round, add_coder, add_round, list_rounds, rename_coder
from qdatool.coding.drawing import SampleDraft, draw_sample, drop_sample, list_drawn
from qdatool.coding.participants import list_participants
from qdatool.coding.rounds import CoderProgress, rename_round, round_progress, set_round_blind
from qdatool.ui.controls import (
    ActionButton,
    ElidedLabel,
    IconButton,
    LinkButton,
    PanelHead,
    SentenceButton,
    SentenceLabel,
    SentenceText,
    WrappingLabel,
)
from qdatool.ui.icons import Icon
from qdatool.ui.name_field import NameField
from qdatool.ui.reliability.actions import ReliabilityAction
from qdatool.ui.reliability.session import ReliabilitySession
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import color, tokens
from qdatool.ui.tokens import IconSize, Space
from qdatool.wording import interface_language, tr
from qdatool.wording.lists import listed

_COLUMN = 460
_BAR_WIDTH, _BAR_HEIGHT = 96, 4
_USUAL_ROUNDS = ("Training", "Round 2", "Retest")


class CodersPage(QScrollArea):
    """Three cards: coders, rounds, and the sample for double coding."""

    def __init__(self, session: ReliabilitySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        actions = session.shell.actions
        self.coders = Card("Coders", ActionButton(actions, ReliabilityAction.ADD_CODER))
        self.rounds = Card("Rounds", ActionButton(actions, ReliabilityAction.ADD_ROUND))
        self.sample = SampleCard(session)
        self._blind = SentenceText(
            "In a blind round nobody sees what another codes in a document until both have marked it as finished.",
            Look.DENSE,
        )
        self.rounds.foot.addWidget(self._blind)
        ground = QFrame()
        wear(ground, Look.PAGE)
        first, second = QVBoxLayout(), QVBoxLayout()
        for column, cards in ((first, (self.coders, self.rounds)), (second, (self.sample,))):
            column.setSpacing(Space.L)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        row = QHBoxLayout(ground)
        row.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        row.setSpacing(Space.XL)
        row.addLayout(first, 3)
        row.addLayout(second, 2)
        row.addStretch(1)
        self.setWidget(ground)
        self.second_column = second
        session.shell.bridge.changed.connect(self._take)
        self.refresh()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self.refresh()

    def panes(self) -> list[QWidget]:
        """Return the parts that F6 goes through."""
        return [one for one in (self.coders.first_button(), self.rounds.first_button(), self.sample.count) if one]

    def take_keyboard(self) -> None:
        """Put the keyboard on the first thing that can be done."""
        panes = self.panes()
        if panes:
            panes[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show who and what there is now."""
        project = self._session.project
        self.coders.empty()
        self.rounds.empty()
        if project is None:
            return
        is_writable = not project.is_read_only
        for progress in round_progress(project, project.round_id):
            self.coders.add(CoderRow(self._session, progress, is_writable=is_writable, rename=self.ask_coder))
        for present in list_rounds(project):
            self.rounds.add(RoundRow(self._session, present, is_writable=is_writable, rename=self.ask_round))
        self.sample.refresh()

    def ask_coder(self, coder: Coder | None = None) -> None:
        """Ask for the name of a new coder, or for another name of one."""
        project = self._session.project
        if project is None:
            return
        attempt = self._session.shell.attempt
        field = NameField(tr("Name of the coder"), coder.name if coder is not None else "", self)
        if coder is None:
            field.named.connect(lambda name: attempt(lambda: add_coder(project, name)))
        else:
            field.named.connect(lambda name: attempt(lambda: rename_coder(project, coder.id, name)))
        field.open()

    def ask_round(self, present: Round | None = None) -> None:
        """Ask for the name of a new round, or for another name of one."""
        project = self._session.project
        if project is None:
            return
        attempt = self._session.shell.attempt
        field = NameField(tr("Name of the round"), present.name if present is not None else "", self)
        if present is None:
            # Proposed, not there before: confirmed as it is, it counts as typed.
            field.field.setText(self._usual_name())
            field.named.connect(lambda name: attempt(lambda: add_round(project, name)))
        else:
            field.named.connect(lambda name: attempt(lambda: rename_round(project, present.id, name)))
        field.open()

    def _usual_name(self) -> str:
        project = self._session.project
        taken = {one.name for one in list_rounds(project)} if project is not None else set()
        return next((tr(name) for name in _USUAL_ROUNDS if tr(name) not in taken), "")

    def _take(self, changes: Changes) -> None:
        if changes.touches(
            Kind.CODER, Kind.ROUND, Kind.FINISHED_DOCUMENT, Kind.DRAWN_PASSAGE, Kind.DOCUMENT, Kind.PARTICIPANT
        ):
            self.refresh()


class Card(QFrame):
    """A heading with a button, rows, and a sentence below."""

    def __init__(self, sentence: str, button: QWidget | None = None) -> None:
        super().__init__()
        wear(self, Look.CARD)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        head = PanelHead(sentence)
        if button is not None:
            head.add(button)
        self.rows = QVBoxLayout()
        self.rows.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        self.rows.setSpacing(Space.XS)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(Space.M, 0, Space.M, Space.M)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(self.rows)
        column.addLayout(self.foot)

    def empty(self) -> None:
        """Take all rows away."""
        while self.rows.count():
            taken = self.rows.takeAt(0).widget()
            if taken is not None:
                taken.hide()
                taken.deleteLater()

    def add(self, row: QWidget) -> None:
        """Add a row at the end."""
        self.rows.addWidget(row)

    def first_button(self) -> QWidget | None:
        """Return where the keyboard goes first."""
        for place in range(self.rows.count()):
            row = self.rows.itemAt(place).widget()
            if isinstance(row, CoderRow | RoundRow):
                return row.first()
        return None


class CoderRow(QWidget):
    """A coder: name, how many documents are finished in the round, and what can be done."""

    def __init__(
        self,
        session: ReliabilitySession,
        progress: CoderProgress,
        *,
        is_writable: bool,
        rename: Callable[[Coder], None],
    ) -> None:
        super().__init__()
        project, coder = session.project, progress.coder
        assert project is not None
        row = _row(self)
        row.addWidget(ElidedLabel(coder.name, Look.STRONG), 1)
        share = progress.finished / progress.documents if progress.documents else 0.0
        row.addWidget(ShareBar(share))
        row.addWidget(_meta(tr("{n} of {total} finished", n=progress.finished, total=progress.documents)))
        if coder.id == project.coder_id:
            row.addWidget(_chip(tr("you")))
            self._switch: LinkButton | None = None
        else:
            self._switch = LinkButton("Code as this one")
            self._switch.clicked.connect(lambda: session.shell.code_as(coder.name))
            row.addWidget(self._switch)
        self._rename = IconButton(Icon.EDIT, "Rename the coder", IconSize.DENSE)
        self._rename.setEnabled(is_writable)
        self._rename.clicked.connect(lambda: rename(coder))
        row.addWidget(self._rename)

    def first(self) -> QWidget:
        """Return the first button."""
        return self._switch or self._rename


class RoundRow(QWidget):
    """A round: name, whether it is blind, and whether it is coded in now."""

    def __init__(
        self, session: ReliabilitySession, present: Round, *, is_writable: bool, rename: Callable[[Round], None]
    ) -> None:
        super().__init__()
        project = session.project
        assert project is not None
        row = _row(self)
        row.addWidget(ElidedLabel(present.name, Look.STRONG), 1)
        self.blind = QCheckBox(tr("Blind"))
        self.blind.setChecked(present.is_blind)
        self.blind.setEnabled(is_writable)
        self.blind.toggled.connect(
            lambda is_blind: session.shell.attempt(lambda: set_round_blind(project, present.id, is_blind=is_blind))
        )
        row.addWidget(self.blind)
        if present.id == project.round_id:
            row.addWidget(_chip(tr("now")))
        else:
            self.switch = LinkButton("Code in this round")
            self.switch.clicked.connect(lambda: session.shell.code_in_round(present.id))
            row.addWidget(self.switch)
        self._rename = IconButton(Icon.EDIT, "Rename the round", IconSize.DENSE)
        self._rename.setEnabled(is_writable)
        self._rename.clicked.connect(lambda: rename(present))
        row.addWidget(self._rename)

    def first(self) -> QWidget:
        """Return the first control."""
        return self.blind


class SampleCard(Card):
    """Draws by lot what is coded twice in the present round."""

    def __init__(self, session: ReliabilitySession) -> None:
        super().__init__("Drawn for double coding")
        self._session = session
        self.count, self.seed = QSpinBox(), QSpinBox()
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

    def _drawn_text(self, drawn) -> str:
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


class ShareBar(QWidget):
    """How much of something is done, as a thin bar."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self._share = share
        self.setFixedSize(_BAR_WIDTH, _BAR_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(shown.line))
        painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
        if self._share > 0:
            width = max(self.width() * self._share, _BAR_HEIGHT)
            is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            left = self.width() - width if is_mirrored else 0.0
            painter.setBrush(QColor(shown.ok if self._share >= 1 else shown.accent))
            painter.drawRoundedRect(QRectF(left, 0, width, self.height()), 2, 2)


def _row(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.S)
    return row


def _meta(text: str) -> QLabel:
    label = QLabel(text)
    wear(label, Look.META)
    return label


def _chip(text: str) -> QLabel:
    label = QLabel(text)
    wear(label, Look.CHIP_ACCENT)
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return label
