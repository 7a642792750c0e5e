"""On which day an interview was held, in the calendar of the interface."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCalendar, QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QWidget

from qdatool.ui.controls import ElidedLabel
from qdatool.ui.sheet import Sheet
from qdatool.ui.style_sheet import Look
from qdatool.wording import interface_language, tr

_WIDTH = 360


class DateSheet(Sheet):
    """Asks for a day; ``decided`` carries it, or None where the date is to be taken away."""

    decided = Signal(object)

    def __init__(self, parent: QWidget, interview: str, day: date | None) -> None:
        super().__init__(parent, "Day of the interview")
        self.setMinimumWidth(_WIDTH)
        is_persian = interface_language() == "fa"
        self.day = QDateEdit()
        self.day.setLocale(QLocale("fa_IR" if is_persian else "en_US"))
        self.day.setCalendar(QCalendar(QCalendar.System.Jalali if is_persian else QCalendar.System.Gregorian))
        # Written from the year on in both languages; a mirrored field would turn the parts round.
        self.day.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.day.setDisplayFormat("yyyy/MM/dd")
        shown = QDate.currentDate() if day is None else QDate(day.year, day.month, day.day)
        self.day.setDate(shown)
        self.day.setAccessibleName(tr("Day of the interview"))
        self.body.addWidget(ElidedLabel(interview, Look.DENSE))
        self.body.addWidget(self.day)
        self.set_button = self.add_button("Set the day", Look.PRIMARY)
        self.set_button.setDefault(True)
        self.set_button.clicked.connect(lambda: self._decide(self._chosen()))
        self.clear_button = self.add_button("No day")
        self.clear_button.setEnabled(day is not None)
        self.clear_button.clicked.connect(lambda: self._decide(None))
        self.add_close()
        self.day.setFocus()

    def _chosen(self) -> date:
        chosen = self.day.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def _decide(self, day: date | None) -> None:
        self.decided.emit(day)
        self.accept()
