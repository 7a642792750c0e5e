"""Numbers and addresses by which a person can be known, checked as their makers check them.

All functions take folded text: Latin digits, small letters. National IDs are the Iranian ones, whose last digit is
made from the others (weights 10 to 2, modulo 11); cards carry the check digit of Luhn (ISO/IEC 7812-1), accounts the
one of ISO 13616 (modulo 97), where a Sheba is an Iranian IBAN that is often told without its letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum


class IdentifierKind(StrEnum):
    """What can be found by its shape."""

    EMAIL = "email"
    IBAN = "iban"
    CARD = "card"
    PHONE = "phone"
    NATIONAL_ID = "national-id"


_SEPARATOR = r"[ .\-–/]?"
_EMAIL = re.compile(r"[a-z0-9][a-z0-9._%+\-]*@[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.[a-z]{2,}")
_IBAN = re.compile(r"(?<![a-z0-9])[a-z]{2}\d{2}(?: ?[a-z0-9]{1,4}){3,8}(?![a-z0-9])")
_SHEBA_DIGITS = re.compile(r"(?<![a-z\d])\d{2}(?: ?\d{4}){5} ?\d{2}(?!\d)")
_CARD = re.compile(r"(?<!\d)\d{4}(?:[ \-–]?\d{4}){3}(?!\d)")
_NATIONAL_ID = re.compile(r"(?<!\d)\d{3}[ \-–]?\d{6}[ \-–]?\d(?!\d)")
_MOBILE = rf"(?:(?:\+|00)?98{_SEPARATOR}|0)?9\d{{2}}(?:{_SEPARATOR}\d){{7}}"
_LARGE_TOWN = rf"\(?0\d{{2}}\)?{_SEPARATOR}(?:\d{_SEPARATOR}){{7}}\d"
_TOWN = rf"\(?0\d{{3}}\)?{_SEPARATOR}(?:\d{_SEPARATOR}){{6}}\d"
_ABROAD = rf"(?:\+[1-9](?:{_SEPARATOR}\(?\d\)?){{6,13}}|00[1-9](?:{_SEPARATOR}\(?\d\)?){{8,13}})"
_NORTH_AMERICAN = r"\(?\d{3}\)?[ .\-–]\d{3}[ .\-–]\d{4}"
_PHONE = re.compile(rf"(?<![\d+])(?:{_MOBILE}|{_ABROAD}|{_LARGE_TOWN}|{_TOWN}|{_NORTH_AMERICAN})(?!\d)")


def is_national_id(digits: str) -> bool:
    """Tell whether ten digits are an Iranian national ID."""
    if not re.fullmatch(r"\d{10}", digits) or len(set(digits)) == 1:
        return False
    rest = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return int(digits[9]) == (rest if rest < 2 else 11 - rest)


def is_card(digits: str) -> bool:
    """Tell whether sixteen digits carry the check digit of a bank card."""
    if not re.fullmatch(r"\d{16}", digits) or len(set(digits)) == 1:
        return False
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def is_iban(signs: str) -> bool:
    """Tell whether letters and digits without spaces are an account number of any country."""
    if not re.fullmatch(r"[a-z]{2}\d{2}[a-z0-9]{11,30}", signs):
        return False
    turned = signs[4:] + signs[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def identifiers(folded: str, kind: IdentifierKind) -> Iterator[tuple[int, int]]:
    """Yield where identifiers of a kind stand, left to right; what fails its check is none."""
    for pattern, is_right in _SHAPES[kind]:
        for found in pattern.finditer(folded):
            if kind is IdentifierKind.IBAN:
                yield from _shortened(found, is_right)
            elif is_right(re.sub(r"[^a-z0-9@.]", "", found.group())):
                yield found.span()


def _shortened(found: re.Match[str], is_right: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Yield an account without the words that follow it, which look like more of its letters."""
    words = found.group()
    for end in range(len(words), 14, -1):
        if words[end - 1] != " " and (end == len(words) or not words[end].isalnum() or words[end - 1].isdigit()):
            if is_right(words[:end].replace(" ", "")):
                yield found.start(), found.start() + end
                return


_SHAPES: dict[IdentifierKind, tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...]] = {
    IdentifierKind.EMAIL: ((_EMAIL, lambda _signs: True),),
    IdentifierKind.IBAN: ((_IBAN, is_iban), (_SHEBA_DIGITS, lambda digits: is_iban(f"ir{digits}"))),
    IdentifierKind.CARD: ((_CARD, is_card),),
    IdentifierKind.PHONE: ((_PHONE, lambda _digits: True),),
    IdentifierKind.NATIONAL_ID: ((_NATIONAL_ID, is_national_id),),
}
