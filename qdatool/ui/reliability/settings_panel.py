"""The column at the reading start: what is compared, when it was worked out, and whether it still holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from qdatool.analysis.units import Unit, Universe
from qdatool.ui.controls import PanelHead, SentenceButton, SentenceLabel, WrappingLabel
from qdatool.ui.reliability.actions import ReliabilityAction
from qdatool.ui.reliability.choice import SideChoice, everyone_beside
from qdatool.ui.reliability.session import ReliabilitySession
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Space
from qdatool.wording import interface_language, tr
from qdatool.wording.analysis_terms import unit_name, universe_name
from qdatool.wording.digits import localized_digits
from qdatool.wording.lists import listed

_SHOWN_DOCUMENTS = 4


class SettingsPanel(QFrame):
    """Offers sides, unit, universe and level; every choice compares anew."""

    def __init__(self, session: ReliabilitySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        wear(self, Look.PANEL)
        self.first, self.second, self.unit = QComboBox(), QComboBox(), QComboBox()
        self.universe, self.level = QComboBox(), QComboBox()
        self._fields: tuple[tuple[str, QComboBox], ...] = (
            ("First coder", self.first),
            ("Second coder", self.second),
            ("Unit", self.unit),
            ("Universe", self.universe),
            ("Codes", self.level),
        )
        fields = QVBoxLayout()
        fields.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        fields.setSpacing(Space.XS)
        for name, field in self._fields:
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            label = SentenceLabel(name, Look.META)
            fields.addWidget(label)
            fields.addWidget(field)
            fields.addSpacing(Space.S)
        self._documents = WrappingLabel("", Look.META)
        self._blind = WrappingLabel("", Look.META)
        fields.addWidget(self._documents)
        fields.addSpacing(Space.S)
        fields.addWidget(self._blind)
        fields.addStretch(1)
        self.compute = SentenceButton("Compute again")
        self.compute.clicked.connect(lambda: session.shell.actions.trigger(ReliabilityAction.COMPUTE))
        self.stamp = QLabel()
        self.stamp.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.stamp.setWordWrap(True)
        foot = QVBoxLayout()
        foot.setContentsMargins(Space.M, Space.S, Space.M, Space.M)
        foot.setSpacing(Space.XS)
        foot.addWidget(self.compute)
        foot.addWidget(self.stamp)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PanelHead("What is compared"))
        column.addLayout(fields, 1)
        column.addLayout(foot)
        for field in (self.first, self.second):
            field.activated.connect(self._choose_sides)
        self.unit.activated.connect(lambda _place: session.choose(unit=self.unit.currentData()))
        self.universe.activated.connect(lambda _place: session.choose(universe=self.universe.currentData()))
        self.level.activated.connect(lambda _place: session.choose(level=self.level.currentData()))
        session.sides_changed.connect(self.refresh)
        session.computed.connect(self.refresh)
        session.stale_changed.connect(self._show_stamp)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        for name, field in self._fields:
            field.setAccessibleName(tr(name))
        self.refresh()

    def refresh(self) -> None:
        """Offer what the project has now."""
        session, choice, language = self._session, self._session.choice, interface_language()
        sides = session.sides
        _fill(self.first, sides, choice.first, _side_name)
        others: list[SideChoice | None] = [side for side in sides if side != choice.first]
        if choice.first is not None and len(everyone_beside(choice.first, sides)) > 2:
            others.append(None)
        _fill(self.second, others, choice.second, _side_name)
        _fill(self.unit, tuple(Unit), choice.unit, lambda unit: unit_name(unit, language))
        _fill(self.universe, tuple(Universe), choice.universe, lambda one: universe_name(one, language))
        keys = (None, *(level.key for level in session.levels))
        names = {level.key: level.name_in(language) for level in session.levels}
        _fill(self.level, keys, choice.level, lambda key: names[key] if key else tr("Every code by itself"))
        for _, field in self._fields:
            field.setEnabled(len(sides) > 1)
        self.compute.setEnabled(len(session.compared()) > 1)
        self._show_facts()
        self._show_stamp()

    def _choose_sides(self, _place: int) -> None:
        self._session.choose(first=self.first.currentData(), second=self.second.currentData())

    def _show_facts(self) -> None:
        session, language = self._session, interface_language()
        outcome = session.outcome
        names = outcome.agreement.documents if outcome is not None else ()
        shown = listed(names[:_SHOWN_DOCUMENTS], language)
        more = len(names) - _SHOWN_DOCUMENTS
        rest = " " + tr("and {n} more", n=more) if more > 0 else ""
        self._documents.show_text(tr("Documents: {documents}", documents=shown) + rest if names else "")
        blind = [side for side in session.compared() if side.round.is_blind]
        told = []
        if blind:
            told.append(tr("This round is blind: only documents that both have marked as finished are compared."))
        if session.counts_drawn_only():
            told.append(tr("Where paragraphs were drawn for this round, only these count."))
        self._blind.show_text("\n".join(told))

    def _show_stamp(self) -> None:
        session = self._session
        wear(self.stamp, Look.META_WARN if session.is_stale else Look.META)
        if session.computed_at is None:
            self.stamp.setText("")
        elif session.is_stale:
            self.stamp.setText(tr("Codings changed, compute again"))
        else:
            time = localized_digits(f"{session.computed_at:%H:%M}", interface_language())
            self.stamp.setText(tr("computed {time}, still current", time=time))


def _fill(field: QComboBox, values: Sequence[object], present: object, name: Callable[..., str]) -> None:
    """Offer values by their names and show the present one, without telling."""
    field.blockSignals(True)
    field.clear()
    for value in values:
        field.addItem(name(value), value)
    field.setCurrentIndex(next((i for i, value in enumerate(values) if value == present), -1))
    field.blockSignals(False)


def _side_name(side: SideChoice | None) -> str:
    if side is None:
        return tr("Everyone in that round")
    return f"{side.name} · {side.round.name}"
