"""Which acts of the history are shown: by words, kind of thing, coder and period."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import Enum

from PySide6.QtCore import QDate, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QFrame, QHBoxLayout, QSizePolicy, QWidget

from qdatool.coding.history import HistoryFilter, Subject, history_coders
from qdatool.coding.project import Project
from qdatool.ui.calendars import dress_date_edit
from qdatool.ui.controls import FilterField, SentenceLabel
from qdatool.ui.since import SinceMarks
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Size, Space
from qdatool.wording import tr

_TYPED_AFTER_MS = 150
_LEAST_WORDS, _LETTERS_SHOWN = 130, 5


class Period(Enum):
    """When an act was done; the value is what it is called."""

    ANY = "At any time"
    TODAY = "Today"
    WEEK = "The last 7 days"
    MONTH = "The last 30 days"
    VISIT = "Since my last visit"
    MARKED = "Since the marked moment"
    BETWEEN = "Between two days"


SUBJECTS = {
    Subject.CODE: "Codes",
    Subject.CODING: "Passages",
    Subject.DOCUMENT: "Documents",
    Subject.MEMO: "Memos",
    Subject.COMMENT: "Review comments",
    Subject.RELATION: "Links between codes",
    Subject.MODEL: "Models",
    Subject.PARTICIPANT: "Participants",
    Subject.CODER: "Coders and rounds",
}
"""What the kinds of thing are called in the list of kinds."""

_DAYS_BACK = {Period.TODAY: 0, Period.WEEK: 6, Period.MONTH: 29}


class HistoryFilters(QFrame):
    """``changed`` when other acts are wanted."""

    changed = Signal()

    def __init__(self, since: SinceMarks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._since = since
        wear(self, Look.TOOL_ROW)
        self.words = FilterField("Filter the history")
        self.words.setMinimumWidth(_LEAST_WORDS)
        self.subject, self.coder, self.period = QComboBox(), QComboBox(), QComboBox()
        for choice in (self.subject, self.coder, self.period):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(_LETTERS_SHOWN)
            choice.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.first, self.last = QDateEdit(), QDateEdit()
        self._to = SentenceLabel("to", Look.DENSE)
        self.with_reason = QCheckBox()
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.XS, Space.M, Space.XS)
        row.setSpacing(Space.S)
        row.addWidget(self.words, 1)
        between = (self.first, self._to, self.last)
        for widget in (self.subject, self.coder, self.period, *between, self.with_reason):
            row.addWidget(widget)
        self.setMinimumHeight(Size.TOOL_ROW)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPED_AFTER_MS)
        self._timer.timeout.connect(self.changed)
        self.words.textChanged.connect(lambda _text: self._timer.start())
        for choice in (self.subject, self.coder):
            choice.activated.connect(lambda _place: self.changed.emit())
        self.period.activated.connect(self._on_period)
        self.with_reason.toggled.connect(lambda _is_on: self.changed.emit())
        for edit in (self.first, self.last):
            edit.setCalendarPopup(True)
            edit.setDate(QDate.currentDate())
            edit.dateChanged.connect(lambda _day: self.changed.emit())
        since.changed.connect(self._on_since)
        self.retranslate()

    def retranslate(self) -> None:
        """Fill the choices in the interface's language; what was chosen stays."""
        self.with_reason.setText(tr("With a reason"))
        _fill(self.subject, tr("Any kind"), [(tr(name), one) for one, name in SUBJECTS.items()])
        _fill(self.coder, tr("Everybody"), [(name, name) for name in self._coders()])
        offered = [one for one in Period if one is not Period.ANY and self._is_offered(one)]
        _fill(self.period, tr(Period.ANY.value), [(tr(one.value), one) for one in offered])
        names = {self.subject: "Kind of thing", self.coder: "Coder", self.period: "Period"}
        for choice, name in names.items():
            choice.setAccessibleName(tr(name))
        for edit, name in ((self.first, "First day"), (self.last, "Last day")):
            edit.setAccessibleName(tr(name))
            dress_date_edit(edit)
        self._show_between()

    def set_project(self, project: Project | None) -> None:
        """Filter the history of another project, from the beginning."""
        self._project = project
        self._timer.stop()
        for part in (self.words, self.with_reason):
            part.blockSignals(True)
        self.words.clear()
        self.with_reason.setChecked(False)
        for part in (self.words, self.with_reason):
            part.blockSignals(False)
        for choice in (self.subject, self.coder, self.period):
            choice.setCurrentIndex(0)
        self.retranslate()

    def refresh_coders(self) -> None:
        """Offer whoever has done something meanwhile."""
        if self.coder.count() - 1 != len(self._coders()):
            self.retranslate()

    def wanted(self) -> HistoryFilter:
        """Return what is asked for but the words."""
        since, until = self._span()
        return HistoryFilter(
            self.subject.currentData(), self.coder.currentData(), since, until, self.with_reason.isChecked()
        )

    def is_plain(self) -> bool:
        """Tell whether nothing is filtered out."""
        return self.wanted() == HistoryFilter() and not self.words.text().strip()

    def _coders(self) -> tuple[str, ...]:
        return history_coders(self._project) if self._project is not None else ()

    def _span(self) -> tuple[datetime | None, datetime | None]:
        period = self.period.currentData()
        if period in (Period.VISIT, Period.MARKED):
            return self._moment(period), None
        if period is Period.BETWEEN:
            first, last = sorted(_python_day(edit.date()) for edit in (self.first, self.last))
            return _start_of(first), _start_of(last + timedelta(days=1))
        if period in _DAYS_BACK:
            return _start_of(datetime.now().astimezone().date() - timedelta(days=_DAYS_BACK[period])), None
        return None, None

    def _is_offered(self, period: Period) -> bool:
        return period not in (Period.VISIT, Period.MARKED) or self._moment(period) is not None

    def _moment(self, period: Period) -> datetime | None:
        """Return when the user was here last, or the moment since which things are marked as new."""
        since = self._since.last_visit() if period is Period.VISIT else self._since.since()
        return since if since is None or isinstance(since, datetime) else since.at

    def _on_since(self) -> None:
        """Offer the moment that is marked; where it is the one chosen here, show what was done since then."""
        was_marked = self.period.currentData() is Period.MARKED
        self.retranslate()
        if was_marked:
            self.changed.emit()

    def _on_period(self, _place: int) -> None:
        self._show_between()
        self.changed.emit()

    def _show_between(self) -> None:
        for widget in (self.first, self._to, self.last):
            widget.setVisible(self.period.currentData() is Period.BETWEEN)


def _fill(choice: QComboBox, everything: str, rows: list[tuple[str, object]]) -> None:
    present = choice.currentData()
    choice.clear()
    choice.addItem(everything, None)
    for name, value in rows:
        choice.addItem(name, value)
    place = next((i for i in range(choice.count()) if choice.itemData(i) == present), 0)
    choice.setCurrentIndex(place)


def _python_day(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()
