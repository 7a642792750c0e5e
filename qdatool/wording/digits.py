"""Numbers in the digits of a language."""

from __future__ import annotations

_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_PERSIAN_NUMBER = _PERSIAN_DIGITS | str.maketrans({".": "٫", ",": "٬", "%": "٪", "-": "\u200e−"})
"""A minus keeps to the left of its digits by a mark before it; else a line from the right would put it behind them."""


def localized_number(value: float, language: str, decimals: int | None = None) -> str:
    """Return ``value`` with the digits, decimal sign and thousands sign of ``language``.

    ``decimals`` fixes the places after the decimal sign; None keeps a whole number whole. Numbers below 10,000 get
    no thousands sign, so that years stay readable.
    """
    number = f"{value}" if decimals is None else f"{value:.{decimals}f}"
    if decimals is None and isinstance(value, int) and abs(value) >= 10_000:
        number = f"{value:,}"
    return number.translate(_PERSIAN_NUMBER) if language == "fa" else number


def localized_digits(text: str, language: str) -> str:
    """Return ``text`` with only its digits changed to those of ``language``."""
    return text.translate(_PERSIAN_DIGITS) if language == "fa" else text
