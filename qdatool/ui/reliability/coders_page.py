"""Coders and rounds: who codes, how far everyone has come, which rounds are blind, and what is coded in common."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from qdatool.coding.changes import Changes, Kind
from qdatool.coding.coders import Coder, Round, add_coder, add_round, list_rounds, rename_coder
from qdatool.coding.rounds import CoderProgress, rename_round, round_progress, set_round_blind
from qdatool.ui.controls import (
    ActionButton,
    ElidedLabel,
    IconButton,
    LinkButton,
    SentenceText,
)
from qdatool.ui.icons import Icon
from qdatool.ui.name_field import NameField
from qdatool.ui.reliability.actions import ReliabilityAction
from qdatool.ui.reliability.card import Card
from qdatool.ui.reliability.exchange_card import ExchangeCard
from qdatool.ui.reliability.sample_card import SampleCard
from qdatool.ui.reliability.session import ReliabilitySession
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import color, tokens
from qdatool.ui.tokens import IconSize, Space
from qdatool.wording import tr

_BAR_WIDTH, _BAR_HEIGHT = 96, 4
_SLOT_WIDTH = 132
_USUAL_ROUNDS = ("Training", "Round 2", "Retest")


class CodersPage(QScrollArea):
    """Four cards: coders, rounds, the sample for double coding, and copies for coders elsewhere."""

    def __init__(self, session: ReliabilitySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        actions = session.shell.actions
        self.coders = Card("Coders", ActionButton(actions, ReliabilityAction.ADD_CODER))
        self.rounds = Card("Rounds", ActionButton(actions, ReliabilityAction.ADD_ROUND))
        self.sample = SampleCard(session)
        self.exchange = ExchangeCard(session)
        self._blind = SentenceText(
            "In a blind round nobody sees what another codes in a document until both have marked it as finished.",
            Look.DENSE,
        )
        self.rounds.foot.addWidget(self._blind)
        ground = QFrame()
        wear(ground, Look.PAGE)
        first, second = QVBoxLayout(), QVBoxLayout()
        for column, cards in ((first, (self.coders, self.rounds)), (second, (self.sample, self.exchange))):
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
        session.shell.bridge.changed.connect(self._take)
        self.refresh()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self.refresh()

    def panes(self) -> list[QWidget]:
        """Return the parts that F6 goes through."""
        found = (_first_of(self.coders), _first_of(self.rounds), self.sample.count, self.exchange.coder)
        return [one for one in found if one is not None]

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
        self.exchange.refresh()

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
            row.addWidget(_slot(_chip(tr("you"))))
            self._switch: LinkButton | None = None
        else:
            self._switch = LinkButton("Code as this one")
            self._switch.clicked.connect(lambda: session.shell.code_as(coder.name))
            row.addWidget(_slot(self._switch))
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
            row.addWidget(_slot(_chip(tr("now"))))
        else:
            self.switch = LinkButton("Code in this round")
            self.switch.clicked.connect(lambda: session.shell.code_in_round(present.id))
            row.addWidget(_slot(self.switch))
        self._rename = IconButton(Icon.EDIT, "Rename the round", IconSize.DENSE)
        self._rename.setEnabled(is_writable)
        self._rename.clicked.connect(lambda: rename(present))
        row.addWidget(self._rename)

    def first(self) -> QWidget:
        """Return the first control."""
        return self.blind


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


def _first_of(card: Card) -> QWidget | None:
    """Return where the keyboard goes first in a card of rows."""
    row = card.rows.itemAt(0).widget() if card.rows.count() else None
    return row.first() if isinstance(row, CoderRow | RoundRow) else None


def _row(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.S)
    return row


def _slot(widget: QWidget) -> QWidget:
    """Return a place of one width for it, so that what stands before it stands below each other."""
    slot = QWidget()
    slot.setFixedWidth(_SLOT_WIDTH)
    row = QHBoxLayout(slot)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return slot


def _meta(text: str) -> QLabel:
    label = QLabel(text)
    wear(label, Look.META)
    return label


def _chip(text: str) -> QLabel:
    label = QLabel(text)
    wear(label, Look.CHIP_ACCENT)
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return label
