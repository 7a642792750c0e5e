"""Times as people say them: today, yesterday, a day of the Persian or the Gregorian calendar."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QLocale

from qdatool.export.calendar_dates import calendar_date
from qdatool.wording import interface_language, tr
from qdatool.wording.digits import localized_digits


def shown_time(moment: datetime, now: datetime) -> str:
    """Return a moment as it is shown in a list; ``now`` decides what is today. Both carry their zone."""
    moment, now = moment.astimezone(), now.astimezone()
    days = (now.date() - moment.date()).days
    clock = localized_digits(f"{moment:%H:%M}", interface_language())
    if days == 0:
        return tr("Today, {time}", time=clock)
    if days == 1:
        return tr("Yesterday, {time}", time=clock)
    return _day(moment, with_year=moment.year != now.year)


def shown_moment(moment: datetime) -> str:
    """Return day, year and time."""
    moment = moment.astimezone()
    clock = localized_digits(f"{moment:%H:%M}", interface_language())
    return tr("{day}, {time}", day=_day(moment, with_year=True), time=clock)


def shown_day(day: date, today: date) -> str:
    """Return a day as a heading: today, yesterday, or the day of the week and its date."""
    days = (today - day).days
    if days in (0, 1):
        return tr("Today") if days == 0 else tr("Yesterday")
    locale = QLocale(QLocale.Language.Persian if interface_language() == "fa" else QLocale.Language.English)
    weekday = locale.dayName(day.isoweekday())
    return tr("{weekday}, {day}", weekday=weekday, day=_day(day, with_year=day.year != today.year))


def calendar_day(day: date) -> str:
    """Return a day with its month and year."""
    return _day(day, with_year=True)


def _day(moment: date, *, with_year: bool) -> str:
    return calendar_date(moment, interface_language(), with_year=with_year)
