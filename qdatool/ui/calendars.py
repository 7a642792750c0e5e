"""Calendars to choose a day in: Persian days, digits and week in a Persian window, in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QCalendar, QLocale, Qt
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QToolButton

from qdatool.ui.icons import Icon, icon
from qdatool.ui.theme import tokens
from qdatool.wording import interface_language

_STEPS = {"qt_calendar_prevmonth": Icon.BACK, "qt_calendar_nextmonth": Icon.FORWARD}
"""Qt's own names of the buttons; without a sign of ours they are black in the dark theme too."""
_WEEKEND = {"fa": (Qt.DayOfWeek.Friday,), "en": (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)}


def dress_calendar(calendar: QCalendarWidget) -> None:
    """Let a calendar speak the interface's language and follow its week."""
    language = interface_language()
    is_persian = language == "fa"
    calendar.setLocale(_locale())
    calendar.setCalendar(_calendar())
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Saturday if is_persian else Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    for name, sign in _STEPS.items():
        button = calendar.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(icon(sign))
    for day in Qt.DayOfWeek:
        look = QTextCharFormat()
        look.setForeground(QColor(tokens().text_3 if day in _WEEKEND[language] else tokens().text_1))
        calendar.setWeekdayTextFormat(day, look)


def dress_date_edit(edit: QDateEdit) -> None:
    """Let a field for a day, and the calendar it opens, speak the interface's language."""
    edit.setLocale(_locale())
    edit.setCalendar(_calendar())
    edit.setDisplayFormat("yyyy/MM/dd" if interface_language() == "fa" else "d MMM yyyy")
    dress_calendar(edit.calendarWidget())


def _locale() -> QLocale:
    if interface_language() == "fa":
        return QLocale(QLocale.Language.Persian, QLocale.Country.Iran)
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


def _calendar() -> QCalendar:
    is_persian = interface_language() == "fa"
    return QCalendar(QCalendar.System.Jalali if is_persian else QCalendar.System.Gregorian)
