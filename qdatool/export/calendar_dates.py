"""Days and times in the calendar of a language: Persian or Gregorian."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCalendar, QDate, QLocale

from qdatool.wording.digits import localized_digits


def calendar_date(day: date, language: str, *, with_year: bool = True) -> str:
    """Return a day with the name of its month, in the Persian calendar for Persian."""
    is_persian = language == "fa"
    calendar = QCalendar(QCalendar.System.Jalali if is_persian else QCalendar.System.Gregorian)
    locale = QLocale(QLocale.Language.Persian if is_persian else QLocale.Language.English)
    length = QLocale.FormatType.LongFormat if is_persian else QLocale.FormatType.ShortFormat
    parts = calendar.partsFromDate(QDate(day.year, day.month, day.day))
    month = calendar.monthName(locale, parts.month, parts.year, length)
    shown = f"{parts.day} {month} {parts.year}" if with_year else f"{parts.day} {month}"
    return localized_digits(shown, language)


def clock_time(moment: datetime, language: str) -> str:
    """Return the time of day where the reader is."""
    return localized_digits(f"{moment.astimezone():%H:%M}", language)


def calendar_day(stored: str | datetime, language: str) -> str:
    """Return the day of a moment, or of one as it is stored, where the reader is."""
    moment = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return calendar_date(moment.astimezone().date(), language)
