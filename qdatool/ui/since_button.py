"""The button that chooses since when things are marked as new: the last visit, a date or a snapshot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCalendarWidget, QMenu, QToolButton, QWidgetAction

from qdatool.ui.calendars import dress_calendar
from qdatool.ui.dates import shown_moment
from qdatool.ui.icons import Icon, Ink, icon
from qdatool.ui.since import SinceMarks
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import IconSize
from qdatool.wording import tr

if TYPE_CHECKING:
    from qdatool.coding.changed_since import Since

_CALENDAR_SIZE = (260, 200)
_DAYS_BACK = {0: "Today", 7: "The last 7 days", 30: "The last 30 days"}


class SinceButton(QToolButton):
    """Opens the menu; it stands out while something is marked. ``attempt`` turns a refusal into a notice."""

    def __init__(self, marks: SinceMarks, attempt: Callable[[Callable[[], object]], object]) -> None:
        super().__init__()
        self._marks = marks
        self._attempt = attempt
        self._extra: tuple[QAction, ...] = ()
        self.setCheckable(True)
        self.setIconSize(QSize(IconSize.NORMAL, IconSize.NORMAL))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        wear(self, Look.TOOL)
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self.setMenu(menu)
        marks.changed.connect(self.retranslate)
        self.retranslate()

    def add_choice(self, action: QAction) -> None:
        """Offer something more at the end of the menu, such as to show new things only."""
        self._extra = (*self._extra, action)

    def retranslate(self) -> None:
        """Say what the button does, or since when things are marked."""
        name = self._marks.name()
        said = name or tr("Mark what is new since…")
        self.setIcon(icon(Icon.SINCE, Ink.ACCENT if name else Ink.NORMAL))
        summary = self._marks.summary()
        self.setToolTip(f"{said}\n{summary}" if summary else said)
        self.setAccessibleName(f"{said}. {summary}" if summary else said)
        self.setChecked(bool(name))

    def hideEvent(self, event) -> None:
        super().hideEvent(event)
        self.setChecked(bool(self._marks.name()))

    def _fill(self, menu: QMenu) -> None:
        from qdatool.coding.snapshots import list_snapshots
        from qdatool.ui.snapshot_list import why_taken

        menu.clear()
        visit, project = self._marks.last_visit(), self._marks.project()
        if visit is not None:
            self._offer(menu, tr("Since my last visit, {when}", when=shown_moment(visit.at)), visit)
        now = datetime.now().astimezone()
        for days, name in _DAYS_BACK.items():
            start = datetime.combine(now.date() - timedelta(days=days), time()).astimezone()
            self._offer(menu, tr(name), start)
        dates = menu.addMenu(tr("Since a date"))
        dates.addAction(self._calendar(menu))
        snapshots = menu.addMenu(tr("Since a snapshot"))
        found = list_snapshots(project.path) if project is not None else []
        for snapshot in found:
            name = tr("{when}: {why}", when=shown_moment(snapshot.at), why=why_taken(snapshot))
            self._offer(snapshots, name, snapshot)
        snapshots.setEnabled(bool(found))
        menu.addSeparator()
        self._offer(menu, tr("Mark nothing"), None)
        if self._extra:
            menu.addSeparator()
            menu.addActions(self._extra)

    def _offer(self, menu: QMenu, name: str, since: Since | None) -> None:
        action = menu.addAction(name.replace("&", "&&"), lambda: self._choose(since))
        action.setCheckable(True)
        action.setChecked(since == self._marks.since())

    def _choose(self, since: Since | None) -> None:
        self._attempt(lambda: self._marks.choose(since))
        self.retranslate()

    def _calendar(self, menu: QMenu) -> QWidgetAction:
        calendar = QCalendarWidget()
        calendar.setMinimumSize(*_CALENDAR_SIZE)
        calendar.setMaximumDate(QDate.currentDate())
        dress_calendar(calendar)

        def _take(day: QDate) -> None:
            menu.close()
            self._choose(datetime(day.year(), day.month(), day.day()).astimezone())

        calendar.activated.connect(_take)
        calendar.clicked.connect(_take)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        return holder
